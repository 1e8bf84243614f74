/**
 * Compare: every strategy in the same world with the same luck, and the second against the first future by future.
 * Asks for a small batch first and for larger ones later, so that there is a reading almost at once; the last reading
 * does not depend on how the work was cut, since everything is reduced in the order of the replications.
 */
import { fingerprint } from '../fingerprint.ts';
import { lifetimeUnitOf } from '../layout-of.ts';
import { ledgerLayout } from '../ledger.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import { orNull } from '../or-null.ts';
import { isGroup, withValueAt } from '../parameters/pointer.ts';
import type { Run } from '../parameters/run.ts';
import type { ResolvedStrategy } from '../parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../parameters/world/world.ts';
import type { Design, Point } from '../point.ts';
import type {
  CompareReading,
  Difference,
  DifferenceSeries,
  MetricReading,
  SegmentReading,
  SeriesReading,
  Spread,
  SpreadSeries,
} from '../reading.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import type { PairedDifference } from '../statistics/paired-difference.ts';
import { spread } from '../statistics/spread.ts';
import type { SpreadNumbers } from '../statistics/spread.ts';
import { tablesOf } from '../tables/tables.ts';
import { engineVersion } from '../version.ts';
import { batchSizes } from './batch-sizes.ts';
import { MetricStore, metricStoreBytes } from './metric-store.ts';

/** What is compared: one world, two or more strategies, run settings. Plain data: crosses a worker border. */
export interface CompareStudy {
  readonly world: ResolvedWorld;
  readonly strategies: readonly ResolvedStrategy[];
  readonly run: Run;
  /** Draws of the parameters that are distributions; absent when all are plain numbers. */
  readonly draws?: ParameterDraws;
}

export interface ParameterDraws {
  /** JSON Pointers into the study. */
  readonly pointers: readonly string[];
  /** Values of the first replication in the order of the pointers, then of the second, and so on. */
  readonly values: Float64Array;
}

/**
 * Replications of one strategy that are simulated in one piece, fewer in a small batch so that all workers have something to
 * do; fixed, so that no result can depend on the machine.
 */
const chunkReplications = 8;
const chunksOfBatch = 4;
const firstBatchFutures = 4;
/** No batch is larger than so many futures, or this share of a long run, nor its ledgers than so many bytes. */
const largestBatchFutures = 32;
const largestBatchShare = 0.125;
const largestBatchBytes = 128e6;
const sampledFutures = 20;

/** Asked after every batch, with any metric as the futures so far show it: whether they are enough. */
export type IsEnough = (metricNow: (id: string) => MetricReading | undefined) => boolean;

/** `isEnough` may end the run before its last future: the reading is then that of a run of the length it took. */
export function* compare(
  study: CompareStudy,
  metrics: readonly Metric[] = allMetrics,
  isEnough: IsEnough = () => false,
): Design<CompareReading> {
  const { world, strategies, run } = study;
  if (strategies.length < 2)
    throw new Error(`a comparison needs two strategies or more, got ${strategies.length}`);
  const layouts = strategies.map(({ ladder }) =>
    ledgerLayout(run.months, world.segments.length, ladder.tiers.length),
  );
  const stores = layouts.map((layout) => new MetricStore(metrics, layout, run.replications));

  const futureBytes = layouts.reduce((sum, { size }) => sum + 8 * size, 0);
  const most = Math.max(
    firstBatchFutures,
    Math.floor(
      Math.min(
        Math.max(largestBatchFutures, run.replications * largestBatchShare),
        largestBatchBytes / futureBytes,
      ),
    ),
  );
  // Other metrics than the registry's (in tests) are read where the design runs.
  const measured = metrics === allMetrics;
  let done = 0;
  for (const size of batchSizes(run.replications, firstBatchFutures, most)) {
    const points = pointsOf(study, done, done + size, measured);
    const replied = yield done === 0 ? { points, done: 0 } : batchAfter(points, done);
    points.forEach((point, index) => {
      const ledgers = replied[index];
      if (ledgers === undefined) throw new Error(`no ledgers for point ${index} of the batch`);
      stores[index % strategies.length]?.record(ledgers, point.firstReplication, point.replications, point);
    });
    done += size;
    if (isEnough(metricNow)) break;
  }
  return reading(done);

  function metricNow(id: string): MetricReading | undefined {
    const index = metrics.findIndex((metric) => metric.id === id);
    const metric = metrics[index];
    return metric && metricReading(metric, index, stores, done, new Float64Array(done));
  }

  /** The reading is worked out only when somebody looks at it, by when the engine has long given out the next chunks. */
  function batchAfter(points: readonly Point[], futures: number) {
    return {
      points,
      done: futures / run.replications,
      get partial() {
        return reading(futures);
      },
    };
  }

  function reading(futures: number): CompareReading {
    return readingOf(study, metrics, stores, futures);
  }
}

/**
 * Chunks of the replications from `first` to before `end`, the strategies of each side by side. Replications whose
 * parameters are drawn are chunks of their own.
 */
function pointsOf(study: CompareStudy, first: number, end: number, measured: boolean): readonly Point[] {
  const { run, draws } = study;
  const points: Point[] = [];
  const share = Math.ceil((end - first) / chunksOfBatch);
  const length = draws === undefined ? Math.min(chunkReplications, share) : 1;
  for (let firstReplication = first; firstReplication < end; firstReplication += length) {
    const replications = Math.min(length, end - firstReplication);
    const { world, strategies } = draws === undefined ? study : drawn(study, draws, firstReplication);
    strategies.forEach((strategy, index) => {
      const point = { world, strategy, run, firstReplication, replications, measured };
      const asked = draws === undefined ? undefined : study.strategies[index];
      points.push(asked === undefined ? point : { ...point, lifetimeUnit: lifetimeUnitOf(asked) });
    });
  }
  return points;
}

type Parts = Pick<CompareStudy, 'world' | 'strategies'>;

/** World and strategies with one replication's draws in place. */
function drawn(
  { world, strategies }: CompareStudy,
  { pointers, values }: ParameterDraws,
  replication: number,
): Parts {
  let parts: unknown = { world, strategies };
  pointers.forEach((pointer, index) => {
    parts = withValueAt(parts, pointer, values[replication * pointers.length + index]);
  });
  if (!isParts(parts)) throw new Error(`a draw points nowhere: ${pointers.join(' ')}`);
  return parts;
}

/** A number in place of a number changes no shape. */
function isParts(value: unknown): value is Parts {
  return isGroup(value);
}

function readingOf(
  { world, strategies, run }: CompareStudy,
  metrics: readonly Metric[],
  stores: readonly MetricStore[],
  futures: number,
): CompareReading {
  const scratch = new Float64Array(futures);
  const readings = new Map<string, MetricReading>();
  const series = new Map<string, SeriesReading>();
  metrics.forEach((metric, index) => {
    const { id, name, unit, better, formula } = metric;
    const about = { name, unit, better, formula };
    readings.set(id, metricReading(metric, index, stores, futures, scratch));
    if (metric.monthly === undefined) return;
    series.set(id, {
      ...about,
      ...seriesOf(better, (store, month) => store.inMonth(index, month, futures) ?? new Float64Array()),
    });
  });
  const numbers = {
    months: run.months,
    replications: futures,
    metrics: Object.fromEntries(readings),
    series: Object.fromEntries(series),
    segments: Object.fromEntries(
      world.segments.map(({ id, name }, segment) => [id, { name, metrics: ofSegment(segment) }]),
    ),
    tables: stores.map((store, index) => tablesOf(store.sum(), futures, contextOf(index))),
  };
  return {
    engine: engineVersion,
    seed: run.seed,
    plannedReplications: run.replications,
    currency: world.currency,
    strategies: strategies.map(({ name }) => name),
    ...numbers,
    fingerprint: fingerprint(numbers),
    segmentSeries: Object.fromEntries(
      world.segments.map(({ id }, segment) => [id, seriesOfSegment(segment)]),
    ),
  };

  function seriesOf(
    better: Metric['better'],
    valuesIn: (store: MetricStore, month: number) => Float64Array,
  ): Pick<SeriesReading, 'perStrategy' | 'difference' | 'samples'> {
    const months = stores.map((store) =>
      Array.from({ length: run.months }, (_, month) => valuesIn(store, month)),
    );
    const pairs = Array.from({ length: run.months }, (_, month) =>
      differenceOf(
        months.map((values) => values[month] ?? new Float64Array()),
        scratch,
      ),
    );
    return {
      perStrategy: months.map((values) => spreadSeries(values.map((value) => spreadOf(value, scratch)))),
      difference: differenceSeries(pairs, better),
      samples: months.map((values) => samplesOf(values, Math.min(futures, sampledFutures))),
    };
  }

  function seriesOfSegment(segment: number): Readonly<Record<string, SeriesReading>> {
    return Object.fromEntries(
      metrics.flatMap(({ id, name, unit, better, formula, inSegments }, index) =>
        inSegments === true
          ? [
              [
                id,
                {
                  ...{ name, unit, better, formula },
                  ...seriesOf(better, (store, month) => store.segmentInMonth(segment, index, month, futures)),
                },
              ],
            ]
          : [],
      ),
    );
  }

  function ofSegment(segment: number): SegmentReading['metrics'] {
    return Object.fromEntries(
      metrics.map(({ id, better, orNever }, index) => {
        const totals = stores.map((store) => store.segmentTotal(segment, index, futures));
        const perStrategy = totals.map((values) => spreadReading(spreadOf(values, scratch)));
        return [
          id,
          { perStrategy, difference: differenceReading(differenceOf(totals, scratch, orNever), better) },
        ];
      }),
    );
  }

  function contextOf(index: number): { readonly strategy: ResolvedStrategy } {
    const strategy = strategies[index];
    if (strategy === undefined) throw new Error(`there is no strategy ${index}`);
    return { strategy };
  }
}

/** A metric over the whole run. */
function metricReading(
  { name, unit, better, formula, orNever }: Metric,
  index: number,
  stores: readonly MetricStore[],
  futures: number,
  scratch: Float64Array,
): MetricReading {
  const totals = stores.map((store) => store.total(index, futures));
  return {
    name,
    unit,
    better,
    formula,
    perStrategy: totals.map((values) => spreadReading(spreadOf(values, scratch))),
    difference: differenceReading(differenceOf(totals, scratch, orNever), better),
  };
}

/** Spread over the futures in which the value exists. */
export function spreadOf(values: Float64Array, scratch: Float64Array): SpreadNumbers {
  let count = 0;
  for (let future = 0; future < values.length; future++) {
    const value = values[future] ?? NaN;
    if (value === value) scratch[count++] = value;
  }
  return spread(scratch, count);
}

/** Second strategy against the first. */
function differenceOf(
  [first, second]: readonly Float64Array[],
  scratch: Float64Array,
  nanIsNever = false,
): PairedDifference {
  if (first === undefined || second === undefined) throw new Error('a difference needs two strategies');
  return pairedDifference(first, second, scratch, nanIsNever);
}

export function spreadReading(numbers: SpreadNumbers): Spread {
  return {
    mean: orNull(numbers.mean),
    standardError: orNull(numbers.standardError),
    p5: orNull(numbers.p5),
    p10: orNull(numbers.p10),
    p25: orNull(numbers.p25),
    p50: orNull(numbers.p50),
    p75: orNull(numbers.p75),
    p90: orNull(numbers.p90),
    p95: orNull(numbers.p95),
    futures: numbers.futures,
  };
}

export function differenceReading(numbers: PairedDifference, better: Metric['better']): Difference {
  return {
    ...spreadReading(numbers),
    low: orNull(numbers.low),
    high: orNull(numbers.high),
    ...(numbers.compared > numbers.futures ? { compared: numbers.compared } : {}),
    aheadShare: orNull(aheadShare(numbers, better)),
    tiedShare: orNull(numbers.tiedShare),
  };
}

function aheadShare(numbers: PairedDifference, better: Metric['better']): number {
  return better === 'lower' ? numbers.belowShare : numbers.aboveShare;
}

function spreadSeries(months: readonly SpreadNumbers[]): SpreadSeries {
  const column = (key: keyof SpreadNumbers) => months.map((numbers) => orNull(numbers[key]));
  return {
    mean: column('mean'),
    standardError: column('standardError'),
    p2_5: column('p2_5'),
    p5: column('p5'),
    p10: column('p10'),
    p25: column('p25'),
    p50: column('p50'),
    p75: column('p75'),
    p90: column('p90'),
    p95: column('p95'),
    p97_5: column('p97_5'),
  };
}

function differenceSeries(months: readonly PairedDifference[], better: Metric['better']): DifferenceSeries {
  return {
    ...spreadSeries(months),
    low: months.map(({ low }) => orNull(low)),
    high: months.map(({ high }) => orNull(high)),
    aheadShare: months.map((numbers) => orNull(aheadShare(numbers, better))),
  };
}

/** Single futures: [future][month]. */
function samplesOf(
  months: readonly Float64Array[],
  futures: number,
): readonly (readonly (number | null)[])[] {
  return Array.from({ length: futures }, (_, future) =>
    months.map((values) => orNull(values[future] ?? NaN)),
  );
}

/** Bytes that a comparison keeps while it runs. */
export function compareBytes(
  { world, strategies, run }: CompareStudy,
  metrics: readonly Metric[] = allMetrics,
): number {
  return strategies.reduce((sum, { ladder }) => {
    const layout = ledgerLayout(run.months, world.segments.length, ladder.tiers.length);
    return sum + metricStoreBytes(metrics, layout, run.replications);
  }, 0);
}
