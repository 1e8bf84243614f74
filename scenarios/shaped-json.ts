import type { z } from 'zod';
import { pointerOf, valueAt } from '../simulations/parameters/pointer.ts';
import { foundText, printable } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { parseJson } from './json.ts';

/** Text as a value of the given shape, or what is wrong with it. */
export function shapeOf<Shape extends z.ZodType>(
  schema: Shape,
  text: string,
): { readonly value: z.output<Shape> } | { readonly problems: readonly Problem[] } {
  const json = parseJson(text);
  if (!('value' in json) || json.problems.length > 0) return { problems: json.problems };
  const shaped = schema.safeParse(json.value);
  if (shaped.success) return { value: shaped.data };
  return {
    problems: shaped.error.issues.map((issue) => {
      const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
      return {
        path: pointerOf(steps),
        found: foundText(valueAt(json.value, pointerOf(steps))),
        expected: printable(issue.message, 200),
        hint: '',
      };
    }),
  };
}
