import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../scenarios/difference.ts';
import { readScenario } from '../../scenarios/read.ts';
import { pointerOf, stepsOf, valueAt, withValueAt } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';

const text = readFileSync('scenarios/default.json', 'utf8');
function read(changes: Readonly<Record<string, unknown>> = {}): Scenario {
  let changed: unknown = JSON.parse(text);
  for (const [pointer, value] of Object.entries(changes)) changed = withValueAt(changed, pointer, value);
  const reading = readScenario(JSON.stringify(changed));
  if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}
const same = read();

describe('differences of two scenarios', () => {
  test('a scenario does not differ from itself', () => {
    expect(differencesOf(same, read())).toEqual([]);
  });

  test('a number of the world, in the words and the unit of its declaration', () => {
    const pointer = '/world/segments/1/firstMonthChurn';
    const segment = same.world.segments[1];
    expect(differencesOf(same, read({ [pointer]: 0.123 }))).toEqual([
      {
        kind: 'changed',
        pointer,
        words: ['World', 'Segments', segment?.name, 'Churn in the first month'],
        unit: 'probability per month',
        one: segment?.firstMonthChurn,
        other: 0.123,
      },
    ]);
  });

  test('a distribution in place of a number is one change, an entry of a table is named by its key', () => {
    const distribution = { p10: 0.2, p90: 0.4, shape: 'beta' };
    const [add] = Object.keys(same.world.segments[0]?.needs ?? {});
    const found = differencesOf(
      same,
      read({ '/world/costs/goodsShare': distribution, [`/world/segments/0/needs/${add ?? ''}`]: 0.01 }),
    );
    expect(found.map(({ other }) => other)).toEqual(expect.arrayContaining([distribution, 0.01]));
    expect(found).toHaveLength(2);
    expect(found.flatMap(({ words }) => words)).toContain(`Real need, ${add ?? ''}`);
  });

  test('a strategy added in front moves none of the others, and the other way round it was removed', () => {
    const [first] = same.strategies;
    const more = read({ '/strategies': [{ ...first, name: 'Newcomer' }, ...same.strategies] });
    expect(differencesOf(same, more)).toMatchObject([
      { kind: 'added', pointer: '/strategies/0', words: ['Strategies', 'Newcomer'] },
    ]);
    expect(differencesOf(more, same)).toMatchObject([{ kind: 'removed', pointer: '/strategies/0' }]);
  });

  test('a strategy with another name in the place of one that is gone is the same, renamed', () => {
    const [first, second] = same.strategies;
    const renamed = read({ '/strategies/0/name': 'Renamed' });
    expect(differencesOf(same, renamed)).toMatchObject([
      { kind: 'changed', pointer: '/strategies/0/name', one: first?.name, other: 'Renamed' },
    ]);
    // Where a namesake of the one in its place is elsewhere, it is no renaming.
    const moved = read({ '/strategies': [second, { ...first, name: 'Third' }] });
    expect(differencesOf(same, moved).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  test('a segment with another id in the place of one is another one: no luck is shared', () => {
    const [first, ...rest] = same.world.segments;
    const segments = [{ ...first!, id: 'quite-other' }, ...rest];
    const found = differencesOf(same, { ...same, world: { ...same.world, segments } });
    expect(found.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  test('strategies that changed places: which two are compared depends on it', () => {
    const turned = read({ '/strategies': same.strategies.toReversed() });
    expect(differencesOf(same, turned)).toMatchObject([{ kind: 'reordered', pointer: '/strategies' }]);
  });

  test('what it says of changed values leads from the one scenario to the other', () => {
    const other = read({
      '/run/months': 24,
      '/strategies/1/budget/perMonth': 1234,
      '/world/costs/discountRate': 0.2,
      '/name': 'Another',
    });
    let walked: unknown = same;
    for (const { pointer, other: value } of differencesOf(same, other)) {
      expect(pointerOf(stepsOf(pointer) ?? [])).toBe(pointer);
      expect(valueAt(other, pointer)).toEqual(value);
      walked = withValueAt(walked, pointer, value);
    }
    expect(walked).toEqual(other);
  });
});
