/** A program whose names mean more than one thing: here, in the functions of this file, and in another file. */
import type { i32 } from '../../../simulations/numbers.ts';
import { inOtherFile, TABLE as OTHER, nested } from './other-constants.ts';

/** @compiled */
export const months = 2 * 6;
/** @compiled */
export const TABLE = Float64Array.of(1, 2);
/** @compiled */
export const { height } = { height: 3 };

export class Stage {
  readonly answers: Float64Array;

  constructor() {
    this.answers = new Float64Array(9);
  }
}

export function constants(stage: Stage, replication: i32): void {
  const { answers } = stage;
  answers[0] = months;
  answers[1] = shadowed(replication);
  answers[2] = given(replication);
  answers[3] = TABLE[replication]!;
  answers[4] = OTHER[replication]!;
  answers[5] = nested.TABLE[replication]!;
  answers[6] = height;
  answers[7] = TABLE.length + OTHER.length;
  answers[8] = inOtherFile(replication);
}

function shadowed(replication: i32): number {
  const months = replication + 0.5;
  return months;
}

function given(height: number): number {
  return 2 * height;
}
