/**
 * Sweep: one or two parameters of the world or of a strategy moved over chosen values, every strategy lived at every point
 * on the same luck. Each point says what a comparison says of one metric; over the points stands where each strategy is
 * best (sweep-best.ts), and where the second strategy begins or ceases to be ahead.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import { SobolCoordinate, scrambleOf } from '../random/sobol.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import { exp } from '../random/exponential.ts';
import { log } from '../random/logarithm.ts';
import type { Design } from '../point.ts';
import type { Better, Difference, Spread, Unit } from '../reading.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import { engineVersion } from '../version.ts';
import { differenceReading, spreadOf, spreadReading } from './compare.ts';
import type { CompareStudy } from './compare.ts';
import { pairingGain } from './precision.ts';
import { defaultMetric, inTurn, liveTrials, metricOf, settingOf, totalsProbe, TrialValues } from './study.ts';
import type { Trial } from './study.ts';
import { bestOf, byValue } from './sweep-best.ts';
import type { Best, Value } from './sweep-best.ts';

export interface Axis {
  readonly name: string;
  /** JSON Pointers into the study, all set to the same value: a parameter of the world, or of one or more strategies. */
  readonly pointers: readonly string[];
}

export interface SweepQuestion {
  /** One or two. */
  readonly axes: readonly Axis[];
  /** A value for every axis; from `alongAxis`, `gridOf` or `scatterOf`. */
  readonly points: readonly (readonly Value[])[];
  /** Metric of the whole run; contribution unless told otherwise. */
  readonly metric?: string;
}

export interface SweptMetric {
  readonly id: string;
  readonly name: string;
  readonly unit: Unit;
  readonly better: Better;
  readonly formula: string;
}

export interface SweepPoint {
  readonly at: readonly Value[];
  readonly perStrategy: readonly Spread[];
  /** Second strategy minus first; null with one strategy. */
  readonly difference: Difference | null;
  /** Probability that the second strategy is ahead, ties counting half. */
  readonly ahead: number | null;
  /** How many times fewer futures the difference needs for the luck in common (precision.ts); null without one. */
  readonly pairingGain: number | null;
}

/** Between two neighbouring points, by straight lines; null next to "no limit". */
export interface Crossing {
  readonly between: readonly [Value, Value];
  readonly at: number | null;
}

export interface SweepReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly plannedReplications: number;
  readonly currency: string;
  readonly strategies: readonly string[];
  readonly axes: readonly Axis[];
  readonly metric: SweptMetric;
  readonly points: readonly SweepPoint[];
  /** Of each strategy; null where nothing is better or worse. */
  readonly best: readonly (Best | null)[];
  /** Of the difference: where the second strategy gains most on the first. */
  readonly bestDifference: Best | null;
  /** With one axis: where the mean difference changes its sign. */
  readonly crossings: readonly Crossing[];
  readonly fingerprint: string;
}

export function* sweep(
  study: CompareStudy,
  question: SweepQuestion,
  metrics: readonly Metric[] = allMetrics,
): Design<SweepReading> {
  const { strategies, run } = study;
  const metric = metricOf(question.metric ?? defaultMetric, metrics);
  const trials = question.points.flatMap((at) => trialsAt(question.axes, at, strategies.length));
  const values = new TrialValues(trials.length, 1, run.replications);
  const reading = (futures: number) => sweepReading(study, question, metric, values, futures);
  yield* liveTrials(study, trials, totalsProbe([metric]), values, {
    first: 0,
    end: run.replications,
    partial: reading,
  });
  return reading(run.replications);
}

function trialsAt(axes: readonly Axis[], at: readonly Value[], strategies: number): readonly Trial[] {
  const change = inTurn(axes.map(({ pointers }, axis) => settingOf(pointers, at[axis] ?? null)));
  return Array.from({ length: strategies }, (_, strategy) => ({ strategy, change }));
}

function sweepReading(
  { world, strategies, run }: CompareStudy,
  { axes, points }: SweepQuestion,
  metric: Metric,
  values: TrialValues,
  futures: number,
): SweepReading {
  const { better } = metric;
  const scratch = new Float64Array(futures);
  const columns = points.map((_, point) =>
    strategies.map((_, strategy) => values.column(point * strategies.length + strategy, 0, futures)),
  );
  const swept = points.map((at, point) => pointReading(at, columns[point] ?? [], better, scratch));
  const numbers = {
    months: run.months,
    replications: futures,
    points: swept,
    best: strategies.map((_, strategy) =>
      bestOf(
        columns.map((column) => column[strategy] ?? new Float64Array()),
        points,
        better,
        run.seed,
      ),
    ),
    bestDifference: strategies.length < 2 ? null : bestOf(columns.map(gaps), points, better, run.seed),
    crossings: axes.length === 1 ? crossingsOf(swept) : [],
  };
  const { id, name, unit, formula } = metric;
  return {
    engine: engineVersion,
    seed: run.seed,
    plannedReplications: run.replications,
    currency: world.currency,
    strategies: strategies.map((strategy) => strategy.name),
    axes,
    metric: { id, name, unit, better, formula },
    ...numbers,
    fingerprint: fingerprint(numbers),
  };
}

function pointReading(
  at: readonly Value[],
  columns: readonly Float64Array[],
  better: Better,
  scratch: Float64Array,
): SweepPoint {
  const perStrategy = columns.map((column) => spreadReading(spreadOf(column, scratch)));
  const [first, second] = columns;
  if (first === undefined || second === undefined) {
    return { at, perStrategy, difference: null, ahead: null, pairingGain: null };
  }
  const difference = differenceReading(pairedDifference(first, second, scratch), better);
  const { aheadShare, tiedShare } = difference;
  const ahead = aheadShare === null || tiedShare === null ? null : aheadShare + tiedShare / 2;
  return { at, perStrategy, difference, ahead, pairingGain: pairingGain({ perStrategy, difference }) };
}

function gaps([first, second]: readonly Float64Array[]): Float64Array {
  if (first === undefined || second === undefined) throw new Error('a difference needs two strategies');
  return second.map((value, future) => value - (first[future] ?? NaN));
}

function crossingsOf(points: readonly SweepPoint[]): readonly Crossing[] {
  const curve = points
    .map(({ at, difference }) => ({ at: at[0] ?? null, value: difference?.mean ?? null }))
    .sort((left, right) => byValue(left.at, right.at));
  return crossings(curve, 0);
}

/** Where a curve of points, in the order given, passes a level. A point on the level itself is a crossing of its own. */
export function crossings(
  curve: readonly { readonly at: Value; readonly value: number | null }[],
  level: number,
): readonly Crossing[] {
  const found: Crossing[] = [];
  for (let index = 1; index < curve.length; index++) {
    const [left, right] = [curve[index - 1], curve[index]];
    if (left?.value === undefined || left.value === null) continue;
    if (right?.value === undefined || right.value === null) continue;
    const [below, above] = [left.value - level, right.value - level];
    if (below * above > 0 || below === above) continue;
    // The level met at the right end counts once, with the next pair, unless there is none or the curve stays there.
    if (above === 0 && index + 1 < curve.length && curve[index + 1]?.value !== level) continue;
    if (below === 0 && index > 1 && curve[index - 2]?.value === level) continue;
    const at =
      left.at === null || right.at === null
        ? null
        : left.at + ((right.at - left.at) * below) / (below - above);
    found.push({ between: [left.at, right.at], at });
  }
  return found;
}

// ---- Where to look ---------------------------------------------------------------------------------------------

export type Scale = 'linear' | 'logarithmic';

/** From low to high, both included, in equal steps of the number or of its logarithm. */
export function alongAxis(
  low: number,
  high: number,
  count: number,
  scale: Scale = 'linear',
): readonly number[] {
  if (!(low <= high) || (scale === 'logarithmic' && !(low > 0)))
    throw new Error(`an axis runs from a lower to a higher value, got ${low} to ${high}`);
  if (count === 1) return [low];
  return Array.from({ length: count }, (_, step) => {
    if (step === count - 1) return high;
    return scaled(low, high, step / (count - 1), scale);
  });
}

/** Every value of the first axis with every value of the second; the first runs fastest. */
export function gridOf(first: readonly Value[], second: readonly Value[]): readonly (readonly Value[])[] {
  return second.flatMap((row) => first.map((column) => [column, row]));
}

export interface AxisRange {
  readonly low: number;
  readonly high: number;
  readonly scale?: Scale;
}

/** So many points of a scrambled Sobol sequence, spread evenly over the ranges; more points leave the first as they are. */
export function scatterOf(
  ranges: readonly AxisRange[],
  count: number,
  seed: string,
): readonly (readonly number[])[] {
  const luck = new Luck(keyFromPhrase(seed));
  const coordinates = ranges.map((_, axis) => new SobolCoordinate(axis, scrambleOf(luck, `axis ${axis}`)));
  return Array.from({ length: count }, (_, point) =>
    ranges.map(({ low, high, scale = 'linear' }, axis) =>
      scaled(low, high, coordinates[axis]?.uniform(point) ?? NaN, scale),
    ),
  );
}

/** The value a share of the way from low to high. */
export function scaled(low: number, high: number, share: number, scale: Scale): number {
  if (scale === 'linear' || share === 0) return low + (high - low) * share;
  const value = exp(log(low) + (log(high) - log(low)) * share);
  return Math.min(high, Math.max(low, value));
}
