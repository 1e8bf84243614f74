/** What a search is asked, and what it answers (search.ts). Plain data. */
import type { Difference, Spread } from '../reading.ts';
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
