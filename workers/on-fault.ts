import { failureOf, isFailure } from './failure.ts';
import type { Failure } from './failure.ts';

/** Hears of everything that can go wrong in a browser's worker besides its answers. */
export function onFault(worker: Worker, fault: (failure: Failure) => void): void {
  worker.addEventListener('error', (event) => {
    // The page need not hear of it too.
    event.preventDefault();
    const words =
      event.message === '' || event.message === undefined ? 'the worker could not be loaded' : event.message;
    fault(failureOf(`${words}${event.filename ? ` (${event.filename}:${event.lineno})` : ''}`));
  });
  worker.addEventListener('messageerror', () => {
    fault(failureOf('a message of the worker could not be read'));
  });
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isFailure(data)) fault(data);
  });
}
