import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putRanks } from '../../simulations/statistics/order-statistics.ts';

const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 })), {
  minLength: 1,
  maxLength: 400,
});

test('stand where sorting puts them, and the others on their side of them', () => {
  fc.assert(
    fc.property(values, fc.array(fc.nat(), { maxLength: 20 }), (sample, wanted) => {
      const numbers = Float64Array.from(sample, (value) => value + 0);
      const ranks = [...new Set(wanted.map((rank) => rank % numbers.length))].toSorted((a, b) => a - b);
      const sorted = numbers.toSorted();
      const put = numbers.slice();
      putRanks(put, put.length, ranks);
      for (const rank of ranks) {
        expect(put[rank]).toBe(sorted[rank]);
        expect(put.subarray(0, rank).every((value) => value <= sorted[rank]!)).toBe(true);
        expect(put.subarray(rank).every((value) => value >= sorted[rank]!)).toBe(true);
      }
      expect(put.toSorted()).toEqual(sorted);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['rising', (index: number) => index],
  ['falling', (index: number) => -index],
  ['all alike', () => 7],
  ['two values', (index: number) => index % 2],
  ['an organ pipe', (index: number) => Math.min(index, 5000 - index)],
])('%s values come to an end, and so does what lies behind them', (_, valueAt) => {
  const numbers = Float64Array.from({ length: 5000 }, (_, index) => valueAt(index));
  const put = Float64Array.of(...numbers, -1e9, 1e9);
  putRanks(put, 5000, [0, 1, 2500, 4999]);
  const sorted = numbers.toSorted();
  for (const rank of [0, 1, 2500, 4999]) expect(put[rank]).toBe(sorted[rank]);
  expect([...put.subarray(5000)]).toEqual([-1e9, 1e9]);
});

test.each([17, 40, 200])('stand in their place one by one, every rank of %i values', (count) => {
  // No order that anything could follow: multiples of the golden section, without their whole parts.
  const numbers = Float64Array.from({ length: count }, (_, index) => (index * 0.6180339887) % 1);
  const sorted = numbers.toSorted();
  for (let rank = 0; rank < count; rank++) {
    const put = numbers.slice();
    putRanks(put, count, [rank]);
    expect(put[rank], `rank ${rank}`).toBe(sorted[rank]);
  }
});
