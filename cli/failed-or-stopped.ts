import { failureOf, RunFailure } from '../workers/failure.ts';
import type { Outcome } from './command.ts';

/** What a run that threw came to. */
export function failedOrStopped(thrown: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) return { kind: 'stopped' };
  const { message, details } = failureOf(thrown);
  return { kind: 'failed', message, details: thrown instanceof RunFailure ? thrown.details : details };
}
