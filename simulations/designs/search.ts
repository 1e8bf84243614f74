/**
 * Find: the best values of chosen levers under constraints. In the cube of the levers, points of a Sobol sequence compete by
 * successive halving (the worse half drops out each time the futures double; Jamieson and Talwalkar 2016), then a simplex
 * search starts from the best. All of it on the same futures, so that candidates differ by their levers alone.
 * The simplex is our own Nelder and Mead (statistics/nelder-mead.ts), not a library's (fmin, for one): that calls
 * a function that answers at once with one number, while here a candidate is lived by workers, many side by side, and constraints
 * come before the outcome, which only a search by comparisons can do. Gradients do not exist: outcomes have steps.
 * The best of many on the same luck is in part the luckiest: so the winner and its rivals are lived again in futures that the
 * search never saw (search-fresh-look.ts), and only those numbers count.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics as allMetrics } from '../metrics/registry.ts';
import { orNull } from '../or-null.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import { SobolCoordinate, scrambleOf } from '../random/sobol.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';
import { engineVersion } from '../version.ts';
import type { CompareStudy } from './compare.ts';
import { freshLookOf } from './search-fresh-look.ts';
import type { Judging } from './search-fresh-look.ts';
import { LeverCube } from './search-levers.ts';
import type { Constraint, FindQuestion, FindReading, FreshLook, Lever, Try } from './search-reading.ts';
import { isBetter, scoreOf, verdictOf } from './search-score.ts';
import type { Candidate, Score } from './search-score.ts';
import { defaultMetric, liveTrials, metricOf, totalsProbe, TrialValues } from './study.ts';
import type { Trial } from './study.ts';

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
  readonly #cube: LeverCube;
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
    this.#cube = new LeverCube(study, this.#strategy, this.#levers, question.noManipulation ?? false);
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
      isBetter: (one, other) => isBetter(one, other, this.#sign),
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
        if (isBetter(score, best.score, this.#sign)) best = { at, score };
      });
      points += asked.length;
      step = simplex.next(scores);
    }
    const others = survivors.filter((each) => this.#cube.key(each.at) !== this.#cube.key(best.at));
    return { ranked: [best, ...others.slice(0, rivals)], points };
  }

  /** Present values first, then the Sobol points; the better half goes on to twice the futures. */
  *#halve(): Generator<Batch<FindReading>, readonly Candidate[], readonly Ledgers[]> {
    const luck = new Luck(keyFromPhrase(this.#study.run.seed));
    const coordinates = this.#levers.map(
      (_, axis) => new SobolCoordinate(axis, scrambleOf(luck, `lever ${axis}`)),
    );
    const cube = Array.from({ length: this.#candidates }, (_, point) =>
      point === 0
        ? this.#cube.presentPlace()
        : coordinates.map((coordinate) => coordinate.uniform(point - 1)),
    );
    const values = new TrialValues(cube.length, this.#watched.length, this.#futures);
    let alive = cube.map((at, index) => ({ at, index }));
    let ranked: readonly Candidate[] = [];
    for (const { points, from, to } of this.#halvings()) {
      alive = alive.slice(0, points);
      const sofar = ranked;
      const trials = alive.map(({ at }) => this.#cube.trialAt(at));
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
        .map(({ at, index }) => ({ at, index, score: scoreOf(this.#constraints, values, index, to) }))
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
    const trials = places.map((at) => this.#cube.trialAt(at));
    const values = new TrialValues(trials.length, this.#watched.length, futures);
    yield* liveTrials(this.#study, trials, totalsProbe(this.#watched), values, {
      first: 0,
      end: futures,
      ...this.#progress(trials.length * futures),
      standing,
    });
    return trials.map((_, trial) => scoreOf(this.#constraints, values, trial, futures));
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
      ...ranked.map(({ at }) => this.#cube.trialAt(at)),
      ...strategies.map((_, strategy) => ({ strategy })),
    ];
    const values = new TrialValues(trials.length, this.#watched.length, run.replications);
    const fresh = (count: number) => freshLookOf(this.#judging(), ranked, winner, values, count);
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

  #reading(best: Candidate | undefined, points: number, fresh?: FreshLook): FindReading {
    const { run, world, strategies } = this.#study;
    const at = best?.at ?? this.#cube.presentPlace();
    const values = this.#cube.valuesAt(at);
    const { id, name, unit, better, formula } = this.#metric;
    const numbers = {
      months: run.months,
      levers: this.#levers.map((lever, index) => ({
        name: lever.name,
        pointers: lever.pointers,
        low: lever.low,
        high: lever.high,
        present: this.#cube.present(lever),
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
        values: this.#cube.valuesAt(place),
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

  #order(left: Score, right: Score): number {
    return isBetter(left, right, this.#sign) ? -1 : isBetter(right, left, this.#sign) ? 1 : 0;
  }

  #judging(): Judging {
    return {
      study: this.#study,
      strategy: this.#strategy,
      cube: this.#cube,
      metric: this.#metric,
      sign: this.#sign,
      constraints: this.#constraints,
    };
  }

  #progress(work: number): { readonly from: number; readonly to: number } {
    const from = this.#lived / this.#most;
    this.#lived += work;
    return { from: Math.min(from, 0.99), to: Math.min(this.#lived / this.#most, 0.99) };
  }
}
