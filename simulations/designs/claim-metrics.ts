/** Numbers that claims ask for beyond the metrics of every comparison. Read off one ledger like any metric. */
import { offerKinds, offerTriggers, productClasses, tenureClasses } from '../ledger.ts';
import type { Ledger, OfferKind, OfferOutcome, OfferTrigger } from '../ledger.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics } from '../metrics/registry.ts';
import { share } from '../metrics/ratio.ts';
import { unexpandedShares } from '../metrics/retention.ts';
import { allExpansion } from '../metrics/revenue.ts';

const policy = (ledger: Ledger): number => ledger.sum('successCost') + ledger.sum('programCost');

/** Whoever is blocked or at the door looks for a plan; in all other contacts the vendor looks for the customer. */
const contacts: readonly OfferTrigger[] = ['nearLimit', 'onboarded', 'milestone', 'featureUse', 'blast'];

function offers(
  ledger: Ledger,
  outcome: OfferOutcome,
  {
    kinds = offerKinds,
    triggers = offerTriggers,
    classes = tenureClasses.map((_, index) => index),
  }: { kinds?: readonly OfferKind[]; triggers?: readonly OfferTrigger[]; classes?: readonly number[] } = {},
): number {
  let sum = 0;
  for (let segment = ledger.firstSegment; segment < ledger.endSegment; segment++) {
    for (const kind of kinds) {
      for (const trigger of triggers) {
        for (const tenureClass of classes)
          sum += ledger.offerAt(outcome, kind, trigger, segment, tenureClass);
      }
    }
  }
  return sum;
}

function observed(
  ledger: Ledger,
  rows: readonly number[],
): { readonly customerMonths: number; readonly left: number } {
  let customerMonths = 0;
  let left = 0;
  for (let segment = ledger.firstSegment; segment < ledger.endSegment; segment++) {
    for (const row of rows) {
      const cell = ledger.observedAt(segment, row);
      customerMonths += cell.customerMonths;
      left += cell.left;
    }
  }
  return { customerMonths, left };
}

const churnOf = (ledger: Ledger, rows: readonly number[]): number => {
  const { customerMonths, left } = observed(ledger, rows);
  return share(left, customerMonths);
};

const owners = Array.from({ length: productClasses - 1 }, (_, index) => index + 1);
const [monthlyPlan, annualPlan] = [productClasses, productClasses + 1];

const acceptance = (
  id: string,
  name: string,
  formula: string,
  choice: Parameters<typeof offers>[2],
): Metric => ({
  id,
  name,
  unit: 'share',
  better: 'higher',
  formula,
  total: (ledger) => share(offers(ledger, 'accepted', choice), offers(ledger, 'shown', choice)),
});

/** First purchases of one plan / all first purchases. */
const chosenFirst = (ledger: Ledger, tier: number): number => {
  const { tiers } = ledger.layout;
  let all = 0;
  for (let each = 0; each < tiers; each++) all += ledger.flowAt(tiers, each);
  return share(ledger.flowAt(tiers, tier), all);
};

export const claimMetrics: readonly Metric[] = [
  ...metrics,
  {
    id: 'acquisitionShare',
    name: 'Share of the budget spent on acquisition',
    unit: 'share',
    better: 'neither',
    formula: 'acquisition / (acquisition + success + program), over the run',
    total: (ledger) => share(ledger.sum('acquisitionCost'), ledger.sum('acquisitionCost') + policy(ledger)),
  },
  {
    id: 'acquisitionSpend',
    name: 'Acquisition spend',
    unit: 'money',
    better: 'neither',
    formula: 'acquisition spend over the run',
    total: (ledger) => ledger.sum('acquisitionCost'),
  },
  {
    id: 'policySpend',
    name: 'Spend on customers one has',
    unit: 'money',
    better: 'neither',
    formula: 'success + program, over the run',
    total: policy,
  },
  {
    id: 'totalExpansion',
    name: 'Expansion MRR, total',
    unit: 'money',
    better: 'higher',
    formula: 'MRR added by existing customers, over the run',
    total: allExpansion,
  },
  {
    id: 'expansionPerNewCustomer',
    name: 'Expansion per new customer',
    unit: 'money',
    better: 'higher',
    formula: 'expansion MRR / new customers, over the run',
    total: (ledger) => share(allExpansion(ledger), ledger.sum('newCustomers')),
  },
  {
    id: 'churnOfOwners',
    name: 'Monthly churn with add-ons',
    unit: 'share',
    better: 'lower',
    formula: 'leavings / customer-months of customers with an add-on or more',
    total: (ledger) => churnOf(ledger, owners),
  },
  {
    id: 'churnOfOthers',
    name: 'Monthly churn without add-ons',
    unit: 'share',
    better: 'lower',
    formula: 'leavings / customer-months of customers without an add-on',
    total: (ledger) => churnOf(ledger, [0]),
  },
  {
    id: 'churnOfAnnual',
    name: 'Monthly churn on annual contracts',
    unit: 'share',
    better: 'lower',
    formula: 'leavings / customer-months of customers on an annual contract',
    total: (ledger) => churnOf(ledger, [annualPlan]),
  },
  {
    id: 'churnOfMonthly',
    name: 'Monthly churn on monthly plans',
    unit: 'share',
    better: 'lower',
    formula: 'leavings / customer-months of customers who pay month by month',
    total: (ledger) => churnOf(ledger, [monthlyPlan]),
  },
  {
    id: 'addOnsPerCustomer',
    name: 'Add-ons per customer',
    unit: 'count',
    better: 'higher',
    formula: 'add-ons owned, mean over customer-months',
    total: (ledger) => {
      let owned = 0;
      for (const row of owners) owned += row * observed(ledger, [row]).customerMonths;
      return share(owned, observed(ledger, [0, ...owners]).customerMonths);
    },
  },
  acceptance('contactAcceptance', 'Contacts that sell', 'accepted / shown, walls and plan pages left out', {
    triggers: contacts,
  }),
  acceptance('wallAcceptance', 'Walls that sell', 'plans chosen at a wall / walls met', {
    triggers: ['wall'],
  }),
  acceptance('blastAcceptance', 'Blasts that sell', 'accepted / shown, of blasts', { triggers: ['blast'] }),
  acceptance(
    'milestoneAcceptance',
    'Offers at success moments that sell',
    'accepted / shown, of offers at a success moment',
    {
      triggers: ['milestone'],
    },
  ),
  acceptance(
    'revealedAcceptance',
    'Relevant offers that sell',
    'accepted / shown, of add-on offers after a use that shows the need',
    {
      triggers: ['featureUse'],
    },
  ),
  acceptance('addOnAcceptance', 'Add-on offers that sell', 'accepted / shown, of single add-ons', {
    kinds: ['addOn'],
  }),
  acceptance('upgradeAcceptance', 'Upgrade offers that sell', 'accepted / shown, of plans, walls included', {
    kinds: ['upgrade', 'jump'],
  }),
  acceptance(
    'earlyAcceptance',
    'Contacts that sell in the first quarter',
    'accepted / shown, first three months of paying',
    {
      triggers: contacts,
      classes: [0],
    },
  ),
  acceptance(
    'lateAcceptance',
    'Contacts that sell after two years',
    'accepted / shown, from the third year of paying on',
    {
      triggers: contacts,
      classes: [3],
    },
  ),
  {
    id: 'upgradesTaken',
    name: 'Upgrades taken',
    unit: 'count',
    better: 'higher',
    formula: 'higher plans accepted over the run, first purchases at a wall included',
    total: (ledger) => offers(ledger, 'accepted', { kinds: ['upgrade', 'jump'] }),
  },
  {
    id: 'partsSold',
    name: 'Single add-ons sold',
    unit: 'count',
    better: 'higher',
    formula: 'single add-ons accepted over the run',
    total: (ledger) => offers(ledger, 'accepted', { kinds: ['addOn'] }),
  },
  {
    id: 'middlePlanShare',
    name: 'First purchases of the middle plan',
    unit: 'share',
    better: 'neither',
    formula: 'first purchases of the plan in the middle of the paid ones / all first purchases',
    total: (ledger, { strategy }) => {
      const paid = strategy.ladder.tiers.flatMap(({ pricePerMonth }, tier) =>
        pricePerMonth > 0 ? [tier] : [],
      );
      return chosenFirst(ledger, paid[Math.floor(paid.length / 2)] ?? 0);
    },
  },
  {
    id: 'monthsToExpansion',
    name: 'Months to expansion, restricted mean',
    unit: 'months',
    better: 'lower',
    formula:
      'mean months from first payment to first expansion, cut at 24 months (area under the Kaplan-Meier curve)',
    total: (ledger) => {
      const survival = unexpandedShares(ledger);
      let area = 1;
      for (let month = 0; month < 23; month++) area += survival[month] ?? NaN;
      return area;
    },
  },
  {
    id: 'mrrKept',
    name: 'MRR kept since month 24',
    unit: 'ratio',
    better: 'higher',
    formula: 'MRR at the horizon / MRR at the close of month 24',
    total: (ledger) => share(ledger.total('mrr', ledger.layout.months - 1), ledger.total('mrr', 23)),
  },
  {
    id: 'nrrAtTwoYears',
    name: 'NRR at month 24',
    unit: 'ratio',
    better: 'higher',
    formula: 'MRR at the close of month 24 of those who paid 12 months before / their MRR then',
    total: (ledger) => share(ledger.total('mrrKept', 23), ledger.total('mrrYearAgo', 23)),
  },
  {
    id: 'expansionShareInTwoYears',
    name: 'Expansion share of new ARR, first 24 months',
    unit: 'share',
    better: 'neither',
    formula: 'expansion / (new + expansion), first 24 months',
    total: (ledger) => {
      let expansion = 0;
      for (const cause of [
        'expansionUpgrade',
        'expansionAddOn',
        'expansionBundle',
        'expansionSeats',
        'expansionUsage',
      ] as const) {
        expansion += ledger.sum(cause, 0, 24);
      }
      return share(expansion, expansion + ledger.sum('newMrr', 0, 24));
    },
  },
  {
    id: 'freeLimit',
    name: 'Usage limit of the first plan',
    unit: 'count',
    better: 'neither',
    formula: 'usage at which the first plan ends',
    total: (_, { strategy }) => strategy.ladder.tiers[0]?.usageLimit ?? NaN,
  },
  {
    id: 'annualDiscount',
    name: 'Annual discount',
    unit: 'share',
    better: 'neither',
    formula: 'share off the monthly price for a year in advance',
    total: (_, { strategy }) => strategy.contracts.annualDiscount,
  },
  {
    id: 'regretsPerCustomer',
    name: 'Regrets per new customer',
    unit: 'ratio',
    better: 'lower',
    formula: 'purchases noticed as unwanted / new customers, over the run',
    total: (ledger) => share(ledger.sum('regrets'), ledger.sum('newCustomers')),
  },
  {
    id: 'unwantedShare',
    name: 'Unwanted share of revenue',
    unit: 'share',
    better: 'lower',
    formula: 'revenue from what was bought without need / revenue, over the run',
    total: (ledger) => share(ledger.sum('unwantedRevenue'), ledger.sum('revenue')),
  },
];
