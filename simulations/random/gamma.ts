/*
 * Gamma with a given shape and scale 1, by rejection: d v with v = (1 + c x)^3, x normal, d = shape - 1/3,
 * c = 1/sqrt(9 d), accepted in at least 95 of 100 attempts. Below shape 1: Gamma(shape + 1) * U^(1/shape), as a
 * logarithm, because at shape 0.05 most draws are smaller than any double.
 * A draw takes the occurrences from its own to its own + 63: attempt i has the i-th, the power of U the last, so that
 * how often it was refused changes nobody else's luck.
 * Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
 */
import { exp } from './exponential.ts';
import { inverseNormal } from './inverse-normal.ts';
import { log } from './logarithm.ts';
import type { PairSource } from './luck.ts';

/** Occurrences one draw keeps for itself. */
export const GAMMA_OCCURRENCES = 64;

const pair = new Float64Array(2);

export function gamma(source: PairSource, decision: number, occurrence: number, shape: number): number {
  return exp(gammaLogarithm(source, decision, occurrence, shape));
}

/** ln of the gamma draw: keeps its digits where the draw itself would be 0. */
export function gammaLogarithm(
  source: PairSource,
  decision: number,
  occurrence: number,
  shape: number,
): number {
  if (!(shape > 0 && shape < Infinity))
    throw new RangeError(`gamma shape must be positive and finite: ${shape}`);
  if (shape >= 1) return accepted(source, decision, occurrence, shape);
  const larger = accepted(source, decision, occurrence, shape + 1);
  source.uniformPair(decision, occurrence + GAMMA_OCCURRENCES - 1, pair);
  return larger + log(pair[0]!) / shape;
}

function accepted(source: PairSource, decision: number, occurrence: number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let attempt = 0; attempt < GAMMA_OCCURRENCES - 1; attempt += 1) {
    source.uniformPair(decision, occurrence + attempt, pair);
    const x = inverseNormal(pair[0]!);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const logV = log(v);
    if (log(pair[1]!) < 0.5 * x * x + d - d * v + d * logV) return log(d) + logV;
  }
  throw new Error(`gamma draw refused too often for shape: ${shape}`);
}
