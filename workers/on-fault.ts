import { failureOf, isFailure } from './failure.ts';
import type { Failure } from './failure.ts';

/** Hears of everything that can go wrong in a browser's worker besides its answers. */
export function onFault(worker: Worker, fault: (failure: Failure) => void): void {
  worker.addEventListener('error', (event) => {
    // The page need not hear of it too.
    event.preventDefault();
    // A module that could not be loaded raises a plain event without a word.
    const isTold = event instanceof ErrorEvent && event.message !== '';
    const words = isTold
      ? `${event.message} (${event.filename}:${event.lineno})`
      : 'the worker could not be loaded';
    fault(failureOf(words));
  });
  worker.addEventListener('messageerror', () => {
    fault(failureOf('a message of the worker could not be read'));
  });
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isFailure(data)) fault(data);
  });
}
