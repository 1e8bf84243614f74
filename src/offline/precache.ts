/** What a build tells its service worker: every file of the page, and a name for just these files. */
export interface Precache {
  /** Hash of all files: another build, another version. */
  readonly version: string;
  /** Paths relative to the page. */
  readonly files: readonly string[];
}

/** What the page says to a new worker that waits: take over now. */
export const takeOver = 'take over';
