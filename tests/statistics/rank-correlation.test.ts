import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../simulations/statistics/least-squares.ts';
import { naturalSpline } from '../../simulations/statistics/natural-spline.ts';
import { partialRankCorrelations, ranks, spearman } from '../../simulations/statistics/rank-correlation.ts';

describe('ranks', () => {
  it('share the mean of their places when equal', () => {
    expect(Array.from(ranks([3, 1, 3, 2]))).toEqual([3.5, 1, 3.5, 2]);
  });
});

describe('rank correlation', () => {
  it('is 1 and -1 of anything that only rises or only falls', () => {
    const x = [1, 2, 3, 4, 5];
    expect(
      spearman(
        x,
        x.map((value) => value ** 3),
      ),
    ).toBe(1);
    expect(
      spearman(
        x,
        x.map((value) => -Math.exp(value)),
      ),
    ).toBe(-1);
  });

  // Ten people's IQ and hours of television, a table printed in many textbooks: ρ = -29/165.
  it('of the television table is -29/165', () => {
    const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it('does not exist of what never varies', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
  });

  it('with the others held finds which input it is', () => {
    const z = Array.from({ length: 200 }, (_, index) => ((index * 37) % 200) / 200);
    const noise = Array.from({ length: 200 }, (_, index) => ((index * 61) % 200) / 200);
    const follower = z.map((value, index) => value + 0.3 * (noise[index] ?? 0));
    const outcome = z.map((value) => value ** 2);
    expect(spearman(follower, outcome)).toBeGreaterThan(0.8);
    const [own = NaN, other = NaN] = partialRankCorrelations([z, follower], outcome);
    expect(own).toBeGreaterThan(0.99);
    expect(Math.abs(other)).toBeLessThan(0.2);
  });

  it('leaves out an input that another determines', () => {
    expect(
      partialRankCorrelations(
        [
          [1, 2, 3, 4],
          [2, 4, 6, 8],
        ],
        [1, 3, 2, 4],
      ),
    ).toEqual([NaN, NaN]);
  });
});

describe('least squares', () => {
  it('finds the coefficients of an exact relation, and leaves out a column that says nothing new', () => {
    const one = [1, 1, 1, 1, 1];
    const x = [0, 1, 2, 3, 4];
    const target = x.map((value) => 2 - 3 * value);
    const { coefficients, residuals } = leastSquares([one, x, x.map((value) => 2 * value)], target);
    expect(coefficients[0]).toBeCloseTo(2, 12);
    expect(coefficients[1]).toBeCloseTo(-3, 12);
    expect(coefficients[2]).toBe(0);
    expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(1e-12);
  });

  it('keeps its digits where columns are nearly the same', () => {
    const x = Array.from({ length: 20 }, (_, index) => index);
    const near = x.map((value) => value + 1e-6 * (value % 3));
    const { coefficients } = leastSquares(
      [x, near],
      x.map((value, index) => value + (near[index] ?? 0)),
    );
    expect(coefficients[0]).toBeCloseTo(1, 5);
    expect(coefficients[1]).toBeCloseTo(1, 5);
  });

  it('with a natural spline follows a curve and is straight beyond the outer knots', () => {
    const x = Float64Array.from({ length: 300 }, (_, index) => index / 299);
    const columns = naturalSpline(x, 4);
    const target = x.map((value) => Math.sin(3 * value));
    const { fitted } = leastSquares([new Float64Array(300).fill(1), ...columns], target);
    expect(Math.max(...fitted.map((value, index) => Math.abs(value - (target[index] ?? NaN))))).toBeLessThan(
      0.05,
    );
    for (const column of columns) {
      const [a = NaN, b = NaN, c = NaN] = [297, 298, 299].map((row) => column[row] ?? NaN);
      expect(Math.abs(c - 2 * b + a)).toBeLessThan(1e-12);
    }
  });
});

describe('what does not vary', () => {
  it('has no rank correlation, however rounding leaves its mean', () => {
    for (let count = 2; count < 60; count++) {
      const same = new Float64Array(count).fill(0.1);
      const other = Float64Array.from({ length: count }, (_, index) => (7 * index) % count);
      expect([spearman(same, same), spearman(same, other), spearman(other, same)]).toEqual([NaN, NaN, NaN]);
      expect(partialRankCorrelations([other], same)).toEqual([NaN]);
    }
  });
});
