/**
 * Surface: two parameters on a grid. What a sweep says, in the shape of a grid, with the points at which the second strategy
 * becomes as likely to be ahead as to be behind: on every row and every column, by straight lines between neighbours. A page
 * draws contours from the grid itself.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import type { Design } from '../point.ts';
import type { CompareStudy } from './compare.ts';
import { retold } from './retold.ts';
import { crossings, gridOf, sweep } from './sweep.ts';
import type { Axis, Crossing, SweepReading } from './sweep.ts';
import type { Value } from './sweep-best.ts';

export interface SurfaceAxis extends Axis {
  readonly values: readonly Value[];
}

export interface SurfaceQuestion {
  readonly axes: readonly [SurfaceAxis, SurfaceAxis];
  readonly metric?: string;
}

export interface SurfaceReading extends Omit<SweepReading, 'axes' | 'crossings'> {
  readonly axes: readonly [SurfaceAxis, SurfaceAxis];
  /** Probability that the second strategy is ahead, ties counting half: a row for every value of the second axis. */
  readonly ahead: readonly (readonly (number | null)[])[];
  /** Mean difference, laid out alike. */
  readonly difference: readonly (readonly (number | null)[])[];
  /** Where `ahead` passes one half, along the rows and along the columns. */
  readonly rowCrossings: readonly (readonly Crossing[])[];
  readonly columnCrossings: readonly (readonly Crossing[])[];
}

export function surface(
  study: CompareStudy,
  { axes, metric }: SurfaceQuestion,
  metrics: readonly Metric[] = allMetrics,
): Design<SurfaceReading> {
  const [first, second] = axes;
  const points = gridOf(first.values, second.values);
  const question = { axes, points, ...(metric === undefined ? {} : { metric }) };
  return retold(sweep(study, question, metrics), (reading) => laidOut(reading, axes));
}

function laidOut({ crossings: _, ...reading }: SweepReading, axes: SurfaceQuestion['axes']): SurfaceReading {
  const [columns, rows] = [axes[0].values, axes[1].values];
  const grid = (valueOf: (index: number) => number | null) =>
    rows.map((_, row) => columns.map((_, column) => valueOf(row * columns.length + column)));
  const ahead = grid((index) => reading.points[index]?.ahead ?? null);
  const difference = grid((index) => reading.points[index]?.difference?.mean ?? null);
  const numbers = {
    ahead,
    difference,
    rowCrossings: ahead.map((row) =>
      crossings(
        row.map((value, column) => ({ at: columns[column] ?? null, value })),
        0.5,
      ),
    ),
    columnCrossings: columns.map((_, column) =>
      crossings(
        ahead.map((row, index) => ({ at: rows[index] ?? null, value: row[column] ?? null })),
        0.5,
      ),
    ),
  };
  const { months, replications, points, best, bestDifference } = reading;
  return {
    ...reading,
    axes,
    ...numbers,
    fingerprint: fingerprint({ months, replications, points, best, bestDifference, ...numbers }),
  };
}
