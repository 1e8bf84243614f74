/**
 * Find: the best values of chosen levers under constraints. In the cube of the levers, points of a Sobol sequence compete by
 * successive halving (the worse half drops out each time the futures double; Jamieson and Talwalkar 2016), then a simplex
 * search starts from the best. All of it on the same futures, so that candidates differ by their levers alone. Whoever meets
 * the constraints comes before whoever does not; among those who do not, the smaller violation first (Deb 2000).
 * The best of many on the same luck is in part the luckiest: so the winner and its rivals are lived again in futures that the
 * search never saw, and only those numbers count. How much the search flattered it, the winner's curse, is said.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import { keyFromPhrase } from '../random/key.ts';
import { log } from '../random/logarithm.ts';
import { Luck } from '../random/luck.ts';
import { SobolCoordinate, scrambleOf } from '../random/sobol.ts';
import type { Difference, Spread } from '../reading.ts';
import { momentsOf, standardError } from '../statistics/moments.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import { quantile } from '../statistics/quantile.ts';
import { engineVersion } from '../version.ts';
import { differenceReading, spreadOf, spreadReading } from './compare.ts';
import type { CompareStudy } from './compare.ts';
import {
  defaultMetric,
  inTurn,
  liveTrials,
  metricOf,
  numberAt,
  settingOf,
  totalsProbe,
  TrialValues,
} from './study.ts';
import type { Parts, Trial } from './study.ts';
import { scaled } from './sweep.ts';
import type { AxisRange, SweptMetric } from './sweep.ts';

export interface Lever extends AxisRange {
  readonly name: string;
  readonly pointers: readonly string[];
  /** Whole numbers only. */
  readonly isWhole?: boolean;
}

/** On the mean over the futures. */
export interface Constraint {
  readonly metric: string;
  readonly kind: 'atLeast' | 'atMost';
  readonly limit: number;
}

export interface FindQuestion {
  /** Index of the strategy whose levers are moved; the first unless told otherwise. */
  readonly strategy?: number;
  readonly levers: readonly Lever[];
  /** What is to be best; contribution unless told otherwise. */
  readonly metric?: string;
  readonly constraints?: readonly Constraint[];
  /** Every candidate without any manipulative pattern. */
  readonly noManipulation?: boolean;
  /** Points that compete at first; 32 unless told otherwise. */
  readonly candidates?: number;
  /** Futures of the search; 64 unless told otherwise. The winner then meets `run.replications` fresh ones. */
  readonly searchFutures?: number;
  /** Most points of the simplex search; 20 and 10 for each lever unless told otherwise. */
  readonly refinements?: number;
}

export interface FoundLever {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly present: number | null;
  readonly found: number;
}

export interface ConstraintReading extends Constraint {
  readonly mean: number | null;
  readonly verdict: 'met' | 'notMet';
}

/** A candidate in futures that the search never saw. */
export interface Finalist {
  readonly name: string;
  /** Values of the levers; absent for the strategies of the study as they are. */
  readonly values?: readonly number[];
  readonly outcome: Spread;
  /** Mean over its worst tenth of futures. */
  readonly worstDecile: number | null;
  readonly constraints: readonly ConstraintReading[];
}

export interface FreshLook {
  readonly futures: number;
  /** The winner first, then what the search liked next, then the strategies as they are. */
  readonly finalists: readonly Finalist[];
  /** Winner minus the strategy as it is. */
  readonly difference: Difference;
  /** What the search promised beyond what fresh futures gave; above 0: flattered. */
  readonly curse: { readonly mean: number; readonly standardError: number };
  /** What the best of the finalists that meet the constraints has on the winner, future by future. */
  readonly regret: {
    readonly mean: number | null;
    readonly p90: number | null;
    readonly noneShare: number | null;
  };
}

/** A point that the search tried, on the futures that all of its round met. */
export interface Try {
  /** Values of the levers. */
  readonly values: readonly number[];
  readonly futures: number;
  readonly mean: number | null;
  readonly verdict: 'met' | 'notMet';
}

export interface FindReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly currency: string;
  readonly strategy: string;
  readonly metric: SweptMetric;
  readonly levers: readonly FoundLever[];
  readonly search: {
    readonly points: number;
    readonly futures: number;
    readonly mean: number | null;
    readonly standardError: number | null;
    /** Whether the best point met the constraints in the search. */
    readonly verdict: 'met' | 'notMet';
  };
  /** In their order: the points that competed first, the present values before all, then those of the simplex search. */
  readonly tries: readonly Try[];
  /** Absent while the search is still on. */
  readonly fresh?: FreshLook;
  readonly fingerprint: string;
}

interface Score {
  readonly futures: number;
  readonly mean: number;
  readonly standardError: number;
  /** Sum of the shares by which constraints are missed; 0 when all are met. */
  readonly violation: number;
}

interface Candidate {
  readonly at: readonly number[];
  readonly score: Score;
}

const firstFutures = 8;
const rivals = 3;

export function* find(
  study: CompareStudy,
  question: FindQuestion,
  metrics: readonly Metric[] = allMetrics,
): Design<FindReading> {
  const search = new Search(study, question, metrics);
  const { ranked, points } = yield* search.run();
  return yield* search.settle(ranked, points);
}

class Search {
  readonly #study: CompareStudy;
  readonly #strategy: number;
  readonly #levers: readonly Lever[];
  readonly #metric: Metric;
  readonly #constraints: readonly Constraint[];
  readonly #watched: readonly Metric[];
  readonly #sign: number;
  readonly #honest: boolean;
  readonly #candidates: number;
  readonly #futures: number;
  readonly #refinements: number;
  /** Futures lived over all that may be, for the progress. */
  readonly #most: number;
  #lived = 0;
  readonly #tries: Candidate[] = [];

  constructor(study: CompareStudy, question: FindQuestion, metrics: readonly Metric[]) {
    this.#study = study;
    this.#strategy = question.strategy ?? 0;
    this.#levers = question.levers;
    this.#metric = metricOf(question.metric ?? defaultMetric, metrics);
    if (this.#metric.better === 'neither') throw new Error(`of ${this.#metric.id} more is not better`);
    this.#sign = this.#metric.better === 'lower' ? -1 : 1;
    this.#constraints = question.constraints ?? [];
    this.#watched = [this.#metric, ...this.#constraints.map(({ metric }) => metricOf(metric, metrics))];
    this.#honest = question.noManipulation ?? false;
    this.#candidates = question.candidates ?? 32;
    this.#futures = question.searchFutures ?? 64;
    this.#refinements = question.refinements ?? 20 + 10 * question.levers.length;
    if (this.#levers.length === 0) throw new Error('a search needs a lever');
    const fresh = study.run.replications * (1 + rivals + study.strategies.length);
    this.#most =
      this.#halvings().reduce((sum, { points, from, to }) => sum + points * (to - from), fresh) +
      this.#refinements * this.#futures;
    const { draws } = study;
    const needed = (this.#futures + study.run.replications) * (draws?.pointers.length ?? 0);
    if (draws !== undefined && draws.values.length < needed)
      throw new Error(`a search needs draws for ${this.#futures + study.run.replications} futures`);
  }

  *run(): Generator<
    Batch<FindReading>,
    { ranked: readonly Candidate[]; points: number },
    readonly Ledgers[]
  > {
    let points = this.#candidates;
    const survivors = yield* this.#halve();
    const [start] = survivors;
    if (start === undefined) throw new Error('no candidate survived');
    const simplex = nelderMead(start, {
      isBetter: (one, other) => this.#isBetter(one, other),
      step: 0.15,
      mostPoints: this.#refinements,
      size: 0.001,
    });
    let best: Candidate = start;
    let step = this.#refinements === 0 ? { done: true as const, value: start } : simplex.next();
    while (step.done !== true) {
      const asked = step.value;
      const scores = yield* this.#score(asked, this.#futures, () => this.#reading(best, points));
      asked.forEach((at, index) => {
        const score = scores[index];
        if (score === undefined) return;
        this.#tries.push({ at, score });
        if (this.#isBetter(score, best.score)) best = { at, score };
      });
      points += asked.length;
      step = simplex.next(scores);
    }
    const others = survivors.filter((each) => this.#key(each.at) !== this.#key(best.at));
    return { ranked: [best, ...others.slice(0, rivals)], points };
  }

  /** Present values first, then the Sobol points; the better half goes on to twice the futures. */
  *#halve(): Generator<Batch<FindReading>, readonly Candidate[], readonly Ledgers[]> {
    const luck = new Luck(keyFromPhrase(this.#study.run.seed));
    const coordinates = this.#levers.map(
      (_, axis) => new SobolCoordinate(axis, scrambleOf(luck, `lever ${axis}`)),
    );
    const cube = Array.from({ length: this.#candidates }, (_, point) =>
      point === 0 ? this.#presentPlace() : coordinates.map((coordinate) => coordinate.uniform(point - 1)),
    );
    const values = new TrialValues(cube.length, this.#watched.length, this.#futures);
    let alive = cube.map((at, index) => ({ at, index }));
    let ranked: readonly Candidate[] = [];
    for (const { points, from, to } of this.#halvings()) {
      alive = alive.slice(0, points);
      const sofar = ranked;
      const trials = alive.map(({ at }) => this.#trialAt(at));
      const own = new TrialValues(trials.length, this.#watched.length, to - from);
      yield* liveTrials(this.#study, trials, totalsProbe(this.#watched), own, {
        first: from,
        end: to,
        offset: from,
        ...this.#progress(trials.length * (to - from)),
        standing: () => this.#reading(sofar[0], this.#candidates),
      });
      alive.forEach(({ index }, trial) => {
        for (let number = 0; number < this.#watched.length; number++)
          values.column(index, number).set(own.column(trial, number), from);
      });
      const judged = alive
        .map(({ at, index }) => ({ at, index, score: this.#scoreOf(values, index, to) }))
        .sort((left, right) => this.#order(left.score, right.score));
      for (const { at, index, score } of judged) this.#tries[index] = { at, score };
      alive = judged;
      ranked = judged;
    }
    return ranked;
  }

  /** Points and futures of each round: 8, 16, 32 … futures up to those of the search. */
  #halvings(): readonly { readonly points: number; readonly from: number; readonly to: number }[] {
    const rounds: { points: number; from: number; to: number }[] = [];
    let points = this.#candidates;
    let from = 0;
    while (from < this.#futures) {
      const to = Math.min(this.#futures, from === 0 ? firstFutures : 2 * from);
      rounds.push({ points, from, to });
      points = Math.max(Math.min(points, rivals + 1), Math.ceil(points / 2));
      from = to;
    }
    return rounds;
  }

  *#score(
    places: readonly (readonly number[])[],
    futures: number,
    standing: () => FindReading,
  ): Generator<Batch<FindReading>, readonly Score[], readonly Ledgers[]> {
    const trials = places.map((at) => this.#trialAt(at));
    const values = new TrialValues(trials.length, this.#watched.length, futures);
    yield* liveTrials(this.#study, trials, totalsProbe(this.#watched), values, {
      first: 0,
      end: futures,
      ...this.#progress(trials.length * futures),
      standing,
    });
    return trials.map((_, trial) => this.#scoreOf(values, trial, futures));
  }

  /** The winner, its rivals and the strategies as they are, in futures that the search never saw. */
  *settle(
    ranked: readonly Candidate[],
    points: number,
  ): Generator<Batch<FindReading>, FindReading, readonly Ledgers[]> {
    const { run, strategies } = this.#study;
    const [winner] = ranked;
    if (winner === undefined) throw new Error('the search found nothing');
    const trials: readonly Trial[] = [
      ...ranked.map(({ at }) => this.#trialAt(at)),
      ...strategies.map((_, strategy) => ({ strategy })),
    ];
    const values = new TrialValues(trials.length, this.#watched.length, run.replications);
    const fresh = (count: number) => this.#freshLook(ranked, winner, values, count);
    const end = this.#futures + run.replications;
    yield* liveTrials(this.#study, trials, totalsProbe(this.#watched), values, {
      first: this.#futures,
      end,
      offset: this.#futures,
      from: this.#progress(0).from,
      to: 1,
      partial: (until) => this.#reading(winner, points, fresh(until - this.#futures)),
    });
    return this.#reading(winner, points, fresh(run.replications));
  }

  #freshLook(
    ranked: readonly Candidate[],
    winner: Candidate,
    values: TrialValues,
    futures: number,
  ): FreshLook {
    const { strategies } = this.#study;
    const scratch = new Float64Array(futures);
    const outcomes = (trial: number) => values.column(trial, 0, futures);
    const finalists = [...ranked, ...strategies].map((each, trial): Finalist => {
      const constraints = this.#constraints.map((constraint, index): ConstraintReading => {
        const { mean } = spreadOf(values.column(trial, index + 1, futures), scratch);
        const missed = missedBy(constraint, mean);
        return { ...constraint, mean: orNull(mean), verdict: verdictOf(missed) };
      });
      return {
        ...('at' in each
          ? { name: trial === 0 ? 'found' : `found ${trial + 1}`, values: this.#valuesAt(each.at) }
          : { name: each.name }),
        outcome: spreadReading(spreadOf(outcomes(trial), scratch)),
        worstDecile: orNull(this.#worstDecile(outcomes(trial))),
        constraints,
      };
    });
    const present = ranked.length + this.#strategy;
    const found = momentsOf(existing(outcomes(0)));
    const { score } = winner;
    const freshError = standardError(found);
    const contenders = finalists.flatMap(({ constraints }, trial) =>
      trial === 0 || constraints.every(({ verdict }) => verdict === 'met') ? [outcomes(trial)] : [],
    );
    return {
      futures,
      finalists,
      difference: differenceReading(
        pairedDifference(outcomes(present), outcomes(0), scratch),
        this.#metric.better,
      ),
      curse: {
        mean: this.#sign * (score.mean - found.mean) + 0,
        standardError: Math.sqrt(score.standardError * score.standardError + freshError * freshError),
      },
      regret: this.#regret(contenders, futures),
    };
  }

  #regret(
    [own = new Float64Array(), ...others]: readonly Float64Array[],
    futures: number,
  ): FreshLook['regret'] {
    const regrets = new Float64Array(futures);
    let none = 0;
    for (let future = 0; future < futures; future++) {
      const mine = this.#sign * (own[future] ?? NaN);
      let most = mine;
      for (const other of others) most = Math.max(most, this.#sign * (other[future] ?? NaN));
      regrets[future] = most - mine;
      if (most === mine) none++;
    }
    const known = existing(regrets);
    if (known.length === 0) return { mean: null, p90: null, noneShare: null };
    const { mean } = momentsOf(known);
    return { mean, p90: quantile(known.sort(), 0.9), noneShare: none / known.length };
  }

  #worstDecile(column: Float64Array): number {
    const sorted = existing(column).sort();
    const count = Math.max(1, Math.floor(sorted.length / 10));
    const worst = this.#sign > 0 ? sorted.subarray(0, count) : sorted.subarray(-count);
    return worst.length === 0 ? NaN : momentsOf(worst).mean;
  }

  #reading(best: Candidate | undefined, points: number, fresh?: FreshLook): FindReading {
    const { run, world, strategies } = this.#study;
    const at = best?.at ?? this.#presentPlace();
    const values = this.#valuesAt(at);
    const { id, name, unit, better, formula } = this.#metric;
    const numbers = {
      months: run.months,
      levers: this.#levers.map((lever, index) => ({
        name: lever.name,
        pointers: lever.pointers,
        low: lever.low,
        high: lever.high,
        present: this.#present(lever),
        found: values[index] ?? NaN,
      })),
      search: {
        points,
        futures: best?.score.futures ?? 0,
        mean: orNull(best?.score.mean ?? NaN),
        standardError: orNull(best?.score.standardError ?? NaN),
        verdict: verdictOf(best?.score.violation ?? 0),
      },
      tries: this.#tries.map(({ at: place, score }): Try => ({
        values: this.#valuesAt(place),
        futures: score.futures,
        mean: orNull(score.mean),
        verdict: verdictOf(score.violation),
      })),
      ...(fresh === undefined ? {} : { fresh }),
    };
    return {
      engine: engineVersion,
      seed: run.seed,
      currency: world.currency,
      strategy: strategies[this.#strategy]?.name ?? '',
      metric: { id, name, unit, better, formula },
      ...numbers,
      fingerprint: fingerprint(numbers),
    };
  }

  #trialAt(at: readonly number[]): Trial {
    const values = this.#valuesAt(at);
    const changes = this.#levers.map(({ pointers }, index) => settingOf(pointers, values[index] ?? NaN));
    if (this.#honest) changes.push((parts) => withoutManipulation(parts, this.#strategy));
    return { strategy: this.#strategy, change: inTurn(changes) };
  }

  #valuesAt(at: readonly number[]): readonly number[] {
    return this.#levers.map(({ low, high, scale = 'linear', isWhole = false }, axis) => {
      const value = scaled(low, high, at[axis] ?? NaN, scale);
      return isWhole ? Math.min(Math.floor(high), Math.max(Math.ceil(low), Math.round(value))) : value;
    });
  }

  #key(at: readonly number[]): string {
    return this.#valuesAt(at).join(' ');
  }

  #present({ pointers }: Lever): number | null {
    const [pointer] = pointers;
    return pointer === undefined ? null : numberAt(this.#study, pointer);
  }

  /** Where the strategy stands now, in the cube; a value beyond a lever's range at its nearest end. */
  #presentPlace(): readonly number[] {
    return this.#levers.map((lever) => {
      const { low, high, scale = 'linear' } = lever;
      const value = Math.min(high, Math.max(low, this.#present(lever) ?? high));
      if (high === low) return 0;
      return scale === 'linear' ? (value - low) / (high - low) : log(value / low) / log(high / low);
    });
  }

  #scoreOf(values: TrialValues, trial: number, futures: number): Score {
    const own = existing(values.column(trial, 0, futures));
    const moments = momentsOf(own);
    let violation = 0;
    this.#constraints.forEach((constraint, index) => {
      const watched = existing(values.column(trial, index + 1, futures));
      violation += missedBy(constraint, watched.length === 0 ? NaN : momentsOf(watched).mean);
    });
    return {
      futures,
      mean: own.length === 0 ? NaN : moments.mean,
      standardError: standardError(moments),
      violation,
    };
  }

  #isBetter(one: Score, other: Score): boolean {
    if (one.violation !== other.violation) return one.violation < other.violation;
    const [mine, its] = [this.#sign * one.mean, this.#sign * other.mean];
    return mine > its || (mine === mine && its !== its);
  }

  #order(left: Score, right: Score): number {
    return this.#isBetter(left, right) ? -1 : this.#isBetter(right, left) ? 1 : 0;
  }

  #progress(work: number): { readonly from: number; readonly to: number } {
    const from = this.#lived / this.#most;
    this.#lived += work;
    return { from: Math.min(from, 0.99), to: Math.min(this.#lived / this.#most, 0.99) };
  }
}

/** By which share of its limit a constraint is missed; a mean that does not exist misses it wholly. */
function missedBy({ kind, limit }: Constraint, mean: number): number {
  if (mean !== mean) return 1;
  const missing = kind === 'atLeast' ? limit - mean : mean - limit;
  return missing > 0 ? missing / (Math.abs(limit) || 1) : 0;
}

function verdictOf(violation: number): 'met' | 'notMet' {
  return violation > 0 ? 'notMet' : 'met';
}

function withoutManipulation({ world, strategies }: Parts, strategy: number): Parts {
  const none = { sneaking: 0, obstruction: 0, hiddenCost: 0, nagging: 0, confirmShaming: 0 };
  return {
    world,
    strategies: strategies.map((each, index) =>
      index === strategy ? { ...each, manipulation: none } : each,
    ),
  };
}

/** The futures in which the value exists; a copy. */
function existing(column: Float64Array): Float64Array {
  return column.filter((value) => value === value);
}

function orNull(value: number): number | null {
  return value === value ? value : null;
}
