/**
 * A cohort on a ladder as a Markov chain: everybody starts on the first plan; each month is paid for, then some leave (by
 * the shifted-beta-geometric model, whatever the plan), and those who stay move one plan up with the plan's probability.
 * Leaving and climbing are independent, so MRR after t months is survival times the mean price of a climber.
 */
import { survival } from './shifted-beta-geometric.ts';
import type { ShiftedBetaGeometric } from './shifted-beta-geometric.ts';

export interface LadderWalk {
  readonly churn: ShiftedBetaGeometric;
  readonly prices: readonly number[];
  /** Monthly probability to go from each plan to the next. */
  readonly climbs: readonly number[];
}

/** Shares of the plans among those still there, after each of 0 … `months` months. */
function sharesOfPlans({ prices, climbs }: LadderWalk, months: number): readonly (readonly number[])[] {
  const path: number[][] = [prices.map((_, plan) => (plan === 0 ? 1 : 0))];
  for (let month = 1; month <= months; month++) {
    const before = path[month - 1] ?? [];
    const climbed = (plan: number) =>
      (before[plan] ?? 0) * (plan < prices.length - 1 ? (climbs[plan] ?? 0) : 0);
    path.push(
      prices.map((_, plan) => (before[plan] ?? 0) - climbed(plan) + (plan > 0 ? climbed(plan - 1) : 0)),
    );
  }
  return path;
}

/** Mean MRR per customer who began, after t months: what was left of one, and what it had become. */
export function mrrAfter(walk: LadderWalk, t: number): number {
  const shares = sharesOfPlans(walk, t)[t] ?? [];
  const price = shares.reduce((sum, share, plan) => sum + share * (walk.prices[plan] ?? 0), 0);
  return survival(walk.churn, t) * price;
}

/** Mean undiscounted revenue per customer who began, over the first `months` months. */
export function revenueWithin(walk: LadderWalk, months: number): number {
  let sum = 0;
  for (let month = 0; month < months; month++) sum += mrrAfter(walk, month);
  return sum;
}
