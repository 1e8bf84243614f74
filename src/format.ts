import type { Unit } from '../simulations/reading.ts';
import type { Unit as ParameterUnit } from '../simulations/parameters/declare.ts';

/**
 * The one place where numbers become text. Values come in as the model keeps them (shares from 0 to 1, money in the
 * scenario's currency) and leave in the reader's locale, never with more digits than their error supports: the last digit
 * printed stands where the first digit of the standard error does, so that rounding moves a value by at most half of it.
 */
export interface Format {
  readonly locale: string;
  /** A measured value; `error` is its Monte Carlo standard error. A value that does not exist is a dash. */
  value(value: number | null, unit: Unit, error?: number | null): string;
  /** A difference: always with its sign, shares in percentage points. */
  difference(value: number | null, unit: Unit, error?: number | null): string;
  /** The size of a difference without its sign. */
  gap(value: number, unit: Unit, error?: number | null): string;
  /** Labels of axis ticks, all in one unit and with as many digits as their step needs. */
  axis(ticks: readonly number[], unit: Unit, options?: { readonly signed?: boolean }): readonly string[];
  count(value: number): string;
  /** "93" of 100 futures; all and none only when it is really all or none. */
  outOfHundred(share: number): string;
  /** How many futures, and of how many: of 100 where there are futures enough to say that, of their own number otherwise. */
  futuresOf(share: number, futures: number): { readonly count: string; readonly of: string };
  /** Share from 0 to 1 as whole percent. */
  percent(share: number): string;
  /** "5 years", "18 months". */
  span(months: number): string;
  /** Rough time left: "a moment", "12 s", "3 min". */
  timeLeft(seconds: number): string;
  /** A parameter as a form field holds it: no unit but the percent sign. */
  field(value: number, unit: ParameterUnit): string;
  /** A parameter with its unit, as a sentence says it. */
  parameter(value: number, unit: ParameterUnit): string;
  /** Short name of a parameter's unit, beside its label; empty where the field itself says it. */
  unitName(unit: ParameterUnit): string;
}

/** Of fewer futures they are counted themselves: a share of a hundred would tell of futures that nobody has lived. */
const fewFutures = 100;
/** Largest number of significant digits ever shown of a result. */
const mostDigits = 3;
/** Standard error of a sample quantile over that of the mean, for a roughly normal spread of futures. */
export const quantileError = {
  p5: 2.11,
  p10: 1.71,
  p25: 1.36,
  p50: 1.25,
  p75: 1.36,
  p90: 1.71,
  p95: 2.11,
} as const;

export function quantileErrorOf(
  standardError: number | null,
  quantile: keyof typeof quantileError,
): number | null {
  return standardError === null ? null : standardError * quantileError[quantile];
}

/**
 * Exponent of the last decimal place worth printing: that of the first digit of the error, the largest power of ten that is
 * not above it. A coarser one would move a value by more than its error does: with an error of 11K, 913K would be 900K.
 */
export function lastPlace(value: number, error: number | null | undefined): number {
  const bySize = value === 0 ? -6 : Math.floor(Math.log10(Math.abs(value)) + 1e-9) - (mostDigits - 1);
  if (error === null || error === undefined) return bySize;
  // Nothing, and without an error: there are no digits to show.
  if (!(error > 0)) return value === 0 ? 0 : bySize;
  return Math.max(bySize, Math.floor(Math.log10(error) + 1e-9));
}

function roundTo(value: number, place: number): number {
  const unit = 10 ** place;
  return place < 0 ? Math.round(value * 10 ** -place) / 10 ** -place : Math.round(value / unit) * unit;
}

const dash = '–';
/** Keeps a number and its unit on one line. */
const bound = '\u00a0';

const formats = new Map<string, Format>();

/**
 * How numbers are written in a locale, with money in a currency. The same one for the same two: a new one would have every
 * number on the page written anew, as it was at each step of a slider.
 */
export function formatFor(locale: string, currency: string): Format {
  const name = `${locale} ${currency}`;
  const known = formats.get(name) ?? newFormat(locale, currency);
  formats.set(name, known);
  return known;
}

function newFormat(locale: string, currency: string): Format {
  const cache = new Map<string, Intl.NumberFormat>();
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, options);
    cache.set(key, made);
    return made;
  };
  const money = moneyOptions(locale, currency);
  const text = (value: number, options: Intl.NumberFormatOptions): string =>
    numbers({ signDisplay: 'negative', ...options })
      .format(value)
      .replace(/^-/, '−')
      .replace(/(\D)-(?=\d)/, '$1−');

  /** By how much this locale divides a number of this size when it writes it compactly ("1.2M": 1e6; "1234": 1). */
  const divisorOf = (size: number): number => {
    if (!(size >= 1000)) return 1;
    const power = 10 ** Math.floor(Math.log10(size) + 1e-9);
    const parts = numbers({
      notation: 'compact',
      maximumFractionDigits: 0,
      useGrouping: false,
    }).formatToParts(power);
    const digits = Number(parts.find((part) => part.type === 'integer')?.value ?? Number.NaN);
    return Number.isFinite(digits) && digits > 0 ? power / digits : 1;
  };

  const written = (value: number, place: number, unit: Unit, more: Intl.NumberFormatOptions = {}): string => {
    const rounded = roundTo(value, place);
    const decimals = (shift: number) => {
      const digits = Math.min(6, Math.max(0, shift - place));
      return { minimumFractionDigits: digits, maximumFractionDigits: digits };
    };
    switch (unit) {
      case 'money':
      case 'count': {
        const compact = unit === 'money' ? Math.abs(rounded) >= 1000 : Math.abs(rounded) >= 100_000;
        const style = unit === 'money' ? money : {};
        if (!compact) return text(rounded, { ...style, ...decimals(0), ...more });
        const digits = decimals(Math.round(Math.log10(divisorOf(Math.abs(rounded)))));
        return text(rounded, { ...style, notation: 'compact', useGrouping: 'always', ...digits, ...more });
      }
      case 'share':
        return text(rounded, { style: 'percent', ...decimals(-2), ...more });
      case 'months':
        return `${text(rounded, { ...decimals(0), ...more })}${bound}${Math.abs(rounded) === 1 ? 'month' : 'months'}`;
      case 'ratio':
      case 'index':
        return text(rounded, { ...decimals(0), ...more });
    }
  };
  /** Finest place that makes sense for a unit, whatever the error allows. */
  const finest: Record<Unit, number> = { money: -2, share: -3, count: 0, months: -1, ratio: -2, index: -2 };
  const plainPlace = (value: number, unit: Unit): number =>
    unit === 'count' && Math.abs(value) < 10 ? -1 : finest[unit];
  const gapPlace = (value: number, unit: Unit, error: number | null | undefined): number =>
    Math.max(plainPlace(value, unit), lastPlace(value, error));
  const placeOf = (value: number, unit: Unit, error: number | null | undefined): number => {
    const plain = plainPlace(value, unit);
    const size = Math.abs(value);
    // What is smaller than that, and known to be, is no zero: it keeps two digits.
    const isKnown = unit !== 'count' && size > 0 && size < 10 ** plain && (error ?? 0) > 0;
    return Math.max(isKnown ? Math.floor(Math.log10(size)) - 1 : plain, lastPlace(value, error));
  };

  const signedText = (value: number, place: number, unit: Unit, more: Intl.NumberFormatOptions): string => {
    if (unit !== 'share') return written(value, place, unit, more);
    const points = Math.min(6, Math.max(0, -(place + 2)));
    const digits = { minimumFractionDigits: points, maximumFractionDigits: points, ...more };
    const said = text(100 * roundTo(value, place), digits);
    return `${said}${bound}${/^[+−]?1$/.test(said) ? 'pt' : 'pts'}`;
  };

  const outOfHundred = (share: number): string => {
    const rounded = Math.round(100 * share);
    const honest = share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded;
    return text(honest, {});
  };

  return {
    locale,
    value: (value, unit, error) =>
      value === null ? dash : written(value, placeOf(value, unit, error), unit),
    difference: (value, unit, error) =>
      value === null
        ? dash
        : signedText(value, placeOf(value, unit, error), unit, { signDisplay: 'exceptZero' }),
    gap: (value, unit, error) => {
      const size = Math.abs(value);
      return unit === 'share'
        ? signedText(size, gapPlace(size, unit, error), unit, {}).replace(`${bound}pt`, ' point')
        : written(size, gapPlace(size, unit, error), unit);
    },
    axis: (ticks, unit, { signed = false } = {}) => {
      const largest = Math.max(0, ...ticks.map(Math.abs));
      const step = Math.abs((ticks[1] ?? largest) - (ticks[0] ?? 0)) || largest || 1;
      const place = Math.floor(Math.log10(step) + 1e-9) - (isRoundStep(step) ? 0 : 1);
      const sign: Intl.NumberFormatOptions = signed ? { signDisplay: 'exceptZero' } : {};
      const compact = (unit === 'money' || unit === 'count') && largest >= (unit === 'money' ? 1000 : 10_000);
      return ticks.map((tick) => {
        if (signed && unit === 'share') return signedText(tick, place, unit, sign).replace(/\u00a0pts?$/, '');
        if (unit === 'months') return text(tick, sign);
        if (!compact || tick === 0)
          return written(tick, Math.min(place, 0), unit, {
            ...sign,
            ...wholeWhen(place >= 0 && unit !== 'share'),
          });
        // One divisor for the whole axis would need "0.5M" beside "1M"; the locale's own compact form does that per tick.
        const digits = Math.max(0, Math.round(Math.log10(divisorOf(Math.abs(tick)))) - place);
        const style = unit === 'money' ? money : {};
        return text(tick, {
          ...style,
          notation: 'compact',
          // Else 1000 stands ungrouped beside 10.000 where no thousands are abbreviated.
          useGrouping: 'always',
          maximumFractionDigits: Math.min(digits, 2),
          minimumFractionDigits: 0,
          ...sign,
        });
      });
    },
    count: (value) => text(value, { maximumFractionDigits: 0 }),
    outOfHundred,
    futuresOf: (share, futures) =>
      futures < fewFutures
        ? { count: text(Math.round(share * futures), {}), of: text(futures, {}) }
        : { count: outOfHundred(share), of: text(100, {}) },
    percent: (share) => text(share, { style: 'percent', maximumFractionDigits: 0 }),
    span: (months) => {
      const years = months / 12;
      const [amount, unit] = Number.isInteger(years) ? [years, 'year'] : [months, 'month'];
      // The sentence around it is English, whatever the numbers are written like.
      return `${text(amount, {})} ${unit}${amount === 1 ? '' : 's'}`;
    },
    timeLeft: (seconds) => {
      if (seconds < 1.5) return 'a moment';
      if (seconds < 90) return `${text(Math.ceil(seconds), {})} sec`;
      return `${text(Math.ceil(seconds / 60), {})} min`;
    },
    field: (value, unit) =>
      isShare(unit)
        ? text(value, { style: 'percent', maximumSignificantDigits: 6 })
        : text(value, { maximumSignificantDigits: 12, maximumFractionDigits: 6 }),
    parameter: (value, unit) => {
      if (isShare(unit)) return text(value, { style: 'percent', maximumSignificantDigits: 6 }) + suffix(unit);
      if (isMoney(unit))
        return text(value, { ...money, maximumFractionDigits: 2, minimumFractionDigits: 0 }) + suffix(unit);
      const said = text(value, { maximumSignificantDigits: 12 });
      // A logarithm says nothing to most readers: the factor by which leaving becomes rarer or likelier does.
      if (unit === 'log hazard ratio')
        return `${said} (a factor of ${text(Math.exp(value), { maximumSignificantDigits: 3 })})`;
      const name = value === 1 ? singular(unitWord(unit)) : unitWord(unit);
      return said + (name === '' ? '' : bound + name);
    },
    unitName: (unit) => {
      if (isMoney(unit)) return symbolOf(locale, currency) + suffix(unit).replace(bound, ' ');
      return isShare(unit) ? suffix(unit).trim() : unitWord(unit);
    },
  };
}

function wholeWhen(whole: boolean): Intl.NumberFormatOptions {
  return whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
}

/** 1, 2 or 5 times a power of ten, so that its multiples need no further digit. */
function isRoundStep(step: number): boolean {
  const lead = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  return Math.abs(lead - Math.round(lead)) < 1e-6;
}

/** A currency code that the platform refuses is shown as a plain number rather than as an error. */
function moneyOptions(locale: string, currency: string): Intl.NumberFormatOptions {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
  try {
    new Intl.NumberFormat(locale, options);
    return options;
  } catch {
    return {};
  }
}

function symbolOf(locale: string, currency: string): string {
  const parts = new Intl.NumberFormat(locale, moneyOptions(locale, currency)).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

export function isShare(unit: ParameterUnit): boolean {
  return unit === 'share' || unit.startsWith('probability');
}

function isMoney(unit: ParameterUnit): boolean {
  return unit === 'money' || unit === 'money per month';
}

function suffix(unit: ParameterUnit): string {
  if (unit === 'probability per year') return ' a year';
  return unit === 'probability per month' || unit === 'money per month' ? ' a month' : '';
}

/** "month" of "months", "ticket per month" of "tickets per month". */
function singular(name: string): string {
  return name.replace(/^(unit|month|year|seat|ticket)s/, '$1');
}

function unitWord(unit: ParameterUnit): string {
  switch (unit) {
    case 'count':
    case 'ratio':
    case 'exponent':
    case 'weight':
      return '';
    case 'usage units':
      return 'units';
    case 'per month':
      return 'a month';
    case 'log hazard ratio':
      return 'logarithm of a factor';
    default:
      return unit;
  }
}
