import type { RunProgress } from './experiment.svelte.ts';

/**
 * The progress of a run of which this is a part, from and to a share of its work. What is left of the part is known; what
 * comes after it is taken to go as fast.
 */
export function partOfRun(
  from: number,
  to: number,
  { share, secondsLeft, ...rest }: RunProgress,
): RunProgress {
  const done = from + (to - from) * share;
  if (secondsLeft === undefined || share >= 1 || to <= from) return { ...rest, share: done };
  const secondsOfPart = secondsLeft / (1 - share);
  return { ...rest, share: done, secondsLeft: secondsLeft + ((1 - to) / (to - from)) * secondsOfPart };
}
