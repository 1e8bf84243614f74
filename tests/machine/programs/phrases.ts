/** A program of the phrases that mean one thing in TypeScript and might mean another to the machine. */
import type { i32 } from '../../../simulations/numbers.ts';

class Pair {
  readonly left: number;
  readonly right: i32;

  constructor(left: number, right: i32) {
    this.left = left;
    this.right = right;
  }
}

export class Stage {
  readonly pairs: readonly Pair[];
  readonly answers: Float64Array;

  constructor() {
    this.pairs = [new Pair(0.5, 1), new Pair(0.25, 2), new Pair(0.125, 4)];
    this.answers = new Float64Array(12);
  }
}

export function phrases(stage: Stage, replication: i32): void {
  const { pairs, answers } = stage;
  answers[0] = replication / 2;
  answers[1] = (replication / 2) | 0;
  answers[2] = 1 / 3;
  let sum: number = 0;
  for (const { left, right: times } of pairs) sum += left * times;
  answers[3] = sum;
  let halved: number = 7;
  halved /= 2;
  answers[4] = halved;
  let steps = 0;
  for (let index = 0, end = pairs.length; index < end; index++) {
    if (index === 1) continue;
    steps += pairs[index]!.right;
  }
  answers[5] = steps;
  answers[6] = 4294967296 * 2;
  answers[7] = (replication >>> 1) & 6;
  answers[8] = Math.max(-0, 0);
  answers[9] = Math.floor(-2.5);
  let left = 5;
  while (left > 0) {
    left -= 2;
    if (left === 1) break;
  }
  answers[10] = left;
  answers[11] = otherwise(2) + otherwise(2, 3);
}

/** Reads behind the end of a list, which a checked build refuses. */
export function outside(stage: Stage, replication: i32): void {
  stage.answers[0] = stage.answers[stage.answers.length + replication]!;
}

function otherwise(a: number, b: number = 1): number {
  return a * b;
}
