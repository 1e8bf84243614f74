/**
 * What the same luck for both strategies is worth: the variance of a metric's difference with independent luck over its
 * variance with the same luck. Independent: the second strategy lives other replications.
 */
import { metricById, outcomeOf } from '../simulations/designs/outcomes.ts';
import { Ledger } from '../simulations/ledger.ts';
import type { Point } from '../simulations/point.ts';
import { layoutOf } from '../simulations/layout-of.ts';
import { simulateReplications } from '../simulations/replication.ts';
import { momentsOf, variance } from '../simulations/statistics/moments.ts';

type Study = Pick<Point, 'world' | 'strategy' | 'run'>;

/** Gain for each of the metrics. */
export function pairingGains(
  first: Study,
  second: Study,
  metrics: readonly string[],
  replications: number,
): number[] {
  const outcomes = metrics.map((metric) => outcomeOf(metricById(metric)));
  const valuesOf = (study: Study, firstReplication: number): Float64Array[] => {
    const layout = layoutOf(study);
    const ledgers = simulateReplications({ ...study, firstReplication, replications });
    return outcomes.map((outcome) =>
      Float64Array.from({ length: replications }, (_, index) =>
        outcome(new Ledger(layout, ledgers.subarray(index * layout.size, (index + 1) * layout.size)), study),
      ),
    );
  };
  const before = valuesOf(first, 0);
  const paired = valuesOf(second, 0);
  const independent = valuesOf(second, replications);
  return metrics.map(
    (_, index) =>
      varianceOfDifference(before[index]!, independent[index]!) /
      varianceOfDifference(before[index]!, paired[index]!),
  );
}

function varianceOfDifference(before: Float64Array, after: Float64Array): number {
  return variance(momentsOf(after.map((value, index) => value - before[index]!)));
}
