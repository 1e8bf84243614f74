import type { Ledger } from '../ledger.ts';
import { survivalCurve, timeToExpansion } from '../metrics/retention.ts';
import { orNull } from '../or-null.ts';
import type { KaplanMeier } from '../statistics/kaplan-meier.ts';

/** Kaplan-Meier curve by months since first payment, all futures pooled; the band is its 95 % interval. */
export interface Curve {
  /** Share without the event after 1, 2, … months. */
  readonly share: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Months until half had the event; null when that lies beyond the horizon. */
  readonly median: number | null;
  readonly medianLow: number | null;
  readonly medianHigh: number | null;
}

const asCurve = ({ survival, low, high, median, medianLow, medianHigh }: KaplanMeier): Curve => ({
  share: [...survival],
  low: [...low],
  high: [...high],
  median: orNull(median),
  medianLow: orNull(medianLow),
  medianHigh: orNull(medianHigh),
});

export const survivalTable = (sum: Ledger): Curve => asCurve(survivalCurve(sum));
export const expansionTable = (sum: Ledger): Curve => asCurve(timeToExpansion(sum));
