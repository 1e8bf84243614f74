/** A number as a reading has it: what does not exist (NaN) is null, never a number that looks like one. */
export function orNull(value: number): number | null {
  return value === value ? value : null;
}
