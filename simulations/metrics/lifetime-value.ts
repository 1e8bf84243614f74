/** What a customer is worth: realised within a stated horizon, with the expected rest, and by the formula people use. */
import { monthly } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import { power } from '../random/power.ts';
import { fitShiftedBetaGeometric } from '../calibration/shifted-beta-geometric-fit.ts';
import { meanLifetime, retention } from '../theory/shifted-beta-geometric.ts';
import { grossMargin } from './acquisition-cost.ts';
import type { Metric, MetricContext } from './metric.ts';
import { share } from './ratio.ts';
import { leavings, survivalShares } from './retention.ts';

/** Discounted contribution per customer over the LTV horizon, of those whose whole horizon was lived. */
function realised(ledger: Ledger): number {
  const { count, contribution } = ledger.lifetimes();
  return share(contribution, count);
}

/** Two hundred years: what is left then counts for nothing at any rate that anybody would use. */
const TAIL_MONTHS = 2400;

/**
 * Realised value plus the expected rest: those still there at the LTV horizon go on earning what a customer earned a month,
 * leaving by the shifted-beta-geometric model of greatest likelihood for the leavings within the horizon. Without
 * discounting the rest is there · (α+β+h-1)/(α-1), infinite for α ≤ 1 or where nobody left, and then there is none.
 */
function withTail(ledger: Ledger, { world, run }: MetricContext): number {
  const { count, contribution, revenue } = ledger.lifetimes();
  const survival = survivalShares(ledger);
  const horizon = run.ltvMonths;
  if (count === 0 || revenue === 0 || horizon > ledger.layout.months) return NaN;
  const discount = power(1 + world.costs.discountRate, -1 / 12);
  let paidMonths = 0;
  let weight = 1;
  for (let month = 0; month < horizon; month++) {
    paidMonths += weight * (month === 0 ? 1 : (survival[month - 1] ?? 0));
    weight *= discount;
  }
  const perCustomer = contribution / count;
  const there = weight * (survival[horizon - 1] ?? 0);
  return there === 0
    ? perCustomer
    : perCustomer + (perCustomer / paidMonths) * there * paymentsAhead(ledger, horizon, discount);
}

/** Payments still to come, discounted to the first of them, of one who is there after `horizon` months. */
function paymentsAhead(ledger: Ledger, horizon: number, discount: number): number {
  const { atRisk, events } = leavings(ledger);
  const fit = fitShiftedBetaGeometric(atRisk.slice(0, horizon), events.slice(0, horizon));
  if (fit === null) return discount < 1 ? 1 / (1 - discount) : NaN;
  const survivors = { alpha: fit.alpha, beta: fit.beta + horizon };
  if (discount === 1) {
    const months = meanLifetime(survivors);
    return months === Infinity ? NaN : months;
  }
  let sum = 0;
  let weight = 1;
  for (let month = 1; month <= TAIL_MONTHS && weight > 1e-12 * sum; month++) {
    sum += weight;
    weight *= discount * retention(survivors, month);
  }
  return sum;
}

/** ARPA × gross margin / churn: what most spreadsheets use; it has no value where nobody leaves. */
function naive(ledger: Ledger): number {
  let mrr = 0;
  let lost = 0;
  let opening = ledger.totalOf(monthly.startingCustomers, 0);
  let exposed = 0;
  let paying = 0;
  for (let month = 0; month < ledger.layout.months; month++) {
    exposed += opening;
    lost += ledger.totalOf(monthly.voluntaryChurn, month) + ledger.totalOf(monthly.involuntaryChurn, month);
    opening = ledger.totalOf(monthly.payingCustomers, month);
    paying += opening;
    mrr += ledger.totalOf(monthly.mrr, month);
  }
  return share(share(mrr, paying) * grossMargin(ledger), share(lost, exposed));
}

export const lifetimeValueMetrics: readonly Metric[] = [
  {
    id: 'ltv',
    name: 'LTV, realised',
    unit: 'money',
    better: 'higher',
    formula:
      'discounted contribution per customer over the LTV horizon, first payment included, before acquisition cost',
    total: realised,
  },
  {
    id: 'ltvRevenue',
    name: 'Revenue per customer',
    unit: 'money',
    better: 'higher',
    formula: 'undiscounted revenue per customer over the LTV horizon',
    total: (ledger) => {
      const { count, undiscounted } = ledger.lifetimes();
      return share(undiscounted, count);
    },
  },
  {
    id: 'ltvWithTail',
    name: 'LTV, with tail',
    unit: 'money',
    better: 'higher',
    formula:
      'realised LTV plus the expected rest beyond the horizon, by the survival model fitted to who left',
    total: withTail,
  },
  {
    id: 'ltvNaive',
    name: 'LTV, naive',
    unit: 'money',
    better: 'neither',
    formula: 'MRR per customer × gross margin / logo churn: the formula people use, shown beside the others',
    total: naive,
  },
  {
    id: 'ltvToCac',
    name: 'LTV to CAC',
    unit: 'ratio',
    better: 'higher',
    formula: 'realised LTV / blended CAC',
    total: (ledger) =>
      share(realised(ledger), share(ledger.sum('acquisitionCost'), ledger.sum('newCustomers'))),
  },
];
