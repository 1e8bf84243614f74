import { describe, expect, it } from 'vitest';
import { attribution, leverGroups } from '../../simulations/designs/attribution.ts';
import type { AttributionStudy } from '../../simulations/designs/attribution.ts';
import type { Point } from '../../simulations/point.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { formulaKernel, luckOf } from '../support/formula-kernel.ts';
import { neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const first = neutralStrategy({ name: 'First' });
const second = neutralStrategy({
  name: 'Second',
  budget: { ...first.budget, perMonth: 500 },
  offers: { ...first.offers, blastEvery: 3 },
  success: { ...first.success, dunning: 0.5 },
});
const study: AttributionStudy = {
  world: neutralWorld(),
  strategies: [first, second],
  run: { seed: 'why', months: 3, ltvMonths: 3, replications: 20 },
  metric: 'revenue',
};
const levers = ({ strategy }: Point) => ({
  budget: strategy.budget.perMonth > 0 ? 1 : 0,
  offers: strategy.offers.blastEvery > 0 ? 1 : 0,
  success: strategy.success.dunning > 0 ? 1 : 0,
});
const valuesOf = (reading: { parts: readonly { name: string; value: number }[] }) =>
  Object.fromEntries(reading.parts.map(({ name, value }) => [name, value]));

describe('attribution', () => {
  it('finds the families of levers that differ', () => {
    expect(leverGroups(first, second).map(({ name }) => name)).toEqual([
      'Budget',
      'Offers',
      'Customer success',
    ]);
    expect(leverGroups(first, { ...first, name: 'Other' })).toEqual([]);
  });

  it('splits the glove game as it is known: offers with either of the others', () => {
    const kernel = formulaKernel((point) => {
      const { budget, offers, success } = levers(point);
      return 60 * offers * Math.max(budget, success);
    });
    const { reading } = plainDrive(attribution(study), kernel);
    expect(reading.method).toBe('all mixtures');
    expect(reading.mixtures).toBe(8);
    const values = valuesOf(reading);
    expect(values.Offers).toBeCloseTo(40, 8);
    expect(values.Budget).toBeCloseTo(10, 8);
    expect(values['Customer success']).toBeCloseTo(10, 8);
    expect(reading.parts.find(({ name }) => name === 'Offers')).toMatchObject({ alone: 0, last: 60 });
  });

  const noisy = formulaKernel((point, future) => {
    const { budget, offers, success } = levers(point);
    return (
      0.1 * budget + 0.2 * offers * (1 + luckOf(future)) + 0.7 * success * (budget + luckOf(future + 100))
    );
  });

  it('has parts that add up to the gap exactly, in any order', () => {
    const { reading, partials } = plainDrive(attribution(study), noisy);
    for (const { parts, gap } of [reading, ...partials]) {
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(gap);
      expect(parts.toReversed().reduce((sum, { value }) => sum + value, 0)).toBe(gap);
    }
    expect(reading.second - reading.first).toBeCloseTo(reading.gap, 10);
    expect(partials.length).toBeGreaterThan(0);
    for (const { low, high, value } of reading.parts) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('samples orders of more than eight groups, within its error of the exact split', () => {
    const groups = [
      ...['/budget/perMonth', '/offers/blastEvery', '/success/dunning'],
      ...['/ladder/jump', '/ladder/usageRate', '/offers/programSpend', '/offers/campaignCost'],
      ...['/contracts/annualDiscount', '/success/dunningCost', '/manipulation/nagging'],
    ].map((pointer) => ({ name: pointer, pointers: [pointer] }));
    const full = neutralStrategy({
      ...second,
      ladder: { ...second.ladder, jump: 1, usageRate: 1 },
      offers: { ...second.offers, programSpend: 1, campaignCost: 1 },
      contracts: { ...second.contracts, annualDiscount: 1 },
      success: { ...second.success, dunningCost: 1 },
      manipulation: { ...second.manipulation, nagging: 1 },
    });
    // Pairs work together, so the exact split is half of each pair's 10; the ninth and tenth bring 3 and -4 alone.
    const kernel = formulaKernel(
      ({ strategy: { budget, offers, success, ladder, contracts, manipulation } }) => {
        const both = (one: number, other: number) => (one > 0 && other > 0 ? 10 : 0);
        return (
          both(budget.perMonth, offers.blastEvery) +
          both(success.dunning, ladder.jump) +
          both(ladder.usageRate, offers.programSpend) +
          both(offers.campaignCost, contracts.annualDiscount) +
          3 * success.dunningCost -
          4 * manipulation.nagging
        );
      },
    );
    const run = { ...study.run, replications: 2 };
    const { reading } = plainDrive(
      attribution({ ...study, run, strategies: [first, full], groups, orders: 24 }),
      kernel,
    );
    expect(reading.method).toBe('sampled orders');
    expect(reading.gap).toBeCloseTo(39, 8);
    expect(reading.parts.reduce((sum, { value }) => sum + value, 0)).toBe(reading.gap);
    const known = [5, 5, 5, 5, 5, 5, 5, 5, 3, -4];
    reading.parts.forEach(({ value }, index) =>
      expect(Math.abs(value - (known[index] ?? NaN))).toBeLessThan(3),
    );
    expect(reading.parts[8]?.value).toBeCloseTo(3, 8);
  });

  it('gives nothing to levers of a strategy held against itself', () => {
    const { reading } = plainDrive(attribution({ ...study, strategies: [first, first] }), noisy);
    expect(reading).toMatchObject({ gap: 0, parts: [], mixtures: 1 });
  });

  it('reads a real world: parts add up, and the fingerprint is that of the numbers', () => {
    const real = { ...study, run: { ...study.run, replications: 3 }, metric: 'contribution' };
    const one = plainDrive(attribution(real), simulateReplications).reading;
    expect(one.parts.reduce((sum, { value }) => sum + value, 0)).toBe(one.gap);
    expect(plainDrive(attribution(real), simulateReplications).reading.fingerprint).toBe(one.fingerprint);
  });
});
