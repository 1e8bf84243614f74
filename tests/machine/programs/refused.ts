/** What the machine's compiler has no words for, each in a function of its own (refusals.test.ts). */
import type { i32 } from '../../../simulations/numbers.ts';

export class Stage {
  value = NaN;
  other: Stage | null = null;
  readonly list = new Float64Array(4);
}

export function question(stage: Stage): void {
  stage.value = stage.other?.value ?? 0;
}

export function closure(stage: Stage): void {
  const twice = (x: number): number => 2 * x;
  stage.value = twice(1);
}

export function literal(stage: Stage): void {
  const { value } = { value: 1 };
  stage.value = value;
}

export function remainder(stage: Stage): void {
  stage.value = stage.value % 2;
}

export function sine(stage: Stage): void {
  stage.value = Math.sin(stage.value);
}

export function list(stage: Stage): void {
  const [value] = new Float64Array(1);
  stage.value = value ?? NaN;
}

export function untyped(stage: Stage) {
  stage.value = 1;
}

export function unsigned(stage: Stage): void {
  const whole = stage.value | 0;
  stage.value = whole >>> 0;
}

export function shifted(stage: Stage): void {
  const whole = stage.value | 0;
  stage.value = whole >>> whole;
}

/** What AssemblyScript refuses: real numbers where `0` or a type says that they are whole. */
export function wholeSum(stage: Stage, replication: i32): void {
  let sum = 0;
  if (replication > 0) sum += 0.5;
  stage.value = sum;
}

export function realIndex(stage: Stage, replication: i32): void {
  stage.value = stage.list[stage.value + replication]!;
}

export function realArgument(stage: Stage, replication: i32): void {
  stage.value = twice(stage.value + replication);
}

function twice(whole: i32): i32 {
  return 2 * whole;
}
