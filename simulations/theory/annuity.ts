/**
 * Money at other times: an effective yearly rate as a monthly one, and what a payment every month is worth today.
 *   d = (1+y)^(1/12) - 1,  v = 1/(1+d),  payments at the start of n months: 1 + v + … + v^(n-1) = (1 - v^n) / (1 - v)
 */
import { power } from '../random/power.ts';

/** Monthly rate that compounds to an effective yearly one. */
export function monthlyRate(yearlyRate: number): number {
  return power(1 + yearlyRate, 1 / 12) - 1;
}

/** Worth today of 1 at the start of each of `payments` months, the first one now. */
export function annuityDue(rate: number, payments: number): number {
  if (rate === 0) return payments;
  return ((1 - power(1 + rate, -payments)) / rate) * (1 + rate);
}

/** Worth today of 1 at the end of each of `payments` months. */
export function ordinaryAnnuity(rate: number, payments: number): number {
  return annuityDue(rate, payments) / (1 + rate);
}

/** Worth today of 1 at the start of every month for ever; infinite at a rate of 0. */
export function perpetuityDue(rate: number): number {
  return rate === 0 ? Infinity : (1 + rate) / rate;
}
