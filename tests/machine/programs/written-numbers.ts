/** A program of numbers that are written there, whose results would not fit where AssemblyScript puts them. */
import type { i32 } from '../../../simulations/numbers.ts';

/** @compiled */
export const LARGE = 65536;
/** @compiled */
export const BELOW = -5;
const INSIDE = 65536;
const REAL: number = 7;

export class Stage {
  readonly answers: Float64Array;

  constructor() {
    this.answers = new Float64Array(16);
  }
}

export function numbers(stage: Stage, replication: i32): void {
  const { answers } = stage;
  const next = 2147483647 + 1;
  const square = LARGE * LARGE;
  const nested = (65536 * 32768 + 5) * 3;
  const last = 1 << 31;
  const cut = 4294967295 | 0;
  const half = 4 / 8;
  const real = 4.5 - 0.5;
  const none = -0;
  const quarter = real / 16;
  answers[0] = next;
  answers[1] = square;
  answers[2] = nested;
  answers[3] = last;
  answers[4] = cut;
  answers[5] = half;
  answers[6] = quarter;
  answers[7] = 1 / none;
  answers[8] = -BELOW;
  answers[9] = -replication >>> 1;
  answers[10] = (last ^ replication) & last;
  answers[11] = replication - BELOW;
  answers[12] = -(-replication);
  answers[13] = INSIDE * INSIDE;
  const halved = REAL - 6.5;
  answers[14] = halved;
  answers[15] = replication * 0.1 - -0.30000000000000004 + 1e-9 * REAL;
}
