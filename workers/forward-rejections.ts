import { failureOf } from './failure.ts';

/** A promise that nobody heard in a worker raises nothing on the other side, so it is told as a message. */
export function forwardRejections(): void {
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    postMessage(failureOf(event.reason));
  });
}
