import { remembering } from '../remembering.ts';
import { momentsOf, standardError } from './moments.ts';
import { putRanks } from './order-statistics.ts';
import { quantile } from './quantile.ts';

/** Spread of one value over futures. NaN where too few futures have it. */
export interface SpreadNumbers {
  readonly futures: number;
  readonly mean: number;
  readonly standardError: number;
  readonly p2_5: number;
  readonly p5: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p97_5: number;
}

/**
 * Spread of the first `count` values, all finite. Moments are added in the order given, so the order is part of the
 * bits; then `values` are MOVED about in place, which is what makes this fast enough for thousands of calls a reading.
 */
export function spread(values: Float64Array, count: number): SpreadNumbers {
  const moments = momentsOf(values, count);
  putRanks(values, count, ranksFor(count));
  const of = (p: number) => quantile(values, p, count);
  return {
    futures: count,
    mean: count === 0 ? NaN : moments.mean,
    standardError: standardError(moments),
    p2_5: of(0.025),
    p5: of(0.05),
    p10: of(0.1),
    p25: of(0.25),
    p50: of(0.5),
    p75: of(0.75),
    p90: of(0.9),
    p95: of(0.95),
    p97_5: of(0.975),
  };
}

const shares = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/** Ranks that the quantiles of so many values are made of. */
const ranksFor = remembering(16, (count: number): readonly number[] => {
  const ranks = new Set<number>();
  for (const share of shares) {
    const below = Math.floor((count - 1) * share);
    for (const rank of [below, below + 1]) if (rank >= 0 && rank < count) ranks.add(rank);
  }
  return [...ranks];
});
