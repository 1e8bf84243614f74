/**
 * α and β of greatest likelihood for customers watched month by month (or year by year), Fader and Hardie 2007:
 *   LL = sum over t of left(t) ln(1 - r(t)) + stayed(t) ln r(t),  r(t) = (β+t-1)/(α+β+t-1)
 * which is their sum over P(t) and S(K), written by month, so that cohorts watched for different times can be added up.
 */
import { log } from '../random/logarithm.ts';
import { bisect, retention, withMean } from '../theory/shifted-beta-geometric.ts';
import type { ShiftedBetaGeometric } from '../theory/shifted-beta-geometric.ts';

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

/** Concentrations at which customers differ as much, and as little, as any cohort could tell. */
export const LEAST_FITTED = 1e-3;
export const GREATEST_FITTED = 1e6;
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
  const { lost, stayed } = countsOf(atRisk, left);
  if (!(lost > 0 && stayed > 0)) return null;

  let churn = lost / (lost + stayed);
  const rises = (concentration: number): boolean => {
    churn = likeliestChurn(atRisk, left, lost, concentration, churn);
    return slopeAlongConcentration(atRisk, left, lost, churn, concentration) > 0;
  };
  const concentration = bisect(LEAST_FITTED, GREATEST_FITTED, rises, 1e-10);
  return withMean(likeliestChurn(atRisk, left, lost, concentration, churn), concentration);
}

function countsOf(atRisk: ArrayLike<number>, left: ArrayLike<number>) {
  let lost = 0;
  let stayed = 0;
  for (let index = 0; index < atRisk.length; index++) {
    lost += left[index] ?? 0;
    stayed += (atRisk[index] ?? 0) - (left[index] ?? 0);
  }
  return { lost, stayed };
}

/** The likeliest model with this concentration α+β; somebody left and somebody stayed. */
export function likeliestAt(
  atRisk: ArrayLike<number>,
  left: ArrayLike<number>,
  concentration: number,
): ShiftedBetaGeometric {
  const { lost, stayed } = countsOf(atRisk, left);
  return withMean(likeliestChurn(atRisk, left, lost, concentration, lost / (lost + stayed)), concentration);
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
