/**
 * Metrics of one replication as a row of numbers, so that they can be worked out where the lives were lived and a worker's
 * answer can be stored without another look at the ledger. A row holds, metric by metric, its months (if it has any) and
 * its value over the run; then, segment by segment, the values over the run of that segment alone; then, again by segment, the
 * months of the metrics that are kept in segments. NaN: does not exist.
 */
import type { Ledger, LedgerLayout } from './ledger.ts';
import type { Metric, MetricContext } from './metrics/metric.ts';
import { metrics as allMetrics } from './metrics/registry.ts';
import { layoutOf } from './layout-of.ts';
import type { Point } from './point.ts';

/** Where things stand in a row. */
export interface RowLayout {
  /** First month of each metric; its value over the run follows the last. */
  readonly starts: readonly number[];
  readonly segmentsStart: number;
  /** Of the metrics kept in segments, the places in the list of all. */
  readonly kept: readonly number[];
  readonly segmentMonthsStart: number;
  readonly size: number;
}

export function rowLayout(metrics: readonly Metric[], { months, segments }: LedgerLayout): RowLayout {
  let next = 0;
  const starts = metrics.map(({ monthly }) => {
    const start = next;
    next += (monthly === undefined ? 0 : months) + 1;
    return start;
  });
  const kept = metrics.flatMap(({ inSegments }, index) => (inSegments === true ? [index] : []));
  const segmentMonthsStart = next + segments * metrics.length;
  const size = segmentMonthsStart + segments * kept.length * months;
  return { starts, segmentsStart: next, kept, segmentMonthsStart, size };
}

/** Writes the row of one ledger. */
export function measureInto(
  row: Float64Array,
  metrics: readonly Metric[],
  ledger: Ledger,
  context: MetricContext,
): void {
  const { segments } = ledger.layout;
  let at = 0;
  for (const metric of metrics) {
    const start = at;
    if (metric.monthly !== undefined) at = monthsInto(row, at, metric, ledger);
    const last = at === start ? NaN : row[at - 1]!;
    row[at++] = metric.total === undefined ? last : checked(metric, metric.total(ledger, context));
  }
  for (let segment = 0; segment < segments; segment++) {
    const part = ledger.ofSegment(segment);
    for (const metric of metrics) row[at++] = checked(metric, overRun(metric, part, context));
  }
  for (let segment = 0; segment < segments; segment++) {
    const part = ledger.ofSegment(segment);
    for (const metric of metrics) if (metric.inSegments === true) at = monthsInto(row, at, metric, part);
  }
}

/** Writes a metric month by month from `at` on; gives the place after the last. */
function monthsInto(row: Float64Array, at: number, metric: Metric, ledger: Ledger): number {
  const { months } = ledger.layout;
  let running = 0;
  for (let month = 0; month < months; month++) {
    const value = checked(metric, metric.monthly?.(ledger, month) ?? NaN);
    running += value;
    row[at + month] = metric.cumulates === true ? running : value;
  }
  return at + months;
}

/** A metric's value over the whole run; without one of its own, that of the last month. */
function overRun(metric: Metric, ledger: Ledger, context: MetricContext): number {
  if (metric.total !== undefined) return metric.total(ledger, context);
  return metric.monthly === undefined ? NaN : metric.monthly(ledger, ledger.layout.months - 1);
}

/** Adding 0 turns -0 into 0, so that a result survives being written as text bit for bit. */
function checked(metric: Metric, value: number): number {
  if (value === Infinity || value === -Infinity)
    throw new Error(`metric ${metric.id} is finite or NaN, got ${value}`);
  return value + 0;
}

/** Numbers that a replication of this point is answered with: its ledger and, where wanted, its row. */
export function answerSize(point: Point): number {
  const layout = layoutOf(point);
  return layout.size + (point.measured === true ? rowLayout(allMetrics, layout).size : 0);
}
