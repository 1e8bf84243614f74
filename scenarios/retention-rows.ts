/** What a table of customers is read through: rows, columns found by their names, and what is wrong with a row. */
import { foundText } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';

/** What simulations/calibration/retention-fit.ts fits to. */
export interface Cohort {
  readonly name: string;
  /** At age 0, 1, 2, …; never rising. */
  readonly survivors: readonly number[];
}

export interface Row {
  /** As a spreadsheet numbers it. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Rows as cohorts, and one problem for each row that could not be used. */
export interface Sorted {
  readonly cohorts: readonly Cohort[];
  readonly refused: readonly Problem[];
  /** Whether survivors are written with percent signs. */
  readonly inPercent?: boolean;
}

export type RowProblem = Omit<Problem, 'path'>;

/** Place of the first column with one of these names; letters alone count. */
export function columnOf({ cells }: Row, names: readonly string[]): number | undefined {
  const place = cells.findIndex((cell) => names.includes(cell.toLowerCase().replace(/[^a-z]/g, '')));
  return place < 0 ? undefined : place;
}

export function unreadable(cell: string, expected: string, hint: string): RowProblem {
  return { found: cell === '' ? 'an empty cell' : foundText(cell), expected, hint };
}
