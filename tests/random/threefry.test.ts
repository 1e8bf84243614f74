import fc from 'fast-check';
import { expect, test } from 'vitest';
import { THREEFRY_ROUNDS, threefry4x32 } from '../../simulations/random/threefry.ts';
import { threefryOracle } from './threefry-oracle.ts';

// Random123 (D. E. Shaw Research), file tests/kat_vectors, the lines of threefry4x32: counter, key, answer.
const ZERO = '00000000 00000000 00000000 00000000';
const ONES = 'ffffffff ffffffff ffffffff ffffffff';
const PI = '243f6a88 85a308d3 13198a2e 03707344';
const MORE_PI = 'a4093822 299f31d0 082efa98 ec4e6c89';
const published: readonly (readonly [number, string, string, string])[] = [
  [13, ZERO, ZERO, '531c7e4f 39491ee5 2c855a92 3d6abf9a'],
  [13, ONES, ONES, 'c4189358 1c9cc83a d5881c67 6a0a89e0'],
  [13, PI, MORE_PI, '4aa71d8f 734738c2 431fc6a8 ae6debf1'],
  [20, ZERO, ZERO, '9c6ca96a e17eae66 fc10ecd4 5256a7d8'],
  [20, ONES, ONES, '2a881696 57012287 f6c7446e a16a6732'],
  [20, PI, MORE_PI, '59cd1dbb b8879579 86b5d00c ac8b6d84'],
  [72, ZERO, ZERO, '93171da6 9220326d b392b7b1 ff58a002'],
  [72, ONES, ONES, '60743f3d 9961e684 aab21c34 8c65fb7d'],
  [72, PI, MORE_PI, '09930adf 7f27bd55 9ed68ce1 97f803f6'],
];

const words = (text: string): bigint[] => text.split(' ').map((word) => BigInt(`0x${word}`));
const signed = (values: readonly bigint[]): number[] => values.map((word) => Number(BigInt.asIntN(32, word)));

test.each(published)(
  'the oracle gives the published answer of %i rounds for %s',
  (rounds, counter, key, answer) => {
    expect(threefryOracle(rounds, words(key), words(counter))).toEqual(words(answer));
  },
);

test('the written-out generator is the oracle with 12 rounds', () => {
  const block = fc.array(fc.bigInt({ min: 0n, max: 0xffffffffn }), { minLength: 4, maxLength: 4 });
  const out = new Int32Array(4);
  fc.assert(
    fc.property(block, block, (key, counter) => {
      threefry4x32(new Int32Array(signed(key)), new Int32Array(signed(counter)), out);
      expect([...out]).toEqual(signed(threefryOracle(THREEFRY_ROUNDS, key, counter)));
    }),
    { numRuns: 5000, seed: 12 },
  );
});

test('one round fewer is another generator', () => {
  const out = new Int32Array(4);
  threefry4x32(new Int32Array(4), new Int32Array(4), out);
  expect([...out]).not.toEqual(signed(threefryOracle(THREEFRY_ROUNDS - 1, words(ZERO), words(ZERO))));
});

test('the answer may be written over the counter', () => {
  const key = new Int32Array([1, 2, 3, 4]);
  const counter = new Int32Array([5, 6, 7, 8]);
  const out = new Int32Array(4);
  threefry4x32(key, counter, out);
  threefry4x32(key, counter, counter);
  expect([...counter]).toEqual([...out]);
});
