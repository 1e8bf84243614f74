import { expect, test } from 'vitest';
import { inMonth, inTotal, near, written } from './book.ts';

const book = written(
  2,
  {
    monthly: {
      payingCustomers: [
        [30, 33],
        [5, 6],
      ],
      freeUsers: [
        [100, 90],
        [0, 1],
      ],
      paidSignups: [
        [10, 20],
        [1, 1],
      ],
      organicSignups: [
        [5, 5],
        [2, 2],
      ],
      referredSignups: [
        [1, 2],
        [0, 1],
      ],
      startingCustomers: [[29], [5]],
      newCustomers: [
        [3, 4],
        [0, 2],
      ],
      returnedCustomers: [
        [1, 0],
        [0, 0],
      ],
    },
  },
  2,
);

test('stocks at the close of the month', () => {
  expect([
    inMonth('payingCustomers', book, 1),
    inMonth('freeUsers', book, 0),
    inMonth('payingCustomers', book.ofSegment(1), 1),
  ]).toEqual([39, 100, 6]);
});

test('sign-ups by all three doors; customers of before did not sign up', () => {
  expect([
    inMonth('signups', book, 0),
    inMonth('signups', book, 1),
    inTotal('signups', book),
    inTotal('signups', book.ofSegment(1)),
  ]).toEqual([19, 31, 50, 7]);
});

test('new customers: first payments, never returns', () => {
  expect([inMonth('newCustomers', book, 0), inTotal('newCustomers', book)]).toEqual([3, 9]);
});

test('sign-up to paid, and shares of the doors', () => {
  near(inTotal('freeToPaid', book), 9 / 50);
  near(inTotal('paidShare', book), 32 / 50);
  near(inTotal('organicShare', book), 14 / 50);
  near(inTotal('referredShare', book), 4 / 50);
  near(inTotal('referredShare', book.ofSegment(0)), 3 / 43);
});

test('no sign-ups, no shares', () => {
  for (const id of ['freeToPaid', 'paidShare', 'organicShare', 'referredShare'])
    expect(inTotal(id, written(2, { monthly: { newCustomers: [1, 0] } }))).toBeNaN();
});
