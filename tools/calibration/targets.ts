/**
 * What the default world is held against: published numbers, and how each is measured in the model. Rates are ratios of
 * means over the futures, so that a future with few customers counts little.
 */
import type { Ledger, MonthlyMeasure } from '../../simulations/ledger.ts';
import { grossMargin } from '../../simulations/metrics/acquisition-cost.ts';
import { allExpansion } from '../../simulations/metrics/revenue.ts';
import { timeToExpansion, survivalCurve } from '../../simulations/metrics/retention.ts';
import type { MetricContext } from '../../simulations/metrics/metric.ts';
import type { Outcome } from '../../simulations/designs/outcomes.ts';
import { survival } from '../../simulations/theory/shifted-beta-geometric.ts';
import { meanOf, quotientOf, ratioOfMeans, transformed } from '../../simulations/statistics/estimate.ts';
import type { Estimate } from '../../simulations/statistics/estimate.ts';
import { evidenceOf } from './laboratory.ts';
import type { Shape } from './page.ts';

/** Value that a source gives, with its range where it gives one. */
export interface Aim {
  readonly from: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Target {
  readonly name: string;
  readonly shape: Shape;
  readonly aim: Aim;
  readonly reached: (values: Values) => Estimate;
  /** How it is measured, where the name does not say it. */
  readonly note?: string;
}

export type Values = Readonly<Record<string, Float64Array>>;

// ---- Quantities ----------------------------------------------------------------------------------------------

const lost = (ledger: Ledger): number => ledger.sum('voluntaryChurn') + ledger.sum('involuntaryChurn');

/** Paying customers at the opening of every month, summed: the customer-months in which one can be lost. */
function opened(ledger: Ledger): number {
  const { months } = ledger.layout;
  return ledger.total('startingCustomers', 0) + ledger.sum('payingCustomers', 0, months - 1);
}

const lastMonth = (measure: MonthlyMeasure) => (ledger: Ledger) =>
  ledger.total(measure, ledger.layout.months - 1);

/** Read for every segment under `name 0`, `name 1`, … and for all under `name`. */
const bySegment: Readonly<Record<string, (ledger: Ledger) => number>> = {
  lost,
  opened,
  kept: lastMonth('mrrKept'),
  keptCapped: lastMonth('mrrKeptCapped'),
  yearAgo: lastMonth('mrrYearAgo'),
  mrr: lastMonth('mrr'),
  paying: lastMonth('payingCustomers'),
  survival12: (ledger) => survivalCurve(ledger).survival[11] ?? NaN,
};

export function quantitiesFor(segments: number): Readonly<Record<string, Outcome>> {
  const list: [string, Outcome][] = Object.entries(bySegment).flatMap(([name, read]) => [
    [name, read] satisfies [string, Outcome],
    ...Array.from({ length: segments }, (_, index): [string, Outcome] => [
      `${name} ${index}`,
      (ledger) => read(ledger.ofSegment(index)),
    ]),
  ]);
  return Object.fromEntries([
    ...list,
    ['involuntary', (ledger: Ledger) => ledger.sum('involuntaryChurn')],
    ['newMrr', (ledger: Ledger) => ledger.sum('newMrr')],
    ['expansionMrr', allExpansion],
    ['expansions', (ledger: Ledger) => ledger.sum('expansions')],
    [
      'signups',
      (ledger: Ledger) =>
        ledger.sum('paidSignups') + ledger.sum('organicSignups') + ledger.sum('referredSignups'),
    ],
    ['unpaidSignups', (ledger: Ledger) => ledger.sum('organicSignups') + ledger.sum('referredSignups')],
    ['newCustomers', (ledger: Ledger) => ledger.sum('newCustomers')],
    ['acquisition', (ledger: Ledger) => ledger.sum('acquisitionCost')],
    ['policy', (ledger: Ledger) => ledger.sum('successCost') + ledger.sum('programCost')],
    ['revenue', (ledger: Ledger) => ledger.sum('revenue')],
    ['trapped', (ledger: Ledger) => ledger.sum('trappedRevenue')],
    ['margin', grossMargin],
    ['managers', managers],
    ['coveredRevenue', coveredRevenue],
    ['expansionAfter', medianGivenExpansion],
    ['medianTime', (ledger: Ledger) => timeToExpansion(ledger).median],
    ['unexpanded', (ledger: Ledger) => timeToExpansion(ledger).survival.at(-1) ?? NaN],
  ]);
}

/** Cost of managers, from the policy: coverage is drawn without regard to who the customer is. */
function managers(ledger: Ledger, { world, strategy }: MetricContext): number {
  return world.segments.reduce((sum, segment, index) => {
    const covered =
      (strategy.success.coverage[segment.id] ?? 0) * ledger.ofSegment(index).sum('payingCustomers');
    return sum + (covered * world.costs.managerPerMonth) / segment.accountsPerManager;
  }, 0);
}

function coveredRevenue(ledger: Ledger, { world, strategy }: MetricContext): number {
  return world.segments.reduce(
    (sum, segment, index) =>
      sum + (strategy.success.coverage[segment.id] ?? 0) * ledger.ofSegment(index).sum('revenue'),
    0,
  );
}

/** Median months from first payment to first expansion of those who expanded within the run, between months linearly. */
function medianGivenExpansion(ledger: Ledger): number {
  const { months } = ledger.layout;
  const events = Array.from({ length: months }, (_, month) => ledger.tenureTotal('firstExpansions', month));
  const half = events.reduce((sum, each) => sum + each, 0) / 2;
  let before = 0;
  for (let month = 0; month < months; month++) {
    const here = events[month] ?? 0;
    if (before + here >= half && here > 0) return month - 0.5 + (half - before) / here;
    before += here;
  }
  return NaN;
}

// ---- Estimates -----------------------------------------------------------------------------------------------

const column = (values: Values, name: string): Float64Array => {
  const found = values[name];
  if (found === undefined) throw new Error(`nobody measures ${name}`);
  return found;
};
export const ratio = (values: Values, part: string, whole: string): Estimate =>
  ratioOfMeans(column(values, part), column(values, whole));

/** Customers lost in a year of those there at its start, at this monthly rate throughout. */
export function yearly(monthly: Estimate): Estimate {
  const kept = 1 - monthly.value;
  return transformed(monthly, 1 - kept ** 12, 12 * kept ** 11);
}

const scaled = (estimate: Estimate, factor: number): Estimate =>
  transformed(estimate, factor * estimate.value, factor);

/** Yearly cost of 1 of recurring revenue. */
const costOfNew = (values: Values): Estimate => scaled(ratio(values, 'acquisition', 'newMrr'), 1 / 12);
const costOfExpansion = (values: Values): Estimate => scaled(ratio(values, 'policy', 'expansionMrr'), 1 / 12);

export function expansionShare(values: Values): Estimate {
  const over = ratio(values, 'expansionMrr', 'newMrr');
  return transformed(over, over.value / (1 + over.value), 1 / (1 + over.value) ** 2);
}

// ---- Aims ----------------------------------------------------------------------------------------------------

function aim(id: string): Aim {
  const { default: value, low, high } = evidenceOf(id);
  if (value === null) throw new Error(`evidence ${id} has no value to aim at`);
  return { from: id, value, low, high };
}

/** Survival of the shifted-beta-geometric model at the sources' tail index and first-month churn. */
function survivalAim(): Aim {
  const { value: alpha } = aim('CH11');
  const first = aim('CH05');
  const at = (churn: number) => survival({ alpha, beta: (alpha * (1 - churn)) / churn }, 12);
  const { value: beta } = aim('CH12');
  return {
    from: 'CH12 with CH11; range by CH05',
    value: survival({ alpha, beta }, 12),
    low: at(first.high ?? NaN),
    high: at(first.low ?? NaN),
  };
}

/** Months until a unit of new revenue has earned its cost, at the sources' cost and gross margin. */
function paybackAim(): Aim {
  const cost = aim('CA01');
  const { value: margin } = aim('FI03');
  const months = (each: number) => (12 * each) / margin;
  return {
    from: 'CA01 · 12 / FI03',
    value: months(cost.value),
    low: months(cost.low ?? NaN),
    high: months(cost.high ?? NaN),
  };
}

/** A median without a range of its own, beside the range of medians that the same source gives by size. */
function medianAim(from: string, low: string, high: string): Aim {
  const [least, most] = [aim(low).value, aim(high).value];
  return {
    ...aim(from),
    low: Math.min(least, most),
    high: Math.max(least, most),
    from: `${from}; range ${low} to ${high}`,
  };
}

export const targets: readonly Target[] = [
  {
    name: 'Logo churn of small teams, a month',
    shape: 'percent',
    aim: aim('CH01'),
    reached: (values) => ratio(values, 'lost 0', 'opened 0'),
  },
  {
    name: 'Logo churn of growing companies, a year',
    shape: 'percent',
    aim: aim('CH06'),
    reached: (values) => yearly(ratio(values, 'lost 1', 'opened 1')),
    note: 'monthly churn compounded over twelve months',
  },
  {
    name: 'Logo churn of enterprises, a year',
    shape: 'percent',
    aim: aim('CH07'),
    reached: (values) => yearly(ratio(values, 'lost 2', 'opened 2')),
    note: 'the same',
  },
  {
    name: 'Small teams there after 12 months',
    shape: 'percent',
    aim: survivalAim(),
    reached: (values) => meanOf(column(values, 'survival12 0')),
    note: 'Kaplan-Meier; the target is the model of CH11 and CH12 at first-month churn CH05',
  },
  {
    name: 'Involuntary share of churn',
    shape: 'percent',
    aim: aim('CH08'),
    reached: (values) => ratio(values, 'involuntary', 'lost'),
  },
  {
    name: 'NRR of all, 12 months',
    shape: 'number',
    aim: aim('NR03'),
    reached: (values) => ratio(values, 'kept', 'yearAgo'),
    note: 'in the last month of the run',
  },
  {
    name: 'NRR of small teams',
    shape: 'number',
    aim: aim('NR04'),
    reached: (values) => ratio(values, 'kept 0', 'yearAgo 0'),
  },
  {
    name: 'NRR of growing companies',
    shape: 'number',
    aim: medianAim('NR01a', 'NR01a', 'NR01f'),
    reached: (values) => ratio(values, 'kept 1', 'yearAgo 1'),
    note: 'contracts below 12 000 a year',
  },
  {
    name: 'NRR of enterprises',
    shape: 'number',
    aim: medianAim('NR01a', 'NR01a', 'NR01f'),
    reached: (values) => ratio(values, 'kept 2', 'yearAgo 2'),
    note: 'the same',
  },
  {
    name: 'GRR of all, 12 months',
    shape: 'number',
    aim: {
      ...medianAim('NR02a', 'NR02a', 'NR02f'),
      low: 0.88,
      from: 'NR02a; range from its note (0.88) to NR02f',
    },
    reached: (values) => ratio(values, 'keptCapped', 'yearAgo'),
    note: 'in the last month of the run',
  },
  {
    name: 'Expansion share of new ARR',
    shape: 'percent',
    aim: aim('EX01'),
    reached: expansionShare,
  },
  {
    name: 'Expansions per paying account and month',
    shape: 'percent',
    aim: aim('EX02'),
    reached: (values) => ratio(values, 'expansions', 'opened'),
  },
  {
    name: 'Median time to first expansion, given expansion',
    shape: 'months',
    aim: aim('EX03'),
    reached: (values) => meanOf(column(values, 'expansionAfter')),
    note: 'of those who expanded within the run; mean over the futures',
  },
  {
    name: 'Free to paid',
    shape: 'percent',
    aim: aim('FR01'),
    reached: (values) => ratio(values, 'newCustomers', 'signups'),
    note: 'first payments over sign-ups, whole run',
  },
  {
    name: 'Organic and referred share of sign-ups',
    shape: 'percent',
    aim: aim('CA04'),
    reached: (values) => ratio(values, 'unpaidSignups', 'signups'),
  },
  {
    name: 'Cost of 1 of new ARR',
    shape: 'number',
    aim: aim('CA01'),
    reached: costOfNew,
    note: 'acquisition cost / (12 · new MRR)',
  },
  {
    name: 'Cost of 1 of expansion ARR',
    shape: 'number',
    aim: aim('CA02'),
    reached: costOfExpansion,
    note: '(success + program) / (12 · expansion MRR): all of customer success is laid on expansion',
  },
  {
    name: 'Cost of new against expansion ARR',
    shape: 'number',
    aim: aim('CA03'),
    reached: (values) => quotientOf(costOfNew(values), costOfExpansion(values)),
  },
  {
    name: 'CAC payback',
    shape: 'months',
    aim: paybackAim(),
    reached: (values) => scaled(quotientOf(costOfNew(values), meanOf(column(values, 'margin'))), 12),
    note: 'cost of 1 of new ARR · 12 / gross margin: the simple payback on blended CAC',
  },
  {
    name: 'Revenue from those who want out',
    shape: 'percent',
    aim: aim('DP04'),
    reached: (values) => ratio(values, 'trapped', 'revenue'),
    note: 'the source counts subscriptions of consumers',
  },
  {
    name: 'Cost of a manager over ARR of covered accounts',
    shape: 'percent',
    aim: aim('CU04'),
    reached: (values) => ratio(values, 'managers', 'coveredRevenue'),
    note: 'accounts are taken to bring what all of their segment bring',
  },
];
