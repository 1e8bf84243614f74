import { line, scaleLinear } from 'd3';
import type { Unit } from '../../simulations/reading.ts';
import { quantile } from '../../simulations/statistics/quantile.ts';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';
import type { Plot, Size, Tick } from './frame.ts';

/** A search as it went: every point that was tried, in order, with the best so far drawn through them. */
export interface TrailPoint {
  readonly value: number | null;
  /** Judged on as many futures as the search asks for; others dropped out early. */
  readonly isWhole: boolean;
  readonly keepsRules: boolean;
}

export interface PlacedTrail {
  readonly size: Size;
  readonly plot: Plot;
  readonly valueTicks: readonly Tick[];
  readonly tryTicks: readonly Tick[];
  readonly zero: number | undefined;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly tone: 'whole' | 'early' | 'broken';
    /** Beyond the axis, drawn at its end. */
    readonly beyond: boolean;
  }[];
  readonly at: readonly number[];
  /** Steps of the best so far among those judged in full that keep the rules. */
  readonly best: string;
}

/** From the middle to the best of the tries: the bad ones say nothing about the good ones, and would press them flat. */
export function trailExtent(
  values: readonly (number | null)[],
  better: 'higher' | 'lower' | 'neither',
): Domain | undefined {
  const known = Float64Array.from(values.filter((value) => value !== null)).sort();
  const [worst, best] = [known[0], known.at(-1)];
  if (worst === undefined || best === undefined) return undefined;
  const middle = quantile(known, 0.5);
  return better === 'lower' ? { low: worst, high: middle } : { low: middle, high: best };
}

export function placeTrail(
  tries: readonly TrailPoint[],
  better: 'higher' | 'lower' | 'neither',
  unit: Unit,
  domain: Domain,
  size: Size,
  format: Format,
): PlacedTrail {
  const [top, bottom] = [14, size.height - 28];
  const y = scaleLinear([domain.low, domain.high], [bottom, top]);
  const ticks = y.ticks(4);
  const texts = format.axis(ticks, unit);
  const left = 12 + Math.ceil(6.6 * Math.max(4, ...texts.map((text) => text.length)));
  const right = size.width - 12;
  const x = scaleLinear([1, Math.max(2, tries.length)], [left, right]);
  const inside = (value: number) => Math.min(bottom, Math.max(top, y(value)));
  let best: number | undefined;
  const path: [number, number][] = [];
  tries.forEach(({ value, isWhole, keepsRules }, index) => {
    if (value !== null && isWhole && keepsRules) {
      const isBetter = best === undefined || (better === 'lower' ? value < best : value > best);
      if (isBetter) {
        if (best !== undefined) path.push([x(index + 1), inside(best)]);
        best = value;
        path.push([x(index + 1), inside(value)]);
      }
    }
  });
  if (best !== undefined) path.push([x(Math.max(2, tries.length)), inside(best)]);
  const step =
    [1, 5, 10, 20, 50, 100, 200].find((one) => tries.length / one <= Math.max(2, size.width / 60)) ?? 500;
  const tryTicks: Tick[] = [];
  for (let at = step; at <= tries.length; at += step)
    tryTicks.push({ at: round(x(at)), text: format.count(at) });
  return {
    size,
    plot: { left, right, top, bottom },
    valueTicks: ticks.map((value, index) => ({ at: round(y(value)), text: texts[index] ?? '' })),
    tryTicks,
    zero: domain.low <= 0 && domain.high >= 0 ? round(y(0)) : undefined,
    points: tries.flatMap(({ value, isWhole, keepsRules }, index) =>
      value === null
        ? []
        : [
            {
              x: round(x(index + 1)),
              y: round(inside(value)),
              tone: keepsRules ? (isWhole ? ('whole' as const) : ('early' as const)) : ('broken' as const),
              beyond: value < domain.low || value > domain.high,
            },
          ],
    ),
    at: tries.map((_, index) => round(x(index + 1))),
    best: line()(path.map(([atX, atY]): [number, number] => [round(atX), round(atY)])) ?? '',
  };
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
