import { describe, expect, test } from 'vitest';
import { survivalCurve, timeToExpansion } from '../../simulations/metrics/retention.ts';
import { inMonth, inTotal, near, repeated, written } from './book.ts';

describe('NRR and GRR', () => {
  // Five customers a year ago: one grew from 10 to 50, one fell from 20 to 15, one left (30), one left and came back
  // within the year at 40 (40 then), one stays at 5. As live.ts posts them, customer by customer.
  const book = written(13, {
    monthly: {
      mrrYearAgo: [...repeated(0, 12), 10 + 20 + 30 + 40 + 5],
      mrrKept: [...repeated(0, 12), 50 + 15 + 0 + 5],
      mrrKeptCapped: [...repeated(0, 12), 10 + 15 + 0 + 5],
      mrrKeptWithReturned: [...repeated(0, 12), 50 + 15 + 0 + 40 + 5],
    },
  });

  test('who left stays in the denominator; who returned is out by default', () => {
    near(inMonth('nrr', book, 12), 70 / 105);
    near(inMonth('nrrWithReturned', book, 12), 110 / 105);
  });

  test('GRR is capped customer by customer, not in total', () => {
    near(inMonth('grr', book, 12), 30 / 105); // capped in total it would be 70 / 105
  });

  test('do not exist in the first year', () => {
    for (const id of ['nrr', 'grr', 'nrrWithReturned']) expect(inMonth(id, book, 11)).toBeNaN();
  });
});

describe('churn of the base', () => {
  // KA21's mixture: half of the customers leave at 10 %, half at 1 %; the base of month m is the survivors.
  const months = 24;
  const at = (month: number) => 500 * 0.9 ** month + 500 * 0.99 ** month;
  const mixed = written(months, {
    monthly: {
      startingCustomers: [1000],
      payingCustomers: Array.from({ length: months }, (_, month) => at(month + 1)),
      voluntaryChurn: Array.from({ length: months }, (_, month) => 0.75 * (at(month) - at(month + 1))),
      involuntaryChurn: Array.from({ length: months }, (_, month) => 0.25 * (at(month) - at(month + 1))),
    },
  });

  test('KA21: falls with time although nobody changes', () => {
    near(inMonth('logoChurn', mixed, 0), 0.055);
    expect(Math.abs(inMonth('logoChurn', mixed, 11) - 0.03335771451)).toBeLessThan(1e-10);
    expect(Math.abs(inMonth('logoChurn', mixed, 23) - 0.01904131662)).toBeLessThan(1e-10);
  });

  test('the run’s average weighs customer-months, and is not the mean of months', () => {
    let exposed = 0;
    for (let month = 0; month < months; month++) exposed += at(month);
    near(inTotal('logoChurn', mixed), (1000 - at(months)) / exposed);
  });

  test('voluntary and involuntary are apart and add up', () => {
    for (const month of [0, 7]) {
      near(inMonth('voluntaryChurn', mixed, month), 0.75 * inMonth('logoChurn', mixed, month));
      near(inMonth('involuntaryChurn', mixed, month), 0.25 * inMonth('logoChurn', mixed, month));
    }
    near(inTotal('voluntaryChurn', mixed) + inTotal('involuntaryChurn', mixed), inTotal('logoChurn', mixed));
    near(inTotal('involuntaryShare', mixed), 0.25);
  });

  test('has no value where nobody could leave', () => {
    const empty = written(2, { monthly: { payingCustomers: [0, 5] } });
    expect(inMonth('logoChurn', empty, 0)).toBeNaN();
    expect(inMonth('logoChurn', empty, 1)).toBeNaN(); // opened with nobody
    expect(inTotal('involuntaryShare', empty)).toBeNaN();
  });

  test('of a segment is that segment’s alone', () => {
    const two = written(
      2,
      {
        monthly: {
          startingCustomers: [[100], [50]],
          payingCustomers: [
            [90, 80],
            [50, 50],
          ],
          voluntaryChurn: [
            [10, 10],
            [0, 0],
          ],
        },
      },
      2,
    );
    near(inMonth('logoChurn', two, 1), 10 / 140);
    near(inMonth('logoChurn', two.ofSegment(0), 1), 10 / 90);
    near(inMonth('logoChurn', two.ofSegment(1), 1), 0);
    near(inTotal('logoChurn', two.ofSegment(0)), 20 / 190);
  });
});

test('revenue churn: gross counts contraction, net takes expansion off and may be negative', () => {
  const book = written(2, {
    monthly: {
      startingMrr: [1000],
      mrr: [1050, 1050],
      churnedMrr: [30, 10],
      contractionMrr: [20, 0],
      expansionSeats: [100, 0],
      expansionUpgrade: [0, 10],
    },
  });
  near(inMonth('grossRevenueChurn', book, 0), 0.05);
  near(inMonth('netRevenueChurn', book, 0), -0.05);
  near(inMonth('grossRevenueChurn', book, 1), 10 / 1050);
  near(inMonth('netRevenueChurn', book, 1), 0);
  near(inTotal('grossRevenueChurn', book), 60 / 2050);
  near(inTotal('netRevenueChurn', book), -50 / 2050);
  expect(inMonth('grossRevenueChurn', written(1, {}), 0)).toBeNaN();
});

describe('survival', () => {
  // Ten customers: 2 leave in the first month, 1 is censored after it, 3 of the 7 left leave in the third, 4 censored there.
  const lives = { left: [2, 0, 3], censored: [1, 0, 4] };

  test('is Kaplan and Meier’s: who is censored counts as at risk until then', () => {
    const { survival } = survivalCurve(written(3, { tenure: lives }));
    near(survival[0]!, 0.8);
    near(survival[1]!, 0.8);
    near(survival[2]!, 0.8 * (4 / 7));
  });

  test('after 12 and 36 months', () => {
    const book = written(40, {
      tenure: { left: [...repeated(0, 11), 30, ...repeated(0, 23), 7], censored: [...repeated(0, 39), 63] },
    });
    near(inTotal('survival12', book), 0.7);
    near(inTotal('survival36', book), 0.7 * 0.9);
    const justBefore = written(40, {
      tenure: { left: [...repeated(0, 12), 30], censored: [...repeated(0, 39), 70] },
    });
    near(inTotal('survival12', justBefore), 1); // leaving in the thirteenth month is surviving twelve
  });

  test('has no value beyond the run, nor where nobody was watched that long', () => {
    expect(inTotal('survival12', written(11, { tenure: { censored: [...repeated(0, 10), 5] } }))).toBeNaN();
    expect(inTotal('survival12', written(30, { tenure: { left: [1], censored: [0, 0, 9] } }))).toBeNaN();
    expect(inTotal('survival12', written(30, {}))).toBeNaN();
    near(
      inTotal('survival12', written(12, { tenure: { left: [1], censored: [...repeated(0, 11), 9] } })),
      0.9,
    );
  });

  test('is 0 once all have left', () => {
    expect(inTotal('survival12', written(30, { tenure: { left: [4, 6] } }))).toBe(0);
  });

  test('of a segment is that segment’s alone', () => {
    const two = written(
      2,
      {
        tenure: {
          left: [
            [1, 0],
            [0, 0],
          ],
          censored: [
            [0, 3],
            [0, 6],
          ],
        },
      },
      2,
    );
    near(survivalCurve(two).survival[0]!, 0.9);
    near(survivalCurve(two.ofSegment(0)).survival[0]!, 0.75);
    near(survivalCurve(two.ofSegment(1)).survival[0]!, 1);
  });
});

test('the median of survival is in months paid: who leaves in the first month has paid for one', () => {
  const book = written(4, { tenure: { left: [6, 1, 0, 0], censored: [0, 0, 0, 3] } });
  expect(survivalCurve(book).median).toBe(1);
  expect(survivalCurve(written(4, { tenure: { left: [0, 6], censored: [0, 0, 0, 4] } })).median).toBe(2);
  expect(survivalCurve(written(4, { tenure: { left: [1], censored: [0, 0, 0, 9] } })).median).toBeNaN();
  // So many that the interval of the median is the median: all but a few leave in the third month.
  const sure = survivalCurve(written(5, { tenure: { left: [0, 1, 998, 1], censored: [] } }));
  expect([sure.medianLow, sure.median, sure.medianHigh]).toEqual([3, 3, 3]);
});

describe('time to expansion', () => {
  test('is the Kaplan-Meier median; who left or has not expanded yet is not dropped', () => {
    // Of ten, 2 expand after 1 month, 4 end unexpanded after 2, 2 of the last 4 expand after 5.
    const book = written(8, {
      tenure: { firstExpansions: [0, 2, 0, 0, 0, 2], unexpandedEnds: [0, 0, 4, 0, 0, 0, 0, 2] },
    });
    near(timeToExpansion(book).survival[5]!, 0.8 * 0.5);
    expect(inTotal('timeToExpansion', book)).toBe(6); // the month of the expansion included; dropping them would say 2
  });

  test('has no value when fewer than half expand', () => {
    expect(
      inTotal(
        'timeToExpansion',
        written(8, { tenure: { firstExpansions: [0, 2], unexpandedEnds: [0, 0, 0, 8] } }),
      ),
    ).toBeNaN();
    expect(inTotal('timeToExpansion', written(8, {}))).toBeNaN();
  });
});
