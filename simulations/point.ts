import type { ResolvedStrategy } from './parameters/strategy/strategy.ts';
import type { ResolvedWorld } from './parameters/world/world.ts';

/** Settings of a run that a life needs. */
export interface RunSettings {
  readonly seed: string;
  readonly months: number;
  readonly ltvMonths: number;
}

/** One world with its parameters drawn, one strategy, and a run of replications. Plain data: crosses a worker border. */
export interface Point {
  readonly world: ResolvedWorld;
  readonly strategy: ResolvedStrategy;
  readonly run: RunSettings;
  readonly firstReplication: number;
  readonly replications: number;
  /**
   * Money that one unit of the ledger's bins of lifetime value stands for, where parameters are drawn: the same in every future,
   * so that their bins can be added. Absent: the first paid price of the strategy (layout-of.ts).
   */
  readonly lifetimeUnit?: number;
  /** Whether each ledger of the answer is to be followed by the metrics read from it (measure.ts). */
  readonly measured?: boolean;
}

/** Ledgers of a point's replications, one after another, in the order of the replications. */
export type Ledgers = Float64Array;

/** What a design asks for next, and what can be said so far. */
export interface Batch<Reading> {
  readonly points: readonly Point[];
  /** Reading of everything received before this batch; absent before the first. */
  readonly partial?: Reading;
  /** Share of all the work that is done before this batch, from 0 to 1. */
  readonly done: number;
}

/**
 * A design asks for batches of points and receives their ledgers, in the order of the points. It knows no worker, no
 * clock and no promise.
 */
export type Design<Reading> = Generator<Batch<Reading>, Reading, readonly Ledgers[]>;
