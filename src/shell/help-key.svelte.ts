import type { Memory } from '../state/memory.ts';

/** Whether a bare `?` opens the help sheet: those who steer by voice can switch such keys off. */
export class HelpKey {
  on: boolean = $state(true);
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
    this.on = memory.read() !== 'off';
  }

  put(on: boolean): void {
    this.on = on;
    this.#memory.write(on ? 'on' : 'off');
  }
}
