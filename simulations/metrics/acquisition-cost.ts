/** What a new and an expanded unit of revenue cost, and how soon it is earned back. Averages; margins are a design. */
import type { Ledger } from '../ledger.ts';
import type { Metric, MetricContext } from './metric.ts';
import { share } from './ratio.ts';
import { survivalShares } from './retention.ts';
import { allExpansion } from './revenue.ts';

const acquisition = (ledger: Ledger): number => ledger.sum('acquisitionCost');
const expansionSpend = (ledger: Ledger): number => ledger.sum('successCost') + ledger.sum('programCost');

/** Share of revenue left after goods, processing and support. */
export function grossMargin(ledger: Ledger): number {
  const revenue = ledger.sum('revenue');
  const direct = ledger.sum('goodsCost') + ledger.sum('processingCost') + ledger.sum('supportCost');
  return share(revenue - direct, revenue);
}

/** Monthly gross profit of a newly won customer. */
function monthlyMargin(ledger: Ledger): number {
  return share(ledger.sum('newMrr'), ledger.sum('newCustomers')) * grossMargin(ledger);
}

const blended = (ledger: Ledger): number => share(acquisition(ledger), ledger.sum('newCustomers'));

function paid(ledger: Ledger): number {
  const signups = ledger.sum('paidSignups') + ledger.sum('organicSignups') + ledger.sum('referredSignups');
  const converted = share(ledger.sum('newCustomers'), signups);
  return share(acquisition(ledger), ledger.sum('paidSignups') * converted);
}

function simplePayback(ledger: Ledger): number {
  return share(blended(ledger), monthlyMargin(ledger));
}

/** First month by which the surviving customers have earned the cost back; NaN when they never do within the horizon. */
function adjustedPayback(ledger: Ledger, _: MetricContext): number {
  const margin = monthlyMargin(ledger);
  const cost = blended(ledger);
  const survival = survivalShares(ledger);
  let earned = 0;
  for (let month = 0; month < ledger.layout.months; month++) {
    earned += margin * (month === 0 ? 1 : (survival[month - 1] ?? 0));
    if (earned >= cost) return month + 1;
  }
  return NaN;
}

export const acquisitionCostMetrics: readonly Metric[] = [
  {
    id: 'cacPaid',
    name: 'CAC, paid',
    unit: 'money',
    better: 'lower',
    formula: 'acquisition cost / customers won from paid sign-ups (at the conversion of all sign-ups)',
    total: paid,
  },
  {
    id: 'cacBlended',
    name: 'CAC, blended',
    unit: 'money',
    better: 'lower',
    formula: 'acquisition cost / all new customers',
    total: blended,
  },
  {
    id: 'cacLoaded',
    name: 'CAC, fully loaded',
    unit: 'money',
    better: 'lower',
    formula: '(acquisition + success + program) / all new customers',
    total: (ledger) => share(acquisition(ledger) + expansionSpend(ledger), ledger.sum('newCustomers')),
  },
  {
    id: 'paybackSimple',
    name: 'CAC payback, simple',
    unit: 'months',
    better: 'lower',
    formula: 'blended CAC / (new MRR per new customer × gross margin)',
    total: simplePayback,
  },
  {
    id: 'paybackAdjusted',
    orNever: true,
    name: 'CAC payback, survival-adjusted',
    unit: 'months',
    better: 'lower',
    formula:
      'first month by which those still there have earned the blended CAC; absent when never within the horizon',
    total: adjustedPayback,
  },
  {
    id: 'costPerNewArr',
    name: 'Cost of 1 of new ARR',
    unit: 'ratio',
    better: 'lower',
    formula: 'acquisition cost / (12 × new MRR), over the run',
    total: (ledger) => share(acquisition(ledger), 12 * ledger.sum('newMrr')),
  },
  {
    id: 'costPerExpansionArr',
    name: 'Cost of 1 of expansion ARR',
    unit: 'ratio',
    better: 'lower',
    formula: '(success + program) / (12 × expansion MRR), over the run',
    total: (ledger) => share(expansionSpend(ledger), 12 * allExpansion(ledger)),
  },
];
