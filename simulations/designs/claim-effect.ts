/**
 * What a claim is about, as a number with its error, from the outcomes of its arms on common luck; and what that number must be
 * for the claim to hold. Verdicts come from nothing else.
 *   formula    product of linear sums of means over another; jackknife (a difference, a share, a ratio at the margin)
 *   interior   gain of the best inner arm over the better end, chosen on one half of the futures and measured on the other
 *   best       a quantity of the arm that is best by another; bootstrap
 *   ranks      Spearman's correlation over the arms of one quantity with another; bootstrap
 */
import type { Interval } from '../statistics/estimate.ts';
import { jackknife } from '../statistics/jackknife.ts';
import { momentsOf, standardError } from '../statistics/moments.ts';
import { quantile } from '../statistics/quantile.ts';
import { spearman } from '../statistics/rank-correlation.ts';
import type { BootstrapRows } from '../statistics/bootstrap.ts';
import { studentT975 } from '../statistics/student-t.ts';

/** A metric of one arm: over the run or in one month (counted from 1), of all customers or of one segment. */
export interface Quantity {
  readonly metric: string;
  readonly month?: number | undefined;
  /** Place of the segment in the world. */
  readonly segment?: number | undefined;
}

export interface Term extends Quantity {
  readonly arm: number;
  /** 1 unless stated. */
  readonly weight?: number | undefined;
}

export type Effect =
  | {
      readonly kind: 'formula';
      /** Sums that are multiplied, and sums that divide them. */
      readonly times: readonly (readonly Term[])[];
      readonly over: readonly (readonly Term[])[];
      /** What stands to be taken off: 1 makes a ratio a change. */
      readonly minus?: number | undefined;
    }
  | { readonly kind: 'interior'; readonly quantity: Quantity; readonly better: 'higher' | 'lower' }
  | {
      readonly kind: 'best';
      readonly by: Quantity;
      readonly better: 'higher' | 'lower';
      readonly of: Quantity;
    }
  | { readonly kind: 'ranks'; readonly first: Quantity; readonly second: Quantity };

/** What makes the claim true of an effect. `by` below 0 is a margin: not lower, not higher than that. */
export type Expectation =
  | { readonly direction: 'higher' | 'lower'; readonly by: number }
  | { readonly direction: 'between'; readonly low: number; readonly high: number };

export type Verdict = 'holds' | 'does not hold' | 'too close to call';

/** Above 0 where the claim is true: how far beyond the smallest effect that matters. */
export function excess(value: number, expected: Expectation): number {
  switch (expected.direction) {
    case 'higher':
      return value - expected.by;
    case 'lower':
      return -value - expected.by;
    case 'between':
      return Math.min(value - expected.low, expected.high - value);
  }
}

/** The whole interval on one side of what matters, or no verdict. */
export function verdictOf({ low, high }: Pick<Interval, 'low' | 'high'>, expected: Expectation): Verdict {
  if (low !== low || high !== high) return 'too close to call';
  if (expected.direction === 'between') {
    if (low >= expected.low && high <= expected.high) return 'holds';
    return high < expected.low || low > expected.high ? 'does not hold' : 'too close to call';
  }
  const [worst, best] = [excess(low, expected), excess(high, expected)].sort((one, other) => one - other);
  if (worst === undefined || best === undefined) return 'too close to call';
  if (worst >= 0) return 'holds';
  return best < 0 ? 'does not hold' : 'too close to call';
}

/** All of several conditions: one that fails is enough to fail. */
export function jointVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('does not hold')) return 'does not hold';
  return verdicts.includes('too close to call') ? 'too close to call' : 'holds';
}

/** Values of a quantity in one arm, by future. */
export type Lived = (quantity: Quantity, arm: number) => Float64Array;

export function quantitiesOf(effect: Effect): readonly Quantity[] {
  switch (effect.kind) {
    case 'formula':
      return [...effect.times, ...effect.over].flat();
    case 'interior':
      return [effect.quantity];
    case 'best':
      return [effect.by, effect.of];
    case 'ranks':
      return [effect.first, effect.second];
  }
}

/** The effect and its 95 % interval. `arms` is how many there are; `bootstrap` is asked where means are not enough. */
export function effectOf(effect: Effect, arms: number, lived: Lived, bootstrap: BootstrapRows): Interval {
  switch (effect.kind) {
    case 'formula':
      return formulaOf(effect, lived);
    case 'interior':
      return interiorOf(effect, arms, lived);
    case 'best':
      return overArms([effect.by, effect.of], arms, lived, bootstrap, (by, of) => {
        const best = bestOf(by, effect.better);
        return of[best] ?? NaN;
      });
    case 'ranks':
      return overArms([effect.first, effect.second], arms, lived, bootstrap, spearman);
  }
}

function formulaOf({ times, over, minus = 0 }: Extract<Effect, { kind: 'formula' }>, lived: Lived): Interval {
  const sums = [...times, ...over];
  const columns = sums.flat().map((term) => lived(term, term.arm));
  return jackknife(existing(columns), (means) => {
    let place = 0;
    let value = 1;
    sums.forEach((terms, index) => {
      let sum = 0;
      for (const { weight = 1 } of terms) sum += weight * (means[place++] ?? NaN);
      value = index < times.length ? value * sum : value / sum;
    });
    const finite = value - minus;
    return finite === Infinity || finite === -Infinity ? NaN : finite;
  });
}

/** The futures in which every quantity exists. */
function existing(columns: readonly Float64Array[]): readonly Float64Array[] {
  if (columns.every((column) => column.every((value) => value === value))) return columns;
  const futures = columns[0]?.length ?? 0;
  const whole = Array.from({ length: futures }, (_, future) => future).filter((future) =>
    columns.every((column) => column[future] === column[future]),
  );
  return columns.map((column) => Float64Array.from(whole, (future) => column[future] ?? NaN));
}

/**
 * Which inner arm is best is found on the odd futures for the even ones and the other way round, so that luck that chose it does
 * not also praise it. The gain is over the better of the two ends, and so is its interval (both gains must be real).
 */
function interiorOf(
  { quantity, better }: Extract<Effect, { kind: 'interior' }>,
  arms: number,
  lived: Lived,
): Interval {
  if (arms < 3) throw new Error(`an inner best needs three arms or more, got ${arms}`);
  const sign = better === 'higher' ? 1 : -1;
  const columns = existing(Array.from({ length: arms }, (_, arm) => lived(quantity, arm)));
  const futures = columns[0]?.length ?? 0;
  const inner = columns.slice(1, -1);
  const bestIn = (half: number | undefined) =>
    bestOf(
      inner.map((column) => meanWhere(column, (future) => half === undefined || future % 2 === half)),
      better,
    );
  const chosen = futures < 2 ? [bestIn(undefined), bestIn(undefined)] : [bestIn(1), bestIn(0)];
  const gains = [columns[0], columns.at(-1)].map((end) =>
    Float64Array.from(
      { length: futures },
      (_, future) => sign * ((inner[chosen[future % 2] ?? 0]?.[future] ?? NaN) - (end?.[future] ?? NaN)),
    ),
  );
  const intervals = gains.map((gain) => meanInterval(gain));
  return intervals.reduce((least, one) => (one.value < least.value ? one : least));
}

function meanInterval(values: Float64Array): Interval {
  const moments = momentsOf(values);
  const error = standardError(moments);
  const reach = studentT975(values.length - 1) * error;
  return { value: moments.mean, standardError: error, low: moments.mean - reach, high: moments.mean + reach };
}

function meanWhere(values: Float64Array, isChosen: (future: number) => boolean): number {
  let sum = 0;
  let count = 0;
  values.forEach((value, future) => {
    if (!isChosen(future)) return;
    sum += value;
    count++;
  });
  return sum / count;
}

function bestOf(values: ArrayLike<number>, better: 'higher' | 'lower'): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    const value = values[index] ?? NaN;
    const other = values[best] ?? NaN;
    if (better === 'higher' ? value > other : value < other) best = index;
  }
  return best;
}

/** A number worked out from the means of all arms, with a bootstrap over futures. */
function overArms(
  quantities: readonly [Quantity, Quantity],
  arms: number,
  lived: Lived,
  bootstrap: BootstrapRows,
  value: (first: Float64Array, second: Float64Array) => number,
): Interval {
  const columns = existing(
    quantities.flatMap((quantity) => Array.from({ length: arms }, (_, arm) => lived(quantity, arm))),
  );
  const futures = columns[0]?.length ?? 0;
  const at = (chosen: ArrayLike<number>) => {
    const means = columns.map((column) => {
      let sum = 0;
      for (let place = 0; place < chosen.length; place++) sum += column[chosen[place] ?? 0] ?? NaN;
      return sum / chosen.length;
    });
    return value(Float64Array.from(means.slice(0, arms)), Float64Array.from(means.slice(arms)));
  };
  const whole = at(Int32Array.from({ length: futures }, (_, future) => future));
  if (futures < 2) return { value: whole, standardError: NaN, low: NaN, high: NaN };
  return bootstrapInterval(whole, bootstrap, futures, at);
}

/** 95 % percentile interval. */
export function bootstrapInterval(
  value: number,
  bootstrap: BootstrapRows,
  rows: number,
  again: (chosen: ArrayLike<number>) => number,
): Interval {
  const values: number[] = [];
  for (let round = 0; round < bootstrap.rounds; round++) {
    const one = again(bootstrap.rows(round, rows));
    if (one === one) values.push(one);
  }
  const sorted = Float64Array.from(values).sort();
  return {
    value,
    standardError: standardError(momentsOf(sorted)) * Math.sqrt(sorted.length),
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
  };
}
