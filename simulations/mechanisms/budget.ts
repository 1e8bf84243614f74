/*
 * The month's budget (before step 1): policy per account is paid first, at last month's volumes, acquisition gets the rest.
 *   budget = fixed + share · last month's revenue;  spend on acquisition = max(0, budget - success - program)
 * A budget that does not cover its own policy is reported (overspent), never cut: customers keep what they were promised.
 */
import { monthly } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import type { Scene } from '../scene.ts';
import type { i32 } from '../numbers.ts';

/** What is left of the month's budget when the policy is paid; below 0 it does not even cover that. */
export function leftForAcquisition(scene: Scene, ledger: Ledger, month: i32): number {
  const { perMonth, shareOfRevenue } = scene.strategy.budget;
  if (month === 0) return perMonth;
  const last = month - 1;
  const policy = ledger.totalOf(monthly.successCost, last) + ledger.totalOf(monthly.programCost, last);
  return perMonth + shareOfRevenue * ledger.totalOf(monthly.revenue, last) - policy;
}

/** What of it is spent on acquisition: nothing of what is missing, and nothing once acquisition has ended. */
export function acquisitionSpend(scene: Scene, left: number, month: i32): number {
  return left > 0 && month < scene.strategy.budget.acquisitionUntil ? left : 0;
}

/** What the policy costs beyond the budget. */
export function overspentBy(left: number): number {
  return left < 0 ? -left : 0;
}
