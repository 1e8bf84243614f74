import type { Memory } from './memory.ts';

export type ThemeChoice = 'light' | 'dark';

/** Light or dark: as the system says, until somebody chooses. */
export class Theme {
  #chosen: ThemeChoice | undefined = $state();
  #system: ThemeChoice = $state('light');
  readonly #memory: Memory;
  readonly now: ThemeChoice = $derived(this.#chosen ?? this.#system);
  readonly chosen: ThemeChoice | undefined = $derived(this.#chosen);

  constructor(system: ThemeChoice, memory: Memory) {
    this.#system = system;
    this.#memory = memory;
    const remembered = memory.read();
    if (remembered === 'light' || remembered === 'dark') this.#chosen = remembered;
  }

  follow(system: ThemeChoice): void {
    this.#system = system;
  }

  toggle(): void {
    const next = this.now === 'dark' ? 'light' : 'dark';
    this.#chosen = next;
    this.#memory.write(next);
  }
}
