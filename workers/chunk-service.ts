import { transfer } from 'comlink';
import { answerSize } from '../simulations/measure.ts';
import type { Point } from '../simulations/point.ts';
import type { LivedChunk, Simulate } from './engine.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';
import { liveChunk } from './live-chunk.ts';
import type { Turn } from './live-chunk.ts';

export type ChunkAnswer =
  ({ readonly kind: 'lived' } & LivedChunk) | { readonly kind: 'cancelled' } | Failure;

/** What a worker does for a pool. */
export interface ChunkService {
  live(task: number, point: Point): Promise<ChunkAnswer>;
  cancel(task: number): void;
}

/** The worker's side. `sign` is called before every replication: a sign of life. */
export function chunkService(simulate: Simulate, turn: Turn, sign: () => void): ChunkService {
  const cancelled = new Set<number>();
  return {
    async live(task, point) {
      const isCancelled = () => {
        sign();
        return cancelled.has(task);
      };
      try {
        const chunk = await liveChunk(simulate, point, isCancelled, turn);
        if (chunk === undefined) return { kind: 'cancelled' };
        return transfer({ kind: 'lived', ...chunk }, [chunk.ledgers.buffer]);
      } catch (thrown) {
        return failureOf(thrown);
      } finally {
        cancelled.delete(task);
      }
    },
    cancel(task) {
      cancelled.add(task);
    },
  };
}

/** Whether what came back is a chunk of that point: anything else counts as the worker's failure. */
export function isLivedChunk(answer: unknown, point: Point): answer is LivedChunk {
  if (typeof answer !== 'object' || answer === null) return false;
  const { kind, ledgers, customerMonths }: Record<string, unknown> = { ...answer };
  return (
    kind === 'lived' &&
    ledgers instanceof Float64Array &&
    ledgers.length === answerSize(point) * point.replications &&
    typeof customerMonths === 'number'
  );
}
