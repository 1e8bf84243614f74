/**
 * What a comparison says: the shape behind the Compare room, the command line's JSON and a report. Plain data. A value
 * that does not exist (NRR before month 12, CAC without a customer) is null, never a number that looks like one.
 */

import type { Better, Unit } from './metrics/metric.ts';
import type { Tables } from './tables/tables.ts';

export type { Better, Unit };

/** Spread over futures. `mean` and `standardError` are of the futures in which the value exists. */
export interface Spread {
  readonly mean: number | null;
  /** Monte Carlo standard error of the mean. */
  readonly standardError: number | null;
  readonly p5: number | null;
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  /** Futures in which the value exists. */
  readonly futures: number;
}

/** Second strategy minus first, future by future on the same luck. */
export interface Difference extends Spread {
  /** 95 % interval of the mean difference: Monte Carlo error only, not the spread of futures. */
  readonly low: number | null;
  readonly high: number | null;
  /** Futures that the shares below are of, where some of them have no difference: one strategy never gets there. */
  readonly compared?: number;
  /** Share of futures in which the second strategy is ahead (higher, or lower where lower is better); ties count for neither. */
  readonly aheadShare: number | null;
  readonly tiedShare: number | null;
}

export interface MetricReading {
  readonly name: string;
  readonly unit: Unit;
  readonly better: Better;
  /** Formula in words, for the interface. */
  readonly formula: string;
  readonly perStrategy: readonly Spread[];
  readonly difference: Difference;
}

/** The same, month by month: every field is an array over months. */
export type SpreadSeries = Readonly<
  Record<Exclude<keyof Spread, 'futures'> | 'p2_5' | 'p97_5', readonly (number | null)[]>
>;
export type DifferenceSeries = SpreadSeries & {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly aheadShare: readonly (number | null)[];
};

export interface SeriesReading {
  readonly name: string;
  readonly unit: Unit;
  readonly better: Better;
  readonly formula: string;
  readonly perStrategy: readonly SpreadSeries[];
  readonly difference: DifferenceSeries;
  /** A few single futures per strategy (the same futures for each), [strategy][future][month]. */
  readonly samples: readonly (readonly (readonly (number | null)[])[])[];
}

/** One segment's part: every metric over the run, of this segment alone. */
export interface SegmentReading {
  readonly name: string;
  readonly metrics: Readonly<Record<string, Pick<MetricReading, 'perStrategy' | 'difference'>>>;
}

export interface CompareReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  /** Futures behind this reading, and futures asked for: a reading with fewer is partial. */
  readonly replications: number;
  readonly plannedReplications: number;
  readonly currency: string;
  readonly strategies: readonly string[];
  readonly metrics: Readonly<Record<string, MetricReading>>;
  readonly series: Readonly<Record<string, SeriesReading>>;
  /** By the segments' ids. */
  readonly segments: Readonly<Record<string, SegmentReading>>;
  /** What is read off all futures taken together, for each strategy. */
  readonly tables: readonly Tables[];
  /** Hash of the bits of every number above. */
  readonly fingerprint: string;
  /**
   * By the segments' ids, a few metrics month by month. Not part of the fingerprint, so that the results of before it was there
   * can still be reproduced: it is read off the same ledgers as all the rest.
   */
  readonly segmentSeries: Readonly<Record<string, Readonly<Record<string, SeriesReading>>>>;
}
