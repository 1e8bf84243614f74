import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { wrap } from 'comlink';
import type { Point } from '../simulations/point.ts';
import type { ChunkService } from './chunk-service.ts';
import { failureOf } from './failure.ts';
import { Pool } from './pool.ts';
import type { PoolSettings, PoolWorker, PoolWorkerEvents } from './pool.ts';
import { threadEndpoint } from './thread-endpoint.ts';

export interface ThreadSettings extends Partial<Omit<PoolSettings, 'start'>> {
  /** Module that a thread runs; tests put their own here. */
  readonly module?: URL;
}

/** A pool of Node threads; as many as the machine has cores for, unless told otherwise. */
export function threadPool({ module = chunkModule(), workers, ...settings }: ThreadSettings = {}): Pool {
  return new Pool({
    ...settings,
    workers: workers ?? availableParallelism(),
    start: (events) => startThread(module, events),
  });
}

/** Bundled beside this module: Node reads no TypeScript. */
function chunkModule(): URL {
  return new URL('./chunk.thread.js', import.meta.url);
}

function startThread(module: URL, { sign, fault }: PoolWorkerEvents): PoolWorker {
  const thread = new Worker(module, { execArgv: [] });
  thread.on('message', (message: unknown) => {
    if (message === 'sign') sign();
  });
  // Also what nobody caught inside: Node ends the thread with it.
  thread.on('error', (thrown) => {
    fault(failureOf(thrown));
  });
  thread.on('messageerror', (thrown) => {
    fault(failureOf(thrown));
  });
  thread.on('exit', (code) => {
    fault(failureOf(`the thread ended by itself, with code ${code}`));
  });
  const service = wrap<ChunkService>(threadEndpoint(thread));
  return {
    live: (task: number, point: Point) => service.live(task, point),
    cancel: (task) => {
      service.cancel(task).catch(() => undefined);
    },
    terminate: () => thread.terminate(),
  };
}
