/**
 * A list of customers, one a row with the day on which it began and, if it is gone, the day on which it ended, becomes cohorts by
 * month of beginning. Age k is how often a month was begun anew: a customer is there at age k when it had not ended by the
 * same day k months later. A cohort is watched for as many months as all of its customers were, until the last day in the
 * list: who came lately is cut off there, not counted as loyal.
 */
import { columnOf, unreadable } from './retention-rows.ts';
import type { Cohort, Row, RowProblem, Sorted } from './retention-rows.ts';

const startNames = [
  'start',
  'started',
  'startdate',
  'startedat',
  'startson',
  'created',
  'createdat',
  'createdutc',
  'createddate',
  'subscribed',
  'subscribedat',
  'signup',
  'signupdate',
  'signedup',
  'signedupat',
  'customersince',
  'firstpayment',
];
const endNames = [
  'end',
  'ended',
  'enddate',
  'endedat',
  'endedatutc',
  'canceled',
  'cancelled',
  'canceledat',
  'cancelledat',
  'canceledatutc',
  'canceldate',
  'cancellationdate',
  'churned',
  'churnedat',
  'churndate',
  'left',
  'leftat',
  'lastpayment',
];

export interface SubscriptionColumns {
  readonly start: number;
  readonly end: number;
}

export function subscriptionColumns(header: Row): SubscriptionColumns | undefined {
  const [start, end] = [columnOf(header, startNames), columnOf(header, endNames)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

interface Day {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  /** Of the month, from 1. */
  readonly day: number;
}

interface Stay {
  readonly start: Day;
  readonly end: Day | undefined;
}

export interface Subscriptions extends Sorted {
  /** The last day in the list, until which everybody in it was watched: 2026-10-31. */
  readonly watchedUntil: string;
}

/** `today` (2026-11-26): what ends later has been announced and not happened; what begins later is refused. */
export function cohortsOfSubscriptions(
  rows: readonly Row[],
  columns: SubscriptionColumns,
  today: string,
): Subscriptions {
  const now = dayOf(today);
  if (now === undefined) throw new Error(`not a day: ${today}`);
  const refused: Subscriptions['refused'][number][] = [];
  const stays: Stay[] = [];
  for (const row of rows) {
    const stay = stayOf(row.cells[columns.start] ?? '', row.cells[columns.end] ?? '', now);
    if ('found' in stay) refused.push({ path: `row ${row.number}`, ...stay });
    else stays.push(stay);
  }
  const last = stays
    .flatMap(({ start, end }) => (end === undefined ? [start] : [start, end]))
    .reduce((latest, day) => (isBefore(latest, day) ? day : latest), firstDay);
  return { cohorts: cohortsOf(stays, last), refused, watchedUntil: dayText(last) };
}

const firstDay: Day = { year: 0, month: 0, day: 1 };

function stayOf(startCell: string, endCell: string, now: Day): Stay | RowProblem {
  const start = dayOf(startCell);
  if (start === undefined) return unreadable(startCell, 'the day on which it began', dayHint);
  if (isBefore(now, start))
    return {
      found: dayText(start),
      expected: 'a day that has been',
      hint: 'Leave out who has not begun yet.',
    };
  if (isBlank(endCell)) return { start, end: undefined };
  const end = dayOf(endCell);
  if (end === undefined) return unreadable(endCell, 'the day on which it ended, or nothing', dayHint);
  if (isBefore(end, start))
    return {
      found: `an end on ${dayText(end)}`,
      expected: `a day from ${dayText(start)} on`,
      hint: 'Nobody leaves before coming.',
    };
  return { start, end: isBefore(now, end) ? undefined : end };
}

const dayHint = 'Write days as 2026-03-31; 03/04/2026 could be in March or in April.';

/** Who is still there has no end. */
function isBlank(cell: string): boolean {
  return /^(|-|–|n\/?a|null|none|active|never)$/i.test(cell);
}

/** 2026-03-31, with a time behind it or not, as 2026/03/31 too; undefined for what is no day. */
function dayOf(cell: string): Day | undefined {
  const found = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/.exec(cell);
  if (found === null) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[3]) - 1, Number(found[4])];
  const isDay = year >= 1900 && month >= 0 && month < 12 && day >= 1 && day <= daysIn(year, month);
  return isDay ? { year, month, day } : undefined;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return (monthLengths[month] ?? NaN) + (isLeap && month === 1 ? 1 : 0);
}

function isBefore(one: Day, other: Day): boolean {
  return one.year !== other.year
    ? one.year < other.year
    : one.month !== other.month
      ? one.month < other.month
      : one.day < other.day;
}

function dayText({ year, month, day }: Day): string {
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whole months from one day to another: 0 from 31 January to 28 February. */
function monthsBetween(from: Day, to: Day): number {
  return 12 * (to.year - from.year) + to.month - from.month - (to.day < from.day ? 1 : 0);
}

/** How often a month was begun anew before the end: whoever ends on the very day did not begin it. */
function renewals({ start, end }: Stay): number {
  if (end === undefined) return Infinity;
  const whole = monthsBetween(start, end);
  return Math.max(0, end.day === start.day ? whole - 1 : whole);
}

function cohortsOf(stays: readonly Stay[], last: Day): readonly Cohort[] {
  const byMonth = new Map<string, Stay[]>();
  for (const stay of stays) {
    const name = dayText(stay.start).slice(0, 7);
    const members = byMonth.get(name);
    if (members === undefined) byMonth.set(name, [stay]);
    else members.push(stay);
  }
  return [...byMonth]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, members]) => {
      const lived = members.map(renewals);
      const watched = ageOfYoungest(name, last);
      const survivors = Array.from(
        { length: watched + 1 },
        (_, age) => lived.filter((months) => months >= age).length,
      );
      return { name, survivors };
    });
}

/** Whole months for which whoever began on the last day of the month has been watched. */
function ageOfYoungest(name: string, last: Day): number {
  const [year = 0, month = 1] = name.split('-').map(Number);
  const youngest: Day = { year, month: month - 1, day: daysIn(year, month - 1) };
  return Math.max(0, monthsBetween(youngest, last));
}
