import { area, line, scaleLinear } from 'd3';
import type { Spread, Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';
import type { Plot, Size, Tick } from './frame.ts';
import { placeLimits } from './limit-axis.ts';
import type { Limit, LimitAxis, LimitAxisOptions } from './limit-axis.ts';

/** Bands from the widest to the narrowest, by the futures of a hundred inside. */
const bandEnds = { 90: ['p5', 'p95'], 80: ['p10', 'p90'], 50: ['p25', 'p75'] } as const;
const bandLevels = [90, 80, 50] as const;
/** Half the width of the bars that stand for a band where the axis is broken. */
const barReach = 9;
/** Half the width that an interval has at least, so that a single value can be seen. */
const leastReach = 4;

export interface SweepFrame {
  readonly size: Size;
  readonly plot: Plot;
  readonly valueTicks: readonly Tick[];
  readonly zero: number | undefined;
  readonly axis: LimitAxis;
  readonly y: (value: number) => number;
}

export interface SweptBand {
  readonly level: (typeof bandLevels)[number];
  readonly path: string;
  /** The same band at "no limit", apart. */
  readonly bar:
    { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
}

export interface PlacedSweep {
  readonly frame: SweepFrame;
  readonly bands: readonly SweptBand[];
  /** The averages, joined up to "no limit". */
  readonly path: string;
  readonly dots: readonly ({ readonly x: number; readonly y: number } | undefined)[];
}

export interface SweepOptions extends LimitAxisOptions {
  readonly unit: Unit;
  readonly bands: boolean;
}

/** Averages and spreads over a swept limit. */
export function placeSweep(
  limits: readonly Limit[],
  spreads: readonly Spread[],
  domain: Domain,
  size: Size,
  options: SweepOptions,
  format: Format,
): PlacedSweep {
  const frame = placeSweepFrame(limits, domain, size, options, format);
  const { axis, y } = frame;
  const points = limits.map((limit, index) => ({ limit, x: axis.at[index] ?? 0, spread: spreads[index] }));
  const finite = points.filter(({ limit }) => limit !== null);
  const never = points.find(({ limit }) => limit === null);
  type Point = (typeof points)[number];
  const mean = line<Point>()
    .defined(({ spread }) => (spread?.mean ?? null) !== null)
    .x(({ x }) => x)
    .y(({ spread }) => round(y(spread?.mean ?? 0)));
  return {
    frame,
    path: mean(finite) ?? '',
    dots: points.map(({ x, spread }) => {
      const value = spread?.mean ?? null;
      return value === null ? undefined : { x, y: round(y(value)) };
    }),
    bands: options.bands
      ? bandLevels.map((level) => {
          const [low, high] = bandEnds[level];
          const between = area<Point>()
            .defined(({ spread }) => (spread?.[low] ?? null) !== null && (spread?.[high] ?? null) !== null)
            .x(({ x }) => x)
            .y0(({ spread }) => round(y(spread?.[low] ?? 0)))
            .y1(({ spread }) => round(y(spread?.[high] ?? 0)));
          return { level, path: between(finite) ?? '', bar: barOf(never, low, high, y) };
        })
      : [],
  };
}

function barOf(
  never: { readonly x: number; readonly spread: Spread | undefined } | undefined,
  low: 'p5' | 'p10' | 'p25',
  high: 'p75' | 'p90' | 'p95',
  y: (value: number) => number,
): SweptBand['bar'] {
  const [bottom, top] = [never?.spread?.[low] ?? null, never?.spread?.[high] ?? null];
  if (never === undefined || bottom === null || top === null) return undefined;
  return { x: never.x - barReach, y: round(y(top)), width: 2 * barReach, height: round(y(bottom) - y(top)) };
}

function placeSweepFrame(
  limits: readonly Limit[],
  domain: Domain,
  size: Size,
  options: SweepOptions,
  format: Format,
): SweepFrame {
  const [top, bottom] = [22, size.height - 28];
  const y = scaleLinear([domain.low, domain.high], [bottom, top]);
  const ticks = y.ticks(size.height > 200 ? 5 : 3);
  const texts = format.axis(ticks, options.unit);
  const left = 12 + Math.ceil(6.6 * Math.max(3, ...texts.map((text) => text.length)));
  const right = size.width - 10;
  return {
    size,
    plot: { left, right, top, bottom },
    valueTicks: ticks.map((value, index) => ({ at: round(y(value)), text: texts[index] ?? '' })),
    zero: domain.low <= 0 && domain.high >= 0 ? round(y(0)) : undefined,
    axis: placeLimits(limits, left, right, options),
    y,
  };
}

export interface PlacedBest {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Which way the words beside the mark have room. */
  readonly side: 'left' | 'right';
}

/** The best value and the interval in which 95 % of resamples have theirs. */
export function placeBest(
  { axis, plot }: SweepFrame,
  { at, low, high }: { readonly at: Limit; readonly low: Limit; readonly high: Limit },
): PlacedBest {
  const [best, from, to] = [axis.place(at), axis.place(low), axis.place(high)];
  return {
    at: best,
    from: Math.min(from, best - leastReach),
    to: Math.max(to, best + leastReach),
    side: best > (plot.left + plot.right) / 2 ? 'left' : 'right',
  };
}

/** Room of the word beside the line of today. */
const nowRoom = 32;

/** Today's limit, and on which side of its line the word has room: beside the best, on the other side than the best. */
export function placeNow(
  { axis, plot }: SweepFrame,
  present: Limit,
  best: PlacedBest | undefined,
): { readonly at: number; readonly side: 'left' | 'right' } {
  const at = axis.place(present);
  const usual = at > (plot.left + plot.right) / 2 ? 'left' : 'right';
  const isOver = (side: 'left' | 'right') =>
    best !== undefined &&
    (side === 'left' ? best.at > at - nowRoom && best.at <= at : best.at < at + nowRoom && best.at >= at);
  const isOutside = (side: 'left' | 'right') =>
    side === 'left' ? at - nowRoom < plot.left : at + nowRoom > plot.right;
  const other = usual === 'left' ? 'right' : 'left';
  return { at, side: isOver(usual) && !isOver(other) && !isOutside(other) ? other : usual };
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
