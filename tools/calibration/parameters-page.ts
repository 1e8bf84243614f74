/** docs/parameters.md: every parameter with its range, default and source, read off the declarations. */
import type { About } from '../../simulations/parameters/declare.ts';
import { parameters } from '../../simulations/parameters/registry.ts';
import type { Parameter } from '../../simulations/parameters/registry.ts';
import { evidence } from './laboratory.ts';
import { pageOf, table } from './page.ts';

const head = ['Pointer', 'Label', 'Unit', 'Range', 'Default', 'Evidence', 'Source', 'Confidence'];

/** The whole page as text; the same declarations and evidence give the same text. */
export function parametersPage(): Promise<string> {
  const shown = parameters().filter(({ about }) => about.kind !== 'text');
  const assumed = shown.filter(({ about }) => isNumber(about) && evidenceOf(about) === undefined).length;
  const numbers = shown.filter(({ about }) => isNumber(about)).length;
  const sections = [...new Set(shown.map(sectionOf))];
  return pageOf([
    '# Parameters',
    '',
    'Every parameter of a scenario, generated from its declarations by `npm run parameters`. In a pointer `*` stands for any',
    'item of a list and any key of a table. The default is that of the declaration: what a form offers for a new item. What',
    'the default scenario uses is in `scenarios/default.json`. A parameter without evidence is an *assumption* and is shown as',
    'one. Confidence is that of the evidence (strong, medium, weak, assumption); a default need not equal the value of its',
    'evidence where the two are in different units (a hazard ratio of 0.93 is a log hazard ratio of 0.0726).',
    '',
    `There are ${numbers} numbers, ${assumed} of them assumptions, and ${shown.length - numbers} switches and choices.`,
    ...sections.flatMap((section) => [
      '',
      `## ${section}`,
      '',
      table(head, shown.filter((parameter) => sectionOf(parameter) === section).map(rowOf)),
    ]),
    '',
  ]);
}

/** World and strategy are too long for one table: by the group inside. */
function sectionOf({ groups }: Parameter): string {
  const inside = groups.slice(1);
  return (inside[0] === 'World' || inside[0] === 'Strategy' ? inside.slice(0, 2) : inside).join(': ');
}

function rowOf({ pattern, about }: Parameter): readonly string[] {
  const source = evidenceOf(about);
  return [
    `\`${pattern}\``,
    about.label,
    isNumber(about) ? about.unit : about.kind,
    rangeOf(about),
    defaultOf(about),
    source?.id ?? 'assumption',
    source?.source ?? '',
    source?.confidence ?? '',
  ];
}

function evidenceOf(about: Parameter['about']) {
  const id = 'evidence' in about ? about.evidence : undefined;
  return id === undefined ? undefined : evidence.find((each) => each.id === id);
}

function isNumber(about: Parameter['about']): about is Extract<Parameter['about'], About> {
  return about.kind === 'quantity' || about.kind === 'whole' || about.kind === 'limit';
}

function rangeOf(about: Parameter['about']): string {
  if (isNumber(about)) return `${about.min} to ${about.max}${about.kind === 'limit' ? ', or none' : ''}`;
  return about.kind === 'choice'
    ? Object.keys(about.choices).join(', ')
    : about.kind === 'flag'
      ? 'true, false'
      : '';
}

function defaultOf(about: Parameter['about']): string {
  return about.kind === 'limit' ? `none (${about.default} when set)` : String(about.default);
}
