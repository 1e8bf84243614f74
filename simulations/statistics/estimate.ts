/**
 * Ratios of means over futures, and what is made of them, with their Monte Carlo error by the delta method: each future
 * gets an influence, how far it moves the estimate, and the error is the standard error of their mean. Influences of
 * estimates on the same luck add up future by future, so a difference of two ratios knows that they were paired.
 * A ratio of means, not a mean of ratios: a future with few customers counts little, and none divides by nothing.
 */
import { studentT975 } from './student-t.ts';

export interface Estimate {
  readonly value: number;
  /** One per future, 0 on average. */
  readonly influence: Float64Array;
}

/** 95 % t interval (degrees: futures - 1) of an estimate. */
export interface Interval {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

export function meanOf(values: Float64Array): Estimate {
  const value = average(values);
  return { value, influence: values.map((each) => each - value) };
}

/** Mean of the parts over the mean of the wholes; NaN where the wholes are nothing on average. */
export function ratioOfMeans(parts: Float64Array, wholes: Float64Array): Estimate {
  if (parts.length !== wholes.length) {
    throw new Error(`a ratio needs as many wholes as parts (${parts.length}), got ${wholes.length}`);
  }
  const whole = average(wholes);
  if (whole === 0) return { value: NaN, influence: new Float64Array(parts.length).fill(NaN) };
  const value = average(parts) / whole;
  return { value, influence: parts.map((part, future) => (part - value * (wholes[future] ?? NaN)) / whole) };
}

/** First minus second. */
export function differenceOf(first: Estimate, second: Estimate): Estimate {
  return {
    value: first.value - second.value,
    influence: first.influence.map((each, future) => each - (second.influence[future] ?? NaN)),
  };
}

/** First over second. */
export function quotientOf(first: Estimate, second: Estimate): Estimate {
  const value = first.value / second.value;
  return {
    value,
    influence: first.influence.map(
      (each, future) => (each - value * (second.influence[future] ?? NaN)) / second.value,
    ),
  };
}

/** A smooth function of an estimate, by its slope there. */
export function transformed({ value, influence }: Estimate, result: number, slope: number): Estimate {
  if (value !== value) return { value, influence };
  return { value: result, influence: influence.map((each) => slope * each) };
}

export function intervalOf({ value, influence }: Estimate): Interval {
  let squares = 0;
  for (const each of influence) squares += each * each;
  const futures = influence.length;
  const standardError = futures < 2 ? NaN : Math.sqrt(squares / (futures - 1) / futures);
  const reach = studentT975(futures - 1) * standardError;
  return { value, standardError, low: value - reach, high: value + reach };
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
