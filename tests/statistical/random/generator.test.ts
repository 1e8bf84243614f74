import { describe, expect, test } from 'vitest';
import { keyFromPhrase } from '../../../simulations/random/key.ts';
import { Luck } from '../../../simulations/random/luck.ts';
import { threefry4x32 } from '../../../simulations/random/threefry.ts';
import { threefryOracle } from '../../random/threefry-oracle.ts';
import { STANDARD_ERRORS, chiSquareDeviation, deviationsFromTheory } from '../../support/theory-check.ts';

type Address = [replication: number, a: number, b: number, c: number, decision: number, occurrence: number];
type Source = (address: Address, out: Float64Array) => void;

const N = 65_536;
/** A walk steps along one part of the address; all others stay. A second address is its neighbour in another part. */
const start: Address = [7, 400, 0x51ab7e3c | 0, 12, 3, 5];
const walks: readonly (readonly [name: string, at: (step: number) => Address])[] = [
  ['replication', (step) => [step, 400, start[2], 12, 3, 5]],
  ['customer index, channel by channel', (step) => [7, step, start[2], 12, 3, 5]],
  ['customer index within a channel', (step) => [7, step * 4, start[2], 12, 3, 5]],
  ['segment', (step) => [7, 400, Math.imul(step, 65_537), 12, 3, 5]],
  ['arrival month', (step) => [7, 400, start[2], step, 3, 5]],
  ['decision', (step) => [7, 400, start[2], 12, step & 0xff, step >> 8]],
  ['sub-key of a decision', (step) => [7, 400, start[2], 12, (step << 8) | 3, 5]],
  ['occurrence', (step) => [7, 400, start[2], 12, 3, step]],
];

const luck = new Luck(keyFromPhrase('the generator under test'));
const trueSource: Source = ([replication, a, b, c, decision, occurrence], out) => {
  luck.replication(replication);
  luck.entity(a, b, c);
  luck.uniformPair(decision, occurrence, out);
};

/** 2 N uniforms, the first of every block and then the second of every block. */
function walk(source: Source, at: (step: number) => Address): readonly [Float64Array, Float64Array] {
  const pair = new Float64Array(2);
  const first = new Float64Array(N);
  const second = new Float64Array(N);
  for (let step = 0; step < N; step += 1) {
    source(at(step), pair);
    first[step] = pair[0]!;
    second[step] = pair[1]!;
  }
  return [first, second];
}

const flat = {
  mean: 0.5,
  variance: 1 / 12,
  kurtosis: 1.8,
  distribution: (x: number): number => x,
  kind: 'continuous',
} as const;

/** Correlation of two equally long sequences of uniforms, the second shifted by `lag`, in standard errors. */
function correlation(first: Float64Array, second: Float64Array, lag: number): number {
  let sum = 0;
  const length = first.length - lag;
  for (let index = 0; index < length; index += 1) sum += (first[index]! - 0.5) * (second[index + lag]! - 0.5);
  return (sum * 12) / Math.sqrt(length);
}

/** Cells of a 16 by 16 board that the pairs fall into, as a normal score. */
function board(first: Float64Array, second: Float64Array, lag: number): number {
  const counts = new Float64Array(256);
  const length = first.length - lag;
  for (let index = 0; index < length; index += 1) {
    counts[Math.floor(first[index]! * 16) * 16 + Math.floor(second[index + lag]! * 16)]! += 1;
  }
  return chiSquareDeviation(counts, 1 / 256, length);
}

/** Largest imbalance of ones among the 52 bits a uniform is made of. */
function bitImbalance(draws: Float64Array): number {
  const ones = new Float64Array(52);
  for (const u of draws) {
    let high = Math.floor(u * 2 ** 26);
    let low = Math.floor((u * 2 ** 26 - high) * 2 ** 26);
    for (let bit = 0; bit < 26; bit += 1, high >>>= 1, low >>>= 1) {
      ones[bit]! += high & 1;
      ones[bit + 26]! += low & 1;
    }
  }
  return Math.max(...ones.map((count) => Math.abs(2 * count - draws.length) / Math.sqrt(draws.length)));
}

const LAGS = [1, 2, 3, 4, 7, 12, 256];

/** Everything that is wrong along one walk, as text. */
function faults(source: Source, at: (step: number) => Address): readonly string[] {
  const [first, second] = walk(source, at);
  const found = [...deviationsFromTheory(first, flat), ...deviationsFromTheory(second, flat)];
  const refuse = (what: string, score: number): void => {
    if (!(Math.abs(score) <= STANDARD_ERRORS)) found.push(`${what}: ${score.toFixed(1)} errors`);
  };
  refuse('bits', bitImbalance(first));
  refuse('bits of the second', bitImbalance(second));
  refuse('pair', correlation(first, second, 0));
  refuse('board of the pair', board(first, second, 0));
  for (const lag of LAGS) {
    refuse(`correlation at ${lag}`, correlation(first, first, lag));
    refuse(`board at ${lag}`, board(first, first, lag));
  }
  return found;
}

describe.each(walks)('along %s', (_name, at) => {
  test('uniform, balanced, and unrelated to what comes next', () =>
    expect(faults(trueSource, at)).toEqual([]));

  test('unrelated to the neighbouring streams', () => {
    const [own] = walk(trueSource, at);
    // The neighbour in every part of the address: the walk's own part as well (that is its lag 1, once more).
    for (let part = 0; part < 6; part += 1) {
      const [beside] = walk(trueSource, (step) => {
        const address = at(step);
        address[part]! += part === 1 ? 4 : 1;
        if (part === 5) address[part] &= 0xffff;
        return address;
      });
      expect(Math.abs(correlation(own, beside, 0))).toBeLessThan(STANDARD_ERRORS);
      expect(Math.abs(board(own, beside, 0))).toBeLessThan(STANDARD_ERRORS);
    }
  });
});

describe('the same checks refuse a generator biased by 3 %', () => {
  const along = walks[7]![1];
  const before = new Float64Array(2);
  const biased: readonly (readonly [string, Source])[] = [
    [
      'uniforms drawn to 0',
      (address, out) => {
        trueSource(address, out);
        out[0] = out[0]! ** 1.03;
      },
    ],
    [
      '3 % of the draws repeat the one before',
      (address, out) => {
        trueSource(address, out);
        if (out[1]! >= 0.03) return;
        const [replication, a, b, c, decision, occurrence] = address;
        trueSource([replication, a, b, c, decision, Math.max(0, occurrence - 1)], before);
        out[0] = before[0]!;
      },
    ],
    [
      'one bit is 1 in 53 of 100 draws',
      (address, out) => {
        trueSource(address, out);
        const place = 2 ** -20;
        if (out[1]! < 0.06 && Math.floor(out[0]! / place) % 2 === 0) out[0]! += place;
      },
    ],
  ];
  test.each(biased)('%s', (_name, source) => expect(faults(source, along)).not.toEqual([]));
});

describe('avalanche: each of 256 input bits moves each of 128 output bits half of the time', () => {
  const SAMPLES = 2000;
  /** Flips per (input bit, output bit), for a generator on unsigned words. */
  function flips(samples: number, generate: (input: Int32Array, out: Int32Array) => void): Float64Array {
    const counts = new Float64Array(256 * 128);
    const input = new Int32Array(8);
    const [base, moved] = [new Int32Array(4), new Int32Array(4)];
    luck.replication(0);
    for (let sample = 0; sample < samples; sample += 1) {
      luck.entity(sample, 0, 0);
      for (let place = 0; place < 8; place += 1) input[place] = luck.word(200, place);
      generate(input, base);
      for (let bit = 0; bit < 256; bit += 1) {
        input[bit >> 5]! ^= 1 << (bit & 31);
        generate(input, moved);
        input[bit >> 5]! ^= 1 << (bit & 31);
        for (let word = 0; word < 4; word += 1) {
          let difference = base[word]! ^ moved[word]!;
          for (; difference !== 0; difference &= difference - 1) {
            counts[bit * 128 + word * 32 + (31 - Math.clz32(difference & -difference))]! += 1;
          }
        }
      }
    }
    return counts;
  }
  const score = (count: number, n: number): number => Math.abs(2 * count - n) / Math.sqrt(n);

  test('12 rounds', () => {
    const counts = flips(SAMPLES, (input, out) => threefry4x32(input.subarray(0, 4), input.subarray(4), out));
    // 32768 cells: the largest of so many passes 5 once in fifty runs, 6.5 once in 4e5.
    expect(Math.max(...counts.map((count) => score(count, SAMPLES)))).toBeLessThan(6.5);
    for (let bit = 0; bit < 256; bit += 1) {
      const sum = counts.subarray(bit * 128, bit * 128 + 128).reduce((total, count) => total + count, 0);
      expect(score(sum, SAMPLES * 128)).toBeLessThan(STANDARD_ERRORS);
    }
  });

  test('the same check refuses 4 rounds', () => {
    const samples = 60;
    const counts = flips(samples, (input, out) => {
      const words = [...input].map((word) => BigInt.asUintN(32, BigInt(word)));
      const block = threefryOracle(4, words.slice(0, 4), words.slice(4));
      block.forEach((word, place) => {
        out[place] = Number(BigInt.asIntN(32, word));
      });
    });
    expect(Math.max(...counts.map((count) => score(count, samples)))).toBeGreaterThan(6.5);
  });
});
