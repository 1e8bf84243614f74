/**
 * A world in which nothing happens but what a test switches on: every effect at its neutral value, one segment whose
 * customers are alike, one paid plan, no offers, no costs. Known answers and laws begin here.
 */
import { declarationOf } from '../../simulations/parameters/declare.ts';
import type { ResolvedStrategy } from '../../simulations/parameters/strategy/strategy.ts';
import { Acceptance } from '../../simulations/parameters/world/acceptance.ts';
import type { ResolvedSegment, ResolvedWorld } from '../../simulations/parameters/world/world.ts';
import type { Point } from '../../simulations/point.ts';

export type Study = Omit<Point, 'firstReplication' | 'replications'>;

export function neutralSegment(changes: Partial<ResolvedSegment> = {}): ResolvedSegment {
  return {
    id: 'all',
    name: 'All',
    share: 1,
    firstMonthChurn: 0.05,
    churnHeterogeneity: 0,
    willingnessToPay: 100,
    willingnessSpread: 0,
    startingUsage: 1,
    usageSpread: 0,
    usageGrowth: 0,
    usageVolatility: 0,
    startingSeats: 1,
    seatGrowth: 0,
    engagement: 0.5,
    paymentFailure: 0,
    accountsPerManager: 100,
    needs: {},
    ...changes,
  };
}

const neutralAcceptance = Object.fromEntries(
  Object.entries(Acceptance.shape).map(([name, schema]) => {
    const about = declarationOf(schema);
    if (about?.kind !== 'quantity') throw new Error(`acceptance.${name} is a quantity`);
    return [name, about.min > 0 ? about.default : 0];
  }),
) as ResolvedWorld['acceptance'];

export function neutralWorld(changes: Partial<ResolvedWorld> = {}): ResolvedWorld {
  return {
    currency: 'USD',
    segments: [neutralSegment()],
    market: {
      startingCustomers: 1000,
      startingTenure: 0,
      costPerSignup: 1,
      referenceSpend: 1,
      acquisitionElasticity: 1,
      organicPerMonth: 0,
      freeRoomElasticity: 0,
      referenceFreeUsage: null,
      size: null,
    },
    product: {
      addOns: [],
      discoveryRate: 0,
      blockedDiscovery: 1,
      onboardedAt: 0,
      overwhelm: 0,
      milestoneRate: 0,
      ticketRate: 0,
      contractTicketRatio: 1,
      ticketResolution: 1,
      featureUseRate: 0,
      macroSpread: 0,
      macroPersistence: 0,
      fitCorrelation: 0,
    },
    acceptance: {
      ...neutralAcceptance,
      firstPurchase: -40,
      upgrade: -40,
      addOn: -40,
      bundle: -40,
      annual: -40,
      multiYear: -40,
    },
    feelings: {
      startingTrust: 0.6,
      trustGain: 0,
      trustLossRatio: 1,
      trustDrift: 0,
      trustCeiling: 1,
      engagementReversion: 0,
      engagementSpread: 0,
      productEngagement: 0,
      coverageEngagement: 0,
      coverageDiscovery: 0,
      coverageResolution: 0,
      irrelevance: 0,
      fatigueCarryOver: 0,
      attentionLoss: 0,
      attentionRecovery: 0,
      regretNoticed: 0,
      billShock: 5,
      healthTrust: 1,
      healthEngagement: 0,
      healthValue: 0,
      healthCalm: 0.01,
    },
    leaving: {
      value: 0,
      engagement: 0,
      trust: 0,
      product: 0,
      integration: 0,
      household: 0,
      bundle: 0,
      fatigue: 0,
      fatigueThreshold: 0,
      blocked: 0,
      ticket: 0,
      price: 0,
      referred: 0,
      coverage: 0,
      awakening: 0,
      earlyMonths: 0,
      free: 0,
      inertBelow: 0,
      renewalRatio: 1,
      cancellation: 1,
      cancellationHidden: 1,
      recoverable: 0,
      downgradeRate: 0,
      comeBack: 0,
    },
    wordOfMouth: {
      referralRate: 0,
      referralHealth: 0,
      voiceRate: 0,
      freeVoice: 0,
      negativeWeight: 1,
      startingReputation: 0.5,
      reputationHalfLife: 12,
      priorVoices: 1,
      reputationPower: 0,
      warningsPerGrudge: 0,
      trappedVoices: 0,
      deterrence: 0,
      recognition: 0,
      refundDemanded: 0,
      leaveOnDiscovery: 0,
      warnOnDiscovery: 0,
    },
    costs: {
      goodsShare: 0,
      freeUser: 0,
      processingRate: 0,
      processingFixed: 0,
      ticket: 0,
      refundHandling: 0,
      inAppOffer: 0,
      managerOffer: 0,
      managerPerMonth: 0,
      fineProbability: 0,
      fineShare: 0,
      discountRate: 0,
    },
    ...changes,
  };
}

export function neutralStrategy(changes: Partial<ResolvedStrategy> = {}): ResolvedStrategy {
  return {
    name: 'Neutral',
    budget: { perMonth: 0, shareOfRevenue: 0, acquisitionUntil: 600 },
    ladder: {
      entry: 'firstTier',
      tiers: [tier('Only', 10)],
      pricing: 'flat',
      usageRate: 0,
      jump: 0,
      dearestFirst: 0,
      featuresOneByOne: false,
    },
    addOns: [],
    bundle: null,
    offers: {
      blastEvery: 0,
      limitReached: false,
      nearLimit: false,
      onboarded: false,
      milestone: false,
      featureUse: false,
      upgrades: true,
      addOns: true,
      atOnce: 1,
      bundle: true,
      annual: false,
      multiYear: false,
      blackoutOnboarding: false,
      blackoutTicket: 0,
      capPerQuarter: 3,
      capInert: 3,
      targeting: 'none',
      programSpend: 0,
      campaignCost: 0,
      channel: 'inApp',
    },
    contracts: { annualAtStart: false, annualDiscount: 0, multiYearYears: 2, multiYearDiscount: 0 },
    success: { coverage: {}, dunning: 0, dunningCost: 0 },
    manipulation: { sneaking: 0, obstruction: 0, hiddenCost: 0, nagging: 0, confirmShaming: 0 },
    ...changes,
  };
}

export function tier(
  name: string,
  pricePerMonth: number,
  changes: Partial<ResolvedStrategy['ladder']['tiers'][number]> = {},
) {
  return {
    name,
    pricePerMonth,
    usageLimit: null,
    seatLimit: null,
    monthsLimit: null,
    featureLimit: null,
    appeal: 0,
    ...changes,
  };
}

export function neutralStudy(changes: Partial<Study> = {}): Study {
  return {
    world: neutralWorld(),
    strategy: neutralStrategy(),
    run: { seed: 'neutral', months: 37, ltvMonths: 36 },
    ...changes,
  };
}
