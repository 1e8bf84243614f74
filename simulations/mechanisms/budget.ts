/*
 * The month's budget (before step 1): policy per account is paid first, at last month's volumes, acquisition gets the rest.
 *   budget = fixed + share · last month's revenue;  spend on acquisition = max(0, budget - success - program)
 * A budget that does not cover its own policy is reported (overspent), never cut: customers keep what they were promised.
 */
import type { Ledger } from '../ledger.ts';
import type { Scene } from '../scene.ts';

export interface MonthBudget {
  readonly acquisition: number;
  readonly overspent: number;
}

export function monthBudget(scene: Scene, ledger: Ledger, month: number): MonthBudget {
  const { perMonth, shareOfRevenue, acquisitionUntil } = scene.strategy.budget;
  const last = month - 1;
  const revenue = month === 0 ? 0 : ledger.total('revenue', last);
  const policy = month === 0 ? 0 : ledger.total('successCost', last) + ledger.total('programCost', last);
  const left = perMonth + shareOfRevenue * revenue - policy;
  if (left < 0) return { acquisition: 0, overspent: -left };
  return { acquisition: month < acquisitionUntil ? left : 0, overspent: 0 };
}
