import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactParts, joiningGains, shapley } from '../../simulations/statistics/shapley.ts';

const worthOf = (players: number, worth: (members: readonly number[]) => number): number[] =>
  Array.from({ length: 1 << players }, (_, coalition) =>
    worth(
      Array.from({ length: players }, (_each, player) => player).filter(
        (player) => coalition & (1 << player),
      ),
    ),
  );

describe('Shapley value', () => {
  it('of the glove game is 4/6, 1/6, 1/6: one left glove, two right ones', () => {
    const worth = worthOf(3, (members) => (members.includes(0) && members.length > 1 ? 1 : 0));
    const [left = NaN, first = NaN, second = NaN] = shapley(3, worth);
    expect(left).toBeCloseTo(2 / 3, 14);
    expect(first).toBeCloseTo(1 / 6, 14);
    expect(second).toBeCloseTo(1 / 6, 14);
  });

  // Littlechild and Owen 1973: each stretch of the runway is shared by those who need it.
  it('of the airport game shares every stretch among those who need it', () => {
    const costs = [8, 11, 13, 18];
    const worth = worthOf(4, (members) => Math.max(0, ...members.map((player) => costs[player] ?? 0)));
    const expected = [8 / 4, 8 / 4 + 3 / 3, 8 / 4 + 3 / 3 + 2 / 2, 8 / 4 + 3 / 3 + 2 / 2 + 5];
    shapley(4, worth).forEach((part, player) => expect(part).toBeCloseTo(expected[player] ?? NaN, 12));
  });

  it('of an additive game is what each brings', () => {
    const bring = [5, -2, 0, 7.5];
    const worth = worthOf(4, (members) => members.reduce((sum, player) => sum + (bring[player] ?? 0), 3));
    shapley(4, worth).forEach((part, player) => expect(part).toBeCloseTo(bring[player] ?? NaN, 12));
  });

  it('is the mean of the gains over all orders of joining', () => {
    const worth = worthOf(3, (members) => members.length * members.length + 3 * (members[0] ?? 0));
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const exact = shapley(3, worth);
    for (const player of [0, 1, 2]) {
      const gains = orders.map((order) => joiningGains(order, (set) => worth[set] ?? NaN)[player] ?? NaN);
      expect(gains.reduce((sum, gain) => sum + gain) / 6).toBeCloseTo(exact[player] ?? NaN, 12);
    }
  });

  it('refuses a game with worths missing', () => {
    expect(() => shapley(3, [0, 1])).toThrow('2^3');
  });
});

describe('parts that add up', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });

  it('to the whole exactly, in any order, moving nothing by more than a part in 2^38 of the largest', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 9 }), (given) => {
        const sum = given.reduce((total, part) => total + part, 0);
        const { parts, whole } = exactParts(given, sum);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(whole);
        expect(parts.toReversed().reduce((total, part) => total + part, 0)).toBe(whole);
        const reach = Math.max(Math.abs(sum), ...given.map(Math.abs)) / 2 ** 38;
        parts.forEach((part, index) =>
          expect(Math.abs(part - (given[index] ?? NaN))).toBeLessThanOrEqual(reach),
        );
        expect(Math.abs(whole - sum)).toBeLessThanOrEqual(reach);
      }),
      { seed: 1 },
    );
  });

  it('spreads what is left over by remainder, not onto the last', () => {
    const given = [0.1, 0.2, 0.3, 0.1, 0.2, 0.1];
    const { parts } = exactParts(given, 1);
    expect(given.reduce((total, part) => total + part, 0)).not.toBe(1);
    expect(parts.reduce((total, part) => total + part, 0)).toBe(1);
    const moved = parts.map((part, index) => Math.abs(part - (given[index] ?? NaN)));
    expect(Math.max(...moved)).toBeLessThan(1e-12);
  });

  it('of nothing are nothing', () => {
    expect(exactParts([0, 0], 0)).toEqual({ parts: [0, 0], whole: 0 });
  });
});
