import { describe, expect, test } from 'vitest';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { finders, oneLife } from '../../simulations/designs/one-life.ts';
import type { OneLifeQuestion, OneLifeReading } from '../../simulations/designs/one-life.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { placeLife, stretchOf } from '../../src/charts/life-track.ts';
import { formatFor } from '../../src/format.ts';
import { plainText } from '../../src/rooms/compare/headline.ts';
import { marksOf } from '../../src/rooms/life/event-words.ts';
import {
  diaryOf,
  finderName,
  lifeHeadline,
  monthReadout,
  trackSummary,
  trackTwin,
  whoText,
} from '../../src/rooms/life/life-words.ts';
import { plainDrive } from '../support/plain-drive.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'EUR');
const size = { width: 700, height: 268 };

const scenario = smallScenario();
const study = compareStudy({
  ...scenario,
  world: {
    ...scenario.world,
    market: { ...scenario.world.market, startingCustomers: 40, organicPerMonth: 3 },
  },
});
const ask = (question: OneLifeQuestion): OneLifeReading =>
  plainDrive(oneLife(study, { mostFutures: 2, ...question }), simulateReplications).reading;
const found = finders.flatMap((who) => {
  const reading = ask({ find: { who, direction: 'next' } });
  return reading.customer === null ? [] : [reading];
});
/** The first so many customers of a future, one after another. */
const ofEverybody: OneLifeReading[] = [];
for (let left = 40, customer = null as OneLifeReading['customer']; left > 0; left--) {
  const reading = ask({
    find: { who: 'anybody', direction: 'next' },
    ...(customer === null ? {} : { customer }),
  });
  ofEverybody.push(reading);
  ({ customer } = reading);
}
const said = (reading: OneLifeReading) => {
  const { answer, detail } = lifeHeadline(reading, [0, 1], format);
  return { answer: plainText(answer), detail: plainText(detail) };
};

test('there are lives to look at', () => {
  expect(found.length).toBeGreaterThanOrEqual(3);
});

describe('words about a life', () => {
  test('the headline says how both lives end, and in which month they part', () => {
    for (const reading of found) {
      const { answer, detail } = said(reading);
      for (const name of reading.strategies) expect(answer).toContain(name);
      expect(`${answer} ${detail}`).not.toMatch(/undefined|NaN|null| {2}/);
      if (reading.parting !== null)
        expect(detail).toMatch(
          new RegExp(`^They part (for good )?in month ${String(reading.parting.month + 1)}:`),
        );
      if (reading.lasting !== null)
        expect(detail).toContain(`for good in month ${String(reading.lasting.month + 1)}:`);
    }
  });

  test('the parting differs in words too', () => {
    for (const reading of found.filter(({ parting }) => parting !== null)) {
      const [, first = '', second = ''] =
        /^They part.*?: under .+? it (.+?); under .+? it (.+?)\./.exec(said(reading).detail) ?? [];
      expect(first).not.toBe('');
      expect(first).not.toBe(second);
    }
  });

  test('who left is said to have gone, who did not is there at the end', () => {
    const reading = ask({ find: { who: 'leftUnderFirstOnly', direction: 'next' } });
    expect(reading.customer).not.toBeNull();
    const { answer } = said(reading);
    expect(answer).toMatch(/^Under Acquisition-heavy it .+ in month \d+, having paid /);
    expect(answer).toMatch(
      /under Expansion-heavy it (is there at the end, on|leaves without ever having paid)/,
    );
    expect(answer).not.toContain('€0');
    expect(whoText(reading, format)).toContain(reading.segment ?? '?');
  });

  test('twins live the same life', () => {
    const [first] = study.strategies;
    const twins = { ...study, strategies: [first!, first!] };
    const { reading } = plainDrive(oneLife(twins), simulateReplications);
    expect(said(reading).answer).toMatch(/^This customer lives the same life under/);
  });

  test('nobody is said to be nobody', () => {
    const reading: OneLifeReading = {
      ...found[0]!,
      customer: null,
      first: null,
      second: null,
      parting: null,
      lasting: null,
      futures: 10,
    };
    expect(said(reading).answer).toBe('Nobody like this was met in the 10 futures gone through.');
    expect(trackSummary(null, format)).toBe('Never comes under this strategy.');
    expect(monthReadout(null, 3, null, format)).toEqual({
      title: 'Month 4',
      lines: ['not with this vendor'],
    });
  });

  test('every finder has a name of its own', () => {
    expect(new Set(finders.map((who) => finderName(who, ['A', 'B']))).size).toBe(finders.length);
  });

  test('lives that end alike are said to, with no difference that lasts', () => {
    const alike = ofEverybody.filter(
      ({ first, second, parting, lasting }) =>
        parting !== null &&
        lasting === null &&
        first?.paid === second?.paid &&
        first?.trappedMonths === second?.trappedMonths,
    );
    expect(alike.length).toBeGreaterThan(0);
    for (const reading of alike) {
      const { answer, detail } = said(reading);
      expect(answer).toMatch(/^Two lives, one end: under Acquisition-heavy and Expansion-heavy it /);
      expect(detail).toMatch(/No difference lasts\.$/);
    }
  });

  test('the diary has every event, and marks where the lives part and part for good', () => {
    for (const reading of ofEverybody) {
      const rows = diaryOf(reading, format);
      const marked = (mark: string) => rows.filter((row) => row.mark === mark).map(({ month }) => month);
      const monthOf = (where: OneLifeReading['parting']) => (where === null ? [] : [String(where.month + 1)]);
      const { parting, lasting } = reading;
      expect(marked('lasting')).toEqual(monthOf(lasting));
      expect(marked('parting')).toEqual(parting?.month === lasting?.month ? [] : monthOf(parting));
      const events = (reading.second?.months ?? []).filter(({ events: all }) => all.length > 0);
      const told = rows.filter(({ second }) => second.length > 0);
      expect(told.reduce((sum, { times }) => sum + times, 0)).toBe(events.length);
    }
  });

  test('the same over and over is one row of the diary', () => {
    const folded = ofEverybody
      .flatMap((reading) => diaryOf(reading, format))
      .filter(({ times }) => times > 1);
    expect(folded.length).toBeGreaterThan(0);
    for (const { month, times, mark } of folded) {
      const [, from, to] = /^(\d+) to (\d+)$/.exec(month) ?? [];
      expect(Number(to) - Number(from)).toBeGreaterThanOrEqual(times - 1);
      expect(mark).toBeUndefined();
    }
  });

  test('the table has a row for each month', () => {
    for (const { first, customer } of found) {
      expect(trackTwin(first, customer, format).rows).toHaveLength(first?.months.length ?? 0);
    }
  });
});

describe('tracks', () => {
  test('months align, plans and feelings stay inside their part', () => {
    for (const reading of found) {
      const stretch = stretchOf([reading.first, reading.second]);
      const placed = [reading.first, reading.second].map((story) =>
        placeLife(story, stretch, reading.parting?.month, marksOf, size, format),
      );
      expect(placed[0]!.at).toEqual(placed[1]!.at);
      expect(placed[0]!.at).toHaveLength(stretch.to - stretch.from + 1);
      for (const { plans, lines, felt, money, marks } of placed) {
        for (const { path } of [...plans, ...lines]) expect(path).not.toContain('NaN');
        for (const { end } of lines) {
          expect(end).toBeGreaterThanOrEqual(felt.top);
          expect(end).toBeLessThanOrEqual(felt.bottom);
        }
        for (const { x, y } of plans) {
          expect(y).toBeLessThan(money.bottom);
          expect(x).toBeGreaterThan(money.left);
        }
        for (const { x } of marks) expect(x).toBeLessThanOrEqual(money.right);
      }
    }
  });

  test('a life that never was is an empty track', () => {
    const { plans, marks, lines } = placeLife(
      null,
      stretchOf([null, null]),
      undefined,
      marksOf,
      size,
      format,
    );
    expect([plans, marks, lines]).toEqual([[], [], []]);
  });

  test('at the width of a phone no mark covers another of its kind, and no line strikes a name through', () => {
    for (const story of found.flatMap(({ first, second }) => [first, second])) {
      const stretch = stretchOf([story]);
      for (let parting = stretch.from; parting <= stretch.to; parting++) {
        const placed = placeLife(story, stretch, parting, marksOf, { width: 320, height: 268 }, format);
        const struck = placed.plans.filter(
          ({ named, name, x }) => named && x < placed.parting!.x && placed.parting!.x < x + 6.4 * name.length,
        );
        for (const { y } of struck) expect(placed.parting!.path).toContain(`V${String(y - 12)}M`);
        placed.marks.forEach((mark, index) => {
          for (const other of placed.marks.slice(0, index))
            if (other.kind === mark.kind) expect(mark.x - other.x).toBeGreaterThanOrEqual(9);
        });
      }
    }
  });

  test('a month wears each kind of mark once', () => {
    const [month] = found[0]!.first!.months;
    const declined = { kind: 'offer', offer: 'upgrade', trigger: 'blast', answer: 'declined' } as const;
    expect(marksOf({ ...month!, events: [declined, declined, { kind: 'left' }] })).toEqual([
      'refused',
      'end',
    ]);
  });
});
