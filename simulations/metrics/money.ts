/** Contribution and cash: what is earned, what is in the bank, how deep the trough is and when it is over. */
import { monthly } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import { power } from '../random/power.ts';
import type { Metric, MetricContext } from './metric.ts';
import { share } from './ratio.ts';

// By number: a look-up by name takes longer than the sum, and these are asked for thousands of times a future.

/** All costs of a month but refunds. */
export function costs(ledger: Ledger, month: number): number {
  return (
    ledger.totalOf(monthly.goodsCost, month) +
    ledger.totalOf(monthly.processingCost, month) +
    ledger.totalOf(monthly.supportCost, month) +
    ledger.totalOf(monthly.successCost, month) +
    ledger.totalOf(monthly.programCost, month) +
    ledger.totalOf(monthly.acquisitionCost, month) +
    ledger.totalOf(monthly.fines, month)
  );
}

/** Recognised revenue less refunds and all costs. */
export function contribution(ledger: Ledger, month: number): number {
  return (
    ledger.totalOf(monthly.revenue, month) - ledger.totalOf(monthly.refunds, month) - costs(ledger, month)
  );
}

/** Cash of a month: billed, prepayments included, less refunds and all costs. */
export function cash(ledger: Ledger, month: number): number {
  return (
    ledger.totalOf(monthly.billed, month) - ledger.totalOf(monthly.refunds, month) - costs(ledger, month)
  );
}

/** Sum of a flow over all months of the run, or over the first so many. */
export function overRun(
  ledger: Ledger,
  flow: (ledger: Ledger, month: number) => number,
  months = ledger.layout.months,
): number {
  let sum = 0;
  for (let month = 0; month < months; month++) sum += flow(ledger, month);
  return sum;
}

function deepest(ledger: Ledger): number {
  let level = 0;
  let lowest = 0;
  for (let month = 0; month < ledger.layout.months; month++) {
    level += cash(ledger, month);
    if (level < lowest) lowest = level;
  }
  return lowest === 0 ? 0 : -lowest;
}

/** Months until cumulative cash is above zero for good; NaN when it is below at the horizon. */
function breakEven(ledger: Ledger): number {
  let level = 0;
  let after = 0;
  for (let month = 0; month < ledger.layout.months; month++) {
    level += cash(ledger, month);
    if (level < 0) after = month + 1;
  }
  return after === ledger.layout.months ? NaN : after;
}

function discounted(ledger: Ledger, { world }: MetricContext): number {
  const rate = 1 + world.costs.discountRate;
  let sum = 0;
  for (let month = 0; month < ledger.layout.months; month++)
    sum += contribution(ledger, month) * power(rate, -month / 12);
  return sum;
}

/** Cash burnt for each unit of recurring revenue a year won net; NaN when none was won. */
function burn(ledger: Ledger): number {
  const last = ledger.layout.months - 1;
  const won = 12 * (ledger.totalOf(monthly.mrr, last) - ledger.totalOf(monthly.startingMrr, 0));
  const burnt = -overRun(ledger, cash);
  return share(burnt > 0 ? burnt : 0, won);
}

export const moneyMetrics: readonly Metric[] = [
  {
    id: 'contribution',
    name: 'Contribution',
    unit: 'money',
    better: 'higher',
    formula:
      'recognised revenue - refunds - all costs (goods, processing, support, success, program, acquisition, fines)',
    monthly: contribution,
    total: (ledger) => overRun(ledger, contribution),
  },
  {
    id: 'cumulativeContribution',
    name: 'Cumulative contribution',
    unit: 'money',
    better: 'higher',
    formula: 'contribution of all months so far',
    monthly: contribution,
    cumulates: true,
    total: (ledger) => overRun(ledger, contribution),
  },
  {
    id: 'discountedContribution',
    name: 'Discounted contribution',
    unit: 'money',
    better: 'higher',
    formula: 'contribution of the run, each month discounted to the first',
    total: discounted,
  },
  {
    id: 'cumulativeCash',
    name: 'Cash',
    unit: 'money',
    better: 'higher',
    formula: 'billed (prepayments included) - refunds - all costs, all months so far',
    monthly: cash,
    cumulates: true,
    total: (ledger) => overRun(ledger, cash),
  },
  {
    id: 'cashTrough',
    name: 'Deepest cash trough',
    unit: 'money',
    better: 'lower',
    formula: 'lowest point of cash below zero, as a positive amount',
    total: deepest,
  },
  {
    id: 'breakEven',
    orNever: true,
    name: 'Break-even',
    unit: 'months',
    better: 'lower',
    formula: 'months until cash stays above zero',
    total: breakEven,
  },
  {
    id: 'burnPerNewArr',
    name: 'Burn per net new ARR',
    unit: 'ratio',
    better: 'lower',
    formula: 'cash burnt over the run / yearly recurring revenue won net',
    total: burn,
  },
  {
    id: 'revenue',
    name: 'Revenue',
    unit: 'money',
    better: 'higher',
    formula: 'recognised revenue in the month; in total, over the run',
    monthly: (ledger, month) => ledger.totalOf(monthly.revenue, month),
    total: (ledger) => ledger.sum('revenue'),
  },
  {
    id: 'overspentBudget',
    name: 'Budget overspent',
    unit: 'money',
    better: 'lower',
    formula: 'what the policy per account cost beyond the budget, over the run',
    monthly: (ledger, month) => ledger.totalOf(monthly.overspentBudget, month),
    total: (ledger) => ledger.sum('overspentBudget'),
  },
];
