/**
 * Where a curve or a surface is best, and how sure that is. All points share their luck, so everything is asked of the same
 * bootstrap resamples: the point with the best mean, how often each point is the best, the values between which 95 % of
 * the bests lie, and whether the ends of an axis are beaten. An end is beaten when some other point's paired difference
 * against it is above 0 by more than c standard errors, c being the 97.5 % quantile of the largest such excess over all
 * points (max-t; Romano and Wolf 2005): so that having many points to choose from makes no best by itself.
 */
import type { Better } from '../reading.ts';
import { bootstrapResamples, Bootstrap } from '../statistics/bootstrap.ts';
import { momentsOf, standardError } from '../statistics/moments.ts';
import { quantile } from '../statistics/quantile.ts';
import { normal975, studentT975 } from '../statistics/student-t.ts';

/** A swept value; null is "no limit", the largest of all. */
export type Value = number | null;

/**
 * Both ends beaten: the best lies inside. One end beaten, or a best at an end that beats other points: the best may be at
 * that end, or beyond. Otherwise flat: no telling it from the ends.
 */
export type Verdict = 'interior' | 'atEnd' | 'flat';

export interface BestOnAxis {
  readonly at: Value;
  /** Values between which 95 % of the resamples have their best. */
  readonly low: Value;
  readonly high: Value;
  readonly verdict: Verdict;
  /** The end at which the best may lie, where the verdict is atEnd. */
  readonly end: 'first' | 'last' | null;
}

export interface Best {
  /** Index of the point with the best mean; the first of equals. */
  readonly point: number;
  readonly mean: number;
  readonly axes: readonly BestOnAxis[];
  /** Share of the resamples in which each point is the best; equals share a resample. */
  readonly shares: readonly number[];
  /** Futures in which every point has a value; the others are left out. */
  readonly futures: number;
}

/**
 * `columns` hold a point's values over the futures, `places` its value on every axis. Null where nothing is better or worse,
 * or fewer than two futures can be compared.
 */
export function bestOf(
  columns: readonly Float64Array[],
  places: readonly (readonly Value[])[],
  better: Better,
  seed: string,
  resamples: number = bootstrapResamples,
): Best | null {
  if (better === 'neither' || columns.length === 0) return null;
  const gains = complete(columns, better === 'lower' ? -1 : 1);
  const futures = gains[0]?.length ?? 0;
  if (futures < 2) return null;
  const means = gains.map((values) => momentsOf(values).mean);
  const resampled = new Bootstrap(seed, futures, resamples).means(gains);
  const point = largest(means);
  const shares = bestShares(resampled, resamples);
  const axes = (places[0] ?? []).map((_, axis) =>
    axisBest(
      places.map((place) => place[axis] ?? null),
      new Comparison(gains, means, resampled),
      shares,
      point,
    ),
  );
  const mean = means[point] ?? NaN;
  return { point, mean: (better === 'lower' ? -mean : mean) + 0, axes, shares, futures };
}

/** The futures in which every point has a value, signed so that more is better. */
function complete(columns: readonly Float64Array[], sign: number): readonly Float64Array[] {
  const length = columns[0]?.length ?? 0;
  const kept: number[] = [];
  for (let future = 0; future < length; future++) {
    if (columns.every((values) => values[future] === values[future])) kept.push(future);
  }
  return columns.map((values) => Float64Array.from(kept, (future) => sign * (values[future] ?? NaN)));
}

function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if ((values[index] ?? NaN) > (values[best] ?? NaN)) best = index;
  }
  return best;
}

function bestShares(resampled: readonly Float64Array[], resamples: number): readonly number[] {
  const shares = new Float64Array(resampled.length);
  for (let resample = 0; resample < resamples; resample++) {
    let top = -Infinity;
    for (const means of resampled) top = Math.max(top, means[resample] ?? NaN);
    const winners = resampled.flatMap((means, point) => (means[resample] === top ? [point] : []));
    for (const point of winners) shares[point] = (shares[point] ?? 0) + 1 / winners.length / resamples;
  }
  return [...shares];
}

function axisBest(
  values: readonly Value[],
  comparison: Comparison,
  shares: readonly number[],
  best: number,
): BestOnAxis {
  const order = [...new Set(values)].sort(byValue);
  const at = values[best] ?? null;
  const place = (share: number) => {
    let sum = 0;
    for (const value of order) {
      shares.forEach((each, point) => {
        if (values[point] === value) sum += each;
      });
      // Sums of shares of resamples: a hair below is the share itself.
      if (sum >= share - 1e-9) return value;
    }
    return order.at(-1) ?? null;
  };
  const [first = null] = order;
  const last = order.at(-1) ?? null;
  const isAt = (end: Value) => (point: number) => values[point] === end;
  const firstBeaten = order.length > 1 && comparison.isBeaten(isAt(first));
  const lastBeaten = order.length > 1 && comparison.isBeaten(isAt(last));
  const base = { at, low: place(0.025), high: place(0.975) };
  if (firstBeaten && lastBeaten) return { ...base, verdict: 'interior', end: null };
  if (firstBeaten) return { ...base, verdict: 'atEnd', end: 'last' };
  if (lastBeaten) return { ...base, verdict: 'atEnd', end: 'first' };
  const isEnd = order.length > 1 && (at === first || at === last);
  if (isEnd && comparison.beatsSome(best)) {
    return { ...base, verdict: 'atEnd', end: at === first ? 'first' : 'last' };
  }
  return { ...base, verdict: 'flat', end: null };
}

/** Numbers upward, then "no limit". */
export function byValue(left: Value, right: Value): number {
  return (left ?? Infinity) === (right ?? Infinity) ? 0 : (left ?? Infinity) < (right ?? Infinity) ? -1 : 1;
}

/** Paired differences against one point, all at once. */
class Comparison {
  readonly #gains: readonly Float64Array[];
  readonly #means: readonly number[];
  readonly #resampled: readonly Float64Array[];

  constructor(gains: readonly Float64Array[], means: readonly number[], resampled: readonly Float64Array[]) {
    this.#gains = gains;
    this.#means = means;
    this.#resampled = resampled;
  }

  /** Whether some point outside is better than the best point of an edge, beyond chance. */
  isBeaten(isEdge: (point: number) => boolean): boolean {
    const points = this.#means.map((_, point) => point);
    const edge = points.filter(isEdge);
    const others = points.filter((point) => !isEdge(point));
    const top = edge[largest(edge.map((point) => this.#means[point] ?? NaN))];
    return top !== undefined && this.#exceeds(others, top, 1);
  }

  /** Whether a point is better than some other, beyond chance. */
  beatsSome(point: number): boolean {
    return this.#exceeds(
      this.#means.flatMap((_, other) => (other === point ? [] : [other])),
      point,
      -1,
    );
  }

  /** Whether sign · (some of the points - the reference) is above 0 beyond chance. */
  #exceeds(points: readonly number[], reference: number, sign: number): boolean {
    const scored = points.map((point) => this.#score(point, reference, sign));
    // The same difference in every future is no matter of chance.
    if (scored.some(({ mean, error }) => error === 0 && mean > 0)) return true;
    const uncertain = scored.filter(({ error }) => error > 0);
    if (uncertain.length === 0) return false;
    const resamples = this.#resampled[0]?.length ?? 0;
    const excess = new Float64Array(resamples).fill(-Infinity);
    for (const { point, mean, error } of uncertain) {
      const own = this.#resampled[point];
      const other = this.#resampled[reference];
      for (let resample = 0; resample < resamples; resample++) {
        const gap = sign * ((own?.[resample] ?? NaN) - (other?.[resample] ?? NaN));
        excess[resample] = Math.max(excess[resample] ?? NaN, (gap - mean) / error);
      }
    }
    // Resamples of few futures spread too little, by about as much as t does beyond the normal.
    const few = studentT975((this.#gains[0]?.length ?? 0) - 1) / normal975;
    const bound = quantile(excess.sort(), 0.975) * few;
    return uncertain.some(({ mean, error }) => mean > bound * error);
  }

  #score(point: number, reference: number, sign: number) {
    const own = this.#gains[point] ?? new Float64Array();
    const other = this.#gains[reference] ?? new Float64Array();
    const gaps = momentsOf(own.map((value, future) => sign * (value - (other[future] ?? NaN))));
    return { point, mean: gaps.mean, error: standardError(gaps) };
  }
}
