/** Lists of the names that constants.ts gives to its own. */
import type { i32 } from '../../../simulations/numbers.ts';

export const TABLE = Float64Array.of(10, 20, 30);
export const nested = { TABLE: Float64Array.of(100, 200) };

export function inOtherFile(index: i32): number {
  return TABLE[index]!;
}
