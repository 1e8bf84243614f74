/**
 * Every parameter of a scenario, read off the declarations: what a form lists, a table documents, a sweep may vary and
 * a reader explains.
 */
import { z } from 'zod';
import { declarationOf } from './declare.ts';
import type { Declared } from './declare.ts';
import { pointerOf, stepsOf } from './pointer.ts';
import type { Step } from './pointer.ts';
import { Scenario } from './scenario.ts';

export type Schema = z.core.$ZodType;

export interface Parameter {
  // JSON Pointer in which * stands for any item of a list and any key of a table: /world/segments/*/needs/*
  readonly pattern: string;
  readonly about: Exclude<Declared, { kind: 'group' }>;
  /** Labels of the groups around it, outermost first. */
  readonly groups: readonly string[];
  readonly schema: Schema;
}

/** What a schema is made of, for whoever walks it. */
export type Form =
  | { readonly kind: 'group'; readonly fields: Readonly<Record<string, Schema>> }
  | { readonly kind: 'list'; readonly item: Schema; readonly fewest: number; readonly most: number }
  | { readonly kind: 'table'; readonly entry: Schema }
  | { readonly kind: 'optional'; readonly inner: Schema }
  | { readonly kind: 'union'; readonly options: readonly Schema[] }
  | { readonly kind: 'value' };

export function formOf(schema: Schema): Form {
  if (schema instanceof z.ZodObject) return { kind: 'group', fields: schema.shape };
  if (schema instanceof z.ZodArray) {
    let fewest = 0;
    let most = Infinity;
    for (const check of schema.def.checks ?? []) {
      if (check instanceof z.core.$ZodCheckMinLength) fewest = check._zod.def.minimum;
      if (check instanceof z.core.$ZodCheckMaxLength) most = check._zod.def.maximum;
    }
    return { kind: 'list', item: schema.element, fewest, most };
  }
  if (schema instanceof z.ZodRecord) return { kind: 'table', entry: schema.valueType };
  if (schema instanceof z.ZodOptional) return { kind: 'optional', inner: schema.unwrap() };
  // What may be left out has its form all the same: reading has filled it in.
  if (schema instanceof z.ZodDefault) return formOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) return { kind: 'union', options: schema.options };
  return { kind: 'value' };
}

/** The groups among which a union chooses, also those of unions inside it; of a group the group alone. */
export function groupsOf(schema: Schema): readonly Schema[] {
  const form = formOf(schema);
  if (form.kind === 'optional') return groupsOf(form.inner);
  if (form.kind === 'union') return form.options.flatMap(groupsOf);
  return form.kind === 'group' ? [schema] : [];
}

/** The schema of a field, an item or an entry; through `optional` and "or null", but not into a distribution. */
export function schemaOfChild(schema: Schema, step: Step): Schema | undefined {
  if (isParameter(declarationOf(schema))) return undefined;
  const form = formOf(schema);
  switch (form.kind) {
    case 'group':
      return Object.hasOwn(form.fields, step) ? form.fields[step] : undefined;
    case 'list':
      return form.item;
    case 'table':
      return form.entry;
    case 'optional':
      return schemaOfChild(form.inner, step);
    case 'union':
      return form.options.map((option) => schemaOfChild(option, step)).find((found) => found !== undefined);
    case 'value':
      return undefined;
  }
}

/** The schema of a scenario's value at a place. */
export function schemaAt(steps: readonly Step[]): Schema | undefined {
  return steps.reduce<Schema | undefined>(
    (schema, step) => (schema === undefined ? undefined : schemaOfChild(schema, step)),
    Scenario,
  );
}

/** The parameter at a pointer (/world/segments/0/firstMonthChurn), or at a pattern; undefined if there is none. */
export function parameterAt(pointer: string): Parameter | undefined {
  const steps = stepsOf(pointer);
  if (steps === undefined) return undefined;
  const schema = schemaAt(steps);
  return schema === undefined
    ? undefined
    : bySchema()
        .get(schema)
        ?.find(({ pattern }) => matches(pattern, steps));
}

/** Every parameter of a scenario, in the order of the declarations. */
export function parameters(): readonly Parameter[] {
  listed ??= [...walk(Scenario, [], [])];
  return listed;
}

/** A value with every parameter at its default; optional fields left out, lists as short as they may be. */
export function defaultOf<Shape extends z.ZodType>(schema: Shape): z.output<Shape> {
  return schema.parse(defaultValue(schema));
}

let listed: readonly Parameter[] | undefined;
let indexed: ReadonlyMap<Schema, readonly Parameter[]> | undefined;

// One declaration may stand in several places (the same schema object), hence lists.
function bySchema(): ReadonlyMap<Schema, readonly Parameter[]> {
  if (indexed === undefined) {
    const index = new Map<Schema, Parameter[]>();
    for (const parameter of parameters()) {
      const same = index.get(parameter.schema);
      if (same === undefined) index.set(parameter.schema, [parameter]);
      else same.push(parameter);
    }
    indexed = index;
  }
  return indexed;
}

function* walk(schema: Schema, steps: readonly string[], groups: readonly string[]): Generator<Parameter> {
  const about = declarationOf(schema);
  if (isParameter(about)) {
    yield { pattern: pointerOf(steps), about, groups, schema };
    return;
  }
  const inside = about === undefined ? groups : [...groups, about.label];
  const form = formOf(schema);
  switch (form.kind) {
    case 'group':
      for (const [name, field] of Object.entries(form.fields)) yield* walk(field, [...steps, name], inside);
      return;
    case 'list':
      yield* walk(form.item, [...steps, '*'], inside);
      return;
    case 'table':
      yield* walk(form.entry, [...steps, '*'], inside);
      return;
    case 'optional':
      yield* walk(form.inner, steps, inside);
      return;
    case 'union':
      for (const option of form.options) yield* walk(option, steps, inside);
      return;
    case 'value':
      return;
  }
}

function isParameter(about: Declared | undefined): about is Parameter['about'] {
  return about !== undefined && about.kind !== 'group';
}

function matches(pattern: string, steps: readonly string[]): boolean {
  const wanted = stepsOf(pattern) ?? [];
  return (
    wanted.length === steps.length && wanted.every((step, index) => step === '*' || step === steps[index])
  );
}

function defaultValue(schema: Schema): unknown {
  const about = declarationOf(schema);
  if (isParameter(about)) {
    return about.kind === 'limit' ? null : about.default;
  }
  const form = formOf(schema);
  switch (form.kind) {
    case 'group':
      return Object.fromEntries(
        Object.entries(form.fields)
          .filter(([, field]) => formOf(field).kind !== 'optional')
          .map(([name, field]) => [name, defaultValue(field)]),
      );
    case 'list':
      return Array.from({ length: form.fewest }, () => defaultValue(form.item));
    case 'table':
      return {};
    case 'optional':
      return undefined;
    case 'union':
      return null;
    case 'value':
      return schema instanceof z.ZodLiteral ? schema.value : '';
  }
}
