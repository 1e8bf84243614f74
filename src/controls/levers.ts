import { declarationOf } from '../../simulations/parameters/declare.ts';
import { child, pointerOf, valueAt } from '../../simulations/parameters/pointer.ts';
import { formOf } from '../../simulations/parameters/registry.ts';
import type { Parameter, Schema } from '../../simulations/parameters/registry.ts';
import { Run } from '../../simulations/parameters/run.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { Strategy } from '../../simulations/parameters/strategy/strategy.ts';
import { World } from '../../simulations/parameters/world/world.ts';

/** One thing that can be moved, found by walking the parameter declarations along a scenario. */
export interface Lever {
  /** Address inside the strategy, the world or the run settings. */
  readonly pointer: string;
  readonly label: string;
  /** What it belongs to when the label alone does not say: the plan, the segment, the add-on. */
  readonly of: string | undefined;
  readonly declared: Parameter['about'];
  /** Shown before everything is asked for. */
  readonly main: boolean;
}

interface GroupName {
  readonly key: string;
  readonly label: string;
  readonly help: string;
}

export interface LeverGroup extends GroupName {
  readonly levers: readonly Lever[];
}

export type LeverScope = 'strategies' | 'world' | 'run';

/** The levers most comparisons turn on; everything else is one click away. */
const mainLevers = [
  /^\/budget\/(perMonth|shareOfRevenue)$/,
  /^\/ladder\/tiers\/\d+\/pricePerMonth$/,
  /^\/ladder\/tiers\/0\/usageLimit$/,
  /^\/offers\/(targeting|programSpend|blastEvery|nearLimit|onboarded|milestone|featureUse)$/,
  /^\/contracts\/(annualAtStart|annualDiscount)$/,
  /^\/success\/coverage\//,
  /^\/manipulation\//,
  /^\/segments\/\d+\/(share|firstMonthChurn|willingnessToPay)$/,
  /^\/market\/(startingCustomers|costPerSignup|organicPerMonth|size)$/,
  /^\/(seed|months|replications)$/,
];

/** Keys and cross-references fix luck and wiring, names change no number: no levers. */
const noLevers = new Set(['id', 'addOn', 'name', 'currency']);

/** Where the walk stands. */
interface Place {
  readonly steps: readonly (string | number)[];
  readonly of: string | undefined;
  readonly group: GroupName | undefined;
}

/** Levers of every strategy together: where ladders differ in length, a lever exists for some strategies only. */
export function leversOf(scenario: Scenario, scope: LeverScope): LeverGroup[] {
  const names = new Map(
    [...scenario.world.segments, ...scenario.world.product.addOns].map(({ id, name }) => [id, name]),
  );
  const segments = scenario.world.segments.map(({ id }) => id);
  const groups = new Map<string, { name: GroupName; levers: Map<string, Lever> }>();

  const add = (group: GroupName, lever: Lever): void => {
    const known = groups.get(group.key) ?? { name: group, levers: new Map<string, Lever>() };
    if (!known.levers.has(lever.pointer)) known.levers.set(lever.pointer, lever);
    groups.set(group.key, known);
  };

  const walk = (schema: Schema, value: unknown, place: Place): void => {
    if (value === undefined) return;
    const declared = declarationOf(schema);
    if (declared !== undefined && declared.kind !== 'group') {
      if (place.group === undefined || noLevers.has(String(place.steps.at(-1)))) return;
      add(place.group, leverAt(place, declared));
      return;
    }
    const here =
      declared === undefined ? place : { ...place, group: place.group ?? groupAt(place, declared) };
    const form = formOf(schema);
    const into = (step: string | number, inner: Schema, innerValue: unknown, of = here.of): void =>
      walk(inner, innerValue, { steps: [...here.steps, step], of, group: here.group });
    switch (form.kind) {
      case 'group':
        for (const [name, field] of Object.entries(form.fields)) into(name, field, child(value, name));
        return;
      case 'list':
        if (!Array.isArray(value)) return;
        value.forEach((item: unknown, index) => into(index, form.item, item, nameOf(item, names) ?? here.of));
        return;
      case 'table':
        // A segment without an entry has none of it: 0.
        for (const key of keysOf(place, value, segments)) {
          into(key, form.entry, child(value, key) ?? 0, joined(here.of, names.get(key) ?? key));
        }
        return;
      case 'union':
        for (const option of form.options) {
          if (value !== null && declarationOf(option)?.kind === 'group') walk(option, value, here);
        }
        return;
      case 'optional':
        walk(form.inner, value, here);
        return;
      case 'value':
        return;
    }
  };

  const start: Place = { steps: [], of: undefined, group: undefined };
  if (scope === 'strategies') for (const strategy of scenario.strategies) walk(Strategy, strategy, start);
  if (scope === 'world') walk(World, scenario.world, start);
  if (scope === 'run') walk(Run, scenario.run, { ...start, group: { key: '/run', label: 'Run', help: '' } });
  return [...groups.values()].map(({ name, levers }) => ({ ...name, levers: [...levers.values()] }));
}

function leverAt(place: Place, declared: Parameter['about']): Lever {
  const pointer = pointerOf(place.steps);
  const main = mainLevers.some((pattern) => pattern.test(pointer));
  return { pointer, label: declared.label, of: place.of, declared, main };
}

/** The root is no group in a form; each of its children is one, and so is each segment. */
function groupAt(place: Place, { label, help }: { label: string; help: string }): GroupName | undefined {
  if (place.steps.length === 0) return undefined;
  const [first = ''] = place.steps;
  if (first === 'segments')
    return { key: pointerOf(place.steps.slice(0, 2)), label: place.of ?? label, help };
  if (first === 'addOns') return { key: '/addOns', label: 'Add-ons on sale', help };
  return { key: pointerOf([first]), label, help };
}

function keysOf(place: Place, value: unknown, segments: readonly string[]): readonly string[] {
  const present = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return place.steps.at(-1) === 'coverage' ? [...new Set([...segments, ...present])] : present;
}

/** A segment's own levers need no "of": their group is named after it. */
function nameOf(item: unknown, names: ReadonlyMap<string, string>): string | undefined {
  const name = valueAt(item, '/name');
  if (typeof name === 'string') return name;
  const addOn = valueAt(item, '/addOn');
  return typeof addOn === 'string' ? (names.get(addOn) ?? addOn) : undefined;
}

function joined(outer: string | undefined, inner: string): string {
  return outer === undefined ? inner : `${outer}, ${inner}`;
}

/** What people call a lever that it is not called here. */
const alsoCalled: readonly (readonly [RegExp, string])[] = [
  [/^\/budget\//, 'ads advertising marketing spend'],
  [/^\/market\/costPerSignup$/, 'ads advertising marketing CAC'],
  [/^\/success\/coverage\//, 'CS CSM account manager'],
  [/^\/(ladder\/tiers|addOns)\/\d+\/pricePerMonth$/, 'pricing ARPA'],
  [/\/firstMonthChurn$/, 'retention cancellation'],
];

/** Every word of the search has to occur in what a lever is called, belongs to or says about itself. */
export function matches(lever: Lever, group: GroupName, search: string): boolean {
  const other = alsoCalled.flatMap(([pattern, words]) => (pattern.test(lever.pointer) ? [words] : []));
  const said = [lever.label, lever.of ?? '', group.label, lever.declared.help, ...other]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** Whether the strategies disagree about a lever. */
export function differs(values: readonly unknown[]): boolean {
  const [first, ...rest] = values.map((value) => JSON.stringify(value));
  return rest.some((value) => value !== first);
}
