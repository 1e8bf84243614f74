/**
 * What a real number is made of, and its product with a power of two, which is exact. Machine code has operations for both
 * (tools/machine-compiler); the language reads and multiplies.
 */
import type { i32 } from '../numbers.ts';
import { POWER_OF_TWO_ZERO, powersOfTwo } from './powers-of-two.ts';

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH = new Uint8Array(new Int32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Sign, exponent and the upper 20 bits of the mantissa. */
export function highWord(x: number): i32 {
  double[0] = x;
  return words[HIGH]!;
}

/** x · 2^k for a positive x, neither of them below the smallest normal number nor beyond the largest. */
export function timesPowerOfTwo(x: number, k: i32): number {
  return x * powersOfTwo[POWER_OF_TWO_ZERO + k]!;
}
