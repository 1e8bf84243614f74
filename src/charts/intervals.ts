import { scaleLinear } from 'd3';
import type { Expectation } from '../../simulations/designs/claim-effect.ts';
import type { Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Size, Tick } from './frame.ts';

/** Estimates with their intervals on one axis, and the part of the axis in which what is expected is met. */
export interface Estimate {
  readonly name: string;
  /** The numbers as text. */
  readonly text: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface PlacedIntervals {
  readonly size: Size;
  /** The middle of each row, words and marks together, and how high a row is. */
  readonly middles: readonly number[];
  readonly rowHeight: number;
  readonly ticks: readonly Tick[];
  readonly axis: number;
  readonly zero: number | undefined;
  readonly rows: readonly {
    readonly name: string;
    readonly text: string;
    readonly y: number;
    readonly from: number;
    readonly to: number;
    readonly at: number;
  }[];
  readonly expected: { readonly from: number; readonly to: number };
}

const rowHeight = 52;
const axisHeight = 34;
const margin = 12;

export function intervalsHeight(rows: number): number {
  return rows * rowHeight + axisHeight;
}

export function placeIntervals(
  estimates: readonly Estimate[],
  expected: Expectation,
  unit: Unit,
  width: number,
  format: Format,
  signed: boolean,
): PlacedIntervals {
  const marks =
    expected.direction === 'between'
      ? [expected.low, expected.high]
      : [expected.direction === 'higher' ? expected.by : -expected.by];
  const values = [0, ...marks, ...estimates.flatMap(({ low, high }) => [low, high])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.12 * (high - low || 1);
  const x = scaleLinear([low - room, high + room], [margin, Math.max(margin + 60, width - margin)]);
  const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
  const texts = format.axis(ticks, unit, { signed });
  const height = intervalsHeight(estimates.length);
  const [start = 0, end = 0] = x.range();
  const first = x(marks[0] ?? 0);
  const region =
    expected.direction === 'between'
      ? { from: first, to: x(marks[1] ?? 0) }
      : expected.direction === 'higher'
        ? { from: first, to: end }
        : { from: start, to: first };
  return {
    size: { width, height },
    middles: estimates.map((_, index) => (index + 0.5) * rowHeight),
    rowHeight,
    ticks: ticks.map((value, index) => ({ at: x(value), text: texts[index] ?? '' })),
    axis: height - axisHeight + 8,
    zero: x(0),
    rows: estimates.map((estimate, index) => ({
      name: estimate.name,
      text: estimate.text,
      y: index * rowHeight + 38,
      from: x(estimate.low),
      to: x(estimate.high),
      at: x(estimate.value),
    })),
    expected: region,
  };
}
