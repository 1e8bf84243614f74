import { describe, expect, it } from 'vitest';
import { flip } from '../../simulations/designs/flip.ts';
import type { FlipStudy } from '../../simulations/designs/flip.ts';
import { tornado, tornadoLimits } from '../../simulations/designs/tornado.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { formulaKernel, luckOf } from '../support/formula-kernel.ts';
import { neutralSegment, neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

// Nobody leaves and nobody comes: 100 customers pay 10 under both. The second has a manager for each, who costs
// managerPerMonth / 100 and doubles nothing; its plan costs 12. So it earns 2 more a customer and month, and pays
// managerPerMonth / 100: the sign turns at managerPerMonth = 200.
const first = neutralStrategy({ name: 'Plain' });
const [tier] = first.ladder.tiers;
const second = neutralStrategy({
  name: 'Looked after',
  ladder: { ...first.ladder, tiers: tier === undefined ? [] : [{ ...tier, pricePerMonth: 12 }] },
  success: { ...first.success, coverage: { all: 1 } },
});
const world = neutralWorld({ segments: [neutralSegment({ firstMonthChurn: 0 })] });
const study: FlipStudy = {
  world: { ...world, market: { ...world.market, startingCustomers: 100 } },
  strategies: [first, second],
  run: { seed: 'flip', months: 6, ltvMonths: 6, replications: 4 },
  metric: 'contribution',
  ranges: [
    { name: 'manager', pointers: ['/world/costs/managerPerMonth'], low: 0, high: 1000 },
    { name: 'fee', pointers: ['/world/costs/processingFixed'], low: 0, high: 1 },
    { name: 'goods', pointers: ['/world/costs/goodsShare'], low: 0, high: 0.9 },
  ],
};

describe('flip', () => {
  it('finds the value that can be worked out by hand, and none where there is none', () => {
    const { reading } = plainDrive(flip(study), simulateReplications);
    const [easiest, ...others] = reading.flips;
    expect(reading.gap.value).toBeCloseTo(1200, 8);
    expect(easiest?.name).toBe('manager');
    expect(easiest?.at).toBeCloseTo(200, 6);
    expect(easiest?.atLow).toBeCloseTo(200, 6);
    expect(easiest?.move).toBeCloseTo(0.2, 6);
    expect(easiest).toMatchObject({ effectAtLow: 1200, low: 0, high: 1000, now: 0 });
    expect(others.map(({ name, at, move }) => ({ name, at, move }))).toEqual([
      { name: 'fee', at: null, move: null },
      { name: 'goods', at: null, move: null },
    ]);
  });

  const noisyStudy: FlipStudy = {
    ...study,
    run: { ...study.run, replications: 40 },
    metric: 'revenue',
    ranges: [{ name: 'price', pointers: ['/world/costs/ticket'], low: 0, high: 10 }],
  };
  const noisy = formulaKernel(({ world: { costs }, strategy }, future) =>
    strategy.name === 'Plain' ? 0 : (costs.ticket - 4) ** 3 + 27 + 60 * luckOf(future),
  );

  it('closes in on a curve, with an interval that holds the truth', () => {
    const [found] = plainDrive(flip({ ...noisyStudy, rounds: 12 }), noisy).reading.flips;
    const { gap } = plainDrive(flip({ ...noisyStudy, ranges: [] }), noisy).reading;
    const noise = gap.value - ((0 - 4) ** 3 + 27);
    const exact = 4 - Math.cbrt(27 + noise);
    expect(found?.at).toBeCloseTo(exact, 2);
    expect(found?.atLow ?? NaN).toBeLessThan(1);
    expect(found?.atHigh ?? NaN).toBeGreaterThan(1);
  });

  it('has an interval as the curve bends, longer where it is flatter, up to the end where nothing tells it from 0', () => {
    const [found] = plainDrive(flip({ ...noisyStudy, rounds: 12 }), noisy).reading.flips;
    const { gap } = plainDrive(flip({ ...noisyStudy, ranges: [] }), noisy).reading;
    const noise = gap.value - ((0 - 4) ** 3 + 27);
    const half = gap.high - gap.value;
    // The same luck at every value: the interval is as wide everywhere, and the curve can be turned round by hand.
    const at = found?.at ?? NaN;
    const below = at - (4 - Math.cbrt(27 + noise + half));
    const above = 4 - Math.cbrt(27 + noise - half) - at;
    expect(above).toBeGreaterThan(1.1 * below);
    expect(at - (found?.atLow ?? NaN)).toBeCloseTo(below, 2);
    expect((found?.atHigh ?? NaN) - at).toBeCloseTo(above, 2);

    const [open] = plainDrive(
      flip({ ...noisyStudy, rounds: 12, ranges: noisyStudy.ranges.map((one) => ({ ...one, high: 1.05 })) }),
      noisy,
    ).reading.flips;
    expect(open?.atHigh).toBe(1.05);
  });

  it('keeps the interval inside its range, also where the turn is its lower end or lies outside of it', () => {
    // 10 earned for every unit of the cost, give or take the luck: nothing at all at 0.
    const line = formulaKernel(({ world: { costs }, strategy }, future) =>
      strategy.name === 'Plain' ? 0 : 10 * costs.ticket * (1 + luckOf(future)),
    );
    const ask = (ticket: number, low: number) => ({
      ...noisyStudy,
      world: { ...study.world, costs: { ...study.world.costs, ticket } },
      ranges: [{ name: 'price', pointers: ['/world/costs/ticket'], low, high: 1 }],
    });
    const [atEnd] = plainDrive(flip(ask(0.5, 0)), line).reading.flips;
    expect(atEnd?.at).toBe(0);
    expect(atEnd?.atLow).toBe(0);
    expect(atEnd?.atHigh ?? NaN).toBeGreaterThanOrEqual(0);
    const [outside] = plainDrive(flip(ask(-1, 0.2)), line).reading.flips;
    expect(outside?.at).toBeNull();
  });

  it('is the same in two pieces of work as in one', () => {
    const whole = plainDrive(flip(noisyStudy), noisy).reading;
    expect(plainDrive(flip(noisyStudy), noisy).reading).toEqual(whole);
  });
});

describe('tornado', () => {
  const { reading } = plainDrive(tornado(study), simulateReplications);

  it('has the widest swing first, and says what it is and what it cannot see', () => {
    expect(reading.bars.map(({ name }) => name)).toEqual(['manager', 'goods', 'fee']);
    expect(reading.method).toBe('one-at-a-time tornado');
    expect(reading.limits).toBe(tornadoLimits);
  });

  it('moves the gap by what can be worked out by hand', () => {
    const [manager, goods, fee] = reading.bars;
    // 100 customers, 6 months: 2 - 1000/100 a month at the high end.
    expect(manager).toMatchObject({ low: { gap: 1200 }, high: { gap: 600 * (2 - 10) }, now: 0 });
    expect(goods?.swing).toBeCloseTo(-0.9 * 1200, 8);
    expect(fee?.swing).toBeCloseTo(0, 8);
    expect(reading.now.gap).toBeCloseTo(1200, 8);
  });

  it('says nothing, and no 0, of a metric that does not exist', () => {
    // Six months have no month a year ago.
    const { now, bars } = plainDrive(tornado({ ...study, metric: 'nrr' }), simulateReplications).reading;
    expect([now.first, now.second, now.gap]).toEqual([NaN, NaN, NaN]);
    expect([now.gapLow, now.gapHigh]).toEqual([null, null]);
    expect(bars.map(({ swing }) => swing)).toEqual([NaN, NaN, NaN]);
  });
});
