/**
 * What a search knows of a candidate, and which of two is better: whoever meets the constraints comes before whoever does not;
 * among those who do not, the smaller violation first (Deb 2000).
 */
import { momentsOf, standardError } from '../statistics/moments.ts';
import type { Constraint } from './search-reading.ts';
import type { TrialValues } from './study.ts';

export interface Score {
  readonly futures: number;
  readonly mean: number;
  readonly standardError: number;
  /** Sum of the shares by which constraints are missed; 0 when all are met. */
  readonly violation: number;
}

export interface Candidate {
  readonly at: readonly number[];
  readonly score: Score;
}

/** Of the futures so far: the outcome is the first number of a trial, what is constrained the others in their order. */
export function scoreOf(
  constraints: readonly Constraint[],
  values: TrialValues,
  trial: number,
  futures: number,
): Score {
  const own = existing(values.column(trial, 0, futures));
  const moments = momentsOf(own);
  let violation = 0;
  constraints.forEach((constraint, index) => {
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

/** `sign` is -1 where less is better. */
export function isBetter(one: Score, other: Score, sign: number): boolean {
  if (one.violation !== other.violation) return one.violation < other.violation;
  const [mine, its] = [sign * one.mean, sign * other.mean];
  return mine > its || (mine === mine && its !== its);
}

/** By which share of its limit a constraint is missed; a mean that does not exist misses it wholly. */
export function missedBy({ kind, limit }: Constraint, mean: number): number {
  if (mean !== mean) return 1;
  const missing = kind === 'atLeast' ? limit - mean : mean - limit;
  return missing > 0 ? missing / (Math.abs(limit) || 1) : 0;
}

export function verdictOf(violation: number): 'met' | 'notMet' {
  return violation > 0 ? 'notMet' : 'met';
}

/** The futures in which the value exists; a copy. */
export function existing(column: Float64Array): Float64Array {
  return column.filter((value) => value === value);
}
