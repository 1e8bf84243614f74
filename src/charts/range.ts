import type { Difference } from '../../simulations/reading.ts';

/** A difference beside others on one scale from left (0) to right (100). */
export interface PlacedRange {
  readonly zero: number;
  readonly from: number;
  readonly to: number;
  readonly mean: number;
}

/** What a row of a table of ranges says; numbers are text already. */
export interface RangeRow {
  readonly name: string;
  readonly perStrategy: readonly string[];
  readonly difference: string;
  readonly range: string;
  readonly leader: number | undefined;
  readonly ahead: { readonly count: string; readonly of: string } | undefined;
  readonly place: PlacedRange | undefined;
}

/** Where 8 of 10 futures lie and the mean, on a scale that holds all of them and zero. */
export function placeRanges(
  differences: readonly Pick<Difference, 'p10' | 'p90' | 'mean'>[],
): (PlacedRange | undefined)[] {
  const ends = differences.flatMap(({ p10, p90, mean }) => [p10 ?? 0, p90 ?? 0, mean ?? 0]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const at = (value: number) => (high === low ? 50 : (100 * (value - low)) / (high - low));
  return differences.map(({ p10, p90, mean }) =>
    p10 === null || p90 === null || mean === null
      ? undefined
      : { zero: at(0), from: at(p10), to: at(p90), mean: at(mean) },
  );
}
