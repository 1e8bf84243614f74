/**
 * Luck and ignorance told apart: how much of an outcome's spread would remain if all parameters were known (luck), and how
 * much comes from not knowing them (ignorance). Every draw of the uncertain parameters is lived with several futures of
 * different luck; by the one-way analysis of variance, with r futures a draw,
 *   luck = mean over draws of the variance within a draw          = mean conditional variance
 *   ignorance = variance of the draws' means - luck / r           = variance of the conditional mean
 * Both without bias; an ignorance near nothing may come out a little below 0 and is then said to be 0, its interval not.
 * Intervals by resampling draws with all their futures. Two futures a draw are the best use of a given number of futures.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import type { Design } from '../point.ts';
import { Bootstrap, percentileInterval } from '../statistics/bootstrap.ts';
import { momentsOf, variance } from '../statistics/moments.ts';
import { engineVersion } from '../version.ts';
import type { CompareStudy } from './compare.ts';
import { leastPrecise } from './precision.ts';
import type { Headline } from './precision.ts';
import { defaultMetric, liveTrials, metricOf, totalsProbe, TrialValues } from './study.ts';

export interface SplitQuestion {
  readonly metric?: string;
  /** Futures of each draw, 2 or more; 2 unless told otherwise. */
  readonly futuresPerDraw?: number;
}

export interface Part {
  readonly variance: number;
  readonly low: number;
  readonly high: number;
  /** Share of the whole variance, 0 to 1; null when nothing varies. */
  readonly share: number | null;
}

export interface Split {
  readonly luck: Part;
  readonly ignorance: Part;
  /** Of the whole, luck and ignorance. */
  readonly standardDeviation: number;
  /** Standard error of either share, by the same resamples; null when nothing varies. */
  readonly shareError: number | null;
}

export interface SplitReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly plannedReplications: number;
  readonly metric: string;
  readonly draws: number;
  readonly futuresPerDraw: number;
  readonly perStrategy: readonly (Split | null)[];
  /** Second strategy minus first. */
  readonly difference: Split | null;
  readonly fingerprint: string;
}

/** `study.run.replications` futures in all: the first draws of the study, each with its number of futures. */
export function* splitSpread(
  study: CompareStudy,
  { metric: asked = defaultMetric, futuresPerDraw = 2 }: SplitQuestion = {},
  metrics: readonly Metric[] = allMetrics,
): Design<SplitReading> {
  if (!(Number.isInteger(futuresPerDraw) && futuresPerDraw >= 2))
    throw new Error(`luck needs two futures of a draw or more, got ${futuresPerDraw}`);
  const { strategies, run } = study;
  const metric = metricOf(asked, metrics);
  const draws = Math.floor(run.replications / futuresPerDraw);
  const futures = draws * futuresPerDraw;
  const spread = { ...study, ...repeatedDraws(study, futuresPerDraw) };
  const trials = strategies.map((_, strategy) => ({ strategy }));
  const values = new TrialValues(trials.length, 1, futures);
  const reading = (end: number): SplitReading => {
    const whole = Math.floor(end / futuresPerDraw);
    const count = whole * futuresPerDraw;
    const columns = strategies.map((_, strategy) => values.column(strategy, 0, count));
    const [first, second] = columns;
    const split = (column: Float64Array) => splitOf(column, futuresPerDraw, run.seed);
    const numbers = {
      months: run.months,
      replications: count,
      draws: whole,
      futuresPerDraw,
      perStrategy: columns.map(split),
      difference:
        first === undefined || second === undefined
          ? null
          : split(second.map((value, future) => value - (first[future] ?? NaN))),
    };
    return {
      engine: engineVersion,
      seed: run.seed,
      plannedReplications: futures,
      metric: metric.id,
      ...numbers,
      fingerprint: fingerprint(numbers),
    };
  };
  yield* liveTrials(spread, trials, totalsProbe([metric]), values, {
    first: 0,
    end: futures,
    partial: reading,
  });
  return reading(futures);
}

/** Every draw once for each of its futures. */
function repeatedDraws({ draws, run }: CompareStudy, times: number): Pick<CompareStudy, 'draws'> {
  if (draws === undefined) return {};
  const width = draws.pointers.length;
  const values = new Float64Array(run.replications * width);
  for (let future = 0; future < run.replications; future++) {
    const draw = Math.floor(future / times);
    values.set(draws.values.subarray(draw * width, (draw + 1) * width), future * width);
  }
  return { draws: { pointers: draws.pointers, values } };
}

/** Draws in which a future lacks the value are left out; null with fewer than two draws. */
export function splitOf(column: Float64Array, futuresPerDraw: number, seed: string): Split | null {
  const means: number[] = [];
  const within: number[] = [];
  for (let start = 0; start + futuresPerDraw <= column.length; start += futuresPerDraw) {
    const own = column.subarray(start, start + futuresPerDraw);
    if (own.some((value) => value !== value)) continue;
    const anchor = own[0] ?? 0;
    const mean = own.reduce((sum, value) => sum + (value - anchor), 0) / futuresPerDraw;
    means.push(anchor + mean);
    within.push(
      own.reduce((sum, value) => sum + (value - anchor - mean) * (value - anchor - mean), 0) /
        (futuresPerDraw - 1),
    );
  }
  const draws = means.length;
  if (draws < 2) return null;
  const bootstrap = new Bootstrap(seed, draws);
  const luck = new Float64Array(bootstrap.resamples);
  const ignorance = new Float64Array(bootstrap.resamples);
  const shares = new Float64Array(bootstrap.resamples);
  for (let resample = 0; resample < bootstrap.resamples; resample++) {
    const parts = partsOf(means, within, futuresPerDraw, bootstrap.counts(resample));
    luck[resample] = parts.luck;
    ignorance[resample] = parts.ignorance;
    const unknown = Math.max(0, parts.ignorance);
    shares[resample] = unknown / (parts.luck + unknown);
  }
  const parts = partsOf(means, within, futuresPerDraw);
  const shown = { luck: parts.luck, ignorance: Math.max(0, parts.ignorance) };
  const whole = shown.luck + shown.ignorance;
  const partOf = (variance: number, resampled: Float64Array): Part => ({
    variance,
    ...percentileInterval(resampled),
    share: whole > 0 ? variance / whole : null,
  });
  return {
    luck: partOf(shown.luck, luck),
    ignorance: partOf(shown.ignorance, ignorance),
    standardDeviation: Math.sqrt(whole),
    shareError: whole > 0 ? deviationOf(shares) : null,
  };
}

/** Over the resamples in which anything varies. */
function deviationOf(shares: Float64Array): number {
  return Math.sqrt(variance(momentsOf(shares.filter((share) => share === share))));
}

/** What "until precise" looks at: how much of the difference is ignorance, or with one strategy of its outcome. */
export function splitHeadline({ perStrategy, difference, replications }: SplitReading): Headline | null {
  const split = perStrategy.length < 2 ? (perStrategy[0] ?? null) : difference;
  if (split === null) return null;
  const { ignorance, shareError } = split;
  return leastPrecise([{ mean: ignorance.share, standardError: shareError, futures: replications }]);
}

/** Of the draws as they are, or so often as `counts` says. */
function partsOf(
  means: readonly number[],
  within: readonly number[],
  futuresPerDraw: number,
  counts?: ArrayLike<number>,
): { readonly luck: number; readonly ignorance: number } {
  const weight = (draw: number) => (counts === undefined ? 1 : (counts[draw] ?? 0));
  const draws = means.length;
  const anchor = means[0] ?? 0;
  let sum = 0;
  let luck = 0;
  for (let draw = 0; draw < draws; draw++) {
    sum += weight(draw) * ((means[draw] ?? NaN) - anchor);
    luck += weight(draw) * (within[draw] ?? NaN);
  }
  const centre = anchor + sum / draws;
  luck /= draws;
  let squares = 0;
  for (let draw = 0; draw < draws; draw++) {
    const gap = (means[draw] ?? NaN) - centre;
    squares += weight(draw) * gap * gap;
  }
  return { luck, ignorance: squares / (draws - 1) - luck / futuresPerDraw };
}
