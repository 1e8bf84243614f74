// Of d3 only what needs no scale: this file comes with the page's first load.
import { nice } from 'd3';
import type {
  Difference,
  DifferenceSeries,
  SeriesReading,
  SpreadSeries,
  Unit,
} from '../../simulations/reading.ts';

/** Ends of an axis. */
export interface Domain {
  readonly low: number;
  readonly high: number;
}

export interface SeriesDomains {
  readonly levels: Domain;
  readonly difference: Domain;
}

/** Amounts are read against zero; shares and indices against each other. */
function startsAtZero(unit: Unit): boolean {
  return unit === 'money' || unit === 'count' || unit === 'months';
}

/** Lowest and highest end of the widest bands, or undefined where no month has a value. */
export function extentOf(spreads: readonly SpreadSeries[]): Domain | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const spread of spreads) {
    for (const value of spread.p2_5) if (value !== null && value < low) low = value;
    for (const value of spread.p97_5) if (value !== null && value > high) high = value;
  }
  return low <= high ? { low, high } : undefined;
}

/** The axis of a series by its logarithm; undefined where some of it is nothing or less, or hardly moves. */
export function logarithmicDomain({ perStrategy, unit }: SeriesReading): Domain | undefined {
  const extent = unit === 'money' || unit === 'count' ? extentOf(perStrategy) : undefined;
  if (extent === undefined || extent.low <= 0 || extent.high < 2 * extent.low) return undefined;
  const room = (extent.high / extent.low) ** 0.05;
  return { low: extent.low / room, high: extent.high * room };
}

function niceDomain({ low, high }: Domain): Domain {
  const room = low === high ? Math.max(Math.abs(low), 1) * 0.1 : 0;
  const [niceLow, niceHigh] = nice(low - room, high + room, 4);
  return { low: niceLow, high: niceHigh };
}

/**
 * The axis for an extent. Within a run it only grows, so that nothing jumps while bands sharpen. A new run keeps the
 * axis of the last one as long as its bands fill at least half of it.
 */
export function settleDomain(wanted: Domain, previous: Domain | undefined, sameRun: boolean): Domain {
  const fitted = niceDomain(wanted);
  if (previous === undefined) return fitted;
  const fits = wanted.low >= previous.low && wanted.high <= previous.high;
  if (fits && (sameRun || wanted.high - wanted.low >= (previous.high - previous.low) / 2)) return previous;
  if (!sameRun) return fitted;
  return niceDomain({ low: Math.min(wanted.low, previous.low), high: Math.max(wanted.high, previous.high) });
}

export function settleDomains(
  series: SeriesReading,
  previous: SeriesDomains | undefined,
  sameRun: boolean,
): SeriesDomains {
  const levels = extentOf(series.perStrategy) ?? { low: 0, high: 1 };
  const anchored = startsAtZero(series.unit)
    ? { low: Math.min(0, levels.low), high: Math.max(0, levels.high) }
    : levels;
  const difference = extentOf([series.difference satisfies DifferenceSeries]) ?? { low: 0, high: 0 };
  const aroundZero = { low: Math.min(0, difference.low), high: Math.max(0, difference.high) };
  return {
    levels: settleDomain(anchored, previous?.levels, sameRun),
    difference: settleDomain(aroundZero, previous?.difference, sameRun),
  };
}

/** The axis of one difference, its nine futures in ten and zero. */
export function stripDomain(difference: Difference, previous: Domain | undefined, sameRun: boolean): Domain {
  const { p5, p95 } = difference;
  const wanted = { low: Math.min(0, p5 ?? 0), high: Math.max(0, p95 ?? 0) };
  return settleDomain(wanted, previous, sameRun);
}
