import { defaultOf } from '../../simulations/parameters/registry.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Strategy } from '../../simulations/parameters/strategy/strategy.ts';
import { Segment } from '../../simulations/parameters/world/segment.ts';
import { copiedName, inserted, moved, newKey, newName, without } from './lists.ts';

/*
 * Segments and add-ons are referred to from elsewhere in a scenario: whoever joins is entered there, whoever goes is
 * taken out, so that what holds before holds afterwards.
 */

export const mostSegments = 12;
export const mostAddOns = 20;

export function addSegment(scenario: Scenario): Scenario {
  const { segments, product } = scenario.world;
  const name = newName(
    'New segment',
    segments.map((segment) => segment.name),
  );
  const made = { ...defaultOf(Segment), name, id: keyOf(name, segments) };
  const needs = Object.fromEntries(product.addOns.map(({ id }) => [id, 0]));
  return withSegment(scenario, segments.length, { ...made, needs }, 0);
}

export function copySegment(scenario: Scenario, index: number): Scenario {
  const { segments } = scenario.world;
  const segment = segments[index];
  if (segment === undefined) return scenario;
  const name = copiedName(
    segment.name,
    segments.map((one) => one.name),
  );
  return withSegment(scenario, index + 1, { ...segment, name, id: keyOf(name, segments) }, segment.id);
}

/** `covered` is the segment whose coverage the new one is given, or 0 for none. */
function withSegment(scenario: Scenario, index: number, segment: Segment, covered: string | 0): Scenario {
  const { world } = scenario;
  return {
    ...scenario,
    world: { ...world, segments: [...inserted(world.segments, index, segment)] },
    strategies: scenario.strategies.map((strategy) =>
      withCoverage(strategy, {
        ...strategy.success.coverage,
        [segment.id]: covered === 0 ? 0 : (strategy.success.coverage[covered] ?? 0),
      }),
    ),
  };
}

export function removeSegment(scenario: Scenario, index: number): Scenario {
  const { world } = scenario;
  const id = world.segments[index]?.id ?? '';
  return {
    ...scenario,
    world: { ...world, segments: [...without(world.segments, index)] },
    strategies: scenario.strategies.map((strategy) =>
      withCoverage(strategy, lacking(strategy.success.coverage, id)),
    ),
  };
}

export function moveSegment(scenario: Scenario, from: number, to: number): Scenario {
  const { world } = scenario;
  return { ...scenario, world: { ...world, segments: [...moved(world.segments, from, to)] } };
}

export function addAddOn(scenario: Scenario): Scenario {
  const { addOns } = scenario.world.product;
  const name = newName(
    'New add-on',
    addOns.map((addOn) => addOn.name),
  );
  return withAddOn(scenario, addOns.length, name, undefined);
}

export function copyAddOn(scenario: Scenario, index: number): Scenario {
  const { addOns } = scenario.world.product;
  const addOn = addOns[index];
  if (addOn === undefined) return scenario;
  const name = copiedName(
    addOn.name,
    addOns.map((one) => one.name),
  );
  return withAddOn(scenario, index + 1, name, addOn.id);
}

/** As many need the new one as need the one named; without one, nobody does yet. */
function withAddOn(scenario: Scenario, index: number, name: string, like: string | undefined): Scenario {
  const { world } = scenario;
  const id = keyOf(name, world.product.addOns);
  return {
    ...scenario,
    world: {
      ...world,
      product: { ...world.product, addOns: [...inserted(world.product.addOns, index, { id, name })] },
      segments: world.segments.map((segment) => ({
        ...segment,
        needs: { ...segment.needs, [id]: like === undefined ? 0 : (segment.needs[like] ?? 0) },
      })),
    },
  };
}

export function removeAddOn(scenario: Scenario, index: number): Scenario {
  const { world } = scenario;
  const id = world.product.addOns[index]?.id ?? '';
  return {
    ...scenario,
    world: {
      ...world,
      product: { ...world.product, addOns: [...without(world.product.addOns, index)] },
      segments: world.segments.map((segment) => ({ ...segment, needs: lacking(segment.needs, id) })),
    },
    strategies: scenario.strategies.map((strategy) => notSelling(strategy, id)),
  };
}

export function moveAddOn(scenario: Scenario, from: number, to: number): Scenario {
  const { world } = scenario;
  const addOns = [...moved(world.product.addOns, from, to)];
  return { ...scenario, world: { ...world, product: { ...world.product, addOns } } };
}

/** A strategy without an add-on; a bundle of fewer than two parts is none. */
export function notSelling(strategy: Strategy, id: string): Strategy {
  const parts = strategy.bundle?.addOns.filter((part) => part !== id) ?? [];
  return {
    ...strategy,
    addOns: strategy.addOns.filter(({ addOn }) => addOn !== id),
    bundle: strategy.bundle === null || parts.length < 2 ? null : { ...strategy.bundle, addOns: parts },
  };
}

function withCoverage(strategy: Strategy, coverage: Strategy['success']['coverage']): Strategy {
  return { ...strategy, success: { ...strategy.success, coverage } };
}

function lacking<Value>(table: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}

function keyOf(name: string, items: readonly { readonly id: string }[]): string {
  return newKey(
    name,
    items.map(({ id }) => id),
  );
}
type Segment = Scenario['world']['segments'][number];
