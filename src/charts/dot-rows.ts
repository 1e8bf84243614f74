import { scaleLinear } from 'd3';
import type { Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Size, Tick } from './frame.ts';
import { secondLine } from './row-words.ts';

/** Things beside each other on one axis, a row each: a bar for a range, and marks with intervals on it. */
export interface DotRow {
  readonly name: string;
  /** The numbers as text. */
  readonly text: string;
  readonly bar?: readonly [low: number, high: number];
  readonly marks: readonly DotMark[];
}

/** Filled and hollow are two kinds of value of one row, a tick a third. */
export interface DotMark {
  readonly at: number;
  readonly tone: 'filled' | 'hollow' | 'tick';
  readonly interval?: readonly [low: number, high: number];
}

export interface PlacedDotRows {
  readonly size: Size;
  /** The middle of each row, words and marks together, and how high a row is. */
  readonly middles: readonly number[];
  readonly rowHeight: number;
  readonly ticks: readonly Tick[];
  readonly axis: number;
  /** Where zero is, if it is inside. */
  readonly zero: number | undefined;
  readonly rows: readonly {
    readonly name: string;
    readonly text: string;
    readonly y: number;
    readonly bar: { readonly x: number; readonly width: number } | undefined;
    readonly marks: readonly {
      readonly at: number;
      readonly y: number;
      readonly tone: DotMark['tone'];
      readonly interval: readonly [number, number] | undefined;
    }[];
  }[];
}

const rowHeight = 50;
const axisHeight = 30;
const margin = 10;
/** Marks with intervals of their own stand below each other, or the intervals would hide each other. */
const apart = 9;

export function dotRowsHeight(rows: number, width: number): number {
  return rows * (rowHeight + secondLine(width)) + axisHeight;
}

/** `fromZero` keeps zero inside the axis: shares and worths are read against it. */
export function placeDotRows(
  rows: readonly DotRow[],
  unit: Unit,
  width: number,
  format: Format,
  fromZero: boolean,
): PlacedDotRows {
  const values = rows.flatMap(({ bar = [], marks }) => [
    ...bar,
    ...marks.flatMap(({ at, interval = [] }) => [at, ...interval]),
  ]);
  const all = fromZero || values.length === 0 ? [0, ...values] : values;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = 0.03 * (high - low || 1);
  const x = scaleLinear(
    [low - (fromZero && low === 0 ? 0 : room), high + room],
    [margin, Math.max(margin + 60, width - margin)],
  );
  const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
  const texts = format.axis(ticks, unit);
  const height = dotRowsHeight(rows.length, width);
  const more = secondLine(width);
  return {
    size: { width, height },
    middles: rows.map((_, index) => (index + 0.5) * (rowHeight + more)),
    rowHeight: rowHeight + more,
    ticks: ticks.map((value, index) => ({ at: round(x(value)), text: texts[index] ?? '' })),
    axis: height - axisHeight + 4,
    zero: low <= 0 && high >= 0 ? round(x(0)) : undefined,
    rows: rows.map(({ name, text, bar, marks }, index) => {
      const y = index * (rowHeight + more) + more;
      const intervals = marks.filter(({ interval }) => interval !== undefined);
      const spread = intervals.length > 1 ? apart : 0;
      return {
        name,
        text,
        y,
        bar: bar === undefined ? undefined : { x: round(x(bar[0])), width: round(x(bar[1]) - x(bar[0])) },
        marks: marks.map(({ at, tone, interval }, mark) => ({
          at: round(x(at)),
          y: y + 31 + (spread === 0 ? 0 : (mark - (marks.length - 1) / 2) * spread),
          tone,
          interval: interval === undefined ? undefined : [round(x(interval[0])), round(x(interval[1]))],
        })),
      };
    }),
  };
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
