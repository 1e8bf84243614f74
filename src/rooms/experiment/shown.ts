import type { Inquiry } from '../../state/inquiry.svelte.ts';

/** What a room's frame shows of an inquiry, whatever it asks. */
export type Shown = Pick<
  Inquiry<unknown, unknown>,
  | 'phase'
  | 'current'
  | 'done'
  | 'secondsLeft'
  | 'speed'
  | 'failure'
  | 'reading'
  | 'canRefine'
  | 'isRefining'
  | 'refinedFutures'
  | 'stop'
  | 'refine'
  | 'again'
>;
