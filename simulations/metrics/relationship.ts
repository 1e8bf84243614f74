/** How customers feel, what they say, and what they answer. */
import { monthly } from '../ledger.ts';
import type { Ledger, MonthlyMeasure } from '../ledger.ts';
import type { Metric } from './metric.ts';
import { share } from './ratio.ts';

/** Mean over paying customers at the close of the month. */
const mean = (
  id: string,
  name: string,
  better: Metric['better'],
  measure: MonthlyMeasure,
  formula: string,
): Metric => ({
  id,
  name,
  unit: 'index',
  better,
  formula: `${formula}, mean over paying customers at the close of the month`,
  monthly: (ledger, month) =>
    share(ledger.total(measure, month), ledger.totalOf(monthly.payingCustomers, month)),
});

const flow = (
  id: string,
  name: string,
  better: Metric['better'],
  measure: MonthlyMeasure,
  formula: string,
): Metric => ({
  id,
  name,
  unit: 'count',
  better,
  formula: `${formula} in the month; in total, over the run`,
  monthly: (ledger, month) => ledger.total(measure, month),
  total: (ledger) => ledger.sum(measure),
});

export const relationshipMetrics: readonly Metric[] = [
  mean('trust', 'Trust', 'higher', 'trust', 'trust, 0 to 1'),
  mean('health', 'Health', 'higher', 'health', 'weighted mean of trust, engagement, value and calm, 0 to 1'),
  mean('engagement', 'Engagement', 'higher', 'engagement', 'engagement, 0 to 1'),
  mean('valueDiscovered', 'Value discovered', 'higher', 'value', 'share of the value discovered'),
  mean(
    'attention',
    'Attention to offers',
    'higher',
    'attention',
    'how much offers are still noticed, 0 to 1',
  ),
  mean('fatigue', 'Offer fatigue', 'lower', 'fatigue', 'offers not yet digested'),
  {
    id: 'reputation',
    name: 'Reputation',
    unit: 'index',
    better: 'higher',
    formula: 'standing of the vendor among those who have not come yet, 0 to 1',
    // One name for the whole company: every segment's row holds the same number.
    monthly: (ledger, month) => ledger.at('reputation', 0, month),
  },
  flow('grudges', 'Left with a grudge', 'lower', 'grudges', 'customers who left feeling wronged'),
  flow('referrals', 'Referred sign-ups', 'higher', 'referredSignups', 'sign-ups brought by customers'),
  flow(
    'offersShown',
    'Offers shown',
    'neither',
    'offersShown',
    'offers put before customers, walls included,',
  ),
  flow('regrets', 'Regrets', 'lower', 'regrets', 'purchases noticed as unwanted'),
  {
    id: 'acceptance',
    name: 'Offers accepted',
    unit: 'share',
    better: 'higher',
    formula: 'offers accepted / offers shown, in the month; in total, over the run',
    monthly: (ledger: Ledger, month: number) =>
      share(ledger.totalOf(monthly.offersAccepted, month), ledger.totalOf(monthly.offersShown, month)),
    total: (ledger) => share(ledger.sum('offersAccepted'), ledger.sum('offersShown')),
  },
];
