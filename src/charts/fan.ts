import { area, line } from 'd3';
import type { SeriesReading, SpreadSeries } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';
import { placeFrame } from './frame.ts';
import type { Frame, Size } from './frame.ts';

/** Bands from the widest to the narrowest, by the share of futures inside. */
export const bandLevels = [95, 80, 50] as const;
export type BandLevel = (typeof bandLevels)[number];

const bandEnds = {
  95: ['p2_5', 'p97_5'],
  80: ['p10', 'p90'],
  50: ['p25', 'p75'],
} as const satisfies Record<BandLevel, readonly [keyof SpreadSeries, keyof SpreadSeries]>;

export interface PlacedBand {
  readonly level: BandLevel;
  readonly path: string;
}

export interface PlacedFan {
  readonly strategy: number;
  readonly bands: readonly PlacedBand[];
  readonly median: string;
  readonly samples: readonly string[];
  /** One future by itself, where it is asked for. */
  readonly single: string | undefined;
  /** Median by month, for the dots of the crosshair. */
  readonly medianAt: readonly (number | null)[];
}

export interface EndLabel {
  readonly strategy: number;
  /** Where the median ends, and where its label can stand without touching another. */
  readonly anchor: number;
  readonly at: number;
  readonly lines: readonly string[];
}

export interface PlacedFans {
  readonly frame: Frame;
  readonly fans: readonly PlacedFan[];
  readonly labels: readonly EndLabel[];
}

export interface PlacedDifference {
  readonly frame: Frame;
  readonly fan: PlacedFan;
  /** Where "B ahead" and "A ahead" are, as heights in the plot; absent when there is no room to say so. */
  readonly regions: readonly { readonly strategy: number; readonly at: number }[];
}

const labelLine = 14;

export interface FanOptions {
  /** Which strategies are switched on. */
  readonly shown: readonly boolean[];
  /** The sampled future that is drawn by itself. */
  readonly future?: number | undefined;
  readonly isLogarithmic?: boolean;
}

/** Strategies over each other on one axis. */
export function placeFans(
  series: SeriesReading,
  names: readonly string[],
  { shown, future, isLogarithmic = false }: FanOptions,
  domain: Domain,
  size: Size,
  format: Format,
): PlacedFans {
  const months = series.perStrategy[0]?.p50.length ?? 0;
  const frame = placeFrame(size, domain, months, series.unit, format, {
    rightMargin: labelMargin(names, size),
    isLogarithmic,
  });
  const fans = series.perStrategy.flatMap((spread, strategy) =>
    shown[strategy] === false
      ? []
      : [placeFan(spread, series.samples[strategy] ?? [], strategy, frame, future)],
  );
  const labels = fans.flatMap((fan) => {
    const anchor = fan.medianAt.findLast((at) => at !== null);
    return anchor === undefined
      ? []
      : [{ strategy: fan.strategy, anchor, at: anchor, lines: linesOf(names[fan.strategy] ?? '') }];
  });
  return { frame, fans, labels: spreadLabels(labels, frame) };
}

/** Second strategy minus first; `lowerIsBetter` puts the second strategy's side below zero. */
export function placeDifference(
  series: SeriesReading,
  domain: Domain,
  size: Size,
  format: Format,
  future?: number,
): PlacedDifference {
  const months = series.difference.p50.length;
  const frame = placeFrame(size, domain, months, series.unit, format, { signed: true });
  const { top, bottom } = frame.plot;
  const zero = frame.zero ?? bottom;
  const [above, below] = series.better === 'lower' ? [0, 1] : [1, 0];
  const regions =
    series.better === 'neither'
      ? []
      : [
          { strategy: above, at: top + 4, room: zero - top },
          { strategy: below, at: bottom - 16, room: bottom - zero },
        ];
  return {
    frame,
    fan: placeFan(series.difference, [gapsOf(series, future)], 1, frame, 0),
    regions: regions.filter(({ room }) => room >= 34).map(({ strategy, at }) => ({ strategy, at })),
  };
}

/** Of one sampled future: second strategy minus first, month by month. */
function gapsOf({ samples: [first, second] }: SeriesReading, future: number | undefined): (number | null)[] {
  if (future === undefined) return [];
  return (second?.[future] ?? []).map((value, month) => {
    const other = first?.[future]?.[month] ?? null;
    return value === null || other === null ? null : value - other;
  });
}

function placeFan(
  spread: SpreadSeries,
  samples: readonly (readonly (number | null)[])[],
  strategy: number,
  { x, y }: Frame,
  future: number | undefined,
): PlacedFan {
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, month) => round(x(month + 1)))
    .y((value) => round(y(value ?? 0)));
  const single = future === undefined ? undefined : samples[future];
  return {
    strategy,
    bands: bandLevels.map((level) => {
      const [low, high] = bandEnds[level].map((end) => spread[end]);
      const between = area<number>()
        .defined((month) => (low?.[month] ?? null) !== null && (high?.[month] ?? null) !== null)
        .x((month) => round(x(month + 1)))
        .y0((month) => round(y(low?.[month] ?? 0)))
        .y1((month) => round(y(high?.[month] ?? 0)));
      return { level, path: between(spread.p50.map((_, month) => month)) ?? '' };
    }),
    median: path(spread.p50) ?? '',
    samples: samples.map((one) => path(one) ?? ''),
    single: single === undefined ? undefined : (path(single) ?? ''),
    medianAt: spread.p50.map((value) => (value === null ? null : round(y(value)))),
  };
}

/** Names break at a space or a hyphen, into two lines at most. */
export function linesOf(name: string, longest = 14): readonly string[] {
  const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
  if (name.length <= longest) return [name];
  const breaks = [...name.matchAll(/[ -]/g)].map(({ index }) => index + 1);
  const best = breaks.reduce<number | undefined>((found, at) => {
    const worse = found !== undefined && Math.abs(at - name.length / 2) >= Math.abs(found - name.length / 2);
    return worse ? found : at;
  }, undefined);
  if (best === undefined) return [shortened(name)];
  return [shortened(name.slice(0, best).trim()), shortened(name.slice(best).trim())];
}

function labelMargin(names: readonly string[], size: Size): number {
  const longest = Math.max(0, ...names.flatMap((name) => linesOf(name).map((part) => part.length)));
  return Math.min(size.width * 0.3, 20 + 6.4 * longest);
}

/**
 * Moves labels as little as possible (least squares) so that they keep their order, stay apart and inside the plot.
 * With the room they need taken off, they only have to be in order: neighbours that are not are pooled at their mean.
 */
export function spreadLabels(labels: readonly EndLabel[], { plot }: Pick<Frame, 'plot'>): EndLabel[] {
  const sorted = [...labels].sort((a, b) => a.anchor - b.anchor);
  const heights = sorted.map(({ lines }) => lines.length * labelLine + 4);
  const offsets: number[] = [];
  heights.forEach((height, index) => {
    offsets.push(
      index === 0 ? height / 2 : (offsets[index - 1] ?? 0) + ((heights[index - 1] ?? 0) + height) / 2,
    );
  });
  const pools: { sum: number; count: number }[] = [];
  sorted.forEach(({ anchor }, index) => {
    let pool = { sum: anchor - (offsets[index] ?? 0), count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  });
  const free = Math.max(plot.top, plot.bottom - heights.reduce((sum, height) => sum + height, 0));
  const places = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return sorted.map((label, index) => {
    const place = Math.min(free, Math.max(plot.top, places[index] ?? 0));
    return { ...label, at: round(place + (offsets[index] ?? 0)) };
  });
}

/** Tenths of a pixel are finer than any screen and keep paths short. */
function round(position: number): number {
  return Math.round(position * 10) / 10;
}
