import type { Precision, Tolerance } from '../simulations/designs/precision.ts';
import { numberOf } from './experiment-options.ts';
import type { Questions } from './experiment-options.ts';
import { none } from './number-text.ts';

/** "500": in the metric's unit; "2%": of the mean. Undefined unless asked. */
export function toleranceAsked(questions: Questions): Tolerance | undefined {
  const text = questions.text('until');
  if (text === undefined) return undefined;
  const size = numberOf(text);
  if (!(size > 0))
    questions.refuse(
      'until',
      text,
      'a standard error: a number above 0, or a share of the mean',
      'For example 500 or 2%.',
    );
  return text.endsWith('%') ? { kind: 'ofMean', share: size } : { kind: 'absolute', error: size };
}

/** How many futures it took, or that they were not enough. */
export function precisionText({ verdict, futures, standardError, tolerance }: Precision, of: string): string {
  const [error, wanted] = [standardError, tolerance].map((size) =>
    size === null ? none : String(Number(size.toPrecision(3))),
  );
  const found = `the standard error of ${of} is ${error ?? none}, asked for were ${wanted ?? none}`;
  return verdict === 'precise'
    ? `Precise after ${futures} futures: ${found}.`
    : `Not precise enough after ${futures} futures: ${found}.`;
}
