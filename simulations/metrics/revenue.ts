/** Monthly recurring revenue, what moves it, and what expansion contributes. */
import { monthly } from '../ledger.ts';
import type { Ledger, MonthlyMeasure } from '../ledger.ts';
import type { Metric } from './metric.ts';
import { share } from './ratio.ts';

export const expansionCauses = [
  'expansionUpgrade',
  'expansionAddOn',
  'expansionBundle',
  'expansionSeats',
  'expansionUsage',
] as const;

/** Expansion of all causes in a month. */
export function expansion(ledger: Ledger, month: number): number {
  let sum = 0;
  for (const cause of expansionCauses) sum += ledger.total(cause, month);
  return sum;
}

export function allExpansion(ledger: Ledger): number {
  let sum = 0;
  for (const cause of expansionCauses) sum += ledger.sum(cause);
  return sum;
}

/** MRR with which a month opens: the close of the month before, or what the customers of before pay. */
export function opening(ledger: Ledger, month: number): number {
  return month === 0 ? ledger.totalOf(monthly.startingMrr, 0) : ledger.totalOf(monthly.mrr, month - 1);
}

export function contractionAndChurn(ledger: Ledger, month: number): number {
  return ledger.totalOf(monthly.contractionMrr, month) + ledger.totalOf(monthly.churnedMrr, month);
}

const movement = (
  id: string,
  name: string,
  better: Metric['better'],
  measure: MonthlyMeasure,
  formula: string,
): Metric => ({
  id,
  name,
  unit: 'money',
  better,
  formula: `${formula}, in the month; in total, over the run`,
  monthly: (ledger, month) => ledger.total(measure, month),
  total: (ledger) => ledger.sum(measure),
});

export const revenueMetrics: readonly Metric[] = [
  {
    id: 'mrr',
    name: 'MRR',
    unit: 'money',
    better: 'higher',
    formula: 'monthly recurring revenue after discounts, at the close of the month',
    monthly: (ledger, month) => ledger.totalOf(monthly.mrr, month),
    inSegments: true,
  },
  {
    id: 'arpa',
    name: 'MRR per customer',
    unit: 'money',
    better: 'higher',
    formula: 'MRR / paying customers, at the close of the month',
    monthly: (ledger, month) =>
      share(ledger.totalOf(monthly.mrr, month), ledger.totalOf(monthly.payingCustomers, month)),
  },
  movement('newMrr', 'New MRR', 'higher', 'newMrr', 'MRR of first payments'),
  movement('returnedMrr', 'Returned MRR', 'higher', 'returnedMrr', 'MRR of customers who came back'),
  {
    id: 'expansionMrr',
    name: 'Expansion MRR',
    unit: 'money',
    better: 'higher',
    formula:
      'MRR added by existing customers (upgrade, add-on, bundle, seats, usage), in the month; in total, over the run',
    monthly: expansion,
    total: allExpansion,
  },
  movement(
    'expansionUpgrade',
    'Expansion by upgrade',
    'higher',
    'expansionUpgrade',
    'MRR added by higher plans',
  ),
  movement(
    'expansionAddOn',
    'Expansion by add-on',
    'higher',
    'expansionAddOn',
    'MRR added by single add-ons',
  ),
  movement('expansionBundle', 'Expansion by bundle', 'higher', 'expansionBundle', 'MRR added by the bundle'),
  movement('expansionSeats', 'Expansion by seats', 'higher', 'expansionSeats', 'MRR added by more seats'),
  movement('expansionUsage', 'Expansion by usage', 'higher', 'expansionUsage', 'MRR added by more usage'),
  movement(
    'contractionMrr',
    'Contraction MRR',
    'lower',
    'contractionMrr',
    'MRR lost from customers who stay',
  ),
  movement('churnedMrr', 'Churned MRR', 'lower', 'churnedMrr', 'MRR of customers who left'),
  {
    id: 'expansionShareOfNew',
    name: 'Expansion share of new ARR',
    unit: 'share',
    better: 'neither',
    formula: 'expansion / (new + expansion), over the run',
    total: (ledger) => share(allExpansion(ledger), allExpansion(ledger) + ledger.sum('newMrr')),
  },
  {
    id: 'expansionShareOfRevenue',
    name: 'Expansion share of all revenue',
    unit: 'share',
    better: 'neither',
    formula:
      'what each customer pays beyond its first month’s MRR / MRR, at the close of the month; in total, over the run',
    monthly: (ledger, month) =>
      share(ledger.totalOf(monthly.mrrBeyondFirst, month), ledger.totalOf(monthly.mrr, month)),
    total: (ledger) => share(ledger.sum('mrrBeyondFirst'), ledger.sum('mrr')),
  },
  {
    id: 'expansionRate',
    name: 'Expansion of opening MRR',
    unit: 'share',
    better: 'higher',
    formula: 'expansion / opening MRR, in the month; in total, the average over the run',
    monthly: (ledger, month) => share(expansion(ledger, month), opening(ledger, month)),
    total: (ledger) => {
      let opened = 0;
      for (let month = 0; month < ledger.layout.months; month++) opened += opening(ledger, month);
      return share(allExpansion(ledger), opened);
    },
  },
  movement(
    'unwantedRevenue',
    'Unwanted revenue',
    'lower',
    'unwantedRevenue',
    'revenue from what was bought without need or slipped in',
  ),
  movement(
    'trappedRevenue',
    'Revenue from those who want out',
    'lower',
    'trappedRevenue',
    'revenue of months in which a customer, bound by no contract, paid but wanted out',
  ),
];
