import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { CompareReading } from '../../simulations/reading.ts';
import { settleDomains } from '../charts/domain.ts';
import type { Domain, SeriesDomains } from '../charts/domain.ts';
import { stripDomain } from '../charts/strip.ts';
import { answerMetric } from '../rooms/compare/metric-rows.ts';

/** What a study needs of an engine. */
export type Compare = (
  scenario: Scenario,
  listeners: {
    readonly signal: AbortSignal;
    readonly onPartial: (reading: CompareReading) => void;
    readonly onProgress: (progress: StudyProgress) => void;
  },
) => Promise<CompareReading>;

export interface StudyProgress {
  /** Share of the work that is done, from 0 to 1. */
  readonly share: number;
  readonly secondsLeft?: number;
}

/** What the page says when a run fails: a sentence, and details to copy. */
export interface Failure {
  readonly message: string;
  readonly details: string;
}

export type Phase = 'running' | 'complete' | 'stopped' | 'failed';

/** Runs something a little later; returns how to call it off. Given from outside, so that tests need no clock. */
export type Later = (act: () => void, milliseconds: number) => () => void;

/** Long enough to swallow a burst of slider steps, too short to be felt. */
const settleMilliseconds = 60;

/** The run on the page: its numbered request, its latest reading, how far it is, and what went wrong. */
export class Study {
  phase: Phase = $state('running');
  reading: CompareReading | undefined = $state.raw();
  /** Axes of each series; they move with readings, never against them. */
  domains: Readonly<Record<string, SeriesDomains>> = $state.raw({});
  answerDomain: Domain | undefined = $state.raw();
  /** The reading on show answers the settings on show. */
  current = $state(false);
  done = $state(0);
  secondsLeft: number | undefined = $state();
  failure: Failure | undefined = $state.raw();

  readonly #compare: Compare;
  readonly #later: Later;
  readonly #describe: (error: unknown) => Failure;
  #request = 0;
  #abort = new AbortController();
  #callOff = () => {};

  constructor(compare: Compare, later: Later, describe: (error: unknown) => Failure) {
    this.#compare = compare;
    this.#later = later;
    this.#describe = describe;
  }

  /** Asks for a new answer; whatever was asked before is called off and can never be shown again. */
  ask(scenario: Scenario): void {
    const request = this.#begin();
    this.#callOff = this.#later(() => void this.#run(scenario, request), settleMilliseconds);
  }

  /** Ends the run; what it has found so far stays, marked with its count. */
  stop(): void {
    if (this.phase !== 'running') return;
    this.#callOff();
    this.#abort.abort();
    this.#request++;
    this.secondsLeft = undefined;
    this.phase = 'stopped';
  }

  #begin(): number {
    this.#callOff();
    this.#abort.abort();
    this.#abort = new AbortController();
    this.phase = 'running';
    this.current = false;
    this.done = 0;
    this.secondsLeft = undefined;
    this.failure = undefined;
    return ++this.#request;
  }

  async #run(scenario: Scenario, request: number): Promise<void> {
    const { signal } = this.#abort;
    const isLatest = () => request === this.#request;
    try {
      const reading = await this.#compare(scenario, {
        signal,
        onPartial: (partial) => {
          if (isLatest()) this.#show(partial);
        },
        onProgress: ({ share, secondsLeft }) => {
          if (!isLatest()) return;
          this.done = share;
          this.secondsLeft = secondsLeft;
        },
      });
      if (!isLatest()) return;
      this.#show(reading);
      this.done = 1;
      this.secondsLeft = undefined;
      this.phase = 'complete';
    } catch (error) {
      if (!isLatest() || signal.aborted) return;
      this.failure = this.#describe(error);
      this.secondsLeft = undefined;
      this.phase = 'failed';
    }
  }

  #show(reading: CompareReading): void {
    const sameRun = this.current;
    this.domains = Object.fromEntries(
      Object.entries(reading.series).map(([id, series]) => [
        id,
        settleDomains(series, this.domains[id], sameRun),
      ]),
    );
    const metric = answerMetric(reading);
    if (metric !== undefined) this.answerDomain = stripDomain(metric.difference, this.answerDomain, sameRun);
    this.reading = reading;
    this.current = true;
  }
}
