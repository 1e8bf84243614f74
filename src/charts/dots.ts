import { scaleLinear } from 'd3';
import type { ScaleLinear } from 'd3';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';
import type { Size, Tick } from './frame.ts';

/** Equally likely values as dots: every dot is as many customers as any other, so that shares can be counted. */
export interface PlacedDots {
  readonly size: Size;
  readonly x: ScaleLinear<number, number>;
  readonly radius: number;
  readonly baseline: number;
  readonly ticks: readonly Tick[];
  readonly dots: readonly { readonly x: number; readonly y: number; readonly value: number }[];
}

const side = 14;
const axisRoom = 26;

export function dotsDomain(strategies: readonly (readonly number[])[]): Domain {
  const all = strategies.flat();
  const [low = 0, high = 1] = scaleLinear([Math.min(0, ...all), Math.max(0, ...all)], [0, 1])
    .nice(6)
    .domain();
  return low === high ? { low: 0, high: 1 } : { low, high };
}

export function placeDots(values: readonly number[], domain: Domain, size: Size, format: Format): PlacedDots {
  const x = scaleLinear([domain.low, domain.high], [side, Math.max(side + 60, size.width - side)]);
  const baseline = size.height - axisRoom;
  const radius = size.width < 480 ? 3.5 : 4.5;
  const column = 2 * radius + 1;
  const columns = new Map<number, number[]>();
  for (const value of values) {
    const at = Math.floor((x(value) - side) / column);
    columns.set(at, [...(columns.get(at) ?? []), value]);
  }
  const tallest = Math.max(1, ...[...columns.values()].map((stack) => stack.length));
  // A column that would grow out of the picture is packed closer.
  const step = Math.min(column, (baseline - 2 * radius - 6) / Math.max(1, tallest - 1));
  const ticks = x.ticks(Math.max(2, Math.floor(size.width / 90)));
  const texts = format.axis(ticks, 'money');
  return {
    size,
    x,
    radius,
    baseline,
    ticks: ticks.map((value, index) => ({ at: x(value), text: texts[index] ?? '' })),
    dots: [...columns].flatMap(([at, stack]) =>
      stack.map((value, height) => ({
        x: side + (at + 0.5) * column,
        y: baseline - radius - 1 - height * step,
        value,
      })),
    ),
  };
}

/** Dots beyond the threshold. */
export function countAbove(values: readonly number[], threshold: number): number {
  return values.filter((value) => value > threshold).length;
}

/** Where the threshold stands before anybody drags it: in the middle of all dots, at a round number. */
export function firstThreshold(strategies: readonly (readonly number[])[], { low, high }: Domain): number {
  const all = strategies.flat().sort((a, b) => a - b);
  const middle = all[Math.floor(all.length / 2)] ?? 0;
  const step = thresholdStep({ low, high }) * 5;
  return Math.min(high, Math.max(low, Math.round(middle / step) * step));
}

/** About a hundredth of the axis: 1, 2 or 5 times a power of ten. */
export function thresholdStep({ low, high }: Domain): number {
  const rough = (high - low) / 100;
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-9);
  return ([1, 2, 5].find((lead) => rough <= lead * power * (1 + 1e-9)) ?? 10) * power;
}

export function dotsSummary(
  strategies: readonly (readonly number[])[],
  names: readonly string[],
  threshold: number,
  format: Format,
): string {
  const said = strategies.map(
    (values, strategy) =>
      `${format.count(countAbove(values, threshold))} of ${format.count(values.length)} under ${names[strategy] ?? ''}`,
  );
  return `Worth more than ${format.value(threshold, 'money')}: ${said.join(', ')}.`;
}
