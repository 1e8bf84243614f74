import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomial } from '../../simulations/random/binomial.ts';
import { categorical } from '../../simulations/random/categorical.ts';
import { poisson } from '../../simulations/random/poisson.ts';
import { goldenRows, numberIn, truthIn } from '../support/golden.ts';

/** As far from a step of the distribution function as rounding of u and of 1 - u may reach. */
const margin = (p: number): number => 1e-15 + 1e-12 * Math.min(p, 1 - p);
const reachable = (p: number): boolean => p > 1e-14 && p < 1 - 1e-14;

describe('the steps of the inverse distribution function lie where 40 digits put them', () => {
  test('poisson', () => {
    const rows = goldenRows('poisson-distribution').filter((row) => reachable(Number(truthIn(row))));
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      const [mean, count, below] = [numberIn(row, 0), numberIn(row, 1), Number(truthIn(row))];
      expect([mean, poisson(mean, below - margin(below))]).toEqual([mean, count]);
      expect([mean, poisson(mean, below + margin(below))]).toEqual([mean, count + 1]);
    }
  });

  test('binomial', () => {
    const rows = goldenRows('binomial-distribution').filter((row) => reachable(Number(truthIn(row))));
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      const [n, p, count, below] = [
        numberIn(row, 0),
        numberIn(row, 1),
        numberIn(row, 2),
        Number(truthIn(row)),
      ];
      expect([n, p, binomial(n, p, below - margin(below))]).toEqual([n, p, count]);
      expect([n, p, binomial(n, p, below + margin(below))]).toEqual([n, p, count + 1]);
    }
  });

  test('the comparison sees a mean that is off by a millionth', () => {
    const rows = goldenRows('poisson-distribution').filter((row) => reachable(Number(truthIn(row))));
    const moved = rows.filter((row) => {
      const below = Number(truthIn(row));
      return poisson(numberIn(row, 0) * 1.000001, below - margin(below)) !== numberIn(row, 1);
    });
    expect(moved.length).toBeGreaterThan(0);
  });
});

const unit = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true });
const mean = fc.double({ min: 0, max: 3000, noNaN: true });
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const runs = { numRuns: 3000, seed: 7 };

describe('coupling: the same luck, ordered counts', () => {
  test('poisson rises in u and in the mean', () => {
    fc.assert(
      fc.property(mean, mean, unit, unit, (one, other, u, v) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        expect(poisson(small, u)).toBeLessThanOrEqual(poisson(large, u));
        expect(poisson(one, Math.min(u, v))).toBeLessThanOrEqual(poisson(one, Math.max(u, v)));
      }),
      runs,
    );
  });

  test('binomial rises in u, in n and in p', () => {
    const trials = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(trials, trials, probability, probability, unit, unit, (n, m, p, q, u, v) => {
        expect(binomial(n, p, Math.min(u, v))).toBeLessThanOrEqual(binomial(n, p, Math.max(u, v)));
        expect(binomial(Math.min(n, m), p, u)).toBeLessThanOrEqual(binomial(Math.max(n, m), p, u));
        expect(binomial(n, Math.min(p, q), u)).toBeLessThanOrEqual(binomial(n, Math.max(p, q), u));
      }),
      runs,
    );
  });

  test('a mean that grows by a little moves few counts, and each by one', () => {
    let moved = 0;
    for (let step = 0; step < 10_000; step += 1) {
      const u = (step + 0.5) / 10_000;
      const difference = poisson(200.2, u) - poisson(200, u);
      expect(difference === 0 || difference === 1).toBe(true);
      moved += difference;
    }
    expect(moved / 10_000).toBeCloseTo(0.2, 2);
  });
});

describe('ends', () => {
  test('poisson', () => {
    expect([poisson(0, 0.999), poisson(1e-300, 1 - 2 ** -53), poisson(3, 2 ** -53)]).toEqual([0, 0, 0]);
    for (const each of [0.1, 11.99, 12, 1e3, 1e6, 1e9]) {
      for (const u of [2 ** -53, 1 - 2 ** -53]) {
        const deviation = (poisson(each, u) - each) / Math.sqrt(each);
        expect(Math.abs(deviation)).toBeLessThan(each < 1 ? 60 : 16);
      }
    }
    for (const wrong of [-1, NaN, Infinity, 2e9])
      expect(() => poisson(wrong, 0.5)).toThrow('poisson mean must be');
  });

  test('binomial', () => {
    expect([binomial(0, 0.3, 0.5), binomial(9, 0, 0.5), binomial(9, 1, 0.5)]).toEqual([0, 0, 9]);
    expect([binomial(5, 0.5, 2 ** -53), binomial(5, 0.5, 1 - 2 ** -53)]).toEqual([0, 5]);
    expect([binomial(60, 0.4, 1 - 2 ** -53) <= 60, binomial(1e9, 0.5, 0.5)]).toEqual([true, 5e8]);
    expect(() => binomial(1.5, 0.5, 0.5)).toThrow('whole number');
    expect(() => binomial(-1, 0.5, 0.5)).toThrow('whole number');
    expect(() => binomial(3, 1.01, 0.5)).toThrow('binomial probability must be from 0 to 1: 1.01');
  });

  test('categorical', () => {
    expect([0.1, 0.25, 0.3, 0.99].map((u) => categorical([1, 0, 3], u))).toEqual([0, 2, 2, 2]);
    expect(categorical([0.1, 0.2, 0.7, 0], 1 - 2 ** -53)).toBe(2);
    expect(categorical([0, 5], 2 ** -53)).toBe(1);
    expect(() => categorical([0, 0], 0.5)).toThrow('weights must have a positive total: 0');
    expect(() => categorical([], 0.5)).toThrow('weights');
  });
});
