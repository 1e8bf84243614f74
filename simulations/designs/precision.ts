/**
 * Until precise: any design that gives partial readings goes on until the standard error of its headline is below a
 * tolerance, or its futures are used up. It looks only between batches, whose sizes do not depend on the machine, so the
 * number of futures it takes does not either; and what it stops at is bit for bit what a run of that length gives.
 * Stopping at the first look that is precise enough makes the stated error a little too small (Chow and Robbins 1965); from
 * the fewest futures on, that is a few percent of it.
 */
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import type { Batch, Design } from '../point.ts';
import type { CompareReading, Difference, MetricReading, Spread } from '../reading.ts';
import { compare } from './compare.ts';
import type { CompareStudy } from './compare.ts';
import { defaultMetric, metricOf } from './study.ts';

/** Largest standard error: in the metric's unit, or as a share of the mean, or of one future's standard deviation. */
export type Tolerance =
  | { readonly kind: 'absolute'; readonly error: number }
  | { readonly kind: 'ofMean'; readonly share: number }
  | { readonly kind: 'ofSpread'; readonly share: number };

export interface Headline {
  readonly mean: number;
  readonly standardError: number;
  /** Standard deviation that the tolerance may be a share of. */
  readonly spread: number;
  readonly futures: number;
}

export interface Precision {
  readonly verdict: 'precise' | 'notPrecise';
  /** Futures it took, or all that there were. */
  readonly futures: number;
  readonly standardError: number | null;
  /** In the metric's unit. */
  readonly tolerance: number | null;
}

export interface PreciseReading<Reading> {
  readonly reading: Reading;
  readonly precision: Precision;
}

/** Fewer futures say too little about their own spread. */
const fewestFutures = 64;

export function* untilPrecise<Reading>(
  design: Design<Reading>,
  headlineOf: (reading: Reading) => Headline | null,
  tolerance: Tolerance,
): Design<PreciseReading<Reading>> {
  const judged = (reading: Reading): PreciseReading<Reading> => ({
    reading,
    precision: precisionOf(headlineOf(reading), tolerance),
  });
  let step = design.next();
  while (step.done !== true) {
    const { points, done, partial } = step.value;
    const so: Batch<PreciseReading<Reading>> =
      partial === undefined ? { points, done } : { points, done, partial: judged(partial) };
    if (so.partial?.precision.verdict === 'precise') return so.partial;
    step = design.next(yield so);
  }
  return judged(step.value);
}

function precisionOf(headline: Headline | null, tolerance: Tolerance, fewest = fewestFutures): Precision {
  if (headline === null) return { verdict: 'notPrecise', futures: 0, standardError: null, tolerance: null };
  const { standardError, futures } = headline;
  const allowed = allowedError(headline, tolerance);
  const isPrecise = futures >= fewest && standardError <= allowed;
  return {
    verdict: isPrecise ? 'precise' : 'notPrecise',
    futures,
    standardError: standardError === standardError ? standardError : null,
    tolerance: allowed === allowed ? allowed : null,
  };
}

function allowedError({ mean, spread }: Headline, tolerance: Tolerance): number {
  switch (tolerance.kind) {
    case 'absolute':
      return tolerance.error;
    case 'ofMean':
      return tolerance.share * Math.abs(mean);
    case 'ofSpread':
      return tolerance.share * spread;
  }
}

/** Of many numbers that a reading states, the one known worst: when that is precise, all are. Null where there is none. */
export function leastPrecise(
  numbers: readonly {
    readonly mean: number | null;
    readonly standardError: number | null;
    readonly futures: number;
  }[],
): Headline | null {
  let worst: Headline | null = null;
  for (const { mean, standardError, futures } of numbers) {
    if (mean === null || standardError === null) continue;
    if (worst !== null && standardError <= worst.standardError) continue;
    worst = { mean, standardError, futures, spread: standardError * Math.sqrt(futures) };
  }
  return worst;
}

export interface PreciseComparison extends PreciseReading<CompareReading> {
  readonly metric: string;
  /** Variance of the difference without common luck over that with it: how many times fewer futures pairing needs. */
  readonly pairingGain: number | null;
}

export interface PrecisionQuestion {
  readonly tolerance: Tolerance;
  /** Metric whose difference is the headline; contribution unless told otherwise. */
  readonly metric?: string;
  /** Futures to live in any case, so that more than the mean can be told. */
  readonly fewest?: number;
}

/** A comparison until its headline difference is precise; `study.run.replications` is the most it may take. */
export function* compareUntilPrecise(
  study: CompareStudy,
  { tolerance, metric: asked = defaultMetric, fewest = fewestFutures }: PrecisionQuestion,
  metrics: readonly Metric[] = allMetrics,
): Design<PreciseComparison> {
  const { id } = metricOf(asked, metrics);
  let now: Precision = precisionOf(null, tolerance);
  const inner = compare(study, metrics, (metricNow) => {
    now = precisionOf(differenceHeadline(metricNow(id)), tolerance, fewest);
    return now.verdict === 'precise';
  });
  let step = inner.next();
  while (step.done !== true) step = inner.next(yield toldBatch(step.value, now));
  // It asked for this many futures, as it turned out: the reading is whole.
  const { reading, ...rest } = told(step.value, now);
  return { ...rest, reading: { ...reading, plannedReplications: reading.replications } };

  function told(reading: CompareReading | undefined, precision: Precision): PreciseComparison {
    if (reading === undefined) throw new Error('a comparison has a reading after every batch');
    return { reading, precision, metric: id, pairingGain: pairingGain(reading.metrics[id]) };
  }

  /** The reading of a batch stays unread until somebody looks. */
  function toldBatch(batch: Batch<CompareReading>, precision: Precision): Batch<PreciseComparison> {
    const { points } = batch;
    const done = Math.max(batch.done, doneShare(precision, fewest));
    if (!('partial' in batch)) return { points, done };
    return {
      points,
      done,
      get partial() {
        return told(batch.partial, precision);
      },
    };
  }
}

/** The error falls with the root of the futures: so far they are this share of all that it will take. */
function doneShare({ futures, standardError, tolerance }: Precision, fewest: number): number {
  if (standardError === null || tolerance === null) return 0;
  const way = tolerance / standardError;
  return Math.min(1, futures / fewest, way * way);
}

/** The difference of a metric; the spread is that of one strategy's own outcome, the mean of both in quadrature. */
function differenceHeadline(metric: MetricReading | undefined): Headline | null {
  if (metric === undefined) return null;
  const { mean, standardError, futures } = metric.difference;
  const variances = variancesOf(metric);
  if (mean === null || standardError === null || variances === null) return null;
  return { mean, standardError, futures, spread: Math.sqrt((variances.first + variances.second) / 2) };
}

/** A difference, beside what it is between. */
export interface Paired {
  readonly perStrategy: readonly Pick<Spread, 'standardError' | 'futures'>[];
  readonly difference: Pick<Difference, 'standardError' | 'futures'> | null;
}

/**
 * (var A + var B) / var(B - A): how many times fewer futures the difference of two strategies needs because both live the same
 * luck. Null where there is no difference, a variance is missing or the difference never varies.
 */
export function pairingGain(paired: Paired | undefined): number | null {
  if (paired === undefined) return null;
  const variances = variancesOf(paired);
  if (variances === null || variances.difference === 0) return null;
  return (variances.first + variances.second) / variances.difference;
}

function variancesOf({ perStrategy, difference }: Paired) {
  const [first, second] = [varianceOf(perStrategy[0]), varianceOf(perStrategy[1])];
  const own = varianceOf(difference);
  return first === null || second === null || own === null ? null : { first, second, difference: own };
}

function varianceOf(spread: Pick<Spread, 'standardError' | 'futures'> | null | undefined) {
  if (spread === null || spread?.standardError === undefined || spread.standardError === null) return null;
  return spread.standardError * spread.standardError * spread.futures;
}
