import { scaleLinear } from 'd3';
import type { Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Size, Tick } from './frame.ts';
import { secondLine } from './row-words.ts';

/** Bars on one axis of amounts, one row each: the steps of a waterfall, or the two ends of a tornado's bar. */
export interface GapRow {
  readonly name: string;
  /** The numbers as text. */
  readonly text: string;
  readonly bars: readonly { readonly from: number; readonly to: number; readonly tone: Tone }[];
  readonly interval?: readonly [low: number, high: number];
}

/** Strategy A gains, strategy B gains, the sum, and the two ends of a range. */
export type Tone = 'first' | 'second' | 'sum' | 'lowEnd' | 'highEnd';

export interface PlacedGapRows {
  readonly size: Size;
  /** The middle of each row, words and marks together, and how high a row is. */
  readonly middles: readonly number[];
  readonly rowHeight: number;
  readonly ticks: readonly Tick[];
  readonly axis: number;
  readonly zero: number;
  readonly reference: number | undefined;
  readonly rows: readonly {
    readonly name: string;
    readonly text: string;
    readonly y: number;
    readonly bars: readonly { readonly x: number; readonly width: number; readonly tone: Tone }[];
    readonly interval: readonly [number, number] | undefined;
  }[];
}

const rowHeight = 46;
const axisHeight = 30;

export function gapRowsHeight(rows: number, width: number): number {
  return rows * (rowHeight + secondLine(width)) + axisHeight;
}

/** `reference` is a value that all bars are read against, besides zero. */
export function placeGapRows(
  rows: readonly GapRow[],
  unit: Unit,
  width: number,
  format: Format,
  reference?: number,
): PlacedGapRows {
  const values = rows.flatMap(({ bars, interval = [] }) => [
    ...bars.flatMap(({ from, to }) => [from, to]),
    ...interval,
  ]);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const room = 0.05 * (high - low || 1);
  const x = scaleLinear([low - room, high + room], [8, Math.max(68, width - 8)]);
  const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
  const texts = format.axis(ticks, unit, { signed: true });
  const height = gapRowsHeight(rows.length, width);
  const more = secondLine(width);
  return {
    size: { width, height },
    middles: rows.map((_, index) => (index + 0.5) * (rowHeight + more)),
    rowHeight: rowHeight + more,
    ticks: ticks.map((value, index) => ({ at: x(value), text: texts[index] ?? '' })),
    axis: height - axisHeight + 4,
    zero: x(0),
    reference: reference === undefined ? undefined : x(reference),
    rows: rows.map(({ name, text, bars, interval }, index) => ({
      name,
      text,
      y: index * (rowHeight + more) + more,
      bars: bars.map(({ from, to, tone }) => ({
        x: x(Math.min(from, to)),
        width: Math.abs(x(to) - x(from)),
        tone,
      })),
      interval: interval === undefined ? undefined : [x(interval[0]), x(interval[1])],
    })),
  };
}
