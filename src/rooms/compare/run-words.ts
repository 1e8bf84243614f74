import type { CompareReading } from '../../../simulations/reading.ts';
import type { Format } from '../../format.ts';
import type { Phase } from '../../state/experiment.svelte.ts';

/** What the status line says about the reading on show. */
export function runWords(
  phase: Phase,
  reading: CompareReading | undefined,
  current: boolean,
  spared: number,
  format: Format,
): string {
  if (reading === undefined) return phase === 'failed' ? 'No answer' : 'Living the first futures';
  const count = format.count(reading.replications);
  const planned = format.count(reading.plannedReplications);
  if (!current)
    return phase === 'stopped'
      ? `Stopped; this is the answer to earlier settings`
      : 'Working on the new settings';
  if (spared > 0) return `Settled after ${count} futures, each lived under both strategies`;
  if (reading.replications >= reading.plannedReplications)
    return `${count} futures, each lived under both strategies`;
  if (phase === 'running') return `${count} of at most ${planned} futures`;
  const part = `${count} of ${planned} futures`;
  return phase === 'stopped' ? `Stopped: a partial answer from ${part}` : `A partial answer from ${part}`;
}

/** What a report says of a run that was not over. */
export function unfinishedWords(
  { replications, plannedReplications }: CompareReading,
  format: Format,
): string {
  return `Unfinished: ${format.count(replications)} of at most ${format.count(plannedReplications)} futures.`;
}

/** What an answer that stopped early may still lack, for whoever asks why there are no more futures. */
export const settledWhy =
  'Settled: the standard error of the average difference is below 2 % of the spread of one strategy’s own outcome. More futures would sharpen the outer bands.';

/** What is left to do, and how fast it is done; empty while nothing is known. */
export function paceWords(
  secondsLeft: number | undefined,
  customerMonthsPerSecond: number | undefined,
  format: Format,
): string {
  const words: string[] = [];
  if (secondsLeft !== undefined) words.push(`about ${format.timeLeft(secondsLeft)} left`);
  if (customerMonthsPerSecond !== undefined) {
    const speed = format.value(customerMonthsPerSecond, 'count', customerMonthsPerSecond / 10);
    words.push(`${speed} customer-months a second`);
  }
  return words.join(' · ');
}

/**
 * What a screen reader hears: the beginning, every quarter of the way, and the end with the answer. Never each step.
 */
export function spokenWords(phase: Phase, done: number, answer: string): string {
  if (phase === 'running') {
    // How many futures it takes is known when they are enough: all of them are computed when the answer is there.
    const quarters = Math.min(3, Math.floor(done * 4));
    return quarters === 0
      ? 'Computing futures.'
      : `${String(quarters * 25)} percent of the futures computed.`;
  }
  if (phase === 'stopped') return `Stopped. ${answer}`;
  if (phase === 'failed') return 'The run failed.';
  return `Done. ${answer}`;
}
