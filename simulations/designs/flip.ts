/**
 * Flip: the value of a parameter at which the sign of an effect turns, the others as they are, on common luck. Looked for on a
 * grid over its range, nearest to where it stands now, then closed in on by regula falsi (Illinois), all parameters in step so that
 * many workers have work. Interval: the values around the turn at which the effect's own 95 % interval holds 0 (a test turned
 * round), straight between the values tried and cut at the range; its ends are tried where the slope puts them. None in range is
 * an answer too. A parameter that turns the sign more than once is told by its nearest turn.
 */
import { fingerprint } from '../fingerprint.ts';
import { orNull } from '../or-null.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import type { Unit } from '../reading.ts';
import type { Interval } from '../statistics/estimate.ts';
import { jackknife } from '../statistics/jackknife.ts';
import { studentT975 } from '../statistics/student-t.ts';
import { engineVersion } from '../version.ts';
import { metricById, moved, outcomeOf, outcomesOf, pairOf, standsAt } from './outcomes.ts';
import type { GapStudy, ParameterRange } from './outcomes.ts';

export interface FlipStudy extends GapStudy {
  readonly ranges: readonly ParameterRange[];
  /** Places of the grid over a range, both ends included; 5 by default. */
  readonly places?: number;
  /** Rounds of closing in; 6 by default. */
  readonly rounds?: number;
}

export interface Flip {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly low: number;
  readonly high: number;
  /** Where the parameter stands now; null where it has no one value. */
  readonly now: number | null;
  /** Where the sign turns; null: nowhere in the range. */
  readonly at: number | null;
  /** 95 % interval of it, inside the range; null where the error is unknown. */
  readonly atLow: number | null;
  readonly atHigh: number | null;
  /** Effect at the two ends of the range. */
  readonly effectAtLow: number | null;
  readonly effectAtHigh: number | null;
  /** How far it must move to turn, as a share of its range. */
  readonly move: number | null;
}

/** A flip, or why there is none; null where there is one. */
export interface ToldFlip extends Flip {
  readonly reason: string | null;
}

export interface FlipReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly metric: string;
  readonly unit: Unit;
  readonly strategies: readonly [string, string];
  /** Second minus first as things stand. */
  readonly gap: Interval;
  /** The one that turns most easily first; those without a turn last. */
  readonly flips: readonly ToldFlip[];
  readonly fingerprint: string;
}

export function* flip(study: FlipStudy): Design<FlipReading> {
  const { run, ranges, places = 5, rounds = 6 } = study;
  const metric = metricById(study.metric);
  const [first, second] = pairOf(study);
  // Twice as many as the grid: how many parameters turn is not known beforehand.
  const course = { spent: 0, planned: 2 * run.replications * (1 + ranges.length * (places + rounds)) };

  function* effects(
    asked: readonly Variation[],
  ): Generator<Batch<never>, readonly Interval[], readonly Ledgers[]> {
    const arms = asked.flatMap(({ range, value }) => {
      const { world, strategies } =
        range === null
          ? study
          : moved({ world: study.world, strategies: study.strategies }, [range], [value]);
      return pairOf({ strategies }).map((strategy) => ({ world, strategy }));
    });
    const [values = []] = yield* outcomesOf(arms, run, [0, run.replications], [outcomeOf(metric)], course);
    return asked.map((_, index) => gapOf(values[2 * index], values[2 * index + 1]));
  }

  const [gap] = yield* effects([{ range: null, value: NaN }]);
  if (gap === undefined) throw new Error('one effect was asked for');
  const flips = yield* seekFlips(
    ranges.map((range) => ({ range, now: standsAt([study], range) })),
    gap,
    effects,
    { places, rounds, futures: run.replications },
  );
  const numbers = { months: run.months, replications: run.replications, gap: finite(gap), flips };
  return {
    engine: engineVersion,
    seed: run.seed,
    metric: metric.id,
    unit: metric.unit,
    strategies: [first.name, second.name],
    ...numbers,
    flips: flips.map((one) => ({ ...one, reason: whyNoTurn(one, 'the gap') })),
    gap,
    fingerprint: fingerprint(numbers),
  };
}

/** Why the sign of `what` ("the gap") turns nowhere in the range; null where it does turn. */
export function whyNoTurn({ at, low, high, effectAtLow, effectAtHigh }: Flip, what: string): string | null {
  if (at !== null) return null;
  const range = `from ${inShort(low)} to ${inShort(high)}`;
  if (effectAtLow === null && effectAtHigh === null) return `${what} has no value ${range}`;
  if (effectAtLow === null || effectAtHigh === null)
    return `${what} does not change its sign where it has a value, ${range}`;
  const side = isAbove(effectAtLow) ? 'above 0' : 'not above 0';
  return isAbove(effectAtLow) === isAbove(effectAtHigh)
    ? `${what} stays ${side} ${range}`
    : `${what} has no value on the way ${range}`;
}

function inShort(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Mean of second minus first over the futures in which both exist. */
function gapOf(first: Float64Array | undefined, second: Float64Array | undefined): Interval {
  if (first === undefined || second === undefined) throw new Error('an effect needs two arms');
  const gaps = first
    .map((value, future) => (second[future] ?? NaN) - value)
    .filter((value) => value === value);
  return jackknife([gaps], ([mean = NaN]) => mean);
}

/** NaN has no place in what is hashed and shown. */
function finite(interval: Interval): Readonly<Record<keyof Interval, number | null>> {
  const { value, standardError, low, high } = interval;
  return { value: orNull(value), standardError: orNull(standardError), low: orNull(low), high: orNull(high) };
}

// ---- The search, for whatever an effect is ---------------------------------------------------------------------

/** One parameter at one value; null: everything as it is. */
export interface Variation {
  readonly range: ParameterRange | null;
  readonly value: number;
}

export interface FlipCandidate {
  readonly range: ParameterRange;
  readonly now: number | null;
}

export interface FlipSearch {
  readonly places: number;
  readonly rounds: number;
  /** Futures behind every effect: the degrees of its interval. */
  readonly futures: number;
}

/** Lives what is asked for and says the effect of each: above 0, below 0, with its error. */
export type Effects = (
  asked: readonly Variation[],
) => Generator<Batch<never>, readonly Interval[], readonly Ledgers[]>;

/** The flips of all candidates, easiest first. `effectNow` is the effect as things stand. */
export function* seekFlips(
  candidates: readonly FlipCandidate[],
  effectNow: Interval,
  effects: Effects,
  search: FlipSearch,
): Generator<Batch<never>, readonly Flip[], readonly Ledgers[]> {
  const seekers = candidates.map((candidate) => seek(candidate, effectNow, search));
  const found: Flip[] = [];
  let open = seekers.map((seeker) => ({ seeker, step: seeker.next([]) }));
  for (;;) {
    for (const { step } of open) if (step.done === true) found.push(step.value);
    const asking = open.flatMap(({ seeker, step }) =>
      step.done === true ? [] : [{ seeker, asked: step.value }],
    );
    if (asking.length === 0) break;
    const answers = yield* effects(asking.flatMap(({ asked }) => asked));
    let place = 0;
    open = asking.map(({ seeker, asked }) => {
      const own = answers.slice(place, (place += asked.length));
      return { seeker, step: seeker.next(own) };
    });
  }
  const order = new Map(candidates.map(({ range }, index) => [range.name, index]));
  return found.toSorted(
    (one, other) =>
      (one.move ?? Infinity) - (other.move ?? Infinity) ||
      (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0) ||
      0,
  );
}

interface Known {
  readonly value: number;
  readonly effect: Interval;
}

/** One candidate's search: asks for values, is given their effects. */
function* seek(
  { range, now }: FlipCandidate,
  effectNow: Interval,
  { places, rounds, futures }: FlipSearch,
): Generator<readonly Variation[], Flip, readonly Interval[]> {
  const { low, high } = range;
  const grid = Array.from(
    { length: Math.max(2, places) },
    (_, index) => low + ((high - low) * index) / (Math.max(2, places) - 1),
  );
  const asked = yield grid.map((value) => ({ range, value }));
  const known: Known[] = grid.map((value, index) => ({ value, effect: asked[index] ?? effectNow }));
  const atLow = known[0]?.effect.value ?? NaN;
  const atHigh = known.at(-1)?.effect.value ?? NaN;
  // A turn outside the range was not asked for.
  if (now !== null && now > low && now < high && !grid.includes(now))
    known.push({ value: now, effect: effectNow });
  known.sort((one, other) => one.value - other.value);
  const about = {
    name: range.name,
    pointers: range.pointers,
    low,
    high,
    now,
    effectAtLow: orNull(atLow),
    effectAtHigh: orNull(atHigh),
  };
  const bracket = nearestTurn(known, now ?? (low + high) / 2);
  if (bracket === undefined) return { ...about, at: null, atLow: null, atHigh: null, move: null };

  const tried = [...known];
  let [left, right] = bracket;
  const slope = (right.effect.value - left.effect.value) / (right.value - left.value);
  let error = Math.max(left.effect.standardError, right.effect.standardError);
  // Illinois: an end that stays counts half the next time, so that neither end stays for ever.
  let leftWeight = left.effect.value;
  let rightWeight = right.effect.value;
  for (let round = 0; round < rounds; round++) {
    const value = left.value - (leftWeight * (right.value - left.value)) / (rightWeight - leftWeight);
    if (!(value > left.value && value < right.value)) break;
    const [effect] = yield [{ range, value }];
    if (effect === undefined || effect.value !== effect.value) break;
    error = effect.standardError;
    tried.push({ value, effect });
    if (isAbove(effect.value) === isAbove(left.effect.value)) {
      left = { value, effect };
      leftWeight = effect.value;
      rightWeight /= 2;
    } else {
      right = { value, effect };
      rightWeight = effect.value;
      leftWeight /= 2;
    }
    if (effect.value === 0 || right.value - left.value < 1e-6 * (high - low)) break;
  }
  const at = between(left, right);
  const halfWidth = studentT975(futures - 1) * error;
  const reach = halfWidth / Math.abs(slope);
  const ends = [at - reach, at + reach].filter((value) => value > low && value < high && value !== at);
  if (ends.length > 0) {
    const found = yield ends.map((value) => ({ range, value }));
    ends.forEach((value, index) => tried.push({ value, effect: found[index] ?? effectNow }));
  }
  const isKnown = halfWidth === halfWidth;
  return {
    ...about,
    at,
    atLow: isKnown ? holdsZeroTo(tried, at, halfWidth, -1, low) : null,
    atHigh: isKnown ? holdsZeroTo(tried, at, halfWidth, 1, high) : null,
    move: Math.abs(at - (now ?? (low + high) / 2)) / (high - low),
  };
}

/** How far from the turn, on the way to an end of the range, the interval of the effect still holds 0. */
function holdsZeroTo(
  tried: readonly Known[],
  at: number,
  halfWidth: number,
  way: -1 | 1,
  end: number,
): number {
  const beyond = tried
    .filter(({ value }) => (value - at) * way > 0)
    .sort((one, other) => (one.value - other.value) * way);
  let last = at;
  // How far 0 lies outside the interval; below 0 it lies inside.
  let outside = -halfWidth;
  for (const { value, effect } of beyond) {
    const next = Math.max(effect.low, -effect.high);
    // Where there is no effect there is nothing that tells it from 0.
    if (next !== next) break;
    if (next > 0) return last - (outside * (value - last)) / (next - outside);
    last = value;
    outside = next;
  }
  return end;
}

/** Where a straight line between two known effects crosses 0. */
function between(left: Known, right: Known): number {
  const rise = right.effect.value - left.effect.value;
  if (rise === 0) return (left.value + right.value) / 2;
  return left.value - (left.effect.value * (right.value - left.value)) / rise;
}

/** Neighbours with effects of different sign, nearest to where the parameter stands. */
function nearestTurn(known: readonly Known[], now: number): readonly [Known, Known] | undefined {
  let nearest: readonly [Known, Known] | undefined;
  let least = Infinity;
  for (let index = 1; index < known.length; index++) {
    const left = known[index - 1];
    const right = known[index];
    if (left === undefined || right === undefined) continue;
    if (left.effect.value !== left.effect.value || right.effect.value !== right.effect.value) continue;
    if (isAbove(left.effect.value) === isAbove(right.effect.value)) continue;
    const away = now < left.value ? left.value - now : now > right.value ? now - right.value : 0;
    if (away < least) {
      least = away;
      nearest = [left, right];
    }
  }
  return nearest;
}

/** No effect at all is not an effect: 0 counts as below. */
function isAbove(effect: number): boolean {
  return effect > 0;
}
