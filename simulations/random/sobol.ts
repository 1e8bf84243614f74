/*
 * The Sobol sequence: points that fill the unit cube evenly, so that an experiment of few points misses no corner. The
 * x-th word of a coordinate is the xor of its direction numbers at the set bits of x; the first 2^k points put one into
 * each of 2^k equal strata of every coordinate, and fewer points are a prefix of more (a Latin hypercube is none).
 * Scrambling: digits times a random lower-triangular matrix with unit diagonal, then a random digital shift. It keeps the
 * evenness and makes every point uniform. One coordinate's words depend on its own random words alone.
 * Source: directions of Joe and Kuo (2008); recurrence of Bratley and Fox (1988); scrambling of Matoušek (1998).
 */
import { hash32 } from './hash.ts';
import type { Luck } from './luck.ts';
import { sobolDirections } from './sobol-directions.ts';

const BITS = 32;
const TWO_TO_MINUS_32 = 1 / 4294967296;
const SCRAMBLE = hash32('scramble') | 0;

/** Coordinates that there are direction numbers for, the first counted as 0. */
export const sobolDimensions = sobolDirections.trim().split('\n').length + 1;

/** One coordinate of the sequence. */
export class SobolCoordinate {
  readonly #directions: Int32Array;
  readonly #shift: number;

  /** Plain with `words` absent; scrambled by 33 random words otherwise: one for each row of the matrix, and the shift. */
  constructor(dimension: number, words?: (row: number) => number) {
    const directions = directionsOf(dimension);
    this.#directions = words === undefined ? directions : scrambled(directions, words);
    this.#shift = words === undefined ? 0 : words(BITS);
  }

  /** Unsigned 32-bit word of point `index`, 0 to 2^32 - 1. */
  word(index: number): number {
    let word = this.#shift;
    for (let bit = 0, left = index; left !== 0; bit++, left >>>= 1) {
      if ((left & 1) !== 0) word ^= this.#directions[bit]!;
    }
    return word >>> 0;
  }

  /** The word's place in (0, 1), in the middle of its cell: never 0 nor 1. */
  uniform(index: number): number {
    return (this.word(index) + 0.5) * TWO_TO_MINUS_32;
  }
}

/** The random words of a coordinate, by its name: a coordinate of another name has others. */
export function scrambleOf(luck: Luck, name: string): (row: number) => number {
  const address = hash32(name) | 0;
  return (row) => {
    luck.entity(address, SCRAMBLE, 0);
    return luck.word(0, row);
  };
}

/** Direction numbers: the k-th is m_k followed by zeros, its first digit in the highest bit. */
function directionsOf(dimension: number): Int32Array {
  const directions = new Int32Array(BITS);
  if (dimension === 0) {
    for (let bit = 0; bit < BITS; bit++) directions[bit] = 1 << (BITS - 1 - bit);
    return directions;
  }
  const line = sobolDirections.trim().split('\n')[dimension - 1];
  if (line === undefined)
    throw new Error(`Sobol coordinates are 0 to ${sobolDimensions - 1}, got ${dimension}`);
  const [polynomial = 0, ...starts] = line.split(' ').map(Number);
  const degree = starts.length;
  for (let bit = 0; bit < BITS; bit++) {
    const start = starts[bit];
    if (start !== undefined) {
      directions[bit] = start << (BITS - 1 - bit);
      continue;
    }
    const earliest = directions[bit - degree]!;
    let next = earliest ^ (earliest >>> degree);
    for (let term = 1; term < degree; term++) {
      if (((polynomial >>> (degree - 1 - term)) & 1) !== 0) next ^= directions[bit - term]!;
    }
    directions[bit] = next;
  }
  return directions;
}

/** Digit r of the product is the parity of digit r and a random choice of the digits above it. */
function scrambled(directions: Int32Array, words: (row: number) => number): Int32Array {
  const product = new Int32Array(BITS);
  for (let row = 0; row < BITS; row++) {
    const own = 1 << (BITS - 1 - row);
    const above = row === 0 ? 0 : -1 << (BITS - row);
    const mask = own | (words(row) & above);
    for (let bit = 0; bit < BITS; bit++) {
      if (parity(directions[bit]! & mask) !== 0) product[bit]! |= own;
    }
  }
  return product;
}

function parity(word: number): number {
  let folded = word ^ (word >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  folded ^= folded >>> 1;
  return folded & 1;
}
