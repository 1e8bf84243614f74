/**
 * Why: all that is asked about the gap between two strategies, one after the other: its split over the groups of levers, the
 * one-at-a-time tornado over every range, and for the ranges that move the gap most their flips, their indices over the whole
 * ranges, and what knowing them first would be worth.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Correlation } from '../parameters/run.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import { attribution, gapHeadline } from './attribution.ts';
import type { AttributionReading } from './attribution.ts';
import { flip } from './flip.ts';
import type { FlipReading } from './flip.ts';
import { valueOfInformation } from './information.ts';
import type { InformationReading } from './information.ts';
import { metricById } from './outcomes.ts';
import type { GapStudy, ParameterRange } from './outcomes.ts';
import { untilPrecise } from './precision.ts';
import type { PreciseReading, Tolerance } from './precision.ts';
import { sensitivity } from './sensitivity.ts';
import type { SensitivityReading } from './sensitivity.ts';
import { evenly, sensitivityStudy } from './sensitivity-study.ts';
import { tornado } from './tornado.ts';
import type { TornadoReading } from './tornado.ts';

export interface WhyStudy extends GapStudy {
  readonly ranges: readonly ParameterRange[];
  /** Futures of each end of the tornado and of each place of a flip, at most those of the run; 8. */
  readonly probeFutures?: number;
  /** How many ranges are looked at closely; 6. */
  readonly closely?: number;
  /** Rows of the sensitivity samples, and futures of each; 64 and 2. */
  readonly rows?: number;
  readonly rowFutures?: number;
  /** Rank correlations of the scenario: where they tie ranges that are looked at closely, there are no Sobol indices. */
  readonly correlations?: readonly Correlation[];
}

/** What is known so far: the split of the gap first, then what moves it and what turns it, each as soon as it is known. */
export interface WhyParts {
  readonly attribution: AttributionReading;
  readonly tornado?: TornadoReading;
  readonly flips?: FlipReading;
  readonly sensitivity?: SensitivityReading;
  /** Null for a metric of which neither more nor less is better. */
  readonly information?: InformationReading | null;
}

export interface WhyReading extends Required<WhyParts> {
  readonly fingerprint: string;
}

/** Share of all the work that the split takes. */
const splitDone = 0.3;

export function* why(study: WhyStudy): Design<WhyReading> {
  return yield* part(whyInParts(study), 0, 1);
}

/** The same, telling what is known of it while the rest is under way. */
export function* whyInParts(study: WhyStudy): Generator<Batch<WhyParts>, WhyReading, readonly Ledgers[]> {
  const split = yield* toldPart(attribution(study), 0, splitDone, (partial) => ({ attribution: partial }));
  return yield* beyond(study, split);
}

/** The gap's futures end when its standard error is small enough; what moves it and what turns it keep their own. */
export function* whyUntilPrecise(study: WhyStudy, tolerance: Tolerance): Design<PreciseReading<WhyReading>> {
  const precise = untilPrecise(attribution(study), gapHeadline, tolerance);
  const { reading, precision } = yield* part(precise, 0, splitDone);
  return { reading: yield* part(beyond(study, reading), 0, 1), precision };
}

/** What is asked of the gap once it is split. */
function* beyond(
  study: WhyStudy,
  split: AttributionReading,
): Generator<Batch<WhyParts>, WhyReading, readonly Ledgers[]> {
  const {
    world,
    strategies,
    run,
    metric,
    ranges,
    probeFutures = 8,
    closely = 6,
    rows = 64,
    rowFutures = 2,
    correlations = [],
  } = study;
  if (ranges.length === 0) throw new Error('what moves the gap is asked of one range or more');
  const gap = { world, strategies, metric };
  const withFutures = (replications: number) => ({
    ...run,
    replications: Math.min(run.replications, replications),
  });
  const bars = yield* part(tornado({ ...gap, run: withFutures(probeFutures), ranges }), splitDone, 0.6, {
    attribution: split,
  });
  const close = bars.bars
    .slice(0, closely)
    .flatMap(({ name }) => ranges.find((range) => range.name === name) ?? []);
  const flips = yield* part(
    flip({ ...gap, run: withFutures(2 * probeFutures), ranges: close, places: 3, rounds: 4 }),
    0.6,
    0.75,
    { attribution: split, tornado: bars },
  );
  const rowsStudy = sensitivityStudy(
    { ...gap, run: withFutures(rowFutures) },
    close.map(evenly),
    rows,
    correlations,
  );
  const indices = yield* part(sensitivity(rowsStudy), 0.75, 1, { attribution: split, tornado: bars, flips });

  const { better } = metricById(metric);
  const sign = better === 'lower' ? -1 : 1;
  const { first, second } = indices.outcomes;
  const information =
    better === 'neither'
      ? null
      : valueOfInformation({
          seed: run.seed,
          inputs: rowsStudy.inputs,
          sample: rowsStudy.sample,
          first: Float64Array.from(first, (value) => sign * value),
          second: Float64Array.from(second, (value) => sign * value),
        });
  const prints = [split, bars, flips, indices, ...(information === null ? [] : [information])].map(
    (one) => one.fingerprint,
  );
  return {
    attribution: split,
    tornado: bars,
    flips,
    sensitivity: indices,
    information,
    fingerprint: fingerprint(
      prints.map((print) => [parseInt(print.slice(0, 8), 16), parseInt(print.slice(8), 16)]),
    ),
  };
}

/** A design as a part of a larger one, from and to a share of it; what is known before it is told as it begins. */
function* part<Reading, Known = never>(
  design: Generator<Batch<unknown>, Reading, readonly Ledgers[]>,
  from: number,
  to: number,
  known?: Known,
): Generator<Batch<Known>, Reading, readonly Ledgers[]> {
  let step = design.next();
  let partial = known;
  while (step.done !== true) {
    const { points, done: share } = step.value;
    const done = from + (to - from) * share;
    step = design.next(yield partial === undefined ? { points, done } : { points, done, partial });
    partial = undefined;
  }
  return step.value;
}

/** The same of a design whose own partial readings are told, in other words. */
function* toldPart<Reading, Told>(
  design: Design<Reading>,
  from: number,
  to: number,
  told: (partial: Reading) => Told,
): Generator<Batch<Told>, Reading, readonly Ledgers[]> {
  let step = design.next();
  while (step.done !== true) {
    const batch = step.value;
    const { points, done: share } = batch;
    const done = from + (to - from) * share;
    const so: Batch<Told> =
      'partial' in batch
        ? {
            points,
            done,
            // Looked at only when somebody asks.
            get partial() {
              const { partial } = batch;
              if (partial === undefined) throw new Error('a design has said that there is a partial reading');
              return told(partial);
            },
          }
        : { points, done };
    step = design.next(yield so);
  }
  return step.value;
}
