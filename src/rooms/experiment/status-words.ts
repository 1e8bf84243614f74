import type { Format } from '../../format.ts';
import type { Shown } from './shown.ts';

export interface Counted {
  readonly replications: number;
  readonly plannedReplications: number;
}

/** What the status line of a room says; `of` tells what each future is lived under ("at each of 13 limits"). */
export function statusWords(
  { phase, current, isRefining }: Pick<Shown, 'phase' | 'current' | 'isRefining'>,
  reading: Counted | undefined,
  of: string,
  format: Format,
): string {
  if (reading === undefined) return phase === 'failed' ? 'No answer' : 'Living the first futures';
  if (!current)
    return phase === 'stopped' ? 'Stopped; this answers an earlier question' : 'Working on the new question';
  const count = format.count(reading.replications);
  if (reading.replications >= reading.plannedReplications)
    return `${count} futures ${of}${isRefining ? ', being refined' : ''}`;
  const part = `${count} of ${format.count(reading.plannedReplications)} futures`;
  return phase === 'running' ? part : `A partial answer from ${part}`;
}
