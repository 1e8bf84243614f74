import { inverseNormal } from './inverse-normal.ts';

/** Normal with this mean and standard deviation, by inversion: rising in u; exactly `mean` where the spread is 0. */
export function normal(mean: number, standardDeviation: number, u: number): number {
  return mean + standardDeviation * inverseNormal(u);
}
