/**
 * What the same luck for both strategies is worth: the variance of a metric's difference with independent luck over its
 * variance with the same luck. Independent: the second strategy lives other replications.
 */
import { metricById, outcomeOf } from '../simulations/designs/outcomes.ts';
import { Ledger } from '../simulations/ledger.ts';
import type { Point } from '../simulations/point.ts';
import { layoutOf, simulateReplications } from '../simulations/replication.ts';
import { momentsOf, variance } from '../simulations/statistics/moments.ts';

type Study = Pick<Point, 'world' | 'strategy' | 'run'>;

export function pairingGain(first: Study, second: Study, metric: string, replications: number): number {
  const outcome = outcomeOf(metricById(metric));
  const outcomes = (study: Study, firstReplication: number) => {
    const layout = layoutOf(study);
    const ledgers = simulateReplications({ ...study, firstReplication, replications });
    return Array.from({ length: replications }, (_, index) =>
      outcome(new Ledger(layout, ledgers.subarray(index * layout.size, (index + 1) * layout.size)), study),
    );
  };
  const before = outcomes(first, 0);
  const paired = outcomes(second, 0);
  const independent = outcomes(second, replications);
  return varianceOfDifference(before, independent) / varianceOfDifference(before, paired);
}

function varianceOfDifference(before: readonly number[], after: readonly number[]): number {
  return variance(momentsOf(after.map((value, index) => value - before[index]!)));
}
