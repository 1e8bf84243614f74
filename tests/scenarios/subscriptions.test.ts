import { describe, expect, test } from 'vitest';
import { readRetentionCsv } from '../../scenarios/retention-csv.ts';

const today = '2026-11-26';
function read(rows: readonly string[], header = 'id,started,ended') {
  const table = readRetentionCsv([header, ...rows].join('\n'), today);
  if (table.kind !== 'table') throw new Error(JSON.stringify(table.problems));
  return table;
}

describe('a row for each customer', () => {
  test('cohorts by month of start, watched until the last day in the list', () => {
    const { cohorts, areCounts, period, watchedUntil, rowsRead, rowsUsed } = read([
      'a,2026-01-10,',
      'b,2026-01-20,2026-02-25',
      'c,2026-01-31,2026-03-15',
      'd,2026-02-05,2026-04-30',
      'e,2026-02-06,2026-02-20',
    ]);
    // Who began on 31 January had been watched for two whole months on 30 April, as its third was not over.
    expect(cohorts).toEqual([
      { name: '2026-01', survivors: [3, 3, 1] },
      { name: '2026-02', survivors: [2, 1, 1] },
    ]);
    expect({ areCounts, period, watchedUntil, rowsRead, rowsUsed }).toEqual({
      areCounts: true,
      period: 'month',
      watchedUntil: '2026-04-30',
      rowsRead: 5,
      rowsUsed: 5,
    });
  });

  test('who ends on the day of a renewal does not renew; a day later it has', () => {
    const survivors = (end: string) =>
      read([`a,2026-01-10,${end}`, 'b,2026-06-30,']).cohorts[0]?.survivors.slice(0, 4);
    expect(survivors('2026-01-10')).toEqual([1, 0, 0, 0]);
    expect(survivors('2026-02-10')).toEqual([1, 0, 0, 0]);
    expect(survivors('2026-02-11')).toEqual([1, 1, 0, 0]);
    expect(survivors('2026-03-10')).toEqual([1, 1, 0, 0]);
    expect(survivors('2026-03-11')).toEqual([1, 1, 1, 0]);
  });

  test('who came lately is cut off, not counted as loyal', () => {
    const { cohorts } = read(['a,2026-01-10,', 'b,2026-03-01,', 'c,2026-03-05,2026-03-20']);
    expect(cohorts).toEqual([
      { name: '2026-01', survivors: [1, 1] },
      { name: '2026-03', survivors: [2] },
    ]);
  });

  test('an end that is still to come has not happened', () => {
    const { cohorts, watchedUntil } = read(['a,2026-09-01,2027-09-01', 'b,2026-11-20,']);
    expect(watchedUntil).toBe('2026-11-20');
    expect(cohorts[0]?.survivors).toEqual([1, 1]);
  });

  test.each([
    [
      'other names, other columns',
      'Customer,Plan,Created (UTC),Canceled At (UTC)',
      'x,Pro,2026-01-10 09:30,2026-02-25 10:00',
    ],
    ['slashes', 'start,end', '2026/1/10,2026/2/25'],
    ['a time with a zone', 'Start Date;End Date', '2026-01-10T09:30:00Z;2026-02-25T10:00:00Z'],
  ])('%s', (_, header, row) => {
    expect(read([row, row], header).cohorts).toEqual([{ name: '2026-01', survivors: [2] }]);
  });

  test.each(['-', 'active', 'NULL', 'n/a'])('%j is no end', (none) => {
    expect(read([`a,2026-01-10,${none}`, 'b,2026-03-10,']).cohorts[0]?.survivors).toEqual([1, 1]);
  });
});

test.each([
  ['a day that could be two', '03/04/2026,', '"03/04/2026"'],
  ['no such day', '2026-02-30,', '"2026-02-30"'],
  ['no leap year', '1900-02-29,', '"1900-02-29"'],
  ['no leap year, four years short', '2026-02-29,', '"2026-02-29"'],
  ['no start', ',2026-02-03', 'an empty cell'],
  ['a start to come', '2027-01-01,', '2027-01-01'],
  ['an end that is no day', '2026-01-01,soon', '"soon"'],
  ['an end before the start', '2026-02-01,2026-01-01', 'an end on 2026-01-01'],
])('refused with the reason: %s', (_, row, found) => {
  const { refused, rowsRead, rowsUsed } = read(['2026-01-10,2026-03-10', row], 'start,end');
  expect(refused).toMatchObject([{ path: 'row 3', found }]);
  expect([rowsRead, rowsUsed]).toEqual([2, 1]);
});

test('a list as old as its customers fits what they were made with', () => {
  // Ten customers a month for a year; of each ten, one is gone before each renewal.
  const rows = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 10 }, (__, index) => {
      const start = `2025-${String(month + 1).padStart(2, '0')}-05`;
      const gone = new Date(Date.UTC(2025, month + index + 1, 1)).toISOString().slice(0, 10);
      return `${start},${gone <= '2026-01-31' ? gone : ''}`;
    }),
  ).flat();
  const { cohorts } = read([...rows, '2026-01-31,'], 'start,end');
  expect(cohorts[0]?.survivors).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0]);
  for (const { survivors } of cohorts.slice(0, 12))
    survivors.forEach((count, age) => {
      expect(count).toBe(Math.max(0, 10 - age));
    });
});
