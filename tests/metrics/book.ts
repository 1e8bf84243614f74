/** Ledgers written by hand, and metrics read off them by name. */
import { expect } from 'vitest';
import type { MonthlyMeasure, TenureMeasure } from '../../simulations/ledger.ts';
import { Ledger, ledgerLayout, monthly, rowOf, tenure } from '../../simulations/ledger.ts';
import type { Metric, MetricContext } from '../../simulations/metrics/metric.ts';
import { metrics } from '../../simulations/metrics/registry.ts';
import { neutralStrategy, neutralWorld } from '../support/neutral-study.ts';

type Row = readonly number[];

export interface Book {
  /** Measure → one row of months, or one row a segment. */
  readonly monthly?: Partial<Record<MonthlyMeasure, Row | readonly Row[]>>;
  readonly tenure?: Partial<Record<TenureMeasure, Row | readonly Row[]>>;
}

export function written(months: number, book: Book, segments = 1): Ledger {
  const ledger = new Ledger(ledgerLayout(months, segments, 2));
  for (const [measure, rows] of Object.entries(book.monthly ?? {}) as [
    MonthlyMeasure,
    Row | readonly Row[],
  ][]) {
    rowsOf(rows).forEach((row, segment) =>
      row.forEach((amount, month) => ledger.post(monthly[measure], rowOf(months, segment, month), amount)),
    );
  }
  for (const [measure, rows] of Object.entries(book.tenure ?? {}) as [
    TenureMeasure,
    Row | readonly Row[],
  ][]) {
    rowsOf(rows).forEach((row, segment) =>
      row.forEach((amount, month) => ledger.addTenure(tenure[measure], segment, month, amount)),
    );
  }
  return ledger;
}

const rowsOf = (rows: Row | readonly Row[]): readonly Row[] =>
  typeof rows[0] === 'number' || rows.length === 0 ? [rows as Row] : (rows as readonly Row[]);

export function metric(id: string): Metric {
  const found = metrics.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found;
}

export function inMonth(id: string, ledger: Ledger, month: number): number {
  const { monthly: value } = metric(id);
  if (value === undefined) throw new Error(`${id} has no value in a month`);
  return value(ledger, month);
}

export function context(
  changes: { readonly discountRate?: number; readonly ltvMonths?: number; readonly months?: number } = {},
): MetricContext {
  const world = neutralWorld();
  return {
    world: { ...world, costs: { ...world.costs, discountRate: changes.discountRate ?? 0 } },
    strategy: neutralStrategy(),
    run: { seed: 'book', months: changes.months ?? 12, ltvMonths: changes.ltvMonths ?? 12 },
  };
}

export function inTotal(id: string, ledger: Ledger, changes: Parameters<typeof context>[0] = {}): number {
  const { total } = metric(id);
  if (total === undefined) throw new Error(`${id} has no value over the run`);
  return total(ledger, context(changes));
}

/** Equal but for rounding; NaN only where NaN is expected. */
export function near(found: number, expected: number): void {
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else
    expect(Math.abs(found - expected), `${found} against ${expected}`).toBeLessThanOrEqual(
      1e-10 * Math.max(1, Math.abs(expected)),
    );
}

export const repeated = (amount: number, times: number): number[] => Array<number>(times).fill(amount);
