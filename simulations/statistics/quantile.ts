/**
 * Sample quantile, type 7 of Hyndman and Fan (1996), the default of R and of numpy: linear between order statistics,
 * with the smallest at p = 0 and the largest at p = 1.
 */

/** Quantile of the first `count` values, which are sorted upward, or at least where it looks (order-statistics.ts); NaN when there is none. */
export function quantile(sorted: Float64Array, p: number, count: number = sorted.length): number {
  if (!(p >= 0 && p <= 1)) throw new Error(`a quantile is between 0 and 1, got ${p}`);
  const place = (count - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below];
  if (low === undefined || count === 0) return NaN;
  const high = below + 1 < count ? (sorted[below + 1] ?? low) : low;
  return low + (place - below) * (high - low);
}
