import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { valueAt } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { Draft } from '../../src/state/draft.svelte.ts';
import { begun, redone, rested, stepped, undone } from '../../src/state/history.ts';

function defaultScenario(): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  return reading.scenario;
}
const scenario = defaultScenario();
const budget = '/strategies/0/budget/perMonth';

describe('history', () => {
  test('undo takes back exactly what was done, redo brings it again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 50 }), (values) => {
        const made = values.reduce((history, value) => stepped(history, value), begun(-1));
        const back = values.reduce((history) => undone(history), made);
        expect(back.present).toBe(-1);
        expect(undone(back)).toBe(back);
        const again = values.reduce((history) => redone(history), back);
        expect(again.present).toBe(values.at(-1));
        expect(redone(again)).toBe(again);
      }),
    );
  });

  test('a gesture is one step, until the hand rests', () => {
    let history = begun(0);
    for (const value of [1, 2, 3]) history = stepped(history, value, 'slider');
    history = stepped(rested(history), 4, 'slider');
    expect(undone(history).present).toBe(3);
    expect(undone(undone(history)).present).toBe(0);
  });

  test('a gesture that comes back to where it began has done nothing, and the next one begins there', () => {
    let history = stepped(begun(0), 1);
    for (const value of [2, 3, 1]) history = stepped(history, value, 'slider');
    expect(history).toMatchObject({ past: [0], present: 1 });
    history = stepped(history, 4, 'slider');
    expect(undone(history).present).toBe(1);
  });

  test('a new step forgets what was undone', () => {
    const history = stepped(undone(stepped(begun(0), 1)), 2);
    expect(redone(history).present).toBe(2);
  });
});

describe('what outlives the page', () => {
  test('three steps each way, and of what was undone the newest too', () => {
    const draft = new Draft(scenario);
    for (const amount of [1, 2, 3, 4, 5, 6]) draft.take(budget, 1000 * amount);
    for (let undone = 0; undone < 6; undone++) draft.undo();
    const amounts = (works: readonly { readonly scenario: Scenario }[]) =>
      works.map((work) => valueAt(work.scenario, budget));
    expect(draft.kept.work).toBeUndefined();
    expect(amounts(draft.kept.future)).toEqual([1000, 2000, 3000, 6000]);

    const again = new Draft(scenario, draft.kept);
    expect(again.canUndo).toBe(false);
    for (let redone = 0; redone < 4; redone++) again.redo();
    expect(valueAt(again.scenario, budget)).toBe(6000);
    expect(amounts(again.kept.past)).toEqual([1000, 2000, 3000]);
  });
});

describe('the scenario on the table', () => {
  test('a change is marked, undone, redone and reset', () => {
    const draft = new Draft(scenario);
    expect(draft.take(budget, 5000)).toBeUndefined();
    expect(draft.isChanged(budget)).toBe(true);
    draft.undo();
    expect(draft.isChanged(budget)).toBe(false);
    expect(draft.scenario).toEqual(scenario);
    draft.redo();
    expect(valueAt(draft.scenario, budget)).toBe(5000);
    draft.reset(budget);
    expect(draft.scenario).toEqual(scenario);
  });

  test('no limit is a value, and what a limit is reset to', () => {
    const draft = new Draft(scenario);
    const limit = '/strategies/0/ladder/tiers/0/monthsLimit';
    expect(draft.take(limit, null)).toBeUndefined();
    const open = new Draft(draft.scenario);
    expect(open.take(limit, 3)).toBeUndefined();
    open.reset(limit);
    expect(valueAt(open.scenario, limit)).toBeNull();
  });

  test('the value that is already there is no step', () => {
    const draft = new Draft(scenario);
    draft.take(budget, valueAt(scenario, budget));
    expect(draft.canUndo).toBe(false);
  });

  test('what the declarations or the whole refuse changes nothing and is said in words', () => {
    const draft = new Draft(scenario);
    expect(draft.take(budget, -5)).toMatch(/does not fit/);
    expect(draft.take('/strategies/1/name', scenario.strategies[0]!.name)).toMatch(/^Expected /);
    expect(draft.scenario).toBe(scenario);
    expect(draft.canUndo).toBe(false);
  });

  test('an opened file is one step: undo brings the earlier work back', () => {
    const draft = new Draft(scenario);
    draft.take(budget, 5000);
    draft.open({ ...scenario, name: 'Another' });
    expect(draft.isChanged(budget)).toBe(false);
    draft.undo();
    expect(valueAt(draft.scenario, budget)).toBe(5000);
    expect(draft.scenario.name).toBe(scenario.name);
  });

  test('a segment without coverage can be covered', () => {
    const draft = new Draft(scenario);
    const [segment] = scenario.world.segments;
    const pointer = `/strategies/0/success/coverage/${segment!.id}`;
    expect(draft.take(pointer, 0.4)).toBeUndefined();
    expect(valueAt(draft.scenario, pointer)).toBe(0.4);
  });
});
