/**
 * Sensitivity over whole ranges: Sobol first-order and total indices (statistics/sobol-indices.ts) of each strategy's outcome
 * and of the gap, from Saltelli's design on common luck: every row lives the same futures, so an outcome is a function of its
 * parameters alone. Where inputs are tied together those indices mean nothing and are left out; rank correlations remain.
 * The rows are worked out by `sensitivityStudy` (sensitivity-study.ts), so that the study is plain data.
 */
import { fingerprint } from '../fingerprint.ts';
import { orNull } from '../or-null.ts';
import type { Design } from '../point.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import type { Unit } from '../reading.ts';
import { partialRankCorrelations, spearman } from '../statistics/rank-correlation.ts';
import { BootstrapRows } from '../statistics/bootstrap.ts';
import { sobolIndices } from '../statistics/sobol-indices.ts';
import type { Index } from '../statistics/sobol-indices.ts';
import { quantile } from '../statistics/quantile.ts';
import { engineVersion } from '../version.ts';
import { metricById, moved, outcomeOf, outcomesOf, pairOf } from './outcomes.ts';
import type { Arm, GapStudy, Movable } from './outcomes.ts';

export interface SensitivityStudy extends GapStudy {
  readonly inputs: readonly Movable[];
  /** Rows of the two samples, values of the first row in the order of the inputs, then of the second, and so on. */
  readonly sample: Float64Array;
  /** Absent where inputs are tied together: then only rank correlations are worked out. */
  readonly otherSample?: Float64Array;
}

/** NaN does not survive JSON; what does not exist (an outcome that never varies) is null. */
export interface IndexReading {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface InputSensitivity {
  readonly name: string;
  readonly pointers: readonly string[];
  /** Null where inputs are tied together. */
  readonly firstOrder: IndexReading | null;
  readonly total: IndexReading | null;
  /** Spearman's rank correlation, and the same with the other inputs held (PRCC). */
  readonly rankCorrelation: IndexReading;
  readonly partialRankCorrelation: number | null;
}

export interface OutcomeSensitivity {
  readonly mean: number;
  /** Over the parameters, luck averaged over the futures of a row. */
  readonly standardDeviation: number;
  /** In the order of the study. */
  readonly inputs: readonly InputSensitivity[];
}

export interface SensitivityReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly metric: string;
  readonly unit: Unit;
  readonly strategies: readonly [string, string];
  /** Rows of a sample, and futures lived for each. */
  readonly rows: number;
  readonly replications: number;
  readonly first: OutcomeSensitivity;
  readonly second: OutcomeSensitivity;
  /** Of second minus first. */
  readonly gap: OutcomeSensitivity;
  /** Outcomes of the first sample's rows, for the value of information. */
  readonly outcomes: { readonly first: readonly number[]; readonly second: readonly number[] };
  readonly fingerprint: string;
}

const SENSITIVITY = hash32('sensitivity') | 0;

export function* sensitivity(study: SensitivityStudy): Design<SensitivityReading> {
  const { run, inputs, sample, otherSample } = study;
  const metric = metricById(study.metric);
  const [firstStrategy, secondStrategy] = pairOf(study);
  const width = inputs.length;
  const rows = sample.length / Math.max(width, 1);
  if (width === 0 || !Number.isInteger(rows) || rows < 2) {
    throw new Error(`a sample holds two rows or more of ${width} inputs, got ${sample.length} numbers`);
  }
  const samples = [sample];
  if (otherSample !== undefined) {
    if (otherSample.length !== sample.length) throw new Error('both samples are of one size');
    samples.push(otherSample);
    for (let input = 0; input < width; input++)
      samples.push(swappedColumn(sample, otherSample, width, input));
  }
  const perRow = 2 * run.replications;
  const course = { spent: 0, planned: samples.length * rows * perRow };
  const firsts: Float64Array[] = [];
  const seconds: Float64Array[] = [];
  for (const values of samples) {
    const arms = armsOf(study, values, rows);
    const [lived = []] = yield* outcomesOf(arms, run, [0, run.replications], [outcomeOf(metric)], course);
    const means = lived.map(average);
    firsts.push(Float64Array.from({ length: rows }, (_, row) => means[2 * row] ?? NaN));
    seconds.push(Float64Array.from({ length: rows }, (_, row) => means[2 * row + 1] ?? NaN));
  }
  const gaps = firsts.map((first, index) =>
    first.map((value, row) => (seconds[index]?.[row] ?? NaN) - value),
  );

  const numbers = {
    months: run.months,
    rows,
    replications: run.replications,
    first: sensitivityOf(study, firsts),
    second: sensitivityOf(study, seconds),
    gap: sensitivityOf(study, gaps),
    outcomes: { first: Array.from(firsts[0] ?? []), second: Array.from(seconds[0] ?? []) },
  };
  return {
    engine: engineVersion,
    seed: run.seed,
    metric: metric.id,
    unit: metric.unit,
    strategies: [firstStrategy.name, secondStrategy.name],
    ...numbers,
    fingerprint: fingerprint(numbers),
  };
}

function armsOf(study: SensitivityStudy, sample: Float64Array, rows: number): readonly Arm[] {
  const width = study.inputs.length;
  const parts = { world: study.world, strategies: study.strategies };
  const arms: Arm[] = [];
  for (let row = 0; row < rows; row++) {
    const { world, strategies } = moved(parts, study.inputs, sample.subarray(row * width, (row + 1) * width));
    for (const strategy of pairOf({ strategies })) arms.push({ world, strategy });
  }
  return arms;
}

function swappedColumn(
  sample: Float64Array,
  other: Float64Array,
  width: number,
  input: number,
): Float64Array {
  return sample.map((value, place) => (place % width === input ? (other[place] ?? NaN) : value));
}

/** Outcomes by sample: the first, the other, and the first with each column swapped in turn. */
function sensitivityOf(
  { run, inputs, sample }: SensitivityStudy,
  outcomes: readonly Float64Array[],
): OutcomeSensitivity {
  const [ofA = new Float64Array(), ofB, ...swapped] = outcomes;
  const width = inputs.length;
  const bootstrap = new BootstrapRows(keyFromPhrase(run.seed), SENSITIVITY);
  const sobol = ofB === undefined ? undefined : sobolIndices(ofA, ofB, swapped, bootstrap);
  const columns = inputs.map((_, input) =>
    Float64Array.from(ofA, (_value, row) => sample[row * width + input] ?? NaN),
  );
  const partial = partialRankCorrelations(columns, ofA);
  return {
    mean: average(ofA),
    standardDeviation: Math.sqrt(varianceOf(ofA)),
    inputs: inputs.map(({ name, pointers }, input) => ({
      name,
      pointers,
      firstOrder: indexReading(sobol?.first[input]),
      total: indexReading(sobol?.total[input]),
      rankCorrelation: bootstrapped(columns[input] ?? new Float64Array(), ofA, bootstrap),
      partialRankCorrelation: orNull(partial[input] ?? NaN),
    })),
  };
}

/** Spearman's correlation with its 95 % bootstrap interval. */
function bootstrapped(first: Float64Array, second: Float64Array, bootstrap: BootstrapRows): IndexReading {
  const again: number[] = [];
  for (let round = 0; round < bootstrap.rounds; round++) {
    const chosen = bootstrap.rows(round, first.length);
    const pick = (values: Float64Array) => Float64Array.from(chosen, (row) => values[row] ?? NaN);
    const value = spearman(pick(first), pick(second));
    if (value === value) again.push(value);
  }
  const sorted = Float64Array.from(again).sort();
  return {
    value: orNull(spearman(first, second)),
    low: orNull(quantile(sorted, 0.025)),
    high: orNull(quantile(sorted, 0.975)),
  };
}

function indexReading(index: Index | undefined): IndexReading | null {
  return index === undefined
    ? null
    : { value: orNull(index.value), low: orNull(index.low), high: orNull(index.high) };
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function varianceOf(values: Float64Array): number {
  const mean = average(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return squares / (values.length - 1);
}
