import { readScenario } from '../../scenarios/read.ts';
import type { Kept, Work } from '../state/draft.svelte.ts';

/**
 * What readers were at, kept in the browser: one work for each open page, so that two pages never overwrite each other.
 * A work has two places. The new text goes to the one that is not in use, is read back, and only then takes its turn:
 * whatever breaks off in between, the last whole work is still there.
 */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const root = 'cohort-lab:work';
/** The oldest works of closed pages beyond so many are let go. */
const mostWorks = 5;

interface Label {
  readonly place: 0 | 1;
  /** Counts up with every change on this shelf: the largest is the newest. */
  readonly turn: number;
}

/** Keeps the work of a page; false when the browser refused, and then what was kept before is still there. */
export function keepWork(shelf: Shelf, page: string, kept: Kept): boolean {
  const { work, past, future } = kept;
  // What lies on the table comes before the steps around it, if they do not fit together.
  return (
    keepText(shelf, page, JSON.stringify({ ...work, past, future })) ||
    (work !== undefined && past.length + future.length > 0 && keepText(shelf, page, JSON.stringify(work)))
  );
}

function keepText(shelf: Shelf, page: string, text: string): boolean {
  try {
    const label = labelOf(shelf, page);
    const place = label?.place === 0 ? 1 : 0;
    const turn = Math.max(0, ...worksOn(shelf).map((work) => work.turn)) + 1;
    shelf.setItem(`${root}:${page}:${String(place)}`, text);
    if (shelf.getItem(`${root}:${page}:${String(place)}`) !== text) return false;
    const next = `${String(place)} ${String(turn)}`;
    shelf.setItem(`${root}:${page}`, next);
    return shelf.getItem(`${root}:${page}`) === next;
  } catch {
    return false;
  }
}

/** What is kept of a page; without works when there are none, or when they can no longer be read. */
export function keptWork(shelf: Shelf, page: string): Kept {
  try {
    const label = labelOf(shelf, page);
    const text = label === undefined ? null : shelf.getItem(`${root}:${page}:${String(label.place)}`);
    const value: unknown = JSON.parse(text ?? 'null');
    const { past, future } = entriesOf(value);
    return { work: workIn(value), past: worksIn(past), future: worksIn(future) };
  } catch {
    return nothingKept;
  }
}

export const nothingKept: Kept = { work: undefined, past: [], future: [] };

function worksIn(value: unknown): readonly Work[] {
  return Array.isArray(value) ? value.map(workIn).filter((work) => work !== undefined) : [];
}

function workIn(value: unknown): Work | undefined {
  const { scenario, opened } = entriesOf(value);
  const [now, then] = [scenario, opened].map((one) => readScenario(JSON.stringify(one ?? null)));
  if (now?.kind !== 'scenario') return undefined;
  return { scenario: now.scenario, opened: then?.kind === 'scenario' ? then.scenario : now.scenario };
}

function entriesOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function forgetWork(shelf: Shelf, page: string): void {
  for (const key of [`${root}:${page}`, `${root}:${page}:0`, `${root}:${page}:1`]) {
    try {
      shelf.removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }
}

/** Pages that left a work, the newest first. */
export function worksOn(shelf: Shelf): { readonly page: string; readonly turn: number }[] {
  const found: { page: string; turn: number }[] = [];
  for (let index = 0; index < shelf.length; index++) {
    const page = /^cohort-lab:work:([a-z0-9]+)$/.exec(shelf.key(index) ?? '')?.[1];
    const label = page === undefined ? undefined : labelOf(shelf, page);
    if (page !== undefined && label !== undefined) found.push({ page, turn: label.turn });
  }
  return found.sort((a, b) => b.turn - a.turn);
}

/** Pages whose works are the oldest and too many; whether one of them is open is not known here. */
export function tooManyOn(shelf: Shelf): string[] {
  return worksOn(shelf)
    .slice(mostWorks)
    .map(({ page }) => page);
}

function labelOf(shelf: Shelf, page: string): Label | undefined {
  const match = /^([01]) (\d{1,15})$/.exec(shelf.getItem(`${root}:${page}`) ?? '');
  return match === null ? undefined : { place: match[1] === '1' ? 1 : 0, turn: Number(match[2]) };
}
