/**
 * The line between persuading and manipulating, drawn by what it earns: one strategy at growing intensities of its
 * manipulative patterns, against itself without any, on the same luck. Colour is the difference in cumulative contribution by
 * month; the line is where that is 0. The month of regret is the first month from which the mean difference stays below 0
 * to the horizon, having begun with the first month; its interval comes from resampling futures, and a resample that never
 * regrets lies beyond the horizon. Beside it: how a short-term metric ranks the same candidates, and how the long term does.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import { orNull } from '../or-null.ts';
import type { Design } from '../point.ts';
import type { Better } from '../reading.ts';
import { Bootstrap, percentileInterval } from '../statistics/bootstrap.ts';
import { momentsOf, standardError } from '../statistics/moments.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import type { PairedDifference } from '../statistics/paired-difference.ts';
import { engineVersion } from '../version.ts';
import { spreadOf, spreadReading } from './compare.ts';
import type { CompareStudy } from './compare.ts';
import { pairingGain } from './precision.ts';
import { defaultMetric, liveTrials, metricOf, totalOf, TrialValues } from './study.ts';
import type { Parts, Probe, Trial } from './study.ts';
import { crossings } from './sweep.ts';
import type { Crossing } from './sweep.ts';

export const patterns = ['sneaking', 'obstruction', 'hiddenCost', 'nagging', 'confirmShaming'] as const;
export type Pattern = (typeof patterns)[number];

export interface LineQuestion {
  /** Index of the strategy; the first unless told otherwise. */
  readonly strategy?: number;
  /** Patterns in play, the others being 0; absent: those that the strategy uses, or all when it uses none. */
  readonly patterns?: readonly Pattern[];
  /** Upward, from 0 to 1: 1 is the strategy's own intensity of a pattern, or full intensity where it has none. */
  readonly intensities: readonly number[];
  /** Short-term metric and the month (counted from 1) in which it is looked at; revenue of month 3 unless told otherwise. */
  readonly shortTerm?: { readonly metric: string; readonly month: number };
}

export interface LineRow {
  readonly intensity: number;
  /** Manipulating minus honest, cumulative contribution, by month: mean with its 95 % interval. */
  readonly mean: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  /** Probability that manipulating is ahead so far, ties counting half. */
  readonly ahead: readonly number[];
  readonly regret: Regret;
  /** The difference at the horizon: its standard error, and what the luck in common saves (precision.ts). */
  readonly atHorizon: {
    readonly standardError: number | null;
    readonly futures: number;
    readonly pairingGain: number | null;
  };
}

/** Months count from 1. */
export type Regret =
  | {
      readonly kind: 'regretted';
      readonly month: number;
      readonly low: number;
      /** Null: beyond the horizon. */
      readonly high: number | null;
      readonly withinHorizonShare: number;
    }
  | { readonly kind: 'notWithinHorizon'; readonly low: number | null; readonly withinHorizonShare: number };

export interface RankedCandidate {
  readonly name: string;
  /** Absent for the study's own strategies. */
  readonly intensity?: number;
  readonly shortTerm: number | null;
  readonly shortTermError: number | null;
  readonly shortTermRank: number | null;
  /** Null where a future has no short-term value for some candidate. */
  readonly shortTermRanks: Ranks | null;
  readonly longTerm: number | null;
  readonly longTermError: number | null;
  readonly longTermRank: number | null;
  readonly longTermRanks: Ranks | null;
}

/** The ranks of a candidate in 95 % of the resamples of the luck, the same resamples for all candidates. */
export interface Ranks {
  readonly low: number;
  readonly high: number;
}

export interface LineReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly plannedReplications: number;
  readonly currency: string;
  readonly strategy: string;
  /** Intensity of each pattern at 1. */
  readonly full: Readonly<Partial<Record<Pattern, number>>>;
  readonly rows: readonly LineRow[];
  /** Intensities at which the mean difference passes 0, by month. */
  readonly contour: readonly (readonly Crossing[])[];
  readonly shortTerm: { readonly metric: string; readonly name: string; readonly month: number };
  readonly longTerm: { readonly metric: string; readonly name: string };
  /** The strategy at every intensity, and the study's strategies as they are. */
  readonly intensities: readonly RankedCandidate[];
  readonly strategies: readonly RankedCandidate[];
  readonly fingerprint: string;
}

export function* line(
  study: CompareStudy,
  question: LineQuestion,
  metrics: readonly Metric[] = allMetrics,
): Design<LineReading> {
  const { run, strategies } = study;
  const { strategy = 0, intensities } = question;
  const contribution = metricOf(defaultMetric, metrics);
  const asked = question.shortTerm ?? { metric: 'revenue', month: 3 };
  const short = { ...asked, month: Math.min(asked.month, run.months) };
  const shortMetric = metricOf(short.metric, metrics);
  const full = fullIntensities(study, question);
  const trials: readonly Trial[] = [
    { strategy, change: scaledTo(strategy, full, 0) },
    ...intensities.map((intensity) => ({ strategy, change: scaledTo(strategy, full, intensity) })),
    ...strategies.map((_, index) => ({ strategy: index })),
  ];
  const probe = lineProbe(contribution, shortMetric, short.month, run.months);
  const values = new TrialValues(trials.length, probe.width, run.replications);
  const reading = (futures: number): LineReading => {
    const numbers = {
      months: run.months,
      replications: futures,
      ...numbersOf(study, question, values, futures, shortMetric.better),
    };
    return {
      engine: engineVersion,
      seed: run.seed,
      plannedReplications: run.replications,
      currency: study.world.currency,
      strategy: strategies[strategy]?.name ?? '',
      full,
      shortTerm: { metric: shortMetric.id, name: shortMetric.name, month: short.month },
      longTerm: { metric: contribution.id, name: contribution.name },
      ...numbers,
      fingerprint: fingerprint(numbers),
    };
  };
  yield* liveTrials(study, trials, probe, values, { first: 0, end: run.replications, partial: reading });
  return reading(run.replications);
}

/** Patterns in play, with their intensity at 1. */
function fullIntensities(
  { strategies }: CompareStudy,
  { strategy = 0, patterns: chosen }: LineQuestion,
): Readonly<Partial<Record<Pattern, number>>> {
  const own = strategies[strategy]?.manipulation;
  if (own === undefined) throw new Error(`there is no strategy ${strategy}`);
  const used = patterns.filter((pattern) => own[pattern] > 0);
  const inPlay = chosen ?? (used.length > 0 ? used : patterns);
  return Object.fromEntries(inPlay.map((pattern) => [pattern, own[pattern] > 0 ? own[pattern] : 1]));
}

function scaledTo(strategy: number, full: Readonly<Partial<Record<Pattern, number>>>, intensity: number) {
  return ({ world, strategies }: Parts): Parts => ({
    world,
    strategies: strategies.map((each, index) => {
      if (index !== strategy) return each;
      const at = (pattern: Pattern) => intensity * (full[pattern] ?? 0);
      return {
        ...each,
        manipulation: {
          sneaking: at('sneaking'),
          obstruction: at('obstruction'),
          hiddenCost: at('hiddenCost'),
          nagging: at('nagging'),
          confirmShaming: at('confirmShaming'),
        },
      };
    }),
  });
}

/** Cumulative contribution by month, then the short-term metric and the long-term one. */
function lineProbe(contribution: Metric, short: Metric, shortMonth: number, months: number): Probe {
  if (contribution.monthly === undefined || short.monthly === undefined)
    throw new Error(`the line needs metrics by month: ${contribution.id}, ${short.id}`);
  const { monthly } = contribution;
  const { monthly: shortMonthly } = short;
  return {
    width: months + 2,
    read(ledger, context, out) {
      let sum = 0;
      for (let month = 0; month < months; month++) {
        sum += monthly(ledger, month);
        out[month] = sum;
      }
      out[months] = shortMonthly(ledger, shortMonth - 1);
      out[months + 1] = totalOf(contribution, ledger, context);
    },
  };
}

function numbersOf(
  { run, strategies }: CompareStudy,
  { strategy = 0, intensities }: LineQuestion,
  values: TrialValues,
  futures: number,
  shortBetter: Better,
) {
  const { months } = run;
  const rows = intensities.map((intensity, index) => rowOf(intensity, index + 1, values, futures, run));
  const contour = Array.from({ length: months }, (_, month) =>
    crossings(
      rows.map(({ intensity, mean }) => ({ at: intensity, value: mean[month] ?? null })),
      0,
    ).filter(({ at }) => at !== 0),
  );
  const name = strategies[strategy]?.name ?? '';
  const first = 1 + intensities.length;
  return {
    rows,
    contour,
    intensities: ranked(
      intensities.map((intensity, index) => ({ name, intensity, trial: index + 1 })),
      values,
      futures,
      shortBetter,
      run.seed,
    ),
    strategies: ranked(
      strategies.map((each, index) => ({ name: each.name, trial: first + index })),
      values,
      futures,
      shortBetter,
      run.seed,
    ),
  };
}

function rowOf(
  intensity: number,
  trial: number,
  values: TrialValues,
  futures: number,
  { months, seed }: CompareStudy['run'],
): LineRow {
  const scratch = new Float64Array(futures);
  const pairs = Array.from({ length: months }, (_, month) =>
    pairedDifference(values.column(0, month, futures), values.column(trial, month, futures), scratch),
  );
  const gaps = pairs.map((_, month) => {
    const honest = values.column(0, month, futures);
    return values.column(trial, month, futures).map((value, future) => value - (honest[future] ?? NaN));
  });
  const mean = gaps.map((column) => momentsOf(column).mean + 0);
  return {
    intensity,
    mean,
    low: pairs.map(({ low }) => orNull(low)),
    high: pairs.map(({ high }) => orNull(high)),
    ahead: pairs.map(({ aboveShare, tiedShare }) => aboveShare + tiedShare / 2),
    regret: regretOf(mean, gaps, futures, seed),
    atHorizon: atHorizonOf(values, trial, months - 1, pairs.at(-1), scratch),
  };
}

function atHorizonOf(
  values: TrialValues,
  trial: number,
  month: number,
  pair: PairedDifference | undefined,
  scratch: Float64Array,
): LineRow['atHorizon'] {
  if (pair === undefined) throw new Error('a run has a last month');
  const { futures } = pair;
  const difference = { standardError: orNull(pair.standardError), futures };
  const perStrategy = [0, trial].map((each) =>
    spreadReading(spreadOf(values.column(each, month, scratch.length), scratch)),
  );
  return { ...difference, pairingGain: pairingGain({ perStrategy, difference }) };
}

function regretOf(
  mean: readonly number[],
  gaps: readonly Float64Array[],
  futures: number,
  seed: string,
): Regret {
  const bootstrap = new Bootstrap(seed, futures);
  const means = bootstrap.means(gaps);
  const months = new Float64Array(bootstrap.resamples);
  for (let resample = 0; resample < bootstrap.resamples; resample++) {
    months[resample] = monthOfRegret(means.map((column) => column[resample] ?? NaN));
  }
  const { low, high } = percentileInterval(months);
  const withinHorizonShare = months.filter((month) => month < Infinity).length / bootstrap.resamples;
  const month = monthOfRegret(mean);
  if (month === Infinity) return { kind: 'notWithinHorizon', low: finiteOrNull(low), withinHorizonShare };
  return {
    kind: 'regretted',
    month,
    low: Math.min(low, month),
    high: finiteOrNull(high),
    withinHorizonShare,
  };
}

/** The first month, counted from 1, from which the curve stays below 0 to its end; Infinity when it does not end below. */
export function monthOfRegret(curve: readonly number[]): number {
  let month = curve.length;
  while (month > 0 && (curve[month - 1] ?? NaN) < 0) month--;
  return month === curve.length ? Infinity : month + 1;
}

interface Candidate {
  readonly name: string;
  readonly intensity?: number;
  readonly trial: number;
}

/** Best first; equals share the better rank. */
function ranked(
  candidates: readonly Candidate[],
  values: TrialValues,
  futures: number,
  shortBetter: Better,
  seed: string,
): readonly RankedCandidate[] {
  const { width } = values;
  const columnsOf = (number: number) => candidates.map(({ trial }) => values.column(trial, number, futures));
  const short = lookOf(columnsOf(width - 2), shortBetter === 'lower' ? -1 : 1, seed);
  const long = lookOf(columnsOf(width - 1), 1, seed);
  return candidates.map(({ name, intensity }, index) => ({
    name,
    ...(intensity === undefined ? {} : { intensity }),
    shortTerm: short.means[index] ?? null,
    shortTermError: short.errors[index] ?? null,
    shortTermRank: short.rankOf[index] ?? null,
    shortTermRanks: short.ranks?.[index] ?? null,
    longTerm: long.means[index] ?? null,
    longTermError: long.errors[index] ?? null,
    longTermRank: long.rankOf[index] ?? null,
    longTermRanks: long.ranks?.[index] ?? null,
  }));
}

/** What one measure says of the candidates, a column each: means with their errors, and ranks with their intervals. */
function lookOf(columns: readonly Float64Array[], sign: number, seed: string) {
  const moments = columns.map((column) => momentsOf(column.filter((value) => value === value)));
  const means = moments.map(({ count, mean }) => (count === 0 ? null : mean + 0));
  return {
    means,
    errors: moments.map((each) => (each.count < 2 ? null : standardError(each))),
    rankOf: means.map((_, index) => rankIn(means, index, sign)),
    // One future has no resamples that differ.
    ranks: columns.every((column) => column.length > 1 && column.every((value) => value === value))
      ? resampledRanks(columns, sign, seed)
      : null,
  };
}

function resampledRanks(columns: readonly Float64Array[], sign: number, seed: string): readonly Ranks[] {
  const bootstrap = new Bootstrap(seed, columns[0]?.length ?? 0);
  const means = bootstrap.means(columns);
  return columns.map((_, index) => {
    const ranks = new Float64Array(bootstrap.resamples);
    for (let resample = 0; resample < bootstrap.resamples; resample++)
      ranks[resample] =
        rankIn(
          means.map((column) => column[resample] ?? NaN),
          index,
          sign,
        ) ?? NaN;
    const { low, high } = percentileInterval(ranks);
    // A rank between two is neither: the interval reaches to the one outside.
    return { low: Math.floor(low), high: Math.ceil(high) };
  });
}

function rankIn(means: readonly (number | null)[], index: number, sign: number): number | null {
  const own = means[index] ?? null;
  if (own === null) return null;
  return 1 + means.filter((other) => other !== null && sign * other > sign * own).length;
}

function finiteOrNull(value: number): number | null {
  return value < Infinity ? value : null;
}
