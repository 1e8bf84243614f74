/**
 * Second minus first, future by future on the same luck. The interval is the 95 % t interval of the mean difference
 * (degrees: futures - 1): it says how well the mean is known, not how far futures spread.
 */
import { spread } from './spread.ts';
import type { SpreadNumbers } from './spread.ts';
import { studentT975 } from './student-t.ts';

export interface PairedDifference extends SpreadNumbers {
  readonly low: number;
  readonly high: number;
  /** Futures that the shares are of. */
  readonly compared: number;
  /** Shares of the futures in which both values exist; the three add up to 1. NaN without such a future. */
  readonly aboveShare: number;
  readonly belowShare: number;
  readonly tiedShare: number;
}

/**
 * Futures in which either value is NaN are left out. With `nanIsNever` a NaN is above every number for the shares, which then are of
 * all futures, if only one value is a number; the mean stays that of the futures in which both are. `scratch` is at least as
 * long as the samples, and overwritten.
 */
export function pairedDifference(
  first: Float64Array,
  second: Float64Array,
  scratch: Float64Array = new Float64Array(first.length),
  nanIsNever = false,
): PairedDifference {
  if (first.length !== second.length) {
    throw new Error(`paired samples are of one length, got ${first.length} and ${second.length}`);
  }
  let count = 0;
  let above = 0;
  let below = 0;
  for (let future = 0; future < first.length; future++) {
    const difference = (second[future] ?? NaN) - (first[future] ?? NaN);
    if (difference !== difference) {
      if (!nanIsNever) continue;
      if (first[future] === first[future]) above++;
      else if (second[future] === second[future]) below++;
      continue;
    }
    scratch[count++] = difference;
    if (difference > 0) above++;
    else if (difference < 0) below++;
  }
  const numbers = spread(scratch, count);
  const compared = nanIsNever && count + above + below > 0 ? first.length : count;
  const reach = studentT975(count - 1) * numbers.standardError;
  // Field by field: to spread an object takes as long as all the rest, and a reading does this thousands of times.
  return {
    futures: numbers.futures,
    mean: numbers.mean,
    standardError: numbers.standardError,
    p2_5: numbers.p2_5,
    p5: numbers.p5,
    p10: numbers.p10,
    p25: numbers.p25,
    p50: numbers.p50,
    p75: numbers.p75,
    p90: numbers.p90,
    p95: numbers.p95,
    p97_5: numbers.p97_5,
    low: numbers.mean - reach,
    high: numbers.mean + reach,
    compared,
    aboveShare: above / compared,
    belowShare: below / compared,
    tiedShare: (compared - above - below) / compared,
  };
}
