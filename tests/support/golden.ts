import { readFileSync } from 'node:fs';
import { fromBits } from './high-precision.ts';

export type GoldenRow = readonly (string | number)[];

/** Rows of tests/random/golden/<name>.json, written by tools/golden/arithmetic.py. */
export function goldenRows(name: string): readonly GoldenRow[] {
  const address = new URL(`../random/golden/${name}.json`, import.meta.url);
  const content = JSON.parse(readFileSync(address, 'utf8')) as { readonly rows: readonly GoldenRow[] };
  if (content.rows.length < 40) throw new Error(`too few golden rows: ${name}`);
  return content.rows;
}

/** A cell as a number: hexadecimal text is the bits of a double. */
export function numberIn(row: GoldenRow, column: number): number {
  const cell = row[column];
  return typeof cell === 'string' ? fromBits(cell) : cell!;
}

/** The last cell, the true value in 40 digits. */
export function truthIn(row: GoldenRow): string {
  return String(row.at(-1));
}
