/**
 * The story of one life: its months as they closed, the events of each, read off the ledger that this life alone writes, the
 * month in which two stories of one customer part, and the month from which they stay apart.
 */
import type { Ledger, MonthlyMeasure, OfferKind, OfferTrigger } from '../ledger.ts';
import { offerKinds, offerTriggers, tenureClasses } from '../ledger.ts';
import { MONTHLY } from '../life.ts';
import type { Life } from '../life.ts';
import { LEAVES, STAYS } from '../mechanisms/leaving.ts';
import { exp } from '../random/exponential.ts';
import type { Scene } from '../scene.ts';

/** When a customer arrives, and the index of its segment. */
interface Arrival {
  readonly month: number;
  readonly segment: number;
}

export type LifeEvent =
  | { readonly kind: Occasion }
  | {
      readonly kind: 'offer';
      readonly offer: OfferKind;
      readonly trigger: OfferTrigger;
      readonly answer: 'accepted' | 'declined';
    };

export type Occasion =
  | 'arrived'
  | 'firstPayment'
  | 'returned'
  | 'addedSeats'
  | 'usedMore'
  | 'contracted'
  | 'successMoment'
  | 'ticketResolved'
  | 'ticketUnresolved'
  | 'metLimit'
  | 'wantsOut'
  | 'obstructed'
  | 'recognisedManipulation'
  | 'refunded'
  | 'left'
  | 'paymentFailed'
  | 'leftWithoutPaying'
  | 'leftThePlanPage';

/** State at the close of a month. */
export interface MonthOfLife {
  readonly month: number;
  readonly plan: string;
  readonly mrr: number;
  /** Recognised in the month less what was paid back; who leaves in it has still paid for it. */
  readonly paid: number;
  readonly seats: number;
  readonly usage: number;
  readonly value: number;
  readonly engagement: number;
  readonly trust: number;
  readonly fatigue: number;
  readonly attention: number;
  readonly health: number;
  /** Names of the add-ons that it has, and of those that it has no need for. */
  readonly addOns: readonly string[];
  readonly unwanted: readonly string[];
  readonly contract: 'monthly' | 'annual' | 'multiYear' | 'none';
  readonly marks: readonly ('paying' | 'blocked' | 'wantsOut' | 'covered' | 'grudge')[];
  readonly events: readonly LifeEvent[];
}

export interface LifeStory {
  readonly strategy: string;
  /** Months with this vendor; a customer who is away for a while leaves a gap. */
  readonly months: readonly MonthOfLife[];
  /** Months in which it paid though it wanted out, not bound by a contract. */
  readonly trappedMonths: number;
  readonly paid: number;
}

export interface Parting {
  readonly month: number;
  /** What differs first, in the order of a month. */
  readonly what: 'presence' | 'offer' | 'answer' | 'plan' | 'addOns' | 'contract' | 'wish' | 'leaving';
  readonly first: readonly LifeEvent[];
  readonly second: readonly LifeEvent[];
}

/** Wants out, is bound by no contract, and pays on. */
export function isTrapped(life: Life): boolean {
  return life.paying && life.wantsOut && life.contract === MONTHLY;
}

/** Copies a life month by month, and reads the month's events off the ledger that this life alone writes. */
export class Recorder {
  readonly #scene: Scene;
  readonly #ledger: Ledger;
  readonly #customer: Arrival;
  readonly #months: MonthOfLife[] = [];
  #offers: ReadonlyMap<string, number> = new Map();
  #before = { wantsOut: false, obstructed: false, recognised: false, blocked: false };
  #trappedMonths = 0;
  #paid = 0;

  constructor(scene: Scene, ledger: Ledger, customer: Arrival) {
    this.#scene = scene;
    this.#ledger = ledger;
    this.#customer = customer;
  }

  close(life: Life, ended: number): void {
    const events = this.#eventsOf(life, ended);
    const stays = ended === STAYS;
    if (stays && isTrapped(life)) this.#trappedMonths++;
    const paid = this.#at('revenue', life.month) - this.#at('refunds', life.month);
    this.#paid += paid;
    const plan = this.#scene.strategy.ladder.tiers[life.tier]?.name ?? '';
    const contracts = ['monthly', 'annual', 'multiYear'] as const;
    this.#months.push({
      month: life.month,
      plan,
      mrr: stays && life.paying ? life.mrr : 0,
      paid,
      seats: life.seats,
      usage: exp(life.logUsage),
      value: life.value,
      engagement: life.engagement,
      trust: life.trust,
      fatigue: life.fatigue,
      attention: life.attention,
      health: life.health,
      addOns: this.#namesIn(life.owned),
      unwanted: this.#namesIn(life.unwanted),
      contract: life.paying ? (contracts[life.contract] ?? 'monthly') : 'none',
      marks: [
        ...(stays && life.paying ? (['paying'] as const) : []),
        ...(life.blocked ? (['blocked'] as const) : []),
        ...(life.wantsOut ? (['wantsOut'] as const) : []),
        ...(life.covered ? (['covered'] as const) : []),
        ...(life.grudge ? (['grudge'] as const) : []),
      ],
      events,
    });
    this.#before = {
      wantsOut: life.wantsOut,
      obstructed: life.obstructed,
      recognised: life.recognised,
      blocked: life.blocked,
    };
  }

  story(strategy: string): LifeStory {
    const { month } = this.#customer;
    const seen = this.#months;
    const months: readonly MonthOfLife[] = seen.length > 0 ? seen : [turnedAway(month)];
    return { strategy, months, trappedMonths: this.#trappedMonths, paid: this.#paid };
  }

  #at(measure: MonthlyMeasure, month: number): number {
    return this.#ledger.at(measure, this.#customer.segment, month);
  }

  #namesIn(set: number): readonly string[] {
    return this.#scene.world.product.addOns.flatMap(({ name }, index) =>
      (set & (1 << index)) === 0 ? [] : [name],
    );
  }

  /** In the order of a month. */
  #eventsOf(life: Life, ended: number): readonly LifeEvent[] {
    const { month } = life;
    const happened = (measure: MonthlyMeasure) => this.#at(measure, month) > 0;
    const events: LifeEvent[] = [];
    const note = (isSo: boolean, kind: Occasion) => {
      if (isSo) events.push({ kind });
    };
    note(month === this.#customer.month, 'arrived');
    note(happened('returnedCustomers'), 'returned');
    note(life.milestone, 'successMoment');
    note(life.ticketOpen, life.ticketUnresolved ? 'ticketUnresolved' : 'ticketResolved');
    note(life.blocked && !this.#before.blocked, 'metLimit');
    events.push(...this.#newOffers());
    note(happened('newCustomers') || happened('startingCustomers'), 'firstPayment');
    note(life.recognised && !this.#before.recognised, 'recognisedManipulation');
    note(happened('refunds'), 'refunded');
    note(happened('expansionSeats'), 'addedSeats');
    note(happened('expansionUsage'), 'usedMore');
    note(happened('contractionMrr'), 'contracted');
    note(life.wantsOut && !this.#before.wantsOut, 'wantsOut');
    note(life.obstructed && !this.#before.obstructed, 'obstructed');
    if (ended !== STAYS) {
      if (!happened('voluntaryChurn') && !happened('involuntaryChurn')) note(true, 'leftWithoutPaying');
      else note(true, ended === LEAVES ? 'left' : 'paymentFailed');
    }
    return events;
  }

  /** Offers shown since the last month, read off the table of offers. */
  #newOffers(): readonly LifeEvent[] {
    const table = new Map<string, number>();
    const events: LifeEvent[] = [];
    for (const trigger of offerTriggers) {
      for (const offer of offerKinds) {
        const shown = this.#counted(table, 'shown', offer, trigger);
        const accepted = this.#counted(table, 'accepted', offer, trigger);
        for (let each = 0; each < shown; each++)
          events.push({ kind: 'offer', offer, trigger, answer: each < accepted ? 'accepted' : 'declined' });
      }
    }
    this.#offers = table;
    return events;
  }

  #counted(
    table: Map<string, number>,
    outcome: 'shown' | 'accepted',
    offer: OfferKind,
    trigger: OfferTrigger,
  ): number {
    let sum = 0;
    tenureClasses.forEach((_, place) => {
      sum += this.#ledger.offerAt(outcome, offer, trigger, this.#customer.segment, place);
    });
    const key = `${outcome} ${offer} ${trigger}`;
    table.set(key, sum);
    return sum - (this.#offers.get(key) ?? 0);
  }
}

/** Looked at the plan page and went. */
function turnedAway(month: number): MonthOfLife {
  return {
    month,
    plan: '',
    mrr: 0,
    paid: 0,
    seats: 0,
    usage: 0,
    value: 0,
    engagement: 0,
    trust: 0,
    fatigue: 0,
    attention: 0,
    health: 0,
    addOns: [],
    unwanted: [],
    contract: 'none',
    marks: [],
    events: [{ kind: 'arrived' }, { kind: 'leftThePlanPage' }],
  };
}

const wishes: readonly string[] = ['wantsOut', 'obstructed', 'recognisedManipulation'];
const leavings: readonly string[] = ['left', 'paymentFailed', 'leftWithoutPaying', 'leftThePlanPage'];

export function partingOf(first: LifeStory | null, second: LifeStory | null): Parting | null {
  for (const month of monthsOf(first, second)) {
    const one = first?.months.find((each) => each.month === month);
    const other = second?.months.find((each) => each.month === month);
    const what = difference(one, other);
    if (what !== null) return { month, what, first: one?.events ?? [], second: other?.events ?? [] };
  }
  return null;
}

/** Months in which either is there, in their order. */
function monthsOf(first: LifeStory | null, second: LifeStory | null): readonly number[] {
  const months = [...(first?.months ?? []), ...(second?.months ?? [])].map(({ month }) => month);
  return [...new Set(months)].sort((a, b) => a - b);
}

/**
 * Where two lives part for good: from this month on, plan, payment, add-ons, contract or being there at all differ in every
 * month until neither is there. Null when both are the same in the last month of the longer one.
 */
export function lastingOf(first: LifeStory | null, second: LifeStory | null): Parting | null {
  let lasting: Parting | null = null;
  for (const month of monthsOf(first, second).toReversed()) {
    const one = first?.months.find((each) => each.month === month);
    const other = second?.months.find((each) => each.month === month);
    const what = stateDifference(one, other);
    if (what === null) break;
    lasting = { month, what, first: one?.events ?? [], second: other?.events ?? [] };
  }
  return lasting;
}

function difference(one: MonthOfLife | undefined, other: MonthOfLife | undefined): Parting['what'] | null {
  if (one === undefined || other === undefined) return 'presence';
  const differs = differsIn(one, other);
  if (
    differs(({ events }) =>
      events.flatMap((event) => (event.kind === 'offer' ? [event.offer, event.trigger] : [])),
    )
  )
    return 'offer';
  if (differs(({ events }) => events.flatMap((event) => (event.kind === 'offer' ? [event.answer] : []))))
    return 'answer';
  return stateDifference(one, other) ?? (differs(({ events }) => named(events, wishes)) ? 'wish' : null);
}

/** What a customer is: gone or there, on which plan, with which add-ons, bound by what. */
function stateDifference(
  one: MonthOfLife | undefined,
  other: MonthOfLife | undefined,
): Parting['what'] | null {
  if (one === undefined || other === undefined) return one === other ? null : 'presence';
  const differs = differsIn(one, other);
  if (differs(({ events }) => named(events, leavings))) return 'leaving';
  if (differs(({ plan, marks }) => [plan, ...marks.filter((mark) => mark === 'paying')])) return 'plan';
  if (differs(({ addOns }) => addOns)) return 'addOns';
  return differs(({ contract }) => [contract]) ? 'contract' : null;
}

function differsIn(one: MonthOfLife, other: MonthOfLife) {
  return (part: (month: MonthOfLife) => readonly string[]) => part(one).join() !== part(other).join();
}

function named(events: readonly LifeEvent[], kinds: readonly string[]): readonly string[] {
  return events.flatMap(({ kind }) => (kinds.includes(kind) ? [kind] : []));
}
