import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedDifference } from '../../simulations/statistics/paired-difference.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('paired difference', () => {
  // Student, "The probable error of a mean", Biometrika 6 (1908): hours of sleep gained by ten patients under two drugs.
  // Mean 1.58, standard error 0.389, t interval 0.70 to 2.46 (R: t.test(extra ~ group, sleep, paired)).
  it('agrees with the sleep data of Student', () => {
    const first = of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2);
    const second = of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);
    const difference = pairedDifference(first, second);
    expect(difference.mean).toBeCloseTo(1.58, 12);
    expect(difference.standardError).toBeCloseTo(0.38896, 5);
    expect(difference.low).toBeCloseTo(0.7001142, 6);
    expect(difference.high).toBeCloseTo(2.4598858, 6);
    expect([difference.aboveShare, difference.belowShare, difference.tiedShare]).toEqual([0.9, 0, 0.1]);
  });

  it('leaves out futures in which either value does not exist', () => {
    const difference = pairedDifference(of(1, NaN, 3, 4), of(2, 5, NaN, 4));
    expect(difference.futures).toBe(2);
    expect(difference.mean).toBe(0.5);
    expect(difference.aboveShare).toBe(0.5);
    expect(difference.tiedShare).toBe(0.5);
  });

  it('of what may never come: who gets there is below who never does, and the mean is of those who both do', () => {
    const difference = pairedDifference(of(20, NaN, 12, NaN), of(17, 15, NaN, NaN), undefined, true);
    expect([difference.futures, difference.compared, difference.mean]).toEqual([1, 4, -3]);
    expect([difference.belowShare, difference.aboveShare, difference.tiedShare]).toEqual([0.5, 0.25, 0.25]);
    const never = pairedDifference(of(NaN, NaN), of(NaN, NaN), undefined, true);
    expect([never.compared, never.aboveShare]).toEqual([0, NaN]);
  });

  it('of nothing does not exist', () => {
    const difference = pairedDifference(of(NaN), of(1));
    expect(difference.futures).toBe(0);
    expect(difference.mean).toBeNaN();
    expect(difference.aboveShare).toBeNaN();
  });

  it('of a sample and itself is 0 everywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 2 }), (values) => {
        const { futures, compared, ...numbers } = pairedDifference(of(...values), of(...values));
        expect([futures, compared]).toEqual([values.length, values.length]);
        expect(numbers).toEqual({
          ...Object.fromEntries(Object.keys(numbers).map((key) => [key, 0])),
          tiedShare: 1,
        });
      }),
    );
  });

  it('refuses samples that do not pair', () => {
    expect(() => pairedDifference(of(1), of(1, 2))).toThrow('one length');
  });
});
