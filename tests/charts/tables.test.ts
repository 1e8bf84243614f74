import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bridgeDomain, bridgeSummary, bridgeTwin, periodsOf, placeBridge } from '../../src/charts/bridge.ts';
import { heatDifference, heatRows, meanLeft } from '../../src/charts/cohort-heat.ts';
import { curveTwin, medianSaid, placeCurves } from '../../src/charts/curve.ts';
import { countAbove, dotsDomain, dotsSummary, placeDots, thresholdStep } from '../../src/charts/dots.ts';
import { flowKind, placeFlow } from '../../src/charts/flow.ts';
import { placeRanges } from '../../src/charts/range.ts';
import { number, words } from '../../src/charts/twin.ts';
import { formatFor } from '../../src/format.ts';
import { conversionGroups, conversionSummary } from '../../src/rooms/compare/conversion-rows.ts';
import { causeRows, causeSummary } from '../../src/rooms/compare/expansion-causes.ts';
import { lifetimeTerms, termsOf } from '../../src/rooms/compare/lifetime-terms.ts';
import { metricGroups, rowOf } from '../../src/rooms/compare/metric-rows.ts';
import { observedRows } from '../../src/rooms/compare/observed-rows.ts';
import { sourcesSummary } from '../../src/rooms/compare/source-words.ts';
import { differsSummary, whatDiffers } from '../../src/rooms/compare/what-differs.ts';
import { topicSummary } from '../../src/rooms/compare/topics.ts';
import { twinCsv } from '../../src/sharing/twin-csv.ts';
import { Ledger, ledgerLayout } from '../../simulations/ledger.ts';
import type { Unit } from '../../simulations/reading.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Conversion } from '../../simulations/tables/conversion.ts';
import { tablesOf } from '../../simulations/tables/tables.ts';
import type { Movements } from '../../simulations/tables/movements.ts';
import { madeUpDifference, madeUpMetric, madeUpReading } from '../support/made-up-reading.ts';
import { neutralStudy } from '../support/neutral-study.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'EUR');
const names = ['A', 'B'];
const size = { width: 400, height: 240 };

function madeUpMovements(months: number, each: Partial<Record<keyof Movements, number>> = {}): Movements {
  const by = (key: keyof Movements, value: number) =>
    Array.from({ length: months }, () => each[key] ?? value);
  return {
    opening: by('opening', 100),
    new: by('new', 10),
    returned: by('returned', 1),
    expansion: by('expansion', 5),
    contraction: by('contraction', 2),
    churned: by('churned', 4),
    closing: by('closing', 110),
    expansionByCause: {
      expansionUpgrade: 30,
      expansionAddOn: 50,
      expansionBundle: 0,
      expansionSeats: 20,
      expansionUsage: 0,
    },
  };
}

describe('a row of the metric table', () => {
  const rangeOf = (mean: number, deviation: number, futures: number, unit: Unit = 'money') =>
    rowOf('mrr', madeUpMetric(madeUpDifference(mean, deviation, futures, 0.5), unit), format).range;

  test('says where 8 of 10 futures lie, and how near to each other they are known to lie where that is all', () => {
    expect(rangeOf(0, 3000, 400)).toBe('−€3.8K to +€3.8K');
    expect(rangeOf(0, 3000, 20)).toBe('−€4K to +€4K');
    // A few futures far out, all others near together.
    const skewed = { ...madeUpDifference(0, 100, 20, 0.5), standardError: 3000 };
    expect(rowOf('mrr', madeUpMetric(skewed), format).range).toBe('€0 give or take €1K');
    expect(rangeOf(0, 3000, 19)).toBe('too few futures yet');
    expect(rangeOf(0, 0, 4)).toBe('€0 to €0');
    expect(rangeOf(0.052, 0.001, 400, 'index')).toBe('+0.05 to +0.05');
  });
});

test('how well the average difference is known is told apart from where futures lie', () => {
  const known = (mean: number, deviation: number) =>
    rowOf('mrr', madeUpMetric(madeUpDifference(mean, deviation, 400, 0.5)), format).known;
  expect(known(1000, 3000)).toMatch(/between \+€700 and \+€1\.3K \(95 % confidence\)/);
  expect(known(1_234_000, 10_000)).toMatch(/ is \+€1\.23M give or take €1\.0K \(95/);
  expect(known(0, 0)).toBeUndefined();
});

describe('a lifetime value', () => {
  const scenario = smallScenario({ ltvMonths: 24 });
  const terms = lifetimeTerms(scenario, format);

  test('is said with its horizon and its rate, wherever it stands', () => {
    expect(terms.ltv).toBe('over 24\u00a0months, discounted at 10% a year');
    expect(terms.ltvWithTail).toBe('over 24\u00a0months and beyond, discounted at 10% a year');
    const metric = madeUpMetric(madeUpDifference(1, 1, 40, 0.5));
    const reading = madeUpReading({ metrics: { mrr: metric, ltv: metric, ltvRevenue: metric } });
    const said = metricGroups(reading, terms, format).flatMap(({ rows }) =>
      rows.map((row) => [row.id, row.terms]),
    );
    expect(said).toEqual([
      ['mrr', undefined],
      ['ltv', terms.ltv],
      ['ltvRevenue', 'over 24\u00a0months'],
    ]);
    expect(termsOf('constructor', terms)).toBeUndefined();
    // Of nobody nothing was summed.
    expect(topicSummary('worth', reading, terms, format)).not.toContain('Summed');
    const { strategy } = neutralStudy();
    const ledger = new Ledger(ledgerLayout(24, 1, strategy.ladder.tiers.length));
    ledger.addLifetime(0, 100, 100, 100, 1);
    const watched = { ...reading, tables: [tablesOf(ledger, 1, { strategy })] };
    expect(topicSummary('worth', watched, terms, format)).toContain(`Summed ${terms.ltv}.`);
  });

  test('has a rate with all its digits, and both ends of one that is not known', () => {
    const at = (discountRate: Scenario['world']['costs']['discountRate']) => {
      const { world } = scenario;
      const costs = { ...world.costs, discountRate };
      return lifetimeTerms({ ...scenario, world: { ...world, costs } }, format).ltv;
    };
    expect(at(0.075)).toBe('over 24\u00a0months, discounted at 7.5% a year');
    expect(at({ p10: 0.05, p90: 0.15, shape: 'beta' })).toBe(
      'over 24\u00a0months, discounted at 5% to 15% a year',
    );
  });
});

test('of what one strategy may never reach it is said in how many futures both do', () => {
  const metric = madeUpMetric({ ...madeUpDifference(-6, 3, 4, 0.25), compared: 16 }, 'months');
  const { range, ahead } = rowOf('breakEven', metric, format);
  expect(range).toMatch(/; both get there in 4 of 16$/);
  expect(ahead).toMatchObject({ count: '4', of: '16' });
});

test('futures in which both are the same are nobody’s', () => {
  const same = { ...madeUpDifference(0, 0, 40, 0), tiedShare: 1 };
  expect(rowOf('cashTrough', madeUpMetric(same), format).ahead).toMatchObject({ share: 0, tied: 1 });
});

test('nobody is better off by what is said to be nothing', () => {
  const leaderOf = (mean: number, deviation: number, unit: Unit = 'money') =>
    rowOf('mrr', madeUpMetric(madeUpDifference(mean, deviation, 400, 0.5), unit), format).leader;
  expect(leaderOf(30, 100)).toBe(1);
  expect(leaderOf(-30, 100)).toBe(0);
  // Clear of its error, 0.03 ± 0.01 customers, and yet less than half of the smallest part that a count is told in.
  expect(leaderOf(0.03, 0.1, 'count')).toBeUndefined();
});

describe('the MRR bridge', () => {
  test('quarters hold all months and nothing twice, also where the last is short', () => {
    const periods = periodsOf(madeUpMovements(17));
    expect(periods.map(({ firstMonth, lastMonth }) => [firstMonth, lastMonth]).at(-1)).toEqual([16, 17]);
    expect(periods.reduce((sum, period) => sum + period.new, 0)).toBe(170);
    expect(periods.reduce((sum, period) => sum + period.net, 0)).toBe(170);
    expect(periodsOf(madeUpMovements(84)).map(({ lastMonth }) => lastMonth)).toEqual([
      12, 24, 36, 48, 60, 72, 84,
    ]);
  });

  test('bars are stacked from zero, additions up and losses down, as high as their numbers', () => {
    const periods = periodsOf(madeUpMovements(6));
    const domain = bridgeDomain([periods]);
    const { bars, frame, netAt } = placeBridge(periods, domain, size, format);
    const zero = frame.zero!;
    const height = (value: number) => frame.y(0) - frame.y(value);
    const [added, returned, expanded, churned, contracted] = bars;
    expect(bars).toHaveLength(10);
    expect(added!.y + added!.height).toBeCloseTo(zero);
    expect(added!.height).toBeCloseTo(height(30));
    expect(returned!.y + returned!.height).toBeCloseTo(added!.y);
    expect(expanded!.y + expanded!.height).toBeCloseTo(returned!.y);
    expect(churned!.y).toBeCloseTo(zero);
    expect(contracted!.y).toBeCloseTo(churned!.y + churned!.height);
    expect(netAt[0]!.y).toBeCloseTo(frame.y(30));
    for (const bar of bars) {
      expect(bar.x).toBeGreaterThanOrEqual(frame.plot.left);
      expect(bar.x + bar.width).toBeLessThanOrEqual(frame.plot.right + 0.001);
    }
  });

  test('its table has the numbers of the chart, its sentence the sums', () => {
    const strategies = [periodsOf(madeUpMovements(6)), periodsOf(madeUpMovements(6, { expansion: 0 }))];
    const twin = bridgeTwin(strategies, names, format);
    expect(twin.rows).toHaveLength(4);
    expect(twin.rows[0]!.map(({ value }) => value)).toEqual(['1–3', 'A', 30, 3, 15, 12, 6, 30]);
    expect(bridgeSummary(strategies, names, format)).toContain('A: 31% of the €96.0 added is expansion');
    expect(bridgeSummary(strategies, names, format)).toContain('B: 0% of');
  });
});

describe('curves', () => {
  const curve = (share: readonly number[], median: number | null) => ({
    share,
    low: share.map((value) => value - 0.05),
    high: share.map((value) => value + 0.05),
    median,
    medianLow: median,
    medianHigh: median,
  });

  test('begin with everybody in month 0; the ring stands where half are left', () => {
    const placed = placeCurves(
      [curve([0.8, 0.6, 0.4, 0.3], 2), curve([0.9, 0.9, 0.9, 0.9], null)],
      names,
      size,
      format,
    );
    const [first, second] = placed.curves;
    expect(first!.path.startsWith(`M${String(placed.frame.plot.left)},${String(placed.frame.y(1))}`)).toBe(
      true,
    );
    expect(first!.half!.y).toBeCloseTo(placed.frame.y(0.5), 0);
    expect(first!.half!.x).toBeCloseTo(placed.frame.x(2.5), 0);
    expect(second!.half).toBeUndefined();
    expect(first!.at[3]).toBeCloseTo(placed.frame.y(0.3), 0);
  });

  test('a median that was never reached is not made up', () => {
    expect(medianSaid(curve([0.8, 0.4], 1), 'left', format)).toBe('half have left after 1 month');
    expect(medianSaid(curve([0.9, 0.75], null), 'left', format)).toBe('after 2 months 25% have left');
    expect(curveTwin([curve([0.8], 1)], ['A'], format).rows[0]!.map(({ value }) => value)).toEqual([
      '1',
      0.8,
      0.75,
      0.8500000000000001,
    ]);
  });
});

describe('dots', () => {
  const values = fc.array(fc.integer({ min: -500, max: 50_000 }), { minLength: 1, maxLength: 50 });

  test('every value is one dot, inside the picture, and none lies on another', () => {
    fc.assert(
      fc.property(values, (list) => {
        const placed = placeDots(list, dotsDomain([list]), { width: 640, height: 124 }, format);
        expect(placed.dots).toHaveLength(list.length);
        expect(new Set(placed.dots.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(list.length);
        for (const { x, y } of placed.dots) {
          expect(x).toBeGreaterThan(0);
          expect(x).toBeLessThan(640 + placed.radius);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThan(placed.baseline);
        }
      }),
    );
  });

  test('the count above the threshold is said in words', () => {
    expect(countAbove([1, 2, 3], 2)).toBe(1);
    expect(
      dotsSummary(
        [
          [100, 300],
          [50, 60],
        ],
        names,
        80,
        format,
      ),
    ).toBe('Worth more than €80.0: 2 of 2 under A, 0 of 2 under B.');
    expect(thresholdStep({ low: 0, high: 6000 })).toBe(100);
    expect(thresholdStep({ low: 0, high: 1 })).toBeCloseTo(0.01);
  });
});

describe('the flow between plans', () => {
  const flows = [
    { from: null, to: 0, customers: 60 },
    { from: 0, to: 1, customers: 20 },
    { from: 1, to: 0, customers: 5 },
    { from: 0, to: null, customers: 15 },
  ];

  test('up is up, and what flows in and out is as wide as its number', () => {
    expect(flows.map(flowKind)).toEqual(['joined', 'up', 'down', 'left']);
    const { nodes, ribbons } = placeFlow(flows, ['Starter', 'Team'], 100, size, 60);
    const node = (key: string) => nodes.find((one) => one.key === key)!;
    expect(node('from-0').customers).toBe(35);
    expect(node('from-null').height / node('from-0').height).toBeCloseTo(60 / 35);
    expect(node('to-1').y).toBeLessThan(node('to-0').y);
    expect(Math.max(...nodes.map(({ y, height }) => y + height))).toBeLessThanOrEqual(size.height + 0.001);
    expect(ribbons).toHaveLength(4);
    expect(ribbons.every(({ path }) => !path.includes('NaN'))).toBe(true);
    // Each with its share of what goes out from where it begins.
    expect(ribbons.find(({ key }) => key === '0-1')).toMatchObject({
      from: 'Starter',
      to: 'Team',
      customers: 20,
      share: 20 / 35,
    });
  });

  test('ribbons are walked from top to bottom, also where they cross', () => {
    const crossing = [
      { from: 1, to: null, customers: 50 },
      { from: 0, to: 1, customers: 5 },
      { from: null, to: 1, customers: 5 },
    ];
    const { ribbons } = placeFlow(crossing, ['Starter', 'Team'], 100, size, 60);
    expect(ribbons.map(({ key }) => key)).toEqual(['0-1', '1-null', 'null-1']);
  });

  test('nobody moving is an empty picture, not an error', () => {
    expect(placeFlow([], ['Starter'], 0, size, 60).ribbons).toEqual([]);
  });
});

describe('cohorts', () => {
  const cohort = {
    firstMonth: 3,
    months: 3,
    customers: [40, 38, 36, 30, 28, 26, 20],
    mrr: [0, 0, 0, 0, 0, 0, 0],
  };

  test('cells are quarters, as shares of the first month', () => {
    const [row] = heatRows([cohort], 'customers');
    expect(row).toMatchObject({ firstMonth: 4, lastMonth: 6, size: 40 });
    expect(row!.cells.map(({ share }) => share)).toEqual([1, 0.75, 0.5]);
  });

  test('a cohort without anybody has no shares, and no part in the mean', () => {
    const rows = heatRows([cohort, { ...cohort, customers: [0, 0, 0, 0] }], 'customers');
    expect(rows[1]!.cells.map(({ share }) => share)).toEqual([null, null]);
    expect(meanLeft(rows, 1)).toBe(0.75);
    expect(meanLeft(rows, 4)).toBeNull();
    expect(heatRows([cohort], 'mrr')[0]!.cells[0]!.share).toBeNull();
  });

  test('the difference is second minus first, cell by cell', () => {
    const better = {
      ...cohort,
      customers: cohort.customers.map((value, month) => (month === 0 ? 40 : value + 4)),
    };
    const [row] = heatDifference(heatRows([cohort], 'customers'), heatRows([better], 'customers'));
    expect(row!.cells.map(({ share }) => share)).toEqual([0, expect.closeTo(0.1), expect.closeTo(0.1)]);
  });
});

describe('tables', () => {
  const offer = (parts: Partial<Conversion>): Conversion => ({
    kind: 'upgrade',
    trigger: 'wall',
    segment: 0,
    tenureClass: 0,
    shown: 100,
    noticed: 80,
    accepted: 10,
    regretted: 2,
    ...parts,
  });

  test('offers are summed by what they are told apart by; what never happens has no row', () => {
    const rows = [
      offer({}),
      offer({ segment: 1, accepted: 30 }),
      offer({ trigger: 'blast', shown: 50, noticed: 5, accepted: 0, regretted: 0 }),
    ];
    const byTrigger = conversionGroups([rows, []], 'trigger', ['Small', 'Large']);
    expect(byTrigger.map(({ name }) => name)).toEqual(['At the wall', 'Blast to everybody']);
    expect(byTrigger[0]!.funnels).toEqual([
      { strategy: 0, shown: 200, noticedShare: 0.8, acceptedShare: 0.2, regrettedShare: 0.1 },
      { strategy: 1, shown: 0, noticedShare: null, acceptedShare: null, regrettedShare: null },
    ]);
    expect(byTrigger[1]!.funnels[0]!.regrettedShare).toBeNull();
    const bySegment = conversionGroups([rows], 'segment', ['Small', 'Large']);
    expect(bySegment.map(({ name, funnels }) => [name, funnels[0]!.shown])).toEqual([
      ['Small', 150],
      ['Large', 100],
    ]);
    expect(conversionSummary([rows, []], names, format)).toContain('B makes no offer.');
  });

  test('causes of expansion: the larger first, what never happens left out', () => {
    const rows = causeRows([madeUpMovements(3), madeUpMovements(3)], format);
    expect(rows.map(({ name }) => name)).toEqual(['Add-on', 'Higher plan', 'More seats']);
    expect(causeSummary([madeUpMovements(3)], ['A'], format)).toBe('Under A 50% comes from add-ons.');
  });

  test('observed churn: only what somebody has', () => {
    const observedChurn = {
      byProducts: [
        { customerMonths: 1000, churn: 0.04 },
        { customerMonths: 0, churn: null },
      ],
      byContract: [{ customerMonths: 1000, churn: 0.04 }],
    };
    expect(observedRows([{ observedChurn }], format).map(({ name }) => name)).toEqual([
      'No add-on',
      'A monthly contract',
    ]);
  });

  test('ranges share one scale, with zero on it', () => {
    const [first, second, none] = placeRanges([
      { p10: 0, p90: 100, mean: 50 },
      { p10: -100, p90: 0, mean: -50 },
      { p10: null, p90: null, mean: null },
    ]);
    expect([first, second, none]).toEqual([
      { zero: 50, from: 50, to: 100, mean: 75 },
      { zero: 50, from: 0, to: 50, mean: 25 },
      undefined,
    ]);
  });
});

describe('what differs', () => {
  const scenario = smallScenario();
  const [first] = scenario.strategies;

  test('alike is said to be alike', () => {
    const twins = { ...scenario, strategies: [first!, { ...first!, name: 'Twin' }] };
    expect(whatDiffers(twins, format)).toEqual([]);
    expect(differsSummary([], format)).toBe('The two strategies are set alike.');
  });

  test('each setting once, with both values in words and where it stands', () => {
    const other = {
      ...first!,
      name: 'Other',
      budget: { ...first!.budget, perMonth: { p10: 100, p90: 200, shape: 'normal' as const } },
      contracts: { ...first!.contracts, annualAtStart: !first!.contracts.annualAtStart },
    };
    const differences = whatDiffers({ ...scenario, strategies: [first!, other] }, format);
    expect(differences).toEqual([
      {
        group: 'Budget',
        setting: 'Budget',
        values: ['€8,000 a month', '8 of 10 between €100 a month and €200 a month'],
      },
      expect.objectContaining({ group: 'Contracts', setting: 'Annual at first purchase' }),
    ]);
    expect(differsSummary(differences, format)).toBe('They differ in 2 settings: budget and contracts.');
  });
});

test('how much of what a scenario rests on is assumed', () => {
  const saidOf = (...confidences: ('weak' | 'assumption' | undefined)[]) =>
    sourcesSummary(
      confidences.map((confidence) => ({ what: 'a', source: 'b', ...(confidence && { confidence }) })),
      format,
    );
  expect(saidOf(undefined)).toBe('One source.');
  expect(saidOf('weak', undefined)).toBe('2 sources.');
  expect(saidOf('weak', 'assumption')).toBe('1 of 2 is an assumption.');
  expect(saidOf('weak', 'assumption', 'assumption')).toBe('2 of 3 are assumptions.');
  expect(saidOf('assumption')).toBe('An assumption.');
  expect(saidOf('assumption', 'assumption')).toBe('2 assumptions.');
});

test('a downloaded table has every digit, its origin in every row, and no formula', () => {
  const twin = { columns: ['=Name', 'Value'], rows: [[words('@x'), number(-1 / 3, '−0.3')]] };
  const origin = {
    scenario: '+plus',
    strategies: names,
    seed: 's,1',
    months: 12,
    replications: 40,
    engine: '1',
    fingerprint: 'abc',
  };
  expect(twinCsv(twin, origin)).toBe(
    "'=Name,Value,scenario,seed,futures,engine,fingerprint\r\n'@x,-0.3333333333333333,'+plus,\"s,1\",40,1,abc\r\n",
  );
});
