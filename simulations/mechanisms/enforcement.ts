/*
 * Enforcement (after the month, for the whole company): a fine that grows with intensities and customers exposed.
 *   clock at -ln(1-p)/12 · mean intensity · share of paying customers exposed;  fine = share · revenue of twelve months
 * Off by default (p = 0): no source gives a rate; shown as a tail cost where manipulation is studied (DP09).
 */
import { monthly, rowOf } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import { hazardOf } from '../hazard.ts';
import type { Scene } from '../scene.ts';
import type { i32 } from '../numbers.ts';

const PATTERNS = 5;

/** How far the clock of enforcement runs this month. */
export function enforcementHazard(scene: Scene, ledger: Ledger, month: i32): number {
  const { fineProbability } = scene.world.costs;
  const { manipulation } = scene.strategy;
  const paying = ledger.totalOf(monthly.payingCustomers, month);
  if (fineProbability === 0 || !scene.manipulates || paying === 0) return 0;
  const intensity =
    (manipulation.sneaking +
      manipulation.obstruction +
      manipulation.hiddenCost +
      manipulation.nagging +
      manipulation.confirmShaming) /
    PATTERNS;
  return (hazardOf(fineProbability) / 12) * intensity * (ledger.totalOf(monthly.manipulated, month) / paying);
}

/** A segment's part of a fine: by the revenue that it brought. */
export function fineOf(scene: Scene, ledger: Ledger, segment: i32, month: i32): number {
  let revenue: number = 0;
  for (let back = 0; back < 12 && back <= month; back++)
    revenue += ledger.posted(monthly.revenue, rowOf(scene.months, segment, month - back));
  return scene.world.costs.fineShare * revenue;
}
