import type { Progress } from '../workers/engine.ts';
import { countText, durationText, percentText } from './number-text.ts';

/** How often a line is written where lines stay: a log. */
const logSeconds = 10;
const terminalSeconds = 0.1;

/** Progress on one line that is written over in a terminal, and on a new line now and then elsewhere. */
export function progressLine(
  note: (text: string) => void,
  isTerminal: boolean,
): { readonly show: (progress: Progress) => void; readonly clear: () => void } {
  let last = performance.now();
  let shown = false;
  return {
    show(progress) {
      const now = performance.now();
      if (now - last < 1000 * (isTerminal ? terminalSeconds : logSeconds)) return;
      last = now;
      shown = true;
      note(isTerminal ? `\r\u001b[2K${progressText(progress)}` : `${progressText(progress)}\n`);
    },
    clear() {
      if (shown && isTerminal) note('\r\u001b[2K');
    },
  };
}

function progressText({ share, totalFutures, secondsLeft, customerMonthsPerSecond }: Progress): string {
  return [
    totalFutures === undefined ? 'simulating' : `${percentText(share, 0)} simulated`,
    ...(secondsLeft === undefined ? [] : [`${durationText(secondsLeft)} left`]),
    ...(customerMonthsPerSecond === undefined
      ? []
      : [`${countText(customerMonthsPerSecond)} customer-months a second`]),
  ].join(', ');
}
