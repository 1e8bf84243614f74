/**
 * Correlation of ranks (Spearman 1904) and partial rank correlation (PRCC, Iman and Conover): how surely one number rises
 * with another, whatever the shape, and the same with the other inputs held. Ties get the mean of their ranks.
 */
import { leastSquares } from './least-squares.ts';

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, index) => index).sort(
    (one, other) => (values[one] ?? NaN) - (values[other] ?? NaN),
  );
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    const value = values[order[start] ?? 0];
    while (end < order.length && values[order[end] ?? 0] === value) end++;
    for (let place = start; place < end; place++) result[order[place] ?? 0] = (start + end + 1) / 2;
    start = end;
  }
  return result;
}

/** Pearson's correlation; NaN where either does not vary. */
function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const count = first.length;
  if (second.length !== count)
    throw new Error(`samples are of one length, got ${count} and ${second.length}`);
  let meanFirst = 0;
  let meanSecond = 0;
  for (let index = 0; index < count; index++) {
    meanFirst += (first[index] ?? NaN) / count;
    meanSecond += (second[index] ?? NaN) / count;
  }
  let both = 0;
  let squaresFirst = 0;
  let squaresSecond = 0;
  for (let index = 0; index < count; index++) {
    const a = (first[index] ?? NaN) - meanFirst;
    const b = (second[index] ?? NaN) - meanSecond;
    both += a * b;
    squaresFirst += a * a;
    squaresSecond += b * b;
  }
  const scale = Math.sqrt(squaresFirst * squaresSecond);
  return scale > 0 ? Math.max(-1, Math.min(1, both / scale)) : NaN;
}

export function spearman(first: ArrayLike<number>, second: ArrayLike<number>): number {
  return varies(first) && varies(second) ? correlation(ranks(first), ranks(second)) : NaN;
}

/** Whether any value differs from the first: what rounding leaves of a mean says nothing of that. */
function varies(values: ArrayLike<number>): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return true;
  return false;
}

/**
 * Partial rank correlation of each input with the outcome, the other inputs' ranks regressed out of both. `inputs` lists
 * columns. NaN for an input that does not vary, or that the others determine, and for all where the outcome does not vary.
 */
export function partialRankCorrelations(
  inputs: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
): readonly number[] {
  if (!varies(outcome)) return inputs.map(() => NaN);
  const ranked = inputs.map(ranks);
  const target = ranks(outcome);
  const ones = new Float64Array(outcome.length).fill(1);
  return ranked.map((column, index) => {
    const others = [ones, ...ranked.filter((_, other) => other !== index)];
    const restOf = (values: Float64Array) => leastSquares(others, values).residuals;
    const rest = restOf(column);
    let left = 0;
    for (const value of rest) left += value * value;
    // What rounding leaves of an input that the others determine is no number to correlate with.
    if (left <= 1e-9 * column.length * column.length) return NaN;
    return correlation(rest, restOf(target));
  });
}
