/**
 * The shifted-beta-geometric model of contractual retention (Fader and Hardie 2007): every customer has a churn
 * probability of its own, Beta(α, β) over customers, and leaves by it month after month.
 *   S(t) = B(α, β+t) / B(α, β),  r(t) = S(t)/S(t-1) = (β+t-1)/(α+β+t-1),  P(t) = S(t-1) - S(t)
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

/** Share of a cohort that leaves in its t-th month, t ≥ 1. */
export function leaving(model: ShiftedBetaGeometric, t: number): number {
  return survival(model, t - 1) * (1 - retention(model, t));
}

/** Mean months paid, the first one included; infinite for α ≤ 1, where the base never stops growing old. */
export function meanLifetime({ alpha, beta }: ShiftedBetaGeometric): number {
  return alpha > 1 ? (alpha + beta - 1) / (alpha - 1) : Infinity;
}

// ---- From two numbers ----------------------------------------------------------------------------------------

const LEAST_CONCENTRATION = 1e-9;
const GREATEST_CONCENTRATION = 1e9;

/** Of a mean churn α/(α+β) and a concentration α+β. */
export const withMean = (churn: number, concentration: number): ShiftedBetaGeometric => ({
  alpha: churn * concentration,
  beta: (1 - churn) * concentration,
});

/**
 * α and β from two numbers that can be read off a cohort chart: churn in the first month and the share still there after
 * `months`. Null when no pair exists: survival lies between (1-churn)^months (all customers alike) and 1-churn (whoever
 * survives the first month stays for ever).
 */
export function fromCohort(
  firstMonthChurn: number,
  surviving: number,
  months: number,
): ShiftedBetaGeometric | null {
  if (!(firstMonthChurn > 0 && firstMonthChurn < 1) || months < 2) return null;
  const at = (concentration: number) => survival(withMean(firstMonthChurn, concentration), months);
  if (!(surviving < at(LEAST_CONCENTRATION) && surviving > at(GREATEST_CONCENTRATION))) return null;
  // Survival falls as customers grow alike.
  const concentration = bisect(
    LEAST_CONCENTRATION,
    GREATEST_CONCENTRATION,
    (middle) => at(middle) > surviving,
  );
  return withMean(firstMonthChurn, concentration);
}

/**
 * α and β from the shares still there after an earlier and a later month, as when yearly figures are to be lived month by
 * month. Null when no pair exists.
 */
export function fromSurvival(
  earlier: { readonly months: number; readonly surviving: number },
  later: { readonly months: number; readonly surviving: number },
): ShiftedBetaGeometric | null {
  if (!(earlier.surviving < 1 && later.surviving < earlier.surviving && later.surviving > 0)) return null;
  /** The churn of the first month that gives the earlier share at this concentration: survival falls as it rises. */
  const meeting = (concentration: number) =>
    withMean(
      bisect(
        1e-12,
        1 - 1e-12,
        (churn) => survival(withMean(churn, concentration), earlier.months) > earlier.surviving,
      ),
      concentration,
    );
  const at = (concentration: number) => survival(meeting(concentration), later.months);
  if (!(later.surviving < at(LEAST_CONCENTRATION) && later.surviving > at(GREATEST_CONCENTRATION)))
    return null;
  return meeting(
    bisect(LEAST_CONCENTRATION, GREATEST_CONCENTRATION, (middle) => at(middle) > later.surviving),
  );
}

/** Where a condition that holds at `low` ceases to hold, by halving the logarithm of the range. */
export function bisect(
  low: number,
  high: number,
  holds: (middle: number) => boolean,
  precision = 1e-15,
): number {
  for (let step = 0; step < 200 && high / low > 1 + precision; step++) {
    const middle = Math.sqrt(low * high);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
