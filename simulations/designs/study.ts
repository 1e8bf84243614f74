/**
 * Trials: the same futures lived under several variants of a study, with a few numbers kept of each future. What sweep,
 * gate, line, find and the split of luck and ignorance share: they delegate to `liveTrials` with `yield*` and read the
 * columns. Variants meet the same luck, and the same draws of whatever is uncertain.
 */
import { Ledger } from '../ledger.ts';
import type { Metric, MetricContext } from '../metrics/metric.ts';
import { isGroup, valueAt, withValueAt } from '../parameters/pointer.ts';
import type { Batch, Ledgers, Point } from '../point.ts';
import { layoutOf } from '../layout-of.ts';
import { batchSizes } from './batch-sizes.ts';
import type { CompareStudy } from './compare.ts';

/** World and strategies, all parameters drawn. */
export type Parts = Pick<CompareStudy, 'world' | 'strategies'>;

/** A variant: one strategy of the study, in a study changed. */
export interface Trial {
  readonly strategy: number;
  readonly change?: (parts: Parts) => Parts;
}

/** What is kept of a future: so many numbers, NaN where one does not exist. */
export interface Probe {
  readonly width: number;
  /** Writes `width` numbers into `out`. */
  read(ledger: Ledger, context: MetricContext, out: Float64Array): void;
}

/** Numbers of many futures: for each trial and each of the probe's numbers a column over the futures. */
export class TrialValues {
  readonly futures: number;
  readonly width: number;
  readonly #trials: readonly Float64Array[];

  constructor(trials: number, width: number, futures: number) {
    this.futures = futures;
    this.width = width;
    this.#trials = Array.from({ length: trials }, () => new Float64Array(width * futures).fill(NaN));
  }

  /** The first `count` futures; a view, not a copy. */
  column(trial: number, number = 0, count: number = this.futures): Float64Array {
    const values = this.#trials[trial];
    if (values === undefined || number >= this.width)
      throw new Error(`no number ${number} of trial ${trial}`);
    return values.subarray(number * this.futures, number * this.futures + count);
  }

  record(trial: number, future: number, numbers: Float64Array): void {
    const values = this.#trials[trial];
    if (values === undefined) throw new Error(`there is no trial ${trial}`);
    for (let number = 0; number < this.width; number++) {
      // Adding 0 turns -0 into 0, so that a result survives being written as text bit for bit.
      values[number * this.futures + future] = checked(numbers[number] ?? NaN) + 0;
    }
  }
}

function checked(value: number): number {
  if (value === Infinity || value === -Infinity)
    throw new Error(`a number of a future is finite or NaN, got ${value}`);
  return value;
}

export interface Span<Reading> {
  /** Futures from `first` to before `end`; recorded at their index less `offset`. */
  readonly first: number;
  readonly end: number;
  readonly offset?: number;
  /** Shares of the whole design between which this work lies. */
  readonly from?: number;
  readonly to?: number;
  /** Reading of the futures up to `end`, for whoever looks at it while the next are simulated. */
  readonly partial?: (end: number) => Reading;
  /** A reading that these futures do not change: they are then lived in as few batches as memory allows. */
  readonly standing?: () => Reading;
}

/** Replications of one variant that are simulated in one piece; fixed, so that no result can depend on the machine. */
const chunkReplications = 8;
const largestBatchShare = 0.25;
const largestBatchBytes = 128e6;

/** Lives the trials' futures into `values`. */
export function* liveTrials<Reading>(
  study: CompareStudy,
  trials: readonly Trial[],
  probe: Probe,
  values: TrialValues,
  { first, end, offset = 0, from = 0, to = 1, partial, standing }: Span<Reading>,
): Generator<Batch<Reading>, void, readonly Ledgers[]> {
  const chunks = Math.ceil((end - first) / chunkReplications);
  const chunkBytes = trials.length * chunkReplications * 8 * largestLedger(study);
  const share = standing === undefined ? largestBatchShare : 1;
  const bearable = Math.floor(largestBatchBytes / Math.max(1, chunkBytes));
  const most = Math.max(1, Math.min(Math.floor(chunks * share), bearable));
  const numbers = new Float64Array(probe.width);
  let begun = first;
  for (const size of batchSizes(chunks, standing === undefined ? 1 : most, most)) {
    const next = Math.min(end, begun + size * chunkReplications);
    const work = workOf(study, trials, begun, next);
    const done = from + ((to - from) * (begun - first)) / (end - first);
    const replied = yield batchOf(
      work.map(({ point }) => point),
      done,
      standing ?? (partial === undefined || begun === first ? undefined : partialAt(partial, begun)),
    );
    work.forEach(({ trial, point }, index) => {
      const ledgers = replied[index];
      if (ledgers === undefined) throw new Error(`no ledgers for point ${index} of the batch`);
      const layout = layoutOf(point);
      for (let each = 0; each < point.replications; each++) {
        const ledger = new Ledger(layout, ledgers.subarray(each * layout.size, (each + 1) * layout.size));
        probe.read(ledger, point, numbers);
        values.record(trial, point.firstReplication + each - offset, numbers);
      }
    });
    begun = next;
  }
}

function partialAt<Reading>(partial: (end: number) => Reading, end: number): () => Reading {
  return () => partial(end);
}

/** The reading is worked out only when somebody looks at it. */
function batchOf<Reading>(
  points: readonly Point[],
  done: number,
  said: (() => Reading) | undefined,
): Batch<Reading> {
  if (said === undefined) return { points, done };
  return {
    points,
    done,
    get partial() {
      return said();
    },
  };
}

function largestLedger(study: CompareStudy): number {
  const { world, strategies, run } = study;
  return Math.max(0, ...strategies.map((strategy) => layoutOf({ world, strategy, run }).size));
}

/** Chunks of the futures, the trials of each side by side; where parameters are drawn a future is a chunk of its own. */
function workOf(study: CompareStudy, trials: readonly Trial[], first: number, end: number) {
  const { run, draws } = study;
  const work: { readonly trial: number; readonly point: Point }[] = [];
  const fixed = draws === undefined ? trials.map((trial) => variantOf(study, trial)) : [];
  const length = draws === undefined ? chunkReplications : 1;
  for (let firstReplication = first; firstReplication < end; firstReplication += length) {
    const replications = Math.min(length, end - firstReplication);
    const parts = draws === undefined ? study : partsAt(study, firstReplication);
    trials.forEach((each, trial) => {
      const { world, strategy } = fixed[trial] ?? variantOf(parts, each);
      work.push({ trial, point: { world, strategy, run, firstReplication, replications } });
    });
  }
  return work;
}

/** World and strategy of a trial. */
export function variantOf(
  parts: Parts,
  { strategy: index, change }: Trial,
): Pick<Point, 'world' | 'strategy'> {
  const { world, strategies } = change === undefined ? parts : change(parts);
  const strategy = strategies[index];
  if (strategy === undefined)
    throw new Error(`the study has ${strategies.length} strategies, there is no number ${index}`);
  return { world, strategy };
}

/** World and strategies with one replication's draws in place. */
export function partsAt({ world, strategies, draws }: CompareStudy, replication: number): Parts {
  if (draws === undefined) return { world, strategies };
  const { pointers, values } = draws;
  return pointers.reduce<Parts>(
    (parts, pointer, index) =>
      withValue(parts, pointer, values[replication * pointers.length + index] ?? NaN),
    { world, strategies },
  );
}

/** Puts one value at every pointer. A limit may be null: none. */
export function settingOf(pointers: readonly string[], value: number | null): (parts: Parts) => Parts {
  return (parts) => pointers.reduce<Parts>((changed, pointer) => withValue(changed, pointer, value), parts);
}

/** One change after another. */
export function inTurn(changes: readonly ((parts: Parts) => Parts)[]): (parts: Parts) => Parts {
  return (parts) => changes.reduce((changed, change) => change(changed), parts);
}

function withValue(parts: Parts, pointer: string, value: number | null): Parts {
  numberAt(parts, pointer);
  const changed = withValueAt(parts, pointer, value);
  if (!isParts(changed)) throw new Error(`nothing to change at ${pointer}`);
  return changed;
}

/** The number, or "no limit", at a pointer into the study. */
export function numberAt(parts: Parts, pointer: string): number | null {
  const present = valueAt(parts, pointer);
  if (typeof present !== 'number' && present !== null) throw new Error(`no number at ${pointer}`);
  return present;
}

/** A number in place of a number changes no shape. */
function isParts(value: unknown): value is Parts {
  return isGroup(value);
}

/** What is asked about when no metric is named. */
export const defaultMetric = 'contribution';

export function metricOf(id: string, metrics: readonly Metric[]): Metric {
  const metric = metrics.find((each) => each.id === id);
  if (metric === undefined) throw new Error(`there is no metric ${id}`);
  return metric;
}

/** A metric's value over the whole run; without one of its own, that of the last month. */
export function totalOf(metric: Metric, ledger: Ledger, context: MetricContext): number {
  if (metric.total !== undefined) return metric.total(ledger, context);
  if (metric.monthly === undefined) return NaN;
  const last = context.run.months - 1;
  if (metric.cumulates !== true) return metric.monthly(ledger, last);
  let sum = 0;
  for (let month = 0; month <= last; month++) sum += metric.monthly(ledger, month);
  return sum;
}

/** Totals of several metrics. */
export function totalsProbe(metrics: readonly Metric[]): Probe {
  return {
    width: metrics.length,
    read(ledger, context, out) {
      metrics.forEach((metric, index) => {
        out[index] = totalOf(metric, ledger, context);
      });
    },
  };
}
