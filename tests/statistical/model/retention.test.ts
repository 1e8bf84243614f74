// The simulator with every effect at 0 against closed forms of retention (known-answers.json: KA03, KA13 to KA15, KA21,
// KA22). Each check has its power twin, a wrong model that the same check must refuse.
import { describe, expect, test } from 'vitest';
import { decisions } from '../../../simulations/decisions.ts';
import type { Ledger } from '../../../simulations/ledger.ts';
import { Ledger as EmptyLedger } from '../../../simulations/ledger.ts';
import { begin, Life, PAID } from '../../../simulations/life.ts';
import { leave, STAYS } from '../../../simulations/mechanisms/leaving.ts';
import { firstPurchase } from '../../../simulations/mechanisms/purchase.ts';
import { survivalCurve } from '../../../simulations/metrics/retention.ts';
import { betaQuantiles, hazardAtScore } from '../../../simulations/random/beta-quantiles.ts';
import { inverseNormal } from '../../../simulations/random/inverse-normal.ts';
import { keyFromPhrase } from '../../../simulations/random/key.ts';
import { Luck } from '../../../simulations/random/luck.ts';
import { Scene } from '../../../simulations/scene.ts';
import * as constant from '../../../simulations/theory/constant-churn.ts';
import {
  fitShiftedBetaGeometric,
  logLikelihood,
} from '../../../simulations/calibration/shifted-beta-geometric-fit.ts';
import * as sbg from '../../../simulations/theory/shifted-beta-geometric.ts';
import type { Levers } from '../../mechanisms/stage.ts';
import { study } from '../../mechanisms/stage.ts';
import { disagreements, meanClaim, shareClaim, varianceClaim } from '../../support/agreement.ts';
import type { Claim } from '../../support/agreement.ts';
import { simulated } from '../../support/simulated.ts';

function only(ledgers: readonly Ledger[]): Ledger {
  const [ledger] = ledgers;
  if (ledger === undefined) throw new Error('no ledger');
  return ledger;
}

const shapes = ({ alpha, beta }: sbg.ShiftedBetaGeometric) => ({
  firstMonthChurn: alpha / (alpha + beta),
  churnHeterogeneity: 1 / (alpha + beta + 1),
});

const cohort = (customers: number, months: number, levers: Levers): Levers => ({
  ...levers,
  market: { startingCustomers: customers, ...levers.market },
  run: { months, ltvMonths: months, seed: 'known answers', ...levers.run },
});

describe('KA03: survival of a cohort whose customers differ', () => {
  const published = [
    ['high end', { alpha: 0.668, beta: 3.806 }, 12],
    ['regular', { alpha: 0.704, beta: 1.182 }, 12],
    ['monthly', { alpha: 1.2, beta: 22.8 }, 36],
  ] as const;
  const CUSTOMERS = 60_000;

  test.each(published)('%s', (_, model, months) => {
    const ledger = only(simulated(study(cohort(CUSTOMERS, months, { segment: shapes(model) }))));
    const { survival } = survivalCurve(ledger);
    const claims: Claim[] = [];
    for (let t = 1; t <= months; t++) {
      const expected = sbg.survival(model, t);
      claims.push(
        shareClaim(
          `share paying after ${t}`,
          ledger.total('payingCustomers', t - 1) / CUSTOMERS,
          expected,
          CUSTOMERS,
        ),
      );
      // Nobody is censored before the horizon, so the estimate is the share itself.
      expect(survival[t - 1]).toBeCloseTo(ledger.total('payingCustomers', t - 1) / CUSTOMERS, 12);
    }
    expect(disagreements(claims)).toEqual([]);
  });

  /** Survivors month by month when lives are driven by hand, their churn drawn once for life, or wrongly every month. */
  function survivors(model: sbg.ShiftedBetaGeometric, months: number, redrawn: boolean): readonly number[] {
    const scene = new Scene(study(cohort(0, months, { segment: shapes(model) })));
    const life = new Life(scene);
    const luck = new Luck(keyFromPhrase('lives by hand'));
    const table = betaQuantiles(model.alpha, model.beta);
    const [segment] = scene.segments;
    if (segment === undefined) throw new Error('no segment');
    const ledger = new EmptyLedger(scene.layout);
    const there = Array.from({ length: months }, () => 0);
    for (let customer = 0; customer < CUSTOMERS; customer++) {
      luck.entity(customer, 1, 0);
      begin(life, scene, luck, segment, PAID, 0);
      firstPurchase(life, scene, luck, ledger, 0, false);
      for (let month = 0; month < months; month++) {
        if (redrawn)
          life.baseHazard = hazardAtScore(table, inverseNormal(luck.uniform(decisions.usageChange, month)));
        if (leave(life, scene, luck, ledger, 0) !== STAYS) break;
        there[month] = (there[month] ?? 0) + 1;
      }
    }
    return there;
  }

  test('customers of the start leave as the rest of an older cohort; one that has just begun, the twin, does not', () => {
    const model = { alpha: 0.668, beta: 3.806 };
    const claims = (startingTenure: number) => {
      const [ledger] = simulated(
        study(cohort(CUSTOMERS, 12, { segment: shapes(model), market: { startingTenure } })),
        1,
      );
      return Array.from({ length: 12 }, (_, month) =>
        shareClaim(
          `month ${month}`,
          (ledger?.total('payingCustomers', month) ?? NaN) / CUSTOMERS,
          sbg.survival(model, 18 + month + 1) / sbg.survival(model, 18),
          CUSTOMERS,
        ),
      );
    };
    expect(disagreements(claims(18))).toEqual([]);
    expect(disagreements(claims(0)).length).toBeGreaterThan(9);
  });

  test('drawn once for life it agrees; redrawn every month, the twin, it does not', () => {
    const model = { alpha: 0.668, beta: 3.806 };
    const claims = (redrawn: boolean) =>
      survivors(model, 12, redrawn).map((count, month) =>
        shareClaim(`month ${month}`, count / CUSTOMERS, sbg.survival(model, month + 1), CUSTOMERS),
      );
    expect(disagreements(claims(false))).toEqual([]);
    expect(disagreements(claims(true)).length).toBeGreaterThan(9);
  });

  test('a cohort of the simulator gives its shapes back, by maximum likelihood', () => {
    const model = { alpha: 1.2, beta: 22.8 };
    const ledger = only(simulated(study(cohort(CUSTOMERS, 36, { segment: shapes(model) }))));
    const atRisk = Array.from({ length: 36 }, (_, month) =>
      month === 0 ? CUSTOMERS : ledger.total('payingCustomers', month - 1),
    );
    const left = atRisk.map((there, month) => there - ledger.total('payingCustomers', month));
    const fit = fitShiftedBetaGeometric(atRisk, left);
    if (fit === null) throw new Error('no fit');
    // The likelihood of the truth lies within a few units of the best: twice the gap is chi-square of two parameters.
    const gap = (other: sbg.ShiftedBetaGeometric) =>
      2 * (logLikelihood(fit, atRisk, left) - logLikelihood(other, atRisk, left));
    const limit = 29; // P(chi-square of 2 > 29) is below that of 5 standard errors
    expect(gap(model)).toBeGreaterThanOrEqual(0);
    expect(gap(model)).toBeLessThan(limit);
    expect(gap({ alpha: 1.2 * 1.03, beta: 22.8 })).toBeGreaterThan(limit);
    expect(Math.abs(fit.alpha - 1.2)).toBeLessThan(0.1);
  });
});

describe('KA14: customers who differ one by one leave a binomial number', () => {
  const model = { alpha: 0.668, beta: 3.806 };
  const [CUSTOMERS, MONTHS, FUTURES] = [1000, 7, 300];
  const expected = sbg.survival(model, MONTHS);
  const claim = (counts: readonly number[]) => [
    varianceClaim('survivors', counts, CUSTOMERS * expected * (1 - expected)),
    meanClaim('mean', counts, CUSTOMERS * expected),
  ];

  test('variance and mean of the survivors', () => {
    const ledgers = simulated(study(cohort(CUSTOMERS, MONTHS, { segment: shapes(model) })), FUTURES);
    expect(
      disagreements(claim(ledgers.map((ledger) => ledger.total('payingCustomers', MONTHS - 1)))),
    ).toEqual([]);
  });

  test('twin: one churn shared by the whole cohort, drawn anew in each future', () => {
    const table = betaQuantiles(model.alpha, model.beta);
    const counts = Array.from({ length: 60 }, (_, future) => {
      const theta = 1 - Math.exp(-hazardAtScore(table, inverseNormal((future + 0.5) / 60)));
      const levers = cohort(CUSTOMERS, MONTHS, {
        segment: { firstMonthChurn: theta },
        run: { seed: `future ${future}` },
      });
      return only(simulated(study(levers))).total('payingCustomers', MONTHS - 1);
    });
    expect(disagreements(claim(counts)).join()).toContain('survivors');
  });
});

describe('KA13: a base that steady arrivals build up', () => {
  const [ARRIVALS, MONTHS, FUTURES] = [20, 60, 120];
  const churn = 0.03;
  const futures = (actual: number) =>
    simulated(
      study({
        segment: { firstMonthChurn: actual },
        market: { startingCustomers: 0, organicPerMonth: ARRIVALS },
        run: { months: MONTHS, seed: 'Little' },
      }),
      FUTURES,
    );
  function claims(ledgers: readonly Ledger[]): readonly Claim[] {
    return [1, 12, 24, MONTHS].flatMap((t) => {
      const month = t - 1;
      const before = ledgers.map(
        (ledger) =>
          (month === 0 ? 0 : ledger.total('payingCustomers', month - 1)) +
          ledger.total('newCustomers', month),
      );
      const after = ledgers.map((ledger) => ledger.total('payingCustomers', month));
      const mean = constant.base(ARRIVALS, churn, t);
      return [
        meanClaim(`before churn, ${t}`, before, mean),
        meanClaim(`after churn, ${t}`, after, mean * (1 - churn)),
        // Poisson arrivals keep the base a Poisson number: its variance is its mean.
        varianceClaim(`variance, ${t}`, before, mean, 3 + 1 / mean),
      ];
    });
  }

  test('mean and variance', () => {
    expect(disagreements(claims(futures(churn)))).toEqual([]);
  });

  test('twins: churn 6 % too high, and customers who come in pairs', () => {
    expect(disagreements(claims(futures(churn * 1.06))).length).toBeGreaterThan(1);
    const pairs = simulated(
      study({
        segment: { firstMonthChurn: 0 },
        market: { startingCustomers: 0, organicPerMonth: 10 },
        run: { months: 1 },
      }),
      FUTURES,
    ).map((ledger) => 2 * ledger.total('newCustomers', 0));
    expect(disagreements([varianceClaim('pairs', pairs, 20, 3.05)])).not.toEqual([]);
  });
});

describe('KA15: two causes of leaving', () => {
  function claims(
    customers: number,
    voluntary: number,
    involuntary: number,
    expected = constant.competingCauses(voluntary, involuntary),
  ) {
    const levers = cohort(customers, 12, {
      segment: { firstMonthChurn: voluntary, paymentFailure: involuntary },
    });
    const ledger = only(simulated(study(levers)));
    let exposed = customers;
    for (let month = 1; month < 12; month++) exposed += ledger.total('payingCustomers', month - 1);
    const [left, failed] = [ledger.sum('voluntaryChurn'), ledger.sum('involuntaryChurn')];
    return [
      shareClaim('both causes', (left + failed) / exposed, expected.combined, exposed),
      shareClaim('voluntary', left / exposed, expected.voluntary, exposed),
      shareClaim('involuntary', failed / exposed, expected.involuntary, exposed),
    ];
  }

  test('at the rates of the case, and at rates where a wrong rule shows', () => {
    expect(disagreements(claims(100_000, 0.025, 0.009))).toEqual([]);
    expect(disagreements(claims(100_000, 0.3, 0.2))).toEqual([]);
  });

  test('twins: rates added, and causes split by probability instead of hazard', () => {
    const added = { ...constant.competingCauses(0.3, 0.2), combined: 0.5 };
    expect(disagreements(claims(100_000, 0.3, 0.2, added)).join()).toContain('both causes');
    const split = { combined: 0.44, voluntaryShare: 0.6, voluntary: 0.44 * 0.6, involuntary: 0.44 * 0.4 };
    expect(disagreements(claims(100_000, 0.3, 0.2, split)).join()).toContain('voluntary');
  });

  test('removing failed payments raises the voluntary count', () => {
    const voluntary = (involuntary: number) => {
      const levers = cohort(50_000, 6, {
        segment: { firstMonthChurn: 0.3, paymentFailure: involuntary },
      });
      return only(simulated(study(levers))).sum('voluntaryChurn');
    };
    expect(voluntary(0)).toBeGreaterThan(voluntary(0.2));
  });
});

describe('KA21: two segments', () => {
  const CUSTOMERS = 100_000;
  const segments = [0.1, 0.01].map((churn) => ({ share: 0.5, churn }));
  function claims(levers: Levers): readonly Claim[] {
    const ledger = only(simulated(study(cohort(CUSTOMERS, 24, levers))));
    return [1, 6, 12, 24].map((t) => {
      const there = t === 1 ? CUSTOMERS : ledger.total('payingCustomers', t - 2);
      return shareClaim(
        `hazard of month ${t}`,
        ledger.total('voluntaryChurn', t - 1) / there,
        constant.hazardOfMixture(segments, t),
        there,
      );
    });
  }
  const two = segments.map(({ churn }, index) => ({
    id: `part-${index}`,
    share: 0.5,
    firstMonthChurn: churn,
  }));

  test('blended churn falls with tenure', () => {
    expect(disagreements(claims({ segments: two }))).toEqual([]);
  });

  test('twin: everybody has the mean churn', () => {
    expect(disagreements(claims({ segment: { firstMonthChurn: 0.055 } }))).toHaveLength(3);
  });

  test('calendar churn of a base in balance is far below that of newcomers', () => {
    const loyal = [0.4, 0.08].map((churn) => ({ share: 0.5, churn }));
    const ledger = only(
      simulated(
        study({
          segments: loyal.map(({ churn }, index) => ({
            id: `part-${index}`,
            share: 0.5,
            firstMonthChurn: churn,
          })),
          market: { startingCustomers: 0, organicPerMonth: 500 },
          run: { months: 220, seed: 'in balance' },
        }),
      ),
    );
    let [lost, exposed] = [0, 0];
    for (let month = 120; month < 220; month++) {
      lost += ledger.total('voluntaryChurn', month);
      exposed += ledger.total('payingCustomers', month - 1) + ledger.total('newCustomers', month);
    }
    const steady = constant.steadyChurnOfMixture(loyal);
    expect(disagreements([shareClaim('steady', lost / exposed, steady, exposed)])).toEqual([]);
    expect(disagreements([shareClaim('mean of newcomers', lost / exposed, 0.24, exposed)])).toHaveLength(1);
  });
});

describe('KA22: a year’s contract', () => {
  const CUSTOMERS = 50_000;
  const levers = (renewalRatio: number): Levers =>
    cohort(CUSTOMERS, 26, {
      segment: { firstMonthChurn: 0.03 },
      acceptance: { annual: 40 },
      offers: { blastEvery: 1, annual: true, upgrades: false },
      leaving: { renewalRatio },
    });
  // Signed in month 1, after a month without a contract; renewed after month 12 and after month 24.
  const claims = (ledger: Ledger) =>
    [
      [0, 1],
      [12, 13],
      [24, 25],
    ].map(([month = 0, months = 0]) =>
      shareClaim(
        `after ${months}`,
        ledger.total('payingCustomers', month) / CUSTOMERS,
        constant.survival(0.03, months),
        CUSTOMERS,
      ),
    );

  test('nobody leaves within the term, and twelve months of it leave at its end', () => {
    const ledger = only(simulated(study(levers(1))));
    expect(disagreements(claims(ledger))).toEqual([]);
    for (const month of [1, 6, 11, 13, 18, 23]) expect(ledger.total('voluntaryChurn', month)).toBe(0);
  });

  test('twin: a renewal at nine tenths of the hazard', () => {
    expect(disagreements(claims(only(simulated(study(levers(0.9))))))).not.toEqual([]);
  });
});

describe('coming back: away and paying as a chain of two states', () => {
  const CUSTOMERS = 100_000;
  const [churn, back] = [0.1, 0.15];
  const claims = (comeBack: number) => {
    const ledger = only(
      simulated(study(cohort(CUSTOMERS, 18, { segment: { firstMonthChurn: churn }, leaving: { comeBack } }))),
    );
    let paying = 1;
    return Array.from({ length: 18 }, (_, month) => {
      paying = (1 - churn) * (paying + (month === 0 ? 0 : back * (1 - paying)));
      return shareClaim(
        `month ${month}`,
        ledger.total('payingCustomers', month) / CUSTOMERS,
        paying,
        CUSTOMERS,
      );
    });
  };

  test('share paying', () => {
    expect(disagreements(claims(back))).toEqual([]);
  });

  test('twin: returns 6 % rarer', () => {
    expect(disagreements(claims(back * 0.94)).length).toBeGreaterThan(0);
  });
});
