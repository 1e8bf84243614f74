import type { SeriesReading, SpreadSeries } from '../../simulations/reading.ts';
import { quantileErrorOf } from '../format.ts';
import type { Format } from '../format.ts';
import { number, words } from './twin.ts';
import type { Twin, TwinCell } from './twin.ts';

/** What a chart says about one month, in text: tooltip, spoken value and table row are the same words. */
export interface Readout {
  readonly strategies: readonly { readonly middle: string; readonly range: string }[];
  readonly difference: { readonly middle: string; readonly range: string; readonly ahead: string };
}

export function readoutAt(series: SeriesReading, month: number, format: Format): Readout {
  const at = month - 1;
  const { unit, difference } = series;
  const share = difference.aheadShare[at] ?? null;
  return {
    strategies: series.perStrategy.map((spread) => ({
      middle: format.value(spread.p50[at] ?? null, unit, errorAt(spread, at, 'p50')),
      range: rangeText(
        format.value(spread.p10[at] ?? null, unit, errorAt(spread, at, 'p10')),
        format.value(spread.p90[at] ?? null, unit, errorAt(spread, at, 'p90')),
      ),
    })),
    difference: {
      middle: format.difference(difference.p50[at] ?? null, unit, errorAt(difference, at, 'p50')),
      range: rangeText(
        format.difference(difference.p10[at] ?? null, unit, errorAt(difference, at, 'p10')),
        format.difference(difference.p90[at] ?? null, unit, errorAt(difference, at, 'p90')),
      ),
      ahead: share === null || series.better === 'neither' ? '–' : format.outOfHundred(share),
    },
  };
}

/** Every month as a row: the middle future of each strategy and of the difference, and where 8 of 10 lie. */
export function seriesTwin(series: SeriesReading, names: readonly string[], format: Format): Twin {
  const { perStrategy, difference } = series;
  const cells = (
    spread: SpreadSeries,
    at: number,
    said: (value: number | null, quantile: 'p10' | 'p50' | 'p90') => string,
  ): TwinCell[] =>
    (['p50', 'p10', 'p90'] as const).map((quantile) => {
      const value = spread[quantile][at] ?? null;
      return number(value, said(value, quantile));
    });
  return {
    columns: [
      'Month',
      ...names.flatMap((name) => [name, `${name}, 1 of 10 below`, `${name}, 1 of 10 above`]),
      'Difference',
      'Difference, 1 of 10 below',
      'Difference, 1 of 10 above',
      `${names[1] ?? ''} ahead, of 100`,
    ],
    rows: difference.p50.map((_, at) => {
      const share = difference.aheadShare[at] ?? null;
      const ahead = series.better === 'neither' || share === null ? '–' : format.outOfHundred(share);
      return [
        words(String(at + 1)),
        ...perStrategy.flatMap((spread) =>
          cells(spread, at, (value, quantile) =>
            format.value(value, series.unit, errorAt(spread, at, quantile)),
          ),
        ),
        ...cells(difference, at, (value, quantile) =>
          format.difference(value, series.unit, errorAt(difference, at, quantile)),
        ),
        number(ahead === '–' || share === null ? null : 100 * share, ahead),
      ];
    }),
  };
}

function errorAt(spread: SpreadSeries, at: number, quantile: 'p10' | 'p50' | 'p90'): number | null {
  return quantileErrorOf(spread.standardError[at] ?? null, quantile);
}

function rangeText(low: string, high: string): string {
  return low === '–' || high === '–' ? '–' : `${low} to ${high}`;
}

/** One sentence per chart, generated from its numbers: where it ends, and when the order changes for good. */
export function summaryOf(series: SeriesReading, names: readonly string[], format: Format): string {
  const last = lastMonth(series);
  if (last === undefined) return 'No month of this horizon has a value.';
  const readout = readoutAt(series, last, format);
  const middles = series.perStrategy.map((_, strategy) => readout.strategies[strategy]?.middle ?? '');
  const said = middles.map((middle, strategy) => `${names[strategy] ?? ''} ${middle}`).join(', ');
  // What reads alike has no winner: a single month may turn on one customer.
  const order =
    middles.length > 1 && middles.every((middle) => middle === middles[0])
      ? 'They end level.'
      : orderText(series, names, last, format);
  return `Middle future in month ${format.count(last)}: ${said}. ${order}`.trim();
}

function lastMonth(series: SeriesReading): number | undefined {
  const index = series.perStrategy[0]?.p50.findLastIndex((value) => value !== null) ?? -1;
  return index < 0 ? undefined : index + 1;
}

/** A strategy leads a month when it is ahead in more than half of the futures. */
function orderText(series: SeriesReading, names: readonly string[], last: number, format: Format): string {
  const { better, difference } = series;
  if (better === 'neither') return '';
  const leaderAt = (month: number): number | undefined => {
    const middle = difference.p50[month - 1] ?? null;
    if (middle === null || middle === 0) return undefined;
    return middle > 0 === (better === 'higher') ? 1 : 0;
  };
  const leader = leaderAt(last);
  if (leader === undefined) return 'They end level.';
  let since = last;
  while (since > 1 && leaderAt(since - 1) === leader) since--;
  const name = names[leader] ?? '';
  const first = difference.p50.findIndex((value) => value !== null) + 1;
  // A lead that has only just changed hands is no trend.
  if (since > first && last - since < last / 10) return `The lead changes hands; ${name} ends ahead.`;
  return since <= first
    ? `${name} is ahead all along.`
    : `${name} is ahead from month ${format.count(since)} on.`;
}
