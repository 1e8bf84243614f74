import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../simulations/parameters/declare.ts';
import {
  betaShapes,
  drawDistribution,
  quantilesOf,
  resolveScenario,
  uncertainParameters,
} from '../../simulations/parameters/distributions.ts';
import type { Range } from '../../simulations/parameters/distributions.ts';
import { valueAt, withValueAt } from '../../simulations/parameters/pointer.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { betaDistribution } from '../../simulations/random/incomplete-beta.ts';
import { normalDistribution } from '../../simulations/random/normal-distribution.ts';
import { arbitraryDistribution, arbitraryScenario } from '../support/arbitrary-scenario.ts';

const SCORE_90 = 1.2815515655446004; // 90th percentile of the standard normal, 40-digit table
const wide: Range = { min: -1e9, max: 1e9 };
const share: Range = { min: 0, max: 1 };

/** u at even steps, as a Latin hypercube would spread them. */
const COUNT = 2000;
const even = Array.from({ length: COUNT }, (_, index) => (index + 0.5) / COUNT);

/**
 * Largest distance between the share of draws at or below x and a distribution function F, over the even u. For the
 * right quantile function F(q(u)) is u itself, so the distance is rounding.
 */
function misfit(quantiles: (u: number) => number, distribution: (x: number) => number): number {
  return Math.max(...even.map((u) => Math.abs(distribution(quantiles(u)) - u)));
}

describe('quantile functions agree with their distribution functions', () => {
  test('normal, far from the ends of its range', () => {
    const quantiles = quantilesOf({ p10: 8, p90: 12, shape: 'normal' }, wide);
    expect(quantiles(0.1)).toBeCloseTo(8, 9);
    expect(quantiles(0.9)).toBeCloseTo(12, 9);
    expect(misfit(quantiles, (x) => normalDistribution(((x - 10) * SCORE_90) / 2))).toBeLessThan(1e-12);
  });

  test('lognormal', () => {
    const quantiles = quantilesOf({ p10: 20, p90: 80, shape: 'lognormal' }, { min: 0, max: 1e9 });
    expect([quantiles(0.1), quantiles(0.5), quantiles(0.9)].map((x) => x.toFixed(6))).toEqual([
      '20.000000',
      '40.000000',
      '80.000000',
    ]);
    const spread = Math.log(2) / SCORE_90;
    expect(misfit(quantiles, (x) => normalDistribution(Math.log(x / 40) / spread))).toBeLessThan(1e-12);
  });

  /** Cut to [0, 1], N(0.1, s) with p10 = 0.02: F(x) = (Phi(x) - Phi(0)) / (Phi(1) - Phi(0)). */
  const cut = (x: number) => {
    const score = (at: number) => normalDistribution(((at - 0.1) * SCORE_90) / 0.08);
    return (score(x) - score(0)) / (score(1) - score(0));
  };
  const near0: Distribution = { p10: 0.02, p90: 0.18, shape: 'normal' };

  test('normal, cut off by its range', () => {
    expect(misfit(quantilesOf(near0, share), cut)).toBeLessThan(1e-12);
  });

  test('the comparison sees what is clamped instead of cut, and a spread that is 3 % off', () => {
    const uncut = quantilesOf(near0, wide);
    expect(misfit((u) => Math.max(0, uncut(u)), cut)).toBeGreaterThan(0.03);
    const off = quantilesOf({ p10: 0.0224, p90: 0.1776, shape: 'normal' }, share);
    expect(misfit(off, cut)).toBeGreaterThan(0.003);
  });

  test.each([
    [0.02, 0.08],
    [0.4, 0.6],
    [0.01, 0.99],
    [1e-6, 0.5],
    [0.2, 0.999],
  ])('beta with p10 = %d and p90 = %d', (p10, p90) => {
    const shapes = betaShapes(p10, p90);
    if (shapes === undefined) throw new Error('no shapes');
    expect(betaDistribution(p10, shapes.alpha, shapes.beta)).toBeCloseTo(0.1, 8);
    expect(betaDistribution(p90, shapes.alpha, shapes.beta)).toBeCloseTo(0.9, 8);
    const quantiles = quantilesOf({ p10, p90, shape: 'beta' }, share);
    expect(misfit(quantiles, (x) => betaDistribution(x, shapes.alpha, shapes.beta))).toBeLessThan(1e-6);
  });

  test('beta on a range of its own is the beta on (0, 1), stretched', () => {
    const stretched = quantilesOf({ p10: -0.3, p90: 0.1, shape: 'beta' }, { min: -0.5, max: 0.5 });
    const plain = quantilesOf({ p10: 0.2, p90: 0.6, shape: 'beta' }, share);
    for (const u of even) expect(stretched(u)).toBeCloseTo(plain(u) - 0.5, 8);
  });

  test('beta, uniform at its simplest: p10 = 0.1, p90 = 0.9', () => {
    const shapes = betaShapes(0.1, 0.9);
    expect(shapes?.alpha).toBeCloseTo(1, 8);
    expect(shapes?.beta).toBeCloseTo(1, 8);
  });

  test('no beta for percentiles it cannot have', () => {
    for (const [p10, p90] of [
      [0.5, 0.500001],
      [2e-5, 4e-5],
      [0, 0.5],
      [0.5, 1],
      [0.6, 0.4],
      [1e-20, 0.9],
    ] as const) {
      expect(betaShapes(p10, p90)).toBeUndefined();
    }
    expect(() => drawDistribution({ p10: 0.5, p90: 0.500001, shape: 'beta' }, share, 0.5)).toThrow(
      RangeError,
    );
  });

  test('triangular', () => {
    const quantiles = quantilesOf({ low: 2, mode: 3, high: 7 }, wide);
    const distribution = (x: number) => (x < 3 ? (x - 2) ** 2 / 5 : 1 - (7 - x) ** 2 / 20);
    expect(misfit(quantiles, distribution)).toBeLessThan(1e-12);
    expect(quantilesOf({ low: 2, mode: 2, high: 2 }, wide)(0.3)).toBe(2);
    expect(quantilesOf({ low: 0, mode: 0, high: 1 }, share)(0.75)).toBeCloseTo(0.5, 12);
    expect(quantilesOf({ low: 0, mode: 1, high: 1 }, share)(0.25)).toBeCloseTo(0.5, 12);
  });

  test('values, each as often as it stands there', () => {
    const quantiles = quantilesOf({ values: [5, 1, 1, 3] }, wide);
    expect([0.01, 0.2499, 0.25, 0.5, 0.74, 0.75, 1 - 2 ** -53].map(quantiles)).toEqual([5, 5, 1, 1, 1, 3, 3]);
  });
});

test('draws are inside the range for every u and rise with it', () => {
  const ranges = fc
    .tuple(fc.constantFrom(-10, -0.5, 0, 0.001, 1), fc.constantFrom(1e-3, 0.9, 1, 1e4, 1e9))
    .map(([min, width]) => ({ min, max: min + width }));
  const u = fc.oneof(
    fc.constantFrom(2 ** -53, 1 - 2 ** -53, 0.5),
    fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true }),
  );
  fc.assert(
    fc.property(
      ranges.chain((range) => fc.tuple(fc.constant(range), arbitraryDistribution(range))),
      u,
      u,
      ([range, distribution], one, other) => {
        const quantiles = quantilesOf(distribution, range);
        const [low, high] = [quantiles(Math.min(one, other)), quantiles(Math.max(one, other))];
        for (const drawn of [low, high]) expect(drawn >= range.min && drawn <= range.max).toBe(true);
        // Values of a list stand in the order of the list.
        if (!('values' in distribution)) expect(high).toBeGreaterThanOrEqual(low);
      },
    ),
    { numRuns: 1000, seed: 5 },
  );
});

describe('a scenario with distributions', () => {
  const [certain] = fc.sample(arbitraryScenario(), { numRuns: 1, seed: 1 });
  const pointers = ['/world/market/costPerSignup', '/strategies/1/budget/perMonth'] as const;
  const dear = withValueAt(certain, pointers[0], { p10: 40, p90: 90, shape: 'lognormal' });
  const uncertain = Scenario.parse(withValueAt(dear, pointers[1], { values: [1000, 2000] }));

  test('names them with their addresses, in the order of the file', () => {
    expect(uncertainParameters(uncertain).map(({ pointer, about }) => [pointer, about.unit])).toEqual([
      ['/world/market/costPerSignup', 'money'],
      ['/strategies/1/budget/perMonth', 'money per month'],
    ]);
    expect(uncertainParameters(uncertain)).toBe(uncertainParameters(uncertain));
  });

  test('is resolved by one u for each', () => {
    const resolved = resolveScenario(uncertain, [0.5, 0.7]);
    expect(valueAt(resolved, pointers[0])).toBeCloseTo(60, 9);
    expect(valueAt(resolved, pointers[1])).toBe(2000);
    expect(valueAt(uncertain, pointers[1])).toEqual({ values: [1000, 2000] });
    expect(uncertainParameters(Scenario.parse(resolved))).toEqual([]);
    expect(resolved.world.segments).toBe(uncertain.world.segments);
  });

  test('without any comes back as it is', () => {
    if (certain === undefined) throw new Error('no scenario');
    expect(resolveScenario(certain, [])).toBe(certain);
  });

  test.each([[[]], [[0.5]], [[0.5, 0]], [[0.5, 1]], [[0.5, NaN]], [[0.1, 0.2, 0.3]]])(
    '%j do not resolve it',
    (us) => {
      expect(() => resolveScenario(uncertain, us)).toThrow(RangeError);
    },
  );

  test('of any kind resolves to a valid one', () => {
    fc.assert(
      fc.property(
        arbitraryScenario({ uncertain: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (scenario, u) => {
          const resolved = resolveScenario(
            scenario,
            uncertainParameters(scenario).map(() => u),
          );
          expect(uncertainParameters(Scenario.parse(resolved))).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  });
});
