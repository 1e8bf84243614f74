import { scaleLinear } from 'd3';
import type { Tick } from './frame.ts';

/** A swept value; null is "no limit" and stands apart at the right end. */
export type Limit = number | null;

export interface LimitAxis {
  /** Position of each swept value, in their order. */
  readonly at: readonly number[];
  readonly ticks: readonly Tick[];
  /** Where the axis is broken before "no limit"; undefined when that is not swept. */
  readonly gap: number | undefined;
  readonly place: (limit: Limit) => number;
}

export interface LimitAxisOptions {
  /** Equal ratios or equal differences are equally far apart. */
  readonly scale: 'logarithmic' | 'linear';
  readonly text: (limit: number) => string;
  readonly neverText: string;
}

const neverWidth = 56;
const tickRoom = 42;
const characterWidth = 6.4;

/** Values upward, null last, between two ends. A logarithmic axis that begins with 0 takes log(1 + value). */
export function placeLimits(
  limits: readonly Limit[],
  left: number,
  right: number,
  { scale, text, neverText }: LimitAxisOptions,
): LimitAxis {
  const finite = limits.filter((limit) => limit !== null);
  const hasNever = finite.length < limits.length;
  const [low, high] = [finite[0] ?? 0, finite.at(-1) ?? 1];
  const from = left + 6;
  const to = hasNever && finite.length > 0 ? right - neverWidth : right - 6;
  const measure = (limit: number): number => {
    if (scale === 'linear') return limit;
    return low > 0 ? Math.log(limit) : Math.log1p(limit);
  };
  const [first, last] = [measure(low), measure(high)];
  const x = scaleLinear(first === last ? [first - 1, last + 1] : [first, last], [from, to]).clamp(true);
  const never = finite.length === 0 ? (left + right) / 2 : right - 14;
  const place = (limit: Limit) => round(limit === null ? never : x(measure(limit)));
  const ticks = spaced(candidates(low, high, scale, finite), place, text);
  return {
    at: limits.map(place),
    ticks: hasNever ? [...ticks, { at: never, text: neverText }] : ticks,
    gap: hasNever && finite.length > 0 ? round((to + never) / 2) : undefined,
    place,
  };
}

/** Round numbers, the roundest first. */
function candidates(low: number, high: number, scale: 'logarithmic' | 'linear', finite: readonly number[]) {
  if (finite.length === 0) return [];
  if (scale === 'linear') return scaleLinear([low, high], [0, 1]).ticks(6);
  const powers: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(Math.max(low, 1e-6))); power <= high; power *= 10)
    powers.push(power);
  const round = [1, 3, 2, 5].flatMap((lead) => powers.map((power) => Number((lead * power).toPrecision(3))));
  return [...(low === 0 ? [0] : []), ...round.filter((value) => value >= low && value <= high), low, high];
}

/** Takes each candidate that has room beside those taken before. */
function spaced(
  values: readonly number[],
  place: (value: number) => number,
  text: (value: number) => string,
) {
  const taken: Tick[] = [];
  for (const value of values) {
    const tick = { at: place(value), text: text(value) };
    const room = Math.max(tickRoom, characterWidth * tick.text.length + 12);
    if (taken.every((other) => Math.abs(other.at - tick.at) >= room)) taken.push(tick);
  }
  return taken.sort((one, other) => one.at - other.at);
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
