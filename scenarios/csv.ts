/**
 * Comma-separated values after RFC 4180, safe to open in a spreadsheet: text that a spreadsheet could take for a
 * formula gets a leading apostrophe. Numbers stay bare, so that a negative one stays a number.
 */

export type Cell = string | number | null;

/** Begins a formula in some spreadsheet, also behind white space and in full width. */
const formulaStart =
  /^[\s\u0000\u00a0\u200b\ufeff]*[=+\-@\u0000\t\r\n\uff0b\uff0d\uff1d\uff20]|^[\t\r\n\u0000]/u;

export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
