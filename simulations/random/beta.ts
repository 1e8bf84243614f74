/*
 * Beta(alpha, beta) = A / (A + B) with A, B gamma draws: the reference way, exact in law. The model itself draws
 * beta values by inversion (beta-quantiles.ts), which is rising in its uniform and can be tied to a customer's fit.
 * Computed as logistic(ln A - ln B), so that draws very close to 0 keep their digits.
 */
import { GAMMA_OCCURRENCES, gammaLogarithm } from './gamma.ts';
import { logistic } from './logistic.ts';
import type { PairSource } from './luck.ts';

/** Takes 128 occurrences from the one given on: 64 for each gamma draw. */
export function betaFromLuck(
  source: PairSource,
  decision: number,
  occurrence: number,
  alpha: number,
  beta: number,
): number {
  const above = gammaLogarithm(source, decision, occurrence, alpha);
  const below = gammaLogarithm(source, decision, occurrence + GAMMA_OCCURRENCES, beta);
  return logistic(above - below);
}
