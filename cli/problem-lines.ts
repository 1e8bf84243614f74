import { printable } from '../simulations/parameters/problem.ts';
import type { FileProblem } from './command.ts';

/** Problems as lines for a terminal: where, found, expected, hint. Names come from strangers, so they are escaped. */
export function problemLines(
  problems: readonly FileProblem[],
  word: 'problem' | 'warning' = 'problem',
  more = 0,
): string {
  const lines = problems.map(({ file, path, found, expected, hint }) => {
    const where = [file === undefined ? '' : printable(file, 300), printable(path, 300)].filter(
      (part) => part !== '',
    );
    const begin = where.length === 0 ? '' : `${where.join(' ')}: `;
    return `${word}: ${begin}found ${found}, expected ${expected}.${hint === '' ? '' : ` ${hint}`}\n`;
  });
  if (more > 0) lines.push(`and ${more} more\n`);
  return lines.join('');
}
