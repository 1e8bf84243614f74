import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { CompareReading, SeriesReading } from '../../simulations/reading.ts';
import { settleDomains, stripDomain } from '../charts/domain.ts';
import type { Domain, SeriesDomains } from '../charts/domain.ts';
import { answerMetric } from '../rooms/compare/answer-metric.ts';
import { Experiment } from './experiment.svelte.ts';
import type { Failure, Later, Perform } from './experiment.svelte.ts';

/** What a study needs of an engine. */
export type Compare = Perform<Posed, CompareReading>;

export interface Posed {
  readonly scenario: Scenario;
  /** At least so many futures and then until the answer has settled, or all that the scenario asks for. */
  readonly futures: number | 'all';
}

/** The comparison on the page, and the axes that its charts are drawn on. */
export class Study extends Experiment<Posed, CompareReading> {
  /** Axes of each series; they move with readings, never against them. */
  domains: Readonly<Record<string, SeriesDomains>> = $state.raw({});
  answerDomain: Domain | undefined = $state.raw();
  /** What the reading on show was lived under; the scenario on the table may be another by now. */
  lived: Scenario | undefined = $state.raw();
  #posed: Posed | undefined;
  /** Readings of fewer futures than this are behind what is on show. */
  #shownFutures = 0;

  constructor(compare: Compare, later: Later, describe: (error: unknown) => Failure) {
    super(compare, { later, describe });
  }

  /** Asks for a settled answer, unless just this was asked last. */
  pose(scenario: Scenario, atLeast = 0): void {
    if (scenario === this.#posed?.scenario) return;
    this.#put({ scenario, futures: atLeast });
  }

  again(): void {
    if (this.#posed !== undefined) this.#put(this.#posed);
  }

  /** Futures that the scenario asks for and a settled answer did without. */
  get spared(): number {
    if (this.phase !== 'complete' || this.reading === undefined || this.#posed === undefined) return 0;
    return this.#posed.scenario.run.replications - this.reading.replications;
  }

  /** Goes on to all futures; the answer on show stays until there is a better one. */
  liveAll(): void {
    if (this.spared === 0 || this.#posed === undefined) return;
    this.#put({ ...this.#posed, futures: 'all' });
    this.#shownFutures = this.reading?.replications ?? 0;
    this.current = true;
  }

  /** Nobody looks any more: what still runs is called off, to be asked again when somebody comes back. */
  leave(): void {
    if (this.phase !== 'running') return;
    this.stop();
    this.#posed = undefined;
  }

  #put(posed: Posed): void {
    this.#posed = posed;
    this.#shownFutures = 0;
    this.ask(posed);
  }

  protected override show(reading: CompareReading): void {
    if (reading.replications < this.#shownFutures) return;
    const sameRun = this.current;
    this.domains = Object.fromEntries(
      chartedIn(reading).map(([id, series]) => [id, settleDomains(series, this.domains[id], sameRun)]),
    );
    const metric = answerMetric(reading);
    if (metric !== undefined) this.answerDomain = stripDomain(metric.difference, this.answerDomain, sameRun);
    this.lived = this.#posed?.scenario;
    super.show(reading);
  }
}

/** All that is drawn month by month, of everybody and, as `id/segment`, of each segment. */
function chartedIn({ series, segmentSeries }: CompareReading): readonly (readonly [string, SeriesReading])[] {
  return [
    ...Object.entries(series),
    ...Object.entries(segmentSeries).flatMap(([segment, part]) =>
      Object.entries(part).map(([id, one]) => [`${id}/${segment}`, one] as const),
    ),
  ];
}
