import { number, words } from './twin.ts';
import type { Twin } from './twin.ts';

/** One thing under every strategy, to be drawn as bars from zero. */
export interface BarRow {
  readonly name: string;
  /** What the bars rest on, in small print. */
  readonly note?: string;
  readonly bars: readonly { readonly value: number | null; readonly text: string }[];
}

export function barTwin(what: string, rows: readonly BarRow[], names: readonly string[]): Twin {
  return {
    columns: [what, ...names],
    rows: rows.map(({ name, bars }) => [words(name), ...bars.map(({ value, text }) => number(value, text))]),
  };
}
