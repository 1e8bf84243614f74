/**
 * Four blocks of Threefry4x32 at once, for the numbers that are sure to be asked for together: machine code works them out side
 * by side (tools/machine-compiler), in little more time than one.
 */
import type { i32 } from '../numbers.ts';
import { threefry4x32 } from './threefry.ts';

const counter = new Int32Array(4);
const block = new Int32Array(4);

/**
 * Writes the blocks of the counters (a, b, c | blocks[k], decisions[k]) for four k from `first` on: first words of all four, then
 * second words, third and fourth ones.
 */
export function threefryFour(
  key: Int32Array,
  a: i32,
  b: i32,
  c: i32,
  decisions: Int32Array,
  blocks: Int32Array,
  first: i32,
  out: Int32Array,
): void {
  for (let lane = 0; lane < 4; lane++) {
    counter[0] = a;
    counter[1] = b;
    counter[2] = c | blocks[first + lane]!;
    counter[3] = decisions[first + lane]!;
    threefry4x32(key, counter, block);
    for (let word = 0; word < 4; word++) out[4 * word + lane] = block[word]!;
  }
}
