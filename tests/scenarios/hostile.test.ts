import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caps, parseJson } from '../../scenarios/json.ts';
import { mostProblems, readScenario } from '../../scenarios/read.ts';
import type { Reading } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { isGroup, pointerOf, stepsOf } from '../../simulations/parameters/pointer.ts';
import type { Step } from '../../simulations/parameters/pointer.ts';
import { printCounts, suiteRuns } from '../support/suite-runs.ts';

const runs = suiteRuns(5000);
const honest = readFileSync(new URL('../../scenarios/default.json', import.meta.url), 'utf8');
const MOST_MILLISECONDS = 200;

type Reader = (text: string) => Reading;

/** What a reader does wrong with a text; empty if it behaves. */
function faultsOf(reader: Reader, text: string): string[] {
  return judged(reader, text).faults;
}

/** The same, and what it made of the text. */
function judged(reader: Reader, text: string): { faults: string[]; kind?: Reading['kind'] } {
  const faults: string[] = [];
  const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  let reading: Reading | undefined;
  let fastest = Infinity;
  // Time of the processor, not of the clock, which runs on while others are busy.
  for (let attempt = 0; attempt < 3 && fastest > MOST_MILLISECONDS; attempt += 1) {
    const start = process.cpuUsage();
    try {
      reading = reader(text);
    } catch (error) {
      return { faults: [`threw ${String(error)}`] };
    }
    fastest = Math.min(fastest, millisecondsSince(start));
  }
  if (fastest > MOST_MILLISECONDS) faults.push(`took ${fastest} ms`);
  if (JSON.stringify(Object.getOwnPropertyNames(Object.prototype)) !== before || 'polluted' in {}) {
    faults.push('polluted the prototype of objects');
  }
  if (reading?.kind === 'problems') {
    if (reading.problems.length === 0) faults.push('refused without a reason');
    if (reading.problems.length > mostProblems) faults.push('named too many problems');
    for (const { path, found, expected, hint } of reading.problems) {
      if (stepsOf(path) === undefined) faults.push(`not a pointer: ${path}`);
      if (found.length > 200 || path.length > 3000 || expected.length > 1000 || hint.length > 2000)
        faults.push('a long-winded problem');
      if (/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(path + found))
        faults.push('an unsafe problem');
    }
  } else if (reading !== undefined) {
    const again = readScenario(writeScenario(reading.scenario));
    if (again.kind !== 'scenario') faults.push('accepted what it refuses when written again');
    if (!allFinite(reading.scenario)) faults.push('let a number through that is none');
  }
  return reading === undefined ? { faults } : { faults, kind: reading.kind };
}

function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(allFinite);
  return !isGroup(value) || Object.values(value).every(allFinite);
}

// ---- Mutations -----------------------------------------------------------------------------------------------

const tokens = [
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '-1e999',
    '1e-999',
    '-0',
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    '1_000',
    '5e-324',
  ],
  ...['1.7976931348623157e308', '9007199254740993', '-1', '0', '1e21', '12345678901234567890123456789'],
  ...[
    'null',
    'true',
    'undefined',
    'None',
    '"5%"',
    '""',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\u0000"',
    '"\ud800"',
    '"\\x41"',
  ],
  ...[
    '{}',
    '[]',
    '[[]]',
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
  ],
  ...[
    '{"p10":0,"p90":0,"shape":"normal"}',
    '{"p10":1,"p90":2,"shape":"lognormal"}',
    '{"p10":0.1,"p90":0.2,"shape":"beta"}',
  ],
  ...[
    '{"p10":0,"p90":5e-324,"shape":"normal"}',
    '{"low":1,"mode":0,"high":2}',
    '{"values":[]}',
    '{"values":[0,1,1e9]}',
    '{"p10":1}',
  ],
  ...[
    '// x',
    '/* x */',
    "'x'",
    '\ufeff',
    '}',
    ']',
    '{',
    '[',
    ',',
    ':',
    '"',
    '\\',
    '[1,]',
    '{"a":1,}',
    '{"a":1,"a":2}',
  ],
  '['.repeat(40),
  '['.repeat(20_000),
  '{"a":'.repeat(20_000),
  `[${'0,'.repeat(2000)}0]`,
  `{${Array.from({ length: 1500 }, (_, index) => `"k${index}":0`).join(',')}}`,
  `"${'x'.repeat(30_000)}"`,
  '9'.repeat(30_000),
  ' '.repeat(30_000),
];

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'a/b',
  'm~n',
  '\u202e',
  'valueOf',
  'name',
  'x'.repeat(5000),
];

const places = allPlaces(JSON.parse(honest) as unknown, []);

function allPlaces(value: unknown, steps: readonly Step[]): readonly (readonly Step[])[] {
  const inside: readonly [Step, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : isGroup(value)
      ? Object.entries(value)
      : [];
  return [steps, ...inside.flatMap(([step, inner]) => allPlaces(inner, [...steps, step]))];
}

type Mutation =
  | { readonly kind: 'cut' | 'repeat'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly token: string }
  | { readonly kind: 'put'; readonly place: readonly Step[]; readonly token: string }
  | { readonly kind: 'drop' | 'double'; readonly place: readonly Step[] }
  | { readonly kind: 'name'; readonly place: readonly Step[]; readonly name: string };

const at = fc.nat({ max: honest.length });
const place = fc.constantFrom(...places);
const token = fc.constantFrom(...tokens);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('cut' as const, 'repeat' as const),
    at,
    length: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 3000 })),
  }),
  fc.record({ kind: fc.constant('insert' as const), at, token }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), place, token }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('drop' as const, 'double' as const), place }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('name' as const), place, name: fc.constantFrom(...names) }),
  },
);

function mutated(text: string, change: Mutation): string {
  switch (change.kind) {
    case 'cut':
      return text.slice(0, change.at) + text.slice(change.at + change.length);
    case 'repeat':
      return text.slice(0, change.at + change.length) + text.slice(change.at);
    case 'insert':
      return text.slice(0, change.at) + change.token + text.slice(change.at);
    case 'put':
      return rewritten(text, change.place, () => change.token);
    case 'drop':
      return rewritten(text, change.place, () => undefined);
    case 'double':
      return rewritten(text, change.place, (value, key) => `${value},${key}${value}`);
    case 'name':
      return rewritten(
        text,
        change.place,
        (value, key) => `${value},${key === '' ? '' : `${JSON.stringify(change.name)}:`}${value}`,
      );
  }
}

/** The text with what stands in one place written otherwise; unchanged once the text is no JSON any more. */
function rewritten(
  text: string,
  steps: readonly Step[],
  write: (value: string, key: string) => string | undefined,
): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return print(value, steps, '', write) ?? '';
}

function print(
  value: unknown,
  steps: readonly Step[] | undefined,
  key: string,
  write: (value: string, key: string) => string | undefined,
): string | undefined {
  if (steps?.length === 0) return write(JSON.stringify(value), key);
  if (steps === undefined || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [step, ...rest] = steps;
  const inside = (own: Step, inner: unknown, name: string) => {
    const printed = print(inner, String(own) === String(step) ? rest : undefined, name, write);
    return printed === undefined ? [] : [name + printed];
  };
  if (Array.isArray(value))
    return `[${value.flatMap((item: unknown, index) => inside(index, item, '')).join(',')}]`;
  return `{${Object.entries(value)
    .flatMap(([name, inner]) => inside(name, inner, `${JSON.stringify(name)}:`))
    .join(',')}}`;
}

// ---- The suite -----------------------------------------------------------------------------------------------

function assault(reader: Reader, numRuns: number): Record<Reading['kind'], number> {
  const counts = { scenario: 0, problems: 0 };
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce(mutated, honest);
      const { faults, kind } = judged(reader, text);
      expect(faults).toEqual([]);
      if (kind !== undefined) counts[kind] += 1;
    }),
    { numRuns, seed: 7, endOnFailure: true },
  );
  return counts;
}

describe('files from strangers', () => {
  test('are read or refused, never more than that', { timeout: 40 * runs + 20_000 }, () => {
    const counts = assault(readScenario, runs);
    printCounts('hostile JSON', { accepted: counts.scenario, refused: counts.problems });
    expect(counts.scenario).toBeGreaterThan(0);
    expect(counts.problems).toBeGreaterThan(0);
  });

  test('every way to spend a file’s whole size', { timeout: 60_000 }, () => {
    const half = caps.characters / 2;
    const many = (count: number, item: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => item(index)).join(',');
    const texts = {
      deep: '['.repeat(half),
      'deep groups': '{"a":'.repeat(half / 3),
      wide: `[${'0,'.repeat(half - 2)}0]`,
      'wide groups': `{${many(60_000, (index) => `"k${index}":0`)}}`,
      'long text': `"${'x'.repeat(half)}"`,
      'long number': '1'.repeat(half),
      'long exponent': `1e${'9'.repeat(half)}`,
      escapes: `"${'\\u0041'.repeat(half / 4)}"`,
      'half an escape': `"${'\\'.repeat(half)}`,
      'open text': `"${'x'.repeat(half)}`,
      spaces: ' '.repeat(half),
      'problems far down': `${'\n'.repeat(half)}[${many(990, () => '"\\ud800"')}]`,
      'many small lists': `[${many(900, () => `[${many(50, () => '{}')}]`)}]`,
      'a long name': `{"${'x'.repeat(half)}":1}`,
      'too long': ' '.repeat(caps.characters + 1),
    };
    for (const [name, text] of Object.entries(texts))
      expect([name, ...faultsOf(readScenario, text)]).toEqual([name]);
  });

  test('well-formed files that are wrong in very many places', { timeout: 60_000 }, () => {
    const base = JSON.parse(honest) as {
      world: { segments: Record<string, unknown>[]; leaving: object };
      strategies: object[];
    };
    const segment = base.world.segments[0];
    const keys = (value: unknown) =>
      Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, value]));
    const segments = (needs: object) =>
      Array.from({ length: 12 }, (_, index) => ({ ...segment, id: `s${index}`, name: `s${index}`, needs }));
    const worlds = [
      { ...base.world, segments: Array.from({ length: 990 }, () => ({})) },
      { ...base.world, segments: segments(keys('x')) },
      { ...base.world, segments: segments(keys(0)) },
      { ...base.world, segments: segments(keys({ p10: 0.1, p90: 0.4, shape: 'beta' })) },
      { ...base.world, leaving: keys(1) },
    ];
    for (const world of worlds)
      expect(faultsOf(readScenario, JSON.stringify({ ...base, world }))).toEqual([]);
    const strategies = Array.from({ length: 8 }, () => ({
      ladder: { tiers: Array.from({ length: 990 }, () => ({})) },
    }));
    expect(faultsOf(readScenario, JSON.stringify({ ...base, strategies }))).toEqual([]);
  });
});

describe('the suite sees', () => {
  const deep = '['.repeat(100_000);
  const polluting = '{"__proto__":{"polluted":true}}';

  test('a reader without the cap on depth, which overflows the stack', () => {
    const reader: Reader = (text) => {
      const { problems } = parseJson(text, { ...caps, depth: Infinity });
      return { kind: 'problems', problems, more: 0 };
    };
    expect(faultsOf(reader, deep).join()).toContain('threw RangeError');
    expect(() => assault(reader, runs)).toThrow();
  });

  test('a reader that copies fields as they come', () => {
    const copy = (from: Record<string, unknown>, to: Record<string, unknown>) => {
      for (const [name, value] of Object.entries(from)) {
        if (isGroup(value)) copy(value, (to[name] ??= {}) as Record<string, unknown>);
        else to[name] = value;
      }
    };
    const reader: Reader = (text) => {
      copy(JSON.parse(text) as Record<string, unknown>, {});
      return readScenario(text);
    };
    const faults = faultsOf(reader, polluting);
    Reflect.deleteProperty(Object.prototype, 'polluted');
    expect(faults).toContain('polluted the prototype of objects');
  });

  test('a reader that takes its time, one that says nothing, and one that repeats a stranger’s words', () => {
    const slow: Reader = (text) => {
      const start = process.cpuUsage();
      while (millisecondsSince(start) < MOST_MILLISECONDS + 20);
      return readScenario(text);
    };
    expect(faultsOf(slow, honest).join()).toContain('took');
    expect(faultsOf(() => ({ kind: 'problems', problems: [], more: 0 }), '')).toEqual([
      'refused without a reason',
    ]);
    const parrot: Reader = (text) => ({
      kind: 'problems',
      problems: [{ path: '', found: text, expected: '', hint: '' }],
      more: 0,
    });
    expect(faultsOf(parrot, '\u001b[2J')).toEqual(['an unsafe problem']);
  });
});

test('mutations reach every field', () => {
  expect(places.length).toBeGreaterThan(300);
  expect(places.map(pointerOf)).toContain('/strategies/1/manipulation/sneaking');
});
