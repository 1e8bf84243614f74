/**
 * Attribution: the gap between two strategies split over the groups of levers in which they differ, by the Shapley value of the
 * game "the outcome when these groups are as in the second strategy and the rest as in the first". All mixtures of up to eight
 * groups are lived on the same luck and the split is exact; of more, orders of joining are sampled (each with its reverse) and
 * the split has a sampling error besides. The parts add up to the gap exactly, as shown.
 * Ignores what a mixture would look like to a founder: some are strategies that nobody would choose.
 */
import { fingerprint } from '../fingerprint.ts';
import { outcomeOf, metricById, outcomesOf, pairOf } from './outcomes.ts';
import type { Arm, GapStudy } from './outcomes.ts';
import type { ResolvedStrategy } from '../parameters/strategy/strategy.ts';
import { child, isGroup, valueAt, withValueAt } from '../parameters/pointer.ts';
import type { Batch, Design } from '../point.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import type { Unit } from '../reading.ts';
import { exactParts, joiningGains, shapley } from '../statistics/shapley.ts';
import { momentsOf, standardError } from '../statistics/moments.ts';
import { studentT975 } from '../statistics/student-t.ts';
import { engineVersion } from '../version.ts';
import { batchSizes } from './batch-sizes.ts';
import { leastPrecise, pairingGain } from './precision.ts';
import type { Headline } from './precision.ts';

/** Levers that are switched over together; JSON Pointers into a strategy. */
export interface LeverGroup {
  readonly name: string;
  readonly pointers: readonly string[];
}

export interface AttributionStudy extends GapStudy {
  /** Groups that differ, found by `leverGroups`, unless given. */
  readonly groups?: readonly LeverGroup[];
  /** Pairs of orders that are sampled when there are more than eight groups. */
  readonly orders?: number;
}

export interface AttributionPart {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly value: number;
  /** 95 % interval over futures and, where orders are sampled, over orders; null for a single future. */
  readonly low: number | null;
  readonly high: number | null;
  /** What the group does alone, first to be switched over, and last, when all others have been. */
  readonly alone: number;
  readonly last: number;
}

export interface AttributionReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly metric: string;
  readonly unit: Unit;
  readonly strategies: readonly [string, string];
  readonly replications: number;
  readonly plannedReplications: number;
  readonly method: 'all mixtures' | 'sampled orders';
  /** Mixtures lived. */
  readonly mixtures: number;
  readonly first: number;
  readonly second: number;
  /** Second minus first; the sum of the parts, in any order, to the last bit. */
  readonly gap: number;
  readonly gapLow: number | null;
  readonly gapHigh: number | null;
  /** Of the gap; null for a single future. */
  readonly gapError: number | null;
  /** Futures in which every mixture has a value: those behind the gap. */
  readonly gapFutures: number;
  /** How many times fewer futures the gap needs for the luck in common (precision.ts); null where it never varies. */
  readonly pairingGain: number | null;
  readonly parts: readonly AttributionPart[];
  readonly fingerprint: string;
}

/** What "until precise" looks at: the gap. */
export function gapHeadline({ gap, gapError, gapFutures }: AttributionReading): Headline | null {
  return leastPrecise([{ mean: gap, standardError: gapError, futures: gapFutures }]);
}

const mostExactGroups = 8;
/** Sets of groups are bits of a whole number. */
const mostGroups = 30;
const ORDERS = hash32('orders of joining') | 0;
const ORDER = 214;

const families: readonly LeverGroup[] = [
  { name: 'Budget', pointers: ['/budget'] },
  { name: 'Ladder and prices', pointers: ['/ladder'] },
  { name: 'Add-ons and bundle', pointers: ['/addOns', '/bundle'] },
  { name: 'Offers', pointers: ['/offers'] },
  { name: 'Contracts', pointers: ['/contracts'] },
  { name: 'Customer success', pointers: ['/success'] },
  { name: 'Manipulation', pointers: ['/manipulation'] },
];

/** The families of levers in which two strategies differ. */
export function leverGroups(first: ResolvedStrategy, second: ResolvedStrategy): readonly LeverGroup[] {
  return families.filter(({ pointers }) =>
    pointers.some((pointer) => !isSame(valueAt(first, pointer), valueAt(second, pointer))),
  );
}

export function* attribution(study: AttributionStudy): Design<AttributionReading> {
  const { world, run } = study;
  const [first, second] = pairOf(study);
  const groups = study.groups ?? leverGroups(first, second);
  if (groups.length > mostGroups)
    throw new Error(`at most ${mostGroups} groups of levers, got ${groups.length}`);
  const metric = metricById(study.metric);
  const isExact = groups.length <= mostExactGroups;
  const orders = isExact ? [] : sampledOrders(run.seed, groups.length, study.orders ?? 32);
  const mixtures = isExact ? everyMixture(groups.length) : mixturesOf(groups.length, orders);
  const arms: readonly Arm[] = mixtures.map((mixture) => ({
    world,
    strategy: mixed(first, second, groups, mixture),
  }));
  const place = new Map(mixtures.map((mixture, index) => [mixture, index]));
  const columns = arms.map(() => new Float64Array(run.replications));

  const course = { spent: 0, planned: arms.length * run.replications };
  let done = 0;
  const blocks = Math.ceil(run.replications / blockReplications);
  for (const size of batchSizes(blocks, 1, Math.max(1, Math.floor(blocks / 4)))) {
    const end = Math.min(run.replications, done + size * blockReplications);
    const before = done;
    const block = yield* withPartial(
      outcomesOf(arms, run, [done, end], [outcomeOf(metric)], course),
      before === 0 ? undefined : () => reading(before),
    );
    block[0]?.forEach((values, arm) => columns[arm]?.set(values, done));
    done = end;
  }
  return reading(done);

  function reading(futures: number): AttributionReading {
    const worthIn = (future: number, mixture: number) => columns[place.get(mixture) ?? -1]?.[future] ?? NaN;
    // Futures in which a mixture has no value (a ratio without a denominator) have no split.
    const whole = Array.from({ length: futures }, (_, future) => future).filter((future) =>
      columns.every((column) => column[future] === column[future]),
    );
    const perFuture = whole.map((future) => splitOf((mixture) => worthIn(future, mixture)));
    const mean = (mixture: number) => average(whole.map((future) => worthIn(future, mixture)));
    const all = fullSet(groups.length);
    const split = splitOf(mean);
    const exact = exactParts(split, mean(all) - mean(0));
    const reach = (spread: number) => (whole.length < 2 ? null : studentT975(whole.length - 1) * spread);
    const overFutures = (values: readonly number[]) => standardError(momentsOf(Float64Array.from(values)));
    const parts = groups.map(({ name, pointers }, group): AttributionPart => {
      const value = exact.parts[group] ?? NaN;
      const acrossFutures = overFutures(perFuture.map((one) => one[group] ?? NaN));
      const acrossOrders = orders.length === 0 ? 0 : overFutures(pairGains(mean, group));
      const half = reach(Math.sqrt(acrossFutures * acrossFutures + acrossOrders * acrossOrders));
      const bit = 1 << group;
      return {
        name,
        pointers,
        value,
        low: half === null ? null : value - half,
        high: half === null ? null : value + half,
        alone: mean(bit) - mean(0),
        last: mean(all) - mean(all & ~bit),
      };
    });
    const errorOf = (values: readonly number[]) => (whole.length < 2 ? null : overFutures(values));
    const gapError = errorOf(whole.map((future) => worthIn(future, all) - worthIn(future, 0)));
    const gapReach = gapError === null ? null : reach(gapError);
    const perStrategy = [0, all].map((mixture) => ({
      standardError: errorOf(whole.map((future) => worthIn(future, mixture))),
      futures: whole.length,
    }));
    const numbers = {
      months: run.months,
      replications: futures,
      mixtures: mixtures.length,
      first: mean(0),
      second: mean(all),
      gap: exact.whole,
      gapLow: gapReach === null ? null : exact.whole - gapReach,
      gapHigh: gapReach === null ? null : exact.whole + gapReach,
      gapError,
      gapFutures: whole.length,
      pairingGain: pairingGain({
        perStrategy,
        difference: { standardError: gapError, futures: whole.length },
      }),
      parts,
    };
    return {
      engine: engineVersion,
      seed: run.seed,
      metric: metric.id,
      unit: metric.unit,
      strategies: [first.name, second.name],
      plannedReplications: run.replications,
      method: isExact ? 'all mixtures' : 'sampled orders',
      ...numbers,
      fingerprint: fingerprint(numbers),
    };
  }

  function splitOf(worthOf: (mixture: number) => number): Float64Array {
    if (isExact) return shapley(groups.length, mixtures.map(worthOf));
    const sum = new Float64Array(groups.length);
    for (const order of orders) {
      joiningGains(order, worthOf).forEach((gain, group) => {
        sum[group] = (sum[group] ?? 0) + gain / orders.length;
      });
    }
    return sum;
  }

  /** An order and its reverse are one observation. */
  function pairGains(worthOf: (mixture: number) => number, group: number): readonly number[] {
    const gains = orders.map((order) => joiningGains(order, worthOf)[group] ?? NaN);
    return Array.from(
      { length: orders.length / 2 },
      (_, pair) => ((gains[2 * pair] ?? NaN) + (gains[2 * pair + 1] ?? NaN)) / 2,
    );
  }
}

const blockReplications = 8;

/** Hands on what a helper asks for, with a reading of what was there before it began. */
function* withPartial<Reading, Result, Reply>(
  inner: Generator<Batch<never>, Result, Reply>,
  partial: (() => Reading) | undefined,
): Generator<Batch<Reading>, Result, Reply> {
  let step = inner.next();
  let isFirst = true;
  while (step.done !== true) {
    const { points, done } = step.value;
    const reply: Reply = yield partial === undefined || !isFirst
      ? { points, done }
      : {
          points,
          done,
          get partial() {
            return partial();
          },
        };
    isFirst = false;
    step = inner.next(reply);
  }
  return step.value;
}

function everyMixture(groups: number): readonly number[] {
  return Array.from({ length: 1 << groups }, (_, mixture) => mixture);
}

function fullSet(groups: number): number {
  return (1 << groups) - 1;
}

/** Orders of joining, each followed by its reverse: what one says too much of a group, the other says too little. */
function sampledOrders(seed: string, groups: number, pairs: number): readonly (readonly number[])[] {
  const luck = new Luck(keyFromPhrase(seed));
  luck.replication(0);
  const orders: (readonly number[])[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    luck.entity(pair, ORDERS, 0);
    const keys = Array.from({ length: groups }, (_, group) => luck.uniform(ORDER, group));
    const order = keys.map((_, group) => group).sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
    orders.push(order, order.toReversed());
  }
  return orders;
}

function mixturesOf(groups: number, orders: readonly (readonly number[])[]): readonly number[] {
  const seen = new Set([0, fullSet(groups)]);
  for (const order of orders) {
    let mixture = 0;
    for (const group of order) seen.add((mixture |= 1 << group));
  }
  return [...seen].sort((one, other) => one - other);
}

/** The first strategy with the groups of a mixture as in the second. */
function mixed(
  first: ResolvedStrategy,
  second: ResolvedStrategy,
  groups: readonly LeverGroup[],
  mixture: number,
): ResolvedStrategy {
  let strategy: unknown = first;
  groups.forEach(({ pointers }, group) => {
    if ((mixture & (1 << group)) === 0) return;
    for (const pointer of pointers) strategy = withValueAt(strategy, pointer, valueAt(second, pointer));
  });
  if (!isStrategy(strategy))
    throw new Error(`a lever is nowhere: ${groups.flatMap(({ pointers }) => pointers).join(' ')}`);
  return strategy;
}

/** Parts of one strategy in place of the same parts of another change no shape. */
function isStrategy(value: unknown): value is ResolvedStrategy {
  return isGroup(value);
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, child(other, index)));
  }
  if (!isGroup(one) || !isGroup(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => isSame(one[name], child(other, name)))
  );
}

function average(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
