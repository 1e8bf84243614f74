import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, expm1 } from '../../simulations/random/exponential.ts';
import { betaDistribution } from '../../simulations/random/incomplete-beta.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import { logFactorial, logGamma } from '../../simulations/random/log-gamma.ts';
import { log, log1p } from '../../simulations/random/logarithm.ts';
import { isBelowLogistic, logistic, logisticNodes, logit } from '../../simulations/random/logistic.ts';
import { normalDensity, normalDistribution } from '../../simulations/random/normal-distribution.ts';
import { power } from '../../simulations/random/power.ts';
import { goldenRows, numberIn, truthIn } from '../support/golden.ts';
import { errorInUlps, relativeError } from '../support/high-precision.ts';

const EPSILON = 2 ** -52;

function worstUlps(name: string, compute: (x: number) => number): number {
  return Math.max(...goldenRows(name).map((row) => errorInUlps(compute(numberIn(row, 0)), truthIn(row))));
}

function worstRelative(name: string, compute: (x: number) => number): number {
  return Math.max(...goldenRows(name).map((row) => relativeError(compute(numberIn(row, 0)), truthIn(row))));
}

describe('errors against 40 digits stay below what the headers state', () => {
  test('exp 0.52 ulp', () => expect(worstUlps('exponential', exp)).toBeLessThan(0.52));
  test('expm1 1.1 ulp', () => expect(worstUlps('expm1', expm1)).toBeLessThan(1.1));
  test('log 0.6 ulp', () => expect(worstUlps('logarithm', log)).toBeLessThan(0.6));
  test('log1p 1.3 ulp', () => expect(worstUlps('log1p', log1p)).toBeLessThan(1.3));
  test('logistic 2 ulp', () => expect(worstUlps('logistic', logistic)).toBeLessThan(2));
  test('logit 3 ulp', () => expect(worstUlps('logit', logit)).toBeLessThan(3));
  test('inverseNormal 1e-15', () =>
    expect(worstRelative('inverse-normal', inverseNormal)).toBeLessThan(1e-15));
  test('normalDistribution 2e-15', () =>
    expect(worstRelative('normal-distribution', normalDistribution)).toBeLessThan(2e-15));

  test('logGamma 1e-14 of max(1, |value|)', () => {
    for (const row of goldenRows('log-gamma')) {
      const size = Math.abs(Number(truthIn(row)));
      expect(relativeError(logGamma(numberIn(row, 0)), truthIn(row)) * Math.min(1, size)).toBeLessThan(1e-14);
    }
  });

  test('power 2.9e-16 (2 + |ln result|)', () => {
    for (const row of goldenRows('power')) {
      const result = power(numberIn(row, 0), numberIn(row, 1));
      const allowed = 2.9e-16 * (2 + Math.abs(Math.log(Number(truthIn(row)))));
      expect(relativeError(result, truthIn(row))).toBeLessThan(allowed);
    }
  });

  test('betaDistribution 2e-12', () => {
    for (const row of goldenRows('beta-distribution')) {
      const result = betaDistribution(numberIn(row, 0), numberIn(row, 1), numberIn(row, 2));
      expect(relativeError(result, truthIn(row))).toBeLessThan(2e-12);
    }
  });

  test('the measure sees an error of one unit in the last place', () => {
    const off = (x: number): number => exp(x) * (1 + EPSILON);
    expect(worstUlps('exponential', off)).toBeGreaterThan(0.6);
    expect(worstRelative('inverse-normal', (p) => inverseNormal(p) * (1 + 1e-14))).toBeGreaterThan(1e-15);
  });
});

describe('values that must be exact', () => {
  test('neutral values', () => {
    expect([exp(0), exp(-0), log(1), log1p(0), expm1(0), logistic(0), logit(0.5)]).toEqual([
      1, 1, 0, 0, 0, 0.5, 0,
    ]);
    expect([inverseNormal(0.5), normalDistribution(0), logGamma(1), logGamma(2)]).toEqual([0, 0.5, 0, 0]);
    expect([power(0.3, 0), power(0.3, 1), power(1, -7.3), power(3, 4), power(10, -2), power(0, 2)]).toEqual([
      1, 0.3, 1, 81, 0.01, 0,
    ]);
    expect([power(0, 0), power(0, 0.5), power(4, 0.5)]).toEqual([1, 0, 2]);
  });

  test('ends of exp', () => {
    expect([exp(Infinity), exp(-Infinity), exp(709.783), exp(-746), exp(NaN)]).toEqual([
      Infinity,
      0,
      Infinity,
      0,
      NaN,
    ]);
    expect(exp(709.782712893384)).toBeLessThan(Infinity);
    expect(exp(709.782712893384)).toBeGreaterThan(1.79e308);
    expect(exp(-745.13)).toBe(5e-324);
    // Subnormal results: half a unit of the smallest number, and what the rounding of the argument allows.
    for (let x = -745; x < -708; x += 0.37)
      expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(5e-324);
    expect([expm1(Infinity), expm1(-Infinity), expm1(-50), expm1(NaN)]).toEqual([Infinity, -1, -1, NaN]);
  });

  test('ends of log', () => {
    expect([log(0), log(-0), log(-1), log(Infinity), log(-Infinity), log(NaN)]).toEqual([
      -Infinity,
      -Infinity,
      NaN,
      Infinity,
      NaN,
      NaN,
    ]);
    expect([log1p(-1), log1p(-2), log1p(Infinity), log1p(NaN)]).toEqual([-Infinity, NaN, Infinity, NaN]);
    for (const x of [5e-324, 1e-320, 2.2e-308, 1.7976931348623157e308]) {
      expect(Math.abs(log(x) / Math.log(x) - 1)).toBeLessThan(EPSILON);
    }
  });

  test('ends of the rest', () => {
    expect([
      inverseNormal(0),
      inverseNormal(1),
      inverseNormal(-0.1),
      inverseNormal(1.1),
      inverseNormal(NaN),
    ]).toEqual([-Infinity, Infinity, NaN, NaN, NaN]);
    expect([normalDistribution(-Infinity), normalDistribution(Infinity), normalDistribution(NaN)]).toEqual([
      0,
      1,
      NaN,
    ]);
    expect([normalDistribution(-40), normalDensity(-60), normalDensity(NaN)]).toEqual([0, 0, NaN]);
    expect([logistic(-Infinity), logistic(Infinity), logistic(800), logistic(-800)]).toEqual([0, 1, 1, 0]);
    expect([logit(0), logit(1), logit(-1)]).toEqual([-Infinity, Infinity, NaN]);
    expect([logGamma(0), logGamma(-1), logGamma(Infinity)]).toEqual([Infinity, NaN, Infinity]);
    expect([betaDistribution(0, 2, 3), betaDistribution(1, 2, 3)]).toEqual([0, 1]);
    expect(() => betaDistribution(0.5, 0, 1)).toThrow('beta shapes must be positive: 0, 1');
  });
});

describe('laws', () => {
  const grid = Array.from({ length: 40_000 }, (_, index) => index);

  test('exp, log and the quantile rise across the seams of their tables', () => {
    const seam = Math.LN2 / 128;
    let before = 0;
    for (const step of grid) {
      const x = (Math.floor(step / 40) - 500) * 2 * seam + seam + (step % 40) * 1e-16;
      const value = exp(x);
      if (step % 40 !== 0) expect(value >= before * (1 - EPSILON)).toBe(true);
      before = value;
    }
    let last = -Infinity;
    for (const step of grid) {
      const value = inverseNormal((step + 0.5) / grid.length);
      expect(value).toBeGreaterThan(last);
      last = value;
    }
  });

  test('log undoes exp, logit undoes logistic, the quantile undoes Phi', () => {
    for (const step of grid.filter((index) => index % 10 === 0)) {
      const x = (step / grid.length - 0.5) * 16;
      expect(Math.abs(log(exp(x)) - x)).toBeLessThan(1e-15 * Math.max(1, Math.abs(x)));
      const p = logistic(x);
      expect(Math.abs(logit(p) - x)).toBeLessThan(1e-15 * Math.max(1, Math.abs(x)) + EPSILON / (1 - p));
      const below = normalDistribution(-Math.abs(x));
      expect(Math.abs(inverseNormal(below) + Math.abs(x))).toBeLessThan(2e-15 * Math.max(1, Math.abs(x)));
    }
  });

  test('factorials are factorials', () => {
    let product = 1;
    for (let n = 1; n <= 170; n += 1) {
      product *= n;
      expect(Math.abs(logFactorial(n) - Math.log(product))).toBeLessThan(
        1e-13 * Math.max(1, Math.log(product)),
      );
    }
  });
});

describe('a chance of logistic odds', () => {
  const exactly = (u: number, share: number, x: number) => u < share * logistic(x);
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test('comes as the exact function says, whatever the draw', () => {
    const x = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(share, share, x, (u, attention, utility) => {
        expect(isBelowLogistic(u, attention, utility)).toBe(exactly(u, attention, utility));
      }),
      { numRuns: 5000 },
    );
  });

  test('is exact beside every node, where a bound is as near as it can be', () => {
    for (let node = -24 * 8 - 2; node <= 24 * 8 + 2; node++) {
      for (const x of [node / 8, node / 8 - 1e-15, node / 8 + 1e-15]) {
        const edge = 0.7 * logistic(x);
        for (const u of [
          edge,
          edge * (1 - 1e-15),
          edge * (1 + 1e-15),
          edge * (1 - 1e-11),
          edge * (1 + 1e-11),
        ])
          expect(isBelowLogistic(u, 0.7, x), `${x} ${u}`).toBe(exactly(u, 0.7, x));
      }
    }
  });

  test('is exact at the outermost numbers that nodes settle', () => {
    for (const x of [24 - 2 ** -48, -24 + 2 ** -48, 24, -24])
      for (const u of [logistic(x), logistic(x) * (1 - 1e-13), 0.5, 1 - 2 ** -53, 2 ** -53])
        expect(isBelowLogistic(u, 1, x), `${x} ${u}`).toBe(exactly(u, 1, x));
    // The node after the one that rounding may reach is there: machine code would read on without a word.
    expect(logisticNodes[(24 - 2 ** -48 + 24) * 8 + 1]).toBe(logistic(24.125));
  });

  test('is certain and impossible at the ends', () => {
    expect(isBelowLogistic(0.999, 1, Infinity)).toBe(true);
    expect(isBelowLogistic(1e-16, 1, -Infinity)).toBe(false);
    expect(isBelowLogistic(0.1, 0, 3)).toBe(false);
  });
});
