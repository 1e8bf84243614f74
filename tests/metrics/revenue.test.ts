import { describe, expect, test } from 'vitest';
import { inMonth, inTotal, near, written } from './book.ts';

// KA11's month beside a second segment that only pays.
const bridge = written(
  2,
  {
    monthly: {
      startingMrr: [[100_000], [500]],
      mrr: [
        [120_500, 120_500],
        [500, 500],
      ],
      payingCustomers: [
        [1000, 1000],
        [5, 5],
      ],
      newMrr: [20_000, 0],
      returnedMrr: [1500, 0],
      expansionUpgrade: [4000, 0],
      expansionAddOn: [2500, 10],
      expansionBundle: [1500, 0],
      expansionSeats: [600, 0],
      expansionUsage: [400, 0],
      contractionMrr: [2000, 0],
      churnedMrr: [8000, 0],
      unwantedRevenue: [30, 40],
      trappedRevenue: [1, 2],
    },
  },
  2,
);

test('movements: in the month as posted, in total over the run', () => {
  for (const [id, first, second] of [
    ['newMrr', 20_000, 0],
    ['returnedMrr', 1500, 0],
    ['expansionUpgrade', 4000, 0],
    ['expansionAddOn', 2500, 10],
    ['expansionBundle', 1500, 0],
    ['expansionSeats', 600, 0],
    ['expansionUsage', 400, 0],
    ['expansionMrr', 9000, 10],
    ['contractionMrr', 2000, 0],
    ['churnedMrr', 8000, 0],
    ['unwantedRevenue', 30, 40],
    ['trappedRevenue', 1, 2],
  ] as const) {
    expect([id, inMonth(id, bridge, 0), inMonth(id, bridge, 1), inTotal(id, bridge)]).toEqual([
      id,
      first,
      second,
      first + second,
    ]);
  }
});

test('KA11: the bridge of the month balances', () => {
  const segment = bridge.ofSegment(0);
  const closing =
    100_000 +
    inMonth('newMrr', segment, 0) +
    inMonth('returnedMrr', segment, 0) +
    inMonth('expansionMrr', segment, 0) -
    inMonth('contractionMrr', segment, 0) -
    inMonth('churnedMrr', segment, 0);
  expect(closing).toBe(inMonth('mrr', segment, 0));
});

test('MRR and MRR per customer', () => {
  expect(inMonth('mrr', bridge, 1)).toBe(121_000);
  near(inMonth('arpa', bridge, 1), 121_000 / 1005);
  near(inMonth('arpa', bridge.ofSegment(1), 1), 100);
  expect(inMonth('arpa', written(1, {}), 0)).toBeNaN();
});

test('expansion share of new ARR: returned customers are neither', () => {
  near(inTotal('expansionShareOfNew', bridge), 9010 / 29_010);
  expect(inTotal('expansionShareOfNew', written(1, {}))).toBeNaN();
  expect(inTotal('expansionShareOfNew', bridge.ofSegment(1))).toBeNaN();
});

test('expansion share of all revenue: what is paid beyond the first month’s MRR', () => {
  const book = written(2, { monthly: { mrr: [200, 300], mrrBeyondFirst: [0, 75] } });
  expect([inMonth('expansionShareOfRevenue', book, 0), inMonth('expansionShareOfRevenue', book, 1)]).toEqual([
    0, 0.25,
  ]);
  near(inTotal('expansionShareOfRevenue', book), 75 / 500);
  expect(inTotal('expansionShareOfRevenue', written(1, {}))).toBeNaN();
});

describe('expansion of opening MRR', () => {
  test('the first month opens with what customers of before pay, the others with the close before', () => {
    near(inMonth('expansionRate', bridge, 0), 9000 / 100_500);
    near(inMonth('expansionRate', bridge, 1), 10 / 121_000);
    near(inTotal('expansionRate', bridge), 9010 / (100_500 + 121_000));
  });
  test('does not exist where nothing opens', () => {
    expect(inMonth('expansionRate', written(2, { monthly: { expansionAddOn: [5, 5] } }), 0)).toBeNaN();
  });
});
