import { describe, expect, it } from 'vitest';
import { Bootstrap, percentileInterval } from '../../simulations/statistics/bootstrap.ts';
import { momentsOf, standardError } from '../../simulations/statistics/moments.ts';
import { normalOf } from '../support/curve-study.ts';

const sample = (name: string, count: number) =>
  Float64Array.from({ length: count }, (_, index) => normalOf(`${name} ${index}`));

describe('the bootstrap', () => {
  it('draws as many as there are, and the same for the same seed and resample', () => {
    for (const futures of [1, 2, 7, 100, 1001]) {
      const bootstrap = new Bootstrap('seed', futures);
      const counts = [...bootstrap.counts(3)];
      expect(counts.reduce((sum, count) => sum + count)).toBe(futures);
      bootstrap.counts(4);
      expect([...bootstrap.counts(3)]).toEqual(counts);
    }
    expect([...new Bootstrap('a', 50).counts(0)]).not.toEqual([...new Bootstrap('b', 50).counts(0)]);
  });

  it('draws each future about as often as another', () => {
    const bootstrap = new Bootstrap('fair', 20, 4000);
    const sums = new Float64Array(20);
    for (let resample = 0; resample < 4000; resample++) {
      bootstrap.counts(resample).forEach((count, future) => {
        sums[future] = (sums[future] ?? 0) + count;
      });
    }
    // Each is binomial(80000, 1/20): standard deviation 62.
    for (const sum of sums) expect(Math.abs(sum - 4000)).toBeLessThan(5 * 62);
  });

  it('spreads the mean by its standard error', () => {
    const values = sample('spread', 200);
    const [means = new Float64Array()] = new Bootstrap('mean', 200, 2000).means([values]);
    const { count, squares, mean } = momentsOf(means);
    const ratio = Math.sqrt(squares / count) / standardError(momentsOf(values));
    // A standard deviation of 2000 is known to 1.6 %; sqrt(199/200) is its expectation here.
    expect(Math.abs(ratio - Math.sqrt(199 / 200))).toBeLessThan(5 * 0.016);
    expect(mean).toBeCloseTo(momentsOf(values).mean, 2);
  });

  it('asks all columns of the same resample', () => {
    const values = sample('joint', 30);
    const shifted = values.map((value) => value + 8);
    const [means, other] = new Bootstrap('joint', 30, 50).means([values, shifted]);
    means?.forEach((mean, resample) => {
      expect((other?.[resample] ?? NaN) - mean).toBeCloseTo(8, 10);
    });
  });

  it('leaves equal values exactly equal', () => {
    const [means] = new Bootstrap('equal', 10, 20).means([new Float64Array(10).fill(0.1)]);
    expect([...(means ?? [])]).toEqual(new Array(20).fill(0.1));
  });
});

describe('the percentile interval', () => {
  it('holds the middle 95 %', () => {
    expect(percentileInterval(Float64Array.from({ length: 1001 }, (_, index) => index))).toEqual({
      low: 25,
      high: 975,
    });
  });

  it('lets an end lie beyond', () => {
    const months = Float64Array.from({ length: 1001 }, (_, index) => (index < 900 ? index : Infinity));
    expect(percentileInterval(months)).toEqual({ low: 25, high: Infinity });
  });
});
