/*
 * Enforcement (after the month, for the whole company): a fine that grows with intensities and customers exposed.
 *   clock at -ln(1-p)/12 · mean intensity · share of paying customers exposed;  fine = share · revenue of twelve months
 * Off by default (p = 0): no source gives a rate; shown as a tail cost where manipulation is studied (DP09).
 */
import type { Ledger } from '../ledger.ts';
import { hazardOf } from '../hazard.ts';
import type { Scene } from '../scene.ts';

const PATTERNS = 5;

/** How far the clock of enforcement runs this month. */
export function enforcementHazard(scene: Scene, ledger: Ledger, month: number): number {
  const { fineProbability } = scene.world.costs;
  const { manipulation } = scene.strategy;
  const paying = ledger.total('payingCustomers', month);
  if (fineProbability === 0 || !scene.manipulates || paying === 0) return 0;
  const intensity =
    (manipulation.sneaking +
      manipulation.obstruction +
      manipulation.hiddenCost +
      manipulation.nagging +
      manipulation.confirmShaming) /
    PATTERNS;
  return (hazardOf(fineProbability) / 12) * intensity * (ledger.total('manipulated', month) / paying);
}

/** A segment's part of a fine: by the revenue that it brought. */
export function fineOf(scene: Scene, ledger: Ledger, segment: number, month: number): number {
  let revenue = 0;
  for (let back = 0; back < 12 && back <= month; back++)
    revenue += ledger.at('revenue', segment, month - back);
  return scene.world.costs.fineShare * revenue;
}
