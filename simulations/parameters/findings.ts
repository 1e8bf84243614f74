import { pathOf, foundText } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Step } from './pointer.ts';

/** Problems of a scenario as they are found, in the words in which they are told. */
export class Findings {
  readonly problems: Problem[] = [];

  add(steps: readonly Step[], value: unknown, expected: string, hint: string): void {
    this.problems.push({ path: pathOf(steps), found: foundText(value), expected, hint });
  }
}
