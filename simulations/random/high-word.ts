/** The bits of a real number, which no operation of the language gives; machine code has one of its own for it. */
import type { i32 } from '../i32.ts';

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH = new Uint8Array(new Int32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Sign, exponent and the upper 20 bits of the mantissa. */
export function highWord(x: number): i32 {
  double[0] = x;
  return words[HIGH]!;
}
