import { describe, expect, it } from 'vitest';
import { jackknife } from '../../simulations/statistics/jackknife.ts';
import { pairedDifference } from '../../simulations/statistics/paired-difference.ts';

const first = Float64Array.from([3, 5, 2, 8, 6, 7]);
const second = Float64Array.from([4, 9, 2, 9, 5, 10]);

describe('jackknife', () => {
  it('of a difference of means is the paired t interval', () => {
    const paired = pairedDifference(first, second);
    const { value, standardError, low, high } = jackknife([first, second], ([a = NaN, b = NaN]) => b - a);
    expect(value).toBeCloseTo(paired.mean, 12);
    expect(standardError).toBeCloseTo(paired.standardError, 12);
    expect(low).toBeCloseTo(paired.low, 12);
    expect(high).toBeCloseTo(paired.high, 12);
  });

  it('of a ratio of proportional columns has no error', () => {
    const { value, standardError } = jackknife(
      [first, first.map((x) => 3 * x)],
      ([a = NaN, b = NaN]) => b / a,
    );
    expect(value).toBeCloseTo(3, 12);
    expect(standardError).toBeLessThan(1e-12);
  });

  it('of one future has no interval', () => {
    expect(jackknife([[1], [2]], ([a = NaN, b = NaN]) => b - a)).toEqual({
      value: 1,
      standardError: NaN,
      low: NaN,
      high: NaN,
    });
  });
});
