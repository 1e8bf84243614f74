import { parseArgs } from 'node:util';
import { foundText, inWords, nearestName } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';

/** What a command was called with. */
export interface Options {
  readonly files: readonly string[];
  readonly seed?: string;
  readonly replications?: number;
  readonly months?: number;
  readonly workers?: number;
  readonly out?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** What was written behind every option that has a value, in order; a command reads its own questions from here. */
  readonly texts: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  readonly noManipulation: boolean;
  readonly uncertain: boolean;
  readonly resume: boolean;
}

export type Read<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

interface Option {
  /** Name of the value in the help; absent for a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly help: string;
  /** May be given more than once. */
  readonly repeats?: true;
}

export const allOptions = {
  seed: { value: 'PHRASE', help: 'luck of the run, instead of the one in the file' },
  replications: { value: 'N', help: 'futures of every strategy, instead of the number in the file' },
  months: { value: 'N', help: 'horizon in months, instead of the one in the file' },
  workers: { value: 'N', help: 'threads that simulate; one for each core unless told otherwise' },
  metric: { value: 'ID', help: 'metric that is looked at; contribution unless told otherwise' },
  strategy: {
    value: 'NAME',
    help: 'strategy that is changed, by name or number; the first unless told otherwise',
  },
  until: {
    value: 'ERROR',
    help: 'stop when the standard error of the headline is so small: 500, or 2% of the mean',
  },
  parameter: {
    value: 'POINTER=VALUES',
    repeats: true,
    help: 'what to move, once or twice: /world/costs/goodsShare=0.1..0.4, …=1..100:log or …=5,20,none; /strategies/*/… for all',
  },
  rows: { value: 'N', help: 'worlds drawn for the indices of sensitivity; 64 unless told otherwise' },
  'row-futures': { value: 'N', help: 'futures of each of these worlds; 2 unless told otherwise' },
  points: { value: 'N', help: 'values along each parameter; 11 for one, 7 for two' },
  scatter: { value: 'N', help: 'so many points spread evenly over the ranges, instead of a grid' },
  gate: {
    value: 'LIMIT',
    help: 'usageLimit (unless told otherwise), seatLimit, monthsLimit or featureLimit',
  },
  plan: {
    value: 'NAME',
    help: 'plan that the gate ends, by name or number; the first unless told otherwise',
  },
  limits: { value: 'VALUES', help: 'limits to try, as 5,20,80,none; a wide range unless told otherwise' },
  patterns: {
    value: 'NAMES',
    help: 'manipulative patterns in play, as nagging,obstruction; those of the strategy, or all',
  },
  intensities: { value: 'VALUES', help: 'intensities to try, 0 to 1; ten steps unless told otherwise' },
  lever: { value: 'POINTER=RANGE', repeats: true, help: 'lever to search over: …=10..60, …=1..1000:log' },
  constraint: {
    value: 'METRIC<=X',
    repeats: true,
    help: 'what the mean has to keep: trust>=0.5, cashTrough<=40000',
  },
  'no-manipulation': { help: 'candidates without any manipulative pattern' },
  period: {
    value: 'WORD',
    help: 'how long an age of the table is: month (unless told otherwise), quarter or year',
  },
  customers: { value: 'N', help: 'customers that each cohort began with, where the table holds shares' },
  holdout: {
    value: 'N',
    help: 'ages at the end that are foretold from those before; a third unless told otherwise',
  },
  into: { value: 'FILE', help: 'scenario that a segment is given the fitted churn in; needs --save' },
  segment: { value: 'NAME', help: 'segment by name or number; the first unless told otherwise' },
  uncertain: { help: 'with --save: as distributions, as far as the table leaves it open' },
  save: { value: 'FILE', help: 'file that the changed scenario is written to' },
  find: {
    value: 'WHO',
    help: 'anybody, leftUnderFirstOnly, leftUnderSecondOnly, expandedUnderFirstOnly, expandedUnderSecondOnly, trapped',
  },
  future: { value: 'N', help: 'future to begin in, counted from 1' },
  precision: {
    value: 'WORD',
    help: 'quick (unless told otherwise), or publishing: some fifteen times the work',
  },
  ledger: { value: 'FILE', help: 'also write the ledger of claims, after every claim' },
  resume: { help: 'keep what --ledger already says of the same question and the same model' },
  out: { value: 'FILE', help: 'also write the result to FILE, as its ending says' },
  json: { help: 'print JSON' },
  quiet: { short: 'q', help: 'no progress' },
  help: { short: 'h', help: 'what the command does' },
  version: { help: 'version of the lab' },
} as const satisfies Readonly<Record<string, Option>>;
export type OptionName = keyof typeof allOptions;

const optionNames = Object.keys(allOptions).filter((name): name is OptionName => name in allOptions);

/** Whether a switch stands anywhere before `--`, however wrong the rest is. */
export function hasSwitch(args: readonly string[], name: 'json' | 'help' | 'version'): boolean {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  const option: Option = allOptions[name];
  return before.includes(`--${name}`) || (option.short !== undefined && before.includes(`-${option.short}`));
}

/** Every problem is named, not just the first. */
export function readOptions(args: readonly string[], accepted: readonly OptionName[]): Read<Options> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      optionNames.map((name) => {
        const option: Option = allOptions[name];
        const type: 'boolean' | 'string' = option.value === undefined ? 'boolean' : 'string';
        return [name, { type, ...(option.short === undefined ? {} : { short: option.short }) }];
      }),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const problems: Problem[] = [];
  const files: string[] = [];
  const given = new Map<OptionName, string | undefined>();
  const texts: Partial<Record<OptionName, readonly string[]>> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const name = accepted.find((known) => known === token.name);
    if (name === undefined) problems.push(unknownOption(token.rawName, accepted));
    else if (given.has(name) && !mayRepeat(name)) {
      problems.push({ path: `--${name}`, found: 'the option twice', expected: 'the option once', hint: '' });
    } else {
      // `--seed --json` lacks a phrase; a phrase that begins with a hyphen is written --seed=-x.
      const isLacking = token.inlineValue === false && token.value.startsWith('-');
      problems.push(...valueProblems(name, isLacking ? undefined : token.value));
      given.set(name, token.value);
      if (token.value !== undefined) texts[name] = [...(texts[name] ?? []), token.value];
    }
  }
  const whole = (name: OptionName, most: number) => {
    const text = given.get(name);
    if (text === undefined) return undefined;
    const number = /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
    if (number >= 1 && number <= most) return number;
    problems.push({
      path: `--${name}`,
      found: foundText(text),
      expected: `a whole number from 1 to ${most.toLocaleString('en-US')}`,
      hint: '',
    });
    return undefined;
  };
  const seed = given.get('seed');
  const out = given.get('out');
  const replications = whole('replications', 100_000);
  const months = whole('months', 240);
  const workers = whole('workers', 256);
  if (out !== undefined && out !== '' && !/\.(json|csv)$/i.test(out)) {
    problems.push({
      path: '--out',
      found: foundText(out),
      expected: 'a file name that ends in .json or .csv',
      hint: 'The ending says what is written.',
    });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'read',
    value: {
      files,
      json: given.has('json'),
      quiet: given.has('quiet'),
      texts,
      noManipulation: given.has('no-manipulation'),
      uncertain: given.has('uncertain'),
      resume: given.has('resume'),
      ...(seed === undefined ? {} : { seed }),
      ...(replications === undefined ? {} : { replications }),
      ...(months === undefined ? {} : { months }),
      ...(workers === undefined ? {} : { workers }),
      ...(out === undefined ? {} : { out }),
    },
  };
}

function mayRepeat(name: OptionName): boolean {
  const option: Option = allOptions[name];
  return option.repeats === true;
}

function valueProblems(name: OptionName, value: string | undefined): readonly Problem[] {
  const option: Option = allOptions[name];
  const path = `--${name}`;
  if (option.value === undefined) {
    return value === undefined ? [] : [{ path, found: foundText(value), expected: 'no value', hint: '' }];
  }
  if (value !== undefined && value !== '') return [];
  return [{ path, found: 'no value', expected: `a value: ${path} ${option.value}`, hint: '' }];
}

function unknownOption(rawName: string, accepted: readonly OptionName[]): Problem {
  const known = accepted.map((name) => `--${name}`);
  const nearest = nearestName(rawName, known);
  return {
    path: rawName,
    found: `the option ${rawName}`,
    expected: `one of ${inWords(known, 'or')}`,
    hint: nearest === undefined ? '' : `Did you mean ${nearest}?`,
  };
}

/** The options as a help page lists them. */
export function optionLines(accepted: readonly OptionName[]): string {
  const rows = accepted.map((name): readonly [string, string] => {
    const option: Option = allOptions[name];
    const short = option.short === undefined ? '' : `, -${option.short}`;
    return [`--${name}${option.value === undefined ? '' : ` ${option.value}`}${short}`, option.help];
  });
  const width = Math.max(...rows.map(([option]) => option.length));
  return rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`).join('\n');
}
