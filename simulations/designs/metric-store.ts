import { Ledger } from '../ledger.ts';
import type { LedgerLayout } from '../ledger.ts';
import { measureInto, rowLayout } from '../measure.ts';
import type { RowLayout } from '../measure.ts';
import type { Metric, MetricContext } from '../metrics/metric.ts';
import type { Ledgers } from '../point.ts';

/**
 * The metrics of one strategy's futures and the sum of their ledgers, so that ledgers can be dropped as soon as they were
 * read. Values of one month lie side by side by replication; NaN where a value does not exist.
 */
export class MetricStore {
  private readonly metrics: readonly Metric[];
  private readonly futures: number;
  private readonly layout: LedgerLayout;
  private readonly rows: RowLayout;
  /** Column by column of the rows, each as long as there are futures. */
  private readonly columns: Float64Array;
  private readonly pooled: Ledger;

  constructor(metrics: readonly Metric[], layout: LedgerLayout, futures: number) {
    this.metrics = metrics;
    this.layout = layout;
    this.futures = futures;
    this.rows = rowLayout(metrics, layout);
    this.columns = new Float64Array(this.rows.size * futures);
    this.pooled = new Ledger(layout);
  }

  /** Takes the answers of consecutive replications: ledgers, each with its row behind it if it was measured already. */
  record(answers: Ledgers, firstReplication: number, replications: number, context: MetricContext): void {
    const size = answers.length / replications;
    const { size: ledgerSize } = this.layout;
    const measured = size === ledgerSize + this.rows.size;
    if (!measured && size !== ledgerSize)
      throw new Error(`an answer of ${ledgerSize} numbers was expected, got ${size}`);
    const scratch = new Float64Array(this.rows.size);
    for (let index = 0; index < replications; index++) {
      const ledger = answers.subarray(index * size, index * size + ledgerSize);
      let row: Float64Array = scratch;
      if (measured) row = answers.subarray(index * size + ledgerSize, (index + 1) * size);
      else measureInto(row, this.metrics, new Ledger(this.layout, ledger), context);
      this.keep(row, firstReplication + index);
      this.pool(ledger);
    }
  }

  private keep(row: Float64Array, future: number): void {
    for (let column = 0; column < row.length; column++)
      this.columns[column * this.futures + future] = row[column] ?? NaN;
  }

  private pool(ledger: Float64Array): void {
    const { values } = this.pooled;
    for (let index = 0; index < values.length; index++)
      values[index] = (values[index] ?? 0) + (ledger[index] ?? 0);
  }

  /** Sum of all ledgers recorded so far: what tables of counts are read from. */
  sum(): Ledger {
    return this.pooled;
  }

  /** Values of the first `count` futures in one month; undefined for a metric without months. */
  inMonth(metric: number, month: number, count: number): Float64Array | undefined {
    if (this.metrics[metric]?.monthly === undefined) return undefined;
    return this.column((this.rows.starts[metric] ?? NaN) + month, count);
  }

  /** Values of the first `count` futures over the whole run. */
  total(metric: number, count: number): Float64Array {
    const { months } = this.layout;
    const start = this.rows.starts[metric] ?? NaN;
    return this.column(start + (this.metrics[metric]?.monthly === undefined ? 0 : months), count);
  }

  /** The same, of one segment. */
  segmentTotal(segment: number, metric: number, count: number): Float64Array {
    return this.column(this.rows.segmentsStart + segment * this.metrics.length + metric, count);
  }

  /** The same in one month, of a metric that is kept in segments. */
  segmentInMonth(segment: number, metric: number, month: number, count: number): Float64Array {
    const { kept, segmentMonthsStart } = this.rows;
    const place = kept.indexOf(metric);
    if (place < 0) throw new Error(`metric ${metric} is not kept in segments`);
    return this.column(
      segmentMonthsStart + (segment * kept.length + place) * this.layout.months + month,
      count,
    );
  }

  private column(column: number, count: number): Float64Array {
    if (!(column >= 0 && column < this.rows.size))
      throw new Error(`there is no such metric, column ${column}`);
    return this.columns.subarray(column * this.futures, column * this.futures + count);
  }
}

/** Bytes that the stores of a whole comparison take. */
export function metricStoreBytes(metrics: readonly Metric[], layout: LedgerLayout, futures: number): number {
  return 8 * (rowLayout(metrics, layout).size * futures + layout.size);
}
