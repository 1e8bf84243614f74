import { pointerOf } from './pointer.ts';
import type { Step } from './pointer.ts';

/** What is wrong with a scenario, in words that whoever wrote it can act on. */
export interface Problem {
  /** Where: a JSON Pointer (RFC 6901); '' is the whole file. */
  readonly path: string;
  /** What stands there: short, one line, safe to print anywhere. */
  readonly found: string;
  /** What may stand there, as a noun phrase. */
  readonly expected: string;
  /** What to do about it, as a sentence; '' when `expected` says it all. */
  readonly hint: string;
}

const MOST_CHARACTERS = 60;

/** A value as one short line. Whatever could move a cursor, turn text around or break a terminal is escaped. */
export function foundText(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return `"${printable(value)}"`;
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? listText(value.length) : groupText(Object.keys(value));
    case 'bigint':
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
  }
}

function listText(length: number): string {
  if (length === 0) return 'an empty list []';
  return length === 1 ? 'a list of 1 item' : `a list of ${length} items`;
}

function groupText(names: readonly string[]): string {
  if (names.length === 0) return 'an empty group {}';
  const first = names.slice(0, 3).map((name) => printable(name, 20));
  return `a group {${first.join(', ')}${names.length > 3 ? ', …' : ''}}`;
}

/** The pointer of a place. Names that a stranger chose are cut and escaped like any other text. */
export function pathOf(steps: readonly Step[]): string {
  return pointerOf(steps.map((step) => (typeof step === 'number' ? step : printable(step, 80))));
}

/** Text cut to length, with every character escaped that is not plainly visible. */
export function printable(text: string, most = MOST_CHARACTERS): string {
  let line = '';
  for (const character of text.slice(0, most)) {
    const code = character.codePointAt(0) ?? 0;
    line += isInvisible(code) ? `\\u${code.toString(16).padStart(4, '0')}` : character;
  }
  return text.length > most ? `${line}…` : line;
}

/** Control characters, direction marks, lone surrogates and what else has no width. */
function isInvisible(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0xad ||
    code === 0x61c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}

/** The known name that a misspelt one most likely meant: at most a third of its letters differ. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > 60) return undefined;
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const wanted = plain(name);
  let nearest: string | undefined;
  let fewest = Math.max(2, Math.ceil(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const edits = editDistance(wanted, plain(candidate));
    if (edits < fewest) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Fewest insertions, deletions and replacements of a letter that turn `from` into `to` (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[to.length] ?? 0;
}

/** "a", "a and b", "a, b and c". */
export function inWords(words: readonly string[], joint = 'and'): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1) ?? ''}`;
}
