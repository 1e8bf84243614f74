/**
 * The shifted-beta-geometric model of contractual retention (Fader and Hardie 2007): every customer has a churn
 * probability of its own, Beta(α, β) over customers, and leaves by it month after month.
 *   S(t) = B(α, β+t) / B(α, β),  r(t) = S(t)/S(t-1) = (β+t-1)/(α+β+t-1),  P(t) = S(t-1) - S(t)
 * Retention rises with tenure although no customer changes: those who leave soon are gone.
 */
import { log } from '../random/logarithm.ts';

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

/** Log likelihood of a cohort watched month by month: how many were there in month t = 1, 2, …, and how many of them left. */
export function logLikelihood(
  model: ShiftedBetaGeometric,
  atRisk: ArrayLike<number>,
  left: ArrayLike<number>,
): number {
  let sum = 0;
  for (let index = 0; index < atRisk.length; index++) {
    const lost = left[index] ?? 0;
    const stayed = (atRisk[index] ?? 0) - lost;
    const kept = retention(model, index + 1);
    if (lost > 0) sum += lost * log(1 - kept);
    if (stayed > 0) sum += stayed * log(kept);
  }
  return sum;
}

// ---- From two numbers ----------------------------------------------------------------------------------------

const LEAST_CONCENTRATION = 1e-9;
const GREATEST_CONCENTRATION = 1e9;

const withMean = (churn: number, concentration: number): ShiftedBetaGeometric => ({
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
function bisect(low: number, high: number, holds: (middle: number) => boolean, precision = 1e-15): number {
  for (let step = 0; step < 200 && high / low > 1 + precision; step++) {
    const middle = Math.sqrt(low * high);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

// ---- Maximum likelihood --------------------------------------------------------------------------------------

/** Concentrations at which customers differ as much, and as little, as any cohort could tell. */
const LEAST_FITTED = 1e-3;
const GREATEST_FITTED = 1e6;
const MOST_ROUNDS = 60;

/**
 * α and β of greatest likelihood for a cohort watched month by month (at risk in month t = 1, 2, …, and left in it); who is
 * watched for a shorter time only counts as at risk until then. Where the cohort shows no differences between customers the
 * fit ends at the greatest concentration, which is a constant churn; null when nobody left, or everybody in the first month.
 *
 * With m = α/(α+β) and c = α+β the likelihood is concave in m, so m follows from c by Newton's method; the place along c
 * where its slope turns downward is found by halving.
 */
export function fitShiftedBetaGeometric(
  atRisk: ArrayLike<number>,
  left: ArrayLike<number>,
): ShiftedBetaGeometric | null {
  let lost = 0;
  let stayed = 0;
  for (let index = 0; index < atRisk.length; index++) {
    lost += left[index] ?? 0;
    stayed += (atRisk[index] ?? 0) - (left[index] ?? 0);
  }
  if (!(lost > 0 && stayed > 0)) return null;

  let churn = lost / (lost + stayed);
  const rises = (concentration: number): boolean => {
    churn = likeliestChurn(atRisk, left, lost, concentration, churn);
    return slopeAlongConcentration(atRisk, left, lost, churn, concentration) > 0;
  };
  const concentration = bisect(LEAST_FITTED, GREATEST_FITTED, rises, 1e-10);
  return withMean(likeliestChurn(atRisk, left, lost, concentration, churn), concentration);
}

/** The m of greatest likelihood at a concentration: the slope falls with m, so Newton's steps are kept inside a bracket. */
function likeliestChurn(
  atRisk: ArrayLike<number>,
  left: ArrayLike<number>,
  lost: number,
  concentration: number,
  start: number,
): number {
  let low = 0;
  let high = 1;
  let churn = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let slope = lost / churn;
    let bend = -lost / (churn * churn);
    for (let index = 0; index < atRisk.length; index++) {
      const stayed = (atRisk[index] ?? 0) - (left[index] ?? 0);
      if (stayed === 0) continue;
      const part = concentration / ((1 - churn) * concentration + index);
      slope -= stayed * part;
      bend -= stayed * part * part;
    }
    if (slope > 0) low = churn;
    else high = churn;
    const next = churn - slope / bend;
    const inside = next > low && next < high ? next : (low + high) / 2;
    const settled = Math.abs(inside - churn) <= 1e-14 * churn;
    churn = inside;
    if (settled) break;
  }
  return churn;
}

function slopeAlongConcentration(
  atRisk: ArrayLike<number>,
  left: ArrayLike<number>,
  lost: number,
  churn: number,
  concentration: number,
): number {
  let slope = lost / concentration;
  for (let index = 0; index < atRisk.length; index++) {
    const there = atRisk[index] ?? 0;
    const stayed = there - (left[index] ?? 0);
    slope -= there / (concentration + index);
    if (stayed > 0) slope += (stayed * (1 - churn)) / ((1 - churn) * concentration + index);
  }
  return slope;
}
