import { describe, expect, test } from 'vitest';
import type { InformationReading } from '../../simulations/designs/information.ts';
import type { OutcomeSensitivity, SensitivityReading } from '../../simulations/designs/sensitivity.ts';
import type { Split, SplitReading } from '../../simulations/designs/uncertainty.ts';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import { uncertainParameters } from '../../simulations/parameters/distributions.ts';
import { formatFor } from '../../src/format.ts';
import { uncertainByEvidence } from '../../src/rooms/why/by-evidence.ts';
import {
  indexRows,
  indexSummary,
  indexTwin,
  splitRows,
  splitsOf,
  splitSummary,
  splitTwin,
  worthRows,
  worthSummary,
  worthTwin,
} from '../../src/rooms/why/knowing-words.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'USD');

describe('indices', () => {
  const input = (name: string, first: number, total: number) => ({
    name,
    pointers: [],
    firstOrder: { value: first, low: first - 0.1, high: first + 0.1 },
    total: { value: total, low: total - 0.1, high: total + 0.1 },
    rankCorrelation: { value: -0.5, low: -0.6, high: -0.4 },
    partialRankCorrelation: null,
  });
  const spread: OutcomeSensitivity = {
    mean: 0,
    standardDeviation: 5000,
    inputs: [input('Churn', 0.1, 0.3), input('Price', 0.4, 0.7)],
  };
  const reading = { rows: 64, replications: 2, unit: 'money' } as SensitivityReading;

  test('the parameter with most to do comes first, filled alone and hollow in all', () => {
    const [price] = indexRows(spread, format);
    expect(price).toMatchObject({ name: 'Price', text: '40% alone, 70% in all' });
    expect(price?.marks.map(({ at, tone }) => [at, tone])).toEqual([
      [0.4, 'filled'],
      [0.7, 'hollow'],
    ]);
    expect(indexTwin(spread, format).rows.map(([name]) => name?.text)).toEqual(['Price', 'Churn']);
    expect(indexSummary(reading, spread, format)).toMatch(
      /^Price has most to do with it\. Of the variance 40% alone, 70% in all\./,
    );
    const close = { ...spread, inputs: [input('Churn', 0.1, 0.6), input('Price', 0.4, 0.7)] };
    expect(indexSummary(reading, close, format)).toMatch(/^Price seems to have most to do with it, though/);
  });

  test('in all is never told as less than alone', () => {
    const said = (first: number, total: number) =>
      indexRows({ ...spread, inputs: [input('Price', first, total)] }, format)[0]?.text;
    expect(said(0.4, 0.3)).toBe('30% to 40%, alone and in all: no interaction beyond the error');
    expect(said(0.401, 0.399)).toBe('40%, alone and in all: no interaction beyond the error');
    expect(said(0.8, 0.3)).toBe('30% to 80%, alone and in all: too few worlds to tell');
    // Alone it may be nothing, or as much as 19 %.
    expect(said(0.09, 0.3)).toBe('at most 19% alone, 30% in all');
    expect(said(0.09, 0.15)).toBe('15% in all, of which any part may be alone');
    expect(said(0.09, 0.05)).toBe('at most 15% in all, of which any part may be alone');
    expect(said(0.02, 0.05)).toBe('at most 12% alone, at most 15% in all');
    expect(said(0.15, 0.05)).toBe('5% to 15%, alone and in all: no interaction beyond the error');
  });

  test('what is tied together has rank correlations, the strongest first, and the reason is said', () => {
    const tied = {
      ...spread,
      inputs: [0.2, -0.5].map((value, index) => ({
        ...spread.inputs[index]!,
        firstOrder: null,
        total: null,
        rankCorrelation: { value, low: value - 0.1, high: value + 0.1 },
      })),
    };
    expect(indexRows(tied, format).map(({ name, text }) => [name, text])).toEqual([
      ['Price', '−0.50'],
      ['Churn', '0.20'],
    ]);
    expect(indexSummary(reading, tied, format)).toMatch(
      /ties these parameters together.*Price goes with it most/,
    );
  });

  test('what does not vary has no index', () => {
    const none = { value: null, low: null, high: null };
    const still = {
      ...spread,
      inputs: spread.inputs.map((one) => ({ ...one, firstOrder: none, total: none, rankCorrelation: none })),
    };
    expect(indexRows(still, format)).toEqual([]);
    expect(indexSummary(reading, still, format)).toMatch(/^Nothing here varies/);
  });
});

describe('what knowing is worth', () => {
  const worth = (value: number) => ({ value, low: value - 1000, high: value + 1000 });
  const information: InformationReading = {
    rows: 64,
    choice: 'second',
    meanGap: 20_000,
    perfect: worth(8000),
    perfectWithLuck: worth(12_000),
    perInput: [
      { name: 'Churn', pointers: [], worth: worth(1000) },
      { name: 'Price', pointers: [], worth: worth(5000) },
    ],
    fingerprint: '',
  };

  test('all first, then the one worth most, the bound that counts luck last', () => {
    const names = worthRows(information, 'money', format).map(({ name }) => name);
    expect(names[0]).toContain('EVPI');
    expect(names.slice(1, 3)).toEqual(['Price', 'Churn']);
    expect(worthTwin(information, 'money', format).rows).toHaveLength(4);
  });

  test('what would be chosen now and what is lost by choosing wrongly; nothing where nothing would change', () => {
    const said = worthSummary(information, ['A', 'B'], 'money', format);
    expect(said).toContain('B is the better choice, by $20.0K');
    expect(said).toContain('would be worth $8.0K');
    expect(said).toContain('price is worth most, $5.0K');
    const none = { ...information, choice: 'first' as const, perfect: worth(0) };
    expect(worthSummary(none, ['A', 'B'], 'money', format)).toMatch(/A is the better.*worth nothing for it/);
  });

  test('what is said of a bound is where its mark stands, within the first digit of its error', () => {
    const bound = { value: 914_000, low: 892_000, high: 936_000 };
    const row = worthRows({ ...information, perfectWithLuck: bound }, 'money', format).at(-1);
    expect(row?.text).toBe('$910K');
    expect(row?.marks).toEqual([{ at: 914_000, tone: 'hollow', interval: [892_000, 936_000] }]);
  });

  test('none is called worth most where none is worth anything, and nothing has no cents', () => {
    const nothing = { value: 0, low: 0, high: 0 };
    const perInput = information.perInput.map((one) => ({ ...one, worth: nothing }));
    const alone = { ...information, perInput };
    expect(worthSummary(alone, ['A', 'B'], 'money', format)).toMatch(
      /No single one of them is worth anything by itself\.$/,
    );
    expect(worthRows(alone, 'money', format)[1]?.text).toBe('$0');
    // What is the same in every resample is not nothing.
    const same = { value: 0.4, low: 0.4, high: 0.4 };
    expect(worthRows({ ...information, perfect: same }, 'ratio', format)[0]?.text).toBe('0.40');
  });
});

describe('luck and ignorance', () => {
  const split = (ignorance: number): Split => ({
    luck: { variance: 100 * (1 - ignorance), low: 1, high: 90, share: 1 - ignorance },
    ignorance: { variance: 100 * ignorance, low: -4, high: 90, share: ignorance },
    standardDeviation: 10,
    shareError: 0.1,
  });
  const reading = {
    draws: 32,
    perStrategy: [split(0.2), null],
    difference: split(0.75),
  } as unknown as SplitReading;
  const splits = splitsOf(reading, ['A', 'B']);

  test('shares of the variance, of each strategy and of the gap', () => {
    expect(splitRows(splits, 'money', format).map(({ name, bar }) => [name, bar?.[1]])).toEqual([
      ['A', 0.2],
      ['The gap', 0.75],
    ]);
    expect(splitSummary(splits, reading, format)).toMatch(/not knowing.*75% is ignorance, 25% luck/);
    const lucky = { ...reading, difference: split(0.1) };
    expect(splitSummary(splitsOf(lucky, ['A', 'B']), lucky, format)).toMatch(/is luck, which no measurement/);
  });

  test('in the table as standard deviations, an interval below 0 as 0', () => {
    const row = splitTwin(splits, 'money', format).rows[0]!;
    expect(row[3]!.value).toBeCloseTo(Math.sqrt(20), 10);
    expect(row[4]!.value).toBe(0);
  });
});

describe('uncertain by evidence', () => {
  const scenario = smallScenario();
  const made = uncertainByEvidence(scenario);
  const after = { ...scenario, world: made.world };

  test('what has been measured becomes a range around where it stands, and the scenario holds', () => {
    expect(made.names.length).toBeGreaterThan(5);
    expect(checkScenario(after).problems).toEqual(checkScenario(scenario).problems);
    for (const { distribution, about } of uncertainParameters(after)) {
      if (!('mode' in distribution)) throw new Error('not a triangle');
      expect(distribution.low).toBeLessThanOrEqual(distribution.mode);
      expect(distribution.high).toBeGreaterThanOrEqual(distribution.mode);
      expect(distribution.low).toBeGreaterThanOrEqual(about.min);
      expect(distribution.high).toBeLessThanOrEqual(about.max);
    }
  });

  test('a factor is around the value of each place, and what is uncertain already stays', () => {
    const before = scenario.world.segments.map(({ firstMonthChurn }) => firstMonthChurn);
    const now = made.world.segments.map(({ firstMonthChurn }) => firstMonthChurn);
    now.forEach((value, index) => expect(value).toMatchObject({ mode: before[index] }));
    expect(uncertainByEvidence(after).world).toEqual(made.world);
  });
});
