import { describe, expect, test } from 'vitest';
import { fitRetention } from '../../simulations/calibration/retention-fit.ts';
import { placeRetention, retentionSaid, retentionTwin } from '../../src/charts/retention.ts';
import type { RetentionFit } from '../../src/charts/retention.ts';
import { formatFor } from '../../src/format.ts';
import { Numbers } from '../../src/rooms/numbers/numbers-state.svelte.ts';
import { withFit } from '../../src/rooms/numbers/into-world.ts';
import { answerOf, cannotTell, holdoutSaid } from '../../src/rooms/numbers/numbers-words.ts';
import { readRetentionCsv } from '../../scenarios/retention-csv.ts';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { example } from '../../src/rooms/numbers/periods.ts';
import { knownList } from '../known-answers/known.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'USD');
const size = { width: 600, height: 300 };

function fitOf(text: string, periodMonths = 12): RetentionFit {
  const table = readRetentionCsv(text, '2026-11-26');
  if (table.kind !== 'table') throw new Error('no table');
  const reading = fitRetention({ cohorts: table.cohorts, areCounts: table.areCounts, periodMonths });
  if (reading.kind !== 'fit') throw new Error(reading.reason);
  return reading;
}
const published = fitOf(example.text);

test('the example is the published cohort', () => {
  expect(published.curve.slice(0, 13).map(({ observed }) => Number((100 * observed!).toFixed(1)))).toEqual(
    knownList('KA01', 'high_end').slice(0, 13),
  );
});

describe('a fitted table, placed', () => {
  test('a dot for each age that was watched, on its value; those held out are marked', () => {
    const { dots, frame, shownUntil } = placeRetention(published, size, format);
    expect(dots).toHaveLength(13);
    expect(dots[0]!.y).toBeCloseTo(frame.y(1), 0);
    expect(dots[12]!.y).toBeCloseTo(frame.y(0.394), 0);
    expect(dots.filter(({ held }) => held)).toHaveLength(4);
    for (const { x, held } of dots) expect(x > shownUntil!).toBe(held);
  });

  test('no band where nobody can say how sure it is', () => {
    const shares = fitOf('High end,100%,86.9%,74.3%,65.3%,59.3%');
    expect(placeRetention(shares, size, format).band).toBe('');
    expect(placeRetention(published, size, format).band).not.toBe('');
    expect(cannotTell(shares, 'year', format)[0]).toMatch(/^How sure any of this is/);
  });

  test('the table beside it has every age, with what was foretold', () => {
    const { columns, rows } = retentionTwin(published, 'year', format);
    expect(rows).toHaveLength(published.curve.length);
    expect(columns.at(-1)).toBe('Foretold');
    expect(rows[8]!.at(-1)!.value).toBeNull();
    expect(rows[12]!.at(-1)!.value).toBeCloseTo(0.394, 1);
    expect(retentionSaid(published, 30, format)).toBe('');
    expect(retentionSaid(published, 20, format)).toMatch(/^not watched, 30(\.\d)?% fitted/);
  });
});

describe('in words', () => {
  test('the answer, and how it stands up to what it was not shown', () => {
    expect(answerOf(published, 'year', format)).toBe(
      'Of 100 new customers about 13 leave in the first year; after 12 years about 39 are still there.',
    );
    expect(holdoutSaid(published, 'year', format)).toMatch(
      /^Shown only the first 8 years, it foretells the other 4 with a mean error of 0\.\d+ points; a constant churn misses by 7\.9 points\.$/,
    );
    expect(holdoutSaid(fitOf('a,100,90,82'), 'month', format)).toMatch(/cannot be checked/);
  });

  test('customers who may all be alike are said to be', () => {
    const alike = fitOf('a,1000,900,810,729,656,590', 1);
    expect(cannotTell(alike, 'month', format).join(' ')).toContain('same for everybody fits as well');
    expect(cannotTell(published, 'year', format).join(' ')).not.toContain('same for everybody');
    // Fader and Hardie's high end: fewer leave in the first year than a curve that follows the others has leave.
    expect(cannotTell(published, 'year', format)[0]).toMatch(
      /^The first year and the rest with one curve: 13\.1% left in it, the model has 15\.\d% leave/,
    );
  });
});

test('a fit becomes a segment that a scenario holds, with its source, and nothing else changes', () => {
  const scenario = smallScenario();
  const next = withFit(scenario, [0], published.segment!, { asRanges: true, table: 'mine.csv' });
  expect(checkScenario(Scenario.parse(next)).problems).toEqual([]);
  const { firstMonthChurn, churnHeterogeneity, ...same } = next.world.segments[0]!;
  expect(scenario.world.segments[0]).toMatchObject(same);
  expect(firstMonthChurn).toMatchObject({ shape: 'beta' });
  // Two digits of what lies between its ends.
  const { p10, p90 } = published.segment!.uncertain!.firstMonthChurn;
  expect(
    JSON.stringify(firstMonthChurn)
      .match(/0\.\d+/g)
      ?.map((end) => end.length),
  ).toEqual([5, 6]);
  expect((firstMonthChurn as { p10: number }).p10).toBeCloseTo(p10, 3);
  expect((firstMonthChurn as { p90: number }).p90).toBeCloseTo(p90, 3);
  expect(churnHeterogeneity).toMatchObject({ shape: 'beta' });
  expect(next.sources?.at(-1)?.source).toContain('mine.csv');
  const again = withFit(next, [0], published.segment!, { asRanges: false, table: 'other.csv' });
  expect(again.world.segments[0]!.firstMonthChurn).toBe(
    Number(published.segment!.values.firstMonthChurn.toPrecision(3)),
  );
  expect(again.sources).toHaveLength(next.sources!.length);
});

test('a table of all customers is put into all segments, each with its source', () => {
  const scenario = smallScenario();
  const places = scenario.world.segments.map((_, index) => index);
  const all = { asRanges: false, table: 'all.csv' };
  const next = withFit(withFit(scenario, [0], published.segment!, all), places, published.segment!, all);
  expect(places.length).toBeGreaterThan(1);
  expect(new Set(next.world.segments.map(({ firstMonthChurn }) => firstMonthChurn)).size).toBe(1);
  expect(next.sources?.map(({ what }) => what)).toEqual([
    ...(scenario.sources ?? []).flatMap(({ what }) => (what.startsWith('Churn of') ? [] : [what])),
    ...scenario.world.segments.map(({ name }) => `Churn of ${name}`),
  ]);
});

test('the period of a table is what its header says, and months where a new one says nothing', () => {
  const numbers = new Numbers(() => () => undefined);
  expect(numbers.period).toBe('year');
  numbers.write('month,customers\n0,120\n1,115\n2,111');
  expect(numbers.period).toBe('month');
  numbers.period = 'quarter';
  numbers.write('month,customers\n0,120\n1,115\n2,110');
  expect(numbers.period).toBe('quarter');
  numbers.open('mine.csv', 'cohort,Year 0,Year 1,Year 2\nA,100,80,70');
  expect(numbers.period).toBe('year');
  numbers.open('other.csv', 'A,100,80,70');
  expect(numbers.period).toBe('month');
});
