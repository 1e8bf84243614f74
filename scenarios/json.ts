/*
 * Text becomes a JSON value (RFC 8259), or a list of what is wrong with it. JSON.parse would do for honest files; this
 * reader also counts depth and values before anything recursive sees them, refuses what JSON.parse lets through in
 * silence (a name given twice, "__proto__", 1e999 as infinity, 1e-999 as zero, halves of a surrogate pair), and says
 * line and column. A file from a stranger costs at most the caps.
 */
import { forbiddenNames } from '../simulations/parameters/pointer.ts';
import type { Step } from '../simulations/parameters/pointer.ts';
import { foundText, pathOf, printable } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';

export interface Caps {
  readonly characters: number;
  /** Groups and lists inside one another. */
  readonly depth: number;
  /** Values of any kind in the whole file. */
  readonly values: number;
  readonly fieldsOfGroup: number;
  readonly itemsOfList: number;
}

/** Ten times what the largest sensible scenario needs. */
export const caps: Caps = {
  characters: 2_000_000,
  depth: 32,
  values: 50_000,
  fieldsOfGroup: 100,
  itemsOfList: 1_000,
};

export interface ParsedJson {
  /** Absent if the text could not be read to its end. */
  readonly value?: unknown;
  readonly problems: readonly Problem[];
}

export function parseJson(text: string, most: Caps = caps): ParsedJson {
  if (text.length > most.characters) {
    const found = `${text.length} characters`;
    return {
      problems: [
        {
          path: '',
          found,
          expected: `at most ${most.characters} characters`,
          hint: 'This is far larger than any scenario: is it the right file?',
        },
      ],
    };
  }
  const reader = new JsonReader(text, most);
  try {
    return { value: reader.whole(), problems: reader.problems };
  } catch (fault) {
    if (fault instanceof Unreadable) return { problems: [...reader.problems, fault.problem] };
    throw fault;
  }
}

/** Carries the problem that ends the reading up to `parseJson`; never leaves this file. */
class Unreadable extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.expected);
    this.problem = problem;
  }
}

const BYTE_ORDER_MARK = '\ufeff';
const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class JsonReader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #most: Caps;
  readonly #steps: Step[] = [];
  readonly #lines: number[] = [];
  #at = 0;
  #values = 0;

  constructor(text: string, most: Caps) {
    this.#text = text;
    this.#most = most;
  }

  whole(): unknown {
    if (this.#text.startsWith(BYTE_ORDER_MARK)) this.#at = 1;
    this.#space();
    if (this.#at === this.#text.length) {
      throw new Unreadable({
        path: '',
        found: 'nothing',
        expected: 'a scenario in JSON',
        hint: 'The file is empty.',
      });
    }
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length)
      this.#fail('the end of the file', 'A file holds one scenario and nothing after it.');
    return value;
  }

  #value(): unknown {
    this.#values += 1;
    if (this.#values > this.#most.values) {
      this.#stop(`more than ${this.#most.values} values`, `at most ${this.#most.values} values in a file`);
    }
    const character = this.#text[this.#at];
    if (character === '{') return this.#group();
    if (character === '[') return this.#list();
    if (character === '"') return this.#string();
    return this.#number() ?? this.#word();
  }

  #group(): Record<string, unknown> {
    this.#enter();
    const group: Record<string, unknown> = {};
    let members = 0;
    while (this.#next('}', members, 'a name in double quotes, or }')) {
      if (this.#text[this.#at] !== '"')
        this.#fail('a name in double quotes', 'JSON puts every name in double quotes.');
      members += 1;
      const start = this.#at;
      const name = this.#string();
      this.#steps.push(name);
      if (members > this.#most.fieldsOfGroup) this.#crowded(this.#most.fieldsOfGroup, 'fields', 'group');
      this.#space();
      if (this.#text[this.#at] !== ':') this.#fail('a colon', `A value follows the name ${foundText(name)}.`);
      this.#at += 1;
      this.#space();
      const twice = Object.hasOwn(group, name);
      const value = this.#value();
      if (forbiddenNames.includes(name)) {
        this.#report(
          `the field ${foundText(name)}`,
          'no field of this name',
          'This name has a meaning of its own in JavaScript and is never read.',
        );
      } else {
        if (twice) {
          this.#report(
            `${foundText(name)} a second time, ${this.#place(start)}`,
            'each name once in a group',
            'Remove one of the two, or rename it.',
          );
        }
        group[name] = value;
      }
      this.#steps.pop();
    }
    return group;
  }

  #list(): unknown[] {
    this.#enter();
    const list: unknown[] = [];
    while (this.#next(']', list.length, 'a value, or ]')) {
      this.#steps.push(list.length);
      if (list.length >= this.#most.itemsOfList) this.#crowded(this.#most.itemsOfList, 'items', 'list');
      list.push(this.#value());
      this.#steps.pop();
    }
    return list;
  }

  /** Past an opening bracket, unless it is too deep. Every value has one step on the path of those inside it. */
  #enter(): void {
    if (this.#steps.length >= this.#most.depth) {
      this.#stop(
        `more than ${this.#most.depth} levels`,
        `at most ${this.#most.depth} groups and lists inside one another`,
      );
    }
    this.#at += 1;
  }

  /** True if another member follows; false past the closing bracket. */
  #next(close: string, members: number, expected: string): boolean {
    this.#space();
    const character = this.#text[this.#at];
    if (character === close) {
      this.#at += 1;
      return false;
    }
    if (members > 0) {
      if (character !== ',') this.#fail(`a comma, or ${close}`, 'Items and fields are separated by commas.');
      const comma = this.#at;
      this.#at += 1;
      this.#space();
      if (this.#text[this.#at] === close) {
        this.#at = comma;
        this.#fail(`no comma before ${close}`, 'Remove the comma after the last item.');
      }
    }
    if (this.#at === this.#text.length) this.#fail(expected, '');
    return true;
  }

  /** Blames the group or list itself, not the member that was one too many. */
  #crowded(most: number, members: string, whole: string): never {
    this.#steps.pop();
    this.#stop(`more than ${most} ${members}`, `at most ${most} ${members} in one ${whole}`);
  }

  #string(): string {
    const start = this.#at;
    const text = this.#text;
    let plain = true;
    for (;;) {
      this.#at += 1;
      const character = text[this.#at];
      if (character === '"') break;
      if (character === undefined) {
        this.#at = start;
        this.#fail('text that ends with a double quote', 'A closing double quote is missing.');
      }
      if (character < ' ') {
        this.#fail('text on one line', 'Inside text a line break is written \\n and a tab \\t.');
      }
      if (character === '\\') {
        plain = false;
        this.#at += 1;
        const escape = text.slice(this.#at, this.#at + 5);
        if (/^u[0-9a-fA-F]{4}/.test(escape)) this.#at += 4;
        else if (!/^["\\/bfnrt]/.test(escape)) {
          this.#fail(
            'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000',
            'A backslash itself is written twice.',
          );
        }
      }
    }
    this.#at += 1;
    const word = plain
      ? text.slice(start + 1, this.#at - 1)
      : String(JSON.parse(text.slice(start, this.#at)));
    // With the u flag only halves of a pair that stand alone are surrogates.
    if (/\p{Surrogate}/u.test(word)) {
      this.#report(
        foundText(word),
        'whole characters',
        `Half of a surrogate pair stands alone, ${this.#place(start)}.`,
      );
    }
    return word;
  }

  #number(): number | undefined {
    const pattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
    pattern.lastIndex = this.#at;
    const digits = pattern.exec(this.#text)?.[0];
    if (digits === undefined) return undefined;
    this.#at += digits.length;
    const number = Number(digits);
    if (!Number.isFinite(number)) {
      this.#report(printable(digits), 'a number that a computer can hold', 'Numbers end near 1.8e308.');
    } else if (number === 0 && /[1-9]/.test(digits.replace(/[eE].*/, ''))) {
      this.#report(
        printable(digits),
        'a number that a computer can hold',
        'It is too small to tell from 0: write 0.',
      );
    }
    // Minus zero is zero: written again it would not come back as it was.
    return number === 0 ? 0 : number;
  }

  #word(): boolean | null {
    const pattern = /[A-Za-z_$][A-Za-z0-9_$]*/y;
    pattern.lastIndex = this.#at;
    const word = pattern.exec(this.#text)?.[0];
    const value = word === undefined ? undefined : WORDS.get(word);
    if (word === undefined || value === undefined)
      return this.#fail('a value', wordHint(this.#text.slice(this.#at, this.#at + 9)));
    this.#at += word.length;
    return value;
  }

  #space(): void {
    const text = this.#text;
    for (;;) {
      const character = text[this.#at];
      if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') return;
      this.#at += 1;
    }
  }

  #report(found: string, expected: string, hint: string): void {
    this.problems.push({ path: pathOf(this.#steps), found, expected, hint });
  }

  #stop(found: string, expected: string): never {
    const hint = 'This is far larger than any scenario: is it the right file?';
    throw new Unreadable({ path: pathOf(this.#steps), found, expected, hint });
  }

  /** What stands here is not JSON. */
  #fail(expected: string, hint: string): never {
    const rest = this.#text.slice(this.#at, this.#at + 12).split(/[\s,:\]}]/)[0] ?? '';
    const token = rest === '' ? this.#text.slice(this.#at, this.#at + 1) : rest;
    const what = token === '' ? 'the end of the file' : `"${printable(token)}"`;
    const cut =
      token === '' ? 'Was the file cut off?' : commentHint(this.#text.slice(this.#at, this.#at + 2));
    throw new Unreadable({
      path: '',
      found: `${what}, ${this.#place(this.#at)}`,
      expected: `JSON: ${expected}`,
      hint: cut ?? hint,
    });
  }

  #place(offset: number): string {
    const lines = this.#lineStarts();
    let first = 0;
    let last = lines.length - 1;
    while (first < last) {
      const middle = (first + last + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) first = middle;
      else last = middle - 1;
    }
    return `line ${first + 1}, column ${offset - (lines[first] ?? 0) + 1}`;
  }

  /** Where each line begins; made once, as a file may have a problem on each of a million lines. */
  #lineStarts(): readonly number[] {
    if (this.#lines.length === 0) {
      this.#lines.push(0);
      for (let at = this.#text.indexOf('\n'); at >= 0; at = this.#text.indexOf('\n', at + 1))
        this.#lines.push(at + 1);
    }
    return this.#lines;
  }
}

function commentHint(here: string): string | undefined {
  if (here === '//' || here === '/*' || here.startsWith('#'))
    return 'JSON has no comments: use the field "notes".';
  return here.startsWith("'") ? 'JSON uses double quotes.' : undefined;
}

function wordHint(here: string): string {
  if (/^[-+]?(NaN|Infinity|inf|nan)/.test(here))
    return 'This is no number in JSON: write a number, or null where "no limit" is allowed.';
  if (here.startsWith('undefined')) return 'Leave the field out.';
  if (/^[+.]/.test(here)) return 'A number begins with a digit or a minus sign: 0.5.';
  if (/^(True|False|None)/.test(here)) return 'JSON writes true, false and null.';
  return 'A value is text in double quotes, a number, true, false, null, a list [ ] or a group { }.';
}
