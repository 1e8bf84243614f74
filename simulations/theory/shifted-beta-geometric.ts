/**
 * The shifted-beta-geometric model of contractual retention (Fader and Hardie 2007): every customer has a churn
 * probability of its own, Beta(α, β) over customers, and leaves by it month after month.
 *   S(t) = B(α, β+t) / B(α, β),  r(t) = S(t)/S(t-1) = (β+t-1)/(α+β+t-1)
 * Retention rises with tenure although no customer changes: those who leave soon are gone.
 */

export interface ShiftedBetaGeometric {
  readonly alpha: number;
  readonly beta: number;
}

/** Share of those there after t-1 months who are there after t, t ≥ 1. */
export function retention({ alpha, beta }: ShiftedBetaGeometric, t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1);
}

/** Share still there after t months; 1 at t = 0. */
export function survival(model: ShiftedBetaGeometric, t: number): number {
  let share = 1;
  for (let month = 1; month <= t; month++) share *= retention(model, month);
  return share;
}

/**
 * α and β from two numbers that can be read off a cohort chart: churn in the first month and the share still there after
 * `months`. Null when no pair exists: survival lies between (1-churn)^months (all customers alike) and 1-churn (whoever
 * survives the first month stays for ever).
 */
export function fromCohort(firstMonthChurn: number, surviving: number, months: number): ShiftedBetaGeometric | null {
  if (!(firstMonthChurn > 0 && firstMonthChurn < 1) || months < 2) return null;
  const at = (concentration: number) =>
    survival({ alpha: firstMonthChurn * concentration, beta: (1 - firstMonthChurn) * concentration }, months);
  // Survival falls as customers grow alike; bisect the concentration α+β, by its square root's scale both ways.
  let low = 1e-9;
  let high = 1e9;
  if (!(surviving < at(low) && surviving > at(high))) return null;
  for (let step = 0; step < 200 && high / low > 1 + 1e-15; step++) {
    const middle = Math.sqrt(low * high);
    if (at(middle) > surviving) low = middle;
    else high = middle;
  }
  const concentration = Math.sqrt(low * high);
  return { alpha: firstMonthChurn * concentration, beta: (1 - firstMonthChurn) * concentration };
}

/**
 * The model through an observed survival curve (share after month 1, 2, …): α and β from its first month and its last.
 * Null when the curve has no such pair, as when nobody left or everybody did.
 */
export function fitShiftedBetaGeometric(observed: ArrayLike<number>): ShiftedBetaGeometric | null {
  const months = observed.length;
  const last = observed[months - 1] ?? NaN;
  return fromCohort(1 - (observed[0] ?? NaN), last, months);
}
