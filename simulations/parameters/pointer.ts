/*
 * Addresses of values inside JSON: JSON Pointer (RFC 6901). "" is the whole, "/a/0" the first item of "a"; "~" is
 * written ~0 and "/" is written ~1. Only a value's own fields are reached, never what it inherits.
 */

export type Step = string | number;

/** Names that JavaScript gives a meaning of its own; no scenario may use them as fields. */
export const forbiddenNames: readonly string[] = ['__proto__', 'constructor', 'prototype'];

export function pointerOf(steps: readonly Step[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a pointer; undefined if the text is not one. */
export function stepsOf(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer; undefined if there is none. */
export function valueAt(whole: unknown, pointer: string): unknown {
  const steps = stepsOf(pointer);
  if (steps === undefined) return undefined;
  return steps.reduce(child, whole);
}

/**
 * A copy of `whole` with another value at the pointer; what lies beside the way is shared, not copied. "-" appends to
 * a list. Undefined if the way does not exist: only the last step may add a field or an item.
 */
export function withValueAt(whole: unknown, pointer: string, value: unknown): unknown {
  const steps = stepsOf(pointer);
  return steps === undefined ? undefined : replaced(whole, steps, value);
}

function replaced(whole: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (!isGroup(whole) && !Array.isArray(whole)) return undefined;
  const inner = rest.length === 0 ? value : replaced(child(whole, step), rest, value);
  if (inner === undefined) return undefined;
  if (Array.isArray(whole)) {
    const list: readonly unknown[] = whole;
    const index = step === '-' ? list.length : indexOf(step);
    return index === undefined || index > list.length
      ? undefined
      : [...list.slice(0, index), inner, ...list.slice(index + 1)];
  }
  return forbiddenNames.includes(step) ? undefined : { ...whole, [step]: inner };
}

/** The own field or item of a value. */
export function child(whole: unknown, step: Step): unknown {
  if (Array.isArray(whole)) {
    const list: readonly unknown[] = whole;
    const index = typeof step === 'number' ? step : indexOf(step);
    return index === undefined ? undefined : list[index];
  }
  return isGroup(whole) && Object.hasOwn(whole, step) ? whole[step] : undefined;
}

/** "0", "1", "10": no sign, no leading zero. */
function indexOf(step: string): number | undefined {
  return /^(0|[1-9][0-9]{0,8})$/.test(step) ? Number(step) : undefined;
}

export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
