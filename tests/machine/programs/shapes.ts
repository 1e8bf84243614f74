/** A program of one function that uses every shape a value can have in memory; programs.test.ts runs it both ways. */
import type { i32 } from '../../../simulations/numbers.ts';

type Size = 'small' | 'large';

class Inner {
  readonly flag: boolean;
  readonly real: number;
  /** A place of three bytes would follow: what is read next must begin at its own multiple. */
  readonly last: boolean;

  constructor(flag: boolean, real: number, last: boolean) {
    this.flag = flag;
    this.real = real;
    this.last = last;
  }
}

export class Stage {
  readonly first: boolean;
  readonly inner: Inner;
  readonly whole: i32;
  readonly size: Size;
  readonly reals: Float64Array;
  readonly wholes: Int32Array;
  readonly numbers: readonly number[];
  readonly inners: readonly Inner[];
  readonly nobody: Inner | null;
  somebody: Inner | null;
  readonly answers: Float64Array;
  /** Of lengths that are known beforehand. */
  readonly three = new Int32Array(3);
  readonly two = new Float64Array(2);

  constructor() {
    this.first = true;
    this.inner = new Inner(true, 0.5, true);
    this.whole = -7;
    this.size = 'large';
    this.reals = Float64Array.of(1.5, -2.25);
    this.wholes = Int32Array.of(3, -4, 5);
    this.numbers = [0.1, 0.2, Infinity];
    this.inners = [new Inner(false, 8, true), new Inner(true, 9, false)];
    this.nobody = null;
    this.somebody = this.inners[1]!;
    this.answers = new Float64Array(18);
    this.three[2] = 11;
    this.two[1] = 0.75;
  }
}

export function read(stage: Stage, replication: i32): void {
  const { answers, inner, inners } = stage;
  answers[0] = replication;
  answers[1] = stage.first && inner.flag && inner.last ? inner.real : NaN;
  answers[2] = stage.whole;
  answers[3] = stage.size === 'large' ? 1 : 0;
  answers[4] = stage.reals[0]! + stage.reals[1]!;
  answers[5] = stage.wholes[1]!;
  answers[6] = stage.numbers[2]!;
  answers[7] = stage.numbers[0]! + stage.numbers[1]!;
  answers[8] = inners[0]!.real;
  answers[9] = inners[1]!.flag ? inners[1]!.real : NaN;
  answers[10] = stage.nobody === null ? 1 : 0;
  const { somebody } = stage;
  answers[11] = somebody === null ? NaN : somebody.real;
  answers[12] = stage.wholes.length;
  answers[13] = stage.numbers.length;
  answers[14] = inners[0]!.last ? 1 : 0;
  answers[15] = stage.three[2]!;
  answers[16] = stage.two[1]!;
  answers[17] = stage.three.length;
}
