import { ledgerLayout } from './ledger.ts';
import type { LedgerLayout } from './ledger.ts';
import type { Point } from './point.ts';

/** Where everything stands in the ledgers of a point; known without the kernel that fills them. */
export function layoutOf({
  world,
  strategy,
  run,
}: Omit<Point, 'firstReplication' | 'replications'>): LedgerLayout {
  return ledgerLayout(run.months, world.segments.length, strategy.ladder.tiers.length);
}

/** Money that one unit of the bins of lifetime value stands for: the first paid price. */
export function lifetimeUnitOf({ ladder }: Pick<Point, 'strategy'>['strategy']): number {
  return ladder.tiers.find(({ pricePerMonth }) => pricePerMonth > 0)?.pricePerMonth ?? 1;
}
