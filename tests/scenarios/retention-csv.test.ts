import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRetentionCsv } from '../../scenarios/retention-csv.ts';
import { csvText } from '../../scenarios/csv.ts';

function table(text: string) {
  const read = readRetentionCsv(text, '2026-11-26');
  if (read.kind !== 'table') throw new Error(JSON.stringify(read.problems));
  return read;
}

describe('layouts', () => {
  test.each([
    ['named cohorts under a header', 'cohort,0,1,2\nJan,100,90,85\nFeb,50,40,\n'],
    ['without a header', 'Jan,100,90,85\nFeb,50,40\n'],
    [
      'semicolons, byte order mark, CR LF, empty lines',
      '\ufeffcohort;0;1;2\r\n\r\nJan;100;90;85\r\nFeb;50;40;\r\n\r\n',
    ],
    ['long', 'cohort,age,survivors\nJan,0,100\nJan,1,90\nFeb,0,50\nJan,2,85\nFeb,1,40\n'],
    [
      'long, other names and other columns',
      'notes,Month,Customers,Segment\nx,0,100,Jan\n,1,90,Jan\n,2,85,Jan\n,0,50,Feb\n,1,40,Feb\n',
    ],
  ])('%s', (_, text) => {
    const { cohorts, areCounts, refused, rowsRead, rowsUsed } = table(text);
    expect(cohorts).toEqual([
      { name: 'Jan', survivors: [100, 90, 85] },
      { name: 'Feb', survivors: [50, 40] },
    ]);
    expect(areCounts).toBe(true);
    expect(refused).toEqual([]);
    expect(rowsUsed).toBe(rowsRead);
  });

  test.each(['x,100%,63.1%,46.8%', 'x,100.0,63.1,46.8', 'x,1,0.631,0.468', 'age,share\n0,1\n1,.631\n'])(
    'shares: %j',
    (text) => {
      const read = readRetentionCsv(text, '2026-11-26');
      if (read.kind === 'problems') {
        expect(text).toContain('.631');
        return;
      }
      expect(read.areCounts).toBe(false);
      expect(read.cohorts[0]?.survivors[0]).toBe(1);
      expect(read.cohorts[0]?.survivors[1]).toBeCloseTo(0.631, 12);
    },
  );

  test.each([
    ['thousands in quotes', 'Jan,"1,200","1,080","1,020"'],
    ['thousands with a space', 'Jan,1 200,1\u202f080,1020'],
    ['thousands with an apostrophe', 'Jan;1’200;1’080;1’020'],
    ['two columns with semicolons', 'month;active\n0;1200\n1;1080\n2;1020'],
  ])('numbers as people write them: %s', (_, text) => {
    expect(table(text).cohorts[0]?.survivors).toEqual([1200, 1080, 1020]);
  });

  test('with semicolons between the cells, a comma is a decimal one', () => {
    const { cohorts, areCounts } = table('Jan;100,0;62,5;50,0 %\n');
    expect(areCounts).toBe(false);
    expect(cohorts[0]?.survivors).toEqual([1, 0.625, 0.5]);
  });

  test('a cohort called __proto__, and the apostrophe of an export', () => {
    expect(table('__proto__,100,90\n').cohorts[0]?.name).toBe('__proto__');
    expect(table(csvText([['=Jan', 100, 90]])).cohorts[0]?.name).toBe('=Jan');
  });
});

test.each([
  ['under a header', 'cohort,0,1,2\n2022,1000,869,743\n2023,1200,1043,892\n'],
  ['under a header with a blank corner', ',0,1,2\n2022,1000,869,743\n2023,1200,1043,892\n'],
  ['that follow one another', '2022,1000,869,743\n2023,1200,1043,892\n'],
])('cohorts called by their years, %s', (_, text) => {
  expect(table(text).cohorts).toEqual([
    { name: '2022', survivors: [1000, 869, 743] },
    { name: '2023', survivors: [1200, 1043, 892] },
  ]);
});

test('a row that begins with a number is a row of survivors where nothing says otherwise', () => {
  expect(table('2000,1900,1850\n').cohorts[0]?.survivors).toEqual([2000, 1900, 1850]);
  expect(table('0,1,2\n2000,1900,1850\n').cohorts[0]?.survivors).toEqual([2000, 1900, 1850]);
});

describe('one cohort, written downwards', () => {
  const read = [{ name: 'all', survivors: [100, 90, 85] }];
  test.each([
    ['a lone column', '100\n90\n85\n'],
    ['under a header', 'customers\n100\n90\n85\n'],
    ['in the second of two columns', ',100\n,90\n,85\n'],
    ['beside ages without a header', '0,100\n1,90\n2,85\n'],
  ])('%s', (_, text) => {
    expect(table(text)).toMatchObject({ cohorts: read, areCounts: true, rowsRead: 3, rowsUsed: 3 });
  });

  test('what follows a row that is wrong is of no age', () => {
    const { cohorts, refused, rowsRead, rowsUsed } = table('100\n90\n95\n80\n');
    expect(cohorts).toEqual([{ name: 'all', survivors: [100, 90] }]);
    expect(refused).toMatchObject([
      { path: 'row 3', found: '95 after 90' },
      { path: 'row 4', found: '80', expected: 'a row that can be used above it' },
    ]);
    expect([rowsRead, rowsUsed]).toEqual([4, 2]);
  });

  test.each(['4 %', '4%', 'churn\n4 %\n', '0.04'])('one number is no curve: %j', (text) => {
    const alone = readRetentionCsv(text, '2026-11-26');
    expect(alone).toMatchObject({ kind: 'problems', problems: [{ found: 'one number' }] });
    expect(JSON.stringify(alone)).toContain('First-month churn');
  });
});

describe('what is easily taken for something else', () => {
  const survivorsOf = (text: string) => table(text).cohorts.map(({ survivors }) => survivors);

  test('the beginning beside numbered months is a row for each cohort', () => {
    const text = 'Cohort,Customers,Month 1,Month 2\nJan,100,90,80\nFeb,120,110,\n';
    expect(survivorsOf(text)).toEqual([
      [100, 90, 80],
      [120, 110],
    ]);
    expect(table(text)).toMatchObject({ areCounts: true, period: 'month', rowsUsed: 2 });
  });

  test.each([
    ['before percentages from month 0', 'Cohort,Users,Month 0,Month 1\nJan,120,100%,90%\nFeb,50,100%,84%\n'],
    ['before percentages from month 1', 'Cohort,Customers,Month 1,Month 2\nJan,120,90%,\nFeb,50,84%,\n'],
    ['before shares under ages', 'Cohort,Users,0,1\nJan,120,1,0.9\nFeb,50,1.0,0.84\n'],
    ['before customers from month 0', 'Cohort,Size,Month 0,Month 1\nJan,120,120,108\nFeb,50,50,42\n'],
    ['without a header', 'Jan,120,90%\nFeb,50,84%\n'],
  ])('the size of a cohort %s says of how many', (_, text) => {
    expect(table(text)).toMatchObject({ areCounts: true, rowsRead: 2, rowsUsed: 2 });
    expect(survivorsOf(text)).toEqual([
      [120, 108],
      [50, 42],
    ]);
  });

  test('rows that sum up the others are refused, and a share above all is no share', () => {
    const { cohorts, refused } = table('Jan,120,110\nFeb,140,126\nAverage,130,118\nTotal,260,236\n');
    expect(cohorts).toHaveLength(2);
    expect(refused.map(({ found }) => found)).toEqual(['a row called Average', 'a row called Total']);
    expect(table('Total,260,236,220\n').cohorts).toHaveLength(1);
    expect(readRetentionCsv('Jan,120,130%\n', '2026-11-26')).toMatchObject({ kind: 'problems' });
    expect(survivorsOf('Jan,3,1,1\nFeb,2,1,0\n')).toEqual([
      [3, 1, 1],
      [2, 1, 0],
    ]);
  });

  test('a first row that rises is no header, and is refused with its reason', () => {
    const { rowsRead, rowsUsed, refused } = table('Jan,50,60\nFeb,100,90,80\n');
    expect([rowsRead, rowsUsed]).toEqual([2, 1]);
    expect(refused[0]).toMatchObject({ path: 'row 1', found: '60 after 50' });
  });

  test('a percent sign in the name of a cohort makes no shares', () => {
    const text = 'Promo 20%,120,100,90\nFull,200,180,170\n';
    expect(table(text).areCounts).toBe(true);
    expect(survivorsOf(text)[0]).toEqual([120, 100, 90]);
  });

  test('between semicolons a point parts thousands, unless the file writes shares with one', () => {
    expect(survivorsOf('Jan;1.200;1.100;1.050\nFeb;900;850;800\n')).toEqual([
      [1200, 1100, 1050],
      [900, 850, 800],
    ]);
    expect(survivorsOf('Jan;1.000;0.869;0.743\n')).toEqual([[1, 0.869, 0.743]]);
  });
});

describe('rows refused, with the reason', () => {
  test.each([
    ['a rise', 'a,100,90,95\nb,10,9', 'row 1', '95 after 90'],
    ['a hole', 'a,100,,95\nb,10,9', 'row 1', 'an empty cell'],
    ['nobody', 'a,0,0\nb,10,9', 'row 1', 'nobody at age 0'],
    ['words', 'a,100,many\nb,10,9', 'row 1', '"many"'],
    ['below 0', 'a,100,-5\nb,10,9', 'row 1', '"-5"'],
    ['an age twice', 'age,survivors\n0,10\n1,9\n1,8\n', 'row 4', 'age 1'],
    ['an age left out', 'age,survivors\n0,10\n2,8\n', 'row 3', 'age 2'],
    ['no age', 'age,survivors\n0,10\nsoon,8\n', 'row 3', '"soon"'],
  ])('%s', (_, text, path, found) => {
    const { refused, rowsRead, rowsUsed } = table(text);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ path, found });
    expect(rowsUsed).toBe(rowsRead - 1);
  });

  test.each(['', '\n\n', 'age,survivors\n', 'cohort,0,1,2\n', 'x,y,z\nno,numbers,here\n'])(
    'nothing to use in %j',
    (text) => {
      expect(readRetentionCsv(text, '2026-11-26').kind).toBe('problems');
    },
  );

  test('too long a text is refused unread', () => {
    expect(readRetentionCsv('1'.repeat(2_000_001), '2026-11-26').kind).toBe('problems');
  });
});

test('rows read are rows used and rows refused, whatever stands in them; used ones never rise', () => {
  const cell = fc.oneof(
    fc.nat(200).map(String),
    fc.constantFrom('', '=1', '-3', '1e9', '50%', '0.5', 'x', '"', 'a"b', '\u0000', '＝1'),
    fc.string({ maxLength: 6 }),
  );
  const rows = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 });
  let used = 0;
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t'), (given, delimiter) => {
      const read = readRetentionCsv(given.map((row) => row.join(delimiter)).join('\n'), '2026-11-26');
      if (read.kind === 'problems') {
        expect(read.problems.length).toBeGreaterThan(0);
        return;
      }
      expect(read.rowsRead).toBe(read.rowsUsed + read.refused.length);
      used += read.rowsUsed;
      for (const { survivors } of read.cohorts)
        survivors.forEach((count, age) => {
          expect(count).toBeLessThanOrEqual(survivors[age - 1] ?? count);
        });
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(used).toBeGreaterThan(0);
});
