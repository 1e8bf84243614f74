import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Strategy } from '../../simulations/parameters/strategy/strategy.ts';
import { Draft } from '../../src/state/draft.svelte.ts';
import * as plans from '../../src/state/plan-lists.ts';
import * as world from '../../src/state/world-lists.ts';
import { arbitraryScenario } from '../support/arbitrary-scenario.ts';

const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (reading.kind !== 'scenario') throw new Error('refused');
const { scenario } = reading;
const first = scenario.strategies[0]!;

describe('segments and add-ons', () => {
  test('a copied segment has a key and a name of its own, and the coverage of the first', () => {
    const copied = world.copySegment(scenario, 0);
    const [old, made] = copied.world.segments;
    expect(made).toEqual({ ...old, id: made!.id, name: `${old!.name}, copy` });
    expect(made!.id).not.toBe(old!.id);
    for (const { success } of copied.strategies)
      expect(success.coverage[made!.id]).toEqual(success.coverage[old!.id]);
  });

  test('whoever is added and removed again leaves nothing behind', () => {
    const last = scenario.world.segments.length;
    expect(world.removeSegment(world.addSegment(scenario), last)).toEqual(scenario);
    const addOns = scenario.world.product.addOns.length;
    expect(world.removeAddOn(world.addAddOn(scenario), addOns)).toEqual(scenario);
    expect(world.removeAddOn(world.copyAddOn(scenario, 0), 1)).toEqual(scenario);
  });

  test('an add-on that is gone is needed, sold and bundled by nobody', () => {
    const { id } = scenario.world.product.addOns[0]!;
    expect(JSON.stringify(world.removeAddOn(scenario, 0))).not.toContain(`"${id}"`);
  });
});

describe('plans', () => {
  test('a plan that is moved takes the price and limits of its new place', () => {
    const { tiers } = plans.movePlan(first, 1, 2).ladder;
    expect(tiers.map(({ name }) => name)).toEqual(['Free', 'Team', 'Starter', 'Business', 'Enterprise']);
    expect(tiers.map(({ pricePerMonth }) => pricePerMonth)).toEqual(
      first.ladder.tiers.map(({ pricePerMonth }) => pricePerMonth),
    );
  });

  test('a bundle needs two parts, and takes what is sold', () => {
    const two = { ...first, addOns: first.addOns.slice(0, 2) };
    expect(plans.withBundle(two, true).bundle?.addOns).toEqual(two.addOns.map(({ addOn }) => addOn));
    expect(plans.stopSelling(plans.withBundle(two, true), 0).bundle).toBeNull();
  });
});

/** Everything the editors do, at any place of any list. */
const edits: readonly ((scenario: Scenario, index: number, to: number) => Scenario)[] = [
  world.addSegment,
  world.copySegment,
  world.removeSegment,
  world.moveSegment,
  world.addAddOn,
  world.copyAddOn,
  world.removeAddOn,
  world.moveAddOn,
  ...[plans.addPlan, plans.copyPlan, plans.removePlan, plans.movePlan, plans.stopSelling, plans.moveSold].map(
    (edit) => (whole: Scenario, index: number, to: number) => ({
      ...whole,
      strategies: whole.strategies.map((strategy: Strategy, at) =>
        at === 0 ? edit(strategy, index, to) : strategy,
      ),
    }),
  ),
];

test('after any edits of any lists a scenario holds as before, can be written and read, and be undone', () => {
  const places = fc.record({ edit: fc.nat(edits.length - 1), index: fc.nat(4), to: fc.nat(4) });
  // Here and there, or the same again and again until the list is full or empty.
  const steps = fc.oneof(
    fc.array(places, { minLength: 1, maxLength: 30 }),
    places.map((place) => Array.from({ length: 14 }, () => place)),
  );
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(steps, (chosen) => {
      const draft = new Draft(scenario);
      const seen: Scenario[] = [draft.scenario];
      for (const { edit, index, to } of chosen) {
        const before = draft.scenario;
        const words = draft.arrange((whole) => edits[edit]!(whole, index, to));
        if (words === undefined) {
          taken++;
          seen.push(draft.scenario);
        } else {
          refused++;
          expect(words).toMatch(/\w/);
          expect(draft.scenario).toBe(before);
        }
        expect(checkScenario(draft.scenario).problems).toEqual([]);
      }
      expect(readScenario(writeScenario(draft.scenario))).toMatchObject({ scenario: draft.scenario });
      for (const expected of seen.toReversed()) {
        expect(draft.scenario).toBe(expected);
        draft.undo();
      }
    }),
    { numRuns: 40, seed: 20261 },
  );
  // Counts of nothing prove nothing.
  expect(taken).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(0);
});

test('no edit of any scenario adds a problem that is not said', () => {
  fc.assert(
    fc.property(
      arbitraryScenario(),
      fc.nat(edits.length - 1),
      fc.nat(3),
      fc.nat(3),
      (any, edit, index, to) => {
        const draft = new Draft(any);
        const words = draft.arrange((whole) => edits[edit]!(whole, index, to));
        const before = new Set(checkScenario(any).problems.map(({ path }) => path));
        const now = checkScenario(draft.scenario).problems.filter(({ path }) => !before.has(path));
        expect(now).toEqual([]);
        if (words !== undefined) expect(draft.scenario).toBe(any);
      },
    ),
    { numRuns: 100 },
  );
});
