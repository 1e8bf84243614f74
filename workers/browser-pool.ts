import { wrap } from 'comlink';
import type { Point } from '../simulations/point.ts';
import type { ChunkService } from './chunk-service.ts';
import { onFault } from './on-fault.ts';
import { Pool } from './pool.ts';
import type { PoolSettings, PoolWorker, PoolWorkerEvents } from './pool.ts';
import { TrustedWorker as Worker } from './trusted-worker.ts';

/** More than these only crowd each other's memory. */
const mostWorkers = 16;

/** A pool of module workers; one for each core, unless told otherwise. */
export function browserPool(settings: Partial<Omit<PoolSettings, 'start'>> = {}): Pool {
  return new Pool({
    workers: Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency)),
    ...settings,
    start: startWorker,
  });
}

function startWorker({ sign, fault }: PoolWorkerEvents): PoolWorker {
  const worker = new Worker(new URL('./chunk.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'sign') sign();
  });
  onFault(worker, fault);
  const service = wrap<ChunkService>(worker);
  return {
    live: (task: number, point: Point) => service.live(task, point),
    cancel: (task) => {
      service.cancel(task).catch(() => undefined);
    },
    terminate: () => {
      worker.terminate();
    },
  };
}
