import type { CompareReading, MetricReading, SeriesReading } from '../../../simulations/reading.ts';
import { placeRanges } from '../../charts/range.ts';
import type { RangeRow } from '../../charts/range.ts';
import { number, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import type { Format } from '../../format.ts';
import { rowOf } from './metric-rows.ts';

/** Metrics that exist for at least one segment. */
export function segmentMetrics(reading: CompareReading): { readonly id: string; readonly name: string }[] {
  const segments = Object.values(reading.segments);
  return Object.entries(reading.metrics)
    .filter(([id]) => segments.some(({ metrics }) => (metrics[id]?.difference.mean ?? null) !== null))
    .map(([id, { name }]) => ({ id, name }));
}

function parts(reading: CompareReading, metric: string): { name: string; of: MetricReading }[] {
  const whole = reading.metrics[metric];
  if (whole === undefined) return [];
  const inSegments = Object.values(reading.segments).flatMap(({ name, metrics }) => {
    const part = metrics[metric];
    return part === undefined ? [] : [{ name, of: { ...whole, ...part } }];
  });
  return [...inSegments, { name: 'All together', of: whole }];
}

export function segmentRows(reading: CompareReading, metric: string, format: Format): RangeRow[] {
  const all = parts(reading, metric);
  const ranges = placeRanges(all.map(({ of }) => of.difference));
  return all.map(({ name, of }, index) => ({ ...rowOf(metric, of, format), name, place: ranges[index] }));
}

/** Where each strategy is clearly better off. */
export function segmentSummary(rows: readonly RangeRow[], names: readonly string[]): string {
  const segments = rows.slice(0, -1);
  const won = (strategy: number) =>
    segments.filter(({ leader }) => leader === strategy).map(({ name }) => name);
  const said = [0, 1].flatMap((strategy) => {
    const where = won(strategy);
    return where.length === 0 ? [] : [`${names[strategy] ?? ''} is better off in ${where.join(', ')}.`];
  });
  return said.length === 0 ? 'In no segment is one clear of the Monte Carlo error.' : said.join(' ');
}

export function segmentTwin(reading: CompareReading, metric: string, format: Format): Twin {
  return {
    columns: [
      'Segment',
      ...reading.strategies.slice(0, 2),
      'Difference',
      '1 of 10 below',
      '1 of 10 above',
      'Ahead, of 100',
    ],
    rows: parts(reading, metric).map(({ name, of: { unit, perStrategy, difference } }) => [
      words(name),
      ...perStrategy
        .slice(0, 2)
        .map(({ mean, standardError }) => number(mean, format.value(mean, unit, standardError))),
      number(difference.mean, format.difference(difference.mean, unit, difference.standardError)),
      number(difference.p10, format.difference(difference.p10, unit)),
      number(difference.p90, format.difference(difference.p90, unit)),
      number(
        difference.aheadShare === null ? null : 100 * difference.aheadShare,
        difference.aheadShare === null ? '–' : format.outOfHundred(difference.aheadShare),
      ),
    ]),
  };
}

/** What is kept month by month in segments, and one of it for every segment, called by the segment's name. */
export function segmentSeries(
  { segments, segmentSeries: all }: CompareReading,
  charted: string,
): {
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly parts: readonly { readonly id: string; readonly series: SeriesReading }[];
} {
  return {
    choices: Object.entries(Object.values(all)[0] ?? {}).map(([id, { name }]) => ({ id, name })),
    parts: Object.entries(all).flatMap(([id, series]) => {
      const one = series[charted];
      return one === undefined ? [] : [{ id, series: { ...one, name: segments[id]?.name ?? id } }];
    }),
  };
}
