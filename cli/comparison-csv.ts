import type { CompareReading, DifferenceSeries, Spread, SpreadSeries } from '../simulations/reading.ts';
import { csvText } from '../scenarios/csv.ts';
import type { Cell } from '../scenarios/csv.ts';

const header = [
  'metric',
  'unit',
  'month',
  'of',
  'strategy',
  'mean',
  'standardError',
  'p5',
  'p10',
  'p25',
  'p50',
  'p75',
  'p90',
  'p95',
  'low',
  'high',
  'aheadShare',
] as const;

/**
 * A comparison as a table in long form: one row for each metric, month (empty: the whole run) and strategy, and one for
 * the difference of the second strategy from the first.
 */
export function comparisonCsv(reading: CompareReading): string {
  const rows: Cell[][] = [];
  const second = reading.strategies[1] ?? '';
  for (const [id, { unit, perStrategy, difference }] of Object.entries(reading.metrics)) {
    perStrategy.forEach((spread, index) => {
      rows.push([
        id,
        unit,
        null,
        'strategy',
        reading.strategies[index] ?? '',
        ...spreadCells(spread),
        null,
        null,
        null,
      ]);
    });
    const { low, high, aheadShare } = difference;
    rows.push([id, unit, null, 'difference', second, ...spreadCells(difference), low, high, aheadShare]);
  }
  for (const [id, { unit, perStrategy, difference }] of Object.entries(reading.series)) {
    for (let month = 0; month < reading.months; month++) {
      perStrategy.forEach((series, index) => {
        const cells = spreadCells(inMonth(series, month));
        rows.push([id, unit, month, 'strategy', reading.strategies[index] ?? '', ...cells, null, null, null]);
      });
      rows.push([
        id,
        unit,
        month,
        'difference',
        second,
        ...spreadCells(inMonth(difference, month)),
        ...edges(difference, month),
      ]);
    }
  }
  return csvText([[...header], ...rows]);
}

type Cells = Omit<Spread, 'futures'>;

function spreadCells(spread: Cells): readonly Cell[] {
  const { mean, standardError, p5, p10, p25, p50, p75, p90, p95 } = spread;
  return [mean, standardError, p5, p10, p25, p50, p75, p90, p95];
}

function inMonth(series: SpreadSeries, month: number): Cells {
  return {
    mean: series.mean[month] ?? null,
    standardError: series.standardError[month] ?? null,
    p5: series.p5[month] ?? null,
    p10: series.p10[month] ?? null,
    p25: series.p25[month] ?? null,
    p50: series.p50[month] ?? null,
    p75: series.p75[month] ?? null,
    p90: series.p90[month] ?? null,
    p95: series.p95[month] ?? null,
  };
}

function edges({ low, high, aheadShare }: DifferenceSeries, month: number): readonly Cell[] {
  return [low[month] ?? null, high[month] ?? null, aheadShare[month] ?? null];
}
