import { scenarioSchema } from '../scenarios/schema.ts';
import type { Command } from './command.ts';

export const schemaCommand: Command = {
  name: 'schema',
  operands: '',
  help: 'print the JSON Schema of a scenario file',
  options: ['json', 'quiet', 'help'],
  run({ files }) {
    const [first] = files;
    if (first !== undefined) {
      const problem = {
        path: '',
        found: `the operand ${JSON.stringify(first)}`,
        expected: 'no operand',
        hint: '',
      };
      return Promise.resolve({ kind: 'refused', problems: [problem] });
    }
    return Promise.resolve({ kind: 'done', text: `${JSON.stringify(scenarioSchema(), null, 2)}\n` });
  },
};
