import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import type { CompareStudy } from '../../simulations/designs/compare.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { finders, oneLife } from '../../simulations/designs/one-life.ts';
import type { LifeStory } from '../../simulations/designs/life-story.ts';
import type { Customer, Finder, OneLifeReading } from '../../simulations/designs/one-life.ts';
import { Ledger } from '../../simulations/ledger.ts';
import { channels } from '../../simulations/life.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { plainDrive } from '../support/plain-drive.ts';

/** The default world, small: some forty customers at first and a few each month. */
function smallStudy(): CompareStudy {
  const read = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (read.kind !== 'scenario') throw new Error('the default scenario can be read');
  const study = compareStudy(read.scenario);
  return {
    ...study,
    world: { ...study.world, market: { ...study.world.market, startingCustomers: 40, organicPerMonth: 3 } },
    strategies: study.strategies.slice(0, 2).map((strategy, index) => ({
      ...strategy,
      budget: { ...strategy.budget, perMonth: 300 },
      manipulation:
        index === 0 ? { ...strategy.manipulation, obstruction: 1, nagging: 1 } : strategy.manipulation,
    })),
    run: { ...study.run, months: 24, seed: 'one life' },
  };
}

const study = smallStudy();
const ask = (question: Parameters<typeof oneLife>[1], asked = study): OneLifeReading =>
  plainDrive(oneLife(asked, question), simulateReplications).reading;

function ledgerOf(strategy: number, replication = 0): Ledger {
  const point = {
    world: study.world,
    strategy: study.strategies[strategy]!,
    run: study.run,
    firstReplication: replication,
    replications: 1,
  };
  return new Ledger(layoutOf(point), simulateReplications(point));
}

/** Everybody of a future, one after another. */
function everybody(future: number): readonly OneLifeReading[] {
  const readings: OneLifeReading[] = [];
  let reading = ask({ future });
  while (reading.customer?.replication === future) {
    readings.push(reading);
    reading = ask({ customer: reading.customer, find: { who: 'anybody', direction: 'next' } });
  }
  return readings;
}

const all = everybody(0);
const stories = (side: 'first' | 'second') => all.flatMap((reading) => reading[side] ?? []);
const left = (story: LifeStory) =>
  story.months.some(({ events }) => events.some(({ kind }) => kind === 'left' || kind === 'paymentFailed'));

describe('all lives of a future, told one by one', () => {
  it.each(['first', 'second'] as const)('add up to its ledger, under the %s strategy', (side) => {
    const ledger = ledgerOf(side === 'first' ? 0 : 1);
    const months = stories(side).flatMap((story) => story.months);
    const sumOf = (month: number, numberOf: (each: LifeStory['months'][number]) => number) =>
      months.filter((each) => each.month === month).reduce((sum, each) => sum + numberOf(each), 0);
    for (let month = 0; month < 24; month++) {
      expect(sumOf(month, ({ mrr }) => mrr)).toBeCloseTo(ledger.total('mrr', month), 6);
      expect(sumOf(month, ({ marks }) => (marks.includes('paying') ? 1 : 0))).toBe(
        ledger.total('payingCustomers', month),
      );
      expect(sumOf(month, ({ marks, trust }) => (marks.includes('paying') ? trust : 0))).toBeCloseTo(
        ledger.total('trust', month),
        8,
      );
      const events = (kind: string) =>
        sumOf(month, (each) => each.events.filter((event) => event.kind === kind).length);
      expect(events('left')).toBe(ledger.total('voluntaryChurn', month));
      expect(events('paymentFailed')).toBe(ledger.total('involuntaryChurn', month));
      expect(events('returned')).toBe(ledger.total('returnedCustomers', month));
      expect(events('leftWithoutPaying')).toBe(ledger.total('freeLeavers', month));
      expect(events('offer')).toBe(ledger.total('offersShown', month));
      const accepted = (each: LifeStory['months'][number]) =>
        each.events.filter((event) => event.kind === 'offer' && event.answer === 'accepted').length;
      expect(sumOf(month, accepted)).toBe(ledger.total('offersAccepted', month));
    }
    const paid = stories(side).reduce((sum, story) => sum + story.paid, 0);
    expect(paid).toBeCloseTo(ledger.sum('revenue') - ledger.sum('refunds'), 5);
  });

  it('add up in a later future too, which has another luck', () => {
    const later = everybody(3).flatMap(({ second }) => second ?? []);
    const sums = Array.from({ length: 24 }, (_, month) =>
      later.reduce((sum, story) => sum + (story.months.find((each) => each.month === month)?.mrr ?? 0), 0),
    );
    const ledger = ledgerOf(1, 3);
    sums.forEach((sum, month) => {
      expect(sum).toBeCloseTo(ledger.total('mrr', month), 6);
    });
    expect(sums.at(-1)).not.toBeCloseTo(ledgerOf(1).total('mrr', 23), 2);
  });

  it('are of many kinds, or nothing was tested', () => {
    expect(all.length).toBeGreaterThan(100);
    const kinds = new Set(
      stories('first').flatMap(({ months }) =>
        months.flatMap(({ events }) => events.map(({ kind }) => kind)),
      ),
    );
    for (const kind of [
      'arrived',
      'firstPayment',
      'offer',
      'left',
      'metLimit',
      'successMoment',
      'wantsOut',
    ] as const)
      expect(kinds).toContain(kind);
  });
});

describe('one life', () => {
  it('is the same person under both strategies, with the same luck', () => {
    const both = all.filter(({ first, second }) => first !== null && second !== null);
    expect(both.length).toBeGreaterThan(50);
    // What no strategy touches is alike until the lives part: usage follows engagement, so look at the first month.
    for (const { first, second } of both) expect(second!.months[0]!.seats).toBe(first!.months[0]!.seats);
  });

  it('parts where something decided differs, and nothing decided differed before', () => {
    const parted = all.filter(({ parting }) => parting !== null);
    expect(parted.length).toBeGreaterThan(30);
    for (const { parting, first, second } of parted) {
      if (first === null || second === null) {
        expect(parting?.what).toBe('presence');
        continue;
      }
      const before = (story: LifeStory) =>
        story.months
          .filter(({ month }) => month < parting!.month)
          .map(({ plan, addOns, contract, marks, events }) => ({
            plan,
            addOns,
            contract,
            pays: marks.includes('paying'),
            offers: events.filter(({ kind }) => kind === 'offer'),
          }));
      expect(before(second)).toEqual(before(first));
    }
    expect(new Set(parted.map(({ parting }) => parting?.what)).size).toBeGreaterThan(2);
  });

  it('parts for good where what is had differs from then on and did not the month before', () => {
    const had = (story: LifeStory | null, month: number) => {
      const now = story?.months.find((each) => each.month === month);
      if (now === undefined) return 'not there';
      const { plan, addOns, contract, marks, events } = now;
      const gone = events.filter(({ kind }) => kind.startsWith('left') || kind === 'paymentFailed');
      return JSON.stringify([plan, addOns, contract, marks.includes('paying'), gone]);
    };
    const lasting = all.filter((reading) => reading.lasting !== null);
    expect(lasting.length).toBeGreaterThan(20);
    for (const { lasting: apart, parting, first, second } of lasting) {
      const months = [...(first?.months ?? []), ...(second?.months ?? [])].map(({ month }) => month);
      expect(apart!.month).toBeGreaterThanOrEqual(parting!.month);
      for (const month of months.filter((each) => each >= apart!.month))
        expect(had(first, month)).not.toBe(had(second, month));
      const before = months.filter((month) => month < apart!.month);
      if (before.length > 0) expect(had(first, Math.max(...before))).toBe(had(second, Math.max(...before)));
    }
    const alike = all.filter((reading) => reading.lasting === null && reading.parting !== null);
    expect(alike.length).toBeGreaterThan(5);
    for (const { first, second } of alike) expect(second?.months.length).toBe(first?.months.length);
  });

  it('never parts from itself', () => {
    const twin = { ...study, strategies: [study.strategies[0]!, study.strategies[0]!] };
    const customer: Customer = { replication: 0, month: 0, segment: 0, channel: 'existing', index: 3 };
    const reading = ask({ customer }, twin);
    expect(reading.first?.months.length).toBeGreaterThan(0);
    expect(reading.second).toEqual(reading.first);
    expect(reading.parting).toBeNull();
    expect(reading.lasting).toBeNull();
  });

  it('does not exist where nobody came', () => {
    const customer: Customer = { replication: 0, month: 3, segment: 0, channel: 'paid', index: 999 };
    expect(ask({ customer })).toMatchObject({ customer, first: null, second: null, parting: null });
  });

  it('is found in any future', () => {
    const reading = ask({
      customer: { replication: 7, month: 0, segment: 0, channel: 'existing', index: 0 },
    });
    expect(reading.first?.months[0]?.events[0]).toEqual({ kind: 'arrived' });
    expect(reading.futures).toBe(1);
  });
});

describe('finders', () => {
  const isWhat: Readonly<Record<Finder, (reading: OneLifeReading) => boolean>> = {
    anybody: () => true,
    leftUnderFirstOnly: ({ first, second }) =>
      first !== null && second !== null && left(first) && !left(second),
    leftUnderSecondOnly: ({ first, second }) =>
      first !== null && second !== null && !left(first) && left(second),
    expandedUnderFirstOnly: ({ first, second }) =>
      first !== null && second !== null && !second.months.some(expands),
    expandedUnderSecondOnly: ({ first, second }) =>
      first !== null && second !== null && !first.months.some(expands),
    trapped: ({ first, second }) => (first?.trappedMonths ?? 0) + (second?.trappedMonths ?? 0) > 0,
  };
  /** Whether it took more in the month, having paid before. */
  function expands({ events }: LifeStory['months'][number]): boolean {
    if (events.some(({ kind }) => kind === 'firstPayment' || kind === 'returned')) return false;
    return events.some(
      (event) =>
        (event.kind === 'offer' &&
          event.answer === 'accepted' &&
          ['upgrade', 'jump', 'addOn', 'bundle'].includes(event.offer)) ||
        event.kind === 'addedSeats' ||
        event.kind === 'usedMore',
    );
  }

  it.each(finders)('find somebody who is %s, and everybody who is', (who) => {
    const found = ask({ find: { who, direction: 'next' } });
    expect(found.customer).not.toBeNull();
    expect(isWhat[who](found)).toBe(true);
    if (who.startsWith('expanded') || found.customer?.replication !== 0) return;
    const place = all.findIndex(({ fingerprint }) => fingerprint === found.fingerprint);
    const expected = all.findIndex(
      (reading) => reading.first !== null && reading.second !== null && isWhat[who](reading),
    );
    if (who !== 'anybody') expect(place).toBe(expected);
  });

  it('go back the way they came, also into the future before', () => {
    const first = ask({ find: { who: 'leftUnderFirstOnly', direction: 'next' } });
    const second = ask({ customer: first.customer!, find: { who: 'leftUnderFirstOnly', direction: 'next' } });
    const back = ask({
      customer: second.customer!,
      find: { who: 'leftUnderFirstOnly', direction: 'previous' },
    });
    expect(second.customer).not.toEqual(first.customer);
    expect(back.customer).toEqual(first.customer);
    const start: Customer = { replication: 1, month: 0, segment: 0, channel: channels[0], index: 0 };
    const before = ask({ customer: start, find: { who: 'anybody', direction: 'previous' } });
    expect(before.customer?.replication).toBe(0);
    expect(before.customer?.month).toBe(23);
  });

  it('give up after so many futures, and say so', () => {
    const twin = { ...study, strategies: [study.strategies[1]!, study.strategies[1]!] };
    const none = ask({ find: { who: 'leftUnderFirstOnly', direction: 'next' }, mostFutures: 3 }, twin);
    expect(none).toMatchObject({ customer: null, first: null, second: null, futures: 3 });
  });
});
