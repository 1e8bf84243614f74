import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFor, lastPlace, quantileErrorOf } from '../../src/format.ts';

const english = formatFor('en-US', 'EUR');
const german = formatFor('de-DE', 'EUR');
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('digits follow the error', () => {
  test.each([
    [0.913e6, 0.11e6, '€900K'],
    [0.913e6, 0.099e6, '€910K'],
    [0.913e6, 0.011e6, '€910K'],
    [0.913e6, 0.009e6, '€913K'],
    [1.9134e6, 0.11e6, '€1.9M'],
    [1.9134e6, 0.018e6, '€1.91M'],
    [1.9134e6, 0.009e6, '€1.91M'],
    [1.9134e6, 1, '€1.91M'],
    [1234, 300, '€1.2K'],
    [1234, 1000, '€1K'],
    [1234, 3, '€1.23K'],
    [12.3456, 0.004, '€12.3'],
  ])('%d with an error of %d reads %s', (value, error, text) => {
    expect(english.value(value, 'money', error)).toBe(text);
  });

  test('the last digit stands where the first of the error does, as far as three digits go', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (value, error) => {
          const step = 10 ** lastPlace(value, error);
          // No digit that the error says nothing of.
          expect(10 * step * (1 + 1e-8)).toBeGreaterThanOrEqual(error);
          // Rounding moves by half a step at most: by no more than half of the error, or what three digits leave.
          expect(step).toBeLessThanOrEqual(Math.max(error, value / 100) * (1 + 1e-8));
        },
      ),
    );
  });

  test('a smaller error never takes a digit away', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (value, error) => {
          expect(lastPlace(value, error / 3)).toBeLessThanOrEqual(lastPlace(value, error));
        },
      ),
    );
  });

  test('the tails of a spread are known less well than its middle', () => {
    expect(quantileErrorOf(1, 'p5')).toBeGreaterThan(quantileErrorOf(1, 'p25') ?? Infinity);
    expect(quantileErrorOf(null, 'p5')).toBeNull();
  });
});

describe('values', () => {
  test('what does not exist is a dash, never a zero', () => {
    expect(english.value(null, 'ratio')).toBe('–');
    expect(english.difference(null, 'money')).toBe('–');
  });

  test('shares are percent, their differences points', () => {
    expect(english.value(0.0312, 'share', 0.0002)).toBe('3.1%');
    expect(english.value(0.0312, 'share', 0.002)).toBe('3.1%');
    expect(english.value(0.0312, 'share', 0.02)).toBe('3%');
    expect(plain(english.difference(-0.0081, 'share', 0.0002))).toBe('−0.8 pts');
  });

  test('one point is a point', () => {
    expect(plain(english.difference(0.01, 'share', 0.02))).toBe('+1 pt');
    expect(plain(english.difference(-0.01, 'share', 0.02))).toBe('−1 pt');
    expect(plain(english.difference(0.011, 'share', 0.002))).toBe('+1.1 pts');
    expect(plain(english.difference(0.11, 'share', 0.02))).toBe('+11 pts');
    expect(english.gap(0.01, 'share', 0.02)).toBe('1 point');
    expect(english.gap(0.02, 'share', 0.02)).toBe('2 points');
  });

  test('futures are told of a hundred only where a hundred were lived', () => {
    expect(english.futuresOf(1, 32)).toEqual({ count: '32', of: '32' });
    expect(english.futuresOf(0.5, 99)).toEqual({ count: '50', of: '99' });
    expect(english.futuresOf(0.93, 100)).toEqual({ count: '93', of: '100' });
  });

  test('differences carry their sign, with a real minus', () => {
    expect(english.difference(1500, 'money', 40)).toBe('+€1.50K');
    expect(english.difference(-1500, 'money', 140)).toBe('−€1.5K');
    expect(english.difference(0, 'count', 1)).toBe('0');
  });

  test('what is small and known to be is no zero', () => {
    const american = formatFor('en-US', 'USD');
    expect(american.difference(-0.00014, 'share', 0.000004)).toBe('−0.014\u00a0pts');
    expect(american.difference(-0.00014, 'share', 0.0002)).toBe('−0.01\u00a0pts');
    expect(american.difference(-0.00014, 'share', 0.002)).toBe('0.0\u00a0pts');
    expect(american.difference(0.0043, 'index', 0.0001)).toBe('+0.0043');
    expect(american.value(0.0043, 'index')).toBe('0.00');
    expect(american.value(0.0123, 'index', 0.0001)).toBe('0.01');
  });

  test('a value rounded to nothing has no sign', () => {
    expect(english.difference(-0.2, 'count', 3)).toBe('0');
  });

  test('the locale decides separators and the place of the currency', () => {
    expect(plain(german.value(1_234_567, 'money', 1000))).toBe('1,23 Mio. €');
    expect(plain(german.value(12_345, 'money', 10))).toBe('12.300 €');
    expect(plain(german.value(1_234, 'money', 10))).toBe('1.230 €');
    expect(german.axis([1000, 10_000], 'money').map(plain)).toEqual(['1.000 €', '10.000 €']);
  });

  test('an unknown currency becomes a plain number instead of an error', () => {
    expect(formatFor('en-US', '??').value(12, 'money', 0.1)).toBe('12.0');
  });

  test('never all of 100 futures unless it is all of them', () => {
    expect([1, 0.9999, 0.93, 0.0001, 0].map((share) => english.outOfHundred(share))).toEqual([
      '100',
      '99',
      '93',
      '1',
      '0',
    ]);
  });

  test('a horizon is said in years where it is whole years', () => {
    expect([60, 12, 18].map((months) => english.span(months))).toEqual(['5 years', '1 year', '18 months']);
    expect(german.span(18)).toBe('18 months');
  });

  test('time left is rough', () => {
    expect([0.4, 12.2, 200].map((seconds) => english.timeLeft(seconds))).toEqual([
      'a moment',
      '13 sec',
      '4 min',
    ]);
  });
});

describe('axes', () => {
  test('ticks share one way of writing', () => {
    expect(english.axis([0, 500_000, 1_000_000, 1_500_000], 'money')).toEqual([
      '€0',
      '€500K',
      '€1M',
      '€1.5M',
    ]);
    expect(english.axis([0, 0.02, 0.04], 'share')).toEqual(['0%', '2%', '4%']);
    expect(english.axis([0.9, 1, 1.1], 'ratio')).toEqual(['0.9', '1.0', '1.1']);
    expect(english.axis([0, 2000, 4000], 'count')).toEqual(['0', '2,000', '4,000']);
  });

  test('a difference has signs, and shares become points', () => {
    expect(english.axis([-10_000, 0, 10_000], 'money', { signed: true })).toEqual(['−€10K', '€0', '+€10K']);
    expect(english.axis([-0.01, 0, 0.01], 'share', { signed: true })).toEqual(['−1', '0', '+1']);
  });

  test('no two ticks read the same', () => {
    const steps = [0.001, 0.02, 0.5, 1, 25, 300, 2500, 40_000, 1e6];
    for (const step of steps) {
      const ticks = [0, 1, 2, 3, 4].map((index) => index * step);
      for (const unit of ['money', 'ratio', 'count'] as const) {
        if (unit === 'count' && step < 1) continue;
        const texts = english.axis(ticks, unit);
        expect(new Set(texts).size, `${unit} by ${String(step)}: ${texts.join(' ')}`).toBe(5);
      }
    }
  });
});

describe('parameters', () => {
  test('fields hold numbers as they are typed, sentences say the unit', () => {
    expect(english.field(0.167, 'share')).toBe('16.7%');
    expect(english.field(4000, 'money per month')).toBe('4,000');
    expect(plain(english.parameter(4000, 'money per month'))).toBe('€4,000 a month');
    expect(english.parameter(0.05, 'probability per month')).toBe('5% a month');
    expect(plain(english.parameter(1, 'usage units'))).toBe('1 unit');
    expect(plain(english.parameter(1, 'months'))).toBe('1 month');
    expect(plain(english.parameter(1, 'tickets per month'))).toBe('1 ticket per month');
    expect(plain(english.parameter(1.5, 'months'))).toBe('1.5 months');
    expect(english.parameter(0.693, 'log hazard ratio')).toBe('0.693 (a factor of 2)');
    expect(english.unitName('log hazard ratio')).toBe('logarithm of a factor');
    expect(english.unitName('money per month')).toBe('€ a month');
  });
});

test('a locale and a currency have one format, so that nothing is written anew for a new one', () => {
  expect(formatFor('en-US', 'EUR')).toBe(formatFor('en-US', 'EUR'));
  expect(formatFor('en-US', 'USD').value(3, 'money', 1)).toBe('$3');
  expect(formatFor('de-DE', 'EUR').value(3, 'money', 1)).toBe('3\u00a0€');
});
