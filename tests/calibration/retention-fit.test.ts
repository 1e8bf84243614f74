import { describe, expect, test } from 'vitest';
import { fitRetention } from '../../simulations/calibration/retention-fit.ts';
import type { RetentionQuestion, RetentionReading } from '../../simulations/calibration/retention-fit.ts';
import { likeliestAt, logLikelihood } from '../../simulations/calibration/shifted-beta-geometric-fit.ts';
import { survival, withMean } from '../../simulations/theory/shifted-beta-geometric.ts';
import { known, knownList } from '../known-answers/known.ts';

/** Published percentages of 1000 customers, years 0 to `years`. */
function published(which: 'regular' | 'high_end', years: number): readonly number[] {
  return knownList('KA01', which)
    .slice(0, years + 1)
    .map((percent) => Math.round(10 * (percent ?? NaN)));
}

function fitted(question: RetentionQuestion): RetentionReading & { readonly kind: 'fit' } {
  const reading = fitRetention(question);
  if (reading.kind !== 'fit') throw new Error(`no fit: ${reading.reason}`);
  return reading;
}

const yearly = (survivors: readonly number[], more: Partial<RetentionQuestion> = {}) =>
  fitted({ cohorts: [{ name: 'one', survivors }], periodMonths: 12, ...more });

describe('published cohorts (KA01, KA02, KA28)', () => {
  test('α and β of the calibration window', () => {
    const { alpha, beta } = yearly(published('regular', 7));
    expect(Math.abs(alpha.value - known('KA02', 'regular', 'alpha'))).toBeLessThan(1e-3);
    expect(Math.abs(beta.value - known('KA02', 'regular', 'beta'))).toBeLessThan(1e-3);
  });

  test('years 8 to 12, which the fit was not shown, are foretold; constant churn misses them', () => {
    for (const which of ['regular', 'high_end'] as const) {
      const { holdout } = yearly(published(which, 12), { holdout: 5 });
      expect(holdout?.shown).toBe(7);
      expect(holdout?.points.map(({ age }) => age)).toEqual([8, 9, 10, 11, 12]);
      expect(holdout?.largestError).toBeLessThan(0.02);
      expect(holdout?.meanErrorOfConstantChurn).toBeGreaterThan(0.08);
    }
    const model = yearly(published('regular', 12), { holdout: 5 }).holdout?.model;
    expect(Math.abs((model?.alpha ?? NaN) - known('KA02', 'regular', 'alpha'))).toBeLessThan(1e-3);
  });

  test('a yearly curve lived by months', () => {
    const { segment } = yearly(published('regular', 7));
    const churn = known('KA28', 'regular', 'month1_churn');
    expect(Math.abs((segment?.values.firstMonthChurn ?? NaN) - churn)).toBeLessThan(1e-4);
    const [a, b] = [known('KA28', 'regular', 'alpha_m'), known('KA28', 'regular', 'beta_m')];
    expect(Math.abs((segment?.values.churnHeterogeneity ?? NaN) - 1 / (a + b + 1))).toBeLessThan(1e-4);
    expect(segment?.uncertain?.firstMonthChurn.p10).toBeLessThan(churn);
    expect(segment?.uncertain?.firstMonthChurn.p90).toBeGreaterThan(churn);
  });
});

describe('profile-likelihood intervals', () => {
  const survivors = published('high_end', 7);
  const atRisk = survivors.slice(0, -1);
  const left = atRisk.map((there, index) => there - (survivors[index + 1] ?? NaN));
  const reading = yearly(survivors);
  const best = { alpha: reading.alpha.value, beta: reading.beta.value };
  const drop = (model: { alpha: number; beta: number }) =>
    logLikelihood(best, atRisk, left) - logLikelihood(model, atRisk, left);

  test('the ends of heterogeneity are where the likeliest model has lost 1.92', () => {
    for (const end of [reading.heterogeneity.low, reading.heterogeneity.high])
      expect(drop(likeliestAt(atRisk, left, 1 / (end ?? NaN) - 1))).toBeCloseTo(1.920729, 4);
  });

  test('the ends of the first churn are so too, over a fine grid of concentrations', () => {
    for (const end of [reading.firstChurn.low, reading.firstChurn.high]) {
      let least = Infinity;
      for (let step = -200; step <= 200; step++)
        least = Math.min(least, drop(withMean(end ?? NaN, (best.alpha + best.beta) * Math.exp(step / 100))));
      expect(least).toBeCloseTo(1.920729, 2);
    }
  });

  test('they hold the fit, and ten times the customers make them some √10 narrower', () => {
    const many = yearly(survivors.map((count) => 10 * count));
    for (const key of ['alpha', 'beta', 'firstChurn', 'heterogeneity'] as const) {
      const [few, more] = [reading[key], many[key]];
      expect(few.low).toBeLessThan(few.value);
      expect(few.high).toBeGreaterThan(few.value);
      const ratio = ((few.high ?? NaN) - (few.low ?? NaN)) / ((more.high ?? NaN) - (more.low ?? NaN));
      expect(ratio).toBeGreaterThan(2.8);
      expect(ratio).toBeLessThan(3.6);
    }
  });

  test('the curve has a band that widens beyond what was watched', () => {
    const width = (age: number) => (reading.curve[age]?.high ?? NaN) - (reading.curve[age]?.low ?? NaN);
    expect(width(14)).toBeGreaterThan(width(1) * 0.9);
    expect(reading.curve[14]?.observed).toBeNull();
    expect(reading.curve).toHaveLength(15);
    expect(reading.curve[5]?.fitted).toBe(survival(best, 5));
  });

  test('shares of an unknown number have a fit and no interval', () => {
    const { alpha, customers, segment } = yearly(
      survivors.map((count) => count / 1000),
      { areCounts: false },
    );
    expect(alpha.value).toBeCloseTo(best.alpha, 6);
    expect(alpha.low).toBeNull();
    expect(customers).toBeNull();
    expect(segment?.uncertain).toBeNull();
  });
});

describe('what a table can and cannot tell', () => {
  test('cohorts are added up by age, a younger one for as long as it was watched', () => {
    const [older, younger] = [
      [1000, 900, 830, 780],
      [500, 450, 410],
    ];
    const together = fitted({
      cohorts: [
        { name: 'older', survivors: older },
        { name: 'younger', survivors: younger },
      ],
      periodMonths: 1,
    });
    expect(together.customers).toBe(1500);
    expect(together.curve[1]?.observed).toBeCloseTo(1350 / 1500, 12);
    expect(together.curve[3]?.observed).toBeCloseTo(((1350 / 1500) * (1240 / 1350) * 780) / 830, 12);
    expect(together.curve[3]?.watched).toBe(830);
  });

  test('customers who are all alike leave α and β open above', () => {
    const { alpha, beta, heterogeneity, segment } = fitted({
      cohorts: [{ name: 'one', survivors: [1000, 900, 810, 729, 656, 590] }],
      periodMonths: 1,
    });
    expect(alpha.high).toBeNull();
    expect(beta.high).toBeNull();
    expect(heterogeneity.value).toBeLessThan(1e-4);
    expect(segment?.uncertain).not.toHaveProperty('churnHeterogeneity');
  });

  test.each([
    [[[1000]], 'nothingWatched'],
    [[[1000, 900]], 'onlyOnePeriod'],
    [[[1000, 1000, 1000]], 'nobodyLeft'],
    [[[1000, 0, 0]], 'nobodyStayed'],
  ])('%j: %s', (cohorts, reason) => {
    expect(
      fitRetention({ cohorts: cohorts.map((survivors) => ({ name: '', survivors })), periodMonths: 1 }),
    ).toEqual({ kind: 'cannotTell', reason });
  });

  test('survivors that rise are a mistake of the caller', () => {
    expect(() => fitRetention({ cohorts: [{ name: 'x', survivors: [10, 12] }], periodMonths: 1 })).toThrow(
      'survivors never rise, got 10 and then 12 in x',
    );
  });
});
