/**
 * An engine drives a design: it simulates the points that the design asks for and hands their ledgers back in order.
 * Every engine gives the same bits; they differ in where the work happens. A point is a chunk: the unit of work that a
 * worker gets at a time, and that is repeated when its worker dies.
 */
import type { Design, Ledgers, Point } from '../simulations/point.ts';

export interface Progress {
  /** Futures simulated so far, each strategy's counted. */
  readonly futures: number;
  /** Futures in all; absent while the design has not said how far it is. */
  readonly totalFutures?: number;
  /** Share of the work that is done, 0 to 1. */
  readonly share: number;
  /** Customers, paying and free, times the months that they were lived, in a second. */
  readonly customerMonthsPerSecond?: number;
  /** From the work done so far, never from a timer; absent until something is known. */
  readonly secondsLeft?: number;
}

export interface RunOptions<Reading> {
  /** Aborting rejects the run at once with the signal's reason; what was queued is dropped. */
  readonly signal?: AbortSignal;
  /** Called with the reading of what is there so far, while the next chunks are being simulated. */
  readonly onPartial?: (reading: Reading, progress: Progress) => void;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Engine {
  /** Chunks that are simulated at the same time. */
  readonly workers: number;
  /**
   * The design's last reading. Rejects with the signal's reason when aborted, with a RunFailure when a chunk failed
   * twice, and with whatever the design itself throws. Runs may overlap; their chunks then take turns.
   */
  run<Reading>(design: Design<Reading>, options?: RunOptions<Reading>): Promise<Reading>;
  /** Stops all workers. Runs under way are rejected. */
  close(): Promise<void>;
}

/** The kernel: simulates a point's replications. */
export type Simulate = (point: Point) => Ledgers;

/** What came of one chunk. */
export interface LivedChunk {
  readonly ledgers: Ledgers;
  readonly customerMonths: number;
}
