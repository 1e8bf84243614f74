import type { Later } from '../../state/experiment.svelte.ts';

/** Slow enough to take a future in before the next one comes. */
const secondsEach = 0.9;

/** Sampled futures shown by themselves, one after another: what a spread is made of. */
export class FuturePlayer {
  /** The future on show; undefined: all of them at once. */
  future: number | undefined = $state();
  playing = $state(false);
  readonly #later: Later;
  #callOff = () => {};

  constructor(later: Later) {
    this.#later = later;
  }

  play(count: number): void {
    if (count === 0) return;
    this.playing = true;
    this.#show(this.#after(count, 1));
    this.#callOff = this.#later(() => this.play(count), 1000 * secondsEach);
  }

  pause(): void {
    this.#callOff();
    this.playing = false;
  }

  /** The next or the one before, around the end. */
  step(count: number, by: 1 | -1): void {
    this.pause();
    if (count > 0) this.#show(this.#after(count, by));
  }

  /** All futures at once again. */
  leave(): void {
    this.pause();
    this.future = undefined;
  }

  #show(future: number): void {
    this.future = future;
  }

  #after(count: number, by: 1 | -1): number {
    return this.future === undefined ? (by > 0 ? 0 : count - 1) : (this.future + by + count) % count;
  }
}
