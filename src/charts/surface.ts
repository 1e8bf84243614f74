import { contours } from 'd3';
import type { KeyColour } from './colour-key.ts';
import type { Plot, Size, Tick } from './frame.ts';

/** Values on a grid of two swept levers; the steps of both axes are the values that were tried. */
export interface SurfaceGrid {
  readonly columns: readonly string[];
  /** Upward. */
  readonly rows: readonly string[];
  /** The last column is "no limit": it stands apart, and no contour reaches it. */
  readonly endsWithNever: boolean;
  /** [row][column]. */
  readonly values: readonly (readonly (number | null)[])[];
}

export interface PlacedSurface {
  readonly size: Size;
  readonly plot: Plot;
  readonly columnTicks: readonly Tick[];
  readonly rowTicks: readonly Tick[];
  readonly cells: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly value: number;
  }[];
  /** Right end of the part that contours are drawn in. */
  readonly contoursEnd: number;
  readonly lines: readonly { readonly level: number; readonly path: string }[];
  readonly columnAt: readonly number[];
  readonly rowAt: readonly number[];
  readonly cell: Size;
}

const neverGap = 12;
const tickRoom = 46;

export function placeSurface(
  { columns, rows, endsWithNever, values }: SurfaceGrid,
  levels: readonly number[],
  size: Size,
): PlacedSurface {
  const left = 14 + Math.ceil(6.4 * Math.max(4, ...rows.map((text) => text.length)));
  const plot = { left, right: size.width - 8, top: 10, bottom: size.height - 28 };
  const gap = endsWithNever ? neverGap : 0;
  const cell = {
    width: (plot.right - plot.left - gap) / Math.max(1, columns.length),
    height: (plot.bottom - plot.top) / Math.max(1, rows.length),
  };
  const shift = (column: number) => (endsWithNever && column === columns.length - 1 ? gap : 0);
  const columnAt = columns.map((_, column) => round(plot.left + (column + 0.5) * cell.width + shift(column)));
  const rowAt = rows.map((_, row) => round(plot.bottom - (row + 0.5) * cell.height));
  const every = Math.max(1, Math.ceil(tickRoom / cell.width));
  const finite = columns.length - (endsWithNever ? 1 : 0);
  return {
    size,
    plot,
    columnTicks: columns.flatMap((text, column) =>
      column % every === 0 || column >= finite ? [{ at: columnAt[column] ?? 0, text }] : [],
    ),
    rowTicks: rows.map((text, row) => ({ at: rowAt[row] ?? 0, text })),
    cells: values.flatMap((line, row) =>
      line.flatMap((value, column) =>
        value === null
          ? []
          : [
              {
                x: round((columnAt[column] ?? 0) - cell.width / 2),
                y: round((rowAt[row] ?? 0) - cell.height / 2),
                width: round(cell.width),
                height: round(cell.height),
                value,
              },
            ],
      ),
    ),
    contoursEnd: round(plot.left + finite * cell.width),
    lines: contourLines(
      values.map((line) => line.slice(0, finite)),
      levels,
      (column) => round(plot.left + column * cell.width),
      (row) => round(plot.bottom - row * cell.height),
    ),
    columnAt,
    rowAt,
    cell,
  };
}

/** How strongly a place is coloured that is so far from the turn, -1 to 1. */
export function toneOpacity(tone: number): number {
  return 0.04 + 0.75 * Math.min(1, Math.abs(tone));
}

/** The colours at the levels of the lines that the surface reaches, and at its ends; nothing where it is flat. */
export function surfaceKey(
  { values }: Pick<SurfaceGrid, 'values'>,
  levels: readonly number[],
  turn: number,
  toneOf: (value: number) => number,
  textOf: (value: number) => string,
): readonly KeyColour[] {
  const known = values.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (!(low < high)) return [];
  const inside = levels.filter((level) => level > low && level < high);
  const ends = [low, high].filter((end) => !inside.some((level) => textOf(level) === textOf(end)));
  return [...ends, ...inside]
    .sort((one, other) => one - other)
    .map((value) => {
      const tone = toneOf(value);
      const colour = {
        side: tone < 0 ? 'below' : 'above',
        opacity: toneOpacity(tone),
        text: textOf(value),
      } as const;
      return value === turn ? { ...colour, isTurn: true } : colour;
    });
}

/**
 * Where the surface passes each level. The grid goes on beyond its edges as it is there, so that a line leaves the drawing
 * straight; what closes it lies outside and is cut off.
 */
function contourLines(
  values: readonly (readonly (number | null)[])[],
  levels: readonly number[],
  x: (column: number) => number,
  y: (row: number) => number,
): PlacedSurface['lines'] {
  const [columns, rows] = [values[0]?.length ?? 0, values.length];
  if (columns < 2 || rows < 2 || values.flat().includes(null)) return [];
  const at = (row: number, column: number) =>
    values[Math.min(rows - 1, Math.max(0, row))]?.[Math.min(columns - 1, Math.max(0, column))] ?? 0;
  const padded = Array.from({ length: (columns + 2) * (rows + 2) }, (_, place) =>
    at(Math.floor(place / (columns + 2)) - 1, (place % (columns + 2)) - 1),
  );
  const trace = contours().size([columns + 2, rows + 2]);
  return levels.map((level) => ({
    level,
    path: trace
      .contour(padded, level)
      .coordinates.flat()
      .map(
        (ring) =>
          `M${ring.map(([column = 0, row = 0]) => `${String(x(column - 1))},${String(y(row - 1))}`).join('L')}Z`,
      )
      .join(''),
  }));
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
