/** What is spent to win customers and to grow those there are: where a budget goes, not what comes of it. */
import { monthly } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import type { Metric } from './metric.ts';
import { overRun } from './money.ts';

type Spend = (ledger: Ledger, month: number) => number;

const acquisition: Spend = (ledger, month) => ledger.totalOf(monthly.acquisitionCost, month);
const success: Spend = (ledger, month) => ledger.totalOf(monthly.successCost, month);
const program: Spend = (ledger, month) => ledger.totalOf(monthly.programCost, month);

/** More of it is neither better nor worse: that is for what it brings to say. */
const spend = (id: string, name: string, formula: string, monthly: Spend): Metric => ({
  id,
  name,
  unit: 'money',
  better: 'neither',
  formula: `${formula} in the month; in total, over the run`,
  monthly,
  total: (ledger) => overRun(ledger, monthly),
});

export const spendMetrics: readonly Metric[] = [
  spend('acquisitionSpend', 'Spent on acquisition', 'what is spent to win sign-ups', acquisition),
  spend(
    'expansionSpend',
    'Spent on customers there are',
    'customer success + expansion program',
    (ledger, month) => success(ledger, month) + program(ledger, month),
  ),
  spend('successSpend', 'Spent on customer success', 'what customer success costs', success),
  spend(
    'programSpend',
    'Spent on the expansion program',
    'what the program spends on each customer + what offers cost to bring',
    program,
  ),
];
