/**
 * Count, mean and sum of squared deviations, mergeable: two halves of a sample give the moments of the whole (Pébay
 * 2008, SAND2008-6212, equations 1.1 to 1.4; the one-value case is Welford's). Merging is a monoid up to rounding: the
 * empty sample is its neutral element bit for bit, and the order of merging moves only the last digits. Where bits
 * matter, merge in the order of the replications.
 */

export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
}

/** The empty sample: merging it in changes nothing. */
export const noMoments: Moments = { count: 0, mean: 0, squares: 0 };

/** Moments of the first `count` values. A sample of equal values has exactly that mean and no spread. */
export function momentsOf(values: Float64Array, count: number = values.length): Moments {
  if (count === 0) return noMoments;
  const anchor = values[0] ?? 0;
  let sum = 0;
  for (let index = 1; index < count; index++) sum += (values[index] ?? 0) - anchor;
  const shift = sum / count;
  let squares = 0;
  let rest = 0;
  for (let index = 0; index < count; index++) {
    const deviation = (values[index] ?? 0) - anchor - shift;
    squares += deviation * deviation;
    rest += deviation;
  }
  return { count, mean: anchor + shift, squares: squares - (rest * rest) / count };
}

export function mergeMoments(first: Moments, second: Moments): Moments {
  if (first.count === 0) return second;
  if (second.count === 0) return first;
  const count = first.count + second.count;
  const gap = second.mean - first.mean;
  return {
    count,
    mean: first.mean + (gap * second.count) / count,
    squares: first.squares + second.squares + (gap * gap * first.count * second.count) / count,
  };
}

/** Unbiased variance of one observation; NaN below two observations. */
export function variance(moments: Moments): number {
  return moments.count < 2 ? NaN : Math.max(0, moments.squares) / (moments.count - 1);
}

/** Standard error of the mean; NaN below two observations. */
export function standardError(moments: Moments): number {
  return Math.sqrt(variance(moments) / moments.count);
}
