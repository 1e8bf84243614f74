import type { Command, FileProblem } from './command.ts';
import { problemLines } from './problem-lines.ts';
import { readScenarioFile } from './scenario-file.ts';

export const validateCommand: Command = {
  name: 'validate',
  operands: '<file…>',
  help: 'check scenario files and name every problem',
  options: ['json', 'quiet', 'help'],
  async run({ files, json, quiet }, { note }) {
    if (files.length === 0) return { kind: 'refused', problems: [missingFile] };
    const problems: FileProblem[] = [];
    const warnings: FileProblem[] = [];
    let more = 0;
    for (const file of files) {
      const read = await readScenarioFile(file);
      if (read.kind === 'scenario') warnings.push(...read.warnings);
      else {
        problems.push(...read.problems);
        more += read.more;
      }
    }
    if (problems.length > 0) return { kind: 'refused', problems, more };
    if (json) return { kind: 'done', text: `${JSON.stringify({ problems: [], warnings }, null, 2)}\n` };
    if (warnings.length > 0 && !quiet) note(problemLines(warnings, 'warning'));
    const count = files.length === 1 ? 'The scenario is' : `All ${files.length} scenarios are`;
    return { kind: 'done', text: `${count} valid.\n` };
  },
};

export const missingFile: FileProblem = {
  path: '',
  found: 'no file',
  expected: 'the name of a scenario file',
  hint: 'scenarios/default.json is one.',
};
