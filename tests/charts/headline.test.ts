import { describe, expect, test } from 'vitest';
import { formatFor } from '../../src/format.ts';
import { dearCustomers } from '../../src/rooms/compare/dear-customers.ts';
import { headlineOf, plainText } from '../../src/rooms/compare/headline.ts';
import { paceWords, runWords, spokenWords } from '../../src/rooms/compare/run-words.ts';
import type { CompareReading, Difference } from '../../simulations/reading.ts';
import { madeUpDifference, madeUpMetric, madeUpReading } from '../support/made-up-reading.ts';

const format = formatFor('en-US', 'EUR');

function said(difference: Difference, parts: Partial<CompareReading> = {}): string {
  const { answer, detail } = headlineOf(madeUpReading(parts), madeUpMetric(difference), format);
  return `${plainText(answer)} ${plainText(detail)}`;
}

describe('the answer in words', () => {
  test('the second strategy ahead', () => {
    expect(said(madeUpDifference(0.92e6, 0.58e6, 1000, 0.93))).toBe(
      'Over 5 years Expansion-heavy earns €920K more than Acquisition-heavy. ' +
        '8 of 10 futures lie between €180K and €1.66M more. It is ahead in 93 of 100 futures.',
    );
  });

  test('the second strategy behind: the first becomes the subject, and every number turns with it', () => {
    expect(said(madeUpDifference(-0.92e6, 0.58e6, 1000, 0.07))).toBe(
      'Over 5 years Acquisition-heavy earns €920K more than Expansion-heavy. ' +
        '8 of 10 futures lie between €180K and €1.66M more. It is ahead in 93 of 100 futures.',
    );
  });

  test('a spread across zero says less and more', () => {
    expect(said(madeUpDifference(2e5, 4e5, 1000, 0.69))).toContain(
      'between €310K less and €710K more. It is ahead in 69 of 100',
    );
  });

  test('an end that rounds to nothing is neither more nor less', () => {
    expect(said(madeUpDifference(8e3, 6.4e3, 60, 0.9))).toContain('lie between €0 and €16K more.');
  });

  test('of few futures their number is told, and no spread that they cannot show', () => {
    // Their ends differ, and yet the outermost of four futures are no tenth of anything.
    const few = said(madeUpDifference(3e4, 12e3, 4, 1), { replications: 4 });
    expect(few).toContain('Too few futures yet to say how far they lie apart.');
    expect(few).toContain('It is ahead in 4 of 4 futures.');
    expect(few).not.toContain('8 of 10');
  });

  test('too close to call while the average is within its error', () => {
    const words = said(madeUpDifference(1e4, 4e5, 100, 0.52));
    expect(words).toContain('Over 5 years Acquisition-heavy and Expansion-heavy are too close to call.');
    expect(words).toContain('Expansion-heavy is ahead in 52 of 100 futures');
  });

  test('a strategy against itself is exactly the same', () => {
    expect(said(madeUpDifference(0, 0, 1000, 0))).toContain('earn exactly the same.');
  });

  test('a customer that costs more than it brings is named, where that is clear of its error', () => {
    const metric = (means: readonly [number, number], deviation: number) => ({
      ...madeUpMetric(madeUpDifference(means[1] - means[0], deviation, 100, 0.5)),
      perStrategy: means.map((mean) => madeUpDifference(mean, deviation, 100, 1)),
    });
    const noticed = (cac: readonly [number, number], ltv: readonly [number, number], deviation = 10) =>
      plainText(
        dearCustomers(
          madeUpReading({ metrics: { cacBlended: metric(cac, deviation), ltv: metric(ltv, deviation) } }),
          format,
        ),
      );
    expect(noticed([1460, 900], [1300, 1300])).toBe(
      'A new customer costs more than it brings over the LTV horizon: €1.46K against €1.30K under Acquisition-heavy.',
    );
    expect(noticed([1460, 1400], [1300, 1310])).toMatch(
      /under Acquisition-heavy, .+ under Expansion-heavy\.$/,
    );
    expect(noticed([1460, 1400], [1300, 1310], 1000)).toBe('');
    expect(noticed([900, 900], [1300, 1310])).toBe('');
    expect(plainText(dearCustomers(madeUpReading({ metrics: {} }), format))).toBe('');
  });

  test('a partial answer says so', () => {
    const words = said(madeUpDifference(0.92e6, 0.58e6, 200, 0.93), { replications: 200 });
    expect(words).toMatch(/^So far, over 5 years Expansion-heavy earns/);
  });

  test('no future in common is no number', () => {
    const nothing = { ...madeUpDifference(1, 1, 10, 0), mean: null, p10: null, p90: null };
    expect(said(nothing)).toBe('There is no future in which both strategies can be compared. ');
  });
});

describe('the run in words', () => {
  const partial = madeUpReading({ replications: 120 });
  test('counts while it runs, and marks what is partial after Stop', () => {
    expect(runWords('running', partial, true, 0, format)).toBe('120 of at most 1,000 futures');
    expect(runWords('stopped', partial, true, 0, format)).toBe(
      'Stopped: a partial answer from 120 of 1,000 futures',
    );
    expect(runWords('complete', madeUpReading(), true, 0, format)).toMatch(/^1,000 futures/);
    expect(runWords('complete', partial, true, 880, format)).toMatch(/^Settled after 120 futures/);
  });

  test('an answer to earlier settings is never passed off as the new one', () => {
    expect(runWords('running', partial, false, 0, format)).toBe('Working on the new settings');
    expect(runWords('stopped', partial, false, 0, format)).toContain('earlier settings');
  });

  test('says how long it will take and how fast it goes, as far as it is known', () => {
    expect(paceWords(undefined, undefined, format)).toBe('');
    expect(paceWords(12, undefined, format)).toBe('about 12 sec left');
    expect(paceWords(12, 1_940_000, format)).toBe('about 12 sec left · 1.9M customer-months a second');
  });

  test('a screen reader hears quarters, not every step', () => {
    const heard = new Set(Array.from({ length: 100 }, (_, step) => spokenWords('running', step / 100, '')));
    expect(heard.size).toBe(4);
    // All of them are there when the answer is.
    expect(spokenWords('running', 1, '')).toBe('75 percent of the futures computed.');
    expect(spokenWords('complete', 1, 'The answer.')).toBe('Done. The answer.');
  });
});
