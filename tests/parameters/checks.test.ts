import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { checkScenario, estimatedCustomers } from '../../simulations/parameters/checks.ts';
import { withValueAt } from '../../simulations/parameters/pointer.ts';
import type { Problem } from '../../simulations/parameters/problem.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { hash24, hash32 } from '../../simulations/random/hash.ts';

const honest = Scenario.parse(
  JSON.parse(readFileSync(new URL('../../scenarios/default.json', import.meta.url), 'utf8')),
);

type Changes = Readonly<Record<string, unknown>>;

function changed(changes: Changes): Scenario {
  return Scenario.parse(
    Object.entries(changes).reduce<unknown>(
      (whole, [pointer, value]) => withValueAt(whole, pointer, value),
      honest,
    ),
  );
}

const first = honest.strategies[0]!;
const ladder = '/strategies/0/ladder';
const plan = (price: number, limits: object = {}) => ({
  ...first.ladder.tiers[0]!,
  name: `At ${price}`,
  pricePerMonth: price,
  ...{ usageLimit: null, seatLimit: null, monthsLimit: null, featureLimit: null, ...limits },
});
const [segment] = honest.world.segments;
const churn = '/world/segments/0/firstMonthChurn';

describe('what only the whole can tell', () => {
  test('the default scenario has no problem', () =>
    expect(checkScenario(honest)).toEqual({ problems: [], warnings: [] }));

  const cases: readonly [name: string, changes: Changes, path: string, expected: string, hint: string][] = [
    [
      'a currency that is none',
      { '/world/currency': '€' },
      '/world/currency',
      'a currency code of three capital letters',
      'For example "USD", "EUR" or "JPY".',
    ],
    [
      'two segments of one key',
      { '/world/segments/1/id': segment!.id },
      '/world/segments/1/id',
      'a key that nobody else in the list has',
      'Number 1 of the list has it already.',
    ],
    [
      'two segments of one name',
      { '/world/segments/1/name': ` ${segment!.name.toUpperCase()} ` },
      '/world/segments/1/name',
      'a name that no other segment has',
      'Number 1 of the list has it already; capitals and spaces around it make no difference.',
    ],
    [
      'two add-ons of one key',
      { '/world/product/addOns/2/id': 'reports' },
      '/world/product/addOns/2/id',
      'a key that nobody else in the list has',
      'Number 1 of the list has it already.',
    ],
    [
      'a blank name',
      { '/strategies/1/name': '  ' },
      '/strategies/1/name',
      'a name of a strategy',
      'Spaces alone cannot be told apart.',
    ],
    [
      'two strategies of one name',
      { '/strategies/1/name': first.name },
      '/strategies/1/name',
      'a name that no other strategy has',
      'Number 1 of the list has it already',
    ],
    [
      'two plans of one name',
      { [`${ladder}/tiers/1/name`]: 'free' },
      `${ladder}/tiers/1/name`,
      'a name that no other plan has',
      'Number 1 of the list has it already',
    ],
    [
      'a need for an unknown add-on',
      { '/world/segments/0/needs/report': 0.5 },
      '/world/segments/0/needs/report',
      'the key of a known add-on',
      'Did you mean "reports"?',
    ],
    [
      'coverage of an unknown segment',
      { '/strategies/0/success/coverage/whales': 1 },
      '/strategies/0/success/coverage/whales',
      'the key of a known segment',
      'Known: "small-teams"',
    ],
    [
      'an unknown add-on on sale',
      { '/strategies/0/addOns/0/addOn': 'automatoin', '/strategies/0/bundle': null },
      '/strategies/0/addOns/0/addOn',
      'the key of a known add-on',
      'Did you mean "automation"?',
    ],
    [
      'an add-on on sale twice',
      { '/strategies/0/addOns/-': first.addOns[0] },
      '/strategies/0/addOns/3/addOn',
      'each add-on once',
      'It is on sale already.',
    ],
    [
      'a bundle of one',
      { '/strategies/0/bundle/addOns': ['reports'] },
      '/strategies/0/bundle/addOns',
      'at least two add-ons',
      'One add-on is no bundle: set "bundle" to null.',
    ],
    [
      'a bundle of one twice',
      { '/strategies/0/bundle/addOns': ['reports', 'reports'] },
      '/strategies/0/bundle/addOns/1',
      'each add-on once',
      'It is in the bundle already.',
    ],
    [
      'a bundle of what is not sold',
      { '/strategies/0/bundle/addOns': ['reports', 'gold'] },
      '/strategies/0/bundle/addOns/1',
      'an add-on that this strategy sells',
      'Known: "reports", "automation" and "priority-support".',
    ],
    [
      'nobody who arrives',
      Object.fromEntries(honest.world.segments.map((_, index) => [`/world/segments/${index}/share`, 0])),
      '/world/segments/0/share',
      'a share above 0 for at least one segment',
      'With all shares at 0 nobody ever arrives.',
    ],
    [
      'a hidden way out that is faster',
      { '/world/leaving/cancellation': 0.1 },
      '/world/leaving/cancellationHidden',
      'at most the 0.1 of an open way out',
      'Hiding the way out cannot make it faster.',
    ],
    [
      'a free plan above the first',
      { [`${ladder}/tiers/1/pricePerMonth`]: 0 },
      `${ladder}/tiers/1/pricePerMonth`,
      'a price above 0',
      'Only the first plan may be free.',
    ],
    [
      'a plan above that may be free',
      { [`${ladder}/tiers/1/pricePerMonth`]: { values: [0, 29] } },
      `${ladder}/tiers/1/pricePerMonth`,
      'a price above 0',
      'Only the first plan may be free.',
    ],
    [
      'free plans only',
      { [`${ladder}/tiers`]: [plan(0)] },
      `${ladder}/tiers/0/pricePerMonth`,
      'a price above 0 for at least one plan',
      'With free plans alone nobody ever pays.',
    ],
    [
      'prices that fall',
      { [`${ladder}/tiers`]: [plan(20), plan(10)] },
      `${ladder}/tiers/1/pricePerMonth`,
      'a price above the 20 of the plan below',
      'Plans stand in the order of their prices.',
    ],
    [
      'limits that narrow',
      { [`${ladder}/tiers`]: [plan(10, { seatLimit: 5 }), plan(20, { seatLimit: 4 })] },
      `${ladder}/tiers/1/seatLimit`,
      'at least the 5 of the plan below, or null',
      'Limits widen along the ladder.',
    ],
    [
      'a limit above none',
      { [`${ladder}/tiers`]: [plan(10), plan(20, { featureLimit: 0.5 })] },
      `${ladder}/tiers/1/featureLimit`,
      'null, as in the plan below',
      'A dearer plan cannot take away what a cheaper one gives without limit.',
    ],
    [
      'plans that follow usage without a limit',
      { [`${ladder}/pricing`]: 'hybrid', [`${ladder}/tiers`]: [plan(10), plan(20)] },
      `${ladder}/tiers/0/usageLimit`,
      'a usage limit',
      'When the plan follows usage, every plan but the last needs one.',
    ],
    [
      'plans that follow usage with one limit for two',
      {
        [`${ladder}/pricing`]: 'hybrid',
        [`${ladder}/tiers`]: [plan(10, { usageLimit: 9 }), plan(20, { usageLimit: 9 }), plan(30)],
      },
      `${ladder}/tiers/1/usageLimit`,
      'a usage limit above the 9 of the plan below',
      'When the plan follows usage, limits must differ.',
    ],
    [
      'a value of a list out of range',
      { [churn]: { values: [0.1, 1.5] } },
      `${churn}/values/1`,
      'a number between 0 and 0.95, as the parameter itself',
      '',
    ],
    [
      'a high out of range',
      { [churn]: { low: 0.1, mode: 0.2, high: 1 } },
      `${churn}/high`,
      'a number between 0 and 0.95, as the parameter itself',
      '',
    ],
    [
      'a mode outside low and high',
      { [churn]: { low: 0.1, mode: 0.4, high: 0.3 } },
      `${churn}/mode`,
      'a number between low (0.1) and high (0.3)',
      'low ≤ mode ≤ high.',
    ],
    [
      'a percentile out of range',
      { [churn]: { p10: -0.1, p90: 0.1, shape: 'normal' } },
      `${churn}/p10`,
      'a number between 0 and 0.95, as the parameter itself',
      '',
    ],
    [
      'percentiles the wrong way round',
      { [churn]: { p10: 0.2, p90: 0.1, shape: 'beta' } },
      `${churn}/p90`,
      'a number above p10 (0.2)',
      'One value in ten lies below p10, and one in ten above p90.',
    ],
    [
      'percentiles without room',
      { [churn]: { p10: 0, p90: 5e-324, shape: 'normal' } },
      `${churn}/p90`,
      'a number further above p10 (0)',
      'So close together they are one number: write that.',
    ],
    [
      'a log-normal from 0',
      { [churn]: { p10: 0, p90: 0.1, shape: 'lognormal' } },
      `${churn}/p10`,
      'a number above 0',
      'What is log-normal is never 0 or below: use "normal" or "beta".',
    ],
    [
      'a beta that there is not',
      { [churn]: { p10: 0, p90: 0.1, shape: 'beta' } },
      churn,
      'percentiles that a beta distribution between 0 and 0.95 can have',
      'They lie too close together, or too close to an end of that range: use "normal" or "lognormal".',
    ],
  ];
  test.each(cases)('%s', (_, changes, path, expected, hint) => {
    const problems = checkScenario(changed(changes)).problems;
    expect(
      problems.map((problem) => ({ ...problem, hint: problem.hint.slice(0, hint.length) })),
    ).toContainEqual({
      path,
      found: expect.any(String) as string,
      expected,
      hint,
    } satisfies Problem);
    // Nothing else is blamed: the same fault seen from several sides at most.
    expect(new Set(problems.map((problem) => problem.path)).size).toBeLessThanOrEqual(6);
  });

  test('missing entries are named, each with what to add', () => {
    const needs = { automation: 0.2, 'priority-support': 0.1 };
    expect(
      checkScenario(changed({ '/world/segments/2/needs': needs, '/strategies/1/success/coverage': {} }))
        .problems,
    ).toEqual([
      {
        path: '/world/segments/2/needs/reports',
        found: 'nothing',
        expected: 'an entry for the add-on "reports"',
        hint: 'Add "reports": 0 if there is none.',
      },
      ...honest.world.segments.map(({ id }) => ({
        path: `/strategies/1/success/coverage/${id}`,
        found: 'nothing',
        expected: `an entry for the segment "${id}"`,
        hint: `Add "${id}": 0 if there is none.`,
      })),
    ]);
  });

  test('what is fine: equal limits, a null after a number, one plan, an uncertain price', () => {
    const fine = [
      [plan(10, { seatLimit: 5 }), plan(20, { seatLimit: 5 }), plan(30)],
      [plan(10)],
      [plan(0, { monthsLimit: 1 }), { ...plan(20), pricePerMonth: { p10: 10, p90: 30, shape: 'normal' } }],
    ];
    for (const tiers of fine)
      expect(checkScenario(changed({ [`${ladder}/tiers`]: tiers })).problems).toEqual([]);
  });

  test('more distributions than anybody can mean', () => {
    const needs = Object.fromEntries(
      Array.from({ length: 2001 }, (_, index) => [`k${index}`, { values: [0] }]),
    );
    const { problems } = checkScenario(changed({ '/world/segments/0/needs': needs }));
    expect(problems).toContainEqual({
      path: '',
      found: expect.any(String) as string,
      expected: 'at most 2000 distributions',
      hint: 'There are 2001.',
    });
  });
});

describe('keys whose hashes collide', () => {
  /** Two different words of one hash, by trying words until one comes twice. */
  function collision(hash: (id: string) => number): [string, string] {
    const seen = new Map<number, string>();
    for (let number = 0; ; number += 1) {
      const id = `k${number.toString(36)}`;
      const twin = seen.get(hash(id));
      if (twin !== undefined) return [twin, id];
      seen.set(hash(id), id);
    }
  }

  test('segments', () => {
    const [one, other] = collision(hash32);
    const { problems } = checkScenario(
      changed({ '/world/segments/0/id': one, '/world/segments/1/id': other }),
    );
    expect(problems[0]).toEqual({
      path: '/world/segments/1/id',
      found: `"${other}"`,
      expected: `a key whose hash differs from that of "${one}"`,
      hint: 'The two would share their luck by an accident of arithmetic: rename one of them.',
    });
  });

  test('add-ons, which have fewer bits', () => {
    const [one, other] = collision(hash24);
    expect(hash32(one)).not.toBe(hash32(other));
    const { problems } = checkScenario(
      changed({ '/world/product/addOns/0/id': one, '/world/product/addOns/1/id': other }),
    );
    expect(problems[0]).toMatchObject({
      path: '/world/product/addOns/1/id',
      expected: `a key whose hash differs from that of "${one}"`,
    });
  });

  test('a key that is a word of JavaScript’s own', () => {
    const { problems } = checkScenario(changed({ '/world/segments/0/id': 'constructor' }));
    expect(problems[0]).toMatchObject({
      path: '/world/segments/0/id',
      expected: 'a key that is no word of JavaScript’s own',
    });
  });
});

describe('warnings', () => {
  test('of a run that takes long; it is read all the same', () => {
    const long = changed({ '/run/replications': 100_000, '/run/months': 240, '/world/market/size': null });
    expect(checkScenario(long)).toMatchObject({
      problems: [],
      warnings: [{ path: '/run/replications', found: '100000' }],
    });
    expect(readScenario(JSON.stringify(long))).toMatchObject({
      kind: 'scenario',
      warnings: [{ path: '/run/replications' }],
    });
    expect(estimatedCustomers(long)).toBeGreaterThan(estimatedCustomers(honest));
  });

  test('the size of the market bounds the estimate', () => {
    expect(estimatedCustomers(changed({ '/world/market/size': 10 }))).toBe(10);
  });

  test('of managers whom nobody has', () => {
    const { problems, warnings } = checkScenario(changed({ '/strategies/0/offers/channel': 'manager' }));
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([{ path: '/strategies/0/offers/channel', found: '"manager"' }]);
  });
});
