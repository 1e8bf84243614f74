import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../simulations/ledger.ts';
import { inTotal, near, repeated, written } from './book.ts';
import type { Book } from './book.ts';

/** Survivors of a model S(t), as leavings by month and a censored rest. */
function tenures(
  months: number,
  customers: number,
  survival: (t: number) => number,
): NonNullable<Book['tenure']> {
  return {
    left: Array.from({ length: months }, (_, month) => customers * (survival(month) - survival(month + 1))),
    censored: [...repeated(0, months - 1), customers * survival(months)],
  };
}

function withLifetimes(
  book: Ledger,
  ...values: readonly (readonly [
    contribution: number,
    revenue: number,
    undiscounted: number,
    segment?: number,
  ])[]
): Ledger {
  for (const [contribution, revenue, undiscounted, segment = 0] of values)
    book.addLifetime(segment, contribution, revenue, undiscounted, 10);
  return book;
}

test('realised: mean contribution and revenue of those whose horizon was lived, losses included', () => {
  const book = withLifetimes(written(12, {}, 2), [100, 150, 160], [-20, 0, 0], [10, 30, 40, 1]);
  near(inTotal('ltv', book), 30);
  near(inTotal('ltvRevenue', book), 200 / 3);
  near(inTotal('ltv', book.ofSegment(1)), 10);
  near(inTotal('ltvRevenue', book.ofSegment(0)), 80);
  expect(inTotal('ltv', written(12, {}))).toBeNaN();
  expect(inTotal('ltvRevenue', written(12, {}))).toBeNaN();
});

describe('naive: what spreadsheets use', () => {
  const book = (lost: number) =>
    written(2, {
      monthly: {
        startingCustomers: [100],
        payingCustomers: [100, 100],
        mrr: [1000, 3000],
        voluntaryChurn: [lost, lost],
        involuntaryChurn: [1, 0],
        revenue: [1000, 3000],
        goodsCost: [200, 600],
        processingCost: [50, 150],
        supportCost: [100, 300],
      },
    });
  test('MRR per customer × gross margin / logo churn', () => {
    near(inTotal('ltvNaive', book(4)), (20 * (1 - 1400 / 4000)) / (9 / 200));
  });
  test('has no value where nobody leaves', () => {
    expect(
      inTotal(
        'ltvNaive',
        written(2, {
          monthly: { startingCustomers: [10], payingCustomers: [10, 10], mrr: [5, 5], revenue: [5, 5] },
        }),
      ),
    ).toBeNaN();
  });
  test('fines, programs and acquisition are no part of gross margin', () => {
    const spendthrift = book(4);
    near(
      inTotal('ltvNaive', spendthrift),
      inTotal(
        'ltvNaive',
        written(2, {
          monthly: {
            startingCustomers: [100],
            payingCustomers: [100, 100],
            mrr: [1000, 3000],
            voluntaryChurn: [4, 4],
            involuntaryChurn: [1, 0],
            revenue: [1000, 3000],
            goodsCost: [200, 600],
            processingCost: [50, 150],
            supportCost: [100, 300],
            fines: [500],
            successCost: [70],
            programCost: [80],
            acquisitionCost: [900],
            refunds: [10],
          },
        }),
      ),
    );
  });
});

test('LTV to CAC', () => {
  const book = withLifetimes(
    written(12, { monthly: { acquisitionCost: [900], newCustomers: [30] } }),
    [120, 1, 1],
  );
  near(inTotal('ltvToCac', book), 120 / 30);
  expect(
    inTotal('ltvToCac', withLifetimes(written(12, { monthly: { newCustomers: [3] } }), [120, 1, 1])),
  ).toBeNaN();
});

describe('with the tail', () => {
  const horizon = 12;
  const contribution = 300;
  const lived = (survival: (t: number) => number, months = 24) =>
    withLifetimes(
      written(months, { tenure: tenures(months, 1e6, survival) }),
      [contribution - 50, 400, 420],
      [contribution + 50, 300, 320],
    );

  /** Payments expected over so many months for each expected within the horizon, both discounted. */
  function ratio(survival: (t: number) => number, discount: number, months: number): number {
    let within = 0;
    let all = 0;
    for (let month = 0; month < months; month++) {
      const part = discount ** month * survival(month);
      all += part;
      if (month < horizon) within += part;
    }
    return all / within;
  }

  // Shifted-beta-geometric, α = 2, β = 30: S(t) = Γ(β+t)Γ(α+β)/(Γ(β)Γ(α+β+t)) = (β(β+1)) / ((β+t)(β+t+1)).
  const sbg = (t: number) => (30 * 31) / ((30 + t) * (31 + t));

  test('is what the model that bore it would still earn, discounted', () => {
    const discount = 1.1 ** (-1 / 12);
    const found = inTotal('ltvWithTail', lived(sbg), { discountRate: 0.1, ltvMonths: horizon, months: 24 });
    expect(Math.abs(found / (contribution * ratio(sbg, discount, 5000)) - 1)).toBeLessThan(1e-5);
  });

  test('undiscounted it is finite for α above 1', () => {
    // Sum over t from 0 of 930 / ((30+t)(31+t)) telescopes to 930 / 30 = 31.
    let within = 0;
    for (let month = 0; month < horizon; month++) within += sbg(month);
    const found = inTotal('ltvWithTail', lived(sbg), { ltvMonths: horizon, months: 24 });
    expect(Math.abs(found / ((contribution * 31) / within) - 1)).toBeLessThan(1e-4);
  });

  test('undiscounted it does not exist for α up to 1', () => {
    const heavy = (t: number) => 10 / (10 + t); // α = 1, β = 10
    expect(inTotal('ltvWithTail', lived(heavy), { ltvMonths: horizon, months: 24 })).toBeNaN();
    expect(
      inTotal('ltvWithTail', lived(heavy), { discountRate: 0.1, ltvMonths: horizon, months: 24 }),
    ).toBeGreaterThan(contribution);
  });

  test('where nobody leaves, payments go on for ever: discounted a perpetuity, undiscounted no number', () => {
    const discount = 1.1 ** (-1 / 12);
    const always = lived(() => 1);
    near(
      inTotal('ltvWithTail', always, { discountRate: 0.1, ltvMonths: horizon, months: 24 }),
      contribution / (1 - discount ** horizon),
    );
    expect(inTotal('ltvWithTail', always, { ltvMonths: horizon, months: 24 })).toBeNaN();
  });

  test('where all have left within the horizon there is none', () => {
    near(
      inTotal(
        'ltvWithTail',
        lived((t) => Math.max(0, 1 - t / 5)),
        { ltvMonths: horizon, months: 24 },
      ),
      contribution,
    );
  });

  test('has no value without lives, without revenue, or for a horizon beyond the run', () => {
    expect(
      inTotal('ltvWithTail', written(24, { tenure: tenures(24, 100, sbg) }), {
        discountRate: 0.1,
        ltvMonths: horizon,
      }),
    ).toBeNaN();
    expect(
      inTotal('ltvWithTail', withLifetimes(written(24, { tenure: tenures(24, 100, sbg) }), [-5, 0, 0]), {
        discountRate: 0.1,
        ltvMonths: horizon,
      }),
    ).toBeNaN();
    expect(inTotal('ltvWithTail', lived(sbg, 24), { discountRate: 0.1, ltvMonths: 25 })).toBeNaN();
    expect(inTotal('ltvWithTail', lived(sbg, 24), { discountRate: 0.1, ltvMonths: 24 })).toBeGreaterThan(
      contribution,
    );
  });
});
