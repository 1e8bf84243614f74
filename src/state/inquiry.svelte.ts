import { compareStudy } from '../../simulations/designs/compare-study.ts';
import type { CompareStudy } from '../../simulations/designs/compare.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { Experiment } from './experiment.svelte.ts';
import type { Perform, Surroundings } from './experiment.svelte.ts';

/** Enough for the shape of an answer, few enough to wait for. */
const firstFutures = 32;
/** Each refinement halves the Monte Carlo error. */
const refinement = 4;

/**
 * A room's question about the scenario on the table, and its answer, kept while other rooms are visited. It begins with few
 * futures and is refined on demand, up to the futures that the scenario asks for; those lived before stay as they are.
 */
export class Inquiry<Question, Reading> extends Experiment<Asked<Question>, Reading> {
  futures = $state(0);
  #most = $state(0);
  #asked: Asked<Question> | undefined;
  /** What the answer on show was asked by, while a finer one is under way. */
  #whole: Asked<Question> | undefined;
  /** The answer on show was whole, and a finer one of the same question is under way. */
  #refining = $state(false);
  readonly #first: number;

  /** `first` is how many futures the first answer takes; without a limit, all that the scenario asks for. */
  constructor(
    perform: Perform<Asked<Question>, Reading>,
    surroundings: Surroundings,
    first: number = firstFutures,
  ) {
    super(perform, surroundings);
    this.#first = first;
  }

  // Plain getters: a derived belongs to the component that first looked, and an inquiry outlives it.
  get canRefine(): boolean {
    return this.phase === 'complete' && this.futures < this.#most;
  }

  /** A finer answer than the one on show is under way. */
  get isRefining(): boolean {
    return this.#refining && this.phase === 'running';
  }

  get refinedFutures(): number {
    return Math.min(this.#most, refinement * this.futures);
  }

  /** Asks, unless just this was asked last. */
  pose(scenario: Scenario, question: Question): void {
    const asked = this.#asked;
    const isSame =
      scenario === asked?.scenario && JSON.stringify(question) === JSON.stringify(asked.question);
    if (isSame) return;
    this.#most = scenario.run.replications;
    this.#put({ scenario, question, futures: Math.min(this.#first, this.#most) });
  }

  /** The answer on show stays until the finer one is whole: parts of it rest on fewer futures. */
  refine(): void {
    if (!this.canRefine || this.#asked === undefined) return;
    this.#whole = this.#asked;
    this.#put({ ...this.#asked, futures: this.refinedFutures });
    this.#refining = true;
    this.current = true;
  }

  /** A refinement that is stopped leaves the whole answer that was there, to be refined another time. */
  override stop(): void {
    const whole = this.isRefining ? this.#whole : undefined;
    super.stop();
    if (whole === undefined) return;
    this.#asked = whole;
    this.futures = whole.futures;
    this.#refining = false;
    this.phase = 'complete';
  }

  again(): void {
    if (this.#asked !== undefined) this.#put(this.#asked);
  }

  /** Nobody looks any more: what is under way is called off, and asked anew when somebody returns. */
  leave(): void {
    if (this.phase !== 'running') return;
    this.stop();
    this.#asked = undefined;
  }

  protected override takePart(reading: Reading): void {
    if (!this.#refining) super.takePart(reading);
  }

  #put(asked: Asked<Question>): void {
    this.#asked = asked;
    this.#refining = false;
    this.futures = asked.futures;
    this.ask(asked);
  }
}

export interface Asked<Question> {
  readonly scenario: Scenario;
  readonly question: Question;
  readonly futures: number;
}

/** The study of so many futures. */
export function studyOf({ scenario, futures }: Asked<unknown>): CompareStudy {
  return compareStudy({ ...scenario, run: { ...scenario.run, replications: futures } });
}
