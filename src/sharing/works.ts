import { readScenario } from '../../scenarios/read.ts';
import type { Work } from '../state/draft.svelte.ts';

/**
 * What readers were at, kept in the browser: one work for each open page, so that two pages never overwrite each other.
 * A work has two places. The new text goes to the one that is not in use, is read back, and only then takes its turn:
 * whatever breaks off in between, the last whole work is still there.
 */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const root = 'cohort-lab:work';
/** Works of pages that were closed; the oldest beyond these are let go. */
const mostWorks = 5;

interface Label {
  readonly place: 0 | 1;
  /** Counts up with every change on this shelf: the largest is the newest. */
  readonly turn: number;
}

/** Keeps a work; false when the browser refused, and then what was kept before is still there. */
export function keepWork(shelf: Shelf, page: string, { scenario, opened }: Work): boolean {
  const text = JSON.stringify({ scenario, opened });
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

/** The work of a page; undefined when there is none, or when it can no longer be read. */
export function keptWork(shelf: Shelf, page: string): Work | undefined {
  try {
    const label = labelOf(shelf, page);
    if (label === undefined) return undefined;
    const value: unknown = JSON.parse(shelf.getItem(`${root}:${page}:${String(label.place)}`) ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    const { scenario, opened }: Record<string, unknown> = { ...value };
    const [now, then] = [scenario, opened].map((one) => readScenario(JSON.stringify(one ?? null)));
    if (now?.kind !== 'scenario') return undefined;
    return { scenario: now.scenario, opened: then?.kind === 'scenario' ? then.scenario : now.scenario };
  } catch {
    return undefined;
  }
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

/** Lets go of the oldest works that no open page is at. */
export function tidyShelf(shelf: Shelf, inUse: (page: string) => boolean): void {
  for (const { page } of worksOn(shelf).slice(mostWorks)) if (!inUse(page)) forgetWork(shelf, page);
}

function labelOf(shelf: Shelf, page: string): Label | undefined {
  const match = /^([01]) (\d{1,15})$/.exec(shelf.getItem(`${root}:${page}`) ?? '');
  return match === null ? undefined : { place: match[1] === '1' ? 1 : 0, turn: Number(match[2]) };
}
