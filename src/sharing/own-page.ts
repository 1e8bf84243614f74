import { forgetWork, keepWork, keptWork, tidyShelf, worksOn } from './works.ts';
import type { Shelf } from './works.ts';
import type { Work } from '../state/draft.svelte.ts';

/** This page's place on the shelf: a name that no other open page has, and the work found under it. */
export interface OwnPage {
  readonly work: Work | undefined;
  /** False when the browser refused. */
  readonly keep: (work: Work) => boolean;
  readonly forget: () => void;
}

const sessionKey = 'cohort-lab:page';

/** A page without storage keeps nothing and says so at the first change. */
const nowhere: OwnPage = { work: undefined, keep: () => false, forget: () => {} };

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
  tidyShelf(shelf, (one) => one === page);
  return {
    work: keptWork(shelf, page),
    keep: (work) => keepWork(shelf, page, work),
    forget: () => forgetWork(shelf, page),
  };
}

/** Takes the lock of a page name and holds it until the page goes; without locks in the browser every name is free. */
function claimed(page: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks
      .request(`cohort-lab:${page}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<never>(() => {});
      })
      .catch(() => resolve(true));
  });
}
