import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../simulations/statistics/quantile.ts';

const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

describe('quantile, type 7 of Hyndman and Fan (1996)', () => {
  // R 4: quantile(c(2, 4, 4, 5, 7, 9), c(.1, .25, .5, .75, .9), type = 7), by hand from h = (n - 1) p.
  it.each([
    [0, 2],
    [0.1, 3],
    [0.25, 4],
    [0.5, 4.5],
    [0.75, 6.5],
    [0.9, 8],
    [1, 9],
  ])('at %d is %d', (p, expected) => {
    expect(quantile(sorted([2, 4, 4, 5, 7, 9]), p)).toBeCloseTo(expected, 12);
  });

  it('is not type 6, whose lower quartile of 1…4 is 1.25', () => {
    expect(quantile(sorted([1, 2, 3, 4]), 0.25)).toBe(1.75);
  });

  it('looks at the first values only when told so', () => {
    expect(quantile(Float64Array.of(1, 2, 3, 99), 1, 3)).toBe(3);
  });

  it('of nothing does not exist, and of one value is that value', () => {
    expect(quantile(new Float64Array(), 0.5)).toBeNaN();
    expect(quantile(Float64Array.of(7), 0.05)).toBe(7);
  });

  it('refuses what is no probability', () => {
    expect(() => quantile(Float64Array.of(1), 1.5)).toThrow('between 0 and 1');
    expect(() => quantile(Float64Array.of(1), NaN)).toThrow('between 0 and 1');
  });

  it('rises with p and stays between the extremes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          const sample = sorted(values);
          const [low, high] = [quantile(sample, Math.min(p, q)), quantile(sample, Math.max(p, q))];
          // Interpolation may be off by a rounding of its ends.
          expect(low).toBeLessThanOrEqual(high + 1e-6);
          expect(low).toBeGreaterThanOrEqual((sample[0] ?? NaN) - 1e-6);
          expect(high).toBeLessThanOrEqual((sample.at(-1) ?? NaN) + 1e-6);
        },
      ),
    );
  });
});
