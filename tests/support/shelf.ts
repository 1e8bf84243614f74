import type { Shelf as Kept } from '../../src/sharing/works.ts';

/** What may go wrong with a browser's storage. */
export type Fault =
  /** Every write throws, as when the quota is used up. */
  | 'full'
  /** A write returns and keeps nothing. */
  | 'swallows'
  /** A write keeps half of the text. */
  | 'cuts'
  /** Everything throws, as when storage is forbidden. */
  | 'closed'
  /** Reading back throws. */
  | 'blind';

/** Storage in memory, with faults on demand. */
export class Shelf implements Kept {
  fault: Fault | undefined;
  /** With how many writes the fault waits; undefined: it is there at once. */
  writesLeft: number | undefined;
  readonly #kept = new Map<string, string>();

  get length(): number {
    if (this.fault === 'closed') throw new DOMException('forbidden', 'SecurityError');
    return this.#kept.size;
  }

  key(index: number): string | null {
    return [...this.#kept.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    if (this.#isFaulty() && (this.fault === 'closed' || this.fault === 'blind'))
      throw new DOMException('forbidden', 'SecurityError');
    return this.#kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    const faulty = this.#isFaulty();
    if (this.writesLeft !== undefined) this.writesLeft = Math.max(0, this.writesLeft - 1);
    if (faulty && (this.fault === 'full' || this.fault === 'closed'))
      throw new DOMException('full', 'QuotaExceededError');
    if (faulty && this.fault === 'swallows') return;
    this.#kept.set(key, faulty && this.fault === 'cuts' ? value.slice(0, value.length >> 1) : value);
  }

  removeItem(key: string): void {
    if (this.#isFaulty() && this.fault === 'closed') throw new DOMException('forbidden', 'SecurityError');
    this.#kept.delete(key);
  }

  copy(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#kept);
  }

  #isFaulty(): boolean {
    return this.fault !== undefined && (this.writesLeft ?? 0) === 0;
  }
}
