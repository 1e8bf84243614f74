/** Questions as they are written on a command line: parameters with their values, limits, constraints, names. */
import type { CompareStudy } from '../simulations/designs/compare.ts';
import type { Value } from '../simulations/designs/sweep-best.ts';
import type { Scale } from '../simulations/designs/sweep.ts';
import { metrics } from '../simulations/metrics/registry.ts';
import { valueAt } from '../simulations/parameters/pointer.ts';
import { foundText, inWords, nearestName } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { parameterAt } from '../simulations/parameters/registry.ts';
import type { OptionName, Options } from './options.ts';

/** Collects what is wrong, so that all of it can be named at once. */
export class Questions {
  readonly problems: Problem[] = [];
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  texts(name: OptionName): readonly string[] {
    return this.#options.texts[name] ?? [];
  }

  text(name: OptionName): string | undefined {
    return this.texts(name)[0];
  }

  refuse(name: OptionName, found: string, expected: string, hint = ''): void {
    this.problems.push({ path: `--${name}`, found: foundText(found), expected, hint });
  }

  whole(name: OptionName, least: number, most: number, otherwise: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    this.refuse(name, text, `a whole number from ${least} to ${most}`);
    return otherwise;
  }

  /** One of a few words. */
  word<Word extends string>(name: OptionName, words: readonly Word[], otherwise: Word): Word {
    const text = this.text(name);
    return text === undefined ? otherwise : (this.#known(name, text, words) ?? otherwise);
  }

  words<Word extends string>(name: OptionName, words: readonly Word[]): readonly Word[] | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return text.split(',').flatMap((each) => this.#known(name, each.trim(), words) ?? []);
  }

  #known<Word extends string>(name: OptionName, text: string, words: readonly Word[]): Word | undefined {
    const word = words.find((each) => each === text);
    if (word === undefined) {
      const nearest = nearestName(text, words);
      const all = `one of ${inWords(words, 'or')}`;
      this.refuse(name, text, all, nearest === undefined ? '' : `Did you mean ${nearest}?`);
    }
    return word;
  }

  metric(): { readonly metric?: string } {
    const text = this.text('metric');
    if (text === undefined) return {};
    const known = this.#known(
      'metric',
      text,
      metrics.map(({ id }) => id),
    );
    return known === undefined ? {} : { metric: known };
  }

  /** Index of what is named, or numbered from 1. */
  place(name: OptionName, names: readonly string[]): number {
    const text = this.text(name);
    if (text === undefined) return 0;
    const named = names.findIndex((each) => each.trim().toLowerCase() === text.trim().toLowerCase());
    if (named >= 0) return named;
    const number = /^[0-9]{1,3}$/.test(text) ? Number(text) : NaN;
    if (number >= 1 && number <= names.length) return number - 1;
    this.refuse(
      name,
      text,
      `a name, or a number from 1 to ${names.length}`,
      `There are ${inWords(names.map((each) => JSON.stringify(each)))}.`,
    );
    return 0;
  }

  /** "5,20,none", upward. */
  values(name: OptionName, { min, max }: { readonly min: number; readonly max: number }, mayBeNone: boolean) {
    const text = this.text(name);
    return text === undefined ? undefined : this.#list(name, text, { min, max, mayBeNone, whole: false });
  }

  #list(
    name: OptionName,
    text: string,
    range: {
      readonly min: number;
      readonly max: number;
      readonly mayBeNone: boolean;
      readonly whole: boolean;
    },
  ): readonly Value[] {
    const values = text.split(',').map((each) => this.#value(name, each.trim(), range));
    return [...new Set(values.filter((value) => value !== undefined))].sort(
      (left, right) => (left ?? Infinity) - (right ?? Infinity) || 0,
    );
  }

  #value(
    name: OptionName,
    text: string,
    { min, max, mayBeNone, whole }: { min: number; max: number; mayBeNone: boolean; whole: boolean },
  ): Value | undefined {
    if (mayBeNone && text === 'none') return null;
    const number = numberOf(text);
    if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
    const kind = whole ? 'a whole number' : 'a number';
    this.refuse(name, text, `${kind} from ${min} to ${max}${mayBeNone ? ', or none' : ''}`);
    return undefined;
  }

  /** "POINTER=LOW..HIGH", "…:log", or "POINTER=a,b,none". */
  moved(name: 'parameter' | 'lever', study: CompareStudy): readonly Moved[] {
    return this.texts(name).flatMap((text) => this.#moved(name, text, study) ?? []);
  }

  #moved(name: 'parameter' | 'lever', text: string, study: CompareStudy): Moved | undefined {
    const at = text.indexOf('=');
    if (at < 0) {
      this.refuse(name, text, 'a JSON Pointer, =, and values');
      return undefined;
    }
    const pointers = expanded(text.slice(0, at), study);
    const [first = ''] = pointers;
    const about = parameterAt(first)?.about;
    const present = pointers.map((pointer) => valueAt(study, pointer));
    const isNumber = about?.kind === 'quantity' || about?.kind === 'whole' || about?.kind === 'limit';
    if (!isNumber || !/^\/(world|strategies)\//.test(first) || present.some((value) => !isValue(value))) {
      this.refuse(
        name,
        text.slice(0, at),
        'the JSON Pointer of a number of the world or of a strategy',
        'For example /world/costs/goodsShare or /strategies/0/ladder/tiers/1/pricePerMonth.',
      );
      return undefined;
    }
    const range = {
      min: about.min,
      max: about.max,
      mayBeNone: about.kind === 'limit',
      whole: about.kind === 'whole',
    };
    const base = { name: about.label, pointers, isWhole: range.whole };
    const values = text.slice(at + 1);
    const [, low, high, log] = /^(.+?)\.\.(.+?)(:log)?$/.exec(values) ?? [];
    if (low === undefined || high === undefined) return { ...base, values: this.#list(name, values, range) };
    const ends = [low, high].map((end) => this.#value(name, end, { ...range, mayBeNone: false }));
    const [from, to] = ends;
    if (typeof from !== 'number' || typeof to !== 'number') return undefined;
    if (from >= to || (log !== undefined && from <= 0)) {
      this.refuse(
        name,
        values,
        log === undefined ? 'a lower end, .. and a higher one' : 'ends above 0, the lower first',
      );
      return undefined;
    }
    return { ...base, low: from, high: to, scale: log === undefined ? 'linear' : 'logarithmic' };
  }
}

export type Moved = {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly isWhole: boolean;
} & (
  | { readonly values: readonly Value[] }
  | { readonly low: number; readonly high: number; readonly scale: Scale }
);

/** A star for the strategy means all of them. */
function expanded(pointer: string, { strategies }: CompareStudy): readonly string[] {
  if (!pointer.startsWith('/strategies/*/')) return [pointer];
  return strategies.map((_, index) => pointer.replace('*', String(index)));
}

function isValue(value: unknown): boolean {
  return typeof value === 'number' || value === null;
}

/** Digits, a point, an exponent; a percent sign divides by 100. */
export function numberOf(text: string): number {
  const [, digits, percent] = /^(-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e-?[0-9]{1,3})?) ?(%?)$/i.exec(text) ?? [];
  if (digits === undefined) return NaN;
  return percent === '' ? Number(digits) : Number(digits) / 100;
}
