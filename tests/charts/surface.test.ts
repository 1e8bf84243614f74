import { describe, expect, test } from 'vitest';
import type { SurfaceReading } from '../../simulations/designs/surface.ts';
import { placeSurface, surfaceKey, toneOpacity } from '../../src/charts/surface.ts';
import { formatFor } from '../../src/format.ts';
import { gateValues, leverValues, secondLevers, surfaceQuestion } from '../../src/rooms/gate/second-lever.ts';
import {
  bestPlace,
  keyText,
  levelsOf,
  presentPlace,
  surfaceGrid,
  surfaceReadout,
  surfaceSummary,
  surfaceTwin,
  toneOf,
  turnOf,
} from '../../src/rooms/gate/surface-words.ts';
import type { SurfaceOf } from '../../src/rooms/gate/surface-words.ts';
import type { BestOnAxis } from '../../simulations/designs/sweep-best.ts';
import { madeUpDifference } from '../support/made-up-reading.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'USD');
const size = { width: 600, height: 320 };

describe('placing', () => {
  const grid = {
    columns: ['10', '20', '30', 'never'],
    rows: ['0', '1'],
    endsWithNever: true,
    values: [
      [0, 1, 2, 9],
      [0, 1, 2, 9],
    ],
  };
  const placed = placeSurface(grid, [1.5], size);

  test('rows go upward, and "never" stands apart', () => {
    expect(placed.rowAt[0]).toBeGreaterThan(placed.rowAt[1]!);
    const [a = 0, b = 0, c = 0, never = 0] = placed.columnAt;
    expect(b - a).toBeCloseTo(c - b, 0);
    expect(never - c).toBeGreaterThan(c - b + 5);
  });

  test('a contour is where its level is, and leaves out "never"', () => {
    const xs = [...placed.lines[0]!.path.matchAll(/[ML](-?[\d.]+),/g)].map(([, x]) => Number(x));
    const [, b = 0, c = 0] = placed.columnAt;
    expect(Math.min(...xs)).toBeCloseTo((b + c) / 2, 0);
    expect(placed.contoursEnd).toBeLessThan(placed.columnAt[3]! - placed.cell.width / 2);
  });

  test('a value that does not exist is no cell, and nothing is drawn through it', () => {
    const holes = placeSurface({ ...grid, values: [[0, null, 2, 9], grid.values[1]!] }, [1.5], size);
    expect(holes.cells).toHaveLength(7);
    expect(holes.lines).toEqual([]);
  });
});

describe('the question', () => {
  const scenario = smallScenario();

  test('moves every number of the strategy but the gate itself', () => {
    const pointers = secondLevers(scenario, 0, 0, 'usageLimit').map(({ pointer }) => pointer);
    expect(pointers).toContain('/offers/programSpend');
    expect(pointers).not.toContain('/ladder/tiers/0/usageLimit');
  });

  test('has today among its values', () => {
    expect(gateValues([1, 2, 5, 10, 20, 50, 100, 200, null], 60)).toEqual([1, 2, 10, 20, 60, 100, 200, null]);
    const budget = secondLevers(scenario, 0, 0, 'usageLimit').find(
      ({ pointer }) => pointer === '/budget/perMonth',
    )!;
    expect(leverValues(scenario, 0, budget)).toContain(budget.present);
    const asked = surfaceQuestion(
      scenario,
      { strategy: 1, tier: 0, gate: 'usageLimit', metric: 'mrr', limits: [1, 60, null] },
      budget,
    );
    expect(asked.axes.map(({ pointers }) => pointers)).toEqual([
      ['/strategies/1/ladder/tiers/0/usageLimit'],
      ['/strategies/1/budget/perMonth'],
    ]);
  });
});

describe('the words', () => {
  const outcome = (mean: number) => madeUpDifference(mean, 100, 50, 1);
  const means = [10, 30, 20, 5, 40, 15].map((mean) => 1000 * mean);
  const limits = [10, 60, null];
  const levers = [0, 500];
  const axis = (at: number | null) => ({ at, low: at, high: at, verdict: 'interior' as const, end: null });
  const reading: SurfaceReading = {
    engine: '0',
    seed: 's',
    months: 12,
    replications: 16,
    plannedReplications: 16,
    currency: 'USD',
    strategies: ['One', 'Two'],
    axes: [
      { name: 'where Free ends', pointers: [], values: limits },
      { name: 'Expansion program', pointers: [], values: levers },
    ],
    metric: { id: 'contribution', name: 'Contribution', unit: 'money', better: 'higher', formula: '' },
    points: levers.flatMap((lever, row) =>
      limits.map((limit, column) => ({
        at: [limit, lever],
        perStrategy: [outcome(means[3 * row + column]!), outcome(0)],
        difference: null,
        pairingGain: null,
        ahead: 0.1 * (3 * row + column),
      })),
    ),
    best: [
      { point: 4, mean: 40_000, axes: [axis(60), axis(500)], shares: [0, 0, 0, 0, 1, 0], futures: 16 },
      null,
    ],
    bestDifference: null,
    ahead: [
      [0, 0.1, 0.2],
      [0.3, 0.4, 0.5],
    ],
    difference: [],
    rowCrossings: [],
    columnCrossings: [],
    fingerprint: '',
  };
  const of: SurfaceOf = {
    gate: 'usageLimit',
    strategy: 0,
    present: [10, 0],
    lever: { unit: 'money per month', kind: 'quantity', min: 0, max: 1e6 },
  };

  test('best and today are where they were tried', () => {
    expect(bestPlace(reading, of)).toEqual({ row: 1, column: 1 });
    expect(presentPlace(reading, of)).toEqual({ row: 0, column: 0 });
    expect(presentPlace(reading, { ...of, present: [11, 0] })).toBeUndefined();
    expect(surfaceSummary(reading, of, 'outcome', format)).toMatch(
      /^Best at 60.units with expansion program \$500 a month, in every resample/,
    );
    const best = {
      point: 1,
      mean: 30_000,
      axes: [{ ...axis(60), low: 10, high: null }, axis(0)],
      shares: [],
      futures: 16,
    };
    expect(surfaceSummary({ ...reading, best: [best, null] }, of, 'outcome', format)).toMatch(
      /between 10.units and never, and at \$0 a month\.$/,
    );
  });

  test('an end that was chosen may have the best beyond it, and a limit of what can be may not', () => {
    const beyond = (parts: readonly [Partial<BestOnAxis>, Partial<BestOnAxis>], leverMin = 0) => {
      const axes = [
        { ...axis(60), ...parts[0] },
        { ...axis(0), ...parts[1] },
      ];
      const best = { point: 1, mean: 30_000, axes, shares: [], futures: 16 };
      const so = { ...of, lever: { ...of.lever, min: leverMin } };
      return surfaceSummary({ ...reading, best: [best, null] }, so, 'outcome', format);
    };
    const first = { verdict: 'atEnd', end: 'first' } as const;
    const last = { verdict: 'atEnd', end: 'last' } as const;
    expect(beyond([first, {}])).toMatch(
      / At an end of what was tried, so that the best may lie beyond: .+\.$/,
    );
    // No limit is the last of what was tried, and nothing lies beyond never; nor is there a lever below its least.
    expect(beyond([last, {}])).toMatch(/ As far as it can go, so that nothing lies beyond: .+\.$/);
    expect(beyond([last, {}])).not.toContain('may lie beyond');
    expect(beyond([{}, first])).toMatch(/nothing lies beyond: Expansion program\.$/);
    expect(beyond([{}, first], -10)).toMatch(/may lie beyond: Expansion program\.$/);
    expect(beyond([first, first])).toMatch(/may lie beyond: .+\. As far .* beyond: Expansion program\.$/);
  });

  test('the key has a colour for each line that the surface reaches and for its ends, today framed', () => {
    const key = (shown: 'outcome' | 'ahead') =>
      surfaceKey(
        surfaceGrid(reading, of, shown, format),
        levelsOf(reading, of, shown),
        turnOf(reading, of, shown),
        toneOf(reading, of, shown),
        keyText(reading, of, shown, format),
      );
    const colours = key('outcome');
    expect(colours.map(({ text }) => text)).toEqual([
      '$5.0K',
      '$10.0K',
      '$15.8K',
      '$21.7K',
      '$27.5K',
      '$33.3K',
      '$40.0K',
    ]);
    expect(colours.flatMap(({ isTurn, text }) => (isTurn === true ? [text] : []))).toEqual(['$10.0K']);
    expect(colours[0]).toMatchObject({ side: 'below' });
    expect(colours.at(-1)).toMatchObject({ side: 'above', opacity: toneOpacity(1) });
    expect(key('ahead').map(({ text }) => text)).toEqual(['0%', '10%', '25%', '50%']);
    const flat = { values: [[1, 1]] };
    expect(surfaceKey(flat, [1], 1, () => 0, String)).toEqual([]);
  });

  test('better than today has the other tone than worse', () => {
    expect(turnOf(reading, of, 'outcome')).toBe(10_000);
    const tone = toneOf(reading, of, 'outcome');
    expect(tone(40_000)).toBe(1);
    expect(tone(5000)).toBeLessThan(0);
    const lower = { ...reading, metric: { ...reading.metric, better: 'lower' as const } };
    expect(toneOf(lower, of, 'outcome')(40_000)).toBe(-1);
  });

  test('grid, tooltip and table say the same', () => {
    expect(surfaceGrid(reading, of, 'outcome', format).values[1]).toEqual([5000, 40_000, 15_000]);
    const { title, lines } = surfaceReadout(reading, of, 1, 1, format);
    expect(title).toMatch(/^60.units, \$500 a month$/);
    const row = surfaceTwin(reading, of, format).rows[4]!;
    expect(lines[0]![1]).toBe(row[2]!.text);
    expect(lines.at(-1)![1]).toBe('6 of 16 futures');
    expect(row.at(-1)!.text).toBe('40');
  });

  test('the chance to be ahead is said with where it turns', () => {
    expect(surfaceSummary(reading, of, 'ahead', format)).toBe(
      'Two is ahead in 0 to 8 of 16 futures, depending on the two levers. On the bold line it is as likely ahead as behind.',
    );
  });
});
