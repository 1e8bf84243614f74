import { contours, scaleLinear } from 'd3';
import type { Unit } from '../../simulations/reading.ts';
import type { Format } from '../format.ts';
import { monthTicks } from './frame.ts';
import type { Plot, Size, Tick } from './frame.ts';

/** A value on a grid of intensities (rows, upward from 0 to 1 in equal steps) and months (columns, from 1). */
export interface ContourGrid {
  readonly intensities: readonly number[];
  readonly rows: readonly ContourRow[];
}

export interface ContourRow {
  readonly mean: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** How far from 0, in steps of about three; 0 is next to nothing. The sign is the side. */
export interface Tone {
  readonly side: 'above' | 'below';
  readonly step: number;
}

export interface PlacedContour {
  readonly size: Size;
  readonly plot: Plot;
  readonly monthTicks: readonly Tick[];
  readonly intensityTicks: readonly Tick[];
  /** Bands of equal tone, none over another. */
  readonly bands: readonly { readonly tone: Tone; readonly path: string }[];
  /** Where the value is 0. */
  readonly line: string;
  readonly lineLabel:
    { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' } | undefined;
  /** Where 0 lies inside the interval of the mean. */
  readonly unsure: string;
  readonly sides: readonly { readonly side: 'above' | 'below'; readonly x: number; readonly y: number }[];
  readonly key: readonly { readonly tone: Tone; readonly text: string }[];
  readonly months: readonly number[];
  readonly intensities: readonly number[];
}

/** Steps of tone on the stronger side. */
const toneSteps = 5;
/** How strongly each step is coloured, from the one beside the line. */
export const toneOpacity = [0.07, 0.16, 0.28, 0.42, 0.57, 0.72] as const;
const labelRoom = 96;

export function placeContour(
  { intensities, rows }: ContourGrid,
  unit: Unit,
  size: Size,
  format: Format,
): PlacedContour {
  const columns = rows[0]?.mean.length ?? 0;
  const plot = { left: 52, right: size.width - 10, top: 10, bottom: size.height - 28 };
  const x = scaleLinear([1, Math.max(2, columns)], [plot.left, plot.right]);
  const y = scaleLinear([0, 1], [plot.bottom, plot.top]);
  const means = rows.map(({ mean }) => mean);
  const steps = stepsOf(means);
  const draw = drawing(columns, intensities, x, y);
  const signs = signGrid(means);
  const zero = draw(signs, 0);
  const levels = [
    { from: [ground(plot)], tone: { side: 'below', step: steps.length } as const },
    ...steps.toReversed().map((step, index) => ({
      from: draw(means, -step),
      tone: { side: 'below', step: steps.length - 1 - index } as const,
    })),
    { from: zero, tone: { side: 'above', step: 0 } as const },
    ...steps.map((step, index) => ({
      from: draw(means, step),
      tone: { side: 'above', step: index + 1 } as const,
    })),
  ];
  const at = (month: number, row: number) => ({ x: x(month), y: y(intensities[row] ?? 0) });
  return {
    size,
    plot,
    monthTicks: monthTicks(columns, plot.right - plot.left).map((month) => ({
      at: x(month),
      text: String(month),
    })),
    intensityTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ at: y(value), text: format.percent(value) })),
    bands: levels
      .map(({ from, tone }, index) => ({ tone, path: between(from, levels[index + 1]?.from ?? []) }))
      .filter(({ path }) => path !== ''),
    line: pathOf(zero),
    lineLabel: lineLabel(signs, at, plot.right),
    unsure: pathOf(draw(unsureGrid(rows), 0)),
    sides: sideLabels(signs, at),
    key: keyOf(steps, means, unit, format),
    months: Array.from({ length: columns }, (_, month) => round(x(month + 1))),
    intensities: intensities.map((intensity) => round(y(intensity))),
  };
}

type Grid = readonly (readonly number[])[];

type Point = readonly [x: number, y: number];
type Ring = readonly Point[];

/** Level sets of a grid. Samples lie on the edges of the plot, so what closes a level lies outside of it. */
function drawing(
  columns: number,
  intensities: readonly number[],
  x: (month: number) => number,
  y: (intensity: number) => number,
): (grid: Grid, level: number) => readonly Ring[] {
  const last = Math.max(1, intensities.length - 1);
  const trace = contours().size([columns, intensities.length]);
  return (grid, level) => {
    if (columns < 2 || intensities.length < 2) return [];
    return trace
      .contour(grid.flat(), level)
      .coordinates.flatMap((polygon) =>
        polygon.map((ring) =>
          ring.map(([column = 0, row = 0]): Point => [round(x(column + 0.5)), round(y((row - 0.5) / last))]),
        ),
      );
  };
}

/** All of the plot and what closes levels around it, the way round that levels go. */
function ground({ left, right, top, bottom }: Plot): Ring {
  const [l, r, t, b] = [left - 200, right + 200, top - 200, bottom + 200];
  return [
    [l, b],
    [l, t],
    [r, t],
    [r, b],
    [l, b],
  ];
}

/** What is inside the outer rings and outside the inner ones: those go round the other way. */
function between(outer: readonly Ring[], inner: readonly Ring[]): string {
  return outer.length === 0 ? '' : pathOf(outer) + pathOf(inner.map((ring) => ring.toReversed()));
}

function pathOf(rings: readonly Ring[]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${String(x)},${String(y)}`).join('L')}Z`).join('');
}

/** Round steps of about three up to the largest size: 3, 10, 30, 100. */
function stepsOf(means: Grid): readonly number[] {
  const largest = Math.max(0, ...means.flat().map(Math.abs));
  if (largest === 0) return [];
  const steps: number[] = [];
  let power = Math.floor(Math.log10(largest));
  let lead = largest >= 3 * 10 ** power ? 3 : 1;
  while (steps.length < toneSteps) {
    steps.unshift(lead * 10 ** power);
    if (lead === 1) power--;
    lead = lead === 1 ? 3 : 1;
  }
  return steps;
}

/** Without intensity there is no difference, which is not the line: the first row takes the sign of the next. */
function signGrid(means: Grid): Grid {
  const [first, second] = means;
  if (first === undefined || second === undefined || first.some((value) => value !== 0)) return means;
  return [second, ...means.slice(1)];
}

/** Above 0 where the interval of the mean holds 0. */
function unsureGrid(rows: readonly ContourRow[]): Grid {
  const grid = rows.map(({ low, high }) =>
    low.map((bottom, month) => {
      const top = high[month] ?? null;
      return bottom === null || top === null ? 0 : Math.min(top, -bottom);
    }),
  );
  return signGrid(grid);
}

type At = (month: number, row: number) => { readonly x: number; readonly y: number };

const labelGap = 10;
const labelWidth = 60;

/** Beside the line, as near to two thirds of the intensity as it goes; to its left where there is no room at the right. */
function lineLabel(signs: Grid, at: At, right: number): PlacedContour['lineLabel'] {
  const wanted = (2 * (signs.length - 1)) / 3;
  const order = signs.map((_, row) => row).sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  for (const row of order) {
    const values = signs[row] ?? [];
    const month = values.findIndex((value, index) => index > 0 && value < 0 !== (values[index - 1] ?? 0) < 0);
    if (month > 0) {
      const { x, y } = at(month + 0.5, row);
      const fits = x + labelGap + labelWidth <= right;
      return {
        x: round(fits ? x + labelGap : x - labelGap),
        y: round(y),
        anchor: fits ? 'start' : 'end',
      };
    }
  }
  return undefined;
}

/** In the widest stretch of either side, halfway up, where there is room for words. */
function sideLabels(signs: Grid, at: At): PlacedContour['sides'] {
  const row = Math.floor((signs.length - 1) / 3);
  const values = signs[row] ?? [];
  return (['above', 'below'] as const).flatMap((side) => {
    let widest = { from: 0, length: 0 };
    let length = 0;
    values.forEach((value, month) => {
      length = value < 0 === (side === 'below') ? length + 1 : 0;
      if (length > widest.length) widest = { from: month - length + 1, length };
    });
    const start = at(widest.from + 1, row);
    const end = at(widest.from + widest.length, row);
    if (widest.length === 0 || end.x - start.x < labelRoom) return [];
    return [{ side, x: round((start.x + end.x) / 2), y: round(start.y) }];
  });
}

/** The tones that occur, from the lowest to the highest, each with the value that it begins with. */
function keyOf(steps: readonly number[], means: Grid, unit: Unit, format: Format): PlacedContour['key'] {
  const values = means.flat();
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const below = steps
    .map((step, index) => ({ tone: { side: 'below' as const, step: index + 1 }, value: -step }))
    .filter(({ value }) => low <= value)
    .toReversed();
  const above = steps
    .map((step, index) => ({ tone: { side: 'above' as const, step: index + 1 }, value: step }))
    .filter(({ value }) => high >= value);
  const nothing = { value: 0 };
  return [
    ...below,
    ...(low < 0 ? [{ tone: { side: 'below' as const, step: 0 }, ...nothing }] : []),
    ...(high > 0 ? [{ tone: { side: 'above' as const, step: 0 }, ...nothing }] : []),
    ...above,
  ].map(({ tone, value }) => ({
    tone,
    text: value === 0 ? '' : (format.axis([value], unit, { signed: true })[0] ?? ''),
  }));
}

/** Sides that occur, and have no room in the plot to be named there. */
export function unnamedSides({ key, sides }: PlacedContour): readonly Tone['side'][] {
  return (['above', 'below'] as const).filter(
    (side) => key.some(({ tone }) => tone.side === side) && !sides.some((said) => said.side === side),
  );
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
