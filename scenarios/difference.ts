/**
 * What differs between two scenarios: every value, with its address and with the words of its declaration. Strategies, segments
 * and plans are told apart by what they are known by, not by their place, so that one added in the middle moves no other. One
 * that is known by its name and has no namesake is taken for a renamed one when what stands in its place has none either.
 */
import { declarationOf } from '../simulations/parameters/declare.ts';
import type { Unit } from '../simulations/parameters/declare.ts';
import { isGroup, pointerOf } from '../simulations/parameters/pointer.ts';
import type { Step } from '../simulations/parameters/pointer.ts';
import { formOf, schemaOfChild } from '../simulations/parameters/registry.ts';
import type { Schema } from '../simulations/parameters/registry.ts';
import { Scenario } from '../simulations/parameters/scenario.ts';

export interface Difference {
  readonly kind: 'changed' | 'added' | 'removed' | 'reordered';
  /** JSON Pointer: into the second scenario, or into the first where something was removed. */
  readonly pointer: string;
  /** From the outermost group inward: "World", "Small teams", "Churn in the first month". */
  readonly words: readonly string[];
  readonly unit: Unit | null;
  /** As the files have it; null for what is not there. */
  readonly one: unknown;
  readonly other: unknown;
}

/** What items of a list are known by: the first of these that all of them have. */
const keys = ['id', 'addOn', 'name'] as const;

interface Place {
  readonly schema: Schema | undefined;
  readonly steps: readonly [readonly Step[], readonly Step[]];
  readonly words: readonly string[];
}

export function differencesOf(one: Scenario, other: Scenario): readonly Difference[] {
  return [...walk(one, other, { schema: Scenario, steps: [[], []], words: [] })];
}

function* walk(one: unknown, other: unknown, place: Place): Generator<Difference> {
  if (JSON.stringify(one) === JSON.stringify(other)) return;
  if (!isParameter(place.schema)) {
    const key = isList(one) && isList(other) ? keyOf(one, other) : undefined;
    if (isList(one) && isList(other) && key !== undefined) {
      yield* ofLists(one, other, key, place);
      return;
    }
    if (isGroup(one) && isGroup(other)) {
      for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
        yield* walk(one[name], other[name], childOf(place, [name, name], name));
      return;
    }
  }
  const kind = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed';
  yield said(kind, place, one, other);
}

function* ofLists(
  one: readonly unknown[],
  other: readonly unknown[],
  key: string,
  place: Place,
): Generator<Difference> {
  const nameOf = (item: unknown) => (isGroup(item) ? String(item[key]) : '');
  const titleOf = (item: unknown) =>
    isGroup(item) && typeof item.name === 'string' ? item.name : nameOf(item);
  const known = new Set(one.map(nameOf));
  const matched = one.map((item, index) => {
    const namesake = other.findIndex((each) => nameOf(each) === nameOf(item));
    const opposite = other[index];
    const isRenamed = key === 'name' && opposite !== undefined && !known.has(nameOf(opposite));
    return namesake < 0 && isRenamed ? index : namesake;
  });
  for (const [index, item] of one.entries()) {
    const there = matched[index] ?? -1;
    const inside = childOf(place, [index, there], titleOf(item));
    if (there >= 0) yield* walk(item, other[there], inside);
    else yield said('removed', inside, item, undefined);
  }
  for (const [index, item] of other.entries())
    if (!matched.includes(index))
      yield said('added', childOf(place, [index, index], titleOf(item)), undefined, item);
  const order = matched.filter((there) => there >= 0);
  if (order.some((there, index) => there < (order[index - 1] ?? -1)))
    yield said('reordered', place, one.map(titleOf), other.map(titleOf));
}

/** Undefined where items are no groups, or two of one list are known by the same. */
function keyOf(one: readonly unknown[], other: readonly unknown[]): string | undefined {
  return keys.find((key) =>
    [one, other].every((items) => {
      const names = items.flatMap((item) =>
        isGroup(item) && typeof item[key] === 'string' ? [item[key]] : [],
      );
      return names.length === items.length && new Set(names).size === names.length;
    }),
  );
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function childOf(
  { schema, steps: [first, second], words }: Place,
  [one, other]: readonly [Step, Step],
  name: string,
): Place {
  const inner = schema === undefined ? undefined : schemaOfChild(schema, one);
  const about = inner === undefined ? undefined : declarationOf(inner);
  // An item is called by its name, an entry of a table by its label and its key, a field by its label.
  const label = about?.label;
  const isEntry = schema !== undefined && formOf(schema).kind === 'table';
  let word = name;
  if (typeof one === 'string') {
    if (label === undefined) word = name.charAt(0).toUpperCase() + name.slice(1);
    else word = isEntry ? `${label}, ${name}` : label;
  }
  return {
    schema: inner,
    steps: [
      [...first, one],
      [...second, other],
    ],
    words: [...words, word],
  };
}

function isParameter(schema: Schema | undefined): boolean {
  const about = schema === undefined ? undefined : declarationOf(schema);
  return about !== undefined && about.kind !== 'group';
}

function said(
  kind: Difference['kind'],
  { schema, steps, words }: Place,
  one: unknown,
  other: unknown,
): Difference {
  const about = schema === undefined ? undefined : declarationOf(schema);
  return {
    kind,
    pointer: pointerOf(kind === 'removed' ? steps[0] : steps[1]),
    words,
    unit: about !== undefined && 'unit' in about ? about.unit : null,
    one: one ?? null,
    other: other ?? null,
  };
}
