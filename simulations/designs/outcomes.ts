/**
 * Outcomes: numbers read off the ledgers of many arms over the same futures. The part that designs of many arms share; they
 * delegate to it with `yield*`. Futures go by in blocks, all arms of a block side by side, and no batch holds more ledgers
 * than memory bears, however many arms there are.
 */
import { Ledger } from '../ledger.ts';
import type { Metric, MetricContext } from '../metrics/metric.ts';
import { metrics } from '../metrics/registry.ts';
import { isGroup, valueAt, withValueAt } from '../parameters/pointer.ts';
import type { Run } from '../parameters/run.ts';
import type { ResolvedStrategy } from '../parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../parameters/world/world.ts';
import type { Batch, Ledgers, Point } from '../point.ts';
import { layoutOf } from '../layout-of.ts';

/** One world and one strategy. */
export interface Arm {
  readonly world: ResolvedWorld;
  readonly strategy: ResolvedStrategy;
}

/** A number of one future; NaN where it does not exist. */
export type Outcome = (ledger: Ledger, context: MetricContext) => number;

/** What two strategies are asked about: the shape that all studies of a gap share. Plain data. */
export interface GapStudy {
  readonly world: ResolvedWorld;
  /** The first two are held against each other, second minus first. */
  readonly strategies: readonly ResolvedStrategy[];
  readonly run: Run;
  /** Id of the metric; its value over the whole run, or at the last month. */
  readonly metric: string;
}

/** How far a design is: outcomes add to `spent` what they have lived, in replications of one arm. */
export interface Course {
  spent: number;
  planned: number;
}

/** Fixed, so that no result can depend on the machine. */
const chunkReplications = 8;
const mostBatchPoints = 256;
const mostBatchBytes = 64e6;

/** Values [outcome][arm][future] of the futures from `first` to before `end`. */
export function* outcomesOf(
  arms: readonly Arm[],
  run: Run,
  [first, end]: readonly [number, number],
  outcomes: readonly Outcome[],
  course: Course,
): Generator<Batch<never>, readonly (readonly Float64Array[])[], readonly Ledgers[]> {
  const values = outcomes.map(() => arms.map(() => new Float64Array(end - first)));
  const settings = { seed: run.seed, months: run.months, ltvMonths: run.ltvMonths };
  let batch: { readonly arm: number; readonly point: Point }[] = [];
  let bytes = 0;
  for (let firstReplication = first; firstReplication < end; firstReplication += chunkReplications) {
    const replications = Math.min(chunkReplications, end - firstReplication);
    for (let arm = 0; arm < arms.length; arm++) {
      const { world, strategy } = arms[arm] ?? missing(arm);
      const point = { world, strategy, run: settings, firstReplication, replications };
      batch.push({ arm, point });
      bytes += 8 * layoutOf(point).size * replications;
      const isLast = arm === arms.length - 1 && firstReplication + replications >= end;
      if (!isLast && batch.length < mostBatchPoints && bytes < mostBatchBytes) continue;
      const replied = yield {
        points: batch.map((asked) => asked.point),
        done: Math.min(1, course.spent / Math.max(course.planned, 1)),
      };
      batch.forEach(({ arm: asked, point: lived }, index) => {
        record(replied[index], lived, outcomes, (outcome, future, value) => {
          const column = values[outcome]?.[asked];
          if (column !== undefined) column[future - first] = value;
        });
        course.spent += lived.replications;
      });
      batch = [];
      bytes = 0;
    }
  }
  return values;
}

function record(
  ledgers: Ledgers | undefined,
  point: Point,
  outcomes: readonly Outcome[],
  write: (outcome: number, future: number, value: number) => void,
): void {
  if (ledgers === undefined) throw new Error('no ledgers for a point of the batch');
  const layout = layoutOf(point);
  for (let index = 0; index < point.replications; index++) {
    const ledger = new Ledger(layout, ledgers.subarray(index * layout.size, (index + 1) * layout.size));
    outcomes.forEach((outcome, place) =>
      write(place, point.firstReplication + index, outcome(ledger, point)),
    );
  }
}

function missing(arm: number): never {
  throw new Error(`there is no arm number ${arm}`);
}

/** What a metric says of a whole run: its total, or its last month. */
export function outcomeOf(metric: Metric): Outcome {
  const { total, monthly } = metric;
  if (total !== undefined) return total;
  if (monthly === undefined) throw new Error(`metric ${metric.id} has neither months nor a total`);
  return (ledger) => monthly(ledger, ledger.layout.months - 1);
}

export function metricById(id: string, known: readonly Metric[] = metrics): Metric {
  const metric = known.find((each) => each.id === id);
  if (metric === undefined) throw new Error(`there is no metric ${JSON.stringify(id)}`);
  return metric;
}

/** The two strategies that a gap is between. */
export function pairOf({
  strategies,
}: Pick<GapStudy, 'strategies'>): readonly [ResolvedStrategy, ResolvedStrategy] {
  const [first, second] = strategies;
  if (first === undefined || second === undefined)
    throw new Error(`a gap needs two strategies, got ${strategies.length}`);
  return [first, second];
}

/** Numbers that are moved together: JSON Pointers into a study (/world/…, /strategies/0/…) or an arm (/world/…, /strategy/…). */
export interface Movable {
  readonly name: string;
  readonly pointers: readonly string[];
  /** Whether a value takes the place of what stands there (the rule), or is a factor on it. */
  readonly scale?: 'value' | 'factor' | undefined;
}

export interface ParameterRange extends Movable {
  readonly low: number;
  readonly high: number;
}

/** What a study or an arm is made of, with other numbers in it. Where no number stands (an add-on not sold) none is put. */
export function moved<Whole extends object>(
  whole: Whole,
  movables: readonly Movable[],
  values: ArrayLike<number>,
  pinned: readonly string[] = [],
): Whole {
  let changed: unknown = whole;
  let reached = false;
  for (const [index, { pointers, scale }] of movables.entries()) {
    const value = values[index] ?? NaN;
    for (const pointer of pointers) {
      const before = valueAt(changed, pointer);
      if (typeof before !== 'number') continue;
      reached = true;
      if (pinned.includes(pointer)) continue;
      changed = withValueAt(changed, pointer, scale === 'factor' ? before * value : value);
    }
  }
  if (!reached && movables.length > 0) {
    throw new Error(`no number stands at ${movables.flatMap(({ pointers }) => pointers).join(' ')}`);
  }
  if (!hasShapeOf(changed, whole)) throw new Error('a number in place of a number changes no shape');
  return changed;
}

function hasShapeOf<Whole extends object>(changed: unknown, whole: Whole): changed is Whole {
  return isGroup(changed) && Object.keys(changed).length === Object.keys(whole).length;
}

/** Where something movable stands now, if it stands in one place; a factor stands at 1. */
export function standsAt(
  wholes: readonly object[],
  { pointers, scale }: Movable,
  isPinned: (whole: number, pointer: string) => boolean = () => false,
): number | null {
  if (scale === 'factor') return 1;
  const values = wholes.flatMap((whole, index) =>
    pointers.filter((pointer) => !isPinned(index, pointer)).map((pointer) => valueAt(whole, pointer)),
  );
  const [first] = values;
  return typeof first === 'number' && values.every((value) => value === first) ? first : null;
}
