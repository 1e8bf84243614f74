import type { Kept } from '../state/draft.svelte.ts';
import type { Later } from '../state/experiment.svelte.ts';
import type { OwnPage } from './own-page.ts';

/** Long enough that dragging a slider writes once. */
const restMilliseconds = 400;

/** Keeps the own work in the browser a moment after every change, and at once when the page is left. */
export class Autosave {
  /** The browser refused to keep the work: it should be saved as a file. */
  refused = $state(false);
  readonly #page: OwnPage;
  readonly #later: Later;
  #waiting: Kept | undefined;
  #callOff = () => {};

  constructor(page: OwnPage, later: Later) {
    this.#page = page;
    this.#later = later;
  }

  /** To be called with every change. */
  touch(kept: Kept): void {
    this.#callOff();
    this.#waiting = kept;
    this.#callOff = this.#later(() => this.write(), restMilliseconds);
  }

  /** Writes what waits to be written. */
  write(): void {
    const kept = this.#waiting;
    if (kept === undefined) return;
    this.#callOff();
    this.#waiting = undefined;
    if (kept.work === undefined && kept.future.length === 0) this.#page.forget();
    else this.refused = !this.#page.keep(kept);
  }
}
