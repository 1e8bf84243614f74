// Certain and impossible churn: what each formula tends to there, worked out by hand, and approached from inside.
import { describe, expect, it } from 'vitest';
import * as constant from '../../simulations/theory/constant-churn.ts';

const tiny = 1e-9;
const lifetimeValues = (['startOfMonth', 'withoutFirst', 'endOfMonth'] as const).map(
  (timing) => (churn: number) => constant.lifetimeValue(40, churn, 0.01, timing),
);

describe('certain churn', () => {
  it.each<[string, (churn: number) => number, number]>([
    ['survival of the start', (churn) => constant.survival(churn, 0), 1],
    ['survival of a month', (churn) => constant.survival(churn, 1), 0],
    ['paid months, ever', (churn) => constant.paidMonths(churn), 1],
    ['paid months within a year', (churn) => constant.paidMonths(churn, 12), 1],
    ['lifetime value, start of month', lifetimeValues[0]!, 40],
    ['lifetime value without the first', lifetimeValues[1]!, 0],
    ['lifetime value, end of month', lifetimeValues[2]!, 40 / 1.01],
    ['lifetime value within a year', (churn) => constant.lifetimeValueWithin(40, churn, 0.01, 12), 40],
    ['payback of a whole payment', (churn) => constant.paybackAdjusted(40, 40, churn), 1],
    ['payback of nothing', (churn) => constant.paybackAdjusted(0, 40, churn), 0],
    ['payback of more', (churn) => constant.paybackAdjusted(41, 40, churn), Infinity],
    ['base', (churn) => constant.base(200, churn), 200],
    ['churn over a year', (churn) => constant.churnOver(churn, 12), 1],
    ['churn at half the hazard', (churn) => constant.churnAtHazardRatio(churn, 0.5), 1],
    ['share beside another cause', (churn) => constant.competingCauses(churn, 0.1).voluntaryShare, 1],
    ['share of the other cause', (churn) => 1 - constant.competingCauses(0.1, churn).voluntaryShare, 1],
    ['share of two alike', (churn) => constant.competingCauses(churn, churn).voluntaryShare, 0.5],
    ['hazard of the fourth month', (churn) => constant.hazardOfMixture([{ share: 1, churn }], 4), 1],
    [
      'hazard beside another segment',
      (churn) =>
        constant.hazardOfMixture(
          [
            { share: 0.5, churn },
            { share: 0.5, churn: 0.2 },
          ],
          4,
        ),
      0.2,
    ],
    ['mean lifetime', (churn) => constant.meanLifetimeOfMixture([{ share: 1, churn }]), 1],
    ['steady churn', (churn) => constant.steadyChurnOfMixture([{ share: 1, churn }]), 1],
  ])('%s', (_, formula, limit) => {
    expect(formula(1)).toBeCloseTo(limit, 12);
    // A hazard enters as its logarithm, which is slow to become infinite; a square root loses half the digits.
    const nearby = formula(1 - tiny);
    if (Number.isFinite(limit)) expect(Math.abs(nearby - limit)).toBeLessThan(0.01);
    else expect(nearby).toBe(limit);
  });

  it('of less than a payment is paid back at once, which the curve through whole months comes to slowly', () => {
    expect(constant.paybackAdjusted(20, 40, 1)).toBe(0);
    const [far, near] = [1e-3, 1e-12].map((rest) => constant.paybackAdjusted(20, 40, 1 - rest));
    expect(near).toBeGreaterThan(0);
    expect(near).toBeLessThan(far!);
  });

  it('of both causes takes everybody, half by each', () => {
    expect(constant.competingCauses(1, 1)).toEqual({
      combined: 1,
      voluntaryShare: 0.5,
      voluntary: 0.5,
      involuntary: 0.5,
    });
    expect(constant.competingCauses(1, 0)).toMatchObject({ voluntary: 1, involuntary: 0 });
    expect(constant.competingCauses(0, 1)).toMatchObject({ voluntary: 0, involuntary: 1 });
  });
});

describe('impossible churn', () => {
  it.each<[string, (churn: number) => number, number]>([
    ['survival', (churn) => constant.survival(churn, 12), 1],
    ['paid months within a year', (churn) => constant.paidMonths(churn, 12), 12],
    ['lifetime value, start of month', lifetimeValues[0]!, 40 * 101],
    ['lifetime value without the first', lifetimeValues[1]!, 40 * 100],
    ['lifetime value, end of month', lifetimeValues[2]!, 40 * 100],
    [
      'lifetime value within a year, no discount',
      (churn) => constant.lifetimeValueWithin(40, churn, 0, 12),
      480,
    ],
    ['payback', (churn) => constant.paybackAdjusted(400, 40, churn), 10],
    ['base after a year', (churn) => constant.base(200, churn, 12), 2400],
    ['base of no arrivals', (churn) => constant.base(0, churn), 0],
    ['churn over a year', (churn) => constant.churnOver(churn, 12), 0],
    ['churn at twice the hazard', (churn) => constant.churnAtHazardRatio(churn, 2), 0],
    ['share of the other cause', (churn) => constant.competingCauses(churn, 0.1).voluntaryShare, 0],
    ['hazard', (churn) => constant.hazardOfMixture([{ share: 1, churn }], 4), 0],
    ['steady churn', (churn) => constant.steadyChurnOfMixture([{ share: 1, churn }]), 0],
  ])('%s', (_, formula, limit) => {
    expect(formula(0)).toBeCloseTo(limit, 9);
    expect(Math.abs(formula(tiny) - limit)).toBeLessThan(1e-5 * Math.max(1, limit));
  });

  it('is forever where nothing is discounted, and nothing where nothing is earned', () => {
    expect(constant.paidMonths(0)).toBe(Infinity);
    expect(constant.lifetimeValue(40, 0, 0)).toBe(Infinity);
    expect(constant.lifetimeValue(-40, 0, 0)).toBe(-Infinity);
    expect(constant.lifetimeValue(0, 0, 0)).toBe(0);
    expect(constant.base(200, 0)).toBe(Infinity);
    expect(constant.competingCauses(0, 0)).toMatchObject({ combined: 0, voluntary: 0, involuntary: 0 });
  });

  it('of a segment that nobody is of changes nothing', () => {
    const segments = [
      { share: 1, churn: 0.1 },
      { share: 0, churn: 0 },
    ];
    expect(constant.meanLifetimeOfMixture(segments)).toBe(10);
    expect(constant.steadyChurnOfMixture(segments)).toBe(0.1);
  });
});

it('a mixture so far on that its survivors are too few for a number loses them as its most loyal leave', () => {
  const segments = [
    { share: 0.5, churn: 0.5 },
    { share: 0.5, churn: 0.9 },
  ];
  expect(constant.survivalOfMixture(segments, 2000)).toBe(0);
  expect(constant.hazardOfMixture(segments, 2001)).toBe(0.5);
});

it('a mixture of nobody is refused', () => {
  expect(() => constant.meanLifetimeOfMixture([])).toThrow('share above 0');
  expect(() => constant.hazardOfMixture([{ share: 0, churn: 0.1 }], 1)).toThrow('share above 0');
});
