/**
 * A number worked out from means over futures, with its error: each future is left out in turn (Quenouille 1956, Tukey 1958).
 * Of a difference of two means this is the paired t interval to the last digits; of a ratio it knows that top and bottom share
 * their futures. 95 %, t with futures - 1 degrees. It needs a smooth `value`; a maximum over arms is not.
 */
import type { Interval } from './estimate.ts';
import { studentT975 } from './student-t.ts';

/** `columns[quantity][future]`; `value` is given the means in the order of the columns. */
export function jackknife(
  columns: readonly ArrayLike<number>[],
  value: (means: Float64Array) => number,
): Interval {
  const futures = columns[0]?.length ?? 0;
  const sums = columns.map((column) => {
    if (column.length !== futures) throw new Error(`a quantity has ${futures} futures, got ${column.length}`);
    let sum = 0;
    for (let future = 0; future < futures; future++) sum += column[future] ?? NaN;
    return sum;
  });
  const means = new Float64Array(columns.length);
  const at = (leftOut: number | undefined) => {
    const count = leftOut === undefined ? futures : futures - 1;
    columns.forEach((column, quantity) => {
      const rest = (sums[quantity] ?? NaN) - (leftOut === undefined ? 0 : (column[leftOut] ?? NaN));
      means[quantity] = rest / count;
    });
    return value(means);
  };
  const whole = at(undefined);
  if (futures < 2) return { value: whole, standardError: NaN, low: NaN, high: NaN };
  const without = Float64Array.from({ length: futures }, (_, future) => at(future));
  let mean = 0;
  for (const one of without) mean += one / futures;
  let squares = 0;
  for (const one of without) squares += (one - mean) * (one - mean);
  const standardError = Math.sqrt((squares * (futures - 1)) / futures);
  const reach = studentT975(futures - 1) * standardError;
  return { value: whole, standardError, low: whole - reach, high: whole + reach };
}
