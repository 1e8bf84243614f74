import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { withValueAt } from '../../simulations/parameters/pointer.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { leversOf } from '../../src/controls/levers.ts';
import { formatFor } from '../../src/format.ts';
import { scenarioDifferences, stepSaid } from '../../src/sharing/scenario-difference.ts';

const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (reading.kind !== 'scenario') throw new Error('refused');
const { scenario } = reading;
const format = formatFor('en-US', 'USD');

function differences(one: Scenario, other: Scenario) {
  return scenarioDifferences(one, other, [format, format]);
}
function changed(...changes: readonly (readonly [string, unknown])[]): Scenario {
  return Scenario.parse(
    changes.reduce<unknown>((whole, [pointer, value]) => withValueAt(whole, pointer, value), scenario),
  );
}

describe('what differs between two scenarios', () => {
  test('a scenario is the same as itself', () => {
    expect(differences(scenario, scenario)).toEqual([]);
  });

  test('a setting is named with both values, in the words of the form', () => {
    const [name] = scenario.strategies.map((strategy) => strategy.name);
    expect(differences(scenario, changed(['/strategies/0/budget/perMonth', 9000]))).toEqual([
      { part: name, group: 'Budget', setting: 'Budget', values: ['$8,000 a month', '$9,000 a month'] },
    ]);
    expect(differences(scenario, changed(['/run/months', 24]))).toMatchObject([
      {
        part: 'Run',
        setting: 'Horizon',
        values: ['60\u00a0months', '24\u00a0months'],
      },
    ]);
  });

  test('a step back is said: which setting, how many, or which scenario', () => {
    const [name] = scenario.strategies.map((strategy) => strategy.name);
    const said = (before: Scenario) => stepSaid('Undone.', before, scenario, format);
    expect(said(changed(['/strategies/0/budget/perMonth', 9000]))).toBe(
      `Undone. ${String(name)}, Budget: $8,000 a month.`,
    );
    expect(said(changed(['/strategies/0/budget/perMonth', 9000], ['/run/months', 24]))).toBe(
      'Undone. 2 settings are other ones again.',
    );
    expect(said(changed(['/name', 'Another']))).toBe(`Undone. “${scenario.name}” is on the table.`);
    expect(said(scenario)).toBe('Undone.');
  });

  test('values that print alike are still told apart', () => {
    expect(differences(scenario, changed(['/strategies/0/budget/perMonth', 8000.0001]))).toHaveLength(1);
  });

  test('a moved segment is the same segment; a renamed one has another name and nothing else', () => {
    const { segments } = scenario.world;
    expect(differences(scenario, changed(['/world/segments', segments.toReversed()]))).toEqual([]);
    expect(differences(scenario, changed(['/world/segments/0/name', 'Quite other']))).toEqual([
      {
        part: 'World',
        group: 'Segments',
        setting: 'Name',
        values: [`“${segments[0]!.name}”`, '“Quite other”'],
      },
    ]);
  });

  test('an added strategy, a removed one and a renamed one are said once each', () => {
    const { strategies } = scenario;
    const [first] = strategies;
    const more = changed(['/strategies', [...strategies, { ...first!, name: 'A third' }]]);
    expect(differences(scenario, more)).toEqual([
      { part: 'Strategies', group: '', setting: 'A third', values: ['–', 'added'] },
    ]);
    expect(differences(more, scenario)).toEqual([
      { part: 'Strategies', group: '', setting: 'A third', values: ['removed', '–'] },
    ]);
    expect(differences(scenario, changed(['/strategies/0/name', 'Renamed']))).toEqual([
      { part: first!.name, group: '', setting: 'Name', values: [`“${first!.name}”`, '“Renamed”'] },
    ]);
  });

  test('a new plan is said once, not setting by setting', () => {
    const { tiers } = scenario.strategies[0]!.ladder;
    const top = { ...tiers.at(-1)!, name: 'Top', pricePerMonth: 1e5 };
    expect(differences(scenario, changed(['/strategies/0/ladder/tiers', [...tiers, top]]))).toEqual([
      { part: scenario.strategies[0]!.name, group: 'Plans', setting: 'Top', values: ['–', 'added'] },
    ]);
  });

  test('what is no single setting is there or not, or so many', () => {
    const [first] = scenario.strategies;
    expect(differences(scenario, changed(['/strategies/0/bundle', null]))).toEqual([
      { part: first!.name, group: '', setting: 'Bundle', values: ['there', 'none'] },
    ]);
    const tie = { a: '/world/acceptance/worth', b: '/world/acceptance/step', rho: 0.5 };
    expect(differences(scenario, changed(['/run/correlations', [tie]]))).toMatchObject([
      { part: 'Run', values: ['none', '1'] },
    ]);
  });

  test('an add-on that is sold no more is called by its name; coverage that is not said is none', () => {
    const [first] = scenario.strategies;
    const [sold, ...rest] = first!.addOns;
    const { name } = scenario.world.product.addOns.find(({ id }) => id === sold!.addOn)!;
    const without = changed(['/strategies/0/addOns', rest], ['/strategies/0/bundle', null]);
    expect(differences(scenario, without)).toContainEqual({
      part: first!.name,
      group: 'Add-ons on sale',
      setting: name,
      values: ['removed', '–'],
    });
    const bare = changed(['/strategies/0/success/coverage', {}]);
    const zero = changed(['/strategies/0/success/coverage', { [scenario.world.segments[0]!.id]: 0 }]);
    expect(differences(bare, zero)).toEqual([]);
  });

  test('whatever numbers are changed, exactly these are found', () => {
    const levers = (['world', 'strategies', 'run'] as const).flatMap((scope) =>
      leversOf(scenario, scope)
        .flatMap((group) => group.levers)
        .filter(({ declared }) => declared.kind === 'quantity')
        .map(({ pointer }) => `${scope === 'strategies' ? '/strategies/0' : `/${scope}`}${pointer}`),
    );
    expect(levers.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.subarray(levers, { maxLength: 12 }), (pointers) => {
        const other = pointers.reduce<unknown>(
          (whole, pointer) => withValueAt(whole, pointer, { p10: 0.123, p90: 0.456, shape: 'normal' }),
          scenario,
        );
        expect(differences(scenario, Scenario.parse(other))).toHaveLength(pointers.length);
      }),
      { numRuns: 40 },
    );
  });
});
