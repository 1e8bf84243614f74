import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { valueAt } from '../../simulations/parameters/pointer.ts';
import { parameters } from '../../simulations/parameters/registry.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { foundElsewhere, inScope, leversShown } from '../../src/controls/lever-filter.ts';
import { differs, leversOf, matches } from '../../src/controls/levers.ts';

function defaultScenario(): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  return reading.scenario;
}
const scenario = defaultScenario();
const strategies = leversOf(scenario, 'strategies');
const world = leversOf(scenario, 'world');
const run = leversOf(scenario, 'run');
const all = (groups: typeof strategies) => groups.flatMap(({ levers }) => levers);

test('every declared parameter that moves a number is a lever', () => {
  const scopes = [
    ['/strategies/*', all(strategies)],
    ['/world', all(world)],
    ['/run', all(run)],
  ] as const;
  let counted = 0;
  for (const [root, levers] of scopes) {
    const patterns = new Set(levers.map(({ pointer }) => root + pattern(pointer)));
    for (const parameter of parameters()) {
      if (!parameter.pattern.startsWith(`${root}/`) || /\/(id|name|addOn|currency)$/.test(parameter.pattern))
        continue;
      counted++;
      expect(patterns, parameter.pattern).toContain(parameter.pattern);
    }
  }
  expect(counted).toBeGreaterThan(100);
});

/** Items and keys of a pointer as the registry writes them. */
function pattern(pointer: string): string {
  return pointer
    .replace(/\/\d+(?=\/|$)/g, '/*')
    .replace(/^(\/success\/coverage)\/[^/]+$/, '$1/*')
    .replace(/(\/needs)\/[^/]+$/, '$1/*');
}

test('every lever points at a value of its kind', () => {
  for (const lever of all(strategies)) {
    if (lever.pointer.startsWith('/success/coverage/')) continue;
    const values = scenario.strategies.map((strategy) => valueAt(strategy, lever.pointer));
    expect(
      values.some((value) => value !== undefined),
      lever.pointer,
    ).toBe(true);
  }
  expect(all(world).every(({ pointer }) => valueAt(scenario.world, pointer) !== undefined)).toBe(true);
});

test('labels tell levers of one name apart', () => {
  for (const group of [...strategies, ...world, ...run]) {
    const titles = group.levers.map(({ of, label }) => `${of ?? ''}: ${label}`);
    expect(new Set(titles).size, group.label).toBe(titles.length);
  }
});

test('coverage has a lever for each segment, whether the file mentions it or not', () => {
  const covered = all(strategies).filter(({ pointer }) => pointer.startsWith('/success/coverage/'));
  expect(covered.map(({ of }) => of)).toEqual(scenario.world.segments.map(({ name }) => name));
});

test('main levers are a short list', () => {
  const main = all(strategies).filter((lever) => lever.main);
  expect(main.length).toBeGreaterThan(12);
  expect(main.length).toBeLessThan(40);
});

test('the search knows labels, owners and help', () => {
  const hits = (search: string) =>
    strategies.flatMap((group) => group.levers.filter((lever) => matches(lever, group, search)));
  expect(hits('free usage').map(({ pointer }) => pointer)).toContain('/ladder/tiers/0/usageLimit');
  expect(hits('no such lever')).toEqual([]);
});

test('strategies differ by value, not by identity', () => {
  expect(differs([{ p10: 1 }, { p10: 1 }])).toBe(false);
  expect(differs([1, null])).toBe(true);
});

test('every piece of evidence that a declaration names is on the shelf, with a word of confidence', () => {
  const shelf: unknown = JSON.parse(readFileSync('scenarios/evidence.json', 'utf8'));
  const entries = Array.isArray(shelf) ? shelf : [];
  const named = parameters().flatMap(({ about }) => ('evidence' in about ? [about.evidence] : []));
  expect(named.length).toBeGreaterThan(20);
  for (const id of named) {
    const entry: unknown = entries.find((one) => valueAt(one, '/id') === id);
    expect(valueAt(entry, '/confidence'), id).toMatch(/^(strong|medium|weak|assumption)$/);
  }
});

test('what is searched is found under what others call it, and said to be where it is', () => {
  const query = { scope: 'strategies', filter: 'main', search: 'ads' } as const;
  expect(leversShown(scenario, query, () => false).map(({ key }) => key)).toEqual(['/budget']);
  expect(foundElsewhere(scenario, query)).toEqual([{ scope: 'world', name: 'World', count: 1 }]);
  const churn = foundElsewhere(scenario, { ...query, search: 'churn' });
  expect(churn.find(({ scope }) => scope === 'world')?.count).toBeGreaterThan(2);
  expect(foundElsewhere(scenario, { ...query, search: ' ' })).toEqual([]);
});

test('in another scope a query keeps what was searched, and asks for no difference where there is none', () => {
  const query = { scope: 'strategies', filter: 'different', search: 'churn' } as const;
  expect(inScope(query, 'world')).toEqual({ scope: 'world', filter: 'main', search: 'churn' });
  expect(inScope({ ...query, filter: 'all' }, 'run').filter).toBe('all');
  expect(inScope(query, 'strategies')).toEqual(query);
});
