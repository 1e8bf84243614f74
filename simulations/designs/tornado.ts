/**
 * One-at-a-time tornado: each parameter at the low and the high end of its range, all others as they are, same luck; what it
 * moves in each strategy's outcome and in the gap. Cheap and easily read. Its limits are in the reading: it sees no
 * interaction, nothing between the ends, and nothing of how likely the ends are (that is sensitivity.ts).
 */
import { fingerprint } from '../fingerprint.ts';
import { orNull } from '../or-null.ts';
import type { Design } from '../point.ts';
import type { Unit } from '../reading.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import { momentsOf } from '../statistics/moments.ts';
import { engineVersion } from '../version.ts';
import { metricById, moved, outcomeOf, outcomesOf, pairOf, standsAt } from './outcomes.ts';
import type { Arm, GapStudy, ParameterRange } from './outcomes.ts';

export interface TornadoStudy extends GapStudy {
  readonly ranges: readonly ParameterRange[];
}

export interface TornadoEnd {
  /** Null for the study as it is. */
  readonly value: number | null;
  readonly first: number;
  readonly second: number;
  readonly gap: number;
  readonly gapLow: number | null;
  readonly gapHigh: number | null;
}

export interface TornadoBar {
  readonly name: string;
  readonly pointers: readonly string[];
  /** Where the parameter stands now; a factor stands at 1. */
  readonly now: number | null;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** Gap at the high end less gap at the low end. */
  readonly swing: number;
}

export interface TornadoReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly metric: string;
  readonly unit: Unit;
  readonly strategies: readonly [string, string];
  readonly method: string;
  readonly limits: string;
  readonly now: TornadoEnd;
  /** The widest swing of the gap first. */
  readonly bars: readonly TornadoBar[];
  readonly fingerprint: string;
}

const tornadoMethod = 'one-at-a-time tornado';
export const tornadoLimits =
  'One parameter at a time, the others as they are: no interactions, nothing between the two ends, and no notion of how likely the ends are.';

export function* tornado(study: TornadoStudy): Design<TornadoReading> {
  const { ranges, run } = study;
  const metric = metricById(study.metric);
  const [firstNow, secondNow] = pairOf(study);
  const cases = [
    study,
    ...ranges.flatMap((range) =>
      [range.low, range.high].map((value) =>
        moved({ world: study.world, strategies: study.strategies }, [range], [value]),
      ),
    ),
  ];
  const arms: readonly Arm[] = cases.flatMap(({ world, strategies }) =>
    pairOf({ strategies }).map((strategy) => ({ world, strategy })),
  );
  const course = { spent: 0, planned: arms.length * run.replications };
  const [values = []] = yield* outcomesOf(arms, run, [0, run.replications], [outcomeOf(metric)], course);

  const endOf = (index: number, value: number | null = null): TornadoEnd => {
    const first = values[2 * index] ?? new Float64Array();
    const second = values[2 * index + 1] ?? new Float64Array();
    const { mean, low, high } = pairedDifference(first, second);
    return {
      value,
      first: meanOf(first),
      second: meanOf(second),
      gap: mean,
      gapLow: orNull(low),
      gapHigh: orNull(high),
    };
  };
  const bars = ranges.map((range, index): TornadoBar => {
    const { name, pointers, low, high } = range;
    const atLow = endOf(1 + 2 * index, low);
    const atHigh = endOf(2 + 2 * index, high);
    return {
      name,
      pointers,
      now: standsAt([study], range),
      low: atLow,
      high: atHigh,
      swing: atHigh.gap - atLow.gap,
    };
  });
  const numbers = {
    months: run.months,
    replications: run.replications,
    now: endOf(0),
    bars: bars.toSorted((one, other) => sizeOf(other.swing) - sizeOf(one.swing)),
  };
  return {
    engine: engineVersion,
    seed: run.seed,
    metric: metric.id,
    unit: metric.unit,
    strategies: [firstNow.name, secondNow.name],
    method: tornadoMethod,
    limits: tornadoLimits,
    ...numbers,
    fingerprint: fingerprint(numbers),
  };
}

/** What has no value at an end comes last. */
function sizeOf(swing: number): number {
  return swing === swing ? Math.abs(swing) : -1;
}

/** NaN where no future has a value: a mean of nothing is no 0. */
function meanOf(values: Float64Array): number {
  const existing = values.filter((value) => value === value);
  return existing.length === 0 ? NaN : momentsOf(existing).mean;
}
