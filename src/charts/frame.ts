import { scaleLinear, scaleLog } from 'd3';
import type { ScaleLinear } from 'd3';
import type { Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The rectangle that data is drawn in; outside it are the labels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Everything around the data of a chart over months. */
export interface Frame {
  readonly size: Size;
  readonly plot: Plot;
  readonly monthTicks: readonly Tick[];
  readonly valueTicks: readonly Tick[];
  /** Where zero is, if it is inside. */
  readonly zero: number | undefined;
  readonly x: ScaleLinear<number, number>;
  readonly y: (value: number) => number;
}

const characterWidth = 6.6;

export function placeFrame(
  size: Size,
  domain: Domain,
  months: number,
  unit: Unit,
  format: Format,
  options: {
    readonly signed?: boolean;
    readonly rightMargin?: number;
    readonly isLogarithmic?: boolean;
  } = {},
): Frame {
  const { signed = false, rightMargin = 12, isLogarithmic = false } = options;
  const top = 10;
  const bottom = size.height - 26;
  const y = isLogarithmic
    ? scaleLog([domain.low, domain.high], [bottom, top])
    : scaleLinear([domain.low, domain.high], [bottom, top]);
  const ticks = isLogarithmic ? logarithmicTicks(domain) : y.ticks(4);
  const texts = format.axis(ticks, unit, { signed });
  // Room for the word "month" at least.
  const left = 12 + Math.ceil(characterWidth * Math.max(5, ...texts.map((text) => text.length)));
  const right = Math.max(left + 40, size.width - rightMargin);
  const x = scaleLinear([1, Math.max(2, months)], [left, right]);
  return {
    size,
    plot: { left, right, top, bottom },
    monthTicks: monthTicks(months, right - left).map((month) => ({ at: x(month), text: String(month) })),
    valueTicks: ticks.map((value, index) => ({ at: y(value), text: texts[index] ?? '' })),
    zero: domain.low <= 0 && domain.high >= 0 ? y(0) : undefined,
    x,
    y,
  };
}

/** 1, 2 and 5 times each power of ten; powers alone over a wide range. */
function logarithmicTicks({ low, high }: Domain): number[] {
  const isWide = high / low > 200;
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const lead of isWide ? [1] : [1, 2, 5]) {
      const tick = lead * 10 ** power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

/** Months to label: the finest of these steps that leaves room for the labels, multiples of a year where possible. */
export function monthTicks(months: number, width: number): number[] {
  const room = Math.max(2, Math.floor(width / 44));
  const step = [1, 2, 3, 6, 12, 24, 36, 60, 120].find((one) => months / one <= room) ?? 120;
  const ticks: number[] = [];
  for (let month = step; month <= months; month += step) ticks.push(month);
  return ticks;
}
