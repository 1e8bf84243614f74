import { describe, expect, test } from 'vitest';
import { withValueAt } from '../../simulations/parameters/pointer.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { inputNames } from '../../src/controls/input-names.ts';
import { tieWords } from '../../src/controls/tie-words.ts';
import { Draft } from '../../src/state/draft.svelte.ts';
import { addTie, freePair, moveToFit, removeTie, tieable, tiesOf } from '../../src/state/ties.ts';
import { moveSegment, removeSegment } from '../../src/state/world-lists.ts';
import { smallScenario } from '../support/small-scenario.ts';

const range = { p10: 0.03, p90: 0.06, shape: 'beta' };
const willing = { p10: 40, p90: 90, shape: 'lognormal' };
const churns = ['/world/segments/0/firstMonthChurn', '/world/segments/1/firstMonthChurn'] as const;
const budgets = ['/strategies/0/budget/perMonth', '/strategies/1/budget/perMonth'] as const;

function uncertain(...changes: readonly (readonly [string, unknown])[]): Scenario {
  return Scenario.parse(
    changes.reduce<unknown>((whole, [pointer, value]) => withValueAt(whole, pointer, value), smallScenario()),
  );
}
const two = uncertain([churns[0], range], [churns[1], range]);

describe('ties', () => {
  test('bind two uncertain inputs that are not bound yet, and let go of them without a trace', () => {
    expect(freePair(smallScenario())).toBeUndefined();
    const tied = addTie(two);
    expect(tiesOf(tied)).toEqual([{ a: churns[0], b: churns[1], rho: 0.5 }]);
    expect(freePair(tied)).toBeUndefined();
    expect(addTie(tied)).toBe(tied);
    expect(removeTie(tied, 0)).toEqual(two);
  });

  test('what both strategies leave uncertain is one input', () => {
    const both = uncertain([budgets[0], willing], [budgets[1], willing], [churns[0], range]);
    expect(tieable(both)).toEqual([churns[0], budgets[0]]);
    expect([...inputNames(both, tieable(both)).values()]).toEqual([
      `${both.world.segments[0]!.name}: churn in the first month`,
      'Budget: budget',
    ]);
  });

  test('follow their inputs when a list is put in another order, and go when an input does', () => {
    const draft = new Draft(addTie(two));
    expect(draft.arrange((scenario) => moveSegment(scenario, 0, 2))).toBeUndefined();
    expect(tiesOf(draft.scenario)).toEqual([
      { a: '/world/segments/2/firstMonthChurn', b: '/world/segments/0/firstMonthChurn', rho: 0.5 },
    ]);
    expect(draft.arrange((scenario) => removeSegment(scenario, 1))).toBeUndefined();
    expect(tiesOf(draft.scenario)).toHaveLength(1);
    expect(draft.arrange((scenario) => removeSegment(scenario, 0))).toBeUndefined();
    expect(draft.scenario.run.correlations).toBeUndefined();
    draft.undo();
    expect(tiesOf(draft.scenario)).toHaveLength(1);
  });

  test('stay with the input that another strategy leaves uncertain too', () => {
    const both = uncertain([budgets[0], willing], [budgets[1], willing], [churns[0], range]);
    const third = { ...both, strategies: [...both.strategies, { ...both.strategies[1]!, name: 'Third' }] };
    const draft = new Draft(addTie(third));
    expect(draft.rearrange((strategies) => strategies.slice(1))).toBeUndefined();
    expect(tiesOf(draft.scenario)).toEqual([{ a: churns[0], b: budgets[0], rho: 0.5 }]);
  });

  test('an input that is tied does not become certain by the way', () => {
    const draft = new Draft(addTie(two));
    expect(draft.take(churns[0], 0.04)).toMatch(/^It is tied to another uncertain input/);
    expect(draft.take('/run/correlations/0/b', churns[0])).toMatch(/^Expected another/);
    expect(draft.arrange((scenario) => removeTie(scenario, 0))).toBeUndefined();
    expect(draft.take(churns[0], 0.04)).toBeUndefined();
  });

  test('that contradict each other say how far the nearest that do not are', () => {
    const three = uncertain(
      [churns[0], range],
      [churns[1], range],
      ['/world/segments/2/firstMonthChurn', range],
    );
    const tied = addTie(addTie(addTie(three)));
    expect(moveToFit(tied)).toBe(0);
    const torn = Scenario.parse(
      [0.9, 0.9, -0.9].reduce<unknown>(
        (whole, rho, index) => withValueAt(whole, `/run/correlations/${index}/rho`, rho),
        tied,
      ),
    );
    expect(moveToFit(torn)).toBeGreaterThan(0.2);
  });

  test('are drawn stronger in one step to undo', () => {
    const draft = new Draft(addTie(two));
    for (const rho of [0.55, 0.6, 0.65])
      expect(draft.take('/run/correlations/0/rho', rho, 'tie0')).toBeUndefined();
    draft.rest();
    draft.undo();
    expect(tiesOf(draft.scenario)[0]?.rho).toBe(0.5);
  });

  test('are said in words', () => {
    expect([0.9, 0.5, 0.1, 0, -0.5].map(tieWords)).toEqual([
      'Where one is high, so is the other, nearly always',
      'Where one is high, so is the other, more often than not',
      'Where one is high, so is the other, by and large',
      'Free of each other',
      'Where one is high, the other is low, more often than not',
    ]);
  });
});
