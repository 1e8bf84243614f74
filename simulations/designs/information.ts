/**
 * Value of information, in the outcome's own unit, from runs that are there already: what is a choice between two strategies worth
 * more if parameters were known before it?
 *   gap d(θ) = second - first, of each drawn world;  with what is known now the choice is by its mean
 *   EVPI = E max(0, d) - max(0, E d);   EVPPI(i) = E max(0, E[d | θi]) - max(0, E d)
 * E[d | θi] is a regression of d on a natural cubic spline in θi (Strong, Oakley and Brennan 2014). A regression that is judged on the
 * rows that it was fitted to takes their luck for knowledge, the more the fewer they are: each part of the rows is chosen for by
 * what was fitted to the others, and judged by its own d. That can lose by choosing wrongly, and is then worth nothing.
 * EVPI is worked out both from the d as lived (luck included: an upper bound) and from a regression on all inputs together
 * (additive: what inputs do only jointly is missed). Intervals: bootstrap over the drawn worlds, the regressions held.
 */
import { fingerprint } from '../fingerprint.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import { BootstrapRows } from '../statistics/bootstrap.ts';
import { leastSquares } from '../statistics/least-squares.ts';
import { quantile } from '../statistics/quantile.ts';
import { naturalSpline } from '../statistics/natural-spline.ts';
import type { Movable } from './outcomes.ts';

export interface InformationRuns {
  readonly seed: string;
  readonly inputs: readonly Movable[];
  /** Drawn values, row by row. */
  readonly sample: Float64Array;
  /** Outcome of each row under the first and under the second strategy; higher is better, or turn the sign before. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export interface Worth {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface InformationReading {
  readonly rows: number;
  /** What would be chosen now. */
  readonly choice: 'first' | 'second';
  readonly meanGap: number;
  /** Knowing every input, from the additive regression. */
  readonly perfect: Worth;
  /** The same with luck counted as if it could be known: an upper bound. */
  readonly perfectWithLuck: Worth;
  /** Knowing one input, in the order given. */
  readonly perInput: readonly {
    readonly name: string;
    readonly pointers: readonly string[];
    readonly worth: Worth;
  }[];
  readonly fingerprint: string;
}

const INFORMATION = hash32('information') | 0;
const innerKnots = 4;

export function valueOfInformation({
  seed,
  inputs,
  sample,
  first,
  second,
}: InformationRuns): InformationReading {
  const width = inputs.length;
  const rows = first.length;
  if (second.length !== rows || sample.length !== rows * width) {
    throw new Error(
      `${rows} rows of ${width} inputs, got ${sample.length} numbers and ${second.length} outcomes`,
    );
  }
  const gaps = second.map((value, row) => value - (first[row] ?? NaN));
  const ones = new Float64Array(rows).fill(1);
  const splines = inputs.map((_, input) =>
    naturalSpline(
      Float64Array.from(gaps, (_gap, row) => sample[row * width + input] ?? NaN),
      innerKnots,
    ),
  );
  const bootstrap = new BootstrapRows(keyFromPhrase(seed), INFORMATION, 100);
  const target = Float64Array.from(gaps);
  const regressed = (columns: readonly Float64Array[]) => {
    const told = crossFitted([ones, ...columns], target);
    const gains = target.map((gap, row) => ((told[row] ?? 0) > 0 ? gap : 0));
    return worthOf(
      rows,
      bootstrap,
      (chosen) => meanOver(gains, chosen) - Math.max(0, meanOver(target, chosen)),
    );
  };
  let meanGap = 0;
  for (const gap of gaps) meanGap += gap / rows;
  const perfectWithLuck = worthOf(rows, bootstrap, (chosen) =>
    gainOfKnowing(Float64Array.from(chosen, (row) => gaps[row] ?? NaN)),
  );
  // A regression of few rows can come out above what bounds it; it is known then to be wrong by that.
  const perInput = inputs.map(({ name, pointers }, input) => ({
    name,
    pointers,
    worth: atMost(regressed(splines[input] ?? []), perfectWithLuck),
  }));
  // Nor is knowing all of them worth less than knowing one: the regression on all has the most to go wrong by.
  const perfect = perInput.reduce(
    (best, { worth }) => (worth.value > best.value ? worth : best),
    atMost(regressed(splines.flat()), perfectWithLuck),
  );
  const numbers = { rows, meanGap, perfect, perfectWithLuck, perInput };
  return { choice: meanGap > 0 ? 'second' : 'first', ...numbers, fingerprint: fingerprint(numbers) };
}

function atMost(worth: Worth, bound: Worth): Worth {
  return {
    value: Math.min(worth.value, bound.value),
    low: Math.min(worth.low, bound.low),
    high: Math.min(worth.high, bound.high),
  };
}

const folds = 8;

/** What is foretold of each row by the regression on the rows of all other folds. */
function crossFitted(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const told = new Float64Array(target.length);
  for (let fold = 0; fold < folds; fold++) {
    const isOther = (_: number, row: number) => row % folds !== fold;
    const { coefficients } = leastSquares(
      columns.map((column) => column.filter(isOther)),
      target.filter(isOther),
    );
    for (let row = fold; row < target.length; row += folds) {
      let sum = 0;
      columns.forEach((column, index) => {
        sum += (coefficients[index] ?? 0) * (column[row] ?? NaN);
      });
      told[row] = sum;
    }
  }
  return told;
}

function meanOver(values: Float64Array, chosen: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < chosen.length; place++) sum += values[chosen[place] ?? NaN] ?? NaN;
  return sum / chosen.length;
}

/** E max(0, d) - max(0, E d). */
function gainOfKnowing(gaps: Float64Array): number {
  let mean = 0;
  let best = 0;
  for (const gap of gaps) {
    mean += gap / gaps.length;
    best += Math.max(0, gap) / gaps.length;
  }
  return Math.max(0, best - Math.max(0, mean));
}

function worthOf(
  rows: number,
  bootstrap: BootstrapRows,
  estimate: (chosen: ArrayLike<number> & Iterable<number>) => number,
): Worth {
  const value = estimate(Int32Array.from({ length: rows }, (_, row) => row));
  const again = new Float64Array(bootstrap.rounds);
  for (let round = 0; round < bootstrap.rounds; round++) again[round] = estimate(bootstrap.rows(round, rows));
  again.sort();
  // Nobody has to use what is known: it is never worth less than nothing. Its interval may begin below, as luck does.
  return {
    value: Math.max(0, value),
    low: quantile(again, 0.025),
    high: Math.max(0, quantile(again, 0.975)),
  };
}
