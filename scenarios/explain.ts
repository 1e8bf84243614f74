/**
 * What zod finds wrong, said in the words of the declarations: which parameter, its range and unit, what was probably
 * meant. zod's own messages speak of unions and types, which nobody who edits a scenario has heard of.
 */
import { z } from 'zod';
import { declarationOf } from '../simulations/parameters/declare.ts';
import type { Declared } from '../simulations/parameters/declare.ts';
import { child, isGroup } from '../simulations/parameters/pointer.ts';
import type { Step } from '../simulations/parameters/pointer.ts';
import { foundText, inWords, nearestName, pathOf, printable } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { formOf, groupsOf, schemaOfChild } from '../simulations/parameters/registry.ts';
import type { Schema } from '../simulations/parameters/registry.ts';

/** What an issue is about: the value that was checked, the schema it was checked by, and where it stands in the file. */
interface Subject {
  readonly schema: Schema;
  readonly value: unknown;
  readonly steps: readonly Step[];
}

/** The problems behind one issue: more than one for unknown fields and for what is wrong inside a distribution. */
export function explain(issue: z.core.$ZodIssue, whole: Subject): readonly Problem[] {
  const subject = issue.path.reduce(inside, whole);
  const choice = candidate(subject);
  if (choice !== undefined) {
    // Which of several forms was meant is plain from the names used: complain about that one only.
    const checked = z.safeParse(choice, subject.value);
    return checked.success
      ? []
      : checked.error.issues.flatMap((inner) => explain(inner, { ...subject, schema: choice }));
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, subject));
  if (subject.value === undefined) return [missing(subject)];
  const expected = issue.code === 'invalid_format' ? issue.message : expectedOf(subject.schema);
  return [problem(subject.steps, foundOf(subject.value), expected, hintOf(subject))];
}

function problem(steps: readonly Step[], found: string, expected: string, hint: string): Problem {
  return { path: pathOf(steps), found, expected, hint };
}

/** One step further in. A way into a distribution ends at its parameter: there `candidate` goes on. */
function inside(subject: Subject, key: PropertyKey): Subject {
  const schema = typeof key === 'symbol' ? undefined : schemaOfChild(subject.schema, key);
  if (schema === undefined || typeof key === 'symbol') return subject;
  return { schema, value: child(subject.value, key), steps: [...subject.steps, key] };
}

// ---- One problem each ----------------------------------------------------------------------------------------

function unknownField(key: string, { schema, value, steps }: Subject): Problem {
  const form = formOf(schema);
  const known = form.kind === 'group' ? Object.keys(form.fields) : [];
  const nearest = nearestName(key, known);
  const given = isGroup(value) && nearest !== undefined && Object.hasOwn(value, nearest);
  const hint =
    nearest !== undefined && !given ? `Did you mean "${nearest}"?` : `Known here: ${inWords(known)}.`;
  const found = `the field "${printable(key, 40)}"`;
  return problem([...steps, key], found, 'no field of this name', hint);
}

function missing({ schema, steps }: Subject): Problem {
  const about = declarationOf(schema);
  const name = `"${printable(String(steps.at(-1) ?? ''), 40)}"`;
  return problem(
    steps,
    'nothing',
    expectedOf(schema),
    `Add ${name}${defaultText(about)}.${about === undefined ? '' : ` ${about.help}`}`,
  );
}

function defaultText(about: Declared | undefined): string {
  if (about === undefined || about.kind === 'group' || about.kind === 'text') return '';
  return `; ${JSON.stringify(about.kind === 'limit' ? null : about.default)} is its default`;
}

/** Long text by its length: that is what is wrong with it. */
function foundOf(value: unknown): string {
  if (typeof value !== 'string' || value.length <= 60) return foundText(value);
  return `${value.length} characters beginning ${foundText(value.slice(0, 20))}`;
}

function hintOf({ schema, value }: Subject): string {
  const about = declarationOf(schema);
  const numeric = about?.kind === 'quantity' || about?.kind === 'whole' || about?.kind === 'limit';
  if (numeric && typeof value === 'string') {
    const number = numberMeant(value, about.max);
    if (number !== undefined) return `Write ${number}, without quotes.`;
  }
  if (numeric && typeof value === 'number') {
    if (about.max <= 1 && value > 1 && value <= 100)
      return `Shares and probabilities run from 0 to 1: ${value} % is written ${value / 100}.`;
    if (about.kind === 'whole' && value >= about.min && value <= about.max)
      return `Write ${Math.round(value)}.`;
  }
  if (about?.kind === 'flag' && typeof value === 'string') return 'Write true or false, without quotes.';
  if (about?.kind === 'choice' && typeof value === 'string') {
    const nearest = nearestName(value, Object.keys(about.choices));
    return nearest === undefined ? about.help : `Did you mean "${nearest}"?`;
  }
  return about?.help ?? '';
}

/** The number behind "0.05", "5 %" or "1,5". */
function numberMeant(text: string, max: number): number | undefined {
  const match = /^\s*(-?[0-9]{1,15}(?:[.,][0-9]{1,15})?)\s*(%?)\s*$/.exec(text);
  if (match === null) return undefined;
  const number = Number((match[1] ?? '').replace(',', '.'));
  return match[2] === '%' && max <= 1 ? number / 100 : number;
}

// ---- What may stand in a place -------------------------------------------------------------------------------

function expectedOf(schema: Schema): string {
  const about = declarationOf(schema);
  switch (about?.kind) {
    case 'quantity':
      return `a number between ${rangeOf(about)}, or a distribution`;
    case 'whole':
      return `a whole number between ${rangeOf(about)}`;
    case 'limit':
      return `a number between ${rangeOf(about)}, or null for no limit`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${quoted(Object.keys(about.choices))}`;
    case 'text':
      return `text of 1 to ${about.max} characters`;
    case 'group':
    case undefined:
      return expectedOfForm(schema);
  }
}

function rangeOf(about: { min: number; max: number; unit: string }): string {
  return `${about.min} and ${about.max} (${about.unit})`;
}

function expectedOfForm(schema: Schema): string {
  const form = formOf(schema);
  switch (form.kind) {
    case 'group':
      return `a group {${namesIn(Object.keys(form.fields))}}`;
    case 'list':
      return `a list of ${form.fewest} to ${form.most} items`;
    case 'table':
      return `a group with an entry for each key, each ${expectedOf(form.entry)}`;
    case 'optional':
      return `${expectedOf(form.inner)}, or no such field`;
    case 'union':
      return inWords(form.options.map(expectedOf), 'or');
    case 'value':
      return expectedOfValue(schema);
  }
}

function expectedOfValue(schema: Schema): string {
  if (schema instanceof z.ZodNumber) return 'a number';
  if (schema instanceof z.ZodNull) return 'null';
  if (schema instanceof z.ZodLiteral) return JSON.stringify(schema.value);
  if (schema instanceof z.ZodEnum) return `one of ${quoted(schema.options.map(String))}`;
  if (schema instanceof z.ZodString)
    return schema.maxLength === null ? 'text' : `text of at most ${schema.maxLength} characters`;
  return 'another value';
}

function namesIn(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
}

function quoted(words: readonly string[]): string {
  return inWords(
    words.map((word) => `"${word}"`),
    'or',
  );
}

// ---- Which of several forms was meant ------------------------------------------------------------------------

/** Of a union's groups the one that shares most names with the value; undefined where the value is no group. */
function candidate({ schema, value }: Subject): Schema | undefined {
  if (!isGroup(value) || formOf(schema).kind !== 'union') return undefined;
  let best: Schema | undefined;
  let most = 0;
  for (const option of groupsOf(schema)) {
    const form = formOf(option);
    const shared =
      form.kind === 'group'
        ? Object.keys(form.fields).filter((name) => Object.hasOwn(value, name)).length
        : 0;
    if (shared > most) {
      most = shared;
      best = option;
    }
  }
  return best;
}
