/**
 * A claim as an experiment: its arms on common luck, the effect with its 95 % interval, and a verdict from the numbers alone.
 *   holds: the interval lies beyond the smallest effect that matters; does not hold: short of it; else too close to call.
 *   Several conditions are all asked for.
 *   robustness: share of worlds, drawn inside the plausible ranges (Latin hypercube), in which all effects as estimated hold
 *   flip: of the candidate parameters the one that needs to move least of its range until a condition turns
 * A claim about worlds (a correlation or an agreement over them) draws its worlds first; its robustness is then the share of pairs
 * of worlds that are in order, or of worlds that agree, and no one parameter can flip it.
 */
import { fingerprint } from '../fingerprint.ts';
import type { MetricContext } from '../metrics/metric.ts';
import type { Ledger } from '../ledger.ts';
import type { Run } from '../parameters/run.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import type { Unit } from '../reading.ts';
import type { Interval } from '../statistics/estimate.ts';
import { latinHypercube } from '../statistics/latin-hypercube.ts';
import { normal975 } from '../statistics/student-t.ts';
import { BootstrapRows } from '../statistics/sobol-indices.ts';
import { spearman } from '../statistics/rank-correlation.ts';
import { engineVersion } from '../version.ts';
import {
  bootstrapInterval,
  effectOf,
  excess,
  jointVerdict,
  quantitiesOf,
  verdictOf,
} from './claim-effect.ts';
import type { Effect, Expectation, Quantity, Verdict } from './claim-effect.ts';
import { claimMetrics } from './claim-metrics.ts';
import { seekFlips } from './flip.ts';
import type { Flip, Variation } from './flip.ts';
import { metricById, moved, outcomeOf, outcomesOf, standsAt } from './outcomes.ts';
import type { Arm, Course, Outcome, ParameterRange } from './outcomes.ts';

/** Over drawn worlds, of the first arm. */
export type WorldsEffect =
  | { readonly kind: 'correlation'; readonly first: Quantity; readonly second: Quantity }
  | {
      /** Share of the worlds in which both quantities lie on the same side of their marks. */
      readonly kind: 'agreement';
      readonly first: Quantity;
      readonly firstMark: number;
      readonly second: Quantity;
      readonly secondMark: number;
    };

export type ClaimUnit = Unit | 'correlation';

export interface Measured<Of> {
  readonly name: string;
  readonly unit: ClaimUnit;
  readonly effect: Of;
}

export interface Condition<Of = Effect> extends Measured<Of> {
  readonly expected: Expectation;
}

export interface ClaimArm extends Arm {
  readonly name: string;
  /** Pointers that no range moves here: what the arm itself sets is its experiment. */
  readonly pinned: readonly string[];
}

export interface ClaimStudy {
  readonly number: number;
  readonly title: string;
  readonly arms: readonly ClaimArm[];
  readonly run: Run;
  /** The first is the headline. One kind or the other. */
  readonly conditions: readonly Condition[] | readonly Condition<WorldsEffect>[];
  /** Shown beside, without a verdict: what is observed beside what is caused, for one. */
  readonly beside: readonly Measured<Effect>[];
  readonly ranges: readonly ParameterRange[];
  /** Candidates for the flip, out of the ranges or with ranges of their own. */
  readonly candidates: readonly ParameterRange[];
  readonly sizes: ClaimSizes;
}

export interface ClaimSizes {
  /** Worlds drawn, and futures of each. */
  readonly worlds: number;
  readonly worldFutures: number;
  /** Futures behind the effects of a flip search, its grid and its rounds. */
  readonly flipFutures: number;
  readonly flipPlaces: number;
  readonly flipRounds: number;
}

export interface EffectReading {
  readonly name: string;
  readonly unit: ClaimUnit;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface ConditionReading extends EffectReading {
  readonly expected: Expectation;
  readonly verdict: Verdict;
}

export interface Robustness {
  /** Null without worlds. */
  readonly share: number | null;
  /** 95 % interval (Wilson): so few worlds say so much. */
  readonly low: number | null;
  readonly high: number | null;
  readonly of: 'worlds' | 'pairs of worlds';
  readonly worlds: number;
  readonly futures: number;
}

export interface ClaimReading {
  readonly engine: string;
  readonly seed: string;
  readonly number: number;
  readonly title: string;
  readonly months: number;
  readonly replications: number;
  readonly arms: readonly string[];
  readonly verdict: Verdict;
  readonly conditions: readonly ConditionReading[];
  readonly beside: readonly EffectReading[];
  readonly robustness: Robustness;
  /** The easiest first; empty where no parameter was asked about. */
  readonly flips: readonly Flip[];
  readonly fingerprint: string;
}

const WORLDS = hash32('plausible worlds') | 0;
const CLAIM = hash32('claim') | 0;
const blockReplications = 8;

export function* claim(study: ClaimStudy): Design<ClaimReading> {
  return isOfWorlds(study) ? yield* claimOfWorlds(study) : yield* claimOfArms(study);
}

type OfArms = Omit<ClaimStudy, 'conditions'> & { readonly conditions: readonly Condition[] };
type OfWorlds = Omit<ClaimStudy, 'conditions'> & { readonly conditions: readonly Condition<WorldsEffect>[] };

function isOfWorlds(study: ClaimStudy): study is OfWorlds {
  const [first] = study.conditions;
  if (first === undefined) throw new Error(`claim ${study.number} has no condition`);
  return first.effect.kind === 'correlation' || first.effect.kind === 'agreement';
}

function* claimOfArms(study: ClaimStudy): Design<ClaimReading> {
  if (!isOfArms(study)) throw new Error('conditions are of arms or of worlds, not both');
  const { arms, run, conditions, beside, ranges, candidates, sizes } = study;
  const measured = [...conditions, ...beside];
  const table = new QuantityTable(measured.flatMap(({ effect }) => quantitiesOf(effect)));
  const conditionTable = new QuantityTable(conditions.flatMap(({ effect }) => quantitiesOf(effect)));
  const bootstrap = new BootstrapRows(keyFromPhrase(run.seed), CLAIM);
  const flipRuns = candidates.length * (sizes.flipPlaces + sizes.flipRounds) + 1;
  const course: Course = {
    spent: 0,
    planned:
      arms.length * (run.replications + sizes.worlds * sizes.worldFutures + sizes.flipFutures * flipRuns),
  };

  // The effect.
  const columns = table.empty(arms.length, run.replications);
  for (let done = 0; done < run.replications; done += 4 * blockReplications) {
    const end = Math.min(run.replications, done + 4 * blockReplications);
    const lived = yield* outcomesOf(arms, run, [done, end], table.outcomes, course);
    lived.forEach((ofArms, outcome) =>
      ofArms.forEach((values, arm) => columns[outcome]?.[arm]?.set(values, done)),
    );
  }
  const whole = measured.map(({ effect }) => effectOf(effect, arms.length, table.lived(columns), bootstrap));
  const conditionReadings = conditions.map((condition, index) =>
    conditionReading(condition, whole[index] ?? unknown),
  );
  const effects = {
    conditions: conditionReadings,
    beside: beside.map((one, index) => effectReading(one, whole[conditions.length + index] ?? unknown)),
  };
  const verdict = jointVerdict(conditionReadings.map((one) => one.verdict));

  // Robustness.
  const worlds = drawnWorlds(study, sizes.worlds);
  let holding = 0;
  for (const values of worlds) {
    const changed = arms.map((arm) => inWorld(arm, ranges, values));
    const lived = yield* outcomesOf(changed, run, [0, sizes.worldFutures], conditionTable.outcomes, course);
    if (
      conditions.every(({ effect, expected }) => {
        const { value } = effectOf(effect, arms.length, conditionTable.lived(lived), once);
        return excess(value, expected) >= 0;
      })
    )
      holding++;
  }
  const robustness: Robustness = {
    ...shareReading(holding, worlds.length),
    of: 'worlds',
    worlds: worlds.length,
    futures: sizes.worldFutures,
  };

  // The flip: of the least fulfilled condition, each measured in its own smallest effect.
  const { flipFutures } = sizes;
  function* effectsOf(
    asked: readonly Variation[],
  ): Generator<Batch<never>, readonly Interval[], readonly Ledgers[]> {
    const changed = asked.flatMap(({ range, value }): readonly Arm[] => {
      const candidate = candidates.find(({ name }) => name === range?.name);
      return candidate === undefined ? arms : arms.map((arm) => inWorld(arm, [candidate], [value]));
    });
    const lived = yield* outcomesOf(changed, run, [0, flipFutures], conditionTable.outcomes, course);
    return asked.map((_, index) => {
      const own = lived.map((ofArms) => ofArms.slice(index * arms.length, (index + 1) * arms.length));
      return leastFulfilled(conditions, (effect) =>
        effectOf(effect, arms.length, conditionTable.lived(own), bootstrap),
      );
    });
  }
  let flips: readonly Flip[] = [];
  if (candidates.length > 0 && flipFutures > 0) {
    const [now] = yield* effectsOf([{ range: null, value: NaN }]);
    flips = yield* seekFlips(
      candidates.map((range) => ({
        range,
        now: standsAt(arms, range, (arm, pointer) => arms[arm]?.pinned.includes(pointer) ?? false),
      })),
      now ?? unknown,
      effectsOf,
      { places: sizes.flipPlaces, rounds: sizes.flipRounds, futures: flipFutures },
    );
  }
  return readingOf(study, verdict, effects, robustness, flips);
}

function isOfArms(study: ClaimStudy): study is OfArms {
  return study.conditions.every(({ effect }) => effect.kind !== 'correlation' && effect.kind !== 'agreement');
}

function* claimOfWorlds(study: OfWorlds): Design<ClaimReading> {
  const { arms, run, conditions, ranges, sizes } = study;
  const [arm] = arms;
  if (arm === undefined) throw new Error(`claim ${study.number} has no arm`);
  const table = new QuantityTable(conditions.flatMap(({ effect }) => [effect.first, effect.second]));
  // Every future is another world.
  const worlds = drawnWorlds(study, run.replications);
  const course: Course = { spent: 0, planned: worlds.length * sizes.worldFutures };
  const lived = yield* outcomesOf(
    worlds.map((values) => inWorld(arm, ranges, values)),
    run,
    [0, sizes.worldFutures],
    table.outcomes,
    course,
  );
  const bootstrap = new BootstrapRows(keyFromPhrase(run.seed), CLAIM);
  const byWorld = (quantity: Quantity) =>
    Float64Array.from(worlds, (_, world) => meanOf(table.lived(lived)(quantity, world)));
  const found = conditions.map(({ effect }) =>
    worldsEffect(effect, byWorld(effect.first), byWorld(effect.second), bootstrap),
  );
  const readings = conditions.map((condition, index) =>
    conditionReading(condition, found[index]?.interval ?? unknown),
  );
  const [head] = found;
  const robustness: Robustness = {
    share: orNull(head?.agreeing ?? NaN),
    low: orNull(head?.agreeingLow ?? NaN),
    high: orNull(head?.agreeingHigh ?? NaN),
    of: conditions[0]?.effect.kind === 'agreement' ? 'worlds' : 'pairs of worlds',
    worlds: worlds.length,
    futures: sizes.worldFutures,
  };
  return readingOf(
    study,
    jointVerdict(readings.map((one) => one.verdict)),
    { conditions: readings, beside: [] },
    robustness,
    [],
  );
}

function worldsEffect(
  effect: WorldsEffect,
  first: Float64Array,
  second: Float64Array,
  bootstrap: BootstrapRows,
) {
  const whole = Array.from(first.keys()).filter(
    (world) => first[world] === first[world] && second[world] === second[world],
  );
  const pick = (chosen: ArrayLike<number>, values: Float64Array) =>
    Float64Array.from({ length: chosen.length }, (_, place) => values[whole[chosen[place] ?? 0] ?? 0] ?? NaN);
  const statistic = (chosen: ArrayLike<number>) => {
    const [x, y] = [pick(chosen, first), pick(chosen, second)];
    return effect.kind === 'correlation'
      ? spearman(x, y)
      : agreeing(x, y, effect.firstMark, effect.secondMark);
  };
  const inOrder = (chosen: ArrayLike<number>) => {
    const [x, y] = [pick(chosen, first), pick(chosen, second)];
    return effect.kind === 'correlation'
      ? concordant(x, y)
      : agreeing(x, y, effect.firstMark, effect.secondMark);
  };
  const all = Int32Array.from(whole.keys());
  const interval = bootstrapInterval(statistic(all), bootstrap, whole.length, statistic);
  const order = bootstrapInterval(inOrder(all), bootstrap, whole.length, inOrder);
  // Of a falling relation the pairs that are in order are the others.
  const falls = effect.kind === 'correlation' && interval.value < 0;
  return {
    interval,
    agreeing: falls ? 1 - order.value : order.value,
    agreeingLow: falls ? 1 - order.high : order.low,
    agreeingHigh: falls ? 1 - order.low : order.high,
  };
}

function agreeing(x: Float64Array, y: Float64Array, markX: number, markY: number): number {
  let same = 0;
  x.forEach((value, world) => {
    if (value >= markX === (y[world] ?? NaN) >= markY) same++;
  });
  return same / x.length;
}

/** Share of the pairs of worlds with different values in which the one with more of x has more of y. */
function concordant(x: Float64Array, y: Float64Array): number {
  let pairs = 0;
  let same = 0;
  for (let one = 0; one < x.length; one++) {
    for (let other = one + 1; other < x.length; other++) {
      const product = ((x[one] ?? NaN) - (x[other] ?? NaN)) * ((y[one] ?? NaN) - (y[other] ?? NaN));
      if (product === 0) continue;
      pairs++;
      if (product > 0) same++;
    }
  }
  return pairs === 0 ? NaN : same / pairs;
}

// ---- Quantities ----------------------------------------------------------------------------------------------------

/** Every quantity once, however many effects ask for it. */
class QuantityTable {
  readonly outcomes: readonly Outcome[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(quantities: readonly Quantity[]) {
    const places = new Map<string, number>();
    const outcomes: Outcome[] = [];
    for (const quantity of quantities) {
      if (places.has(keyOf(quantity))) continue;
      places.set(keyOf(quantity), outcomes.length);
      outcomes.push(outcomeOfQuantity(quantity));
    }
    this.places = places;
    this.outcomes = outcomes;
  }

  empty(arms: number, futures: number): Float64Array[][] {
    return this.outcomes.map(() => Array.from({ length: arms }, () => new Float64Array(futures)));
  }

  lived(values: readonly (readonly Float64Array[])[]): (quantity: Quantity, arm: number) => Float64Array {
    return (quantity, arm) => {
      const column = values[this.places.get(keyOf(quantity)) ?? -1]?.[arm];
      if (column === undefined) throw new Error(`no ${quantity.metric} of arm ${arm}`);
      return column;
    };
  }
}

function keyOf({ metric, month, segment }: Quantity): string {
  return `${metric} ${month ?? 'all'} ${segment ?? 'all'}`;
}

function outcomeOfQuantity({ metric: id, month, segment }: Quantity): Outcome {
  const metric = metricById(id, claimMetrics);
  const { monthly } = metric;
  const whole = outcomeOf(metric);
  const read = (ledger: Ledger, context: MetricContext) => {
    if (month === undefined) return whole(ledger, context);
    if (monthly === undefined) throw new Error(`metric ${id} has no months`);
    return monthly(ledger, month - 1);
  };
  return segment === undefined ? read : (ledger, context) => read(ledger.ofSegment(segment), context);
}

// ---- Worlds --------------------------------------------------------------------------------------------------------

/** Values of the ranges, one list a world. Another range beside them changes none of their numbers. */
function drawnWorlds({ ranges, run }: ClaimStudy, worlds: number): readonly (readonly number[])[] {
  const names = ranges.map(({ name }) => hash32(name) | 0);
  const uniforms = latinHypercube(keyFromPhrase(run.seed), WORLDS, worlds, names);
  return Array.from({ length: worlds }, (_, world) =>
    ranges.map(
      ({ low, high }, index) => low + (high - low) * (uniforms[world * ranges.length + index] ?? NaN),
    ),
  );
}

function inWorld(
  { world, strategy, pinned }: ClaimArm,
  ranges: readonly ParameterRange[],
  values: readonly number[],
): Arm {
  return moved({ world, strategy }, ranges, values, pinned);
}

// ---- The reading ---------------------------------------------------------------------------------------------------

const unknown: Interval = { value: NaN, standardError: NaN, low: NaN, high: NaN };

/** A point estimate needs no bootstrap. */
const once = new BootstrapRows(keyFromPhrase(''), CLAIM, 0);

/** The condition with the least excess, each in units of its smallest effect (or of half of its span), so that they compare. */
function leastFulfilled(conditions: readonly Condition[], of: (effect: Effect) => Interval): Interval {
  const scaled = conditions.map(({ effect, expected }) => {
    const { value, standardError, low, high } = of(effect);
    const unit = unitOf(expected);
    const [worst, best] = [excess(low, expected) / unit, excess(high, expected) / unit];
    return {
      value: excess(value, expected) / unit,
      standardError: standardError / unit,
      low: Math.min(worst, best),
      high: Math.max(worst, best),
    };
  });
  return scaled.reduce((least, one) => (one.value < least.value || one.value !== one.value ? one : least));
}

function unitOf(expected: Expectation): number {
  if (expected.direction === 'between') return (expected.high - expected.low) / 2;
  return expected.by === 0 ? 1 : Math.abs(expected.by);
}

function conditionReading(condition: Condition<Effect | WorldsEffect>, interval: Interval): ConditionReading {
  return {
    ...effectReading(condition, interval),
    expected: condition.expected,
    verdict: verdictOf(interval, condition.expected),
  };
}

function effectReading({ name, unit }: Measured<unknown>, { value, low, high }: Interval): EffectReading {
  return { name, unit, value: orNull(value), low: orNull(low), high: orNull(high) };
}

/** Wilson's interval of a share of so many. */
function shareReading(holding: number, of: number): Pick<Robustness, 'share' | 'low' | 'high'> {
  if (of === 0) return { share: null, low: null, high: null };
  const share = holding / of;
  const z2 = normal975 * normal975;
  const centre = (share + z2 / (2 * of)) / (1 + z2 / of);
  const reach = (normal975 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return { share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

function readingOf(
  { number, title, arms, run }: ClaimStudy,
  verdict: Verdict,
  effects: Pick<ClaimReading, 'conditions' | 'beside'>,
  robustness: Robustness,
  flips: readonly Flip[],
): ClaimReading {
  const numbers = { months: run.months, replications: run.replications, ...effects, robustness, flips };
  return {
    engine: engineVersion,
    seed: run.seed,
    number,
    title,
    arms: arms.map(({ name }) => name),
    verdict,
    ...numbers,
    fingerprint: fingerprint(numbers),
  };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function orNull(value: number): number | null {
  return value === value ? value : null;
}
