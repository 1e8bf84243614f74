import type { Cohort } from '../../simulations/tables/cohorts.ts';

export interface HeatCell {
  /** Share of the cohort's first month that is left; null where there was nothing. */
  readonly share: number | null;
}

export interface HeatRow {
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** How large the cohort was in its first month. */
  readonly size: number;
  readonly cells: readonly HeatCell[];
}

/** Cohorts down, quarters since first payment across: how much of each is left. */
export function heatRows(cohorts: readonly Cohort[], of: 'customers' | 'mrr'): HeatRow[] {
  return cohorts.map((cohort) => {
    const values = cohort[of];
    const size = values[0] ?? 0;
    const every = cohort.months;
    const cells = Array.from({ length: Math.ceil(values.length / every) }, (_, quarter) => {
      const value = values[quarter * every];
      return { share: value === undefined || !(size > 0) ? null : value / size };
    });
    return { firstMonth: cohort.firstMonth + 1, lastMonth: cohort.firstMonth + every, size, cells };
  });
}

/** Second minus first, cell by cell, where both have one. */
export function heatDifference(first: readonly HeatRow[], second: readonly HeatRow[]): HeatRow[] {
  return first.map((row, index) => {
    const other = second[index];
    return {
      ...row,
      size: (other?.size ?? 0) - row.size,
      cells: row.cells.map(({ share }, quarter) => {
        const theirs = other?.cells[quarter]?.share ?? null;
        return { share: share === null || theirs === null ? null : theirs - share };
      }),
    };
  });
}

/** The strongest a cell's colour may be asked to show. */
export function heatScale(rows: readonly HeatRow[]): number {
  return Math.max(1e-9, ...rows.flatMap(({ cells }) => cells.map(({ share }) => Math.abs(share ?? 0))));
}

/** Mean over cohorts, weighted by their size, after so many quarters; null where none was watched that long. */
export function meanLeft(rows: readonly HeatRow[], quarter: number): number | null {
  let left = 0;
  let size = 0;
  for (const row of rows) {
    const share = row.cells[quarter]?.share ?? null;
    if (share === null) continue;
    left += share * row.size;
    size += row.size;
  }
  return size > 0 ? left / size : null;
}
