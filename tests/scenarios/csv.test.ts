import { expect, it } from 'vitest';
import { csvText } from '../../scenarios/csv.ts';

it('is RFC 4180: commas, quotes and line ends are quoted, lines end in CR LF', () => {
  expect(
    csvText([
      ['a', 'b,c', 'say "so"'],
      ['two\nlines', 1.5, null],
    ]),
  ).toBe('a,"b,c","say ""so"""\r\n"two\nlines",1.5,\r\n');
});

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1+1',
  '\u00a0=1+1',
  '\u3000@x',
  '\u200b=1',
  '\ufeff=1',
  '\t=1',
  '\tplain',
  '\rplain',
  '\nplain',
  '\u0000=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
])('text that a spreadsheet may take for a formula gets an apostrophe: %j', (text) => {
  expect(csvText([[text]])).toMatch(/^"?'/);
});

it('numbers stay numbers, also negative ones, and harmless text stays as it is', () => {
  expect(csvText([[-5, 1e-7, 'B - A', 'x=1', '']])).toBe('-5,1e-7,B - A,x=1,\r\n');
});
