import { describe, expect, test } from 'vitest';
import type { LineReading, LineRow, Regret } from '../../simulations/designs/line.ts';
import { keyLabels, keyStride } from '../../src/charts/colour-key.ts';
import { placeContour, unnamedSides } from '../../src/charts/contour.ts';
import { placeRegret } from '../../src/charts/regret.ts';
import { placeSlope } from '../../src/charts/slope.ts';
import { formatFor } from '../../src/format.ts';
import { plainText } from '../../src/rooms/compare/headline.ts';
import {
  lineHeadline,
  placeReadout,
  regretRows,
  regretSummary,
  regretText,
  slopeEntries,
  slopeSummary,
  slopeTwin,
  surfaceSummary,
} from '../../src/rooms/line/line-words.ts';

const format = formatFor('en-US', 'EUR');
const months = 24;
const intensities = [0, 0.25, 0.5, 0.75, 1];
const never: Regret = { kind: 'notWithinHorizon', low: null, withinHorizonShare: 0 };

/** A difference that is ahead until a month and behind from then on, steeper with intensity. */
function madeUpRow(intensity: number, turn: number, regret: Regret, width = 100): LineRow {
  const mean = Array.from({ length: months }, (_, month) => 1000 * intensity * (turn - 0.5 - month) + 0);
  return {
    intensity,
    mean,
    low: mean.map((value) => (intensity === 0 ? 0 : value - width)),
    high: mean.map((value) => (intensity === 0 ? 0 : value + width)),
    ahead: mean.map((value) => (value > 0 ? 1 : value < 0 ? 0 : 0.5)),
    regret,
    atHorizon: { standardError: width / 2, futures: 100, pairingGain: null },
  };
}

function madeUpLine(turn: number, regret: Regret, width = 100): LineReading {
  const rows = intensities.map((intensity) =>
    madeUpRow(intensity, turn, intensity === 0 ? never : regret, width),
  );
  const candidates = intensities.map((intensity, index) => ({
    name: 'Pushy',
    intensity,
    shortTerm: 1000 + 100 * index,
    shortTermError: 30,
    shortTermRank: intensities.length - index,
    shortTermRanks: { low: intensities.length - index, high: intensities.length - index },
    longTerm: 1e5 - 1e4 * index,
    longTermError: 11_000,
    longTermRank: 1 + index,
    longTermRanks: { low: Math.max(1, index), high: Math.min(5, 2 + index) },
  }));
  return {
    engine: 'made up',
    seed: 'test',
    months,
    replications: 100,
    plannedReplications: 100,
    currency: 'EUR',
    strategy: 'Pushy',
    full: { nagging: 1 },
    rows,
    contour: Array.from({ length: months }, () => []),
    shortTerm: { metric: 'revenue', name: 'Revenue', month: 3 },
    longTerm: { metric: 'contribution', name: 'Contribution' },
    intensities: candidates,
    strategies: [],
    fingerprint: 'none',
  };
}
const regretted = (month: number, low: number, high: number | null): Regret => ({
  kind: 'regretted',
  month,
  low,
  high,
  withinHorizonShare: high === null ? 0.9 : 1,
});
const said = (reading: LineReading) => {
  const { answer, detail } = lineHeadline(reading, 0, format);
  return { answer: plainText(answer), detail: plainText(detail) };
};

describe('the headline of the line', () => {
  test('how long it pays, how sure that is, and what a short look would have chosen', () => {
    const { answer, detail } = said(madeUpLine(10, regretted(11, 10, 13)));
    expect(answer).toBe(
      'At full intensity manipulating pays for Pushy until month 10; from then on honesty is ahead.',
    );
    expect(detail).toBe(
      'The month of regret lies between 10 and 13 in 95 of 100 resamples of the luck. At full intensity it ends 2 years €13.5K behind. Of 5 intensities it ranks 1 by revenue in month 3, and 5 (4 to 5) in the end.',
    );
  });

  test('what is regretted at once never pays', () => {
    expect(said(madeUpLine(0, regretted(1, 1, 1))).answer).toBe(
      'Manipulating never pays for Pushy, not even at first.',
    );
  });

  test('no regret within the horizon is not a promise beyond it', () => {
    const { answer, detail } = said(madeUpLine(30, never));
    expect(answer).toBe('Within 2 years Pushy does not regret manipulating.');
    expect(detail).toContain('What comes after the horizon is not seen.');
  });

  test('what is within the error is too close to call', () => {
    expect(said(madeUpLine(23.8, never, 1e5)).answer).toContain('too close to call');
  });

  test('patterns that nobody meets change nothing', () => {
    const reading = madeUpLine(10, never);
    const rows = reading.rows.map((row) => ({ ...row, mean: row.mean.map(() => 0) }));
    expect(said({ ...reading, rows }).answer).toBe('For Pushy the patterns change nothing.');
  });
});

describe('the surface', () => {
  const reading = madeUpLine(10, regretted(11, 10, 13));
  const size = { width: 600, height: 300 };
  const placed = placeContour({ intensities, rows: reading.rows }, 'money', size, format);

  test('the line stands where the difference changes its sign', () => {
    const xs = [...placed.line.matchAll(/([\d.]+),([\d.]+)/g)]
      .filter(([, , y]) => Number(y) > placed.plot.top && Number(y) < placed.plot.bottom)
      .map(([, x]) => Number(x))
      .filter((x) => x > placed.plot.left && x < placed.plot.right);
    expect(xs.length).toBeGreaterThan(0);
    // The sign changes between month 10 and 11.
    for (const x of xs) {
      expect(x).toBeGreaterThanOrEqual(placed.months[9]! - 0.1);
      expect(x).toBeLessThanOrEqual(placed.months[10]! + 0.1);
    }
  });

  test('the key leaves out labels that have no room', () => {
    const key = ['−300.000\u00a0€', '', '+10.000\u00a0€'].map((text) => ({
      side: text.startsWith('+') ? ('above' as const) : ('below' as const),
      opacity: 0.5,
      text,
    }));
    expect(keyStride(key, 600)).toBe(1);
    expect(keyStride(key, 150)).toBe(2);
    expect(keyStride([], 0)).toBe(1);
    const tight = ['−3', '−2', '0', '+2'].map((text, index) => ({ ...key[0]!, text, isTurn: index === 2 }));
    expect(keyLabels(tight, 40)).toEqual(
      ['', '', '0', ''].map((_, index) => (index % 2 === 0 ? tight[index]!.text : '')),
    );
  });

  test('both sides have their words, and every tone its place in the key', () => {
    expect(placed.sides.map(({ side }) => side)).toEqual(['above', 'below']);
    expect(placed.sides[0]!.x).toBeLessThan(placed.sides[1]!.x);
    expect(placed.lineLabel?.anchor).toBe('start');
    expect(placed.lineLabel?.x).toBeGreaterThan(placed.months[9]!);
    expect(placed.key.map(({ text }) => text)).toEqual(expect.arrayContaining(['−€10K', '−€3K', '+€3K']));
  });

  test('a line at the right end has its label to the left, inside the surface', () => {
    const late = placeContour({ intensities, rows: madeUpLine(22, never).rows }, 'money', size, format);
    expect(late.lineLabel?.anchor).toBe('end');
    expect(late.lineLabel?.x).toBeLessThan(late.months[22]!);
  });

  test('without a line there is no label', () => {
    const ahead = madeUpLine(30, never);
    const all = placeContour({ intensities, rows: ahead.rows }, 'money', size, format);
    expect(all.lineLabel).toBeUndefined();
    expect(all.sides.map(({ side }) => side)).toEqual(['above']);
    expect(surfaceSummary(ahead, format)).toBe('No month of this horizon has the line in it.');
  });

  test('a side that has no room for its name is named beside the key, one that does not occur nowhere', () => {
    const rows = reading.rows;
    expect(unnamedSides(placed)).toEqual([]);
    const narrow = placeContour({ intensities, rows }, 'money', { width: 220, height: 300 }, format);
    expect(narrow.sides.map(({ side }) => side)).not.toContain('above');
    expect(unnamedSides(narrow)).toContain('above');
    const ahead = { intensities, rows: madeUpLine(30, never).rows };
    expect(unnamedSides(placeContour(ahead, 'money', size, format))).toEqual([]);
  });

  test('nothing at all is drawn without a difference', () => {
    const rows = reading.rows.map((row) => ({ ...row, mean: row.mean.map(() => 0) }));
    expect(placeContour({ intensities, rows }, 'money', size, format).key).toEqual([]);
  });

  test('a place is read out with its error', () => {
    expect(placeReadout(reading, 4, 24, format)).toEqual({
      title: 'Month 24, intensity 100%',
      lines: [
        '−€13.5K so far against honesty',
        'average between −€13.6K and −€13.4K',
        'ahead in 0 of 100 futures',
      ],
    });
  });
});

describe('the month of regret', () => {
  test('is said with its interval, or that it is not within the horizon', () => {
    expect(regretText(regretted(11, 10, 13), 24, format)).toBe('month 11 (10 to 13)');
    expect(regretText(regretted(11, 10, null), 24, format)).toBe('month 11 (10 to later)');
    expect(regretText(never, 24, format)).toBe('not within 2 years');
  });

  test('is drawn for every intensity but honesty, open beyond the horizon', () => {
    const rows = regretRows(madeUpLine(10, regretted(11, 10, null)), format);
    expect(rows).toHaveLength(4);
    const placed = placeRegret(rows, months, 700);
    expect(placed.rows[0]!.name).toBe('100%');
    for (const row of placed.rows) {
      expect(row.open).toBe(true);
      expect(row.to).toBe(placed.plot.right);
      expect(row.dot).toBeGreaterThan(row.from!);
    }
    const none = placeRegret(regretRows(madeUpLine(30, never), format), months, 700);
    expect(none.rows.map(({ dot, from }) => [dot, from])).toEqual(Array(4).fill([undefined, undefined]));
  });

  test('is summed up', () => {
    expect(regretSummary(madeUpLine(10, regretted(11, 10, 13)), format)).toBe(
      'Regretted at every intensity, from month 11 on.',
    );
    expect(regretSummary(madeUpLine(30, never), format)).toBe(
      'At no intensity is manipulating regretted within 2 years.',
    );
  });
});

describe('ranks', () => {
  const { intensities: candidates } = madeUpLine(10, never);
  const entries = slopeEntries(candidates, format);

  test('who leads the short look falls, who is honest rises', () => {
    const placed = placeSlope(entries, 500);
    expect(placed.lines.map(({ turn }) => turn)).toEqual(['rises', 'rises', 'keeps', 'falls', 'falls']);
    expect(new Set(placed.lines.map(({ from }) => from)).size).toBe(5);
    expect(slopeSummary(candidates, format)).toBe(
      'The short look puts 100% first, the long one honest. Where the futures leave a rank open, the ranks that it has in 95 of 100 resamples of the luck stand beside it.',
    );
    const sure = candidates.map((one) => ({ ...one, longTermRanks: null }));
    expect(slopeSummary(sure, format)).toBe('The short look puts 100% first, the long one honest.');
  });

  test('equal ranks stand one under another', () => {
    const placed = placeSlope(
      entries.map((entry) => ({ ...entry, leftRank: 1 })),
      500,
    );
    expect(new Set(placed.lines.map(({ from }) => from)).size).toBe(5);
  });

  test('with little room the measure goes first, then the end of the name', () => {
    const long = entries.map((entry) => ({ ...entry, name: 'A strategy with a long name' }));
    expect(placeSlope(long, 900).lines[0]!.left).toBe('A strategy with a long name  €1.00K');
    expect(placeSlope(long, 500).lines[0]!.left).toBe('A strategy with a long name');
    expect(placeSlope(long, 250).lines[0]!.left).toMatch(/^A strategy.*…$/);
  });

  test('the table has both ranks', () => {
    const table = slopeTwin(candidates, madeUpLine(10, never), format);
    expect(table.rows[0]!.map(({ text }) => text)).toEqual(['honest', '€1.00K', '5', '€100K', '1 (1 to 2)']);
  });
});
