/** How the places of a chart follow each other: from left to right, or as rows from top to bottom. */
export type Course = 'across' | 'down';

const far = 12;

/**
 * The place, from 0 to `last`, that a key leads to from the place `now`; undefined for a key that does not move.
 * Across, up goes on as it does on any slider; down the rows, down does: the eye goes where the arrow points.
 */
export function steppedTo(key: string, now: number, last: number, course: Course): number | undefined {
  const upward = course === 'across' ? 1 : -1;
  const wanted: Readonly<Record<string, number>> = {
    ArrowLeft: now - 1,
    ArrowRight: now + 1,
    ArrowUp: now + upward,
    ArrowDown: now - upward,
    PageUp: now + upward * far,
    PageDown: now - upward * far,
    Home: 0,
    End: last,
  };
  const next = wanted[key];
  return next === undefined ? undefined : Math.min(last, Math.max(0, next));
}
