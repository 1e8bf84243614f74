/**
 * How sure a fit is: the models whose log likelihood is within a drop of the best. With a drop of half the chi-square quantile
 * of one degree, the range of any function of α and β over them is its profile-likelihood interval (Wilks 1938): no normal
 * approximation, and an end that the data leave open stays open. The region is a curve in the plane of mean churn
 * m = α/(α+β) and concentration c = α+β, traced along c; what is asked of it is monotone in m, so its edge is enough.
 */
import { exp } from '../random/exponential.ts';
import { log } from '../random/logarithm.ts';
import { bisect, withMean } from '../theory/shifted-beta-geometric.ts';
import type { ShiftedBetaGeometric } from '../theory/shifted-beta-geometric.ts';
import { GREATEST_FITTED, LEAST_FITTED, likeliestAt, logLikelihood } from './shifted-beta-geometric-fit.ts';

/** Half the 0.95 and the 0.80 quantile of chi-square with one degree. */
export const drops = { of95: 1.920729410347062, of80: 0.8211872075749085 } as const;

export interface LikelihoodRegion {
  /** Models on its edge. */
  readonly edge: readonly ShiftedBetaGeometric[];
  /** Whether customers who are all alike, or as different as can be, are inside: then c has no end there. */
  readonly holdsAlike: boolean;
  readonly holdsExtremes: boolean;
}

/** Places along the concentration, in equal steps of its logarithm. */
const PLACES = 48;

export function likelihoodRegion(
  atRisk: ArrayLike<number>,
  left: ArrayLike<number>,
  best: ShiftedBetaGeometric,
  drop: number,
): LikelihoodRegion {
  const least = logLikelihood(best, atRisk, left) - drop;
  const isInside = (model: ShiftedBetaGeometric) => logLikelihood(model, atRisk, left) >= least;
  const reaches = (concentration: number) => isInside(likeliestAt(atRisk, left, concentration));
  const middle = best.alpha + best.beta;
  const holdsExtremes = reaches(LEAST_FITTED);
  const holdsAlike = reaches(GREATEST_FITTED);
  const from = holdsExtremes ? LEAST_FITTED : bisect(LEAST_FITTED, middle, (c) => !reaches(c), 1e-9);
  const to = holdsAlike ? GREATEST_FITTED : bisect(middle, GREATEST_FITTED, reaches, 1e-9);
  const edge: ShiftedBetaGeometric[] = [];
  for (let place = 0; place <= PLACES; place++) {
    const concentration = exp(log(from) + ((log(to) - log(from)) * place) / PLACES);
    const { alpha, beta } = likeliestAt(atRisk, left, concentration);
    const churn = alpha / (alpha + beta);
    const inside = (other: number) => isInside(withMean(other, concentration));
    edge.push(withMean(crossing(churn, 0, inside), concentration));
    edge.push(withMean(crossing(churn, 1, inside), concentration));
  }
  return { edge, holdsAlike, holdsExtremes };
}

/** From a place inside toward one outside: the last place inside. */
function crossing(inside: number, outside: number, holds: (at: number) => boolean): number {
  for (let step = 0; step < 34; step++) {
    const middle = (inside + outside) / 2;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
