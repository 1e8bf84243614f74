/**
 * A claim as an experiment: its arms on common luck, the effect with its 95 % interval, and a verdict from the numbers alone.
 *   holds: the interval lies beyond the smallest effect that matters; does not hold: short of it; else too close to call.
 *   Several conditions are all asked for.
 *   robustness: share of worlds, drawn inside the plausible ranges (Latin hypercube), in which all effects as estimated hold
 *   flip: the parameter that needs to move least of its range until a condition turns, out of the claim's own candidates and
 *   those with which the effect moved most over the drawn worlds (claim-screening.ts)
 * A claim about worlds (a correlation or an agreement over them) draws its worlds first; its robustness is then the share of pairs
 * of worlds that are in order, or of worlds that agree, and no one parameter can flip it.
 */
import { fingerprint } from '../fingerprint.ts';
import { orNull } from '../or-null.ts';
import type { Run } from '../parameters/run.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import type { Unit } from '../reading.ts';
import type { Interval } from '../statistics/estimate.ts';
import { latinHypercube } from '../statistics/latin-hypercube.ts';
import { normal975 } from '../statistics/student-t.ts';
import { BootstrapRows } from '../statistics/bootstrap.ts';
import { momentsOf } from '../statistics/moments.ts';
import { engineVersion } from '../version.ts';
import { effectOf, excess, jointVerdict, quantitiesOf, verdictOf } from './claim-effect.ts';
import type { Effect, Expectation, Quantity, Verdict } from './claim-effect.ts';
import { QuantityTable } from './claim-quantities.ts';
import { turningRanges } from './claim-screening.ts';
import { worldsEffect } from './claim-worlds.ts';
import type { WorldsEffect } from './claim-worlds.ts';
import { seekFlips } from './flip.ts';
import type { Flip, Variation } from './flip.ts';
import { moved, outcomesOf, standsAt } from './outcomes.ts';
import type { Arm, Course, ParameterRange } from './outcomes.ts';

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
  /** Ranges that move the effect most over the drawn worlds, tried besides the claim's own candidates. */
  readonly flipScreened: number;
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

/** Whether a claim is about many worlds at once, so that no one parameter can turn it. */
export function isOfWorlds(study: ClaimStudy): study is OfWorlds {
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
  const flipRuns = (candidates.length + sizes.flipScreened) * (sizes.flipPlaces + sizes.flipRounds) + 1;
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
  const { worldFutures } = sizes;
  const inWorlds = worlds.flatMap((values) => arms.map((arm) => inWorld(arm, ranges, values)));
  const livedInWorlds = yield* outcomesOf(inWorlds, run, [0, worldFutures], conditionTable.outcomes, course);
  const excesses = worlds.map((_, world) => {
    const own = conditionTable.lived(ofVariant(livedInWorlds, world, arms.length));
    return leastFulfilled(conditions, (effect) => effectOf(effect, arms.length, own, once)).value;
  });
  const holding = excesses.filter((value) => value >= 0).length;
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
    const changed = asked.flatMap(({ range, value }): readonly Arm[] =>
      range === null ? arms : arms.map((arm) => inWorld(arm, [range], [value])),
    );
    const lived = yield* outcomesOf(changed, run, [0, flipFutures], conditionTable.outcomes, course);
    return asked.map((_, index) => {
      const own = conditionTable.lived(ofVariant(lived, index, arms.length));
      return leastFulfilled(conditions, (effect) => effectOf(effect, arms.length, own, bootstrap));
    });
  }
  const screened = turningRanges(
    ranges.filter(({ name }) => candidates.every((candidate) => candidate.name !== name)),
    ranges,
    worlds,
    excesses,
    sizes.flipScreened,
  );
  const tried = [...candidates, ...screened];
  let flips: readonly Flip[] = [];
  if (tried.length > 0 && flipFutures > 0) {
    const [now] = yield* effectsOf([{ range: null, value: NaN }]);
    flips = yield* seekFlips(
      tried.map((range) => ({
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
    Float64Array.from(worlds, (_, world) => momentsOf(table.lived(lived)(quantity, world)).mean);
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

/** Outcomes of the arms of one variant, of those that were lived side by side. */
function ofVariant(
  lived: readonly (readonly Float64Array[])[],
  variant: number,
  arms: number,
): readonly (readonly Float64Array[])[] {
  return lived.map((ofArms) => ofArms.slice(variant * arms, (variant + 1) * arms));
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
