/*
 * Poisson count from one uniform: the smallest k with P(X <= k) >= u. Rising in u, and for the same u rising in the
 * mean, so that two strategies with different means keep the same luck.
 * Probabilities follow p(k+1) = p(k) mean/(k+1). Small means start at 0. Larger ones start where a tail holds less
 * than 2^-57 and add up toward the middle, from below for u <= 1/2 and from above otherwise: nothing underflows and
 * both tails keep their digits. About 9 sqrt(mean) steps: less than living the lives that arrive.
 * Error of the distribution function, measured: below 1e-12 relative in either tail for means up to 1e6.
 */
import { exp } from './exponential.ts';
import { poissonProbability } from './saddle-point.ts';

const LARGEST_MEAN = 1e9;
const SMALL_MEAN = 12;
const NEGLIGIBLE = 1e-18;
/** Chernoff: P(X <= mean - 9 sqrt(mean)) <= exp(-81/2). */
const LOWER_DEVIATIONS = 9;
/** Bernstein: P(X >= mean + x) <= exp(-x^2 / (2 (mean + x/3))), and the exponent wanted is -41. */
const UPPER_EXPONENT = 41;

export function poisson(mean: number, u: number): number {
  if (!(mean >= 0 && mean <= LARGEST_MEAN))
    throw new RangeError(`poisson mean must be from 0 to 1e9: ${mean}`);
  if (mean < SMALL_MEAN) return fromZero(mean, u);
  return u <= 0.5 ? fromBelow(mean, u) : fromAbove(mean, 1 - u);
}

function fromZero(mean: number, u: number): number {
  let count: number = 0;
  let probability = exp(-mean);
  let left = u - probability;
  while (left > 0 && (count < mean || probability > NEGLIGIBLE)) {
    count += 1;
    probability *= mean / count;
    left -= probability;
  }
  return count;
}

function fromBelow(mean: number, u: number): number {
  let count: number = Math.max(0, Math.floor(mean - LOWER_DEVIATIONS * Math.sqrt(mean)));
  let probability = poissonProbability(count, mean);
  let left = u - probability;
  while (left > 0) {
    count += 1;
    probability *= mean / count;
    left -= probability;
  }
  return count;
}

function fromAbove(mean: number, tail: number): number {
  const third = UPPER_EXPONENT / 3;
  let count = Math.ceil(mean + third + Math.sqrt(third * third + 2 * UPPER_EXPONENT * mean));
  let probability = poissonProbability(count, mean);
  let left = tail - probability;
  while (left >= 0) {
    probability *= count / mean;
    count -= 1;
    left -= probability;
  }
  return count;
}
