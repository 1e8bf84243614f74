import { describe, expect, it, vi } from 'vitest';
import type { Point } from '../../simulations/point.ts';
import { failureOf } from '../../workers/failure.ts';
import { Pool } from '../../workers/pool.ts';
import type { PoolSettings, PoolWorker, PoolWorkerEvents } from '../../workers/pool.ts';
import { fakeCompare, fakeKernel, fakePoint, fakeStudy } from '../support/fake-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

/** A worker in this very thread that does as the script says; what is not scripted is answered well. */
class Scripted implements PoolWorker {
  readonly events: PoolWorkerEvents;
  readonly asked: Point[] = [];
  readonly cancelled: number[] = [];
  isTerminated = false;
  readonly #script: (point: Point, worker: Scripted) => Promise<unknown> | undefined;

  constructor(
    events: PoolWorkerEvents,
    script: (point: Point, worker: Scripted) => Promise<unknown> | undefined,
  ) {
    this.events = events;
    this.#script = script;
  }

  live(_task: number, point: Point): Promise<unknown> {
    this.asked.push(point);
    return (
      this.#script(point, this) ??
      Promise.resolve({ kind: 'lived', ledgers: fakeKernel(point), customerMonths: 1 })
    );
  }

  cancel(task: number): void {
    this.cancelled.push(task);
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

function scriptedPool(
  script: (point: Point, worker: Scripted, index: number) => Promise<unknown> | undefined,
  settings: Partial<PoolSettings> = {},
) {
  const started: Scripted[] = [];
  const pool = new Pool({
    workers: 2,
    ...settings,
    start: (events) => {
      const index = started.length;
      const worker = new Scripted(events, (point, self) => script(point, self, index));
      started.push(worker);
      return worker;
    },
  });
  return { pool, started };
}

const never = () => new Promise<never>(() => undefined);
const expected = () => plainDrive(fakeCompare(fakeStudy()), fakeKernel).reading;

describe('pool', () => {
  it('starts and warms every worker before anything is asked', () => {
    const warmUp = fakePoint('warm');
    const { started } = scriptedPool(() => undefined, { warmUp });
    expect(started.map(({ asked }) => asked)).toEqual([[warmUp], [warmUp]]);
  });

  it('merges in the order of the chunks, whatever the order of the answers', async () => {
    const { pool } = scriptedPool(
      async (point) => {
        await new Promise((resolve) => setTimeout(resolve, 40 - point.firstReplication));
        return { kind: 'lived', ledgers: fakeKernel(point), customerMonths: 1 };
      },
      { workers: 5 },
    );
    expect(await pool.run(fakeCompare(fakeStudy()))).toEqual(expected());
  });

  // Told by an adapter at any time: error, messageerror, a rejection that nobody heard, an end by itself.
  it.each(['with a chunk', 'while idle'])('replaces a worker that reports a fault %s', async (when) => {
    const { pool, started } = scriptedPool((_, worker, index) => {
      if (index !== 0 || when === 'while idle') return undefined;
      queueMicrotask(() => {
        worker.events.fault(failureOf('a message of the worker could not be read'));
      });
      return never();
    });
    if (when === 'while idle') started[0]?.events.fault(failureOf('gone'));
    expect(await pool.run(fakeCompare(fakeStudy()))).toEqual(expected());
    expect(started[0]?.isTerminated).toBe(true);
    expect(started).toHaveLength(3);
  });

  it('does not hear a worker that was already replaced', async () => {
    const late: (() => void)[] = [];
    const { pool, started } = scriptedPool((point, worker, index) => {
      if (index !== 0) return undefined;
      queueMicrotask(() => {
        worker.events.fault(failureOf('gone'));
      });
      return new Promise((resolve) => {
        late.push(() => {
          resolve({ kind: 'lived', ledgers: fakeKernel(point).fill(666), customerMonths: 1 });
        });
      });
    });
    const run = pool.run(fakeCompare(fakeStudy()), {
      onProgress: () => {
        late.shift()?.();
        started[0]?.events.fault(failureOf('gone again'));
      },
    });
    expect(await run).toEqual(expected());
    expect(started).toHaveLength(3);
  });

  it('fails a run whose workers cannot even be started, by the name of a chunk', async () => {
    const pool = new Pool({
      workers: 2,
      start: () => {
        throw new Error('workers are forbidden here');
      },
    });
    await expect(pool.run(fakeCompare(fakeStudy()))).rejects.toThrow(
      /future \d+ of "\w+" failed twice: workers are forbidden here/,
    );
  });

  it('counts silence in ticks, and a sign of life starts the count anew', async () => {
    const { pool, started } = scriptedPool(
      (point, worker, index) => {
        if (index === 0) return never();
        if (index !== 1) return undefined;
        return new Promise((resolve) => {
          let signs = 0;
          const sign = setInterval(() => {
            worker.events.sign();
            if (++signs < 12) return;
            clearInterval(sign);
            resolve({ kind: 'lived', ledgers: fakeKernel(point), customerMonths: 1 });
          }, 10);
        });
      },
      { silentTicks: 3, tickMilliseconds: 20 },
    );
    expect(await pool.run(fakeCompare(fakeStudy()))).toEqual(expected());
    expect(started[0]?.isTerminated).toBe(true);
    expect(started[1]?.isTerminated).toBe(false);
  });

  it('tells busy workers of an abort, and takes new work though they do not hear', async () => {
    let isDeaf = true;
    const { pool, started } = scriptedPool(() => (isDeaf ? never() : undefined));
    const stop = new AbortController();
    const first = pool.run(fakeCompare(fakeStudy({ replications: 1000 })), { signal: stop.signal });
    const rejected = expect(first).rejects.toThrow('enough');
    isDeaf = false;
    stop.abort(new Error('enough'));
    await rejected;
    expect(started.map(({ cancelled }) => cancelled.length)).toEqual([1, 1]);
    expect(await pool.run(fakeCompare(fakeStudy()))).toEqual(expected());
    await vi.waitFor(() => {
      expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true, false, false]);
    });
    expect(started.slice(0, 2).flatMap(({ asked }) => asked)).toHaveLength(2);
  });

  it('keeps a worker that hears of the abort in time', async () => {
    const answers: ((answer: unknown) => void)[] = [];
    let isFirst = true;
    const { pool, started } = scriptedPool(() =>
      isFirst ? new Promise((resolve) => answers.push(resolve)) : undefined,
    );
    const stop = new AbortController();
    const first = pool.run(fakeCompare(fakeStudy()), { signal: stop.signal });
    const rejected = expect(first).rejects.toThrow('enough');
    stop.abort(new Error('enough'));
    await rejected;
    isFirst = false;
    for (const answer of answers) answer({ kind: 'cancelled' });
    expect(await pool.run(fakeCompare(fakeStudy()))).toEqual(expected());
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([false, false]);
  });

  it('closes in the middle of a run: the run is rejected and every worker ended', async () => {
    const { pool, started } = scriptedPool(never);
    const rejected = expect(pool.run(fakeCompare(fakeStudy()))).rejects.toThrow('the engine was closed');
    await pool.close();
    await rejected;
    expect(started.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(started).toHaveLength(2);
  });
});
