import { describe, expect, test } from 'vitest';
import { cash, contribution, costs } from '../../simulations/metrics/money.ts';
import { inMonth, inTotal, metric, near, written } from './book.ts';

const everyCost = {
  goodsCost: [1],
  processingCost: [2],
  supportCost: [4],
  successCost: [8],
  programCost: [16],
  acquisitionCost: [32],
  fines: [64],
};

test('costs are all seven, and refunds come off besides', () => {
  const book = written(1, { monthly: { ...everyCost, revenue: [1000], billed: [5000], refunds: [100] } });
  expect([costs(book, 0), contribution(book, 0), cash(book, 0)]).toEqual([
    127,
    1000 - 100 - 127,
    5000 - 100 - 127,
  ]);
});

describe('prepayment is cash, not revenue', () => {
  const book = written(3, {
    monthly: {
      billed: [1200, 0, 0],
      revenue: [100, 100, 100],
      mrr: [100, 100, 100],
      goodsCost: [10, 10, 10],
      refunds: [0, 0, 5],
    },
  });

  test('in contribution month by month, in cash at once', () => {
    expect([0, 1, 2].map((month) => inMonth('contribution', book, month))).toEqual([90, 90, 85]);
    expect(inTotal('contribution', book)).toBe(265);
    expect([0, 1, 2].map((month) => inMonth('cumulativeContribution', book, month))).toEqual([90, 90, 85]);
    expect([0, 1, 2].map((month) => inMonth('cumulativeCash', book, month))).toEqual([1190, -10, -15]);
    // A chart adds up what these say month by month.
    expect([
      metric('cumulativeContribution').cumulates,
      metric('cumulativeCash').cumulates,
      metric('contribution').cumulates,
    ]).toEqual([true, true, undefined]);
    expect([inMonth('revenue', book, 1), inTotal('revenue', book)]).toEqual([100, 300]);
  });

  test('over the run both cumulatives are what the last month says', () => {
    expect(inTotal('cumulativeContribution', book)).toBe(265);
    expect(inTotal('cumulativeCash', book)).toBe(1165);
  });
});

test('discounted contribution: each month by the twelfth root of the yearly rate, the first not at all', () => {
  const book = written(13, { monthly: { revenue: [100, ...Array<number>(11).fill(0), 100] } });
  near(inTotal('discountedContribution', book, { discountRate: 0.1 }), 100 + 100 / 1.1);
  near(inTotal('discountedContribution', book), 200);
  const loss = written(2, { monthly: { revenue: [0, 10], goodsCost: [4, 4] } });
  near(inTotal('discountedContribution', loss, { discountRate: 0.21 }), -4 + 6 / 1.21 ** (1 / 12));
});

test('KA25: a year of 1 a month at 10 % a year, in advance, is worth 11.49139692', () => {
  const book = written(12, { monthly: { revenue: Array<number>(12).fill(1) } });
  expect(Math.abs(inTotal('discountedContribution', book, { discountRate: 0.1 }) - 11.49139692)).toBeLessThan(
    1e-8,
  );
});

describe('trough and break-even', () => {
  const flows = (...amounts: readonly number[]) =>
    written(amounts.length, {
      monthly: {
        billed: amounts.map((amount) => Math.max(0, amount)),
        acquisitionCost: amounts.map((amount) => Math.max(0, -amount)),
      },
    });

  test('the deepest of several troughs, as a positive amount', () => {
    expect(inTotal('cashTrough', flows(-5, 20, -40, 10, 100))).toBe(25);
    expect(inTotal('cashTrough', flows(-50, 20, 10, -15, 100))).toBe(50);
    expect(inTotal('cashTrough', flows(5, 5))).toBe(0);
  });

  test('break-even is the last crossing, not the first', () => {
    expect(inTotal('breakEven', flows(-5, 20, -40, 10, 100))).toBe(4); // above, below, and above for good after four months
    expect(inTotal('breakEven', flows(-5, 20, 1, 1, 1))).toBe(1);
  });

  test('at once where cash is never below zero; exactly zero is not below', () => {
    expect(inTotal('breakEven', flows(5, -5, 3))).toBe(0);
    expect(inTotal('breakEven', flows(-5, 5, 0))).toBe(1);
  });

  test('never within the horizon is no number', () => {
    expect(inTotal('breakEven', flows(10, -20, 5))).toBeNaN();
  });
});

describe('burn per net new ARR', () => {
  const book = (mrr: number, billed: number) =>
    written(2, {
      monthly: { startingMrr: [100], mrr: [0, mrr], billed: [billed, 0], acquisitionCost: [600, 600] },
    });
  test('is cash burnt over recurring revenue a year won net', () => {
    near(inTotal('burnPerNewArr', book(150, 0)), 1200 / (12 * 50));
    near(inTotal('burnPerNewArr', book(150, 200)), 1000 / (12 * 50));
  });
  test('is 0 where nothing was burnt, and no number where nothing was won', () => {
    expect(inTotal('burnPerNewArr', book(150, 1500))).toBe(0);
    expect(inTotal('burnPerNewArr', book(90, 0))).toBeNaN();
    expect(inTotal('burnPerNewArr', book(100, 0))).toBeNaN();
  });
});

test('money of a segment is that segment’s alone', () => {
  const two = written(
    2,
    {
      monthly: {
        revenue: [
          [10, 10],
          [1, 1],
        ],
        billed: [
          [10, 10],
          [1, 1],
        ],
        supportCost: [
          [0, 3],
          [5, 0],
        ],
        overspentBudget: [
          [7, 0],
          [0, 2],
        ],
      },
    },
    2,
  );
  expect([
    inTotal('contribution', two),
    inTotal('contribution', two.ofSegment(0)),
    inTotal('contribution', two.ofSegment(1)),
  ]).toEqual([14, 17, -3]);
  expect([inTotal('cashTrough', two.ofSegment(0)), inTotal('cashTrough', two.ofSegment(1))]).toEqual([0, 4]);
  expect([
    inMonth('overspentBudget', two, 0),
    inTotal('overspentBudget', two),
    inTotal('overspentBudget', two.ofSegment(1)),
  ]).toEqual([7, 9, 2]);
});
