/**
 * A world and a strategy made ready for lives: every constant that a month of a life needs, worked out once per point,
 * in logarithms where the month compares logarithms. Nothing here is chosen; a scene is another spelling of its point.
 */
import { hazardOf } from './hazard.ts';
import type { LedgerLayout } from './ledger.ts';
import { ledgerLayout } from './ledger.ts';
import { lifetimeUnitOf } from './layout-of.ts';
import type { ResolvedStrategy } from './parameters/strategy/strategy.ts';
import type { ResolvedSegment, ResolvedWorld } from './parameters/world/world.ts';
import type { Point, RunSettings } from './point.ts';
import type { BetaQuantiles } from './random/beta-quantiles.ts';
import { betaQuantiles, LARGEST_SHAPE, SMALLEST_SHAPE } from './random/beta-quantiles.ts';
import { exp } from './random/exponential.ts';
import { hash24, hash32 } from './random/hash.ts';
import { logBeta } from './random/incomplete-beta.ts';
import { inverseNormal } from './random/inverse-normal.ts';
import { log, log1p } from './random/logarithm.ts';
import { logit } from './random/logistic.ts';
import { power } from './random/power.ts';
import { REAL } from './numbers.ts';
import type { i32 } from './numbers.ts';

export interface TierScene {
  readonly price: number;
  readonly logPrice: number;
  /** Infinity where the plan has no such limit. */
  readonly logUsageLimit: number;
  readonly seatLimit: number;
  readonly monthsLimit: number;
  readonly featureLimit: number;
  readonly appeal: number;
}

export interface SegmentScene {
  readonly index: i32;
  readonly hash: i32;
  readonly share: number;
  /** Hazard -ln(1-θ) by normal score; null when all customers of the segment share one θ. */
  readonly churn: BetaQuantiles | null;
  readonly commonHazard: number;
  /** The same of the customers of the start: of those born alike, the ones who have stayed so long. */
  readonly seasonedChurn: BetaQuantiles | null;
  /** Share of the customers of the start. */
  readonly startingShare: number;
  readonly logWillingness: number;
  readonly willingnessSpread: number;
  readonly logStartingUsage: number;
  readonly usageSpread: number;
  readonly usageGrowth: number;
  readonly usageVolatility: number;
  /** Whether usage or seats of a customer may ever change, or begin beyond where they end. */
  readonly moves: boolean;
  readonly startingSeats: number;
  readonly logStartingSeats: number;
  readonly seatGrowth: number;
  readonly engagement: number;
  readonly engagementLogit: number;
  /** Per add-on: probability of a need, and the normal score below which it exists. */
  readonly needs: readonly number[];
  readonly needScores: readonly number[];
  /** Clock speed of failed payments, per invoice. */
  readonly paymentHazard: number;
  readonly coverage: number;
  readonly managerCost: number;
}

export interface AddOnScene {
  /** Place among the world's add-ons, also the bit of this add-on in a set. */
  readonly index: i32;
  readonly hash: i32;
  /** Monthly price, or NaN when the strategy does not sell it. */
  readonly price: number;
  readonly sold: boolean;
  readonly inBundle: boolean;
}

const limitOr = (value: number | null): number => value ?? Infinity;
const logOr = (value: number): number =>
  value > 0 ? (value === Infinity ? Infinity : log(value)) : -Infinity;

export class Scene {
  readonly world: ResolvedWorld;
  readonly strategy: ResolvedStrategy;
  readonly run: RunSettings;
  readonly months: i32 = 0;
  readonly layout: LedgerLayout;
  readonly segments: readonly SegmentScene[];
  readonly tiers: readonly TierScene[];
  readonly addOns: readonly AddOnScene[];
  /** Lowest tier that costs something. */
  readonly firstPaidTier: i32 = 0;
  readonly topPrice: number = REAL;
  readonly bundlePrice: number = REAL;
  readonly bundleFactor: number = REAL;
  readonly bundleDiscount: number = REAL;
  /** Unit of the lifetime-value bins: the lowest price that is paid. */
  readonly lifetimeUnit: number = REAL;
  readonly bundleSet: i32 = 0;
  readonly soldSet: i32 = 0;

  /** Infinity where the market has no end. */
  readonly marketSize: number = REAL;
  readonly discoveryHazard: number = REAL;
  /** Value that customers of the start have discovered. */
  readonly startingValue: number = REAL;
  readonly trustLoss: number = REAL;
  readonly fitCorrelation: number = REAL;
  readonly fitRest: number = REAL;
  readonly cancelHazard: number = REAL;
  readonly honestCancelHazard: number = REAL;
  readonly regretHazard: number = REAL;
  readonly downgradeHazard: number = REAL;
  readonly comeBackHazard: number = REAL;
  readonly anchoring: number = REAL;
  readonly logHeadroom: number = REAL;
  /** ln(1 + n · worth of a needed add-on) for n owned and needed. */
  readonly logProductWorth: readonly number[];
  readonly healthWeight: number = REAL;
  readonly persuasion: number = REAL;
  /** Odds ratio of persuasion. */
  readonly lift: number = REAL;
  /** Sum of the intensities that press at an offer, and of all patterns. */
  readonly pressure: number = REAL;
  readonly manipulates: boolean = false;
  readonly accuracy: number = REAL;
  readonly talks: boolean = false;
  /** 1 in the months of a blast. */
  readonly blasts: Int32Array;
  readonly discountFactors: Float64Array;
  readonly annualFactor: number = REAL;
  readonly multiYearFactor: number = REAL;
  readonly multiYearMonths: number = REAL;

  constructor({ world, strategy, run, lifetimeUnit }: Omit<Point, 'firstReplication' | 'replications'>) {
    const { product, acceptance, feelings, leaving, costs } = world;
    const { ladder, offers, contracts, manipulation, bundle } = strategy;
    this.world = world;
    this.strategy = strategy;
    this.run = run;
    this.months = run.months;
    this.layout = ledgerLayout(run.months, world.segments.length, ladder.tiers.length);

    this.tiers = ladder.tiers.map((tier) => ({
      price: tier.pricePerMonth,
      logPrice: logOr(tier.pricePerMonth),
      logUsageLimit: logOr(limitOr(tier.usageLimit)),
      seatLimit: limitOr(tier.seatLimit),
      monthsLimit: limitOr(tier.monthsLimit),
      featureLimit: limitOr(tier.featureLimit),
      appeal: tier.appeal,
    }));
    const paid = this.tiers.findIndex((tier) => tier.price > 0);
    // Refused on reading; who builds a strategy by hand hears it here.
    if (paid < 0) throw new Error(`the ladder of "${strategy.name}" has no plan that costs something`);
    this.firstPaidTier = paid;
    this.topPrice = this.tiers.at(-1)?.price ?? 0;

    const prices = new Map(strategy.addOns.map(({ addOn, pricePerMonth }) => [addOn, pricePerMonth]));
    this.addOns = product.addOns.map(({ id }, index) => ({
      index,
      hash: hash24(id),
      price: prices.get(id) ?? NaN,
      sold: prices.has(id),
      inBundle: bundle?.addOns.includes(id) ?? false,
    }));
    const set = (chosen: (addOn: AddOnScene) => boolean) =>
      this.addOns.reduce((bits, addOn) => (chosen(addOn) ? bits | (1 << addOn.index) : bits), 0);
    this.soldSet = set((addOn) => addOn.sold);
    this.bundleSet = set((addOn) => addOn.inBundle);
    const parts = this.addOns.reduce((sum, addOn) => (addOn.inBundle ? sum + addOn.price : sum), 0);
    this.bundleDiscount = bundle?.discount ?? 0;
    this.bundleFactor = 1 - this.bundleDiscount;
    this.bundlePrice = parts * this.bundleFactor;
    this.lifetimeUnit = lifetimeUnit ?? lifetimeUnitOf(strategy);

    const starting = startingShares(world);
    this.segments = world.segments.map((segment, index) =>
      segmentScene(segment, index, world, strategy, starting[index] ?? 0),
    );

    this.marketSize = limitOr(world.market.size);
    this.fitCorrelation = product.fitCorrelation;
    this.fitRest = Math.sqrt(1 - product.fitCorrelation * product.fitCorrelation);
    this.discoveryHazard = hazardOf(product.discoveryRate);
    // Half of it when they began to pay, and since then as much of the rest as anybody finds.
    this.startingValue =
      product.discoveryRate === 0 ? 0.5 : 1 - 0.5 * exp(-this.discoveryHazard * world.market.startingTenure);
    this.trustLoss = feelings.trustGain * feelings.trustLossRatio;
    this.honestCancelHazard = hazardOf(leaving.cancellation);
    // Obstruction goes from the ordinary way out to the hidden one in equal steps of the logarithm.
    this.cancelHazard =
      manipulation.obstruction === 0
        ? this.honestCancelHazard
        : hazardOf(
            leaving.cancellation *
              power(leaving.cancellationHidden / leaving.cancellation, manipulation.obstruction),
          );
    this.regretHazard = hazardOf(feelings.regretNoticed);
    this.downgradeHazard = hazardOf(leaving.downgradeRate);
    this.comeBackHazard = hazardOf(leaving.comeBack);
    this.anchoring = acceptance.anchoring * ladder.dearestFirst;
    this.logHeadroom = log(acceptance.headroom);
    this.logProductWorth = [
      0,
      ...product.addOns.map((_, owned) => log1p((owned + 1) * acceptance.addOnWorth)),
    ];
    this.healthWeight =
      feelings.healthTrust + feelings.healthEngagement + feelings.healthValue + feelings.healthCalm;

    this.pressure = manipulation.hiddenCost + manipulation.nagging + manipulation.confirmShaming;
    this.persuasion = persuasion(this.pressure, acceptance.persuasionMild, acceptance.persuasionAggressive);
    this.lift = exp(this.persuasion);
    this.manipulates = this.pressure + manipulation.sneaking + manipulation.obstruction > 0;
    this.accuracy = 0.5 + 0.5 * (1 - exp(-offers.programSpend / acceptance.targetingScale));

    this.talks = world.wordOfMouth.referralRate > 0 || world.wordOfMouth.voiceRate > 0;
    this.blasts = new Int32Array(run.months);
    if (offers.blastEvery > 0)
      for (let month = 0; month < run.months; month += offers.blastEvery) this.blasts[month] = 1;

    this.discountFactors = new Float64Array(run.months + 1);
    for (let month = 0; month <= run.months; month++)
      this.discountFactors[month] = power(1 + costs.discountRate, -month / 12);
    this.annualFactor = 1 - contracts.annualDiscount;
    this.multiYearFactor = 1 - contracts.multiYearDiscount;
    this.multiYearMonths = 12 * contracts.multiYearYears;
  }
}

/**
 * Log odds gained by pressing: rises by `mild` with the first pattern at full intensity and saturates at `aggressive`
 * (Luguri and Strahilevitz 2021: odds ratios of 2.7 and 5.7). With mild ≥ aggressive there is nothing to saturate toward
 * and the smaller of the two bounds it.
 */
function persuasion(pressure: number, mild: number, aggressive: number): number {
  if (pressure === 0 || aggressive === 0) return 0;
  if (mild >= aggressive) return pressure >= 1 ? aggressive : aggressive * pressure;
  return aggressive * (1 - exp(pressure * log1p(-mild / aggressive)));
}

/**
 * α+β of the Beta distribution of churn; infinite when all are alike. So are they where no sample could tell: customers whose
 * polarisation is below 1e-9, or of whom fewer than one in 1e8 leaves (model page, "Traits").
 */
function concentrationOf(mean: number, polarisation: number): number {
  if (polarisation === 0 || mean === 0) return Infinity;
  const [rarer, commoner] = mean < 0.5 ? [mean, 1 - mean] : [1 - mean, mean];
  const concentration = 1 / polarisation - 1;
  const alike = commoner * concentration > LARGEST_SHAPE || rarer * concentration < SMALLEST_SHAPE;
  return alike ? Infinity : concentration;
}

/** ln of the share of a segment's newcomers who are still there after `months`, at a neutral experience. */
function logSurvival({ firstMonthChurn: mean, churnHeterogeneity }: ResolvedSegment, months: number): number {
  const concentration = concentrationOf(mean, churnHeterogeneity);
  if (concentration === Infinity) return -hazardOf(mean) * months;
  const [alpha, beta] = [mean * concentration, (1 - mean) * concentration];
  return logBeta(alpha, beta + months) - logBeta(alpha, beta);
}

/**
 * Shares of the segments among the customers of the start, adding up to 1: who came by the segments' weights and is left.
 * Relative to the segment that lasts best, so that a long time leaves somebody.
 */
function startingShares({ segments, market }: ResolvedWorld): number[] {
  const left = segments.map((segment) => logSurvival(segment, market.startingTenure));
  const best = Math.max(...left.filter((_, index) => (segments[index]?.share ?? 0) > 0));
  const weights = segments.map(({ share }, index) =>
    share === 0 ? 0 : share * exp((left[index] ?? 0) - best),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function segmentScene(
  segment: ResolvedSegment,
  index: i32,
  world: ResolvedWorld,
  strategy: ResolvedStrategy,
  startingShare: number,
): SegmentScene {
  const { firstMonthChurn: mean, churnHeterogeneity: polarisation } = segment;
  const { startingTenure } = world.market;
  const concentration = concentrationOf(mean, polarisation);
  const [alpha, beta] = [mean * concentration, (1 - mean) * concentration];
  const needs = world.product.addOns.map(({ id }) => segment.needs[id] ?? 0);
  return {
    index,
    hash: hash32(segment.id) | 0,
    share: segment.share,
    churn: concentration === Infinity ? null : betaQuantiles(alpha, beta),
    commonHazard: hazardOf(mean),
    seasonedChurn: concentration === Infinity ? null : betaQuantiles(alpha, beta + startingTenure),
    startingShare,
    logWillingness: log(segment.willingnessToPay),
    willingnessSpread: segment.willingnessSpread,
    logStartingUsage: log(segment.startingUsage),
    usageSpread: segment.usageSpread,
    usageGrowth: segment.usageGrowth,
    usageVolatility: segment.usageVolatility,
    moves:
      segment.usageGrowth !== 0 ||
      segment.usageVolatility > 0 ||
      segment.usageSpread > 0 ||
      segment.seatGrowth !== 0 ||
      world.product.macroSpread > 0,
    startingSeats: segment.startingSeats,
    logStartingSeats: segment.startingSeats === 1 ? 0 : log(segment.startingSeats),
    seatGrowth: segment.seatGrowth,
    engagement: segment.engagement,
    engagementLogit: logit(segment.engagement),
    needs,
    needScores: needs.map((need) => (need <= 0 ? -Infinity : need >= 1 ? Infinity : inverseNormal(need))),
    paymentHazard: hazardOf(
      segment.paymentFailure * (1 - world.leaving.recoverable * strategy.success.dunning),
    ),
    coverage: strategy.success.coverage[segment.id] ?? 0,
    managerCost: world.costs.managerPerMonth / segment.accountsPerManager,
  };
}
