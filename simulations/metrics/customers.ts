/** Who is there, who comes, and through which door. */
import { monthly } from '../ledger.ts';
import type { Ledger, MonthlyMeasure } from '../ledger.ts';
import type { Metric } from './metric.ts';
import { share } from './ratio.ts';

const signups = (ledger: Ledger, month: number): number =>
  ledger.totalOf(monthly.paidSignups, month) +
  ledger.totalOf(monthly.organicSignups, month) +
  ledger.totalOf(monthly.referredSignups, month);

const allSignups = (ledger: Ledger): number =>
  ledger.sum('paidSignups') + ledger.sum('organicSignups') + ledger.sum('referredSignups');

const channelShare = (id: string, name: string, measure: MonthlyMeasure): Metric => ({
  id,
  name: `Share of ${name}`,
  unit: 'share',
  better: 'neither',
  formula: `${name} / all sign-ups, over the run`,
  total: (ledger) => share(ledger.sum(measure), allSignups(ledger)),
});

export const customerMetrics: readonly Metric[] = [
  {
    id: 'payingCustomers',
    name: 'Paying customers',
    unit: 'count',
    better: 'higher',
    formula: 'customers who pay, at the close of the month',
    monthly: (ledger, month) => ledger.totalOf(monthly.payingCustomers, month),
    inSegments: true,
  },
  {
    id: 'freeUsers',
    name: 'Free users',
    unit: 'count',
    better: 'neither',
    formula: 'users who do not pay yet, at the close of the month',
    monthly: (ledger, month) => ledger.totalOf(monthly.freeUsers, month),
  },
  {
    id: 'signups',
    name: 'Sign-ups',
    unit: 'count',
    better: 'higher',
    formula: 'paid + organic + referred sign-ups in the month; in total, over the run',
    monthly: signups,
    total: allSignups,
  },
  {
    id: 'newCustomers',
    name: 'New customers',
    unit: 'count',
    better: 'higher',
    formula: 'first payments in the month; in total, over the run',
    monthly: (ledger, month) => ledger.totalOf(monthly.newCustomers, month),
    total: (ledger) => ledger.sum('newCustomers'),
  },
  {
    id: 'freeToPaid',
    name: 'Sign-up to paid',
    unit: 'share',
    better: 'higher',
    formula: 'first payments / sign-ups, over the run',
    total: (ledger) => share(ledger.sum('newCustomers'), allSignups(ledger)),
  },
  channelShare('paidShare', 'paid sign-ups', 'paidSignups'),
  channelShare('organicShare', 'organic sign-ups', 'organicSignups'),
  channelShare('referredShare', 'referred sign-ups', 'referredSignups'),
];
