import type { CompareReading, SeriesReading } from '../../../simulations/reading.ts';

/** The four that show how a customer base lives; the rest is one click away. */
const firstSeries = ['mrr', 'payingCustomers', 'logoChurn', 'nrr'];

export interface NamedSeries {
  readonly id: string;
  readonly series: SeriesReading;
}

/** Series in the order of the page: the first four, then the others as the reading lists them. */
export function orderedSeries(reading: CompareReading): NamedSeries[] {
  const ids = Object.keys(reading.series);
  const first = firstSeries.filter((id) => ids.includes(id));
  const start = first.length > 0 ? first : ids.slice(0, 4);
  return [...start, ...ids.filter((id) => !start.includes(id))].flatMap((id) => {
    const series = reading.series[id];
    return series === undefined ? [] : [{ id, series }];
  });
}

export function isShownAtFirst(id: string, index: number): boolean {
  return firstSeries.includes(id) || index < 4;
}
