/**
 * The winner of a search, its rivals and the strategies as they are, in futures that the search never saw: how each does on
 * average and in its worst tenth, how much the search flattered the winner, and what the best of them has on it in each future.
 */
import type { Metric } from '../metrics/metric.ts';
import { orNull } from '../or-null.ts';
import { momentsOf, standardError } from '../statistics/moments.ts';
import { pairedDifference } from '../statistics/paired-difference.ts';
import { quantile } from '../statistics/quantile.ts';
import { differenceReading, spreadOf, spreadReading } from './compare.ts';
import type { CompareStudy } from './compare.ts';
import type { LeverCube } from './search-levers.ts';
import type { Constraint, ConstraintReading, Finalist, FreshLook } from './search-reading.ts';
import { existing, missedBy, verdictOf } from './search-score.ts';
import type { Candidate } from './search-score.ts';
import type { TrialValues } from './study.ts';

export interface Judging {
  readonly study: CompareStudy;
  readonly strategy: number;
  readonly cube: LeverCube;
  readonly metric: Metric;
  /** -1 where less is better. */
  readonly sign: number;
  readonly constraints: readonly Constraint[];
}

/** `values` hold the ranked candidates, the winner first, then the strategies of the study. */
export function freshLookOf(
  { study, strategy, cube, metric, sign, constraints }: Judging,
  ranked: readonly Candidate[],
  winner: Candidate,
  values: TrialValues,
  futures: number,
): FreshLook {
  const { strategies } = study;
  const scratch = new Float64Array(futures);
  const outcomes = (trial: number) => values.column(trial, 0, futures);
  const finalists = [...ranked, ...strategies].map((each, trial): Finalist => {
    const kept = constraints.map((constraint, index): ConstraintReading => {
      const { mean } = spreadOf(values.column(trial, index + 1, futures), scratch);
      const missed = missedBy(constraint, mean);
      return { ...constraint, mean: orNull(mean), verdict: verdictOf(missed) };
    });
    return {
      ...('at' in each
        ? { name: trial === 0 ? 'found' : `found ${trial + 1}`, values: cube.valuesAt(each.at) }
        : { name: each.name }),
      outcome: spreadReading(spreadOf(outcomes(trial), scratch)),
      worstDecile: orNull(worstDecile(outcomes(trial), sign)),
      constraints: kept,
    };
  });
  const present = ranked.length + strategy;
  const found = momentsOf(existing(outcomes(0)));
  const { score } = winner;
  const freshError = standardError(found);
  const contenders = finalists.flatMap(({ constraints }, trial) =>
    trial === 0 || constraints.every(({ verdict }) => verdict === 'met') ? [outcomes(trial)] : [],
  );
  return {
    futures,
    finalists,
    difference: differenceReading(pairedDifference(outcomes(present), outcomes(0), scratch), metric.better),
    curse: {
      mean: sign * (score.mean - found.mean) + 0,
      standardError: Math.sqrt(score.standardError * score.standardError + freshError * freshError),
    },
    regret: regretOf(contenders, futures, sign),
  };
}

function regretOf(
  [own = new Float64Array(), ...others]: readonly Float64Array[],
  futures: number,
  sign: number,
): FreshLook['regret'] {
  const regrets = new Float64Array(futures);
  let none = 0;
  for (let future = 0; future < futures; future++) {
    const mine = sign * (own[future] ?? NaN);
    let most = mine;
    for (const other of others) most = Math.max(most, sign * (other[future] ?? NaN));
    regrets[future] = most - mine;
    if (most === mine) none++;
  }
  const known = existing(regrets);
  if (known.length === 0) return { mean: null, p90: null, noneShare: null };
  const { mean } = momentsOf(known);
  return { mean, p90: quantile(known.sort(), 0.9), noneShare: none / known.length };
}

function worstDecile(column: Float64Array, sign: number): number {
  const sorted = existing(column).sort();
  const count = Math.max(1, Math.floor(sorted.length / 10));
  const worst = sign > 0 ? sorted.subarray(0, count) : sorted.subarray(-count);
  return worst.length === 0 ? NaN : momentsOf(worst).mean;
}
