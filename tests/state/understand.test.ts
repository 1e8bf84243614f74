import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sliderRange, thumbAt } from '../../src/controls/slider.ts';
import { fieldText, meaning, middleNumber, understand } from '../../src/controls/understand.ts';
import type { NumberDeclaration } from '../../src/controls/understand.ts';
import { formatFor } from '../../src/format.ts';

const english = formatFor('en-US', 'EUR');
const german = formatFor('de-DE', 'EUR');

const about = { label: 'X', help: 'Y.', default: 0.05 };
const share: NumberDeclaration = { kind: 'quantity', ...about, unit: 'share', min: 0, max: 1 };
const money: NumberDeclaration = {
  kind: 'quantity',
  ...about,
  unit: 'money per month',
  min: 0,
  max: 1e9,
  default: 4000,
};
const months: NumberDeclaration = { kind: 'whole', ...about, unit: 'months', min: 1, max: 240, default: 60 };
const usage: NumberDeclaration = {
  kind: 'limit',
  ...about,
  unit: 'usage units',
  min: 0,
  max: 1e9,
  default: 100,
};

function value(text: string, declared: NumberDeclaration, format = english): unknown {
  const understood = understand(text, declared, format);
  return understood.kind === 'value' ? understood.value : understood.message;
}

describe('what is typed', () => {
  test.each([
    ['4%', share, 0.04],
    ['4 %', share, 0.04],
    ['0.04', share, 0.04],
    ['.5', share, 0.5],
    ['16.7%', share, 0.167],
    ['30', share, 0.3],
    ['4,000', money, 4000],
    ['€4,000', money, 4000],
    ['1.2k', money, 1200],
    ['2M', money, 2e6],
    ['4000.50', money, 4000.5],
    ['12,5', money, 12.5],
    ['36', months, 36],
    ['no limit', usage, null],
    ['∞', usage, null],
    ['60', usage, 60],
  ] as const)('%s', (text, declared, expected) => {
    expect(value(text, declared)).toBe(expected);
  });

  test('where nothing is no amount, it has a word of its own', () => {
    const blast: NumberDeclaration = { ...months, min: 0, zero: 'never' };
    expect(value('Never', blast)).toBe(0);
    expect([
      fieldText(0, blast, english),
      fieldText(3, blast, english),
      fieldText(0, usage, english),
    ]).toEqual(['never', '3', '0']);
  });

  test('a range makes a parameter uncertain, in a shape that stays inside its limits', () => {
    expect(value('3..6%', share)).toEqual({ p10: 0.03, p90: 0.06, shape: 'beta' });
    expect(value('3% to 6%', share)).toEqual({ p10: 0.03, p90: 0.06, shape: 'beta' });
    expect(value('2k – 4k', money)).toEqual({ p10: 2000, p90: 4000, shape: 'lognormal' });
    expect(value('0 to 10', money)).toEqual({ p10: 0, p90: 10, shape: 'normal' });
  });

  test('a third number between the ends is the likeliest, a list is of equals', () => {
    expect(value('2..3..6%', share)).toEqual({ low: 0.02, mode: 0.03, high: 0.06 });
    expect(value('2% to 2% to 6%', share)).toEqual({ low: 0.02, mode: 0.02, high: 0.06 });
    expect(value('2% or 5% OR 3%', share)).toEqual({ values: [0.02, 0.05, 0.03] });
    expect(value('100 | 200; 300', money)).toEqual({ values: [100, 200, 300] });
  });

  test('the ending of the last number is meant for all that it can be meant for', () => {
    expect(value('1 or 2 or 5', share)).toEqual({ values: [0.01, 0.02, 0.05] });
    expect(value('0.5 or 0.2', share)).toEqual({ values: [0.5, 0.2] });
    expect(value('1..2..3', share)).toEqual({ low: 0.01, mode: 0.02, high: 0.03 });
    expect(value('8..10..12k', money)).toEqual({ low: 8000, mode: 10_000, high: 12_000 });
    expect(value('500..1k', money)).toEqual({ p10: 500, p90: 1000, shape: 'lognormal' });
    expect(value('1,200..1.5k', money)).toEqual({ p10: 1200, p90: 1500, shape: 'lognormal' });
  });

  test('one number in its place: the likeliest, the one in the middle of a list, or half way', () => {
    expect(middleNumber({ low: 0.02, mode: 0.03, high: 0.2 }, share)).toBe(0.03);
    expect(middleNumber({ values: [0.6, 0.01, 0.02] }, share)).toBe(0.02);
    expect(middleNumber({ p10: 0.03, p90: 0.06, shape: 'beta' }, share)).toBe(0.045);
  });

  test.each([
    [{ p10: 0.03, p90: 0.06, shape: 'beta' as const }, '3% to 6%', '8 of 10 between 3% and 6%'],
    [{ low: 0.02, mode: 0.03, high: 0.06 }, '2% to 3% to 6%', 'between 2% and 6%, most likely 3%'],
    [{ values: [0.02, 0.05] }, '2% or 5%', '2% or 5%, each as likely'],
  ])('what is uncertain is shown as it would be typed, and told in words', (uncertain, text, words) => {
    expect(fieldText(uncertain, share, english)).toBe(text);
    expect(value(text, share)).toEqual(uncertain);
    expect(meaning({ kind: 'value', value: uncertain }, share, english)).toBe(words);
  });

  test('separators as the locale has them', () => {
    expect(value('4.000', money, german)).toBe(4000);
    expect(value('4.000,5', money, german)).toBe(4000.5);
    expect(value('16,7 %', share, german)).toBe(0.167);
  });

  test.each([
    ['', share, 'A number is needed here. For example 5%.'],
    ['many', share, '“many” is not a number. For example 5%.'],
    ['140%', share, 'Between 0% and 100%, please.'],
    ['50 %', money, 'An amount and no percentage, please. For example 4,000.'],
    ['2..3%', money, 'An amount and no percentage, please. For example 4,000.'],
    ['-1', money, 'Between €0 a month and €1,000,000,000 a month, please.'],
    ['12.5', months, 'A whole number, please: 12 or 13.'],
    ['no limit', money, '“no limit” is not a number. For example 4,000.'],
    ['6..3%', share, 'The numbers of a range have to rise: 3% to 6%?'],
    ['2..6..3%', share, 'The numbers of a range have to rise: 2% to 3% to 6%?'],
    ['1..2..3..4%', share, 'A range has two ends, and between them the likeliest value if you like.'],
    ['5..5%', share, 'Both ends are the same: one number is enough, 5%.'],
    ['3..many%', share, 'A range needs numbers: “many%” is none. For example 5%.'],
    ['3..600%', share, 'Between 0% and 100%, please.'],
    ['2% or x', share, 'A list needs numbers: “x” is none. For example 5%.'],
    ['12 or 24', months, 'This has to be one number; a list is not possible here. For example 60.'],
    ['12..24', months, 'This has to be one number; a range is not possible here. For example 60.'],
    ['1.2.3.4', money, '“1.2.3.4” is not a number. For example 4,000.'],
  ] as const)('“%s” is refused in words', (text, declared, message) => {
    expect(value(text, declared)).toBe(message);
  });

  test('what a field shows is understood as the value it shows', () => {
    const cents = fc.integer({ min: 0, max: 100_000_000 }).map((amount) => amount / 100);
    const perTenThousand = fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000);
    for (const format of [english, german, formatFor('fr-FR', 'EUR'), formatFor('de-CH', 'CHF')]) {
      fc.assert(
        fc.property(cents, (amount) => value(fieldText(amount, money, format), money, format) === amount),
      );
      fc.assert(
        fc.property(perTenThousand, (part) => value(fieldText(part, share, format), share, format) === part),
      );
    }
    expect(fieldText(null, usage, english)).toBe('no limit');
    expect(fieldText({ p10: 0.03, p90: 0.06, shape: 'beta' }, share, english)).toBe('3% to 6%');
  });
});

describe('sliders', () => {
  test('cover what is usual, not the whole of what is possible', () => {
    expect(sliderRange(money, [4000, 4000])).toEqual({ min: 0, max: 20_000, step: 100 });
    expect(sliderRange(share, [0.1])).toMatchObject({ min: 0, max: 1 });
    expect(sliderRange(months, [60])).toEqual({ min: 1, max: 240, step: 1 });
  });

  test('reach the value they stand for, whatever was opened', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (opened) => {
        const range = sliderRange(money, [opened]);
        expect(range.min).toBeLessThanOrEqual(opened);
        expect(range.max).toBeGreaterThanOrEqual(opened);
        expect(range.step).toBeGreaterThan(0);
      }),
    );
  });

  test('a limit that is off stands at the far end, a typed value beyond the slider at its end', () => {
    const range = { min: 0, max: 100, step: 1 };
    expect(thumbAt(null, range)).toBe(100);
    expect(thumbAt(5000, range)).toBe(100);
    expect(thumbAt({ low: 10, mode: 20, high: 50 }, range)).toBe(30);
  });
});
