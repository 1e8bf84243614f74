import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mergeMoments,
  momentsOf,
  noMoments,
  standardError,
  variance,
} from '../../simulations/statistics/moments.ts';
import type { Moments } from '../../simulations/statistics/moments.ts';

const sample = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { maxLength: 40 });
const of = (values: readonly number[]) => momentsOf(Float64Array.from(values));

function expectSame(actual: Moments, expected: Moments): void {
  expect(actual.count).toBe(expected.count);
  expect(Math.abs(actual.mean - expected.mean)).toBeLessThanOrEqual(1e-9);
  expect(Math.abs(actual.squares - expected.squares)).toBeLessThanOrEqual(1e-9 * (1 + expected.squares));
}

describe('moments', () => {
  // NIST/ITL StRD, univariate, "NumAcc3": 1001 values around 1000000.2, certified sd 0.1, where the textbook formula fails.
  it('keeps its digits far from zero', () => {
    const values = [
      1000000.2,
      ...Array.from({ length: 1000 }, (_, index) => (index % 2 === 0 ? 1000000.1 : 1000000.3)),
    ];
    const moments = of(values);
    expect(moments.mean).toBeCloseTo(1000000.2, 9);
    expect(Math.sqrt(variance(moments))).toBeCloseTo(0.1, 9);
  });

  it('of equal values have exactly that mean and no variance', () => {
    const moments = of(Array.from({ length: 1000 }, () => 0.1));
    expect(moments.mean).toBe(0.1);
    expect(moments.squares).toBe(0);
  });

  it('merge as a monoid', () => {
    fc.assert(
      fc.property(sample, sample, sample, (a, b, c) => {
        const [first, second, third] = [of(a), of(b), of(c)];
        expect(mergeMoments(noMoments, first)).toEqual(first);
        expect(mergeMoments(first, noMoments)).toEqual(first);
        expectSame(
          mergeMoments(mergeMoments(first, second), third),
          mergeMoments(first, mergeMoments(second, third)),
        );
        expectSame(mergeMoments(first, second), of([...a, ...b]));
      }),
    );
  });

  it('say nothing of spread below two observations', () => {
    expect(standardError(noMoments)).toBeNaN();
    expect(standardError(of([5]))).toBeNaN();
    expect(standardError(of([1, 3]))).toBe(1);
  });
});
