/*
 * Probabilities of counts and beta densities without cancellation. Written out, ln P(k) is a difference of terms of
 * size k ln k whose rounding would show in the answer; written around its own peak it is a small deviance and small
 * Stirling errors:  Poisson  P(k) = exp(-stirlingError(k) - deviance(k, mean)) / sqrt(2 pi k).
 * deviance(x, m) = x ln(x/m) + m - x >= 0, by a series where x is near m.
 * Source: Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
import { exp } from './exponential.ts';
import { stirlingError } from './log-gamma.ts';
import { log, log1p } from './logarithm.ts';

const TWO_PI = 6.283185307179586;

/** x ln(x/m) + m - x for x >= 0, m > 0. */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * log(x / m) - difference;
  // With v = (x-m)/(x+m), ln(x/m) = 2 artanh v, and the first terms cancel by hand.
  const v = difference / (x + m);
  const square = v * v;
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}

/** P(X = k) for X Poisson. */
export function poissonProbability(k: number, mean: number): number {
  if (k === 0) return exp(-mean);
  return exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(TWO_PI * k);
}

/** P(X = k) for X the successes of n trials of probability p, 0 < p < 1. */
export function binomialProbability(k: number, n: number, p: number): number {
  if (k === 0) return exp(n * log1p(-p));
  if (k === n) return exp(n * log(p));
  const logarithm =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    deviance(k, n * p) -
    deviance(n - k, n * (1 - p));
  return exp(logarithm) * Math.sqrt(n / (TWO_PI * k * (n - k)));
}
