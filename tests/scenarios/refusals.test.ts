import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { caps, parseJson } from '../../scenarios/json.ts';
import { mostProblems, readScenario } from '../../scenarios/read.ts';
import type { Problem } from '../../scenarios/read.ts';
import { withValueAt } from '../../simulations/parameters/pointer.ts';
import { editDistance, foundText, nearestName } from '../../simulations/parameters/problem.ts';

const honest = readFileSync(new URL('../../scenarios/default.json', import.meta.url), 'utf8');

const [strategy] = (JSON.parse(honest) as { strategies: unknown[] }).strategies;
const [{ usageSpread, usageVolatility }] = (
  JSON.parse(honest) as { world: { segments: [{ usageSpread: number; usageVolatility: number }] } }
).world.segments;

function problemsOf(text: string): readonly Problem[] {
  const reading = readScenario(text);
  return reading.kind === 'problems' ? reading.problems : [];
}

/** The default scenario with other values in some places; undefined leaves a field out. */
function changed(values: Readonly<Record<string, unknown>>): string {
  let file: unknown = JSON.parse(honest);
  for (const [pointer, value] of Object.entries(values))
    file = withValueAt(file, pointer, value === undefined ? LEFT_OUT : value);
  return JSON.stringify(file, (_, value: unknown) => (value === LEFT_OUT ? undefined : value));
}
const LEFT_OUT = 'left out';

describe('text that is no JSON is refused with line and column', () => {
  const cases: readonly [name: string, text: string, found: string, expected: string, hint: string][] = [
    ['nothing', ' \n', 'nothing', 'a scenario in JSON', 'The file is empty.'],
    [
      'cut off',
      '{\n  "name": "x",\n',
      'the end of the file, line 3, column 1',
      'JSON: a name in double quotes, or }',
      'Was the file cut off?',
    ],
    [
      'a comma too many',
      '{\n  "a": 1,\n}',
      '",", line 2, column 9',
      'JSON: no comma before }',
      'Remove the comma after the last item.',
    ],
    [
      'a comma too few',
      '{"a": 1\n "b": 2}',
      '""b"", line 2, column 2',
      'JSON: a comma, or }',
      'Items and fields are separated by commas.',
    ],
    ['no colon', '{"a" 1}', '"1", line 1, column 6', 'JSON: a colon', 'A value follows the name "a".'],
    [
      'single quotes',
      "{'a': 1}",
      `"'a'", line 1, column 2`,
      'JSON: a name in double quotes',
      'JSON uses double quotes.',
    ],
    [
      'a bare name',
      '{a: 1}',
      '"a", line 1, column 2',
      'JSON: a name in double quotes',
      'JSON puts every name in double quotes.',
    ],
    [
      'a comment',
      '// x\n{}',
      '"//", line 1, column 1',
      'JSON: a value',
      'JSON has no comments: use the field "notes".',
    ],
    [
      'NaN',
      '{"a": NaN}',
      '"NaN", line 1, column 7',
      'JSON: a value',
      'This is no number in JSON: write a number, or null where "no limit" is allowed.',
    ],
    [
      '-Infinity',
      '[-Infinity]',
      '"-Infinity", line 1, column 2',
      'JSON: a value',
      'This is no number in JSON: write a number, or null where "no limit" is allowed.',
    ],
    ['undefined', '[undefined]', '"undefined", line 1, column 2', 'JSON: a value', 'Leave the field out.'],
    [
      '+1',
      '[+1]',
      '"+1", line 1, column 2',
      'JSON: a value',
      'A number begins with a digit or a minus sign: 0.5.',
    ],
    [
      '01',
      '[01]',
      '"1", line 1, column 3',
      'JSON: a comma, or ]',
      'Items and fields are separated by commas.',
    ],
    ['True', '[True]', '"True", line 1, column 2', 'JSON: a value', 'JSON writes true, false and null.'],
    [
      'a tab in text',
      '["a\tb"]',
      '"\\u0009", line 1, column 4',
      'JSON: text on one line',
      'Inside text a line break is written \\n and a tab \\t.',
    ],
    [
      'an unknown escape',
      '["\\x41"]',
      '"x41"", line 1, column 4',
      'JSON: one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000',
      'A backslash itself is written twice.',
    ],
    [
      'open text',
      '["abc',
      '""abc", line 1, column 2',
      'JSON: text that ends with a double quote',
      'A closing double quote is missing.',
    ],
    [
      'a second value',
      '{} {}',
      '"{", line 1, column 4',
      'JSON: the end of the file',
      'A file holds one scenario and nothing after it.',
    ],
  ];
  test.each(cases)('%s', (_, text, found, expected, hint) => {
    expect(problemsOf(text)).toEqual([{ path: '', found, expected, hint }]);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });
});

describe('JSON that other readers let through in silence is refused', () => {
  test.each([
    ['1e999', '/run/months', '1e999', 'a number that a computer can hold', 'Numbers end near 1.8e308.'],
    [
      '1e-999',
      '/world/segments/0/share',
      '1e-999',
      'a number that a computer can hold',
      'It is too small to tell from 0: write 0.',
    ],
    [
      '"\\ud800x"',
      '/name',
      '"\\ud800x"',
      'whole characters',
      'Half of a surrogate pair stands alone, line 1, column 1.',
    ],
  ])('%s', (token, path, found, expected, hint) => {
    const text = changed({ [path]: 'here' }).replace('"here"', token);
    const place = `line 1, column ${text.indexOf(token) + 1}`;
    expect(problemsOf(text)).toEqual([
      { path, found, expected, hint: hint.replace('line 1, column 1', place) },
    ]);
  });

  test('a name given twice', () => {
    const text = honest.replace('"months": 60', '"months": 60, "months": 12');
    const line = honest.slice(0, honest.indexOf('"months": 60')).split('\n').length;
    expect(problemsOf(text)).toEqual([
      {
        path: '/run/months',
        found: `"months" a second time, line ${line}, column 19`,
        expected: 'each name once in a group',
        hint: 'Remove one of the two, or rename it.',
      },
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('the name %s', (name) => {
    const text = honest.replace('"market": {', `"market": { "${name}": { "polluted": true },`);
    expect(problemsOf(text)).toEqual([
      {
        path: `/world/market/${name}`,
        found: `the field "${name}"`,
        expected: 'no field of this name',
        hint: 'This name has a meaning of its own in JavaScript and is never read.',
      },
    ]);
    expect('polluted' in {}).toBe(false);
  });

  test('minus zero is zero, a byte order mark is nothing', () => {
    const reading = readScenario(`\ufeff${honest.replace('"macroSpread": 0', '"macroSpread": -0')}`);
    expect(reading.kind === 'scenario' && Object.is(reading.scenario.world.product.macroSpread, 0)).toBe(
      true,
    );
  });
});

describe('caps come before everything else', () => {
  const large = 'This is far larger than any scenario: is it the right file?';
  test.each([
    ['size', ' '.repeat(2_000_001), '', '2000001 characters', 'at most 2000000 characters'],
    [
      'depth',
      '['.repeat(33),
      '/0'.repeat(32),
      'more than 32 levels',
      'at most 32 groups and lists inside one another',
    ],
    [
      'values',
      `[${Array.from({ length: 60 }, () => `[${'0,'.repeat(999)}0]`).join(',')}]`,
      '/49/949',
      'more than 50000 values',
      'at most 50000 values in a file',
    ],
    [
      'items',
      `{"a":[${'0,'.repeat(1000)}0]}`,
      '/a',
      'more than 1000 items',
      'at most 1000 items in one list',
    ],
    [
      'fields',
      `{${Array.from({ length: 101 }, (_, index) => `"k${index}":0`).join(',')}}`,
      '',
      'more than 100 fields',
      'at most 100 fields in one group',
    ],
  ])('%s', (_, text, path, found, expected) => {
    expect(problemsOf(text)).toEqual([{ path, found, expected, hint: large }]);
  });

  test('at a cap all is well', () => {
    const [deep, wide, many] = [
      '['.repeat(32) + ']'.repeat(32),
      `[${'0,'.repeat(999)}0]`,
      `"${'x'.repeat(caps.characters - 2)}"`,
    ];
    for (const text of [deep, wide, many])
      expect(parseJson(text)).toEqual({ value: JSON.parse(text) as unknown, problems: [] });
  });

  test('problems beyond the first 200 are counted', () => {
    const fields = Array.from({ length: 60 }, (_, index) => `"unknown${index}": 1`).join(',');
    const groups = ['market', 'product', 'acceptance', 'feelings', 'costs'];
    const text = groups.reduce(
      (file, name) => file.replace(`"${name}": {`, `"${name}": { ${fields},`),
      honest,
    );
    const reading = readScenario(text);
    expect(reading).toMatchObject({ kind: 'problems', more: 100 });
    expect(reading.kind === 'problems' && reading.problems.length).toBe(mostProblems);
  });
});

describe('a wrong shape is told in the words of the declaration', () => {
  const share = 'a number between 0 and 0.95 (probability per month), or a distribution';
  const churn = '/world/segments/0/firstMonthChurn';
  const help = 'Share of new customers who would want out in their first month at a neutral experience.';
  const cases: readonly [name: string, path: string, value: unknown, problem: Problem][] = [
    [
      'text for a number',
      churn,
      '5 %',
      { path: churn, found: '"5 %"', expected: share, hint: 'Write 0.05, without quotes.' },
    ],
    [
      'a percentage for a share',
      churn,
      5,
      {
        path: churn,
        found: '5',
        expected: share,
        hint: 'Shares and probabilities run from 0 to 1: 5 % is written 0.05.',
      },
    ],
    ['below the range', churn, -1, { path: churn, found: '-1', expected: share, hint: help }],
    ['null for a number', churn, null, { path: churn, found: 'null', expected: share, hint: help }],
    [
      'a list for a number',
      churn,
      [1],
      { path: churn, found: 'a list of 1 item', expected: share, hint: help },
    ],
    [
      'a missing number',
      churn,
      undefined,
      {
        path: churn,
        found: 'nothing',
        expected: share,
        hint: `Add "firstMonthChurn"; 0.05 is its default. ${help}`,
      },
    ],
    [
      'a group that is no distribution',
      churn,
      { mean: 1 },
      { path: churn, found: 'a group {mean}', expected: share, hint: help },
    ],
    [
      'a distribution without its shape',
      churn,
      { p10: 0.1, p90: 0.2 },
      {
        path: `${churn}/shape`,
        found: 'nothing',
        expected: 'one of "normal", "lognormal" or "beta"',
        hint: 'Add "shape".',
      },
    ],
    [
      'a misspelt field of a distribution',
      churn,
      { low: 0.1, mode: 0.2, high: 0.3, mod: 1 },
      {
        path: `${churn}/mod`,
        found: 'the field "mod"',
        expected: 'no field of this name',
        hint: 'Known here: low, mode and high.',
      },
    ],
    [
      'an empty list of values',
      churn,
      { values: [] },
      { path: `${churn}/values`, found: 'an empty list []', expected: 'a list of 1 to 1000 items', hint: '' },
    ],
    [
      'a fraction for a whole number',
      '/run/months',
      11.6,
      {
        path: '/run/months',
        found: '11.6',
        expected: 'a whole number between 1 and 240 (months)',
        hint: 'Write 12.',
      },
    ],
    [
      'a distribution for a whole number',
      '/run/months',
      { values: [12] },
      {
        path: '/run/months',
        found: 'a group {values}',
        expected: 'a whole number between 1 and 240 (months)',
        hint: 'Months simulated.',
      },
    ],
    [
      'text for a flag',
      '/strategies/0/offers/milestone',
      'yes',
      {
        path: '/strategies/0/offers/milestone',
        found: '"yes"',
        expected: 'true or false',
        hint: 'Write true or false, without quotes.',
      },
    ],
    [
      'a misspelt choice',
      '/strategies/0/ladder/pricing',
      'per seat',
      {
        path: '/strategies/0/ladder/pricing',
        found: '"per seat"',
        expected: 'one of "flat", "perSeat", "usageBased" or "hybrid"',
        hint: 'Did you mean "perSeat"?',
      },
    ],
    [
      'empty text',
      '/run/seed',
      '',
      {
        path: '/run/seed',
        found: '""',
        expected: 'text of 1 to 200 characters',
        hint: 'A phrase that fixes all luck: same phrase, same numbers, on every machine.',
      },
    ],
    [
      'long text',
      '/name',
      'x'.repeat(121),
      {
        path: '/name',
        found: '121 characters beginning "xxxxxxxxxxxxxxxxxxxx"',
        expected: 'text of 1 to 120 characters',
        hint: 'Name of the scenario.',
      },
    ],
    [
      'a key with a space',
      '/world/segments/0/id',
      'Small teams',
      {
        path: '/world/segments/0/id',
        found: '"Small teams"',
        expected: 'lower-case letters, digits and hyphens, beginning with a letter',
        hint: 'Fixes the luck of this segment: keep it when the name changes.',
      },
    ],
    [
      'no plans',
      '/strategies/0/ladder/tiers',
      [],
      {
        path: '/strategies/0/ladder/tiers',
        found: 'an empty list []',
        expected: 'a list of 1 to 8 items',
        hint: '',
      },
    ],
    [
      'a misspelt field',
      '/world/market/costPerSignUps',
      1,
      {
        path: '/world/market/costPerSignUps',
        found: 'the field "costPerSignUps"',
        expected: 'no field of this name',
        hint: 'Known here: startingCustomers',
      },
    ],
    [
      'a bundle without its add-ons',
      '/strategies/0/bundle',
      { discount: 0.1 },
      {
        path: '/strategies/0/bundle/addOns',
        found: 'nothing',
        expected: 'a list of 0 to 20 items',
        hint: 'Add "addOns".',
      },
    ],
    [
      'no version',
      '/version',
      undefined,
      { path: '/version', found: 'nothing', expected: '1', hint: 'Add "version".' },
    ],
    ['a nonsense version', '/version', 'one', { path: '/version', found: '"one"', expected: '1', hint: '' }],
    [
      'a newer version',
      '/version',
      2,
      {
        path: '/version',
        found: '2',
        expected: 'a version up to 1',
        hint: 'This file was made by a newer Cohort Lab: open it there, or update this one.',
      },
    ],
    [
      'one strategy',
      '/strategies',
      [strategy],
      { path: '/strategies', found: 'a list of 1 item', expected: 'a list of 2 to 8 items', hint: '' },
    ],
  ];
  test.each(cases)('%s', (_, path, value, problem) => {
    const [first, ...others] = problemsOf(changed({ [path]: value }));
    expect(others).toEqual([]);
    expect({ ...first, hint: first?.hint.slice(0, problem.hint.length) }).toEqual(problem);
  });

  test('a missing field with its misspelt twin: both are named, and the twin’s hint says which', () => {
    const text = honest.replace('"costPerSignup"', '"costPerSingup"');
    expect(problemsOf(text).map(({ path, hint }) => [path, hint.slice(0, 20)])).toEqual([
      ['/world/market/costPerSignup', 'Add "costPerSignup";'],
      ['/world/market/costPerSingup', 'Did you mean "costPe'],
    ]);
  });

  test('every problem of a file is named', () => {
    const places = {
      '/run/months': 0,
      '/world/segments/1/willingnessToPay': 'much',
      '/world/leaving/truts': 1,
      '/strategies/0/ladder/tiers/2/usageLimit': -1,
      '/strategies/1/offers/targeting': 'psychic',
      '/strategies/1/name': undefined,
    };
    expect(
      problemsOf(changed(places))
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(places).sort());
  });

  test.each(['null', '[]', '3', '"x"', 'true'])('%s is no scenario', (text) => {
    expect(problemsOf(text)).toMatchObject([
      { path: '', expected: expect.stringMatching(/^a group \{\$schema, version, name/) as unknown },
    ]);
  });
});

describe('what stands there is shown short and safe', () => {
  test.each([
    ['\u001b[31m', '"\\u001b[31m"'],
    ['\u202eevil', '"\\u202eevil"'],
    ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
    [{ a: 1, b: 2, c: 3, d: 4 }, 'a group {a, b, c, …}'],
    [[], 'an empty list []'],
    [null, 'null'],
    [0.1, '0.1'],
  ])('%j', (value, text) => expect(foundText(value)).toBe(text));
});

describe('the nearest known name', () => {
  test('distances', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('same', 'same')).toBe(0);
  });
  test('is a near one or none', () => {
    const known = ['firstMonthChurn', 'willingnessToPay', 'share'];
    expect(nearestName('first_month_churn', known)).toBe('firstMonthChurn');
    expect(nearestName('shares', known)).toBe('share');
    expect(nearestName('colour', known)).toBeUndefined();
  });
});

describe('growth that would leave the range of prices, limits and counts within the run', () => {
  const segment = '/world/segments/0';
  const growing = { '/run/months': 240, [`${segment}/engagement`]: 0.02 };

  test('usage: refused where full engagement could carry it there, and accepted just before', () => {
    // ln 20 + months · growth / 0.02 + 12 · √(0.6² + months · 0.15²) against 300.
    const at = (usageGrowth: number) =>
      problemsOf(changed({ ...growing, [`${segment}/usageGrowth`]: usageGrowth }));
    const spread = 12 * Math.sqrt(usageSpread ** 2 + 240 * usageVolatility ** 2);
    const most = ((300 - Math.log(20) - spread) * 0.02) / 240;
    expect(at(most * 0.999)).toEqual([]);
    expect(at(-most * 0.999)).toEqual([]);
    for (const growth of [most * 1.001, -most * 1.001, 0.5]) {
      expect(at(growth)).toEqual([
        {
          path: `${segment}/usageGrowth`,
          found: String(growth),
          expected: 'usage that stays between e^-300 and e^300 for 240 months',
          hint: expect.stringMatching(/^At full engagement, .* could reach e\^±\d+: less growth/) as string,
        },
      ]);
    }
  });

  test('usage: a distribution counts at its worst end, volatility is named where it is the cause', () => {
    const values = (high: number) => ({ values: [0.01, high] });
    const spread = problemsOf(changed({ ...growing, [`${segment}/usageGrowth`]: values(0.4) }));
    expect(spread.map(({ path }) => path)).toEqual([`${segment}/usageGrowth`]);
    // 12 · √(240 · 1.5² + 0.6²) = 279, beside ln 20 and a drift of 240 · 0.1 / 0.5.
    const volatile = problemsOf(
      changed({ '/run/months': 240, [`${segment}/usageVolatility`]: 1.5, [`${segment}/usageGrowth`]: 0.1 }),
    );
    expect(volatile.map(({ path }) => path)).toEqual([`${segment}/usageVolatility`]);
    expect(
      problemsOf(
        changed({
          '/run/months': 60,
          '/world/product/macroSpread': 0.5,
          '/world/product/macroPersistence': 0.99,
        }),
      ).map(({ path }) => path),
    ).toEqual([0, 1, 2].map((index) => `/world/segments/${index}/usageVolatility`));
  });

  test('seats: refused where the typical customer would have more than a plan may allow', () => {
    const at = (seatGrowth: number) =>
      problemsOf(
        changed({
          '/run/months': 100,
          [`${segment}/startingSeats`]: 10,
          [`${segment}/seatGrowth`]: seatGrowth,
        }),
      );
    expect(at(1e5 ** (1 / 100) - 1 - 1e-6)).toEqual([]);
    expect(at(0.13)).toEqual([
      {
        path: `${segment}/seatGrowth`,
        found: '0.13',
        expected: 'at most 0.122 a month, for 100 months from 10 seats',
        hint: 'More would give the typical customer over a million seats, the widest limit that a plan may have.',
      },
    ]);
    expect(at(-0.2)).toEqual([]);
  });

  test('sign-ups: refused where a month could bring more than can be drawn', () => {
    const cheap = {
      '/world/market/costPerSignup': 0.01,
      '/world/market/acquisitionElasticity': 1,
      '/world/market/organicPerMonth': 0,
      '/world/market/freeRoomElasticity': 0,
      '/world/wordOfMouth/reputationPower': 0,
    };
    const at = (perMonth: number, more = {}) =>
      problemsOf(changed({ ...cheap, '/strategies/0/budget/perMonth': perMonth, ...more }));
    expect(at(9.99e6)).toEqual([]);
    expect(at(1.001e7)).toEqual([
      {
        path: '/strategies/0/budget/perMonth',
        found: '10010000',
        expected: 'at most a thousand million sign-ups a month',
        hint: 'With the best name and the most generous free plan there could be 1.0e+9.',
      },
    ]);
    // A good name and a generous plan count: (1/0.5)^1, and a room of 1100 in place of 60 at elasticity 1.
    expect(at(9.99e6, { '/world/wordOfMouth/reputationPower': 1 })).toHaveLength(1);
    expect(at(9.99e6, { '/world/market/freeRoomElasticity': 1 })).toHaveLength(1);
    const organic = { '/world/market/organicPerMonth': 1e6, '/world/wordOfMouth/startingReputation': 0.05 };
    const famous = problemsOf(changed({ ...organic, '/world/wordOfMouth/reputationPower': 3 }));
    expect(famous.map(({ path }) => path)).toEqual(['/world/market/organicPerMonth']);
  });
});

describe('rank correlations', () => {
  const a = '/world/market/costPerSignup';
  const b = '/world/leaving/value';
  const c = '/strategies/0/budget/perMonth';
  const uncertain = {
    [a]: { low: 50, mode: 90, high: 200 },
    [b]: { p10: 0.1, p90: 0.5, shape: 'lognormal' },
    [c]: { values: [7000, 9000] },
    '/strategies/1/budget/perMonth': { values: [7000, 9000] },
  };
  const tied = (correlations: unknown) => changed({ ...uncertain, '/run/correlations': correlations });
  const paths = (correlations: unknown) => problemsOf(tied(correlations)).map(({ path }) => path);

  test('of uncertain parameters are read, across worlds and strategies', () => {
    const reading = readScenario(
      tied([
        { a, b, rho: -0.4 },
        { a: c, b, rho: 0.4 },
      ]),
    );
    expect(reading).toMatchObject({ kind: 'scenario', warnings: [] });
  });

  test('of anything else are refused, with the nearest that is meant', () => {
    expect(problemsOf(tied([{ a: '/world/market/costPerSignUp', b, rho: 0.4 }]))).toEqual([
      {
        path: '/run/correlations/0/a',
        found: '"/world/market/costPerSignUp"',
        expected: 'the JSON Pointer of a parameter that is a distribution',
        hint: 'Did you mean /world/market/costPerSignup?',
      },
    ]);
    expect(paths([{ a, b: '/world/market/organicPerMonth', rho: 0.4 }])).toEqual(['/run/correlations/0/b']);
    const [none] = problemsOf(changed({ '/run/correlations': [{ a, b, rho: 0.4 }] }));
    expect(none?.hint).toBe(
      'No parameter of this scenario is a distribution: there is nothing to tie together.',
    );
  });

  test('with itself, and of one pair twice, are refused; so are numbers that are no correlation', () => {
    expect(paths([{ a, b: a, rho: 0.4 }])).toEqual(['/run/correlations/0/b']);
    expect(paths([{ a: c, b: '/strategies/1/budget/perMonth', rho: 0.4 }])).toEqual([
      '/run/correlations/0/b',
    ]);
    expect(
      paths([
        { a, b, rho: 0.4 },
        { a: b, b: a, rho: 0.4 },
      ]),
    ).toEqual(['/run/correlations/1/b']);
    expect(paths([{ a, b, rho: 1.1 }])).toEqual(['/run/correlations/0/rho']);
    expect(paths([{ a, b }])).toEqual(['/run/correlations/0/rho']);
  });

  test('that cannot hold together are repaired, and the reader is told how far', () => {
    const reading = readScenario(
      tied([
        { a, b, rho: 0.9 },
        { a: c, b, rho: 0.9 },
        { a, b: c, rho: -0.9 },
      ]),
    );
    expect(reading).toMatchObject({
      kind: 'scenario',
      warnings: [
        {
          path: '/run/correlations',
          expected: 'correlations that can hold together',
          hint: expect.stringMatching(
            /the nearest that do not are used, the furthest 0\.\d\d away/,
          ) as string,
        },
      ],
    });
  });
});
