import { csvText } from '../scenarios/csv.ts';
import { differencesOf } from '../scenarios/difference.ts';
import type { Difference } from '../scenarios/difference.ts';
import { printable } from '../simulations/parameters/problem.ts';
import type { Command, FileProblem } from './command.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { readScenarioFile } from './scenario-file.ts';

export const diffCommand: Command = {
  name: 'diff',
  operands: '<one> <other>',
  help: 'say in what two scenario files differ',
  options: ['out', 'json', 'quiet', 'help'],
  async run({ files, out, json }, { note }) {
    const problems: FileProblem[] = [];
    const [one, other, ...rest] = files;
    if (one === undefined || other === undefined || rest.length > 0)
      problems.push({ path: '', found: `${files.length} files`, expected: 'two scenario files', hint: '' });
    if (out !== undefined) problems.push(...(await outProblems(out)));
    if (one === undefined || other === undefined) return { kind: 'refused', problems };
    const [first, second] = [await readScenarioFile(one), await readScenarioFile(other)];
    let more = 0;
    for (const read of [first, second]) {
      if (read.kind === 'scenario') continue;
      problems.push(...read.problems);
      more += read.more;
    }
    if (problems.length > 0 || first.kind === 'problems' || second.kind === 'problems')
      return { kind: 'refused', problems, more };
    const differences = differencesOf(first.scenario, second.scenario);
    const jsonText = `${JSON.stringify({ files: [one, other], differences }, null, 2)}\n`;
    if (out !== undefined) {
      const text = /\.csv$/i.test(out) ? csvText(cells(differences)) : jsonText;
      const written = await writeWhole(out, text);
      if (written !== undefined) return written;
      note(`Written to ${out}\n`);
    }
    return { kind: 'done', text: json ? jsonText : `${lines(differences).join('\n')}\n` };
  },
};

function lines(differences: readonly Difference[]): readonly string[] {
  if (differences.length === 0) return ['The two scenarios are the same.'];
  const count = differences.length === 1 ? 'one thing' : `${differences.length} things`;
  return [`The two scenarios differ in ${count}.`, '', ...differences.map(lineOf)];
}

function lineOf({ kind, words, unit, one, other }: Difference): string {
  const where = words.map((word) => printable(word)).join(' › ');
  const of = unit === null ? '' : ` (${unit})`;
  switch (kind) {
    case 'added':
      return `${where}: added${isSimple(other) ? `, ${valueText(other)}${of}` : ''}`;
    case 'removed':
      return `${where}: removed${isSimple(one) ? `, it was ${valueText(one)}${of}` : ''}`;
    case 'reordered':
      return `${where}: now in the order ${valueText(other)}`;
    case 'changed':
      return `${where}: ${valueText(one)} → ${valueText(other)}${of}`;
  }
}

function isSimple(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function valueText(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return `"${printable(value)}"`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return printable(JSON.stringify(value), 200);
}

function cells(differences: readonly Difference[]) {
  return [
    ['kind', 'pointer', 'what', 'unit', 'one', 'other'],
    ...differences.map(({ kind, pointer, words, unit, one, other }) => [
      kind,
      pointer,
      words.join(' › '),
      unit,
      ...[one, other].map((value) => (typeof value === 'number' ? value : JSON.stringify(value))),
    ]),
  ];
}
