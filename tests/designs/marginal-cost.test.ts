import { describe, expect, it } from 'vitest';
import { marginalCost } from '../../simulations/designs/marginal-cost.ts';
import type { MarginalCostReading, MarginalCostStudy } from '../../simulations/designs/marginal-cost.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { neutralSegment, neutralStrategy, neutralWorld, tier } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const run = { seed: 'margin', months: 13, ltvMonths: 12, replications: 16 };
const reading = (study: MarginalCostStudy): MarginalCostReading =>
  plainDrive(marginalCost(study), simulateReplications).reading;

/** Standard errors between a measured cost and a stated one. */
function errorsFrom({ value, standardError }: MarginalCostReading['new']['average'], stated: number): number {
  return Math.abs((value ?? NaN) - stated) / (standardError ?? NaN);
}

/** A sign-up costs 50 at 5000 a month and pays 10 a month at once; nothing else happens. */
function acquisitionStudy(acquisitionElasticity: number): MarginalCostStudy {
  const market = {
    startingCustomers: 0,
    startingTenure: 0,
    costPerSignup: 50,
    referenceSpend: 5000,
    acquisitionElasticity,
    organicPerMonth: 0,
    freeRoomElasticity: 0,
    referenceFreeUsage: null,
    size: null,
  };
  return {
    world: neutralWorld({ market }),
    strategy: neutralStrategy({ budget: { perMonth: 5000, shareOfRevenue: 0, acquisitionUntil: 600 } }),
    run,
  };
}

/** Only covered customers buy: a contact every half year at even odds, an add-on of 20; a covered account costs 10 a month. */
function coverageStudy(coverage: number): MarginalCostStudy {
  const base = neutralWorld();
  const segments = [neutralSegment({ firstMonthChurn: 0, accountsPerManager: 10, needs: { extra: 1 } })];
  return {
    world: neutralWorld({
      segments,
      market: { ...base.market, startingCustomers: 200 },
      product: { ...base.product, addOns: [{ id: 'extra', name: 'Extra' }] },
      acceptance: { ...base.acceptance, addOn: -40, manager: 40 },
      costs: { ...base.costs, managerPerMonth: 100 },
    }),
    strategy: neutralStrategy({
      addOns: [{ addOn: 'extra', pricePerMonth: 20 }],
      offers: { ...neutralStrategy().offers, blastEvery: 6, upgrades: false, channel: 'manager' },
      success: { coverage: { all: coverage }, dunning: 0, dunningCost: 0 },
    }),
    run,
  };
}

describe('cost of new revenue', () => {
  const averageCost = 50 / 120;

  it('is the same on average and at the margin without diminishing returns', () => {
    const { new: cost } = reading(acquisitionStudy(1));
    expect(errorsFrom(cost.average, averageCost)).toBeLessThan(5);
    expect(errorsFrom(cost.marginal, averageCost)).toBeLessThan(5);
    // Power: an error of 20 % in the margin would be seen.
    expect(errorsFrom(cost.marginal, 1.2 * averageCost)).toBeGreaterThan(5);
    expect(cost.extraSpend).toBeCloseTo(0.1 * 5000 * 13, 6);
  });

  it('is dearer at the margin by one over the elasticity', () => {
    const elasticity = 0.5;
    const { new: cost } = reading(acquisitionStudy(elasticity));
    const atTheMargin = (averageCost * 0.1) / (1.1 ** elasticity - 1);
    expect(errorsFrom(cost.average, averageCost)).toBeLessThan(5);
    expect(errorsFrom(cost.marginal, atTheMargin)).toBeLessThan(5);
    expect(errorsFrom(cost.marginal, averageCost)).toBeGreaterThan(5);
    expect(atTheMargin / (averageCost / elasticity)).toBeCloseTo(1, 1);
  });
});

describe('cost of expansion revenue', () => {
  // Thirteen months of a manager's care; two contacts, of which one is taken unless both are declined.
  const costPerUnit = (10 * 13) / (12 * 20 * (1 - 0.5 ** 2));

  it('is the same on average and at the margin where every covered customer answers alike', () => {
    const { expansion } = reading(coverageStudy(0.5));
    expect(errorsFrom(expansion.average, costPerUnit)).toBeLessThan(5);
    expect(errorsFrom(expansion.marginal, costPerUnit)).toBeLessThan(5);
    // Power: those covered besides are others, so an error of two fifths would be seen.
    expect(errorsFrom(expansion.marginal, 1.4 * costPerUnit)).toBeGreaterThan(5);
    expect(expansion.extraSpend / (10 * 13 * 200)).toBeCloseTo(0.05, 1);
  });

  it('has no margin where there is no policy to raise, or everybody is covered', () => {
    const unknown = { value: null, standardError: null, low: null, high: null };
    expect(reading(coverageStudy(0)).expansion.marginal).toEqual(unknown);
    expect(reading(coverageStudy(1)).expansion.marginal).toEqual(unknown);
    expect(reading(coverageStudy(1)).expansion.average.value).toBeGreaterThan(0);
  });

  it('pays for the larger policy, so that acquisition keeps its spend', () => {
    const { world, strategy } = coverageStudy(0.5);
    const market = { ...world.market, startingCustomers: 200, costPerSignup: 100 };
    const budget = { perMonth: 5000, shareOfRevenue: 0, acquisitionUntil: 600 };
    const kept = reading({
      world: { ...world, market },
      strategy: { ...strategy, budget },
      run,
      raise: 0.5,
    }).acquisitionKept;
    // Unpaid for, half as much coverage again would take a tenth and more of what acquisition has.
    expect(kept).toBeGreaterThan(0.98);
    expect(kept).toBeLessThan(1.02);
  });
});

describe('the design', () => {
  it('asks for the same luck in every arm', () => {
    const { batches } = plainDrive(marginalCost(acquisitionStudy(1)), simulateReplications);
    for (const { points } of batches) {
      expect(new Set(points.map((point) => point.run.seed))).toEqual(new Set(['margin']));
    }
    const asked = batches.flatMap(({ points }) =>
      points.flatMap(({ firstReplication, replications }) =>
        Array.from({ length: replications }, (_, index) => firstReplication + index),
      ),
    );
    expect(asked.length).toBe(4 * run.replications);
    expect(new Set(asked).size).toBe(run.replications);
  });

  it('refuses a raise of nothing', () => {
    expect(() => reading({ ...acquisitionStudy(1), raise: 0 })).toThrow('raise above 0');
  });

  it('costs ten times as much where money is worth a tenth', () => {
    const study = acquisitionStudy(1);
    const { market } = study.world;
    const world = { ...study.world, market: { ...market, costPerSignup: 500, referenceSpend: 50_000 } };
    const strategy = { ...study.strategy, budget: { ...study.strategy.budget, perMonth: 50_000 } };
    const ladder = { ...strategy.ladder, tiers: [tier('Only', 100)] };
    const scaled = reading({ world, strategy: { ...strategy, ladder }, run }).new;
    const plain = reading(study).new;
    expect(scaled.extraRevenue).toBeCloseTo(10 * plain.extraRevenue, 6);
    expect(scaled.marginal.value).toBeCloseTo(plain.marginal.value ?? NaN, 12);
  });
});
