// Known answers that need no chance: published tables, textbook examples and closed forms (known-answers.json), each by the
// lab's own theory, metrics or mechanisms, to the tolerance that the case states.
import { describe, expect, test } from 'vitest';
import { Ledger, ledgerLayout, monthly, rowOf, tenure } from '../../simulations/ledger.ts';
import type { MonthlyMeasure } from '../../simulations/ledger.ts';
import { ANNUAL } from '../../simulations/life.ts';
import { answerOffer, answerPlanPage } from '../../simulations/mechanisms/answer.ts';
import { invoice, renew } from '../../simulations/mechanisms/billing.ts';
import { makesContact } from '../../simulations/mechanisms/contact.ts';
import { feel, pleases, wrongs } from '../../simulations/mechanisms/feelings.ts';
import { leave, STAYS } from '../../simulations/mechanisms/leaving.ts';
import { MILESTONE, PLAN_PAGE, UPGRADE } from '../../simulations/mechanisms/proposal.ts';
import { signContract } from '../../simulations/mechanisms/purchase.ts';
import { metrics } from '../../simulations/metrics/registry.ts';
import { logistic, logit } from '../../simulations/random/logistic.ts';
import { annuityDue, monthlyRate, ordinaryAnnuity, perpetuityDue } from '../../simulations/theory/annuity.ts';
import * as constant from '../../simulations/theory/constant-churn.ts';
import {
  fitShiftedBetaGeometric,
  logLikelihood,
} from '../../simulations/calibration/shifted-beta-geometric-fit.ts';
import * as sbg from '../../simulations/theory/shifted-beta-geometric.ts';
import type { Levers, Role } from '../mechanisms/stage.ts';
import { moveTo, stage, study, threshold } from '../mechanisms/stage.ts';
import { neutralStudy, tier } from '../support/neutral-study.ts';
import { simulated } from '../support/simulated.ts';
import { decisions } from '../../simulations/decisions.ts';
import { known, knownList, knownWords, unseen } from './known.ts';

function near(found: number, expected: number, tolerance: number, what = ''): void {
  expect(Math.abs(found - expected), `${what} ${found} against ${expected}`).toBeLessThanOrEqual(tolerance);
}

/** As near as a value written with ten digits allows. */
function sameDigits(found: number, expected: number, what = ''): void {
  near(found, expected, 1e-9 * Math.max(1, Math.abs(expected)), what);
}

const context = { ...neutralStudy(), firstReplication: 0, replications: 1 };

/** A metric over the whole run of a ledger. */
function metricOf(id: string, ledger: Ledger): number {
  const metric = metrics.find((each) => each.id === id);
  if (metric?.total === undefined) throw new Error(`no metric ${id} of a whole run`);
  return metric.total(ledger, context);
}

function metricIn(id: string, ledger: Ledger, month: number): number {
  const metric = metrics.find((each) => each.id === id);
  if (metric?.monthly === undefined) throw new Error(`no metric ${id} of a month`);
  return metric.monthly(ledger, month);
}

describe('KA01 to KA03, KA28: the shifted-beta-geometric model', () => {
  const observed = (which: string) => knownList('KA01', which).map((percent) => (percent ?? NaN) / 100);

  /** At risk and left, month by month, of a cohort of one. */
  const watched = (shares: readonly number[], months: number) => {
    const atRisk = shares.slice(0, months);
    return { atRisk, left: atRisk.map((share, index) => share - (shares[index + 1] ?? NaN)) };
  };

  test('KA02 maximum likelihood of the published cohorts', () => {
    const regular = watched(observed('regular'), 7);
    const fit = fitShiftedBetaGeometric(regular.atRisk, regular.left);
    if (fit === null) throw new Error('no fit');
    near(fit.alpha, known('KA02', 'regular', 'alpha'), 1e-5);
    near(fit.beta, known('KA02', 'regular', 'beta'), 1e-5);
    near(logLikelihood(fit, regular.atRisk, regular.left), known('KA02', 'regular', 'LL'), 1e-6);
    near(fit.alpha, known('KA02', 'published_rounded', 'regular', 0), 1e-3);
    near(fit.beta, known('KA02', 'published_rounded', 'regular', 1), 1e-3);
    const short = watched(observed('regular'), 4);
    const early = fitShiftedBetaGeometric(short.atRisk, short.left);
    near(early?.alpha ?? NaN, known('KA02', 'K4', 'regular', 0), 1e-3);
    near(early?.beta ?? NaN, known('KA02', 'K4', 'regular', 1), 1e-3);
  });

  test('KA02 the trap: 0.668 fits the high-end cohort, the misprinted 0.688 does not', () => {
    const { atRisk, left } = watched(observed('high_end'), 7);
    const fit = fitShiftedBetaGeometric(atRisk, left);
    near(fit?.alpha ?? NaN, 0.668, 1e-3);
    near(fit?.beta ?? NaN, 3.806, 5e-3);
    near(logLikelihood({ alpha: 0.668, beta: 3.806 }, atRisk, left), -1.611158, 1e-6);
    near(logLikelihood({ alpha: 0.688, beta: 3.806 }, atRisk, left), -1.611355, 1e-6);
  });

  test('no point nearby is likelier than the fit', () => {
    for (const which of ['regular', 'high_end']) {
      const { atRisk, left } = watched(observed(which), 12);
      const fit = fitShiftedBetaGeometric(atRisk, left);
      if (fit === null) throw new Error('no fit');
      const best = logLikelihood(fit, atRisk, left);
      for (const [a, b] of [
        [1.01, 1],
        [0.99, 1],
        [1, 1.01],
        [1, 0.99],
        [1.01, 1.01],
        [0.99, 0.99],
        [1.01, 0.99],
      ] as const) {
        const moved = { alpha: fit.alpha * a, beta: fit.beta * b };
        expect(logLikelihood(moved, atRisk, left)).toBeLessThan(best);
      }
    }
  });

  test('what a cohort cannot tell', () => {
    expect(fitShiftedBetaGeometric([10, 10], [0, 0])).toBeNull();
    expect(fitShiftedBetaGeometric([10, 0], [10, 0])).toBeNull();
    // Constant churn: customers alike, as far as anybody can tell.
    const alike = fitShiftedBetaGeometric([1000, 900, 810, 729], [100, 90, 81, 72.9]);
    near((alike?.alpha ?? NaN) / ((alike?.alpha ?? NaN) + (alike?.beta ?? NaN)), 0.1, 1e-6);
    expect(alike?.beta).toBeGreaterThan(1e4);
  });

  test.each(['high_end_0.668_3.806', 'regular_0.704_1.182', 'monthly_demo_1.2_22.8'])(
    'KA03 table %s',
    (table) => {
      const model = { alpha: known('KA03', table, 'alpha'), beta: known('KA03', table, 'beta') };
      near(model.alpha / (model.alpha + model.beta), known('KA03', table, 'mean_churn'), 1e-9);
      const [survival, kept, left] = ['S', 'r', 'P'].map((column) => knownList('KA03', table, column));
      for (const [index, t] of knownList('KA03', table, 't').entries()) {
        near(sbg.survival(model, t ?? NaN), survival?.[index] ?? NaN, 1e-9);
        if (t === 0) continue;
        near(sbg.retention(model, t ?? NaN), kept?.[index] ?? NaN, 1e-9);
        near(sbg.leaving(model, t ?? NaN), left?.[index] ?? NaN, 1e-9);
      }
    },
  );

  test.each([
    ['high_end', 0.668, 3.806],
    ['regular', 0.704, 1.182],
    ['fh2010_3.80_15.19', 3.8, 15.19],
  ])('KA28 %s: yearly shapes as monthly ones', (name, alpha, beta) => {
    const yearly = { alpha, beta };
    const months = sbg.fromSurvival(
      { months: 12, surviving: sbg.survival(yearly, 1) },
      { months: 84, surviving: sbg.survival(yearly, 7) },
    );
    if (months === null) throw new Error('no fit');
    near(months.alpha, known('KA28', name, 'alpha_m'), 1e-4);
    near(months.beta, known('KA28', name, 'beta_m'), 1e-4);
    near(months.alpha / (months.alpha + months.beta), known('KA28', name, 'month1_churn'), 1e-6);
    // The trap: a geometric month misses the churn of newcomers.
    expect(constant.churnFromSurvival(sbg.survival(yearly, 1), 12)).toBeLessThan(
      known('KA28', name, 'month1_churn'),
    );
  });

  test('two numbers of a cohort chart give the shapes back', () => {
    const model = { alpha: 1.2, beta: 22.8 };
    const read = sbg.fromCohort(0.05, sbg.survival(model, 12), 12);
    near(read?.alpha ?? NaN, 1.2, 1e-8);
    near(read?.beta ?? NaN, 22.8, 1e-7);
    expect(sbg.fromCohort(0.05, 0.95, 12)).toBeNull();
    expect(sbg.fromCohort(0.05, constant.survival(0.05, 12) - 1e-6, 12)).toBeNull();
    expect(
      sbg.fromSurvival({ months: 12, surviving: 0.8 }, { months: 24, surviving: 0.64 - 1e-6 }),
    ).toBeNull();
  });
});

describe('KA07 to KA09, KA25: money in time', () => {
  test('KA07 three conventions of lifetime value, and the annuity that overstates', () => {
    const timings = [
      ['start_of_period_first_certain m(1+d)/(1+d-r)', 'startOfMonth'],
      ['excluding_first m*r/(1+d-r)', 'withoutFirst'],
      ['end_of_period m/(1+d-r)', 'endOfMonth'],
    ] as const;
    for (const example of ['gls2004', 'saas_monthly']) {
      const [margin, kept, rate] = ['m', 'r', 'd'].map((name) => known('KA07', example, name));
      if (margin === undefined || kept === undefined || rate === undefined) throw new Error('incomplete');
      for (const [name, timing] of timings)
        near(constant.lifetimeValue(margin, 1 - kept, rate, timing), known('KA07', example, name), 1e-6);
      near(constant.lifetimeValue(margin, 1 - kept, 0), known('KA07', example, 'undiscounted m/(1-r)'), 1e-6);
    }
    near(100 * ordinaryAnnuity(0.12, 5), known('KA07', 'gls2004_wrong_5yr_annuity'), 1e-6);
    near(monthlyRate(0.1), known('KA07', 'd_monthly_10pa'), 1e-12);
    near(monthlyRate(0.1), known('KA07', 'saas_monthly', 'd'), 1e-15);
    for (const months of [12, 24, 36, 60, 120])
      near(
        constant.lifetimeValueWithin(40, 0.03, monthlyRate(0.1), months),
        known('KA07', 'finite_horizon_m40_r0.97_d10pa', months),
        1e-6,
      );
  });

  test('KA07 elasticities of lifetime value without its first payment', () => {
    const value = (margin: number, kept: number) =>
      Math.log(constant.lifetimeValue(margin, 1 - kept, 0.12, 'withoutFirst'));
    const h = 1e-5;
    for (const kept of [0.7, 0.8, 0.85, 0.95]) {
      const slope = (value(1, kept * Math.exp(h)) - value(1, kept * Math.exp(-h))) / (2 * h);
      near(slope, known('KA07', 'retention_elasticity_(1+d)/(1+d-r)', kept), 1e-6);
    }
    near(
      (value(Math.exp(h), 0.8) - value(Math.exp(-h), 0.8)) / (2 * h),
      known('KA07', 'margin_elasticity'),
      1e-6,
    );
  });

  test('KA09 payback, simple and adjusted, in closed form and by the metrics', () => {
    expect(constant.paybackSimple(400, 40)).toBe(known('KA09', 'simple_months'));
    near(constant.paybackAdjusted(400, 40, 0.03), known('KA09', 'survival_adjusted_CAC400_m40_c3pct'), 1e-6);
    expect(Math.ceil(constant.paybackAdjusted(400, 40, 0.03))).toBe(known('KA09', 'first_whole_month'));
    const never = known('KA09', 'never_if_CAC>=');
    expect(constant.paybackAdjusted(never + 1e-6, 40, 0.03)).toBe(Infinity);
    expect(constant.paybackAdjusted(never - 1e-6, 40, 0.03)).toBeLessThan(Infinity);

    const ledger = cohortLedger(1e6, 400, 40, 0.03, 24);
    near(metricOf('paybackSimple', ledger), known('KA09', 'simple_months'), 1e-9);
    expect(metricOf('paybackAdjusted', ledger)).toBe(known('KA09', 'first_whole_month'));
    expect(metricOf('paybackAdjusted', cohortLedger(1e6, never, 40, 0.03, 240))).toBeNaN();
    // The trap: the margin is what is left after the payment's fee, not the revenue.
    const withFees = cohortLedger(1e6, 400, 40, 0.03, 24);
    withFees.post(monthly.processingCost, 0, 0.25 * withFees.sum('revenue'));
    near(metricOf('paybackSimple', withFees), 400 / 30, 1e-9);
  });

  test('KA25 annuities', () => {
    const rate = monthlyRate(0.1);
    near(ordinaryAnnuity(rate, 12), known('KA25', 'PV 1/mo 12m d10pa ordinary'), 1e-8);
    near(annuityDue(rate, 12), known('KA25', 'due'), 1e-8);
    near(perpetuityDue(rate), known('KA25', 'perpetuity_due'), 1e-7);
    expect(annuityDue(0, 12)).toBe(12);
    expect(perpetuityDue(0)).toBe(Infinity);
  });
});

/** One cohort of customers alike, written by hand: bought at `cost` each, paying `price`, leaving by `churn` a month. */
function cohortLedger(customers: number, cost: number, price: number, churn: number, months: number): Ledger {
  const ledger = new Ledger(ledgerLayout(months, 1, 1));
  ledger.post(monthly.acquisitionCost, 0, customers * cost);
  ledger.post(monthly.newCustomers, 0, customers);
  ledger.post(monthly.newMrr, 0, customers * price);
  for (let month = 0; month < months; month++) {
    const there = customers * constant.survival(churn, month);
    ledger.post(monthly.revenue, rowOf(months, 0, month), there * price);
    ledger.addTenure(tenure.left, 0, month, there * churn);
  }
  ledger.addTenure(tenure.censored, 0, months - 1, customers * constant.survival(churn, months));
  return ledger;
}

describe('KA11: NRR and GRR', () => {
  test('the identities, on movements written by hand', () => {
    const ledger = new Ledger(ledgerLayout(13, 1, 1));
    const post = (measure: MonthlyMeasure, month: number, amount: number) =>
      ledger.post(monthly[measure], rowOf(13, 0, month), amount);
    const [start, expansion, contraction, churn, returned, fresh] = [
      'start_MRR',
      'expansion',
      'contraction',
      'churn',
      'reactivation',
      'new',
    ].map((name) => known('KA11', name));
    if (start === undefined || expansion === undefined || contraction === undefined)
      throw new Error('incomplete');
    if (churn === undefined || returned === undefined || fresh === undefined) throw new Error('incomplete');
    post('startingMrr', 0, start);
    post('mrr', 0, start);
    post('expansionUpgrade', 1, expansion);
    post('contractionMrr', 1, contraction);
    post('churnedMrr', 1, churn);
    post('returnedMrr', 1, returned);
    post('newMrr', 1, fresh);
    const moved = ['newMrr', 'returnedMrr', 'expansionMrr', 'contractionMrr', 'churnedMrr'].map((id) =>
      metricIn(id, ledger, 1),
    );
    const closing =
      start + (moved[0] ?? 0) + (moved[1] ?? 0) + (moved[2] ?? 0) - (moved[3] ?? 0) - (moved[4] ?? 0);
    expect(closing).toBe(known('KA11', 'end_MRR'));
    near(metricIn('netRevenueChurn', ledger, 1), 1 - known('KA11', 'NRR'), 1e-15);
    near(metricIn('grossRevenueChurn', ledger, 1), 1 - known('KA11', 'GRR'), 1e-15);

    const kept = start + expansion - contraction - churn;
    post('mrrYearAgo', 12, start);
    post('mrrKept', 12, kept);
    post('mrrKeptCapped', 12, start - contraction - churn);
    post('mrrKeptWithReturned', 12, kept + returned);
    expect(metricIn('nrr', ledger, 12)).toBe(known('KA11', 'NRR'));
    expect(metricIn('grr', ledger, 12)).toBe(known('KA11', 'GRR'));
    expect(metricIn('nrrWithReturned', ledger, 12)).toBe(
      known('KA11', 'NRR_if_reactivation_wrongly_included'),
    );
    near(kept / (start - churn), known('KA11', 'survivor_only_NRR (bias)'), 1e-9);
    expect(knownWords('KA11', 'per-customer cap')).toContain('min');
  });

  test('four lives: one grows, one shrinks, one leaves, one stays as it is', () => {
    const starts = knownList('KA11', 'example_customers', 'start').map(Number);
    const ends = knownList('KA11', 'example_customers', 'end').map(Number);
    // Priced by usage; usage grows before each bill, and goes from `start` in the first month to `end` twelve later.
    const segments = starts.map((start, index) => {
      const end = ends[index] ?? NaN;
      const growth = end === 0 ? 0 : Math.log(end / start) / 12;
      return {
        id: `customer-${index}`,
        startingUsage: start * Math.exp(-growth),
        usageGrowth: growth,
        firstMonthChurn: end === 0 ? 0.3 : 0,
      };
    });
    const levers: Levers = {
      segments,
      market: { startingCustomers: 4 },
      ladder: { tiers: [tier('Used', 0.01)], pricing: 'usageBased', usageRate: 1 },
      run: { months: 13, ltvMonths: 12, seed: 'leaves in the year' },
    };
    const [ledger] = simulated(study(levers));
    if (ledger === undefined) throw new Error('no ledger');
    expect(ledger.total('payingCustomers', 0)).toBe(4);
    expect(ledger.total('payingCustomers', 12)).toBe(3);
    near(metricIn('nrr', ledger, 12), known('KA11', 'example_customers', 'NRR'), 1e-12);
    near(metricIn('grr', ledger, 12), known('KA11', 'example_customers', 'GRR'), 1e-12);
  });
});

describe('KA13, KA14, KA21: a base of customers', () => {
  test('KA13 Little', () => {
    const [arrivals, churn] = [known('KA13', 'A'), known('KA13', 'c')];
    sameDigits(
      constant.base(arrivals, churn),
      known('KA13', 'L=A/c (counted before churn, start-of-month after arrivals)'),
    );
    sameDigits(constant.base(arrivals, churn) * (1 - churn), known('KA13', 'counted_after_churn A(1-c)/c'));
    for (const t of [1, 12, 24, 60, 120])
      sameDigits(constant.base(arrivals, churn, t), known('KA13', 'transient_after_arrivals_t', t));
    near(
      sbg.meanLifetime({ alpha: 1.2, beta: 22.8 }),
      known('KA13', 'sBG alpha=1.2 beta=22.8 mean lifetime (a+b-1)/(a-1)'),
      1e-8,
    );
    expect(knownWords('KA13', 'sBG alpha<=1')).toBe('infinite');
    expect(sbg.meanLifetime({ alpha: 1, beta: 5 })).toBe(Infinity);
    expect(knownWords('KA13', 'base_variance_if_poisson_arrivals')).toContain('equals mean'); // simulated in tests/statistical
  });

  test('KA14 sampling error of a cohort', () => {
    const [n, survival] = [known('KA14', 'n'), known('KA14', 'S')];
    near(survival, constant.survival(0.03, 12), 1e-9);
    near(n * survival, known('KA14', 'mean'), 1e-8);
    near(Math.sqrt(n * survival * (1 - survival)), known('KA14', 'sd'), 1e-8);
    near(Math.sqrt((0.03 * 0.97) / 1000), known('KA14', 'se_of_proportion_p0.03_n1000'), 1e-8);
    const model = { alpha: 0.668, beta: 3.806 };
    const after = sbg.survival(model, 7);
    near(
      1000 * after * (1 - after),
      known('KA14', 'sBG_individual_heterogeneity_var_is_binomial n=1000,t=7,HE'),
      1e-7,
    );
    const shared = 1000 * after * (1 - after) + 1000 * 999 * (sbg.survival(model, 14) - after * after);
    near(
      shared,
      known('KA14', 'if_theta_shared_by_whole_cohort var = n p(1-p)+n(n-1)(E[(1-th)^14]-p^2)'),
      1e-4,
    );
  });

  test('KA21 two segments', () => {
    expect(knownWords('KA21', 'segments')).toBe('50% c=.10, 50% c=.01');
    const segments = [0.1, 0.01].map((churn) => ({ share: 0.5, churn }));
    near(constant.survivalOfMixture(segments, 12), known('KA21', 'S12'), 1e-9);
    for (const t of [1, 6, 12, 24])
      near(constant.hazardOfMixture(segments, t), known('KA21', 'monthly_hazard', t), 1e-9);
    near(constant.meanLifetimeOfMixture(segments), known('KA21', 'true_mean_lifetime'), 1e-9);
    near(constant.paidMonths(0.055), known('KA21', 'wrong_1/mean_churn'), 1e-8);
    near(constant.steadyChurnOfMixture(segments), known('KA21', 'steady_state_base_churn (calendar)'), 1e-9);
  });
});

describe('KA15, KA22, KA23: leaving', () => {
  test('KA15 competing risks', () => {
    const [voluntary, involuntary] = [known('KA15', 'voluntary'), known('KA15', 'involuntary')];
    const causes = constant.competingCauses(voluntary, involuntary);
    near(causes.combined, known('KA15', 'combined'), 1e-10);
    near(voluntary + involuntary, known('KA15', 'naive_sum'), 1e-15);
    near(causes.voluntaryShare, known('KA15', 'cause_share_voluntary_cloglog'), 1e-8);
    near(causes.voluntary, known('KA15', 'cif_voluntary_monthly'), 1e-10);
    near(constant.churnOver(causes.combined, 12), known('KA15', 'annual_combined'), 1e-9);
  });

  test('KA22 contracts against months', () => {
    near(constant.survival(0.03, 12), known('KA22', 'monthly_3pct -> annual_survival'), 1e-9);
    near(
      constant.churnFromSurvival(0.8, 12),
      known('KA22', 'annual_renewal_0.80 -> equivalent monthly churn'),
      1e-9,
    );
    const paid = constant.paidMonths(0.03, 12);
    near(paid, known('KA22', 'expected_paid_months_in_year1_monthly (start-of-month billing)'), 1e-8);
    near(1 - paid / 12, known('KA22', 'annual_prepay_indifference_discount_year1_undiscounted'), 1e-9);
    near(
      constant.lifetimeValueWithin(10, 0.03, monthlyRate(0.1), 12),
      known('KA22', 'PV monthly 12 payments p=10 d10pa with churn3%'),
      1e-7,
    );
    near(120 * (1 - 1 / 6), known('KA22', 'PV annual prepay 120*(1-1/6)'), 1e-12);
  });

  test('KA22 what the processor keeps of twelve invoices and of one, as billed', () => {
    const fees = [false, true].map((annual) => {
      const cast = stage(
        { costs: { processingRate: 0.029, processingFixed: 0.3 }, contracts: { annualDiscount: 1 / 6 } },
        { pays: 0 },
      );
      const { life, scene, ledger } = cast;
      if (annual) signContract(life, scene, ledger, ANNUAL);
      for (let month = 1; month <= 12; month++) {
        moveTo(cast, month);
        invoice(life, scene, ledger);
        renew(life, scene, ledger);
      }
      near(ledger.sum('revenue'), annual ? 100 : 120, 1e-9);
      near(ledger.sum('billed'), ledger.sum('revenue'), 1e-9);
      return ledger.sum('processingCost');
    });
    near(fees[0] ?? NaN, known('KA22', 'processing 2.9%+0.30 on 10x12 vs 100x1', 0), 1e-9);
    near(fees[1] ?? NaN, known('KA22', 'processing 2.9%+0.30 on 10x12 vs 100x1', 1), 1e-9);
  });

  test('KA23 the hazard link, in theory and in the mechanism', () => {
    near(constant.churnOver(0.03, 3), known('KA23', 'monthly h=0.03 -> quarterly'), 1e-9);
    near(constant.churnAtHazardRatio(0.03, 3), known('KA23', 'same via intercept shift ln(3)'), 1e-9);
    near(
      logistic(logit(0.03) + Math.log(3)),
      known('KA23', 'logit does NOT aggregate: sigma(logit(.03)+ln3)'),
      1e-10,
    );
    near(logistic(logit(0.03) + Math.log(2)), known('KA23', 'OR 2.0 on h=.03'), 1e-10);
    near(constant.churnAtHazardRatio(0.03, 2), known('KA23', 'HR 2.0 (cloglog) on h=.03'), 1e-10);
    near(churnOfLife(Math.log(2)), known('KA23', 'HR 2.0 (cloglog) on h=.03'), 1e-9);
    near(churnOfLife(Math.log(3)), known('KA23', 'monthly h=0.03 -> quarterly'), 1e-9);
    near(churnOfLife(0), 0.03, 1e-12);
  });

  /** Probability that a life of base churn 3 % leaves in a month with a ticket of this log hazard ratio. */
  function churnOfLife(logHazardRatio: number): number {
    const { scene, life, luck, ledger } = stage(
      { segment: { firstMonthChurn: 0.03 }, leaving: { ticket: logHazardRatio } },
      { pays: 0 },
    );
    return threshold((u) => {
      life.wantsOut = false;
      life.cancelled = false;
      life.ticketUnresolved = true;
      life.leaveIn = -Math.log1p(-u);
      return leave(life, scene, luck, ledger, 0) !== STAYS;
    });
  }
});

describe('KA18: choice, read off the mechanism', () => {
  /** Share of luck with which a newcomer at the plan page ends on each plan, 0 being none. */
  function choiceShares(appeals: readonly number[]): readonly number[] {
    const tiers = [
      tier('Free', 0),
      ...appeals.map((appeal, index) => tier(`Plan ${index}`, 10 * (index + 1), { appeal })),
    ];
    const levers: Levers = { acceptance: { firstPurchase: 0 }, ladder: { tiers, entry: 'planPage' } };
    /** The dearest plan takes the lowest luck, staying the highest. */
    const ends = [...tiers.keys()].map((plan) =>
      plan === 0 ? 1 : threshold((u) => endsOn(levers, u) >= plan),
    );
    return ends.map((end, plan) => end - (ends[plan + 1] ?? 0));
  }

  function endsOn(levers: Levers, u: number): number {
    const { life, scene, luck, ledger } = stage(levers, { script: { [decisions.answerUpgrade]: u } });
    answerPlanPage(life, scene, luck, ledger, 0, PLAN_PAGE);
    return life.paying ? life.tier : 0;
  }

  test('a menu, and what a clone takes from it', () => {
    for (const [name, appeals] of [
      ['MNL u=[0,1,0.5]', [1, 0.5]],
      ['add clone u=0.5 -> IIA ratio of first two unchanged', [1, 0.5, 0.5]],
    ] as const) {
      const expected = knownList('KA18', name);
      const shares = choiceShares(appeals);
      expect(shares).toHaveLength(expected.length);
      for (const [plan, share] of shares.entries()) near(share, expected[plan] ?? NaN, 1e-8);
    }
  });

  /** Probability that a customer who pays 10 takes a plan of `ratio` times that price. */
  function acceptance(ratio: number): number {
    const levers: Levers = {
      acceptance: { upgrade: -1.5, step: 4 },
      ladder: { tiers: [tier('Low', 10), tier('High', 10 * ratio)] },
    };
    const role: Role = { pays: 0 };
    return threshold((u) => {
      const { life, scene, luck, ledger } = stage(levers, {
        ...role,
        script: { [decisions.answerUpgrade]: u },
      });
      life.proposal.kind = UPGRADE;
      life.proposal.tier = 1;
      answerOffer(life, scene, luck, ledger, 0, MILESTONE, 1);
      return life.tier === 1;
    });
  }

  test('the size of a price step, and its elasticity', () => {
    const name = 'binary accept V=a-b*ln(p1/p0), a=-1.5,b=4';
    for (const [step, ratio] of [
      ['step_1.1', 1.1],
      ['step_1.25', 1.25],
      ['step_1.5', 1.5],
      ['step_2.0', 2],
    ] as const)
      near(acceptance(ratio), known('KA18', name, step), 1e-8);
    const h = 1e-5;
    const slope =
      (Math.log(acceptance(1.25 * Math.exp(h))) - Math.log(acceptance(1.25 * Math.exp(-h)))) / (2 * h);
    near(slope, known('KA18', 'own price elasticity of acceptance = -b*(1-P)'), 1e-7);
  });
});

describe('KA19, KA20: feelings, driven event by event', () => {
  test('KA19 fatigue as a stock', () => {
    const carried = known('KA19', 'lambda');
    const { life, scene, ledger } = stage({ feelings: { fatigueCarryOver: carried } }, { pays: 0 });
    const afterContact = (contacts: number): number => {
      life.fatigue = 0;
      for (let contact = 0; contact < contacts; contact++) {
        if (contact > 0) feel(life, scene);
        makesContact(life, scene, ledger, MILESTONE);
      }
      return life.fatigue;
    };
    // At an engagement of one half a contact weighs one.
    expect(afterContact(1)).toBe(known('KA19', 'x_per_month'));
    near(afterContact(6), known('KA19', 'after_6_months'), 1e-10);
    near(afterContact(400), known('KA19', 'steady_state_1/(1-lambda)'), 1e-9);
    life.fatigue = 1;
    feel(life, scene);
    near(Math.log(0.5) / Math.log(life.fatigue), known('KA19', 'half_life_months ln.5/ln lambda'), 1e-8);
  });

  test('KA20 trust: gains and losses', () => {
    const [good, gain, loss] = ['p_good', 'gain', 'loss'].map((name) => known('KA20', name));
    if (good === undefined || gain === undefined || loss === undefined) throw new Error('incomplete');
    const { life, scene } = stage({ feelings: { trustGain: gain, trustLossRatio: loss / gain } });
    const after = (event: () => void, trust: number): number => {
      life.trust = trust;
      event();
      return life.trust;
    };
    /** Both events are straight lines in trust, so the mean moves as a customer of mean trust would on average. */
    const next = (mean: number) =>
      good * after(() => pleases(life, scene), mean) + (1 - good) * after(() => wrongs(life, scene, 1), mean);
    const path = (start: number, events: number): number =>
      events === 0 ? start : path(next(start), events - 1);
    near(path(0.7, 12), known('KA20', 'E_T_after_12 from T0=0.7'), 1e-9);
    near(path(0.7, 800), known('KA20', 'E_stationary = p g/(p g+(1-p) l)'), 1e-9);
    near((next(0.8) - next(0.3)) / 0.5, known('KA20', 'relaxation_factor_per_event 1-(pg+ql)'), 1e-12);
  });
});

test('every expected value of the file was asked for', () => {
  expect(unseen()).toEqual([]);
});
