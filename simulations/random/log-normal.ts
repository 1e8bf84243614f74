import { exp } from './exponential.ts';
import { inverseNormal } from './inverse-normal.ts';

/** Log-normal with this median; `spread` is the standard deviation of its logarithm. Exactly `median` where it is 0. */
export function logNormal(median: number, spread: number, u: number): number {
  return median * exp(spread * inverseNormal(u));
}
