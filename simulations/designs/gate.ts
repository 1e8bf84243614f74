/**
 * Gate: where the free plan should end. One limit of one plan is moved from far too early to never, everything else left
 * alone, on the same luck: the outcome, the share of sign-ups that pay in the end, how many free users meet a wall and how
 * much value they have discovered when they do; for everybody and for each segment, with the best limit of each.
 * A segment's outcome is its own revenue less its own costs; acquisition is charged by its share of the arrivals. Only
 * where nothing is shared does the best gate of all lie between those of the segments: referrals and budget are shared.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Ledger } from '../ledger.ts';
import type { Metric, MetricContext } from '../metrics/metric.ts';
import { share } from '../metrics/ratio.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import type { Design } from '../point.ts';
import type { Difference, Spread } from '../reading.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import { engineVersion } from '../version.ts';
import { differenceReading, spreadOf, spreadReading } from './compare.ts';
import type { CompareStudy } from './compare.ts';
import { pairingGain } from './precision.ts';
import { defaultMetric, liveTrials, metricOf, settingOf, totalOf, TrialValues } from './study.ts';
import type { Probe } from './study.ts';
import { alongAxis } from './sweep.ts';
import type { SweptMetric } from './sweep.ts';
import { bestOf } from './sweep-best.ts';
import type { Best, Value } from './sweep-best.ts';

export const gates = ['usageLimit', 'seatLimit', 'monthsLimit', 'featureLimit'] as const;
export type Gate = (typeof gates)[number];

export interface GateQuestion {
  /** Index of the strategy; the first unless told otherwise. */
  readonly strategy?: number;
  /** Index of the plan; the first, usually the free one, unless told otherwise. */
  readonly tier?: number;
  readonly gate: Gate;
  /** Upward, null ("never") last; `gateLimits` gives a wide range. */
  readonly limits: readonly Value[];
  readonly metric?: string;
}

export interface GatePoint {
  readonly limit: Value;
  readonly outcome: Spread;
  /** First payments / sign-ups. */
  readonly conversion: Spread;
  /** Free users who run into a limit / sign-ups; a user who comes free of it and meets it again counts again. */
  readonly wallsMet: Spread;
  /** Value discovered, 0 to 1, by those who run into it. */
  readonly valueAtWall: Spread;
}

export interface GateScope {
  /** Name of the segment; null for everybody. */
  readonly segment: string | null;
  readonly points: readonly GatePoint[];
  readonly best: Best | null;
  /** The best limit against the present one; null where no limit is better than another. */
  readonly gain: GateGain | null;
}

/** Future by future on the same luck. The best of many is flattered a little: it is chosen on the futures that judge it. */
export interface GateGain {
  readonly limit: Value;
  /** Outcome with that limit less outcome with the present one. */
  readonly difference: Difference;
  /** How many times fewer futures it needs for the luck in common (precision.ts); null where it never varies. */
  readonly pairingGain: number | null;
}

export interface GateReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly plannedReplications: number;
  readonly currency: string;
  readonly strategy: string;
  readonly plan: string;
  readonly gate: Gate;
  /** The limit that the strategy has now. */
  readonly present: Value;
  readonly metric: SweptMetric;
  /** Everybody first, then each segment. */
  readonly scopes: readonly GateScope[];
  readonly fingerprint: string;
}

const numbersPerScope = 4;

export function* gate(
  study: CompareStudy,
  question: GateQuestion,
  metrics: readonly Metric[] = allMetrics,
): Design<GateReading> {
  const { run, world } = study;
  const { strategy = 0, tier = 0, limits } = question;
  const metric = metricOf(question.metric ?? defaultMetric, metrics);
  const pointer = `/strategies/${strategy}/ladder/tiers/${tier}/${question.gate}`;
  // The present limit behind those that are tried, so that the best has something to be held against.
  const trials = [
    ...limits.map((limit) => ({ strategy, change: settingOf([pointer], limit) })),
    { strategy },
  ];
  const probe = gateProbe(metric, world.segments.length);
  const values = new TrialValues(trials.length, probe.width, run.replications);
  const reading = (futures: number) => gateReading(study, question, metric, values, futures);
  yield* liveTrials(study, trials, probe, values, { first: 0, end: run.replications, partial: reading });
  return reading(run.replications);
}

function gateProbe(metric: Metric, segments: number): Probe {
  return {
    width: numbersPerScope * (segments + 1),
    read(ledger, context, out) {
      for (let scope = 0; scope <= segments; scope++) {
        const part = scope === 0 ? ledger : ledger.ofSegment(scope - 1);
        out.set(numbersOf(metric, part, context), numbersPerScope * scope);
      }
    },
  };
}

function numbersOf(metric: Metric, ledger: Ledger, context: MetricContext): readonly number[] {
  const signups = ledger.sum('paidSignups') + ledger.sum('organicSignups') + ledger.sum('referredSignups');
  const walls = ledger.sum('wallsMet');
  return [
    totalOf(metric, ledger, context),
    share(ledger.sum('newCustomers'), signups),
    share(walls, signups),
    share(ledger.sum('valueAtWall'), walls),
  ];
}

function gateReading(
  { world, strategies, run }: CompareStudy,
  { strategy = 0, tier = 0, gate: moved, limits }: GateQuestion,
  metric: Metric,
  values: TrialValues,
  futures: number,
): GateReading {
  const scratch = new Float64Array(futures);
  const scopes = [null, ...world.segments].map((segment, scope): GateScope => {
    const column = (trial: number, number: number) =>
      values.column(trial, numbersPerScope * scope + number, futures);
    const spreadAt = (trial: number, number: number) =>
      spreadReading(spreadOf(column(trial, number), scratch));
    const best = bestOf(
      limits.map((_, trial) => column(trial, 0)),
      limits.map((limit) => [limit]),
      metric.better,
      run.seed,
    );
    const present = column(limits.length, 0);
    const gainAt = (trial: number): GateGain => {
      const perStrategy = [present, column(trial, 0)].map((own) => spreadReading(spreadOf(own, scratch)));
      const difference = differenceReading(
        pairedDifference(present, column(trial, 0), scratch),
        metric.better,
      );
      const limit = limits[trial] ?? null;
      return { limit, difference, pairingGain: pairingGain({ perStrategy, difference }) };
    };
    return {
      segment: segment === null ? null : segment.name,
      points: limits.map((limit, trial) => ({
        limit,
        outcome: spreadAt(trial, 0),
        conversion: spreadAt(trial, 1),
        wallsMet: spreadAt(trial, 2),
        valueAtWall: spreadAt(trial, 3),
      })),
      best,
      gain: best === null ? null : gainAt(best.point),
    };
  });
  const chosen = strategies[strategy];
  const plan = chosen?.ladder.tiers[tier];
  if (chosen === undefined || plan === undefined)
    throw new Error(`there is no plan ${tier} of strategy ${strategy}`);
  const { id, name, unit, better, formula } = metric;
  const numbers = { months: run.months, replications: futures, scopes };
  return {
    engine: engineVersion,
    seed: run.seed,
    plannedReplications: run.replications,
    currency: world.currency,
    strategy: chosen.name,
    plan: plan.name,
    gate: moved,
    present: plan[moved],
    metric: { id, name, unit, better, formula },
    ...numbers,
    fingerprint: fingerprint(numbers),
  };
}

/**
 * Limits from far too early to never, in equal steps of the logarithm where the limit has no natural scale. A limit of use
 * or seats goes from a twentieth of what the smallest segment begins with up to the limit of the next plan, or twenty times
 * what the largest begins with where that has none; a trial from none to two years; a feature from a twentieth to all.
 */
export function gateLimits(
  { world, strategies }: Pick<CompareStudy, 'world' | 'strategies'>,
  moved: Gate,
  { strategy = 0, tier = 0, count = 15 }: { strategy?: number; tier?: number; count?: number } = {},
): readonly Value[] {
  const next = strategies[strategy]?.ladder.tiers[tier + 1]?.[moved] ?? null;
  const starts = world.segments.map((segment) =>
    moved === 'seatLimit' ? segment.startingSeats : segment.startingUsage,
  );
  const steps = Math.max(2, count - 1);
  switch (moved) {
    case 'usageLimit': {
      const low = Math.min(...starts) / 20;
      return [
        ...alongAxis(low, Math.max(2 * low, next ?? 20 * Math.max(...starts)), steps, 'logarithmic'),
        null,
      ];
    }
    case 'seatLimit': {
      const most = Math.max(2, next ?? 20 * Math.max(...starts));
      const whole = alongAxis(1, most, steps, 'logarithmic').map(Math.round);
      return [...new Set(whole), null];
    }
    case 'monthsLimit':
      return [
        ...new Set([0, ...alongAxis(1, Math.max(1, next ?? 24), steps - 1, 'logarithmic').map(Math.round)]),
        null,
      ];
    case 'featureLimit':
      return [...alongAxis(Math.min(0.05, (next ?? 1) / 2), next ?? 1, steps), null];
  }
}
