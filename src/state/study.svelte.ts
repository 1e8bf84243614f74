import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { CompareReading } from '../../simulations/reading.ts';
import { settleDomains } from '../charts/domain.ts';
import type { Domain, SeriesDomains } from '../charts/domain.ts';
import { stripDomain } from '../charts/strip.ts';
import { answerMetric } from '../rooms/compare/metric-rows.ts';
import { Experiment } from './experiment.svelte.ts';
import type { Failure, Later, Perform } from './experiment.svelte.ts';

/** What a study needs of an engine. */
export type Compare = Perform<Scenario, CompareReading>;

/** The comparison on the page, and the axes that its charts are drawn on. */
export class Study extends Experiment<Scenario, CompareReading> {
  /** Axes of each series; they move with readings, never against them. */
  domains: Readonly<Record<string, SeriesDomains>> = $state.raw({});
  answerDomain: Domain | undefined = $state.raw();
  #posed: Scenario | undefined;

  constructor(compare: Compare, later: Later, describe: (error: unknown) => Failure) {
    super(compare, { later, describe });
  }

  /** Asks, unless just this was asked last. */
  pose(scenario: Scenario): void {
    if (scenario === this.#posed) return;
    this.#posed = scenario;
    this.ask(scenario);
  }

  /** Nobody looks any more: what still runs is called off, to be asked again when somebody comes back. */
  leave(): void {
    if (this.phase !== 'running') return;
    this.stop();
    this.#posed = undefined;
  }

  protected override show(reading: CompareReading): void {
    const sameRun = this.current;
    this.domains = Object.fromEntries(
      Object.entries(reading.series).map(([id, series]) => [
        id,
        settleDomains(series, this.domains[id], sameRun),
      ]),
    );
    const metric = answerMetric(reading);
    if (metric !== undefined) this.answerDomain = stripDomain(metric.difference, this.answerDomain, sameRun);
    super.show(reading);
  }
}
