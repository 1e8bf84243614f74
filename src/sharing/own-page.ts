import { forgetWork, keepWork, keptWork, nothingKept, tooManyOn, worksOn } from './works.ts';
import type { Shelf } from './works.ts';
import type { Kept } from '../state/draft.svelte.ts';

/** This page's place on the shelf: a name that no other open page has, and the work found under it. */
export interface OwnPage {
  readonly kept: Kept;
  /** False when the browser refused. */
  readonly keep: (kept: Kept) => boolean;
  readonly forget: () => void;
}

const sessionKey = 'cohort-lab:page';

/** A page without storage keeps nothing and says so at the first change. */
const nowhere: OwnPage = { kept: nothingKept, keep: () => false, forget: () => {} };

/**
 * Takes up the work of this page (after a reload), or else the newest that no open page is at. A lock for as long as the
 * page lives says which works are taken; a copied tab finds its own taken and begins a new one.
 */
export async function ownPage(): Promise<OwnPage> {
  let shelf: Shelf;
  let remembered: string | null;
  try {
    shelf = localStorage;
    remembered = sessionStorage.getItem(sessionKey);
  } catch {
    return nowhere;
  }
  const candidates = [
    ...(remembered !== null && /^[a-z0-9]+$/.test(remembered) ? [remembered] : []),
    ...worksOn(shelf).map(({ page }) => page),
  ];
  for (const page of candidates) {
    if (await claimed(page)) return opened(shelf, page);
  }
  const page = crypto
    .getRandomValues(new Uint32Array(2))
    .reduce((name, part) => name + part.toString(36), '');
  await claimed(page);
  return opened(shelf, page);
}

function opened(shelf: Shelf, page: string): OwnPage {
  try {
    sessionStorage.setItem(sessionKey, page);
  } catch {
    // The next reload takes the newest work instead.
  }
  for (const old of tooManyOn(shelf)) if (old !== page) letGo(shelf, old);
  return {
    kept: keptWork(shelf, page),
    keep: (kept) => keepWork(shelf, page, kept),
    forget: () => forgetWork(shelf, page),
  };
}

/** Takes the lock of a page name and holds it until the page goes; without locks in the browser every name is free. */
function claimed(page: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks
      .request(lockOf(page), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<never>(() => {});
      })
      .catch(() => resolve(true));
  });
}

/** Forgets the work of a page that is not open. Where locks cannot tell, it stays. */
function letGo(shelf: Shelf, page: string): void {
  if (!('locks' in navigator)) return;
  void navigator.locks
    .request(lockOf(page), { ifAvailable: true }, (lock) => {
      if (lock !== null) forgetWork(shelf, page);
    })
    .catch(() => {});
}

function lockOf(page: string): string {
  return `cohort-lab:${page}`;
}
