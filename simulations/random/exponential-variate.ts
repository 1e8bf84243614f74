import { log } from './logarithm.ts';

/**
 * Exponential with mean 1, -ln u: the budget of cumulative hazard after which a clock fires, and the gap between two
 * events of a Poisson process of rate 1. Falling in u, as a survival probability does.
 */
export function exponentialVariate(u: number): number {
  return -log(u);
}
