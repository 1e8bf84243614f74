/**
 * A table of customers as people keep it becomes cohorts, or a list of what is wrong with it. Never throws. Layouts:
 *   wide: a row for each cohort, its name first if it has one, then how many were there at age 0, 1, 2, …; later ages blank;
 *     its size may stand before age 0 or before shares, and rows that sum up are refused
 *   long: a column of ages and one of survivors under a header, and one of cohorts if there are several; without a header
 *     too, where the first column counts 0, 1, 2, …
 *   one column: how many were there at age 0, 1, 2, …, downwards
 *   subscriptions: a row for each customer, with the days on which it began and ended (subscriptions.ts)
 * Counts or shares (with percent signs, decimals, or beginning at 1). Commas, semicolons or tabs between the cells.
 * Every row is used or refused with a reason: rows read = rows used + rows refused.
 */
import Papa from 'papaparse';
import type { Problem } from '../simulations/parameters/problem.ts';
import { columnOf, unreadable } from './retention-rows.ts';
import type { Cohort, Row, RowProblem, Sorted } from './retention-rows.ts';
import { cohortsOfSubscriptions, subscriptionColumns } from './subscriptions.ts';

export type RetentionPeriod = 'month' | 'quarter' | 'year';

export interface RetentionTable {
  readonly kind: 'table';
  readonly cohorts: readonly Cohort[];
  /** False for shares: nobody knows of how many customers. */
  readonly areCounts: boolean;
  /** What an age counts, where the table says so. */
  readonly period?: RetentionPeriod;
  /** Of a list of customers: its last day, until which they were watched. */
  readonly watchedUntil?: string;
  /** Data rows: without the header and without empty ones. */
  readonly rowsRead: number;
  readonly rowsUsed: number;
  /** One for each row refused; path is the row as a spreadsheet numbers it. */
  readonly refused: readonly Problem[];
}

export type RetentionCsv =
  RetentionTable | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

const mostCharacters = 2_000_000;
const mostRows = 20_000;
const mostAges = 1200;

/** `today`, as 2026-11-26, tells ends that have been from those announced. */
export function readRetentionCsv(text: string, today: string): RetentionCsv {
  if (text.length > mostCharacters)
    return refusedWhole(`${text.length} characters`, `at most ${mostCharacters}`, tooLong);
  const plain = text.replace(/^\ufeff/, '');
  const delimiter = delimiterOf(plain);
  // Between semicolons 1.200 is a thousand and two hundred, unless the file writes 0.631 as well.
  const pointsGroup = delimiter === ';' && !/(^|;)\s*0?\.\d/m.test(plain);
  // Rows as lists: a column may be called __proto__.
  const { data } = Papa.parse<string[]>(plain, { header: false, delimiter });
  const rows = data
    .map((cells, index): Row => ({
      number: index + 1,
      cells: cells.map((cell) => plainCell(cell, delimiter, pointsGroup)),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length > mostRows) return refusedWhole(`${rows.length} rows`, `at most ${mostRows}`, tooLong);
  const [first] = rows;
  if (first === undefined) return refusedWhole('an empty table', 'rows of survivors', '');
  const { body, sorted, ...more } = readRows(rows, first, today);
  if (sorted.cohorts.length === 0)
    return {
      kind: 'problems',
      problems: sorted.refused.length > 0 ? sorted.refused : [noRows],
    };
  if (sorted.cohorts.length === 1 && body.length === 1 && sorted.cohorts[0]?.survivors.length === 1)
    return refusedWhole('one number', 'how many are there at one age after another', oneNumber);
  return {
    kind: 'table',
    // A list of customers counts them, be it one in a month.
    ...(more.watchedUntil === undefined
      ? countsOrShares(sorted)
      : { cohorts: sorted.cohorts, areCounts: true }),
    ...more,
    rowsRead: body.length,
    rowsUsed: body.length - sorted.refused.length,
    refused: sorted.refused,
  };
}

/** What stands in every row: a comma may be a decimal one. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n|\r/, 50).filter((line) => line.trim() !== '');
  return [';', '\t'].find((sign) => lines.length > 0 && lines.every((line) => line.includes(sign))) ?? ',';
}

interface Read {
  /** Data rows: without the header. */
  readonly body: readonly Row[];
  readonly sorted: Sorted;
  readonly period?: RetentionPeriod;
  readonly watchedUntil?: string;
}

function readRows(rows: readonly Row[], first: Row, today: string): Read {
  const columns = longColumns(first);
  const days = columns === undefined ? subscriptionColumns(first) : undefined;
  const hasHeader = columns !== undefined || days !== undefined || isHeader(first);
  const body = hasHeader ? rows.slice(1) : rows;
  if (days !== undefined) {
    const { watchedUntil, ...sorted } = cohortsOfSubscriptions(body, days, today);
    return { body, sorted, period: 'month', watchedUntil };
  }
  const period = hasHeader ? periodIn(first) : undefined;
  const downwards = columns ?? agesDownwards(body);
  const sorted =
    downwards === undefined
      ? (oneColumn(body) ?? wide(body, hasHeader ? first : undefined))
      : long(body, downwards);
  return { body, sorted, ...(period === undefined ? {} : { period }) };
}

const tooLong = 'Of a list of customers, keep the two columns of days.';
const oneNumber =
  'A monthly churn that you know needs no fit: it goes straight into the world, as First-month churn.';

const noRows: Problem = {
  path: '',
  found: 'a header and nothing under it',
  expected: 'rows of survivors',
  hint: 'One looks like this: Jan, 120, 115, 111.',
};

function refusedWhole(found: string, expected: string, hint: string): RetentionCsv {
  return { kind: 'problems', problems: [{ path: '', found, expected, hint }] };
}

/**
 * Without the apostrophe that an export puts before what a spreadsheet could take for a formula, and numbers as 1234.5: without
 * signs between thousands, and with a point where the file, having semicolons between its cells, writes a comma.
 */
function plainCell(cell: string, delimiter: string, pointsGroup: boolean): string {
  const bare = cell.trim();
  if (/^'[\s]*[=+\-@]/.test(bare)) return bare.slice(1).trim();
  if (/^\d{1,3}(['’ \u00a0\u202f]\d{3})+([.,]\d+)? ?%?$/.test(bare))
    return plainCell(bare.replace(/(?<=\d)['’ \u00a0\u202f](?=\d)/g, ''), delimiter, pointsGroup);
  if (delimiter === ',' && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return bare.replaceAll(',', '');
  if (pointsGroup && /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(bare))
    return bare.replaceAll('.', '').replace(',', '.');
  if (delimiter === ';' && /^\d+,\d+ ?%?$/.test(bare)) return bare.replace(',', '.');
  return bare;
}

// ---- Layouts ---------------------------------------------------------------------------------------------------

interface Columns {
  readonly age: number;
  readonly survivors: number;
  readonly cohort: number | undefined;
}

const ageNames = ['age', 'period', 'month', 'months', 'quarter', 'year', 'tenure', 't'];
const survivorNames = [
  'survivors',
  'customers',
  'active',
  'remaining',
  'retained',
  'count',
  'share',
  'retention',
  'surviving',
];
const cohortNames = ['cohort', 'segment', 'group', 'name'];

function longColumns(row: Row): Columns | undefined {
  // Several ages side by side ("Month 1", "Month 2", or 0, 1, 2) are a row for each cohort.
  if (row.cells.filter((cell) => /\d$/.test(cell)).length > 1) return undefined;
  const [age, survivors, cohort] = [ageNames, survivorNames, cohortNames].map((names) =>
    columnOf(row, names),
  );
  return age === undefined || survivors === undefined ? undefined : { age, survivors, cohort };
}

/** Two columns of which the first counts 0, 1, 2, …: no row of survivors begins with nobody. */
function agesDownwards(rows: readonly Row[]): Columns | undefined {
  const counts = rows.every(({ cells }, age) => cells.length === 2 && numberOf(cells[0] ?? '') === age);
  return rows.length > 1 && counts ? { age: 0, survivors: 1, cohort: undefined } : undefined;
}

/** Survivors one below the other, in the only column that has anything; what follows a row that is wrong is of no age. */
function oneColumn(rows: readonly Row[]): Sorted | undefined {
  const column = rows.map(({ cells }) => cells.filter((cell) => cell !== ''));
  if (rows.length < 2 || column.some((cells) => cells.length !== 1)) return undefined;
  const cells = column.flat();
  const wrong = cells.findIndex((_, age) => problemOf(cells.slice(0, age + 1)) !== undefined);
  const kept = wrong < 0 ? cells : cells.slice(0, wrong);
  const refused = rows.slice(kept.length).map(({ number }, index): Problem => {
    const problem = index === 0 ? problemOf(cells.slice(0, kept.length + 1)) : undefined;
    return { path: `row ${number}`, ...(problem ?? afterWrong(cells[kept.length + index] ?? '')) };
  });
  return {
    cohorts: kept.length === 0 ? [] : [{ name: 'all', survivors: kept.map(numberOf) }],
    refused,
    inPercent: kept.some(isPercent),
  };
}

function afterWrong(cell: string): RowProblem {
  return { found: cell, expected: 'a row that can be used above it', hint: '' };
}

/** "month", "Month 3", "quarters", "year 1": the one period that a header names. */
function periodIn({ cells }: Row): RetentionPeriod | undefined {
  const named = (['month', 'quarter', 'year'] as const).filter((period) =>
    cells.some((cell) => new RegExp(`^${period}s?\\s*\\d*$`, 'i').test(cell)),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** Ages that count up by one from 0 or 1, or words where numbers belong: no row of survivors. */
function isHeader({ cells }: Row): boolean {
  const behind = cells.slice(1).filter((cell) => cell !== '');
  if (behind.length === 0) return Number.isNaN(numberOf(cells[0] ?? ''));
  const numbers = behind.map(numberOf);
  const isWord = (number: number) => Number.isNaN(number);
  // "Users" may stand before the ages.
  const ages = numbers.slice(numbers.findIndex((number) => !isWord(number)));
  const [from = NaN] = ages;
  return (
    numbers.every(isWord) ||
    (ages.length > 1 && from <= 1 && ages.every((number, index) => number === from + index))
  );
}

/** Cohorts called by numbers: under a header that begins with no age, or as years that follow one another. */
function hasNames(header: Row | undefined, rows: readonly Row[]): boolean {
  const [corner = '', ...ages] = header?.cells ?? [];
  if (ages.length > 0 && Number.isNaN(numberOf(corner))) return true;
  const years = rows.map(({ cells }) => (/^(19|20)\d\d$/.test(cells[0] ?? '') ? Number(cells[0]) : NaN));
  return years.length > 1 && years.every((year, index) => year === (years[0] ?? NaN) + index);
}

function wide(rows: readonly Row[], header: Row | undefined): Sorted {
  const refused: Problem[] = [];
  let inPercent = false;
  const areNamed = hasNames(header, rows);
  const hasSizes = isAgeZero(header?.cells[2] ?? '');
  const cohorts = rows.flatMap(({ number, cells }): readonly Cohort[] => {
    const isNamed = areNamed || Number.isNaN(numberOf(cells[0] ?? ''));
    const name = isNamed && cells[0] !== '' ? (cells[0] ?? '') : `row ${number}`;
    const values = isNamed ? cells.slice(1) : cells;
    const given = values.slice(0, values.findLastIndex((cell) => cell !== '') + 1);
    const watched = survivorsOf(given, hasSizes);
    const problem = rows.length > 1 && isSummary(name) ? summary(name) : problemOf(watched);
    if (problem === undefined) {
      inPercent ||= watched.some(isPercent);
      return [{ name, survivors: watched.map(numberOf) }];
    }
    refused.push({ path: `row ${number}`, ...problem });
    return [];
  });
  return { cohorts, refused, inPercent };
}

/** "Month 0", "M0", 0: the age at which everybody is there. */
function isAgeZero(cell: string): boolean {
  return /^[a-z]*\s*0$/i.test(cell);
}

/**
 * The size of a cohort may stand before what is left of it: before age 0, or, as a plain number, before shares. Shares of so many
 * are customers, whole ones.
 */
function survivorsOf(cells: readonly string[], hasSizes: boolean): readonly string[] {
  const [first = '', ...rest] = cells;
  const size = numberOf(first);
  const areShares =
    size > 1 &&
    Number.isInteger(size) &&
    !isPercent(first) &&
    rest.length > 0 &&
    (rest.every(isPercent) ||
      (rest.every((cell) => numberOf(cell) <= 1) && rest.some((cell) => cell.includes('.'))));
  if (!areShares) return hasSizes ? rest : cells;
  const customers = rest.map((cell) => {
    const share = isPercent(cell) ? numberOf(cell) / 100 : numberOf(cell);
    return share <= 1 ? String(Math.round(size * share)) : cell;
  });
  return hasSizes || customers[0] === first ? customers : [first, ...customers];
}

/** What people write below their cohorts. */
function isSummary(name: string): boolean {
  return /^(grand |weighted )?(totals?|sum|average|avg\.?|mean|median|overall)$/i.test(name);
}

function summary(name: string): RowProblem {
  return {
    found: `a row called ${name}`,
    expected: 'a cohort',
    hint: 'It sums up the other rows, which would count twice.',
  };
}

function long(rows: readonly Row[], columns: Columns): Sorted {
  const refused: Problem[] = [];
  let inPercent = false;
  const survivorsOf = new Map<string, { row: Row; age: number; cell: string }[]>();
  for (const row of rows) {
    const age = numberOf(row.cells[columns.age] ?? '');
    if (!(Number.isInteger(age) && age >= 0)) {
      refused.push({
        path: `row ${row.number}`,
        ...expectedNumber(row.cells[columns.age] ?? '', 'an age: 0, 1, 2, …'),
      });
      continue;
    }
    const name = columns.cohort === undefined ? 'all' : (row.cells[columns.cohort] ?? '');
    const own = survivorsOf.get(name) ?? [];
    own.push({ row, age, cell: row.cells[columns.survivors] ?? '' });
    survivorsOf.set(name, own);
  }
  const cohorts = [...survivorsOf].flatMap(([name, given]): readonly Cohort[] => {
    const kept: string[] = [];
    for (const { row, age, cell } of given.toSorted((one, other) => one.age - other.age)) {
      const problem = age === kept.length ? problemOf([...kept, cell]) : outOfOrder(age, kept.length);
      if (problem === undefined) kept.push(cell);
      else refused.push({ path: `row ${row.number}`, ...problem });
    }
    inPercent ||= kept.some(isPercent);
    return kept.length === 0 ? [] : [{ name, survivors: kept.map(numberOf) }];
  });
  return { cohorts, refused, inPercent };
}

function outOfOrder(age: number, next: number): RowProblem {
  return {
    found: `age ${age}`,
    expected: next === 0 ? 'age 0 first' : `age ${next}, once`,
    hint: 'Ages count up from 0, where everybody is still there, without gaps.',
  };
}

/** What is wrong with survivors by age; undefined when nothing is. */
function problemOf(cells: readonly string[]): RowProblem | undefined {
  if (cells.length === 0) return expectedNumber('', 'a number of survivors');
  if (cells.length > mostAges + 1)
    return { found: `${cells.length} ages`, expected: `at most ${mostAges}`, hint: '' };
  for (const [age, cell] of cells.entries()) {
    const number = numberOf(cell);
    if (Number.isNaN(number)) return expectedNumber(cell, 'a number of survivors');
    if (age === 0 && number === 0)
      return { found: 'nobody at age 0', expected: 'customers to watch', hint: '' };
    const before = age === 0 ? number : numberOf(cells[age - 1] ?? '');
    if (number > before)
      return {
        found: `${cell} after ${cells[age - 1] ?? ''}`,
        expected: 'numbers that never rise',
        hint: 'Customers who came back count as gone here.',
      };
  }
  return undefined;
}

function expectedNumber(cell: string, expected: string): RowProblem {
  return unreadable(cell, expected, 'Write numbers as 1234, 0.63 or 63.1%.');
}

/** Digits with a point, a percent sign behind them or not; NaN for anything else. */
function numberOf(cell: string): number {
  const [, digits] = /^([0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15}) ?%?$/.exec(cell) ?? [];
  return digits === undefined ? NaN : Number(digits);
}

const isPercent = (cell: string): boolean => cell.endsWith('%');

/** Whole numbers of more than one customer are counts; anything else is a share of each cohort's beginning. */
function countsOrShares({ cohorts, inPercent = false }: Sorted) {
  const areCounts =
    !inPercent &&
    cohorts.every(({ survivors }) => survivors.every(Number.isInteger) && (survivors[0] ?? 0) > 1);
  if (areCounts) return { cohorts, areCounts };
  return {
    cohorts: cohorts.map(({ name, survivors }) => {
      const start = survivors[0] ?? NaN;
      return { name, survivors: survivors.map((count) => count / start) };
    }),
    areCounts,
  };
}
