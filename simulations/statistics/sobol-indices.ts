/**
 * Global sensitivity of an outcome to its inputs (Sobol 1993), from the runs of Saltelli's design: two independent samples A
 * and B of n rows, and for each input i the sample A with column i taken from B. Jansen's (1999) estimators:
 *   first order  S(i) = 1 - mean((f(B) - f(A with i of B))²) / 2V      share of the variance that i explains alone
 *   total        T(i) =     mean((f(A) - f(A with i of B))²) / 2V      share that would vanish were all else known
 * V is the variance over both samples. Intervals: bootstrap over rows. Asks for inputs that do not depend on each other.
 */
import type { BootstrapRows } from './bootstrap.ts';
import { quantile } from './quantile.ts';

export interface Index {
  readonly value: number;
  /** 95 % bootstrap interval. */
  readonly low: number;
  readonly high: number;
}

export interface SobolIndices {
  readonly first: readonly Index[];
  readonly total: readonly Index[];
  readonly mean: number;
  readonly variance: number;
}

/** Outcomes by row: of A, of B, and of A with the i-th column of B for every input i. NaN throughout where nothing varies. */
export function sobolIndices(
  ofA: Float64Array,
  ofB: Float64Array,
  swapped: readonly Float64Array[],
  luck: BootstrapRows,
): SobolIndices {
  const rows = ofA.length;
  if (ofB.length !== rows || swapped.some(({ length }) => length !== rows)) {
    throw new Error(`every sample has ${rows} rows`);
  }
  const all = Float64Array.from({ length: rows }, (_, row) => row);
  const here = estimates(ofA, ofB, swapped, all);
  const again: { readonly first: Float64Array; readonly total: Float64Array }[] = [];
  for (let round = 0; round < luck.rounds; round++)
    again.push(estimates(ofA, ofB, swapped, luck.rows(round, rows)));
  const interval = (values: readonly number[]): Pick<Index, 'low' | 'high'> => {
    const sorted = Float64Array.from(values.filter((value) => value === value)).sort();
    return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  };
  const indices = (which: 'first' | 'total') =>
    swapped.map((_, input) => ({
      value: here[which][input] ?? NaN,
      ...interval(again.map((one) => one[which][input] ?? NaN)),
    }));
  return { first: indices('first'), total: indices('total'), mean: here.mean, variance: here.variance };
}

function estimates(
  ofA: Float64Array,
  ofB: Float64Array,
  swapped: readonly Float64Array[],
  chosen: ArrayLike<number>,
) {
  const rows = chosen.length;
  let mean = 0;
  for (let place = 0; place < rows; place++) {
    const row = chosen[place] ?? 0;
    mean += ((ofA[row] ?? NaN) + (ofB[row] ?? NaN)) / (2 * rows);
  }
  let squares = 0;
  for (let place = 0; place < rows; place++) {
    const row = chosen[place] ?? 0;
    const a = (ofA[row] ?? NaN) - mean;
    const b = (ofB[row] ?? NaN) - mean;
    squares += a * a + b * b;
  }
  const variance = squares / (2 * rows - 1);
  const first = new Float64Array(swapped.length);
  const total = new Float64Array(swapped.length);
  swapped.forEach((ofSwapped, input) => {
    let fromB = 0;
    let fromA = 0;
    for (let place = 0; place < rows; place++) {
      const row = chosen[place] ?? 0;
      const value = ofSwapped[row] ?? NaN;
      const b = (ofB[row] ?? NaN) - value;
      const a = (ofA[row] ?? NaN) - value;
      fromB += b * b;
      fromA += a * a;
    }
    first[input] = variance > 0 ? 1 - fromB / (2 * rows * variance) : NaN;
    total[input] = variance > 0 ? fromA / (2 * rows * variance) : NaN;
  });
  return { first, total, mean, variance };
}
