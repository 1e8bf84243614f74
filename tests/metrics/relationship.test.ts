import { expect, test } from 'vitest';
import { inMonth, inTotal, near, written } from './book.ts';

const book = written(
  2,
  {
    monthly: {
      payingCustomers: [
        [10, 20],
        [30, 0],
      ],
      trust: [
        [6, 13],
        [12, 0],
      ],
      health: [
        [7, 13],
        [15, 0],
      ],
      engagement: [
        [5, 12],
        [9, 0],
      ],
      value: [
        [4, 14],
        [6, 0],
      ],
      attention: [
        [9, 15],
        [24, 0],
      ],
      fatigue: [
        [20, 50],
        [0, 0],
      ],
      reputation: [
        [0.5, 0.6],
        [0.5, 0.6],
      ],
      grudges: [
        [1, 2],
        [3, 0],
      ],
      referredSignups: [
        [4, 5],
        [0, 1],
      ],
      offersShown: [
        [100, 50],
        [100, 0],
      ],
      offersAccepted: [
        [5, 5],
        [15, 0],
      ],
      regrets: [
        [2, 1],
        [0, 0],
      ],
    },
  },
  2,
);

test('feelings are means over paying customers', () => {
  near(inMonth('trust', book, 0), 18 / 40);
  near(inMonth('health', book, 0), 22 / 40);
  near(inMonth('engagement', book, 0), 14 / 40);
  near(inMonth('valueDiscovered', book, 0), 10 / 40);
  near(inMonth('attention', book, 0), 33 / 40);
  near(inMonth('fatigue', book, 0), 20 / 40);
  near(inMonth('trust', book.ofSegment(0), 1), 13 / 20);
});

test('nobody pays, nobody feels', () => {
  for (const id of ['trust', 'health', 'engagement', 'valueDiscovered', 'attention', 'fatigue'])
    expect(inMonth(id, book.ofSegment(1), 1)).toBeNaN();
});

test('reputation is one for the whole company, in every view', () => {
  expect([
    inMonth('reputation', book, 1),
    inMonth('reputation', book.ofSegment(0), 1),
    inMonth('reputation', book.ofSegment(1), 1),
  ]).toEqual([0.6, 0.6, 0.6]);
});

test('flows: in the month and over the run', () => {
  for (const [id, first, total] of [
    ['grudges', 4, 6],
    ['referrals', 4, 10],
    ['offersShown', 200, 250],
    ['regrets', 2, 3],
  ] as const) {
    expect([id, inMonth(id, book, 0), inTotal(id, book)]).toEqual([id, first, total]);
  }
});

test('acceptance is accepted over shown, of the run not the mean of months', () => {
  near(inMonth('acceptance', book, 0), 20 / 200);
  near(inMonth('acceptance', book, 1), 5 / 50);
  near(inTotal('acceptance', book.ofSegment(0)), 10 / 150);
  near(inTotal('acceptance', book), 25 / 250);
  expect(inMonth('acceptance', book.ofSegment(1), 1)).toBeNaN();
});
