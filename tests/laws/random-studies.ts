/** Random valid scenarios, small enough that a law can live a few dozen of them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readScenario } from '../../scenarios/read.ts';
import { resolveScenario } from '../../simulations/parameters/distributions.ts';
import type { ResolvedScenario } from '../../simulations/parameters/distributions.ts';
import type { ResolvedStrategy } from '../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../simulations/parameters/world/world.ts';
import type { Ledger, MonthlyMeasure } from '../../simulations/ledger.ts';
import { monthlyMeasures } from '../../simulations/ledger.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { arbitraryScenario } from '../support/arbitrary-scenario.ts';
import type { Study } from '../support/neutral-study.ts';

/** Many customers in one future would make a law slow; the ends of all other ranges stay. */
const MOST_CUSTOMERS = 60;

function bounded({ world, strategies, run }: ResolvedScenario): Study {
  const { market, wordOfMouth } = world;
  const [strategy] = strategies;
  if (strategy === undefined) throw new Error('a scenario has strategies');
  return {
    world: {
      ...world,
      market: {
        ...market,
        startingCustomers: Math.min(market.startingCustomers, MOST_CUSTOMERS),
        organicPerMonth: Math.min(market.organicPerMonth, 3),
        size: Math.min(market.size ?? 150, 150),
      },
      // A cube of reputation over its start can multiply arrivals eight thousandfold.
      wordOfMouth: { ...wordOfMouth, reputationPower: Math.min(wordOfMouth.reputationPower, 1) },
    },
    strategy: {
      ...strategy,
      budget: { ...strategy.budget, shareOfRevenue: Math.min(strategy.budget.shareOfRevenue, 0.1) },
    },
    run: { seed: run.seed, months: run.months, ltvMonths: Math.min(run.ltvMonths, run.months) },
  };
}

/** Anywhere in the declared ranges, their ends included. */
const anywhere: fc.Arbitrary<Study> = arbitraryScenario({ maxMonths: 28, small: true }).map((scenario) =>
  bounded(resolveScenario(scenario, [])),
);

/** The default world with its first strategy: ordinary customers. */
function ordinaryStudy(): Study {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error('the default scenario is refused');
  return bounded(resolveScenario(reading.scenario, []));
}

const ordinary = ordinaryStudy();
/** Twentieths: doubles drawn by their bits would nearly all be next to nothing. */
const share = fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20);
const intensity = fc.oneof(fc.constant(0), share);
const odds = fc.integer({ min: -15, max: 30 }).map((tenths) => tenths / 10);

/**
 * Ordinary customers to whom much happens: every kind of pricing, entry, offer, contract and manipulation, and answers that
 * are often yes, so that a law meets each mechanism in every few scenarios.
 */
const lively: fc.Arbitrary<Study> = fc
  .record({
    months: fc.integer({ min: 13, max: 28 }),
    ltvMonths: fc.integer({ min: 1, max: 28 }),
    seed: fc.string({ minLength: 1, maxLength: 8 }),
    pricing: fc.constantFrom('flat', 'perSeat', 'usageBased', 'hybrid'),
    entry: fc.constantFrom('firstTier', 'planPage'),
    free: fc.boolean(),
    flags: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    targeting: fc.constantFrom('none', 'segment', 'personal'),
    channel: fc.constantFrom('inApp', 'manager'),
    blastEvery: fc.integer({ min: 0, max: 3 }),
    atOnce: fc.integer({ min: 1, max: 3 }),
    jump: share,
    bundle: fc.option(share.map((part) => 0.9 * part)),
    patterns: fc.tuple(intensity, intensity, intensity, intensity, intensity),
    manipulates: fc.boolean(),
    accepts: fc.tuple(odds, odds, odds, odds, odds, odds),
    leaving: fc.tuple(share, share, share),
    growth: fc.integer({ min: -10, max: 10 }).map((hundredths) => hundredths / 100),
    spreads: fc.tuple(share, share),
    coverage: share,
    macro: fc.constantFrom(0, 0.05),
    regretNoticed: fc.constantFrom(0, 0.25, 1),
    fine: fc.constantFrom(0, 0.9),
  })
  .map((drawn): Study => {
    const { world, strategy } = ordinary;
    const [
      limitReached,
      nearLimit,
      onboarded,
      milestone,
      featureUse,
      addOns,
      bundle,
      annual,
      multiYear,
      upgrades,
      annualAtStart,
      oneByOne,
    ] = drawn.flags.map((flag) => flag);
    const [sneaking, obstruction, hiddenCost, nagging, confirmShaming] = drawn.patterns.map((strength) =>
      drawn.manipulates ? strength : 0,
    );
    const [firstPurchase, upgrade, addOn, bundleOdds, annualOdds, multiYearOdds] = drawn.accepts;
    const [cancellation, comeBack, downgradeRate] = drawn.leaving;
    return {
      run: { seed: drawn.seed, months: drawn.months, ltvMonths: drawn.ltvMonths },
      world: {
        ...world,
        market: { ...world.market, startingCustomers: 40, costPerSignup: 2000 },
        segments: world.segments.map((segment, index) => ({
          ...segment,
          firstMonthChurn: 0.02 + 0.08 * index,
          paymentFailure: 0.03,
          usageGrowth: drawn.growth,
          usageVolatility: drawn.spreads[0],
          seatGrowth: drawn.growth,
          churnHeterogeneity: 0.5 * drawn.spreads[1],
        })),
        product: {
          ...world.product,
          macroSpread: drawn.macro,
          ticketRate: 0.2,
          milestoneRate: 0.4,
          featureUseRate: 0.3,
        },
        acceptance: {
          ...world.acceptance,
          firstPurchase,
          upgrade,
          addOn,
          bundle: bundleOdds,
          annual: annualOdds,
          multiYear: multiYearOdds,
          anchoring: 0.5 * drawn.spreads[1],
          choiceOverload: drawn.spreads[0],
        },
        feelings: { ...world.feelings, regretNoticed: drawn.regretNoticed },
        leaving: {
          ...world.leaving,
          cancellation: 0.3 + 0.7 * cancellation,
          comeBack: 0.2 * comeBack,
          downgradeRate,
        },
        wordOfMouth: {
          ...world.wordOfMouth,
          referralRate: 0.05,
          recognition: 0.2,
          refundDemanded: 0.5,
          leaveOnDiscovery: 0.4,
        },
        costs: { ...world.costs, fineProbability: drawn.fine },
      },
      strategy: {
        ...strategy,
        budget: { ...strategy.budget, perMonth: 6000, shareOfRevenue: 0.1 },
        ladder: {
          ...strategy.ladder,
          pricing: drawn.pricing,
          entry: drawn.entry,
          jump: drawn.jump,
          dearestFirst: drawn.spreads[0],
          featuresOneByOne: oneByOne === true,
          tiers: strategy.ladder.tiers.map((tier, index) =>
            index === 0 && !drawn.free ? { ...tier, pricePerMonth: 9 } : tier,
          ),
        },
        bundle:
          drawn.bundle === null
            ? null
            : { addOns: strategy.addOns.map((sold) => sold.addOn), discount: drawn.bundle },
        offers: {
          ...strategy.offers,
          ...{
            limitReached: limitReached === true,
            nearLimit: nearLimit === true,
            onboarded: onboarded === true,
          },
          ...{ milestone: milestone === true, featureUse: featureUse === true, addOns: addOns === true },
          ...{
            bundle: bundle === true,
            annual: annual === true,
            multiYear: multiYear === true,
            upgrades: upgrades === true,
          },
          ...{
            targeting: drawn.targeting,
            channel: drawn.channel,
            blastEvery: drawn.blastEvery,
            atOnce: drawn.atOnce,
          },
          programSpend: 2 * drawn.coverage,
        },
        contracts: { ...strategy.contracts, annualAtStart: annualAtStart === true },
        success: {
          coverage: Object.fromEntries(world.segments.map(({ id }) => [id, drawn.coverage])),
          dunning: 0.5,
          dunningCost: 0.2,
        },
        manipulation: {
          sneaking: sneaking ?? 0,
          obstruction: obstruction ?? 0,
          hiddenCost: hiddenCost ?? 0,
          nagging: nagging ?? 0,
          confirmShaming: confirmShaming ?? 0,
        },
      },
    };
  });

export const arbitraryStudy: fc.Arbitrary<Study> = fc.oneof(anywhere, lively);

export interface LawRuns {
  readonly numRuns: number;
  readonly seed: number;
  readonly endOnFailure: boolean;
}

/** Ends at the first failure: a scenario of two hundred numbers takes minutes to shrink and is as readable before. */
export const runs = (numRuns: number): LawRuns => ({ numRuns, seed: 20260, endOnFailure: true });

export function valuesOf(study: Study, replications = 2, firstReplication = 0): Float64Array {
  return simulateReplications({ ...study, firstReplication, replications });
}

export const withWorld = (study: Study, changes: Partial<ResolvedWorld>): Study => ({
  ...study,
  world: { ...study.world, ...changes },
});
export const withStrategy = (study: Study, changes: Partial<ResolvedStrategy>): Study => ({
  ...study,
  strategy: { ...study.strategy, ...changes },
});

/** A measure of one segment, month by month. */
export function series(
  ledger: Ledger,
  measure: MonthlyMeasure,
  segment: number,
  months = ledger.layout.months,
): readonly number[] {
  return Array.from({ length: months }, (_, month) => ledger.at(measure, segment, month));
}

/** Every monthly measure of one segment, by name. */
export function allSeries(
  ledger: Ledger,
  segment: number,
  months = ledger.layout.months,
): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    monthlyMeasures.map((measure) => [measure, series(ledger, measure, segment, months)]),
  );
}
