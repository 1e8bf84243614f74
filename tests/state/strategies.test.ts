import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { Draft } from '../../src/state/draft.svelte.ts';
import { moved, swapped, without } from '../../src/state/lists.ts';
import { copyOf } from '../../src/state/strategies.ts';

function defaultScenario(): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  return reading.scenario;
}
const scenario = defaultScenario();
const names = (draft: Draft) => draft.scenario.strategies.map(({ name }) => name);
const [first, second] = scenario.strategies;

describe('lists', () => {
  const places = fc.record({ length: fc.integer({ min: 1, max: 8 }), from: fc.nat(9), to: fc.nat(9) });

  test('moving and swapping keep every item, and undo themselves', () => {
    fc.assert(
      fc.property(places, ({ length, from, to }) => {
        const list = Array.from({ length }, (_, index) => index);
        expect([...moved(list, from, to)].sort()).toEqual(list);
        expect([...swapped(list, from, to)].sort()).toEqual(list);
        expect(swapped(swapped(list, from, to), from, to)).toEqual(list);
        if (from < length && to < length) {
          expect(moved(list, from, to)[to]).toBe(from);
          expect(moved(moved(list, from, to), to, from)).toEqual(list);
        }
      }),
    );
  });

  test('what is removed is gone, and nothing else', () => {
    expect(without(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
  });

  test('a copy has a name of its own, however long and however often copied', () => {
    const long = { ...first!, name: 'x'.repeat(60) };
    const once = copyOf(long, [long.name]);
    const twice = copyOf(long, [long.name, once.name]);
    expect(once.name).toHaveLength(60);
    expect(twice.name).not.toBe(once.name);
    expect({ ...once, name: long.name }).toEqual(long);
  });
});

describe('the strategies on the table', () => {
  test('another pair is put first, without an edit to show for it, and undone', () => {
    const draft = new Draft(scenario);
    draft.rearrange((list) => [...list, copyOf(first!, names(draft))]);
    expect(draft.rearrange((list) => swapped(list, 1, 2))).toBeUndefined();
    expect(names(draft)).toEqual([first!.name, `${first!.name}, copy`, second!.name]);
    expect(draft.isChanged('/strategies/1/budget/perMonth')).toBe(false);
    draft.undo();
    draft.undo();
    expect(draft.scenario).toEqual(scenario);
  });

  test('fewer than two are refused in words, and nothing changes', () => {
    const draft = new Draft(scenario);
    expect(draft.rearrange((list) => without(list, 0))).toMatch(/\w/);
    expect(draft.scenario).toBe(scenario);
  });
});

describe('a snapshot', () => {
  const shared = { ...scenario, name: 'Shared' };

  test('is looked at without touching the own work, and cannot be changed', () => {
    const draft = new Draft(scenario);
    draft.take('/strategies/0/budget/perMonth', 5000);
    const { own } = draft;
    draft.look(shared);
    expect([draft.scenario.name, draft.isSnapshot, draft.canUndo]).toEqual(['Shared', true, false]);
    expect(draft.take('/strategies/0/budget/perMonth', 1)).toMatch(/snapshot/);
    expect(draft.rearrange((list) => swapped(list, 0, 1))).toMatch(/snapshot/);
    draft.undo();
    expect(draft.scenario).toBe(shared);
    draft.leave();
    expect(draft.own).toBe(own);
  });

  test('becomes the own work as one step', () => {
    const draft = new Draft(scenario);
    draft.take('/strategies/0/budget/perMonth', 5000);
    const { scenario: before } = draft;
    draft.look(shared);
    draft.keep();
    expect([draft.isSnapshot, draft.scenario]).toEqual([false, shared]);
    draft.undo();
    expect(draft.scenario).toBe(before);
  });
});
