import { describe, expect, it } from 'vitest';
import { gate, gateLimits } from '../../simulations/designs/gate.ts';
import type { GateQuestion } from '../../simulations/designs/gate.ts';
import { Ledger } from '../../simulations/ledger.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { curveKernel, curveStudy, normalOf } from '../support/curve-study.ts';
import type { Place } from '../support/curve-study.ts';
import {
  neutralSegment,
  neutralStrategy,
  neutralStudy,
  neutralWorld,
  tier,
} from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const limits = [1, 2, 4, 8, 16, 32, null];
const question: GateQuestion = { gate: 'usageLimit', limits };
/** Steps from a segment's own best gate: 4 for the small, 16 for the large. */
const steps = ({ limit, segment }: Place) => Math.log2(limit ?? 64) - (segment === 0 ? 2 : 4);

describe('a gate', () => {
  const kernel = curveKernel((place) => 100 - steps(place) ** 2 + place.luck, {
    organicSignups: () => 10,
    newCustomers: ({ limit }) => (limit === null ? 0 : 5),
    wallsMet: ({ limit, segment }) => (limit === null ? 0 : segment === 0 ? 8 : 2),
    valueAtWall: ({ limit, segment }) =>
      limit === null ? 0 : (segment === 0 ? 8 : 2) * Math.min(1, limit / 32),
  });
  const { reading, partials } = plainDrive(gate(curveStudy({ replications: 40 }), question), kernel);

  it('finds the best limit of each segment, and of all between them', () => {
    expect(reading.scopes.map(({ segment }) => segment)).toEqual([null, 'Small', 'Large']);
    expect(reading.scopes.map(({ best }) => best?.axes[0])).toMatchObject([
      { at: 8, verdict: 'interior' },
      { at: 4, verdict: 'interior' },
      { at: 16, verdict: 'interior' },
    ]);
  });

  it('tells outcome, conversion, walls and the value found by then', () => {
    const [all, small] = reading.scopes.map(({ points }) => points);
    expect(all?.map(({ limit }) => limit)).toEqual(limits);
    expect(all?.[2]?.conversion.mean).toBe(0.5);
    expect(all?.[2]?.wallsMet.mean).toBe(0.5);
    expect(small?.[2]?.wallsMet.mean).toBe(0.8);
    expect(all?.[2]?.valueAtWall.mean).toBe(0.125);
    // Nobody meets a wall that is not there.
    expect(all?.at(-1)?.valueAtWall).toMatchObject({ mean: null, futures: 0 });
    expect(all?.at(-1)?.conversion.mean).toBe(0);
  });

  it('holds the best limit against the present one, future by future, and says what pairing saves', () => {
    const [all, small] = reading.scopes.map(({ gain }) => gain);
    // Now 50: log2(50) - 2 steps from the best of the small, log2(50) - 4 of the large; two months of each.
    const missed = (best: number, other: number) => 2 * ((Math.log2(50) - other) ** 2 - (best - other) ** 2);
    expect(small).toMatchObject({ limit: 4, difference: { aheadShare: 1 } });
    expect(small?.difference.mean).toBeCloseTo(missed(2, 2), 9);
    expect(all).toMatchObject({ limit: 8 });
    expect(all?.difference.mean).toBeCloseTo(missed(3, 2) + missed(3, 4), 9);
    // All luck is in common here: only rounding is left of the difference's spread.
    expect(all?.pairingGain ?? Infinity).toBeGreaterThan(1e6);
    const noisy = curveKernel(
      (place) =>
        100 - steps(place) ** 2 + 3 * place.luck + normalOf(`${String(place.limit)} ${place.replication}`),
    );
    const { scopes } = plainDrive(gate(curveStudy({ replications: 400 }), question), noisy).reading;
    // Per month a shared 3² and an own 1² each, months alike: (10 + 10) / 2; over 400 futures to within a quarter.
    expect(scopes[1]?.gain?.pairingGain).toBeGreaterThan(7.5);
    expect(scopes[1]?.gain?.pairingGain).toBeLessThan(12.5);
  });

  it('names what it moved, and where it stands now', () => {
    expect(reading).toMatchObject({ strategy: 'First', plan: 'Free', gate: 'usageLimit', present: 50 });
    expect(partials.length).toBeGreaterThan(1);
    expect(partials[0]?.scopes[0]?.points[0]?.outcome.futures).toBe(8);
  });

  it('says flat of a gate that does nothing, and at the end of one that should never be', () => {
    const verdict = (formula: (place: Place) => number) =>
      plainDrive(gate(curveStudy(), question), curveKernel(formula)).reading.scopes[0]?.best?.axes[0];
    expect(verdict(({ luck }) => luck)).toMatchObject({ verdict: 'flat', low: 1, high: null });
    expect(verdict(({ limit, luck }) => (limit ?? 64) + luck)).toMatchObject({
      at: null,
      verdict: 'atEnd',
      end: 'last',
    });
  });

  it('moves one limit of one plan of one strategy', () => {
    const study = curveStudy({ replications: 8 });
    const asked = { ...question, strategy: 1, tier: 1 };
    const { batches } = plainDrive(gate(study, asked), kernel);
    for (const { strategy, world } of batches.flatMap(({ points }) => points)) {
      expect(strategy.name).toBe('Second');
      expect(strategy.ladder.tiers[0]).toEqual(study.strategies[1]?.ladder.tiers[0]);
      expect(world).toEqual(study.world);
    }
    expect(
      batches.flatMap(({ points }) => points).map(({ strategy }) => strategy.ladder.tiers[1]?.usageLimit),
    ).toEqual([...limits, 500]);
  });
});

describe('the limits to try', () => {
  it('go from far too early to the next plan, then never', () => {
    const tried = gateLimits(curveStudy(), 'usageLimit');
    expect(tried[0]).toBe(0.5);
    expect(tried.at(-2)).toBe(500);
    expect(tried.at(-1)).toBeNull();
    expect(tried).toHaveLength(15);
    expect(gateLimits(curveStudy(), 'usageLimit', { tier: 1 }).at(-2)).toBe(4000);
  });

  it('are whole where the limit is one of months or seats', () => {
    for (const moved of ['seatLimit', 'monthsLimit'] as const) {
      const tried = gateLimits(curveStudy(), moved);
      const numbers = tried.filter((limit) => limit !== null);
      expect(numbers.every(Number.isInteger)).toBe(true);
      expect(new Set(tried).size).toBe(tried.length);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect(tried.at(-1)).toBeNull();
    }
    expect(gateLimits(curveStudy(), 'featureLimit').at(-2)).toBe(1);
  });

  it('begin below the next plan, however early that ends', () => {
    const { world, strategies } = curveStudy();
    const narrow = strategies.map((strategy) => ({
      ...strategy,
      ladder: {
        ...strategy.ladder,
        tiers: strategy.ladder.tiers.map((tier, index) => ({ ...tier, featureLimit: 0.01 * (index + 1) })),
      },
    }));
    const tried = gateLimits({ world, strategies: narrow }, 'featureLimit');
    expect(tried.slice(0, 1)).toEqual([0.01]);
    expect(tried.at(-2)).toBe(0.02);
  });
});

describe('the wall in the ledger', () => {
  /** Free users who begin with usage 1 and find a tenth of the missing value a month. */
  const walled = (usageLimit: number | null, monthsLimit: number | null = null) => {
    const segment = neutralSegment({ firstMonthChurn: 0, startingUsage: 1, usageGrowth: 0.1 });
    const base = neutralWorld();
    const study = neutralStudy({
      world: {
        ...base,
        segments: [segment],
        market: { ...base.market, startingCustomers: 0, organicPerMonth: 100 },
        product: { ...base.product, discoveryRate: 0.1 },
      },
      strategy: neutralStrategy({
        ladder: {
          ...neutralStrategy().ladder,
          tiers: [tier('Free', 0, { usageLimit, monthsLimit }), tier('Paid', 10)],
        },
      }),
      run: { seed: 'wall', months: 24, ltvMonths: 12 },
    });
    return new Ledger(
      layoutOf(study),
      simulateReplications({ ...study, firstReplication: 0, replications: 1 }),
    );
  };

  it('is met once by each who runs into it, with the value found by then', () => {
    // Usage e^(0.1 k) after k months passes e^0.45 in the fifth month; by then 1 - 0.9^5 of the value is found.
    const ledger = walled(Math.exp(0.45));
    const arrivedInTime = ledger.sum('organicSignups', 0, 24 - 4);
    expect(ledger.sum('wallsMet')).toBe(arrivedInTime);
    expect(ledger.sum('valueAtWall') / ledger.sum('wallsMet')).toBeCloseTo(1 - 0.9 ** 5, 9);
    expect(ledger.total('wallsMet', 3)).toBe(0);
  });

  it('is met later where the limit is wider, and never where there is none', () => {
    const wide = walled(Math.exp(0.95));
    expect(wide.sum('valueAtWall') / wide.sum('wallsMet')).toBeCloseTo(1 - 0.9 ** 10, 9);
    expect(walled(null).sum('wallsMet')).toBe(0);
    expect(walled(null, 2).sum('valueAtWall') / walled(null, 2).sum('wallsMet')).toBeCloseTo(1 - 0.9 ** 3, 9);
  });
});
