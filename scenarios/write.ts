/**
 * A scenario becomes text: the same scenario always the same text, so that two versions of a file can be compared line
 * by line. Fields stand in the order of their declarations, keys of tables in alphabetical order.
 */
import { isGroup } from '../simulations/parameters/pointer.ts';
import { formOf, groupsOf } from '../simulations/parameters/registry.ts';
import type { Schema } from '../simulations/parameters/registry.ts';
import { Scenario } from '../simulations/parameters/scenario.ts';

export function writeScenario(scenario: Scenario): string {
  return `${JSON.stringify(inOrder(Scenario, scenario), null, 2)}\n`;
}

function inOrder(schema: Schema, value: unknown): unknown {
  const form = formOf(schema);
  if (form.kind === 'optional') return inOrder(form.inner, value);
  if (Array.isArray(value))
    return form.kind === 'list' ? value.map((item) => inOrder(form.item, item)) : value;
  if (!isGroup(value)) return value;
  if (form.kind === 'table') {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, inOrder(form.entry, value[key])]),
    );
  }
  const fields = fieldsOf(schema, value);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => value[name] !== undefined)
      .map(([name, field]) => [name, inOrder(field, value[name])]),
  );
}

/** The fields of a group; of a union those of the option that has all the value's fields. */
function fieldsOf(
  schema: Schema,
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Schema>> {
  for (const option of groupsOf(schema)) {
    const form = formOf(option);
    if (form.kind === 'group' && Object.keys(value).every((name) => Object.hasOwn(form.fields, name)))
      return form.fields;
  }
  throw new TypeError(`not a scenario's group: ${Object.keys(value).join(', ')}`);
}
