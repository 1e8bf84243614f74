import { untrack } from 'svelte';

/** What an experiment needs of an engine. */
export type Perform<Question, Reading> = (
  question: Question,
  listeners: {
    readonly signal: AbortSignal;
    readonly onPartial: (reading: Reading) => void;
    readonly onProgress: (progress: RunProgress) => void;
  },
) => Promise<Reading>;

export interface RunProgress {
  /** Share of the work that is done, from 0 to 1. */
  readonly share: number;
  readonly secondsLeft?: number;
  /** Customers alive, times months, simulated in a second: measured. */
  readonly customerMonthsPerSecond?: number;
}

/** What the page says when a run fails: a sentence, and details to copy. */
export interface Failure {
  readonly message: string;
  readonly details: string;
}

export type Phase = 'running' | 'complete' | 'stopped' | 'failed';

/** Runs something a little later; returns how to call it off. Given from outside, so that tests need no clock. */
export type Later = (act: () => void, milliseconds: number) => () => void;

export interface Surroundings {
  readonly later: Later;
  readonly describe: (error: unknown) => Failure;
}

/** Changes that follow each other more closely are a burst, like the steps of a slider: of them only the last is answered. */
const burstMilliseconds = 60;

/** A run on the page: its numbered request, its latest reading, how far it is, and what went wrong. */
export class Experiment<Question, Reading> {
  phase: Phase = $state('running');
  reading: Reading | undefined = $state.raw();
  /** The reading on show answers the question on show. */
  current = $state(false);
  done = $state(0);
  secondsLeft: number | undefined = $state();
  /** Customer-months a second of the run under way. */
  speed: number | undefined = $state();
  failure: Failure | undefined = $state.raw();

  readonly #perform: Perform<Question, Reading>;
  readonly #later: Later;
  readonly #describe: (error: unknown) => Failure;
  #request = 0;
  #abort = new AbortController();
  #callOff = () => {};
  /** There was no question for a while: the next one is not in the middle of a burst. */
  #calm = true;

  constructor(perform: Perform<Question, Reading>, { later, describe }: Surroundings) {
    this.#perform = perform;
    this.#later = later;
    this.#describe = describe;
  }

  /** Asks for a new answer; whatever was asked before is called off and can never be shown again. */
  ask(question: Question): void {
    const request = this.#begin();
    const run = () => void this.#run(question, request);
    const isFirst = this.#calm;
    this.#calm = false;
    this.#callOff = this.#later(() => {
      this.#calm = true;
      if (!isFirst) run();
    }, burstMilliseconds);
    // Whoever asks from an effect does not come to depend on what the run reads.
    if (isFirst) untrack(run);
  }

  /** Ends the run; what it has found so far stays, marked with its count. */
  stop(): void {
    // Nothing that was never asked can be stopped.
    if (this.phase !== 'running' || this.#request === 0) return;
    this.#callOff();
    this.#abort.abort();
    this.#request++;
    this.secondsLeft = this.speed = undefined;
    this.phase = 'stopped';
  }

  /** Takes a reading in; one that belongs to the same run as the last refines it. */
  protected show(reading: Reading): void {
    this.reading = reading;
    this.current = true;
  }

  /** Takes in what is there so far of an answer under way. */
  protected takePart(reading: Reading): void {
    this.show(reading);
  }

  #begin(): number {
    this.#callOff();
    this.#abort.abort();
    this.#abort = new AbortController();
    this.phase = 'running';
    this.current = false;
    this.done = 0;
    this.secondsLeft = this.speed = undefined;
    this.failure = undefined;
    return ++this.#request;
  }

  async #run(question: Question, request: number): Promise<void> {
    const { signal } = this.#abort;
    const isLatest = () => request === this.#request;
    try {
      const reading = await this.#perform(question, {
        signal,
        onPartial: (partial) => {
          if (isLatest()) this.takePart(partial);
        },
        onProgress: ({ share, secondsLeft, customerMonthsPerSecond }) => {
          if (!isLatest()) return;
          this.done = share;
          this.secondsLeft = secondsLeft;
          this.speed = customerMonthsPerSecond;
        },
      });
      if (!isLatest()) return;
      this.show(reading);
      this.done = 1;
      this.secondsLeft = this.speed = undefined;
      this.phase = 'complete';
    } catch (error) {
      if (!isLatest() || signal.aborted) return;
      this.failure = this.#describe(error);
      this.secondsLeft = this.speed = undefined;
      this.phase = 'failed';
    }
  }
}
