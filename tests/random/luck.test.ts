import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck, BLOCKS } from '../../simulations/random/luck.ts';
import { threefry4x32 } from '../../simulations/random/threefry.ts';
import { threefryOracle } from './threefry-oracle.ts';

const seed = keyFromPhrase('luck test');
const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const short = fc.integer({ min: 0, max: BLOCKS - 1 });

function luckAt(replication: number, a: number, b: number, c: number): Luck {
  const luck = new Luck(seed);
  luck.replication(replication);
  luck.entity(a, b, c);
  return luck;
}

test('a uniform is the block of its address, in the layout that the header states', () => {
  fc.assert(
    fc.property(word, word, word, short, word, short, (replication, a, b, c, decision, block) => {
      const key = [...seed, replication].map((part) => BigInt.asUintN(32, BigInt(part)));
      const third = (BigInt(c) << 16n) | BigInt(block);
      const counter = [a, b, third, decision].map((part) => BigInt.asUintN(32, BigInt(part)));
      const words = threefryOracle(12, key, counter);
      const pair = new Float64Array(2);
      const luck = luckAt(replication, a, b, c);
      luck.uniformPair(decision, block, pair);
      expect(pair[0]).toBe(Number(((words[0]! >> 6n) << 27n) + ((words[1]! >> 6n) << 1n) + 1n) / 2 ** 53);
      expect(pair[1]).toBe(Number(((words[2]! >> 6n) << 27n) + ((words[3]! >> 6n) << 1n) + 1n) / 2 ** 53);
      // The second after the first, when it was kept, and alone.
      expect(luck.uniform(decision, 2 * block)).toBe(pair[0]);
      expect(luck.uniform(decision, 2 * block + 1)).toBe(pair[1]);
      luck.entity(a, b, c);
      expect(luck.uniform(decision, 2 * block + 1)).toBe(pair[1]);
      expect(luck.word(decision, block)).toBe(Number(BigInt.asIntN(32, words[3]!)));
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('luck has no memory: order and other questions change nothing', () => {
  const addresses = fc.array(fc.tuple(word, word, short, word, short), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(addresses, (asked) => {
      const luck = new Luck(seed);
      const ask = ([a, b, c, decision, occurrence]: (typeof asked)[number]): number => {
        luck.entity(a, b, c);
        return luck.uniform(decision, occurrence);
      };
      const forward = asked.map(ask);
      const backward = [...asked].reverse().map(ask).reverse();
      expect(backward).toEqual(forward);
    }),
    { numRuns: 200, seed: 4 },
  );
});

test('each part of the address matters', () => {
  const seen = new Set<number>();
  for (const replication of [0, 1]) {
    for (const a of [0, 1]) {
      for (const b of [0, 1]) {
        for (const c of [0, 1]) {
          const luck = luckAt(replication, a, b, c);
          for (const decision of [0, 1, 256]) {
            for (const occurrence of [0, 1, 65535]) seen.add(luck.uniform(decision, occurrence));
          }
        }
      }
    }
  }
  expect(seen.size).toBe(2 ** 4 * 9);
  const elsewhere = new Luck(keyFromPhrase('luck test.'));
  elsewhere.entity(0, 0, 0);
  expect(seen.has(elsewhere.uniform(0, 0))).toBe(false);
});

test('the ends of the grid are inside (0, 1), and 1 - u is exact', () => {
  // Keys are invertible in the counter only by search; the ends are reached by checking the map itself.
  const smallest = 1 / 2 ** 53;
  const largest = ((2 ** 26 - 1) * 2 ** 27 + (2 ** 26 - 1) * 2 + 1) / 2 ** 53;
  expect(smallest).toBeGreaterThan(0);
  expect(largest).toBeLessThan(1);
  expect(1 - largest).toBe(smallest);
  const luck = luckAt(0, 1, 2, 3);
  for (let occurrence = 0; occurrence < 5000; occurrence += 1) {
    const u = luck.uniform(9, occurrence);
    expect(u > 0 && u < 1 && 1 - (1 - u) === u && (u * 2 ** 53) % 2 === 1).toBe(true);
  }
});

test('two Lucks do not share state', () => {
  const first = luckAt(1, 2, 3, 4);
  const before = first.uniform(5, 6);
  luckAt(9, 9, 9, 9).uniform(9, 9);
  threefry4x32(new Int32Array(4), new Int32Array(4), new Int32Array(4));
  expect(first.uniform(5, 6)).toBe(before);
});
