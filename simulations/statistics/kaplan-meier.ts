/**
 * Survival from censored lives: S(t) = product over s ≤ t of (1 - events(s) / atRisk(s)) (Kaplan and Meier 1958), with
 * Greenwood's variance S²·Σ d/(n(n-d)). The median is the first time with S ≤ ½; its interval (Brookmeyer and Crowley
 * 1982) holds the times at which the 95 % band of S, on the log(-log S) scale so that it stays in [0,1], contains ½.
 * Who is censored counts as at risk until then, and is never dropped.
 */
import { exp } from '../random/exponential.ts';
import { log } from '../random/logarithm.ts';
import { normal975 } from './student-t.ts';

export interface KaplanMeier {
  /** Share still there after the events of each time. */
  readonly survival: Float64Array;
  /** Greenwood's variance of it; 0 before the first event and once nobody is left. */
  readonly variance: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Index of the time at which half are gone; NaN when that lies beyond the last time. */
  readonly median: number;
  readonly medianLow: number;
  readonly medianHigh: number;
}

/** Both counts by time, in order; nobody at risk ends the curve, which then stays where it is. */
export function kaplanMeier(atRisk: ArrayLike<number>, events: ArrayLike<number>): KaplanMeier {
  const survival = survivalOf(atRisk, events);
  const sums = greenwoodSums(atRisk, events);
  const edge = (z: number) => survival.map((share, time) => bandEdge(share, sums[time]!, z));
  const [low, high] = [edge(normal975), edge(-normal975)];
  return {
    survival,
    variance: survival.map((share, time) => (share === 0 ? 0 : share * share * sums[time]!)),
    low,
    high,
    median: medianOf(survival),
    medianLow: medianOf(low),
    medianHigh: medianOf(high),
  };
}

/** The curve alone: its band takes five times as long. */
export function survivalOf(atRisk: ArrayLike<number>, events: ArrayLike<number>): Float64Array {
  const times = atRisk.length;
  if (events.length !== times) throw new Error(`events for each of ${times} times, got ${events.length}`);
  const survival = new Float64Array(times);
  let share = 1;
  for (let time = 0; time < times; time++) {
    const risk = atRisk[time] ?? 0;
    const lost = events[time] ?? 0;
    if (lost < 0 || lost > risk)
      throw new Error(`events are between 0 and those at risk (${risk}), got ${lost}`);
    if (lost > 0) share *= 1 - lost / risk;
    survival[time] = share;
  }
  return survival;
}

/** Σ d/(n(n-d)) up to each time. */
function greenwoodSums(atRisk: ArrayLike<number>, events: ArrayLike<number>): Float64Array {
  let sum = 0;
  return Float64Array.from(atRisk, (risk, time) => {
    const lost = events[time] ?? 0;
    if (lost > 0) sum += lost / (risk * (risk - lost));
    return sum;
  });
}

/** S^exp(z·se(log(-log S))). */
function bandEdge(share: number, greenwood: number, z: number): number {
  if (share === 0 || share === 1) return share;
  const logShare = log(share);
  return exp(logShare * exp((-z * Math.sqrt(greenwood)) / logShare));
}

/** The product of many factors is exactly a half only up to rounding: 24 lives that end one by one have 0.5000000000000001 left. */
const HALF = 0.5 * (1 + 1e-12);

/** First time of a curve at which at most half are left. */
export function medianOf(curve: Float64Array): number {
  const time = curve.findIndex((share) => share <= HALF);
  return time === -1 ? NaN : time;
}
