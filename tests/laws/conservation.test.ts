// Laws that hold in every ledger, whatever the scenario: nothing is lost between months, and nothing leaves its range.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ledger, MonthlyMeasure } from '../../simulations/ledger.ts';
import {
  monthlyMeasures,
  offerKinds,
  offerOutcomes,
  offerTriggers,
  productClasses,
  tenureClasses,
} from '../../simulations/ledger.ts';
import { cash, contribution, costs } from '../../simulations/metrics/money.ts';
import { metrics } from '../../simulations/metrics/registry.ts';
import { expansion, opening } from '../../simulations/metrics/revenue.ts';
import type { Study } from '../support/neutral-study.ts';
import { simulated } from '../support/simulated.ts';
import { arbitraryStudy, runs } from './random-studies.ts';

/** Equal but for the rounding of a sum whose terms add up to `size` in absolute value. */
function balances(left: number, right: number, size: number, what: string): void {
  expect(Math.abs(left - right), `${what}: ${left} against ${right}`).toBeLessThanOrEqual(
    1e-9 * size + 1e-300,
  );
}

function everyLedger(law: (ledger: Ledger, study: Study) => void): void {
  fc.assert(
    fc.property(arbitraryStudy, (study) => {
      for (const ledger of simulated(study, 2)) {
        for (let segment = 0; segment < study.world.segments.length; segment++)
          law(ledger.ofSegment(segment), study);
        law(ledger, study);
      }
    }),
    runs(25),
  );
}

const months = (ledger: Ledger): readonly number[] =>
  Array.from({ length: ledger.layout.months }, (_, month) => month);

test('every number is finite, and no count, price or cost is below 0', () => {
  // A credit for what was prepaid lowers what is billed; an open account may be off by the rounding of its sum.
  const signed: readonly MonthlyMeasure[] = ['billed', 'deferred', 'newMrr'];
  everyLedger((ledger) => {
    expect(ledger.values.every((value) => Number.isFinite(value))).toBe(true);
    for (const measure of monthlyMeasures) {
      if (signed.includes(measure)) continue;
      for (const month of months(ledger))
        expect(ledger.total(measure, month), measure).toBeGreaterThanOrEqual(0);
    }
  });
});

test('MRR: opening + new + returned + expansion - contraction - churned = closing', () => {
  everyLedger((ledger) => {
    for (const month of months(ledger)) {
      const terms = [
        opening(ledger, month),
        ledger.total('newMrr', month),
        ledger.total('returnedMrr', month),
        expansion(ledger, month),
        -ledger.total('contractionMrr', month),
        -ledger.total('churnedMrr', month),
      ];
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
      balances(
        terms.reduce((sum, term) => sum + term, 0),
        ledger.total('mrr', month),
        size,
        `month ${month}`,
      );
    }
  });
});

test('customers: opening + new + returned - left = closing, and whoever signed up is free, paying, or gone', () => {
  everyLedger((ledger, { strategy: { ladder } }) => {
    const freePlan = ladder.tiers[0]?.pricePerMonth === 0;
    let paying = ledger.total('startingCustomers', 0);
    let signedUp = 0;
    let bought = 0;
    let gone = 0;
    for (const month of months(ledger)) {
      const at = (measure: MonthlyMeasure) => ledger.total(measure, month);
      paying += at('newCustomers') + at('returnedCustomers') - at('voluntaryChurn') - at('involuntaryChurn');
      expect(at('payingCustomers')).toBe(paying);
      signedUp += at('paidSignups') + at('organicSignups') + at('referredSignups');
      bought += at('newCustomers');
      gone += at('freeLeavers');
      if (freePlan) expect(at('freeUsers') + bought + gone).toBe(signedUp);
      else {
        expect(at('freeUsers') + gone).toBe(0);
        if (ladder.entry === 'firstTier') expect(bought).toBe(signedUp);
        else expect(bought).toBeLessThanOrEqual(signedUp);
      }
    }
  });
});

test('money: what was billed and not yet earned is deferred; cash and contribution differ by just that', () => {
  everyLedger((ledger) => {
    let billed = 0;
    let revenue = 0;
    let size = 0;
    for (const month of months(ledger)) {
      billed += ledger.total('billed', month);
      revenue += ledger.total('revenue', month);
      size +=
        Math.abs(ledger.total('billed', month)) +
        ledger.total('revenue', month) +
        ledger.total('churnedMrr', month) * 60;
      balances(billed - revenue, ledger.total('deferred', month), size, `deferred after month ${month}`);
      const rest = ledger.total('refunds', month) + costs(ledger, month);
      balances(
        contribution(ledger, month),
        ledger.total('revenue', month) - rest,
        size + rest,
        'contribution',
      );
      balances(cash(ledger, month), ledger.total('billed', month) - rest, size + rest, 'cash');
    }
  });
});

test('what is kept of a year ago: capped ≤ all ≤ with those who returned, and capped ≤ what there was', () => {
  everyLedger((ledger) => {
    for (const month of months(ledger)) {
      const [then, kept, capped, returned] = (
        ['mrrYearAgo', 'mrrKept', 'mrrKeptCapped', 'mrrKeptWithReturned'] as const
      ).map((measure) => ledger.total(measure, month));
      const slack = 1 + 1e-12;
      expect(capped).toBeLessThanOrEqual((kept ?? NaN) * slack);
      expect(capped).toBeLessThanOrEqual((then ?? NaN) * slack);
      expect(kept).toBeLessThanOrEqual((returned ?? NaN) * slack);
      if (month >= 12)
        balances(then ?? NaN, ledger.total('mrr', month - 12), then ?? NaN, `MRR of a year before ${month}`);
      else expect(then).toBe(0);
    }
  });
});

test('stocks are sums over those who are there, each within its range', () => {
  const between0And1 = [
    'trust',
    'engagement',
    'value',
    'attention',
    'health',
    'wantingOut',
    'manipulated',
  ] as const;
  everyLedger((ledger) => {
    for (const month of months(ledger)) {
      const paying = ledger.total('payingCustomers', month);
      for (const measure of between0And1)
        expect(ledger.total(measure, month), measure).toBeLessThanOrEqual(paying * (1 + 1e-12));
      expect(ledger.total('blocked', month)).toBeLessThanOrEqual(paying + ledger.total('freeUsers', month));
      expect(paying === 0).toBe(ledger.total('mrr', month) === 0);
    }
    for (const month of months(ledger)) {
      for (let segment = 0; segment < ledger.layout.segments; segment++) {
        const reputation = ledger.at('reputation', segment, month);
        expect(reputation).toBeGreaterThanOrEqual(0);
        expect(reputation).toBeLessThanOrEqual(1);
      }
    }
  });
});

test('tenure: everybody who ever paid leaves or is last seen once, and expands first or never', () => {
  everyLedger((ledger, { world }) => {
    const total = (measure: 'left' | 'censored' | 'firstExpansions' | 'unexpandedEnds') =>
      months(ledger).reduce((sum, month) => sum + ledger.tenureTotal(measure, month), 0);
    // Customers of the start who had paid before are no cohort of this run.
    const from = world.market.startingTenure > 0 ? 0 : ledger.sum('startingCustomers');
    const everPaid = from + ledger.sum('newCustomers');
    expect(total('left') + total('censored')).toBe(everPaid);
    expect(total('firstExpansions') + total('unexpandedEnds')).toBe(everPaid);
    expect(total('left')).toBeLessThanOrEqual(ledger.sum('voluntaryChurn') + ledger.sum('involuntaryChurn'));
    expect(total('firstExpansions')).toBeLessThanOrEqual(ledger.sum('expansions'));
    expect(ledger.lifetimes().count).toBeLessThanOrEqual(everPaid);
    expect(ledger.lifetimes().bins.reduce((sum, count) => sum + count, 0)).toBe(ledger.lifetimes().count);
  });
});

test('offers: accepted and noticed ≤ shown, regretted ≤ accepted; the table adds up to the months', () => {
  fc.assert(
    fc.property(arbitraryStudy, (study) => {
      for (const ledger of simulated(study, 2)) {
        const sums = { shown: 0, noticed: 0, accepted: 0, regretted: 0 };
        for (const kind of offerKinds) {
          for (const trigger of offerTriggers) {
            for (let segment = 0; segment < study.world.segments.length; segment++) {
              for (const tenureClass of tenureClasses.keys()) {
                const [shown = NaN, noticed = NaN, accepted = NaN, regretted = NaN] = offerOutcomes.map(
                  (outcome) => ledger.offerAt(outcome, kind, trigger, segment, tenureClass),
                );
                expect(noticed).toBeLessThanOrEqual(shown * (1 + 1e-12));
                expect(accepted).toBeLessThanOrEqual(shown);
                expect(regretted).toBeLessThanOrEqual(accepted);
                sums.shown += shown;
                sums.accepted += accepted;
              }
            }
          }
        }
        expect(sums.shown).toBe(ledger.sum('offersShown'));
        expect(sums.accepted).toBe(ledger.sum('offersAccepted'));
      }
    }),
    runs(25),
  );
});

test('customer-months: paid ones are counted once by products and once by contract, and leave as often as customers do', () => {
  fc.assert(
    fc.property(arbitraryStudy, (study) => {
      for (const ledger of simulated(study, 2)) {
        for (let segment = 0; segment < study.world.segments.length; segment++) {
          const rows = Array.from({ length: productClasses + 3 }, (_, row) =>
            ledger.observedAt(segment, row),
          );
          const sum = (first: number, end: number) =>
            rows
              .slice(first, end)
              .reduce((so, row) => ({ months: so.months + row.customerMonths, left: so.left + row.left }), {
                months: 0,
                left: 0,
              });
          const one = ledger.ofSegment(segment);
          const left = one.sum('voluntaryChurn') + one.sum('involuntaryChurn');
          const paid = one.sum('payingCustomers') + left;
          expect(sum(0, productClasses)).toEqual({ months: paid, left });
          expect(sum(productClasses, rows.length)).toEqual({ months: paid, left });
        }
      }
    }),
    runs(25),
  );
});

test('every metric is finite or absent, of everybody and of each segment; shares of churn and survival lie in [0, 1]', () => {
  const shares = [
    'logoChurn',
    'voluntaryChurn',
    'involuntaryChurn',
    'survival12',
    'survival36',
    'involuntaryShare',
    'grr',
    'acceptance',
  ];
  everyLedger((ledger, study) => {
    for (const metric of metrics) {
      const values = months(ledger).map((month) => metric.monthly?.(ledger, month) ?? NaN);
      const total = metric.total?.(ledger, study) ?? NaN;
      const all = [...values, total].filter((value) => !Number.isNaN(value));
      expect(
        all.filter((value) => Math.abs(value) === Infinity),
        metric.id,
      ).toEqual([]);
      if (!shares.includes(metric.id)) continue;
      // Churn of a month counts newcomers who left at once against those who were there before.
      const most = metric.id.endsWith('Churn') ? Infinity : 1 + 1e-12;
      expect(
        all.filter((value) => !(value >= 0 && value <= most)),
        metric.id,
      ).toEqual([]);
    }
  });
});
