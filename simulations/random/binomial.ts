/*
 * Binomial count from one uniform: the smallest k with P(X <= k) >= u. Rising in u, in n and in p for the same u.
 * The same search as poisson.ts, with p(k+1) = p(k) (n-k)/(k+1) p/(1-p); above p = 1/2 failures are counted, with
 * 1 - u. About 9 sqrt(n p) steps. Error of the distribution function, measured: below 1e-12 relative in either tail.
 */
import { exp } from './exponential.ts';
import { log1p } from './logarithm.ts';
import { binomialProbability } from './saddle-point.ts';

const LARGEST_TRIALS = 1e9;
const SMALL_MEAN = 12;
const NEGLIGIBLE = 1e-18;
/** Chernoff: P(X <= np - 9 sqrt(np)) <= exp(-81/2). */
const LOWER_DEVIATIONS = 9;
/** Bernstein: P(X >= np + x) <= exp(-x^2 / (2 (npq + x/3))), and the exponent wanted is -41. */
const UPPER_EXPONENT = 41;

export function binomial(n: number, p: number, u: number): number {
  if (!(n >= 0 && n <= LARGEST_TRIALS && Math.floor(n) === n)) {
    throw new RangeError(`binomial trials must be a whole number from 0 to 1e9: ${n}`);
  }
  if (!(p >= 0 && p <= 1)) throw new RangeError(`binomial probability must be from 0 to 1: ${p}`);
  return p > 0.5 ? n - successes(n, 1 - p, 1 - u) : successes(n, p, u);
}

/** For p <= 1/2. */
function successes(n: number, p: number, u: number): number {
  if (n === 0 || p === 0) return 0;
  if (n * p < SMALL_MEAN) return fromZero(n, p, u);
  return u <= 0.5 ? fromBelow(n, p, u) : fromAbove(n, p, 1 - u);
}

function fromZero(n: number, p: number, u: number): number {
  const odds = p / (1 - p);
  const mean = n * p;
  let count = 0;
  let probability = exp(n * log1p(-p));
  let left = u - probability;
  while (left > 0 && count < n && (count < mean || probability > NEGLIGIBLE)) {
    probability *= (odds * (n - count)) / (count + 1);
    count += 1;
    left -= probability;
  }
  return count;
}

function fromBelow(n: number, p: number, u: number): number {
  const odds = p / (1 - p);
  let count = Math.max(0, Math.floor(n * p - LOWER_DEVIATIONS * Math.sqrt(n * p)));
  let probability = binomialProbability(count, n, p);
  let left = u - probability;
  while (left > 0 && count < n) {
    probability *= (odds * (n - count)) / (count + 1);
    count += 1;
    left -= probability;
  }
  return count;
}

function fromAbove(n: number, p: number, tail: number): number {
  const odds = p / (1 - p);
  const third = UPPER_EXPONENT / 3;
  const reach = third + Math.sqrt(third * third + 2 * UPPER_EXPONENT * n * p * (1 - p));
  let count = Math.min(n, Math.ceil(n * p + reach));
  let probability = binomialProbability(count, n, p);
  let left = tail - probability;
  while (left >= 0 && count > 0) {
    probability *= count / (odds * (n - count + 1));
    count -= 1;
    left -= probability;
  }
  return count;
}
