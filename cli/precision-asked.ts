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

/** What the luck in common saves, of one difference or of many; nothing where none varies. */
export function pairingLines(gains: readonly (number | null)[]): readonly string[] {
  const known = gains.filter((gain) => gain !== null).sort((one, other) => one - other);
  const [least] = known;
  const most = known.at(-1);
  if (least === undefined || most === undefined) return [];
  const text = (gain: number) => String(Number(gain.toPrecision(2)));
  const [from, to] = [text(least), text(most)];
  const times = from === to ? `${from} times` : `${from} to ${to} times`;
  return [`Without common luck the difference would take ${times} as many futures.`];
}

/** How many futures it took, or that they were not enough. */
export function precisionText({ verdict, futures, standardError, tolerance }: Precision, of: string): string {
  const [error, wanted] = [standardError, tolerance].map((size) =>
    size === null ? none : String(Number(size.toPrecision(3))),
  );
  const found = `the standard error of ${of} is ${error ?? none}, asked for were ${wanted ?? none}`;
  if (futures === 0) return `Not precise enough: there is no error of ${of} to judge by.`;
  return verdict === 'precise'
    ? `Precise after ${futures} futures: ${found}.`
    : `Not precise enough after ${futures} futures: ${found}.`;
}
