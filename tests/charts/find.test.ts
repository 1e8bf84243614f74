import { describe, expect, test } from 'vitest';
import type { FindReading } from '../../simulations/designs/search-reading.ts';
import { placeDotRows } from '../../src/charts/dot-rows.ts';
import { placeTrail, trailExtent } from '../../src/charts/trail.ts';
import { formatFor } from '../../src/format.ts';
import { plainText } from '../../src/rooms/compare/headline.ts';
import {
  finalistRows,
  finalistTwin,
  findHeadline,
  freshSummary,
  leverSummary,
  trailTwin,
  tryReadout,
} from '../../src/rooms/find/find-words.ts';
import { declaredAt, isHardEnd } from '../../src/rooms/experiment/hard-end.ts';
import { constraintOf, ruleOf, ruleText } from '../../src/rooms/find/rules.ts';
import {
  firstBounds,
  foundStrategy,
  movablesOf,
  problemOf,
  searchedLevers,
  settledValue,
  usualBounds,
} from '../../src/rooms/find/search-levers.ts';
import { madeUpDifference } from '../support/made-up-reading.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'USD');
const unitOf = () => 'money per month' as const;

/** A search that moved one lever of two, and gained so much on fresh luck. */
function madeUp(gain: number, error: number, more: Partial<FindReading> = {}): FindReading {
  const finalist = (name: string, mean: number, values?: readonly number[]) => ({
    name,
    ...(values === undefined ? {} : { values }),
    outcome: madeUpDifference(mean, error, 64, 1),
    worstDecile: mean - 3 * error,
    constraints: [],
  });
  return {
    engine: '0',
    seed: 's',
    months: 12,
    currency: 'USD',
    strategy: 'Plain',
    metric: { id: 'contribution', name: 'Contribution', unit: 'money', better: 'higher', formula: '' },
    levers: [
      { name: 'Budget', pointers: ['/a'], low: 0, high: 8000, present: 8000, found: 2000 },
      { name: 'Program', pointers: ['/b'], low: 0, high: 1000, present: 0, found: 0 },
    ],
    search: { points: 3, futures: 32, mean: 60_000 + gain, standardError: error, verdict: 'met' },
    tries: [
      { values: [8000, 0], futures: 32, mean: 50_000, verdict: 'met' },
      { values: [4000, 500], futures: 8, mean: 70_000, verdict: 'notMet' },
      { values: [2000, 0], futures: 32, mean: 60_000 + gain, verdict: 'met' },
    ],
    fresh: {
      futures: 32,
      finalists: [finalist('found', 50_000 + gain, [2000, 0]), finalist('Plain', 50_000)],
      difference: madeUpDifference(gain, error, 64, 1),
      curse: { mean: 10_000, standardError: error },
      regret: { mean: 500, p90: 1000, noneShare: 0.75 },
    },
    fingerprint: '',
    ...more,
  };
}

describe('what was found, in words', () => {
  const said = (reading: FindReading) => {
    const { answer, detail } = findHeadline(reading, 0, unitOf, format);
    return `${plainText(answer)} ${plainText(detail)}`;
  };

  test('how much more on fresh luck, and what moved', () => {
    expect(said(madeUp(40_000, 1000))).toBe(
      'Plain would earn $40.0K more than today. Budget $8,000 a month to $2,000 a month. Than today: ahead in 64 of 64 fresh futures.',
    );
  });

  test('what luck alone could be is not called better, and what is worse neither', () => {
    expect(said(madeUp(400, 8000))).toMatch(/^Nothing clearly better than Plain was found.*luck alone/);
    expect(said(madeUp(-40_000, 1000))).toMatch(/^Nothing clearly better than Plain was found/);
    expect(said(madeUp(-40_000, 1000))).not.toContain('luck alone');
  });

  test('of a metric of which less is better, less is better', () => {
    const lower = {
      metric: {
        ...madeUp(0, 1).metric,
        id: 'cashTrough',
        name: 'Deepest cash trough',
        better: 'lower' as const,
      },
    };
    expect(said(madeUp(-40_000, 1000, lower))).toMatch(
      /^Plain would have \$40\.0K less Deepest cash trough than today\./,
    );
    expect(said(madeUp(40_000, 1000, lower))).toMatch(/^Nothing clearly better/);
  });

  test('a rule that nothing keeps is named', () => {
    const reading = madeUp(40_000, 1000);
    const [winner, ...others] = reading.fresh!.finalists;
    const broken = { metric: 'trust', kind: 'atLeast', limit: 0.9, mean: 0.6, verdict: 'notMet' } as const;
    const fresh = { ...reading.fresh!, finalists: [{ ...winner!, constraints: [broken] }, ...others] };
    expect(said({ ...reading, fresh })).toBe(
      'Nothing among 3 tries keeps every rule. What comes nearest misses trust at the end at least 0.90: it has 0.60.',
    );
  });

  test('an end of the bounds is pointed out', () => {
    const within = (min: number, max: number, kind: 'quantity' | 'limit' = 'quantity') =>
      leverSummary(madeUp(0, 1), () => ({ kind, min, max }), format);
    expect(within(-5, 1e6)).toBe(
      '1 of 2 levers moved. At an end of its bounds, so that the best may lie beyond: Program.',
    );
    // The program was moved down to 0, and below 0 there is none.
    expect(within(0, 1e6)).toBe(
      '1 of 2 levers moved. As far as it can go, so that nothing lies beyond: Program.',
    );
  });

  test('above the largest limit there is still none at all', () => {
    expect(isHardEnd(9, 'last', { kind: 'quantity', min: 0, max: 9 })).toBe(true);
    expect(isHardEnd(9, 'last', { kind: 'limit', min: 0, max: 9 })).toBe(false);
    expect(isHardEnd(null, 'last', { kind: 'limit', min: 0, max: 9 })).toBe(true);
    expect(isHardEnd(0, 'last', { kind: 'limit', min: 0, max: 9 })).toBe(false);
    // The default scenario declares what its levers may be.
    expect(declaredAt('/strategies/0/contracts/annualDiscount')).toMatchObject({ kind: 'quantity', min: 0 });
    expect(declaredAt('/name')).toBeUndefined();
  });

  test('the winner’s curse, the worst tenth and the regret', () => {
    const words = freshSummary(madeUp(40_000, 1000), format);
    expect(words).toContain('it flattered itself by $10K (the winner’s curse)');
    expect(words).toContain('In its worst tenth of futures it has $87.0K.');
    expect(words).toContain('In 24 of 32 futures nothing else here would have been better');
  });

  test('a strategy is listed once: a runner-up that is the best or today’s again is left out, and said to be', () => {
    const reading = madeUp(40_000, 1000);
    const [winner, today] = reading.fresh!.finalists;
    const rival = (name: string, mean: number, values: readonly number[]) => ({
      ...winner!,
      name,
      values,
      outcome: madeUpDifference(mean, 1000, 64, 1),
      worstDecile: mean - 3000,
    });
    const finalists = [
      winner!,
      // The same to the digits of the search, the same as today, and one of its own.
      rival('found 2', 89_990, [2010, 1]),
      { ...rival('found 3', 50_000, [8000, 0]), worstDecile: today!.worstDecile },
      rival('found 4', 80_000, [4000, 500]),
      today!,
    ];
    const repeated = { ...reading, fresh: { ...reading.fresh!, finalists } };
    expect(finalistRows(repeated, format).map(({ name }) => name)).toEqual([
      'Found',
      'Runner-up 1',
      'Plain, as it is today',
    ]);
    expect(finalistTwin(repeated, format).rows).toHaveLength(3);
    expect(freshSummary(repeated, format)).toContain(
      '2 runners-up are not listed, being the same as another row.',
    );
    expect(freshSummary(reading, format)).not.toContain('not listed');
  });

  test('the winner’s row shows also what the search promised', () => {
    const [found, today] = finalistRows(madeUp(40_000, 1000), format);
    expect(found?.marks).toContainEqual({ at: 100_000, tone: 'hollow' });
    expect(today?.name).toBe('Plain, as it is today');
    expect(today?.marks.some(({ tone }) => tone === 'hollow')).toBe(false);
  });

  test('the trail is told by pointer and by table alike', () => {
    const reading = madeUp(40_000, 1000);
    const { lines } = tryReadout(reading, 1, unitOf, format);
    const row = trailTwin(reading, unitOf, format).rows[1]!;
    expect(lines.map(([, value]) => value)).toEqual([
      '$70.0K',
      '$4,000 a month',
      '$500 a month',
      '8',
      'broken',
    ]);
    expect(row.map(({ text }) => text)).toEqual([
      '2',
      '$70.0K',
      '8',
      'broken',
      '$4,000 a month',
      '$500 a month',
    ]);
  });
});

describe('levers of a search', () => {
  const scenario = smallScenario();
  const movables = movablesOf(scenario, 0);

  test('are numbers of the strategy, none that is uncertain', () => {
    expect(movables.map(({ pointer }) => pointer)).toContain('/offers/programSpend');
    const uncertain = structuredClone(scenario);
    uncertain.strategies[0]!.offers.programSpend = { p10: 100, p90: 200, shape: 'normal' };
    expect(movablesOf(uncertain, 0).map(({ pointer }) => pointer)).not.toContain('/offers/programSpend');
  });

  test('spend no more than today unless told to', () => {
    const bounds = firstBounds(scenario, 0);
    expect(bounds.length).toBeGreaterThan(2);
    const budget = bounds.find(({ pointer }) => pointer === '/budget/perMonth');
    expect(budget?.high).toBe(scenario.strategies[0]!.budget.perMonth);
    expect(problemOf(scenario, 0, bounds)).toBeUndefined();
  });

  test('keep the ladder climbing, at every corner of the bounds', () => {
    const { tiers } = scenario.strategies[0]!.ladder;
    const price = movables.find(({ pointer }) => pointer === '/ladder/tiers/1/pricePerMonth')!;
    expect(usualBounds(scenario, 0, price).high).toBeLessThan(Number(tiers[2]!.pricePerMonth));
    const crossing = [{ pointer: price.pointer, low: 1, high: 10 * Number(tiers[2]!.pricePerMonth) }];
    expect(problemOf(scenario, 0, crossing)).toMatch(/^Expected /);
  });

  test('that reach far are searched by their logarithm, and whole numbers stay whole', () => {
    const bounds = [
      { pointer: '/ladder/tiers/0/usageLimit', low: 1, high: 100 },
      { pointer: '/offers/capPerQuarter', low: 0, high: 5 },
    ];
    expect(searchedLevers(movables, 1, bounds)).toMatchObject([
      { pointers: ['/strategies/1/ladder/tiers/0/usageLimit'], scale: 'logarithmic', isWhole: false },
      { scale: 'linear', isWhole: true },
    ]);
  });

  test('become one strategy, without patterns where that was the rule', () => {
    const pushy = structuredClone(scenario);
    pushy.strategies[0]!.manipulation.nagging = 0.5;
    const lever = { pointers: ['/strategies/0/offers/programSpend'], found: 123.456, low: 0, high: 600 };
    const levers = [{ ...lever, present: 0 }];
    expect(foundStrategy(pushy, 0, levers, false)).toMatchObject({
      offers: { programSpend: 120 },
      manipulation: { nagging: 0.5 },
    });
    expect(foundStrategy(pushy, 0, levers, true)?.manipulation.nagging).toBe(0);
  });

  test('have the digits that a search tells apart, and stay where they are when they did not move', () => {
    const at = (found: number, low: number, high: number, present: number | null = null) =>
      settledValue({ found, low, high, present });
    expect(at(123.456, 0, 600)).toBe(120);
    expect(at(0.41239, 0, 1)).toBe(0.41);
    expect(at(0.9999, 0, 0.999)).toBe(0.999);
    expect(at(1234, 1, 5000)).toBe(1200);
    expect(at(123.456, 0, 600, 125.1)).toBe(125.1);
    expect(at(2, 0, 5)).toBe(2);
  });

  test('a rule begins at what is known, and is said in a sentence', () => {
    const rule = ruleOf('cashTrough')!;
    expect(constraintOf(rule, undefined, 'A')).toEqual({
      metric: 'cashTrough',
      kind: 'atMost',
      limit: 100_000,
    });
    expect(ruleText({ metric: 'nrr', kind: 'atLeast', limit: 1.05 }, format)).toBe(
      'NRR at the end at least 105%',
    );
  });
});

describe('charts of a search', () => {
  const size = { width: 600, height: 240 };
  const tries = [
    { value: 5, isWhole: true, keepsRules: true },
    { value: 100, isWhole: false, keepsRules: true },
    { value: 90, isWhole: true, keepsRules: false },
    { value: 8, isWhole: true, keepsRules: true },
    { value: -50, isWhole: true, keepsRules: true },
  ];

  test('the best so far counts only what is judged in full and keeps the rules', () => {
    const placed = placeTrail(tries, 'higher', 'ratio', { low: 0, high: 10 }, size, format);
    const ys = [...placed.best.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
    expect(ys[0]).toBeCloseTo(placed.points[0]!.y, 0);
    expect(ys.at(-1)).toBeCloseTo(placed.points[3]!.y, 0);
    expect(placed.points.map(({ tone }) => tone)).toEqual(['whole', 'early', 'broken', 'whole', 'whole']);
  });

  test('what lies beyond the axis is drawn at its end, and marked', () => {
    const placed = placeTrail(tries, 'higher', 'ratio', { low: 0, high: 10 }, size, format);
    expect(placed.points[4]).toMatchObject({ y: placed.plot.bottom, beyond: true });
    expect(placed.points[3]!.beyond).toBe(false);
  });

  test('the axis holds the better half', () => {
    const values = [1, 2, 3, 4, 5, null];
    expect(trailExtent(values, 'higher')).toEqual({ low: 3, high: 5 });
    expect(trailExtent(values, 'lower')).toEqual({ low: 1, high: 3 });
    expect(trailExtent([null], 'higher')).toBeUndefined();
  });

  test('rows: marks are where their values are, and zero where it is asked for', () => {
    const rows = [
      { name: 'a', text: '', bar: [10, 30] as const, marks: [{ at: 20, tone: 'filled' as const }] },
      { name: 'b', text: '', marks: [{ at: 40, tone: 'hollow' as const, interval: [35, 45] as const }] },
    ];
    const placed = placeDotRows(rows, 'ratio', 400, format, false);
    const [a, b] = placed.rows;
    expect(a!.marks[0]!.at).toBeCloseTo(a!.bar!.x + a!.bar!.width / 2, 0);
    expect(b!.marks[0]!.at).toBeGreaterThan(a!.marks[0]!.at);
    expect(placed.zero).toBeUndefined();
    expect(placeDotRows(rows, 'ratio', 400, format, true).zero).toBeDefined();
  });
});
