import { describe, expect, test } from 'vitest';
import { grossMargin } from '../../simulations/metrics/acquisition-cost.ts';
import { inTotal, near, repeated, written } from './book.ts';
import type { Book } from './book.ts';

const book = written(2, {
  monthly: {
    acquisitionCost: [3000, 1000],
    successCost: [200, 300],
    programCost: [100, 0],
    newCustomers: [6, 4],
    newMrr: [300, 200],
    paidSignups: [40, 10],
    organicSignups: [30, 10],
    referredSignups: [5, 5],
    expansionUpgrade: [10, 20],
    expansionUsage: [10, 10],
    revenue: [600, 400],
    goodsCost: [100, 80],
    processingCost: [10, 10],
    supportCost: [50, 50],
  },
});

test('gross margin: revenue less goods, processing and support', () => {
  near(grossMargin(book), 0.7);
  expect(grossMargin(written(1, {}))).toBeNaN();
});

test('blended over all new customers, paid over those of paid sign-ups at the conversion of all, loaded with the rest', () => {
  near(inTotal('cacBlended', book), 4000 / 10);
  near(inTotal('cacPaid', book), 4000 / (50 * (10 / 100)));
  near(inTotal('cacLoaded', book), 4600 / 10);
});

test('cost of a unit of new and of expansion ARR', () => {
  near(inTotal('costPerNewArr', book), 4000 / (12 * 500));
  near(inTotal('costPerExpansionArr', book), 600 / (12 * 50));
});

test('none without a customer, a paid sign-up, an expansion', () => {
  const idle = written(2, { monthly: { acquisitionCost: [10, 10], successCost: [1], newCustomers: [0, 0] } });
  for (const id of [
    'cacBlended',
    'cacPaid',
    'cacLoaded',
    'paybackSimple',
    'paybackAdjusted',
    'costPerNewArr',
    'costPerExpansionArr',
  ])
    expect([id, inTotal(id, idle)]).toEqual([id, NaN]);
  expect(
    inTotal(
      'cacPaid',
      written(1, { monthly: { acquisitionCost: [5], organicSignups: [4], newCustomers: [2] } }),
    ),
  ).toBeNaN();
});

describe('payback', () => {
  // KA09: CAC 400, 40 of gross profit a month, 3 % leave a month. Margin ½ of 80 of MRR.
  const months = 60;
  const ka09 = (cac: number, churn = 0.03): Book => ({
    monthly: {
      acquisitionCost: [cac * 10],
      newCustomers: [10],
      newMrr: [800],
      revenue: [1000],
      goodsCost: [500],
    },
    tenure: {
      left: Array.from({ length: months }, (_, month) => 1000 * (1 - churn) ** month * churn),
      censored: [...repeated(0, months - 1), 1000 * (1 - churn) ** months],
    },
  });

  test('KA09: simple 10 months, adjusted for survival 12', () => {
    near(inTotal('paybackSimple', written(months, ka09(400))), 10);
    expect(inTotal('paybackAdjusted', written(months, ka09(400)))).toBe(12);
  });

  test('where nobody leaves both agree', () => {
    expect(inTotal('paybackAdjusted', written(months, ka09(400, 0)))).toBe(10);
    expect(inTotal('paybackAdjusted', written(months, ka09(401, 0)))).toBe(11);
    expect(inTotal('paybackAdjusted', written(months, ka09(40)))).toBe(1);
  });

  test('KA09: never, when the cost exceeds all that will be earned; and not within the horizon', () => {
    expect(inTotal('paybackAdjusted', written(months, ka09(1334)))).toBeNaN();
    expect(inTotal('paybackAdjusted', written(months, ka09(1200)))).toBeNaN(); // after 60 months 1118.9 of 1333 is earned
    expect(inTotal('paybackAdjusted', written(months, ka09(1118)))).toBe(60);
  });

  test('does not exist without a margin', () => {
    const book = written(1, {
      monthly: { acquisitionCost: [40], newCustomers: [1], newMrr: [80], revenue: [100], goodsCost: [100] },
    });
    expect([inTotal('paybackSimple', book), inTotal('paybackAdjusted', book)]).toEqual([NaN, NaN]);
  });
});

test('of a segment is that segment’s alone', () => {
  const two = written(
    1,
    { monthly: { acquisitionCost: [[100], [900]], newCustomers: [[10], [3]], newMrr: [[5], [300]] } },
    2,
  );
  near(inTotal('cacBlended', two), 1000 / 13);
  near(inTotal('cacBlended', two.ofSegment(0)), 10);
  near(inTotal('cacBlended', two.ofSegment(1)), 300);
  near(inTotal('costPerNewArr', two.ofSegment(1)), 900 / 3600);
});
