import { cohortMonths } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';

/** One cohort: who paid first in these months, and who and what of it is there so many months later. */
export interface Cohort {
  readonly firstMonth: number;
  /** Months of first payment that make up the cohort. */
  readonly months: number;
  /** Mean over the futures, by months since first payment; only as far as all of the cohort could be watched. */
  readonly customers: readonly number[];
  readonly mrr: readonly number[];
}

export function cohortTable(sum: Ledger, futures: number): readonly Cohort[] {
  const { months } = sum.layout;
  return Array.from({ length: Math.floor(months / cohortMonths) }, (_, cohort) => {
    const firstMonth = cohort * cohortMonths;
    const watched = months - (firstMonth + cohortMonths - 1);
    const cells = Array.from({ length: watched }, (__, since) => sum.cohortAt(cohort, since));
    return {
      firstMonth,
      months: cohortMonths,
      customers: cells.map(({ customers }) => customers / futures),
      mrr: cells.map(({ mrr }) => mrr / futures),
    };
  });
}
