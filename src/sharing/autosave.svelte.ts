import type { Draft, Work } from '../state/draft.svelte.ts';
import type { Later } from '../state/experiment.svelte.ts';
import type { OwnPage } from './own-page.ts';

/** Long enough that dragging a slider writes once. */
const restMilliseconds = 400;

/** Keeps the own work in the browser a moment after every change, and at once when the page is left. */
export class Autosave {
  /** The browser refused to keep the work: it should be saved as a file. */
  refused = $state(false);
  readonly #draft: Draft;
  readonly #page: OwnPage;
  readonly #later: Later;
  #waiting: Work | undefined;
  #callOff = () => {};

  constructor(draft: Draft, page: OwnPage, later: Later) {
    this.#draft = draft;
    this.#page = page;
    this.#later = later;
  }

  /** To be called with every change. */
  touch(work: Work): void {
    this.#callOff();
    this.#waiting = work;
    this.#callOff = this.#later(() => this.write(), restMilliseconds);
  }

  /** Writes what waits to be written. */
  write(): void {
    const work = this.#waiting;
    if (work === undefined) return;
    this.#callOff();
    this.#waiting = undefined;
    // Untouched work is made anew by opening the page.
    if (!this.#draft.canGoBack) this.#page.forget();
    else this.refused = !this.#page.keep(work);
  }
}
