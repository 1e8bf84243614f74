/** What the machine's compiler has no words for, each in a function of its own (refusals.test.ts). */
export class Stage {
  value = NaN;
  other: Stage | null = null;
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
