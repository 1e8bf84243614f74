import type { CompareReading } from '../../../simulations/reading.ts';
import type { Format } from '../../format.ts';
import type { Phase } from '../../state/experiment.svelte.ts';

/** What the status line says about the reading on show. */
export function runWords(
  phase: Phase,
  reading: CompareReading | undefined,
  current: boolean,
  format: Format,
): string {
  if (reading === undefined) return phase === 'failed' ? 'No answer' : 'Living the first futures';
  const count = format.count(reading.replications);
  const planned = format.count(reading.plannedReplications);
  if (!current)
    return phase === 'stopped'
      ? `Stopped; this is the answer to earlier settings`
      : 'Working on the new settings';
  if (reading.replications >= reading.plannedReplications)
    return `${count} futures, each lived under both strategies`;
  const part = `${count} of ${planned} futures`;
  return phase === 'stopped'
    ? `Stopped: a partial answer from ${part}`
    : phase === 'failed'
      ? `A partial answer from ${part}`
      : part;
}

/**
 * What a screen reader hears: the beginning, every quarter of the way, and the end with the answer. Never each step.
 */
export function spokenWords(phase: Phase, done: number, answer: string): string {
  if (phase === 'running') {
    const quarters = Math.floor(done * 4);
    return quarters === 0
      ? 'Computing futures.'
      : `${String(quarters * 25)} percent of the futures computed.`;
  }
  if (phase === 'stopped') return `Stopped. ${answer}`;
  if (phase === 'failed') return 'The run failed.';
  return `Done. ${answer}`;
}
