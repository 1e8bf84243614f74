// Frozen, and perhaps wrong: what the model gave when this was last renewed. A change here says that results changed, never
// that they became wrong; what is true stands in tests/known-answers and tests/laws. After a change that is meant, renew with
//   npx vitest run --project unit tests/frozen --update
import { expect, test } from 'vitest';
import { fingerprint } from '../../simulations/fingerprint.ts';
import type { MonthlyMeasure } from '../../simulations/ledger.ts';
import type { Levers } from '../mechanisms/stage.ts';
import { study } from '../mechanisms/stage.ts';
import { tier } from '../support/neutral-study.ts';
import { simulated } from '../support/simulated.ts';

const plans = [tier('Free', 0, { usageLimit: 2 }), tier('Low', 10, { usageLimit: 8 }), tier('High', 40)];
const customers: Levers = {
  segment: {
    firstMonthChurn: 0.06,
    churnHeterogeneity: 0.05,
    usageSpread: 0.6,
    usageGrowth: 0.05,
    usageVolatility: 0.2,
    startingSeats: 3,
    seatGrowth: 0.03,
    paymentFailure: 0.02,
    needs: { reports: 0.5, alerts: 0.3 },
  },
  market: { startingCustomers: 30, organicPerMonth: 6 },
  product: {
    discoveryRate: 0.15,
    milestoneRate: 0.3,
    ticketRate: 0.1,
    ticketResolution: 0.7,
    fitCorrelation: 0.4,
  },
  acceptance: {
    firstPurchase: 0,
    upgrade: -1,
    addOn: -0.5,
    bundle: 0,
    annual: -0.5,
    step: 1,
    worth: 0.5,
    value: 1,
  },
  feelings: {
    trustGain: 0.03,
    trustLossRatio: 5,
    trustDrift: 0.03,
    fatigueCarryOver: 0.7,
    regretNoticed: 0.3,
    trustCeiling: 0.8,
  },
  leaving: {
    value: 0.8,
    trust: 1,
    price: 0.5,
    cancellation: 0.5,
    cancellationHidden: 0.2,
    comeBack: 0.02,
    downgradeRate: 0.1,
  },
  wordOfMouth: {
    referralRate: 0.05,
    voiceRate: 0.1,
    reputationPower: 0.5,
    recognition: 0.1,
    refundDemanded: 0.3,
    leaveOnDiscovery: 0.3,
  },
  costs: { goodsShare: 0.2, processingRate: 0.03, processingFixed: 0.3, ticket: 10 },
  addOns: { reports: 5, alerts: 8 },
  run: { months: 24, ltvMonths: 12, seed: 'frozen' },
};

const scenarios: Readonly<Record<string, Levers>> = {
  'churn alone': { market: { startingCustomers: 50 }, run: { months: 24, ltvMonths: 12, seed: 'frozen' } },
  'a ladder with a wall, add-ons and contracts': {
    ...customers,
    ladder: { tiers: plans },
    offers: { limitReached: true, blastEvery: 3, annual: true, targeting: 'personal', programSpend: 1 },
    bundle: { addOns: ['reports', 'alerts'], discount: 0.2 },
    contracts: { annualAtStart: true, annualDiscount: 0.15 },
  },
  'priced by seat, every pattern of manipulation': {
    ...customers,
    ladder: { tiers: plans.slice(1), pricing: 'perSeat', entry: 'planPage' },
    offers: { milestone: true, nearLimit: true },
    manipulation: { sneaking: 0.5, obstruction: 0.5, hiddenCost: 0.5, nagging: 0.5, confirmShaming: 0.5 },
  },
  'plans that follow usage': {
    ...customers,
    ladder: { tiers: plans, pricing: 'hybrid' },
    offers: { limitReached: true, onboarded: true },
  },
};

const shown: readonly MonthlyMeasure[] = [
  'payingCustomers',
  'mrr',
  'revenue',
  'billed',
  'trust',
  'offersAccepted',
];

test.each(Object.entries(scenarios))('%s', (_, levers) => {
  const ledgers = simulated(study(levers), 2);
  expect({
    fingerprint: fingerprint(ledgers.map((ledger) => ledger.values)),
    sums: Object.fromEntries(shown.map((measure) => [measure, ledgers.map((ledger) => ledger.sum(measure))])),
  }).toMatchSnapshot();
});
