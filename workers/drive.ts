import type { Design, Ledgers, Point } from '../simulations/point.ts';
import type { LivedChunk, Progress, RunOptions } from './engine.ts';

/** Simulates the points of one batch, in any order; resolves to their ledgers in the order of the points. */
export type LiveBatch = (
  points: readonly Point[],
  onChunk: (chunk: LivedChunk) => void,
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
  try {
    let step = design.next();
    while (step.done !== true) {
      const batch = step.value;
      work.startBatch(batch.done);
      const replies = live(
        batch.points,
        (chunk) => {
          work.add(chunk);
          onProgress?.(work.progress());
        },
        stop.signal,
      );
      // Heard again below; here only so that a rejection while the partial reading is worked out has a listener.
      replies.catch(() => undefined);
      // Reading `partial` does the work, so it is left alone when nobody listens.
      if (onPartial !== undefined && batch.partial !== undefined) onPartial(batch.partial, work.progress());
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

class WorkDone {
  private readonly started = performance.now();
  private chunks = 0;
  private customerMonths = 0;
  /** Chunks in all, once the design has said which share of the work they were. */
  private total: number | undefined;

  startBatch(share: number): void {
    if (share > 0) this.total = Math.round(this.chunks / share);
  }

  add(chunk: LivedChunk): void {
    this.chunks++;
    this.customerMonths += chunk.customerMonths;
  }

  progress(): Progress {
    const seconds = (performance.now() - this.started) / 1000;
    const speed =
      seconds > 0 && this.chunks > 0 ? { customerMonthsPerSecond: this.customerMonths / seconds } : {};
    if (this.total === undefined) return { chunks: this.chunks, share: 0, ...speed };
    const share = Math.min(1, this.chunks / this.total);
    return {
      chunks: this.chunks,
      totalChunks: this.total,
      share,
      ...speed,
      ...(share > 0 ? { secondsLeft: (seconds * (1 - share)) / share } : {}),
    };
  }

  finished(): Progress {
    return { ...this.progress(), totalChunks: this.chunks, share: 1, secondsLeft: 0 };
  }
}
