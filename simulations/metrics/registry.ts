/** The metrics, in the order in which tables show them. */
import type { Ledger } from '../ledger.ts';
import type { Metric } from './metric.ts';

export const metrics: readonly Metric[] = [
  {
    id: 'payingCustomers',
    name: 'Paying customers',
    unit: 'count',
    better: 'higher',
    formula: 'customers who pay at the close of the month',
    monthly: (ledger, month) => ledger.total('payingCustomers', month),
  },
  {
    id: 'mrr',
    name: 'MRR',
    unit: 'money',
    better: 'higher',
    formula: 'monthly recurring revenue at the close of the month',
    monthly: (ledger, month) => ledger.total('mrr', month),
  },
  {
    id: 'logoChurn',
    name: 'Logo churn',
    unit: 'share',
    better: 'lower',
    formula: 'paying customers lost in the month / paying customers at its start',
    monthly: logoChurn,
  },
  {
    id: 'nrr',
    name: 'NRR, 12 months',
    unit: 'ratio',
    better: 'higher',
    formula: 'MRR now of those who paid 12 months ago / their MRR then',
    monthly: (ledger, month) => ledger.total('mrrKept', month) / ledger.total('mrrYearAgo', month),
  },
];

function logoChurn(ledger: Ledger, month: number): number {
  if (month === 0) return NaN;
  const lost = ledger.total('voluntaryChurn', month) + ledger.total('involuntaryChurn', month);
  const opening = ledger.total('payingCustomers', month - 1);
  return opening > 0 ? lost / opening : NaN;
}
