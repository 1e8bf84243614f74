import { checkScenario } from '../../simulations/parameters/checks.ts';
import { valueAt, withValueAt } from '../../simulations/parameters/pointer.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { begun, redone, rested, stepped, undone } from './history.ts';
import type { History } from './history.ts';

interface Version {
  readonly scenario: Scenario;
  /** The scenario as it was opened: what "changed" and "reset" refer to. */
  readonly opened: Scenario;
}

/** The scenario on the table, with every change and every opened file as one step to undo. */
export class Draft {
  #history: History<Version>;

  constructor(scenario: Scenario) {
    this.#history = $state.raw(begun({ scenario, opened: scenario }));
  }

  get scenario(): Scenario {
    return this.#history.present.scenario;
  }

  get opened(): Scenario {
    return this.#history.present.opened;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** A file takes the place of the current work, which undo brings back. */
  open(scenario: Scenario): void {
    this.#history = stepped(this.#history, { scenario, opened: scenario });
  }

  /**
   * Changes the value at an address of the whole scenario; edits of one gesture are one step. If the scenario would no
   * longer hold (a ladder that does not climb, a value out of range), says why in words and changes nothing.
   */
  take(pointer: string, value: unknown, gesture?: string): string | undefined {
    if (Object.is(valueAt(this.scenario, pointer), value)) return undefined;
    const shaped = Scenario.safeParse(withValueAt(this.scenario, pointer, value));
    if (!shaped.success) return 'This value does not fit here.';
    const before = checkScenario(this.scenario).problems.map(({ path }) => path);
    const problem = checkScenario(shaped.data).problems.find(({ path }) => !before.includes(path));
    if (problem !== undefined) return `Expected ${problem.expected}. ${problem.hint}`.trim();
    this.#history = stepped(this.#history, { scenario: shaped.data, opened: this.opened }, gesture);
    return undefined;
  }

  /** Ends a gesture: the next edit is a step of its own. */
  rest(): void {
    this.#history = rested(this.#history);
  }

  /** Back to the value of the opened scenario; what was not in it goes to 0, as the model reads a missing entry. */
  reset(pointer: string): string | undefined {
    return this.take(pointer, valueAt(this.opened, pointer) ?? 0);
  }

  isChanged(pointer: string): boolean {
    return JSON.stringify(valueAt(this.scenario, pointer)) !== JSON.stringify(valueAt(this.opened, pointer));
  }

  undo(): void {
    this.#history = undone(this.#history);
  }

  redo(): void {
    this.#history = redone(this.#history);
  }
}
