import type { Failure } from './experiment.svelte.ts';

/** Whatever was thrown, as a sentence and details; an engine's failure carries details of its own. */
export function failureShown(error: unknown): Failure {
  if (!(error instanceof Error))
    return { message: 'Something unexpected was thrown.', details: String(error) };
  const own = 'details' in error && typeof error.details === 'string' ? error.details : undefined;
  return { message: error.message, details: own ?? error.stack ?? error.message };
}
