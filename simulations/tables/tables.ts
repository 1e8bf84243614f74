/** Everything that is read off the futures taken together rather than future by future, for one strategy. */
import { lifetimeUnitOf } from '../layout-of.ts';
import type { Ledger } from '../ledger.ts';
import type { MetricContext } from '../metrics/metric.ts';
import { cohortTable } from './cohorts.ts';
import type { Cohort } from './cohorts.ts';
import { conversionTable } from './conversion.ts';
import type { Conversion } from './conversion.ts';
import { expansionTable, survivalTable } from './curves.ts';
import type { Curve } from './curves.ts';
import { flowTable } from './flow.ts';
import type { Flow } from './flow.ts';
import { lifetimeValueTable } from './lifetime-values.ts';
import type { LifetimeValues } from './lifetime-values.ts';
import { movements } from './movements.ts';
import type { Movements } from './movements.ts';
import { observedChurnTable } from './observed-churn.ts';
import type { ObservedChurnTable } from './observed-churn.ts';

export interface Tables {
  readonly tiers: readonly string[];
  readonly movements: Movements;
  readonly survival: Curve;
  readonly timeToExpansion: Curve;
  readonly lifetimeValues: LifetimeValues;
  readonly cohorts: readonly Cohort[];
  readonly flow: readonly Flow[];
  readonly conversion: readonly Conversion[];
  readonly observedChurn: ObservedChurnTable;
}

/** `sum` is the sum of the ledgers of so many futures of a strategy. */
export function tablesOf(
  sum: Ledger,
  futures: number,
  { strategy }: Pick<MetricContext, 'strategy'>,
): Tables {
  const { tiers } = strategy.ladder;
  const unit = lifetimeUnitOf(strategy);
  return {
    tiers: tiers.map(({ name }) => name),
    movements: movements(sum, futures),
    survival: survivalTable(sum),
    timeToExpansion: expansionTable(sum),
    lifetimeValues: lifetimeValueTable(sum, unit),
    cohorts: cohortTable(sum, futures),
    flow: flowTable(sum, futures),
    conversion: conversionTable(sum, futures),
    observedChurn: observedChurnTable(sum, futures),
  };
}
