/** How numbers are spelled: AssemblyScript reads one with a point as real and one without as whole. */

/** Whole where a whole number of 32 bits can be it; -0 is real. */
export function wholeOrRealText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0)
    ? value.toFixed(0)
    : realText(value);
}

export function realText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  if (!Number.isFinite(value)) return String(value);
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** The number that a text is, or undefined; parentheses change nothing. */
export function numberIn(text: string): { readonly value: number; readonly isWhole: boolean } | undefined {
  const bare = text.replace(/^\(+/, '').replace(/\)+$/, '');
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(bare)) return undefined;
  return { value: Number(bare), isWhole: !/[.e]/.test(bare) };
}
