import { scaleLinear } from 'd3';
import type { Difference, Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';
import type { Size, Tick } from './frame.ts';

/** One difference as a strip: nine in ten, eight in ten and half of the futures, the middle one, and zero. */
export interface PlacedStrip {
  readonly size: Size;
  readonly ticks: readonly Tick[];
  readonly zero: number;
  readonly bars: readonly { readonly level: 90 | 80 | 50; readonly from: number; readonly to: number }[];
  readonly middle: number;
  readonly axis: number;
}

export function placeStrip(
  difference: Difference,
  unit: Unit,
  domain: Domain,
  size: Size,
  format: Format,
): PlacedStrip | undefined {
  const { p5, p10, p25, p50, p75, p90, p95 } = difference;
  if (p5 === null || p10 === null || p25 === null || p50 === null) return undefined;
  if (p75 === null || p90 === null || p95 === null) return undefined;
  const x = scaleLinear([domain.low, domain.high], [28, Math.max(80, size.width - 28)]);
  const ticks = x.ticks(Math.max(2, Math.floor(size.width / 110)));
  const texts = format.axis(ticks, unit, { signed: true });
  return {
    size,
    ticks: ticks.map((value, index) => ({ at: x(value), text: texts[index] ?? '' })),
    zero: x(0),
    bars: [
      { level: 90, from: x(p5), to: x(p95) },
      { level: 80, from: x(p10), to: x(p90) },
      { level: 50, from: x(p25), to: x(p75) },
    ],
    middle: x(p50),
    axis: size.height - 20,
  };
}
