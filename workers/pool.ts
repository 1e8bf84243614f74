/**
 * The pool: hands chunks to idle workers, knows nothing of what a worker is. What it promises, whatever workers do:
 * every run settles; a chunk whose worker dies, hangs, errs or answers nonsense is lived once more on a fresh worker,
 * then its run fails by name; an aborted run takes no more time than its running chunks need to hear of it, and a worker
 * that does not hear is replaced.
 */
import type { Ledgers, Point } from '../simulations/point.ts';
import { chunkName } from './chunk-name.ts';
import { isLivedChunk } from './chunk-service.ts';
import { drive } from './drive.ts';
import type { Engine, LivedChunk, RunOptions } from './engine.ts';
import { failureOf, isFailure, RunFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import type { Design } from '../simulations/point.ts';

/** A worker as the pool sees it. */
export interface PoolWorker {
  /** Anything may come back, or nothing ever. */
  live(task: number, point: Point): Promise<unknown>;
  cancel(task: number): void;
  terminate(): void | Promise<unknown>;
}

/** What a worker's adapter reports at any time. */
export interface PoolWorkerEvents {
  readonly sign: () => void;
  readonly fault: (failure: Failure) => void;
}

export interface PoolSettings {
  readonly start: (events: PoolWorkerEvents) => PoolWorker;
  readonly workers: number;
  /** Lived by every fresh worker and thrown away, so that the first real chunk meets compiled code. */
  readonly warmUp?: Point;
  /** A worker without a sign of life for so many ticks counts as hung. */
  readonly silentTicks?: number;
  readonly tickMilliseconds?: number;
  /** How long a worker may go on with a chunk that nobody waits for. */
  readonly patienceMilliseconds?: number;
}

/** Chunks of one batch. */
interface Run {
  over: boolean;
  readonly lived: (task: Task, chunk: LivedChunk) => void;
  readonly fail: (reason: unknown) => void;
}

interface Task {
  readonly id: number;
  readonly place: number;
  readonly point: Point;
  readonly run: Run;
  attempts: number;
}

interface Slot {
  worker: PoolWorker | undefined;
  task: Task | undefined;
  silentTicks: number;
}

export class Pool implements Engine {
  readonly workers: number;
  private readonly settings: Required<Omit<PoolSettings, 'warmUp'>>;
  private readonly warmUp: Point | undefined;
  private readonly slots: readonly Slot[];
  private readonly runs = new Set<Run>();
  private queue: Task[] = [];
  private lastTask = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private closed = false;

  constructor({ warmUp, ...settings }: PoolSettings) {
    if (!(Number.isInteger(settings.workers) && settings.workers >= 1)) {
      throw new Error(`a pool has one worker or more, got ${settings.workers}`);
    }
    // Ticks, not a clock: a machine that slept finds one tick more, not an hour of silence.
    this.settings = { silentTicks: 120, tickMilliseconds: 1000, patienceMilliseconds: 50, ...settings };
    this.warmUp = warmUp;
    this.workers = settings.workers;
    this.slots = Array.from({ length: this.workers }, () => ({
      worker: undefined,
      task: undefined,
      silentTicks: 0,
    }));
    for (const slot of this.slots) this.start(slot);
  }

  run<Reading>(design: Design<Reading>, options?: RunOptions<Reading>): Promise<Reading> {
    if (this.closed) return Promise.reject(new RunFailure('the engine was closed'));
    return drive(design, (points, onChunk, signal) => this.live(points, onChunk, signal), options);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const run of [...this.runs]) run.fail(new RunFailure('the engine was closed'));
    clearInterval(this.ticking);
    await Promise.all(this.slots.map((slot) => this.stop(slot)));
  }

  private live(
    points: readonly Point[],
    onChunk: (chunk: LivedChunk, point: Point) => void,
    signal: AbortSignal,
  ): Promise<readonly Ledgers[]> {
    return new Promise((resolve, reject) => {
      if (signal.aborted || this.closed) {
        reject(toError(this.closed ? new RunFailure('the engine was closed') : signal.reason));
        return;
      }
      const ledgers: Ledgers[] = new Array<Ledgers>(points.length);
      let waiting = points.length;
      const onAbort = () => {
        run.fail(signal.reason);
      };
      const run: Run = {
        over: false,
        lived: (task, chunk) => {
          ledgers[task.place] = chunk.ledgers;
          waiting--;
          try {
            onChunk(chunk, task.point);
          } catch (thrown) {
            run.fail(thrown);
            return;
          }
          if (waiting === 0) {
            this.end(run);
            signal.removeEventListener('abort', onAbort);
            resolve(ledgers);
          }
        },
        fail: (reason) => {
          if (run.over) return;
          this.end(run);
          signal.removeEventListener('abort', onAbort);
          reject(toError(reason));
        },
      };
      if (waiting === 0) {
        resolve([]);
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      this.runs.add(run);
      points.forEach((point, place) => {
        this.queue.push({ id: ++this.lastTask, place, point, run, attempts: 0 });
      });
      this.assign();
    });
  }

  /** Drops what is queued of a run, and tells the workers that are at it. */
  private end(run: Run): void {
    run.over = true;
    this.runs.delete(run);
    this.queue = this.queue.filter((task) => task.run !== run);
    for (const slot of this.slots) {
      const { task, worker } = slot;
      if (task?.run !== run || worker === undefined) continue;
      worker.cancel(task.id);
      setTimeout(() => {
        if (slot.task !== task || this.closed) return;
        void this.stop(slot);
        this.start(slot);
        this.assign();
      }, this.settings.patienceMilliseconds);
    }
  }

  /** Gives queued chunks to idle workers, starting workers where one is missing. */
  private assign(): void {
    if (this.closed) return;
    for (const slot of this.slots) {
      if (slot.task !== undefined) continue;
      const task = this.queue.shift();
      if (task === undefined) break;
      slot.task = task;
      slot.silentTicks = 0;
      task.attempts++;
      if (slot.worker === undefined) this.start(slot);
      const { worker } = slot;
      if (worker === undefined) continue;
      worker.live(task.id, task.point).then(
        (answer) => {
          if (slot.worker === worker) this.answered(slot, task, answer);
        },
        (thrown: unknown) => {
          if (slot.worker === worker) this.lost(slot, failureOf(thrown));
        },
      );
    }
    this.watch();
  }

  private answered(slot: Slot, task: Task, answer: unknown): void {
    if (slot.task !== task) return;
    if (task.run.over) {
      slot.task = undefined;
    } else if (isLivedChunk(answer, task.point)) {
      slot.task = undefined;
      task.run.lived(task, answer);
    } else {
      this.lost(
        slot,
        isFailure(answer) ? answer : failureOf('the worker answered something that is no chunk'),
      );
      return;
    }
    this.assign();
  }

  /** A worker is gone or cannot be trusted; its chunk, if any, gets one more worker. */
  private lost(slot: Slot, { message, details }: Failure): void {
    const { task } = slot;
    void this.stop(slot);
    if (task !== undefined && !task.run.over) {
      if (task.attempts < 2) this.queue.unshift(task);
      else task.run.fail(new RunFailure(`${chunkName(task.point)} failed twice: ${message}`, details));
    }
    this.assign();
  }

  private start(slot: Slot): void {
    const isCurrent = () => slot.worker === worker;
    let worker: PoolWorker | undefined;
    try {
      worker = this.settings.start({
        sign: () => {
          if (isCurrent()) slot.silentTicks = 0;
        },
        fault: (failure) => {
          if (isCurrent()) this.lost(slot, failure);
        },
      });
    } catch (thrown) {
      // Not at once: whoever asked for this worker is still counting on the slot.
      queueMicrotask(() => {
        if (slot.worker === undefined && slot.task !== undefined) this.lost(slot, failureOf(thrown));
      });
      return;
    }
    slot.worker = worker;
    if (this.warmUp !== undefined) worker.live(0, this.warmUp).catch(() => undefined);
  }

  private async stop(slot: Slot): Promise<void> {
    const { worker } = slot;
    slot.worker = undefined;
    slot.task = undefined;
    slot.silentTicks = 0;
    await worker?.terminate();
  }

  /** Counts ticks while somebody works. */
  private watch(): void {
    const isBusy = this.slots.some(({ task }) => task !== undefined);
    if (!isBusy) {
      clearInterval(this.ticking);
      this.ticking = undefined;
      return;
    }
    this.ticking ??= setInterval(() => {
      for (const slot of this.slots) {
        if (slot.task === undefined || ++slot.silentTicks <= this.settings.silentTicks) continue;
        this.lost(slot, failureOf(`no sign of life from the worker for ${slot.silentTicks} ticks`));
      }
    }, this.settings.tickMilliseconds);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new RunFailure(String(reason));
}
