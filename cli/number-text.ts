/** Where the command line turns numbers into text: the only place that knows percent signs and separators. */
import type { Unit } from '../simulations/reading.ts';

/** Stands for a value that does not exist. */
export const none = '–';

/**
 * A value with as many digits as its error allows: two of the error's own. Without an error four significant digits.
 */
export function valueText(value: number | null, error: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return none;
  if (unit === 'share') return `${plainText(100 * value, error === null ? null : 100 * error, 1)} %`;
  return plainText(value, error, unit === 'money' || unit === 'count' ? 0 : 2);
}

/** The same with its sign, for differences. */
export function signedText(value: number | null, error: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return none;
  if (value === 0) return valueText(0, null, unit);
  const text = valueText(Math.abs(value), error, unit);
  return `${value < 0 ? '−' : '+'}${text}`;
}

function plainText(value: number, error: number | null, leastDecimals: number): string {
  const magnitude = error === null || error === 0 ? Math.abs(value) / 100 : error;
  const wanted = magnitude === 0 ? 0 : 1 - Math.floor(Math.log10(magnitude));
  const decimals = value === 0 && !error ? 0 : Math.min(6, Math.max(leastDecimals === 0 ? 0 : 1, wanted));
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** 0.25 as "25 %". */
export function percentText(share: number, decimals: number): string {
  return `${(100 * share).toFixed(decimals)} %`;
}

/** Large counts in short: 1.2M. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
}

export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
