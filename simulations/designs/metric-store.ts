import type { LedgerLayout } from '../ledger.ts';
import { Ledger } from '../ledger.ts';
import type { Metric, MetricContext } from '../metrics/metric.ts';
import type { Ledgers } from '../point.ts';

/**
 * The metrics of one strategy's futures, so that ledgers can be dropped as soon as they were read. Values of one month
 * lie side by side by replication; NaN where a value does not exist.
 */
export class MetricStore {
  private readonly metrics: readonly Metric[];
  private readonly futures: number;
  private readonly layout: LedgerLayout;
  private readonly monthlies: readonly (Float64Array | undefined)[];
  private readonly totals: readonly Float64Array[];

  constructor(metrics: readonly Metric[], layout: LedgerLayout, futures: number) {
    this.metrics = metrics;
    this.layout = layout;
    this.futures = futures;
    this.monthlies = metrics.map(({ monthly }) => monthly && new Float64Array(layout.months * futures));
    this.totals = metrics.map(() => new Float64Array(futures));
  }

  /** Reads the ledgers of consecutive replications. */
  record(ledgers: Ledgers, firstReplication: number, context: MetricContext): void {
    const { size } = this.layout;
    for (let start = 0; start < ledgers.length; start += size) {
      const ledger = new Ledger(this.layout, ledgers.subarray(start, start + size));
      this.recordOne(ledger, firstReplication + start / size, context);
    }
  }

  private recordOne(ledger: Ledger, future: number, context: MetricContext): void {
    const { months } = this.layout;
    for (let index = 0; index < this.metrics.length; index++) {
      const metric = this.metrics[index];
      const totals = this.totals[index];
      if (metric === undefined || totals === undefined) continue;
      const series = this.monthlies[index];
      let last = NaN;
      if (series !== undefined && metric.monthly !== undefined) {
        let running = 0;
        for (let month = 0; month < months; month++) {
          const value = checked(metric, metric.monthly(ledger, month));
          running += value;
          last = metric.cumulates === true ? running : value;
          series[month * this.futures + future] = last;
        }
      }
      totals[future] = metric.total === undefined ? last : checked(metric, metric.total(ledger, context));
    }
  }

  /** Values of the first `count` futures in one month; undefined for a metric without months. */
  inMonth(metric: number, month: number, count: number): Float64Array | undefined {
    const start = month * this.futures;
    return this.monthlies[metric]?.subarray(start, start + count);
  }

  /** Values of the first `count` futures over the whole run. */
  total(metric: number, count: number): Float64Array {
    const totals = this.totals[metric];
    if (totals === undefined) throw new Error(`there is no metric number ${metric}`);
    return totals.subarray(0, count);
  }
}

/** Adding 0 turns -0 into 0, so that a result survives being written as text bit for bit. */
function checked(metric: Metric, value: number): number {
  if (value === Infinity || value === -Infinity)
    throw new Error(`metric ${metric.id} is finite or NaN, got ${value}`);
  return value + 0;
}

/** Bytes that the stores of a whole comparison take. */
export function metricStoreBytes(
  metrics: readonly Metric[],
  months: number,
  futures: number,
  strategies: number,
): number {
  const numbers = metrics.reduce((sum, { monthly }) => sum + 1 + (monthly === undefined ? 0 : months), 0);
  return 8 * numbers * futures * strategies;
}
