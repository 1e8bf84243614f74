import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { CompareReading } from '../../simulations/reading.ts';
import { settleDomains } from '../charts/domain.ts';
import type { Domain, SeriesDomains } from '../charts/domain.ts';
import { stripDomain } from '../charts/strip.ts';
import { answerMetric } from '../rooms/compare/metric-rows.ts';
import { Experiment } from './experiment.svelte.ts';
import type { Failure, Later, Perform, Phase } from './experiment.svelte.ts';

export type { Failure, Later, Phase };

/** What a study needs of an engine. */
export type Compare = Perform<Scenario, CompareReading>;

/** The comparison on the page. */
export class Study extends Experiment<Scenario, CompareReading> {
  /** Axes of each series; they move with readings, never against them. */
  domains: Readonly<Record<string, SeriesDomains>> = $state.raw({});
  answerDomain: Domain | undefined = $state.raw();

  constructor(compare: Compare, later: Later, describe: (error: unknown) => Failure) {
    super(compare, { later, describe });
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
