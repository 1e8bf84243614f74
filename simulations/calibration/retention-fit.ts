/**
 * What a table of survivors says about churn, for people who have such a table: the shifted-beta-geometric model of greatest
 * likelihood, how sure it is, how well it foretells the periods that it was not shown, and the two numbers of a segment
 * that live by it.
 *
 *     const reading = fitRetention({ cohorts: [{ name: '2024', survivors: [1000, 869, 743, 653] }], periodMonths: 12 });
 *     if (reading.kind === 'fit') segment = { ...segment, ...reading.segment?.values };
 *
 * Cohorts are added up by age; one watched for a shorter time counts for as long as it was watched. Intervals are profile
 * likelihood (likelihood-region.ts). The model's `firstMonthChurn` is churn at a neutral experience, without failed
 * payments and without what a strategy does to its customers; a fitted one holds all of that as it was. Returning
 * customers are not part of the model: survivors never rise.
 */
import { fromSurvival, meanLifetime, survival } from '../theory/shifted-beta-geometric.ts';
import type { ShiftedBetaGeometric } from '../theory/shifted-beta-geometric.ts';
import { drops, likelihoodRegion } from './likelihood-region.ts';
import type { LikelihoodRegion } from './likelihood-region.ts';
import { fitShiftedBetaGeometric } from './shifted-beta-geometric-fit.ts';

export interface Cohort {
  readonly name: string;
  /** How many are there at age 0, 1, 2, … periods: numbers that never rise. */
  readonly survivors: readonly number[];
}

export interface RetentionQuestion {
  readonly cohorts: readonly Cohort[];
  /** Months of a period: 1 for months, 3 for quarters, 12 for years. */
  readonly periodMonths: number;
  /** False for shares of an unknown number of customers: there is a fit, but nobody can say how sure it is. */
  readonly areCounts?: boolean;
  /** The last so many ages are foretold from those before; a third of them unless told otherwise, 0 for none. */
  readonly holdout?: number;
  /** Ages to which the curve goes on; twice those watched unless told otherwise. */
  readonly horizon?: number;
}

/** 95 % profile-likelihood interval; null: open on that side, or unknown. */
export interface Fitted {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RetentionPoint {
  readonly age: number;
  /** Share still there, cohorts added up by age (product of what each age kept); null beyond what was watched. */
  readonly observed: number | null;
  /** How many were watched into this age. */
  readonly watched: number | null;
  readonly fitted: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Holdout {
  /** Ages that the fit was shown; the rest it had to foretell. */
  readonly shown: number;
  readonly model: ShiftedBetaGeometric;
  /** Mean and largest gap between foretold and observed share, 0 to 1. */
  readonly meanError: number;
  readonly largestError: number;
  /** Mean gap of a constant churn fitted to the same ages: what the differences between customers are worth. */
  readonly meanErrorOfConstantChurn: number;
  readonly points: readonly { readonly age: number; readonly observed: number; readonly foretold: number }[];
}

/** The same model lived month by month, as a segment of a scenario has it. */
export interface FittedSegment {
  readonly values: { readonly firstMonthChurn: number; readonly churnHeterogeneity: number };
  /** As distributions (80 % profile-likelihood intervals), where both ends are known: ignorance that a study can draw from. */
  readonly uncertain: {
    readonly firstMonthChurn: { readonly p10: number; readonly p90: number; readonly shape: 'beta' };
    readonly churnHeterogeneity?: { readonly p10: number; readonly p90: number; readonly shape: 'beta' };
  } | null;
}

export type RetentionReading =
  | {
      readonly kind: 'fit';
      readonly customers: number | null;
      readonly cohorts: number;
      readonly periodMonths: number;
      /** Ages watched. */
      readonly periods: number;
      readonly alpha: Fitted;
      readonly beta: Fitted;
      /** Churn of the first period, α/(α+β), and polarisation 1/(α+β+1). */
      readonly firstChurn: Fitted;
      readonly heterogeneity: Fitted;
      /** Mean periods paid; null where it has no end (α ≤ 1). */
      readonly meanLifetime: number | null;
      readonly curve: readonly RetentionPoint[];
      /** Mean gap between fitted and observed share over the ages watched. */
      readonly meanError: number;
      readonly holdout: Holdout | null;
      /** Null where no monthly model passes through the curve of longer periods. */
      readonly segment: FittedSegment | null;
    }
  | { readonly kind: 'cannotTell'; readonly reason: CannotTell };

export type CannotTell = 'nothingWatched' | 'onlyOnePeriod' | 'nobodyLeft' | 'nobodyStayed';

export function fitRetention(question: RetentionQuestion): RetentionReading {
  const { cohorts, periodMonths, areCounts = true } = question;
  const table = addedUp(cohorts);
  const periods = table.atRisk.length;
  if (periods === 0) return { kind: 'cannotTell', reason: 'nothingWatched' };
  if (periods < 2) return { kind: 'cannotTell', reason: 'onlyOnePeriod' };
  const model = fitShiftedBetaGeometric(table.atRisk, table.left);
  if (model === null) {
    const someLeft = table.left.some((count) => count > 0);
    return { kind: 'cannotTell', reason: someLeft ? 'nobodyStayed' : 'nobodyLeft' };
  }
  const regions = areCounts
    ? {
        of95: likelihoodRegion(table.atRisk, table.left, model, drops.of95),
        of80: likelihoodRegion(table.atRisk, table.left, model, drops.of80),
      }
    : null;
  const region = regions?.of95 ?? null;
  const observed = observedShares(table);
  const horizon = Math.max(periods, question.horizon ?? 2 * periods);
  const curve = curveOf(model, region, observed, table.atRisk, horizon);
  const lifetime = meanLifetime(model);
  return {
    kind: 'fit',
    customers: areCounts ? (table.atRisk[0] ?? null) : null,
    cohorts: cohorts.length,
    periodMonths,
    periods,
    alpha: fitted(model, region, ({ alpha }) => alpha, { openAbove: region?.holdsAlike ?? false }),
    beta: fitted(model, region, ({ beta }) => beta, { openAbove: region?.holdsAlike ?? false }),
    firstChurn: fitted(model, region, churnOf),
    heterogeneity: fitted(model, region, polarisationOf),
    meanLifetime: lifetime === Infinity ? null : lifetime,
    curve,
    meanError: meanGap(curve.slice(1)),
    holdout: holdoutOf(table, observed, question.holdout ?? Math.floor(periods / 3)),
    segment: segmentOf(model, regions?.of80 ?? null, periodMonths, periods),
  };
}

// ---- The table -------------------------------------------------------------------------------------------------

interface Watched {
  /** There at the beginning of period 1, 2, … and left in it. */
  readonly atRisk: readonly number[];
  readonly left: readonly number[];
}

function addedUp(cohorts: readonly Cohort[]): Watched {
  const atRisk: number[] = [];
  const left: number[] = [];
  for (const { name, survivors } of cohorts) {
    for (let age = 1; age < survivors.length; age++) {
      const before = survivors[age - 1] ?? NaN;
      const after = survivors[age] ?? NaN;
      if (!(after >= 0 && after <= before && before < Infinity))
        throw new Error(`survivors never rise, got ${before} and then ${after} in ${name}`);
      atRisk[age - 1] = (atRisk[age - 1] ?? 0) + before;
      left[age - 1] = (left[age - 1] ?? 0) + (before - after);
    }
  }
  return { atRisk, left };
}

/** From age 0 on. */
function observedShares({ atRisk, left }: Watched): readonly number[] {
  const shares = [1];
  atRisk.forEach((there, index) => {
    const kept = there === 0 ? 1 : 1 - (left[index] ?? 0) / there;
    shares.push((shares[index] ?? NaN) * kept);
  });
  return shares;
}

// ---- What is said of it ----------------------------------------------------------------------------------------

const churnOf = ({ alpha, beta }: ShiftedBetaGeometric) => alpha / (alpha + beta);
const polarisationOf = ({ alpha, beta }: ShiftedBetaGeometric) => 1 / (alpha + beta + 1);

function fitted(
  model: ShiftedBetaGeometric,
  region: LikelihoodRegion | null,
  quantity: (model: ShiftedBetaGeometric) => number,
  { openAbove = false } = {},
): Fitted {
  const value = quantity(model);
  if (region === null) return { value, low: null, high: null };
  const { low, high } = rangeOf(region.edge.map(quantity), value);
  return { value, low, high: openAbove ? null : high };
}

function rangeOf(values: readonly number[], value: number): { readonly low: number; readonly high: number } {
  return { low: Math.min(value, ...values), high: Math.max(value, ...values) };
}

function curveOf(
  model: ShiftedBetaGeometric,
  region: LikelihoodRegion | null,
  observed: readonly number[],
  watched: readonly number[],
  horizon: number,
): readonly RetentionPoint[] {
  return Array.from({ length: horizon + 1 }, (_, age) => {
    const { value, low, high } = fitted(model, region, (each) => survival(each, age));
    return {
      age,
      observed: observed[age] ?? null,
      watched: age === 0 ? (watched[0] ?? null) : (watched[age - 1] ?? null),
      fitted: value,
      low,
      high,
    };
  });
}

function meanGap(points: readonly { readonly observed: number | null; readonly fitted: number }[]): number {
  const gaps = points.flatMap(({ observed, fitted: told }) =>
    observed === null ? [] : [Math.abs(told - observed)],
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

function holdoutOf({ atRisk, left }: Watched, observed: readonly number[], held: number): Holdout | null {
  const shown = atRisk.length - held;
  if (held < 1 || shown < 2) return null;
  const [early, lost] = [atRisk.slice(0, shown), left.slice(0, shown)];
  const model = fitShiftedBetaGeometric(early, lost);
  if (model === null) return null;
  const churn = sumOf(lost) / sumOf(early);
  const points = Array.from({ length: held }, (_, index) => {
    const age = shown + 1 + index;
    return { age, observed: observed[age] ?? NaN, foretold: survival(model, age) };
  });
  const gaps = points.map((point) => Math.abs(point.foretold - point.observed));
  let constant = 1;
  for (let age = 1; age <= shown; age++) constant *= 1 - churn;
  let gapsOfConstant = 0;
  for (const point of points) {
    constant *= 1 - churn;
    gapsOfConstant += Math.abs(constant - point.observed);
  }
  return {
    shown,
    model,
    meanError: sumOf(gaps) / held,
    largestError: Math.max(...gaps),
    meanErrorOfConstantChurn: gapsOfConstant / held,
    points,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

// ---- The segment -----------------------------------------------------------------------------------------------

/** Months of a yearly curve: the monthly model that passes through it after the first and after the last period. */
function monthly(
  model: ShiftedBetaGeometric,
  periodMonths: number,
  periods: number,
): ShiftedBetaGeometric | null {
  if (periodMonths === 1) return model;
  return fromSurvival(
    { months: periodMonths, surviving: survival(model, 1) },
    { months: periodMonths * periods, surviving: survival(model, periods) },
  );
}

function segmentOf(
  model: ShiftedBetaGeometric,
  region: LikelihoodRegion | null,
  periodMonths: number,
  periods: number,
): FittedSegment | null {
  const own = monthly(model, periodMonths, periods);
  if (own === null) return null;
  const values = { firstMonthChurn: churnOf(own), churnHeterogeneity: polarisationOf(own) };
  if (region === null) return { values, uncertain: null };
  const edge = region.edge.flatMap((each) => monthly(each, periodMonths, periods) ?? []);
  const churn = rangeOf(edge.map(churnOf), values.firstMonthChurn);
  const differences = rangeOf(edge.map(polarisationOf), values.churnHeterogeneity);
  const asBeta = ({ low, high }: { readonly low: number; readonly high: number }) =>
    ({ p10: low, p90: high, shape: 'beta' }) as const;
  const isOpen = region.holdsAlike || region.holdsExtremes || edge.length < region.edge.length;
  return {
    values,
    uncertain: {
      firstMonthChurn: asBeta(churn),
      ...(isOpen ? {} : { churnHeterogeneity: asBeta(differences) }),
    },
  };
}
