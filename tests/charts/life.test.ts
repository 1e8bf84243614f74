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
const said = (reading: OneLifeReading) => {
  const { answer, detail } = lifeHeadline(reading, [0, 1], format);
  return { answer: plainText(answer), detail: plainText(detail) };
};

test('there are lives to look at', () => {
  expect(found.length).toBeGreaterThanOrEqual(3);
});

describe('words about a life', () => {
  test('the headline names the month in which the lives part, and both strategies', () => {
    for (const reading of found) {
      const { answer } = said(reading);
      for (const name of reading.strategies) expect(answer).toContain(name);
      expect(answer).not.toMatch(/undefined|NaN|null| {2}/);
      if (reading.parting !== null)
        expect(answer).toContain(`month ${String(reading.parting.month + 1)} the lives part`);
    }
  });

  test('the parting differs in words too', () => {
    for (const reading of found.filter(({ parting }) => parting !== null)) {
      const [, first = '', second = ''] =
        /: under .+? it (.+?); under .+? it (.+)\.$/.exec(said(reading).answer) ?? [];
      expect(first).not.toBe('');
      expect(first).not.toBe(second);
    }
  });

  test('who left is said to have gone, who did not is there at the end', () => {
    const reading = ask({ find: { who: 'leftUnderFirstOnly', direction: 'next' } });
    expect(reading.customer).not.toBeNull();
    const { detail } = said(reading);
    expect(detail).toMatch(/^Under Acquisition-heavy it .+ in month \d+, having paid /);
    expect(detail).toMatch(
      /Under Expansion-heavy it (is there at the end, on|leaves without ever having paid)/,
    );
    expect(detail).not.toContain('€0');
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

  test('the diary has every event, and marks the parting', () => {
    for (const reading of found) {
      const rows = diaryOf(reading, format);
      expect(rows.filter(({ isParting }) => isParting)).toHaveLength(reading.parting === null ? 0 : 1);
      const events = (reading.second?.months ?? []).filter(({ events: all }) => all.length > 0);
      expect(rows.filter(({ second }) => second.length > 0).length).toBe(events.length);
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

  test('a month wears each kind of mark once', () => {
    const [month] = found[0]!.first!.months;
    const declined = { kind: 'offer', offer: 'upgrade', trigger: 'blast', answer: 'declined' } as const;
    expect(marksOf({ ...month!, events: [declined, declined, { kind: 'left' }] })).toEqual([
      'refused',
      'end',
    ]);
  });
});
