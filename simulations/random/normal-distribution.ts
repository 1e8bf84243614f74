/*
 * Phi(x), the probability that a standard normal falls below x, with full relative accuracy in both tails.
 * The upper tail is Mills' ratio R(x) times the density. R is known at x = 0, 1/2 ... 10 (mills-ratio-table.ts) and
 * carried to x by its Taylor series, since R' = x R - 1 and R(n+1) = x R(n) + n R(n-1); beyond 10.25 by Laplace's
 * continued fraction. Relative error, measured against 40 digits: below 2e-15 from x = -37 up.
 * Idea: Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11 (2004).
 */
import { exp } from './exponential.ts';
import { MILLS_RATIO_AT_HALVES } from './mills-ratio-table.ts';

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;
const TABLE_END = 10.25;
const TAYLOR_TERMS = 16;
const FRACTION_TERMS = 24;
const SPLITTER = 65536; // enough bits for x = 38 to keep x's first part exact when squared

/** Density of the standard normal; exp(-x^2/2) is taken in two parts, as the rounding of x^2 alone would show. */
export function normalDensity(x: number): number {
  if (!(Math.abs(x) < 40)) return x !== x ? x : 0;
  const first = Math.floor(x * SPLITTER) / SPLITTER;
  return INVERSE_ROOT_TWO_PI * exp(-0.5 * first * first) * exp(-0.5 * (x - first) * (x + first));
}

/** Phi(x): 0 at -Infinity, 1 at Infinity, NaN of NaN. */
export function normalDistribution(x: number): number {
  if (x > 0) return 1 - upperTail(x);
  return x <= 0 ? upperTail(-x) : NaN;
}

function upperTail(x: number): number {
  const density = normalDensity(x);
  if (density === 0) return 0;
  // Rounding must not lift the middle above a half.
  return Math.min(0.5, density * (x < TABLE_END ? millsByTaylor(x) : millsByFraction(x)));
}

function millsByTaylor(x: number): number {
  const nearest = Math.round(2 * x);
  const from = nearest / 2;
  const step = x - from;
  let before = MILLS_RATIO_AT_HALVES[nearest]!; // derivative n - 1
  let current = from * before - 1; // derivative n
  let weight = step; // step^n / n!
  let sum = before + current * weight;
  for (let n = 1; n < TAYLOR_TERMS; n += 1) {
    const next = from * current + n * before;
    weight = (weight * step) / (n + 1);
    sum += next * weight;
    before = current;
    current = next;
  }
  return sum;
}

function millsByFraction(x: number): number {
  let fraction = 0;
  for (let n = FRACTION_TERMS; n > 0; n -= 1) fraction = n / (x + fraction);
  return 1 / (x + fraction);
}
