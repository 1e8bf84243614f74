/**
 * One life: a single customer of a single future, month by month, under two strategies. Lives are independent, so the
 * customer is lived again by itself, by the very function that the future was made with, and watched. Which customers there
 * are, only the future's ledgers know: the design asks for them first. Two lives part in the first month in which what is
 * decided differs (offers, answers, plan, add-ons, contract, leaving); feelings may have drifted apart before. Most partings
 * are small and heal: the reading says too from when on the two stay apart.
 */
import { fingerprint } from '../fingerprint.ts';
import { Ledger } from '../ledger.ts';
import type { MonthlyMeasure } from '../ledger.ts';
import { channels, Life, NEVER } from '../life.ts';
import { live } from '../live.ts';
import { customerIndex } from '../mechanisms/arrivals.ts';
import { STAYS } from '../mechanisms/leaving.ts';
import type { Batch, Design, Ledgers, Point } from '../point.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import { layoutOf } from '../layout-of.ts';
import { fillMacroPath } from '../future.ts';
import { Scene } from '../scene.ts';
import { engineVersion } from '../version.ts';
import type { CompareStudy } from './compare.ts';
import { isTrapped, lastingOf, partingOf, Recorder } from './life-story.ts';
import type { LifeStory, Parting } from './life-story.ts';
import { partsAt, variantOf } from './study.ts';

export type Channel = (typeof channels)[number];

/** Who: the k-th of a segment to come by a channel in a month is the same person under every strategy. */
export interface Customer {
  /** Counted from 0, as months are. */
  readonly replication: number;
  readonly month: number;
  /** Index of the segment in the world. */
  readonly segment: number;
  readonly channel: Channel;
  readonly index: number;
}

export const finders = [
  'anybody',
  'leftUnderFirstOnly',
  'leftUnderSecondOnly',
  'expandedUnderFirstOnly',
  'expandedUnderSecondOnly',
  'trapped',
] as const;
export type Finder = (typeof finders)[number];

export interface OneLifeQuestion {
  /** Indices of the two strategies; the first two unless told otherwise. */
  readonly strategies?: readonly [number, number];
  /** Shown, or where the search begins; absent: the first of a future. */
  readonly customer?: Customer;
  /** Who is wanted after (or before) that customer; absent: the customer itself. */
  readonly find?: { readonly who: Finder; readonly direction: 'next' | 'previous' };
  /** Future to begin in when there is no customer to begin at; the first unless told otherwise. */
  readonly future?: number;
  /** Most futures that a search goes through; 10 unless told otherwise. */
  readonly mostFutures?: number;
}

export interface OneLifeReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly strategies: readonly [string, string];
  /** Null when nobody of the kind was found in the futures gone through. */
  readonly customer: Customer | null;
  readonly segment: string | null;
  /** Null under a strategy that this customer never comes to. */
  readonly first: LifeStory | null;
  readonly second: LifeStory | null;
  /** Null when the two lives never part. */
  readonly parting: Parting | null;
  /** From when on what they have differs until the end; null when no difference lasts. */
  readonly lasting: Parting | null;
  /** Futures gone through. */
  readonly futures: number;
  readonly fingerprint: string;
}

export function* oneLife(study: CompareStudy, question: OneLifeQuestion = {}): Design<OneLifeReading> {
  const { run } = study;
  const { strategies: pair = [0, 1], customer: from, find, future: begin = 0, mostFutures = 10 } = question;
  const step = find?.direction === 'previous' ? -1 : 1;
  const start = from?.replication ?? begin;
  let futures = 0;
  for (let replication = start; replication >= 0 && futures < mostFutures; replication += step) {
    const future = yield* futureOf(study, pair, replication, futures / mostFutures);
    futures++;
    const chosen =
      find === undefined
        ? (from ?? future.customers()[0])
        : future.search(find.who, step, from?.replication === replication ? from : undefined);
    if (chosen === undefined && find !== undefined) continue;
    return readingOf(study, pair, futures, chosen === undefined ? undefined : { future, customer: chosen });
  }
  return readingOf(study, pair, futures, undefined);

  function readingOf(
    { world, strategies }: CompareStudy,
    [one, other]: readonly [number, number],
    gone: number,
    shown: { readonly future: Future; readonly customer: Customer } | undefined,
  ): OneLifeReading {
    const first = shown?.future.story(0, shown.customer) ?? null;
    const second = shown?.future.story(1, shown.customer) ?? null;
    const numbers = {
      customer: shown?.customer ?? null,
      first,
      second,
      parting: partingOf(first, second),
      lasting: lastingOf(first, second),
      futures: gone,
    };
    return {
      engine: engineVersion,
      seed: run.seed,
      months: run.months,
      strategies: [strategies[one]?.name ?? '', strategies[other]?.name ?? ''],
      segment: shown === undefined ? null : (world.segments[shown.customer.segment]?.name ?? null),
      ...numbers,
      fingerprint: fingerprint(numbers),
    };
  }
}

function* futureOf(
  study: CompareStudy,
  pair: readonly [number, number],
  replication: number,
  done: number,
): Generator<Batch<OneLifeReading>, Future, readonly Ledgers[]> {
  const parts = partsAt(study, replication);
  const points = pair.map((strategy): Point => ({
    ...variantOf(parts, { strategy }),
    run: study.run,
    firstReplication: replication,
    replications: 1,
  }));
  const replied = yield { points, done };
  const sides = points.map((point, index) => {
    const ledgers = replied[index];
    if (ledgers === undefined) throw new Error(`no ledgers for point ${index} of the batch`);
    return new Side(point, new Ledger(layoutOf(point), ledgers));
  });
  return new Future(replication, sides);
}

/** One future under both strategies. */
class Future {
  readonly #replication: number;
  readonly #sides: readonly Side[];
  #listed: readonly Customer[] | undefined;

  constructor(replication: number, sides: readonly Side[]) {
    this.#replication = replication;
    this.#sides = sides;
  }

  /** Everybody who comes under either strategy, in the order in which the model lives them. */
  customers(): readonly Customer[] {
    this.#listed ??= [...this.#all()];
    return this.#listed;
  }

  *#all(): Generator<Customer> {
    const [side] = this.#sides;
    if (side === undefined) return;
    const { months, segments } = side.ledger.layout;
    for (let month = 0; month < months; month++) {
      for (let segment = 0; segment < segments; segment++) {
        for (const channel of channels) {
          const arrived = Math.max(...this.#sides.map((each) => each.arrived(month, segment, channel)));
          for (let index = 0; index < arrived; index++)
            yield { replication: this.#replication, month, segment, channel, index };
        }
      }
    }
  }

  search(who: Finder, step: number, from: Customer | undefined): Customer | undefined {
    const customers = this.customers();
    const at = from === undefined ? -1 : customers.findIndex((each) => isSame(each, from));
    const begin = at < 0 ? (step > 0 ? 0 : customers.length - 1) : at + step;
    for (let index = begin; index >= 0 && index < customers.length; index += step) {
      const customer = customers[index];
      if (customer !== undefined && this.#is(who, customer)) return customer;
    }
    return undefined;
  }

  #is(who: Finder, customer: Customer): boolean {
    if (who === 'anybody') return true;
    const [first, second] = this.#sides.map((side) => side.fate(customer));
    if (first === undefined || second === undefined) return false;
    switch (who) {
      case 'leftUnderFirstOnly':
        return first.left && !second.left;
      case 'leftUnderSecondOnly':
        return second.left && !first.left;
      case 'expandedUnderFirstOnly':
        return first.expanded && !second.expanded;
      case 'expandedUnderSecondOnly':
        return second.expanded && !first.expanded;
      case 'trapped':
        return first.trappedMonths > 0 || second.trappedMonths > 0;
    }
  }

  story(side: number, customer: Customer): LifeStory | null {
    return this.#sides[side]?.story(customer) ?? null;
  }
}

function isSame(one: Customer, other: Customer): boolean {
  return (
    one.month === other.month &&
    one.segment === other.segment &&
    one.channel === other.channel &&
    one.index === other.index
  );
}

/** How a life went, in three words. */
interface Fate {
  readonly left: boolean;
  readonly expanded: boolean;
  readonly trappedMonths: number;
}

const arrivalMeasures: Readonly<Record<Channel, MonthlyMeasure>> = {
  existing: 'startingCustomers',
  paid: 'paidSignups',
  organic: 'organicSignups',
  referred: 'referredSignups',
};

/** One future under one strategy. */
class Side {
  readonly ledger: Ledger;
  readonly #scene: Scene;
  readonly #luck: Luck;
  readonly #macro: Float64Array;
  readonly #life: Life;
  /** Written by lives that are lived again; nobody reads its sums. */
  readonly #scratch: Ledger;

  constructor(point: Point, ledger: Ledger) {
    this.ledger = ledger;
    this.#scene = new Scene(point);
    this.#luck = new Luck(keyFromPhrase(point.run.seed));
    this.#luck.replication(point.firstReplication);
    this.#macro = new Float64Array(this.#scene.months);
    fillMacroPath(this.#macro, this.#scene, this.#luck);
    this.#life = new Life(this.#scene);
    this.#scratch = new Ledger(ledger.layout);
  }

  arrived(month: number, segment: number, channel: Channel): number {
    if (channel === 'existing' && month > 0) return 0;
    return this.ledger.at(arrivalMeasures[channel], segment, month);
  }

  #comes({ month, segment, channel, index }: Customer): boolean {
    const { months, segments } = this.ledger.layout;
    return month < months && segment < segments && index < this.arrived(month, segment, channel);
  }

  #relive(customer: Customer, ledger: Ledger, watch: (life: Life, ended: number) => void): void {
    const segment = this.#scene.segments[customer.segment];
    if (segment === undefined) throw new Error(`there is no segment ${customer.segment}`);
    const channel = channels.indexOf(customer.channel);
    this.#luck.entity(customerIndex(channel, customer.index), segment.hash, customer.month);
    live(this.#life, this.#scene, this.#luck, ledger, this.#macro, segment, channel, customer.month, watch);
  }

  fate(customer: Customer): Fate | undefined {
    if (!this.#comes(customer)) return undefined;
    let trappedMonths = 0;
    this.#relive(customer, this.#scratch, (life, ended) => {
      if (ended === STAYS && isTrapped(life)) trappedMonths++;
    });
    const { leftAt, firstExpansion } = this.#life;
    return { left: leftAt !== NEVER, expanded: firstExpansion !== NEVER, trappedMonths };
  }

  story(customer: Customer): LifeStory | null {
    if (!this.#comes(customer)) return null;
    const ledger = new Ledger(this.ledger.layout);
    const recorder = new Recorder(this.#scene, ledger, customer);
    this.#relive(customer, ledger, (life, ended) => {
      recorder.close(life, ended);
    });
    return recorder.story(this.#scene.strategy.name);
  }
}
