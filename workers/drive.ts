import type { Design, Ledgers, Point } from '../simulations/point.ts';
import type { LivedChunk, Progress, RunOptions } from './engine.ts';

/** Simulates the points of one batch, in any order; resolves to their ledgers in the order of the points. */
export type LiveBatch = (
  points: readonly Point[],
  onChunk: (chunk: LivedChunk, point: Point) => void,
  signal: AbortSignal,
) => Promise<readonly Ledgers[]>;

/** Runs a design to its end; what all engines share. */
export async function drive<Reading>(
  design: Design<Reading>,
  live: LiveBatch,
  { signal, onPartial, onProgress }: RunOptions<Reading> = {},
): Promise<Reading> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const forward = () => {
    stop.abort(signal?.reason);
  };
  signal?.addEventListener('abort', forward, { once: true });
  const work = new WorkDone();
  const looks = new Looks();
  try {
    let step = design.next();
    while (step.done !== true) {
      const batch = step.value;
      work.startBatch(batch.done);
      // Reading `partial` does the work: so once, not when nobody listens, and not when it has just been done.
      let isUntold = onPartial !== undefined;
      const tell = () => {
        if (!isUntold || !looks.isDue()) return;
        isUntold = false;
        looks.begin();
        const { partial } = batch;
        if (partial !== undefined) onPartial?.(partial, work.progress());
        looks.end();
      };
      const replies = live(
        batch.points,
        (chunk, point) => {
          work.add(chunk, point);
          onProgress?.(work.progress());
          tell();
        },
        stop.signal,
      );
      // Heard again below; here only so that a rejection while the partial reading is worked out has a listener.
      replies.catch(() => undefined);
      tell();
      const ledgers = await replies;
      stop.signal.throwIfAborted();
      step = design.next(ledgers);
    }
    onProgress?.(work.finished());
    return step.value;
  } finally {
    signal?.removeEventListener('abort', forward);
    stop.abort(new Error('the run is over'));
  }
}

/** Of the time that a run takes, readings that are soon out of date get so much. */
const SHARE_OF_LOOKS = 0.1;
/** Readings of few futures cost next to nothing, and are what somebody waits for. */
const CHEAP_MILLISECONDS = 10;

/** When it is time for another partial reading: the last one must have been paid for by the work after it. */
class Looks {
  private begun = 0;
  private due = 0;

  isDue(): boolean {
    return performance.now() >= this.due;
  }

  begin(): void {
    this.begun = performance.now();
  }

  end(): void {
    const now = performance.now();
    const cost = now - this.begun;
    this.due = cost < CHEAP_MILLISECONDS ? now : now + cost * (1 / SHARE_OF_LOOKS - 1);
  }
}

class WorkDone {
  private readonly started = performance.now();
  private futures = 0;
  private customerMonths = 0;
  /** Futures in all, once the design has said which share of the work they were. */
  private total: number | undefined;
  /** How far it was said to be: a better guess of the total takes nothing of it back. */
  private share = 0;

  startBatch(share: number): void {
    if (share > 0) this.total = Math.round(this.futures / share);
  }

  add(chunk: LivedChunk, { replications }: Point): void {
    this.futures += replications;
    this.customerMonths += chunk.customerMonths;
  }

  progress(): Progress {
    const seconds = (performance.now() - this.started) / 1000;
    const speed =
      seconds > 0 && this.futures > 0 ? { customerMonthsPerSecond: this.customerMonths / seconds } : {};
    if (this.total === undefined) return { futures: this.futures, share: 0, ...speed };
    this.share = Math.max(this.share, Math.min(1, this.futures / this.total));
    const { share } = this;
    return {
      futures: this.futures,
      totalFutures: this.total,
      share,
      ...speed,
      ...(share > 0 ? { secondsLeft: (seconds * (1 - share)) / share } : {}),
    };
  }

  finished(): Progress {
    return { ...this.progress(), totalFutures: this.futures, share: 1, secondsLeft: 0 };
  }
}
