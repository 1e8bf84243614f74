import type { CompareReading, SeriesReading } from '../../../simulations/reading.ts';

/** The four that show how a customer base lives; every other one can be added. */
export const firstChosen: readonly string[] = ['mrr', 'payingCustomers', 'logoChurn', 'nrr'];

export interface NamedSeries {
  readonly id: string;
  readonly series: SeriesReading;
}

/** Every series of a reading, by name, for a list to choose from. */
export function orderedSeries(reading: CompareReading): NamedSeries[] {
  return Object.entries(reading.series)
    .map(([id, series]) => ({ id, series }))
    .sort((a, b) => (a.series.name < b.series.name ? -1 : 1));
}
