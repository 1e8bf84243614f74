/** Who stays, and what of the money stays. */
import { kaplanMeier, medianOf, survivalOf } from '../statistics/kaplan-meier.ts';
import type { KaplanMeier } from '../statistics/kaplan-meier.ts';
import { monthly } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import type { Metric } from './metric.ts';
import { share } from './ratio.ts';
import { contractionAndChurn, expansion, opening } from './revenue.ts';

const lost = (ledger: Ledger, month: number): number =>
  ledger.totalOf(monthly.voluntaryChurn, month) + ledger.totalOf(monthly.involuntaryChurn, month);

const opened = (ledger: Ledger, month: number): number =>
  month === 0
    ? ledger.totalOf(monthly.startingCustomers, 0)
    : ledger.totalOf(monthly.payingCustomers, month - 1);

/** Sum over the run of events over the sum of those who could have had one: a customer-month average. */
function average(
  ledger: Ledger,
  event: (ledger: Ledger, month: number) => number,
  exposed: (ledger: Ledger, month: number) => number,
): number {
  let events = 0;
  let exposure = 0;
  for (let month = 0; month < ledger.layout.months; month++) {
    events += event(ledger, month);
    exposure += exposed(ledger, month);
  }
  return share(events, exposure);
}

const rate = (
  id: string,
  name: string,
  formula: string,
  event: (ledger: Ledger, month: number) => number,
  exposed: (ledger: Ledger, month: number) => number,
): Metric => ({
  id,
  name,
  unit: 'share',
  better: 'lower',
  formula: `${formula}; in total, the average over the run`,
  monthly: (ledger, month) => share(event(ledger, month), exposed(ledger, month)),
  total: (ledger) => average(ledger, event, exposed),
});

/** Survival by months paid, medians in months; whoever is still there at the horizon is censored, not dropped. */
export function survivalCurve(ledger: Ledger): KaplanMeier {
  return curve(ledger, 'left', 'censored');
}

/** Time from first payment to the end of the month of the first expansion; leaving unexpanded and the horizon censor. */
export function timeToExpansion(ledger: Ledger): KaplanMeier {
  return curve(ledger, 'firstExpansions', 'unexpandedEnds');
}

/** The curves alone, without their bands: what a metric of every future has time for. */
export function survivalShares(ledger: Ledger): Float64Array {
  const { atRisk, events } = leavings(ledger);
  return survivalOf(atRisk, events);
}

export function unexpandedShares(ledger: Ledger): Float64Array {
  const { atRisk, events } = watched(ledger, 'firstExpansions', 'unexpandedEnds');
  return survivalOf(atRisk, events);
}

function curve(
  ledger: Ledger,
  event: 'left' | 'firstExpansions',
  censoring: 'censored' | 'unexpandedEnds',
): KaplanMeier {
  const { atRisk, events } = watched(ledger, event, censoring);
  const estimate = kaplanMeier(atRisk, events);
  // Who left in the month of the first payment has paid for one month: the k-th entry of a curve is the end of month k + 1.
  return {
    ...estimate,
    median: estimate.median + 1,
    medianLow: estimate.medianLow + 1,
    medianHigh: estimate.medianHigh + 1,
  };
}

/** Of those whose first stay lasted into each month since first payment, how many left in it. */
export function leavings(ledger: Ledger): Watched {
  return watched(ledger, 'left', 'censored');
}

interface Watched {
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
}

function watched(
  ledger: Ledger,
  event: 'left' | 'firstExpansions',
  censoring: 'censored' | 'unexpandedEnds',
): Watched {
  const { months } = ledger.layout;
  const events = new Float64Array(months);
  const atRisk = new Float64Array(months);
  let risk = 0;
  for (let month = months - 1; month >= 0; month--) {
    const ended = ledger.tenureTotal(event, month);
    risk += ended + ledger.tenureTotal(censoring, month);
    events[month] = ended;
    atRisk[month] = risk;
  }
  return { atRisk, events };
}

/** Share of customers still there after so many months; NaN when nobody was watched that long, unless all had left. */
function survivalAt(ledger: Ledger, months: number): number {
  if (months > ledger.layout.months) return NaN;
  const surviving = survivalShares(ledger)[months - 1] ?? NaN;
  const watchedSoLong = leavings(ledger).atRisk[months - 1] ?? 0;
  return watchedSoLong > 0 || surviving === 0 ? surviving : NaN;
}

export const retentionMetrics: readonly Metric[] = [
  {
    id: 'nrr',
    name: 'NRR, 12 months',
    unit: 'share',
    better: 'higher',
    formula:
      'MRR now of those who paid 12 months ago / their MRR then; who left stays in the denominator, who returned is out',
    monthly: (ledger, month) =>
      share(ledger.totalOf(monthly.mrrKept, month), ledger.totalOf(monthly.mrrYearAgo, month)),
  },
  {
    id: 'grr',
    name: 'GRR, 12 months',
    unit: 'share',
    better: 'higher',
    formula: 'the same with each customer capped at its MRR of 12 months ago',
    monthly: (ledger, month) =>
      share(ledger.totalOf(monthly.mrrKeptCapped, month), ledger.totalOf(monthly.mrrYearAgo, month)),
  },
  {
    id: 'nrrWithReturned',
    name: 'NRR with returned, 12 months',
    unit: 'share',
    better: 'higher',
    formula: 'NRR counting those who left and came back within the year',
    monthly: (ledger, month) =>
      share(ledger.totalOf(monthly.mrrKeptWithReturned, month), ledger.totalOf(monthly.mrrYearAgo, month)),
  },
  {
    ...rate(
      'logoChurn',
      'Logo churn',
      'paying customers lost in the month / paying at its start',
      lost,
      opened,
    ),
    inSegments: true,
  },
  rate(
    'voluntaryChurn',
    'Voluntary churn',
    'customers who cancelled in the month / paying at its start',
    (ledger, month) => ledger.totalOf(monthly.voluntaryChurn, month),
    opened,
  ),
  rate(
    'involuntaryChurn',
    'Involuntary churn',
    'customers lost to failed payments in the month / paying at its start',
    (ledger, month) => ledger.totalOf(monthly.involuntaryChurn, month),
    opened,
  ),
  {
    id: 'involuntaryShare',
    name: 'Involuntary share of churn',
    unit: 'share',
    better: 'neither',
    formula: 'customers lost to failed payments / all customers lost, over the run',
    total: (ledger) =>
      share(ledger.sum('involuntaryChurn'), ledger.sum('involuntaryChurn') + ledger.sum('voluntaryChurn')),
  },
  rate(
    'grossRevenueChurn',
    'Gross revenue churn',
    '(churned + contraction) / opening MRR',
    contractionAndChurn,
    opening,
  ),
  rate(
    'netRevenueChurn',
    'Net revenue churn',
    '(churned + contraction - expansion) / opening MRR',
    (ledger, month) => contractionAndChurn(ledger, month) - expansion(ledger, month),
    opening,
  ),
  {
    id: 'survival12',
    name: 'Survival, 12 months',
    unit: 'share',
    better: 'higher',
    formula: 'Kaplan-Meier share of customers still paying 12 months after first payment',
    total: (ledger) => survivalAt(ledger, 12),
  },
  {
    id: 'survival36',
    name: 'Survival, 36 months',
    unit: 'share',
    better: 'higher',
    formula: 'Kaplan-Meier share of customers still paying 36 months after first payment',
    total: (ledger) => survivalAt(ledger, 36),
  },
  {
    id: 'timeToExpansion',
    orNever: true,
    name: 'Time to expansion, median',
    unit: 'months',
    better: 'lower',
    formula:
      'Kaplan-Meier median of the months from first payment to first expansion, the month of the expansion included',
    total: (ledger) => medianOf(unexpandedShares(ledger)) + 1,
  },
];
