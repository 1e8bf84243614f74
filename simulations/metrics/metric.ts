/** How a metric is declared: once, with everything a table, a chart, a tooltip and a comparison need to know about it. */
import type { Ledger } from '../ledger.ts';
import type { Point } from '../point.ts';

export type Unit = 'money' | 'share' | 'count' | 'months' | 'ratio' | 'index';
export type Better = 'higher' | 'lower' | 'neither';

/** What a metric may know besides the ledger. */
export type MetricContext = Pick<Point, 'world' | 'strategy' | 'run'>;

/**
 * A metric of one replication. NaN stands for a value that does not exist in this future (a ratio without a
 * denominator) and becomes null in a reading; an infinite value is a bug.
 */
export interface Metric {
  readonly id: string;
  readonly name: string;
  readonly unit: Unit;
  readonly better: Better;
  /** Formula in words. */
  readonly formula: string;
  /** Value in one month; a metric with it is charted. */
  readonly monthly?: (ledger: Ledger, month: number) => number;
  /** The charted series is the running sum of `monthly`, month after month from the first. */
  readonly cumulates?: true;
  /**
   * NaN says that it was never reached within the run, which is later than any month: a future in which one strategy gets there and
   * the other does not has a winner.
   */
  readonly orNever?: true;
  /** Kept month by month for each segment too: a few, as every segment has a chart of its own of each. */
  readonly inSegments?: true;
  /** Value of the whole run; absent: the value of the last month. */
  readonly total?: (ledger: Ledger, context: MetricContext) => number;
}
