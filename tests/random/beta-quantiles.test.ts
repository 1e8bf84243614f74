import { describe, expect, test } from 'vitest';
import {
  betaQuantiles,
  hazardAtScore,
  logitAtScore,
  quantileAtScore,
} from '../../simulations/random/beta-quantiles.ts';
import { gamma } from '../../simulations/random/gamma.ts';
import { betaDistribution } from '../../simulations/random/incomplete-beta.ts';
import { log1p } from '../../simulations/random/logarithm.ts';
import { logistic } from '../../simulations/random/logistic.ts';
import { normalDistribution } from '../../simulations/random/normal-distribution.ts';

const shapes = [0.05, 0.2, 0.668, 1, 3.8, 4.99, 5.01, 50, 1000, 10_000];
const pairs = shapes.flatMap((alpha) => shapes.map((beta) => [alpha, beta] as const));
const scores = Array.from({ length: 331 }, (_, index) => -8.25 + index * 0.05 + 0.0173 * (index % 3));

/**
 * Error of w = logit theta: what the distribution function is off by, over its slope, in the tail that
 * keeps its digits. An error of
 * w is the relative error of theta times 1/(1 - theta), and of 1 - theta times 1/theta: it bounds both.
 */
function logitError(alpha: number, beta: number, w: number, z: number): number {
  const lower = w < 0 ? z < 2 : z < -2;
  const [near, far, score, v] = lower ? [alpha, beta, z, w] : [beta, alpha, -z, -w];
  const theta = logistic(v);
  if (theta < 1e-290 || 1 - theta < 1e-12) return 0;
  const at = betaDistribution(theta, near, far);
  const slope =
    (betaDistribution(logistic(v + 1e-4), near, far) - betaDistribution(logistic(v - 1e-4), near, far)) /
    2e-4;
  return Math.abs((at - normalDistribution(score)) / slope);
}

describe.each(pairs)('Beta(%d, %d)', (alpha, beta) => {
  const table = betaQuantiles(alpha, beta);

  test('theta and 1 - theta are right to 1e-7', () => {
    for (const z of scores) expect(logitError(alpha, beta, logitAtScore(table, z), z)).toBeLessThan(1e-7);
  });

  test('theta rises with the score, and the hazard is -ln(1 - theta)', () => {
    let before = -Infinity;
    for (let z = -8.4; z <= 8.4; z += 0.0217) {
      const w = logitAtScore(table, z);
      expect(w).toBeGreaterThan(before);
      before = w;
      const theta = quantileAtScore(table, z);
      expect(theta >= 0 && theta <= 1).toBe(true);
      const hazard = hazardAtScore(table, z);
      expect(hazard >= 0 && Number.isFinite(hazard)).toBe(true);
      if (theta < 0.99) expect(Math.abs(hazard + log1p(-theta))).toBeLessThanOrEqual(1e-13 * hazard);
    }
  });
});

test('the check sees an error of 3e-7', () => {
  const table = betaQuantiles(0.668, 3.806);
  const worst = Math.max(...scores.map((z) => logitError(0.668, 3.806, logitAtScore(table, z) + 3e-7, z)));
  expect(worst).toBeGreaterThan(1e-7);
});

test('Beta(1, 1) is the uniform itself and Beta(1, b) has its closed form', () => {
  const flat = betaQuantiles(1, 1);
  const falling = betaQuantiles(1, 4);
  for (const z of scores) {
    const p = normalDistribution(z);
    expect(Math.abs(quantileAtScore(flat, z) / p - 1)).toBeLessThan(1e-10);
    // theta = 1 - (1 - p)^(1/4), so that the hazard is -ln(1 - p)/4.
    const hazard = -(z < 0 ? log1p(-p) : Math.log(normalDistribution(-z))) / 4;
    expect(Math.abs(hazardAtScore(falling, z) / hazard - 1)).toBeLessThan(1e-10);
  }
});

test('scores beyond the table count as its ends', () => {
  const table = betaQuantiles(2, 3);
  expect(quantileAtScore(table, -100)).toBe(quantileAtScore(table, -8.4));
  expect(quantileAtScore(table, Infinity)).toBe(quantileAtScore(table, 8.4));
});

test('shapes outside what was measured are refused', () => {
  expect(() => betaQuantiles(0, 1)).toThrow('beta shapes must be from 1e-9 to 1e9: 0, 1');
  expect(() => betaQuantiles(1, NaN)).toThrow('beta shapes');
});

describe('gamma', () => {
  test('a draw that is always refused stops at its last occurrence instead of taking others', () => {
    const asked: number[] = [];
    const hostile = {
      uniformPair(_decision: number, occurrence: number, out: Float64Array): void {
        asked.push(occurrence);
        out.set([2 ** -53, 0.5]);
      },
    };
    expect(() => gamma(hostile, 1, 100, 1)).toThrow('gamma draw refused too often for shape: 1');
    expect(Math.max(...asked)).toBeLessThan(163);
  });

  test('shapes that are none are refused', () => {
    const any = { uniformPair: (): void => undefined };
    for (const shape of [0, -1, NaN, Infinity])
      expect(() => gamma(any, 0, 0, shape)).toThrow('gamma shape must be');
  });
});
