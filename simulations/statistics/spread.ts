import { momentsOf, standardError } from './moments.ts';
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
 * bits; then `values` is SORTED in place, which is what makes this fast enough for thousands of calls a reading.
 */
export function spread(values: Float64Array, count: number): SpreadNumbers {
  const moments = momentsOf(values, count);
  const sorted = values.subarray(0, count).sort();
  return {
    futures: count,
    mean: count === 0 ? NaN : moments.mean,
    standardError: standardError(moments),
    p2_5: quantile(sorted, 0.025),
    p5: quantile(sorted, 0.05),
    p10: quantile(sorted, 0.1),
    p25: quantile(sorted, 0.25),
    p50: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p90: quantile(sorted, 0.9),
    p95: quantile(sorted, 0.95),
    p97_5: quantile(sorted, 0.975),
  };
}
