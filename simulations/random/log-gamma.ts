/*
 * ln Gamma(x) for x > 0, and ln n!.
 * Stirling's series (eight terms) from x = 12 up; below, Gamma(x) = Gamma(x + n) / (x (x+1) ... (x+n-1)).
 * stirlingError(x) = ln Gamma(x + 1) - ((x + 1/2) ln x - x + ln(2 pi)/2) is what probabilities of large counts are
 * made of: written with it, the large terms that would cancel never appear (see saddle-point.ts).
 * Error, measured: ln Gamma below 1e-14 * max(1, |ln Gamma|).
 */
import { log } from './logarithm.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;
const SERIES_FROM = 12;

export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === 1 || x === 2) return 0;
  if (x === Infinity) return x;
  let shifted = x;
  let product: number = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const stirling = (shifted - 0.5) * log(shifted) - shifted + HALF_LOG_TWO_PI + series(shifted);
  return product === 1 ? stirling : stirling - log(product);
}

/** ln n! for a whole n >= 0. */
export function logFactorial(n: number): number {
  return logGamma(n + 1);
}

export function stirlingError(x: number): number {
  if (x >= SERIES_FROM) return series(x);
  return logGamma(x + 1) - ((x + 0.5) * log(x) - x + HALF_LOG_TWO_PI);
}

/** Sum of B(2k) / (2k (2k-1) x^(2k-1)), k = 1 to 8. */
function series(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  const tail = 1 / 156 + square * (-3617 / 122400);
  const middle = 1 / 1188 + square * (-691 / 360360 + square * tail);
  return (
    inverse * (1 / 12 + square * (-1 / 360 + square * (1 / 1260 + square * (-1 / 1680 + square * middle))))
  );
}
