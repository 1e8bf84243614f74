/** A world and a strategy as the plain model reads them: the parameters, and what follows from them at once. */
import { betaQuantiles } from '../../simulations/random/beta-quantiles.ts';
import type { BetaQuantiles } from '../../simulations/random/beta-quantiles.ts';
import { logGamma } from '../../simulations/random/log-gamma.ts';
import { hash24, hash32 } from '../../simulations/random/hash.ts';
import type { Point } from '../../simulations/point.ts';

export type PlainStudy = Pick<Point, 'world' | 'strategy' | 'run'>;

export interface PlainSegment {
  readonly index: number;
  readonly hash: number;
  readonly parameters: PlainStudy['world']['segments'][number];
  readonly share: number;
  /** Null where all customers of the segment are alike. */
  readonly churn: BetaQuantiles | null;
  readonly commonHazard: number;
  /** The same among the customers of the start. */
  readonly seasonedChurn: BetaQuantiles | null;
  readonly startingShare: number;
  readonly paymentHazard: number;
  readonly coverage: number;
}

export interface PlainAddOn {
  readonly id: string;
  readonly hash: number;
  /** Null when it is not on sale. */
  readonly price: number | null;
  readonly inBundle: boolean;
}

/** -ln(1-p): the speed of a clock for a probability a month. */
export const hazardOf = (probability: number): number => -Math.log1p(-probability);

/** Share of newcomers still there after so many months of nothing but their own churn. */
function survivors(mean: number, spread: number, months: number): number {
  if (spread === 0 || mean === 0) return (1 - mean) ** months;
  const concentration = 1 / spread - 1;
  const [alpha, beta] = [mean * concentration, (1 - mean) * concentration];
  return Math.exp(
    logGamma(beta + months) - logGamma(alpha + beta + months) - logGamma(beta) + logGamma(alpha + beta),
  );
}

export class PlainWorld {
  readonly world: PlainStudy['world'];
  readonly strategy: PlainStudy['strategy'];
  readonly months: number;
  readonly segments: readonly PlainSegment[];
  readonly addOns: readonly PlainAddOn[];
  readonly bundle: readonly PlainAddOn[];
  readonly bundlePrice: number;
  readonly firstPaidTier: number;
  readonly pressure: number;
  readonly manipulates: boolean;
  readonly persuasion: number;
  readonly accuracy: number;

  constructor({ world, strategy, run }: PlainStudy) {
    this.world = world;
    this.strategy = strategy;
    this.months = run.months;
    const shares = world.segments.reduce((sum, { share }) => sum + share, 0);
    const { startingTenure } = world.market;
    const starting = world.segments.reduce(
      (sum, one) => sum + one.share * survivors(one.firstMonthChurn, one.churnHeterogeneity, startingTenure),
      0,
    );
    this.segments = world.segments.map((parameters, index) => {
      const { firstMonthChurn: mean, churnHeterogeneity: spread } = parameters;
      const concentration = 1 / spread - 1;
      const { recoverable } = world.leaving;
      return {
        index,
        hash: hash32(parameters.id) | 0,
        parameters,
        share: parameters.share / shares,
        // Alike beyond what a sample could tell; no test of the two models goes there.
        churn:
          spread === 0 || mean === 0 ? null : betaQuantiles(mean * concentration, (1 - mean) * concentration),
        commonHazard: hazardOf(mean),
        seasonedChurn:
          spread === 0 || mean === 0
            ? null
            : betaQuantiles(mean * concentration, (1 - mean) * concentration + startingTenure),
        startingShare: (parameters.share * survivors(mean, spread, startingTenure)) / starting,
        paymentHazard: hazardOf(parameters.paymentFailure * (1 - recoverable * strategy.success.dunning)),
        coverage: strategy.success.coverage[parameters.id] ?? 0,
      };
    });
    this.addOns = world.product.addOns.map(({ id }) => ({
      id,
      hash: hash24(id),
      price: strategy.addOns.find(({ addOn }) => addOn === id)?.pricePerMonth ?? null,
      inBundle: strategy.bundle?.addOns.includes(id) ?? false,
    }));
    this.bundle = this.addOns.filter(({ inBundle }) => inBundle);
    const parts = this.bundle.reduce((sum, { price }) => sum + (price ?? NaN), 0);
    this.bundlePrice = parts * (1 - (strategy.bundle?.discount ?? 0));
    const { tiers } = strategy.ladder;
    const paid = tiers.findIndex(({ pricePerMonth }) => pricePerMonth > 0);
    this.firstPaidTier = paid < 0 ? tiers.length : paid;

    const { sneaking, obstruction, hiddenCost, nagging, confirmShaming } = strategy.manipulation;
    this.pressure = hiddenCost + nagging + confirmShaming;
    this.manipulates = this.pressure + sneaking + obstruction > 0;
    const { persuasionMild: mild, persuasionAggressive: most, targetingScale } = world.acceptance;
    this.persuasion =
      this.pressure === 0 || most === 0
        ? 0
        : mild >= most
          ? most * Math.min(1, this.pressure)
          : most * (1 - (1 - mild / most) ** this.pressure);
    this.accuracy = 1 - 0.5 * Math.exp(-strategy.offers.programSpend / targetingScale);
  }
}
