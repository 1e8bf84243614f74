/**
 * Customers who are all alike and leave with the same probability c in every month: survival (1-c)^t, a mean lifetime of
 * 1/c, a lifetime value by three conventions, CAC payback, and the base that steady arrivals build up (Little's law).
 * The first payment is at the start of the first month and certain. Churn is from 0 (nobody ever leaves) to 1 (everybody leaves
 * after the first payment), where each formula gives its limit.
 */
import { log, log1p } from '../random/logarithm.ts';
import { power } from '../random/power.ts';

/** Share still there after t months. */
export function survival(churn: number, t: number): number {
  return power(1 - churn, t);
}

/** Monthly churn that leaves `surviving` after so many months. */
export function churnFromSurvival(surviving: number, months: number): number {
  return 1 - power(surviving, 1 / months);
}

/** Mean number of payments within a horizon, or ever. */
export function paidMonths(churn: number, months = Infinity): number {
  if (churn === 0) return months;
  return months === Infinity ? 1 / churn : (1 - survival(churn, months)) / churn;
}

export type PaymentTiming = 'startOfMonth' | 'withoutFirst' | 'endOfMonth';

/**
 * Discounted margin per customer: paid at the start of each month with the first payment certain, the same without that
 * payment, or at the end of each month by whoever was there at its start. Infinite where nobody leaves at no discount.
 */
export function lifetimeValue(
  margin: number,
  churn: number,
  rate: number,
  timing: PaymentTiming = 'startOfMonth',
): number {
  const fading = rate + churn;
  if (fading === 0) return margin === 0 ? 0 : margin * Infinity;
  if (timing === 'withoutFirst') return (margin * (1 - churn)) / fading;
  return timing === 'endOfMonth' ? margin / fading : (margin * (1 + rate)) / fading;
}

/** The same within a horizon, paid at the start of each month. */
export function lifetimeValueWithin(margin: number, churn: number, rate: number, months: number): number {
  const kept = (1 - churn) / (1 + rate);
  return kept === 1 ? margin * months : (margin * (1 - power(kept, months))) / (1 - kept);
}

/** Months until customers who never left would have earned their cost. */
export function paybackSimple(cost: number, margin: number): number {
  return cost / margin;
}

/**
 * Months until those still there have earned the cost of all; infinite when they never do. Part of a month counts as it does in
 * the curve through the whole ones; where all leave after the first payment, that curve is there at once.
 */
export function paybackAdjusted(cost: number, margin: number, churn: number): number {
  if (churn === 0 || cost === 0) return paybackSimple(cost, margin);
  // One payment covers it, whatever the churn.
  if (cost === margin) return 1;
  const unpaid = 1 - (cost * churn) / margin;
  if (!(unpaid > 0)) return Infinity;
  return churn === 1 ? 0 : log(unpaid) / log1p(-churn);
}

/** Customers after the arrivals of month t = 1, 2, … when so many arrive each month; t = Infinity is the steady state. */
export function base(arrivals: number, churn: number, t = Infinity): number {
  return arrivals === 0 ? 0 : arrivals * paidMonths(churn, t);
}

/** Churn over k months: 1-(1-c)^k, a shift of ln k on the scale ln(-ln(1-c)). */
export function churnOver(churn: number, months: number): number {
  return 1 - survival(churn, months);
}

/** Churn at a hazard ratio: 1-(1-c)^ratio. */
export function churnAtHazardRatio(churn: number, ratio: number): number {
  return 1 - power(1 - churn, ratio);
}

/**
 * Two causes at work in the same month: how many leave, and how many by each when hazards are proportional within it. Both are
 * taken to be as strong where both are certain, and neither has a share where nobody leaves.
 */
export function competingCauses(voluntary: number, involuntary: number) {
  const combined = 1 - (1 - voluntary) * (1 - involuntary);
  const voluntaryShare = shareOfHazard(voluntary, involuntary);
  return {
    combined,
    voluntaryShare,
    voluntary: combined * voluntaryShare,
    involuntary: combined * (1 - voluntaryShare),
  };
}

function shareOfHazard(churn: number, other: number): number {
  if (churn === 0) return 0;
  // Infinite hazards, whose ratio tends to a half however both come near to certain.
  if (churn === 1) return other === 1 ? 0.5 : 1;
  const hazard = log1p(-churn);
  return hazard / (hazard + log1p(-other));
}

// ---- Segments of different churn -----------------------------------------------------------------------------

export interface ChurnOfSegment {
  /** Share of those who arrive. */
  readonly share: number;
  readonly churn: number;
}

export function survivalOfMixture(segments: readonly ChurnOfSegment[], t: number): number {
  return segments.reduce((sum, { share, churn }) => sum + share * survival(churn, t), 0);
}

/**
 * Share of those still there who leave in month t ≥ 1: it falls with tenure, as who leaves soon is gone. Where nobody is still
 * there (or too few for a number), the churn of the most loyal, who would be the last.
 */
export function hazardOfMixture(segments: readonly ChurnOfSegment[], t: number): number {
  const before = survivalOfMixture(segments, t - 1);
  if (before > 0) return 1 - survivalOfMixture(segments, t) / before;
  return Math.min(...present(segments).map(({ churn }) => churn));
}

export function meanLifetimeOfMixture(segments: readonly ChurnOfSegment[]): number {
  return present(segments).reduce((sum, { share, churn }) => sum + share * paidMonths(churn), 0);
}

/** A segment that nobody is of changes nothing, not even one that never leaves. */
function present(segments: readonly ChurnOfSegment[]): readonly ChurnOfSegment[] {
  const those = segments.filter(({ share }) => share > 0);
  if (those.length === 0) throw new Error('a mixture needs a segment with a share above 0');
  return those;
}

/** Calendar churn of the base that steady arrivals build up: the loyal are the larger part of it. */
export function steadyChurnOfMixture(segments: readonly ChurnOfSegment[]): number {
  const shares = segments.reduce((sum, { share }) => sum + share, 0);
  return shares / meanLifetimeOfMixture(segments);
}
