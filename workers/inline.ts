import { drive } from './drive.ts';
import type { LiveBatch } from './drive.ts';
import type { Engine, Simulate } from './engine.ts';
import { chunkName } from './chunk-name.ts';
import { failureOf, RunFailure } from './failure.ts';
import { liveChunk } from './live-chunk.ts';
import type { Turn } from './live-chunk.ts';

/**
 * Simulates where it is called, one replication after another, giving way to the event loop in between. For tests, for
 * where there are no workers, and for seeing what an error is about.
 */
export function inlineEngine(simulate: Simulate, turn: Turn): Engine {
  const closing = new AbortController();
  const live: LiveBatch = async (points, onChunk, signal) => {
    const ledgers: Float64Array[] = [];
    for (const point of points) {
      const isCancelled = () => signal.aborted || closing.signal.aborted;
      const chunk = await liveChunk(simulate, point, isCancelled, turn).catch((thrown: unknown) => {
        const { message, details } = failureOf(thrown);
        throw new RunFailure(`${chunkName(point)} failed: ${message}`, details);
      });
      signal.throwIfAborted();
      closing.signal.throwIfAborted();
      if (chunk === undefined) throw new Error('a chunk is cancelled only by its run');
      ledgers.push(chunk.ledgers);
      onChunk(chunk, point);
    }
    return ledgers;
  };
  return {
    workers: 1,
    run: (design, options) =>
      closing.signal.aborted ? Promise.reject(closedFailure()) : drive(design, live, options),
    close: () => {
      closing.abort(closedFailure());
      return Promise.resolve();
    },
  };
}

function closedFailure(): RunFailure {
  return new RunFailure('the engine was closed');
}
