import type {
  Better,
  CompareReading,
  Difference,
  DifferenceSeries,
  MetricReading,
  SeriesReading,
  Spread,
  SpreadSeries,
  Unit,
} from '../../simulations/reading.ts';

/** Readings for tests of what the page makes of them: numbers chosen by hand, no simulation. */

function madeUpSpread(mean: number, deviation: number, futures: number): Spread {
  return {
    mean,
    standardError: deviation / Math.sqrt(futures),
    p5: mean - 1.645 * deviation,
    p10: mean - 1.282 * deviation,
    p25: mean - 0.674 * deviation,
    p50: mean,
    p75: mean + 0.674 * deviation,
    p90: mean + 1.282 * deviation,
    p95: mean + 1.645 * deviation,
    futures,
  };
}

export function madeUpDifference(
  mean: number,
  deviation: number,
  futures: number,
  aheadShare: number,
): Difference {
  const spread = madeUpSpread(mean, deviation, futures);
  const error = 1.96 * (spread.standardError ?? 0);
  const tiedShare = mean === 0 && deviation === 0 ? 1 : 0;
  return { ...spread, low: mean - error, high: mean + error, aheadShare, tiedShare };
}

export function madeUpMetric(
  difference: Difference,
  unit: Unit = 'money',
  better: Better = 'higher',
): MetricReading {
  const futures = difference.futures;
  return {
    name: 'Contribution',
    unit,
    better,
    formula: 'revenue - costs',
    perStrategy: [madeUpSpread(1e6, 2e5, futures), madeUpSpread(1e6 + (difference.mean ?? 0), 2e5, futures)],
    difference,
  };
}

/** A spread whose median by month is given; null months have no value. */
export function madeUpSeriesSpread(medians: readonly (number | null)[], deviation: number): SpreadSeries {
  const shifted = (by: number) => medians.map((median) => (median === null ? null : median + by * deviation));
  return {
    mean: shifted(0),
    standardError: medians.map((median) => (median === null ? null : deviation / 10)),
    p2_5: shifted(-1.96),
    p5: shifted(-1.645),
    p10: shifted(-1.282),
    p25: shifted(-0.674),
    p50: shifted(0),
    p75: shifted(0.674),
    p90: shifted(1.282),
    p95: shifted(1.645),
    p97_5: shifted(1.96),
  };
}

export function madeUpSeries(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
  deviation: number,
  { unit = 'money', better = 'higher' }: { readonly unit?: Unit; readonly better?: Better } = {},
): SeriesReading {
  const gaps = first.map((value, month) => {
    const other = second[month] ?? null;
    return value === null || other === null ? null : other - value;
  });
  const spread = madeUpSeriesSpread(gaps, deviation / 2);
  const difference: DifferenceSeries = {
    ...spread,
    low: spread.p2_5,
    high: spread.p97_5,
    aheadShare: gaps.map((gap) => (gap === null ? null : gap > 0 === (better === 'higher') ? 0.8 : 0.2)),
  };
  return {
    name: 'MRR',
    unit,
    better,
    formula: 'monthly recurring revenue',
    perStrategy: [madeUpSeriesSpread(first, deviation), madeUpSeriesSpread(second, deviation)],
    difference,
    samples: [[first], [second]],
  };
}

export function madeUpReading(parts: Partial<CompareReading> = {}): CompareReading {
  return {
    engine: 'made up',
    seed: 'test',
    months: 60,
    replications: 1000,
    plannedReplications: 1000,
    currency: 'EUR',
    strategies: ['Acquisition-heavy', 'Expansion-heavy'],
    metrics: { discountedContribution: madeUpMetric(madeUpDifference(9e5, 5.8e5, 1000, 0.93)) },
    series: { mrr: madeUpSeries([100, 200, 300], [90, 210, 360], 20) },
    segments: {},
    tables: [],
    fingerprint: 'none',
    segmentSeries: {},
    ...parts,
  };
}
