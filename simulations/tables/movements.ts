import type { Ledger } from '../ledger.ts';
import { expansion, opening } from '../metrics/revenue.ts';
import type { expansionCauses } from '../metrics/revenue.ts';

/** MRR movements by month, mean over the futures: opening + new + returned + expansion - contraction - churned = closing. */
export interface Movements {
  readonly opening: readonly number[];
  readonly new: readonly number[];
  readonly returned: readonly number[];
  readonly expansion: readonly number[];
  readonly contraction: readonly number[];
  readonly churned: readonly number[];
  readonly closing: readonly number[];
  /** Expansion over the run by cause. */
  readonly expansionByCause: Readonly<Record<(typeof expansionCauses)[number], number>>;
}

export function movements(sum: Ledger, futures: number): Movements {
  const byMonth = (value: (month: number) => number) =>
    Array.from({ length: sum.layout.months }, (_, month) => value(month) / futures);
  return {
    opening: byMonth((month) => opening(sum, month)),
    new: byMonth((month) => sum.total('newMrr', month)),
    returned: byMonth((month) => sum.total('returnedMrr', month)),
    expansion: byMonth((month) => expansion(sum, month)),
    contraction: byMonth((month) => sum.total('contractionMrr', month)),
    churned: byMonth((month) => sum.total('churnedMrr', month)),
    closing: byMonth((month) => sum.total('mrr', month)),
    expansionByCause: {
      expansionUpgrade: sum.sum('expansionUpgrade') / futures,
      expansionAddOn: sum.sum('expansionAddOn') / futures,
      expansionBundle: sum.sum('expansionBundle') / futures,
      expansionSeats: sum.sum('expansionSeats') / futures,
      expansionUsage: sum.sum('expansionUsage') / futures,
    },
  };
}
