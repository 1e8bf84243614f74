import type { z } from 'zod';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import { valueAt, withValueAt } from '../../simulations/parameters/pointer.ts';
import type { Problem } from '../../simulations/parameters/problem.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Strategy } from '../../simulations/parameters/strategy/strategy.ts';
import { begun, redone, rested, stepped, undone } from './history.ts';
import type { History } from './history.ts';
import { retied, tiesOf } from './ties.ts';

/** A piece of work: the scenario, and how it was opened, which is what "changed" and "reset" refer to. */
export interface Work {
  readonly scenario: Scenario;
  readonly opened: Scenario;
}

const readOnly = 'This is a shared snapshot: make your own copy to change it.';

/** What outlives the page: what lies on the table, and the nearest steps that undo and redo would bring. */
export interface Kept {
  /** Undefined: still the scenario that the page begins with. */
  readonly work: Work | undefined;
  /** The step before comes last. */
  readonly past: readonly Work[];
  /** The next step comes first. Of many the newest of all is kept too, as the last. */
  readonly future: readonly Work[];
}

/** Steps of each way that are kept: some five texts, of the hundred or so that fit in a browser's storage. */
const keptSteps = 3;

/**
 * The scenario on the table, with every change and every opened file as one step to undo. While a snapshot that
 * somebody shared is looked at, it lies on top: nothing can be changed, and the own work below stays as it was.
 */
export class Draft {
  #history: History<Work>;
  #snapshot: Scenario | undefined = $state.raw();
  readonly #first: Scenario;

  constructor(scenario: Scenario, restored?: Kept) {
    this.#first = scenario;
    const { past = [], work, future = [] } = restored ?? {};
    const steps = [...past, ...(work === undefined ? [] : [work])];
    const history = steps.reduce(
      (made, step) => stepped(made, step),
      begun<Work>({ scenario, opened: scenario }),
    );
    this.#history = $state.raw({ ...history, future });
  }

  get scenario(): Scenario {
    return this.#snapshot ?? this.own.scenario;
  }

  get opened(): Scenario {
    return this.#snapshot ?? this.own.opened;
  }

  /** The reader's own work, also while a snapshot lies on it. */
  get own(): Work {
    return this.#history.present;
  }

  get isSnapshot(): boolean {
    return this.#snapshot !== undefined;
  }

  /** What to keep for when the page is opened again; untouched work is made anew by opening it. */
  get kept(): Kept {
    const { past, present, future } = this.#history;
    const newest = future.slice(keptSteps).slice(-1);
    return {
      work: past.length === 0 ? undefined : present,
      // The first of all is what the page begins with anyway.
      past: past.slice(1).slice(-keptSteps),
      future: [...future.slice(0, keptSteps), ...newest],
    };
  }

  get canUndo(): boolean {
    return !this.isSnapshot && this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return !this.isSnapshot && this.#history.future.length > 0;
  }

  /** A file takes the place of the current work, which undo brings back. */
  open(scenario: Scenario): void {
    this.#snapshot = undefined;
    this.#history = stepped(this.#history, { scenario, opened: scenario });
  }

  /** Back to what the page began with, as a step like any other: undo brings the work back. */
  restart(): void {
    this.open(this.#first);
  }

  /** Shows a scenario without touching the own work. */
  look(scenario: Scenario): void {
    this.#snapshot = scenario;
  }

  /** Back to the own work. */
  leave(): void {
    this.#snapshot = undefined;
  }

  /** The snapshot becomes the own work; undo brings the earlier one back. */
  keep(): void {
    if (this.#snapshot !== undefined) this.open(this.#snapshot);
  }

  /**
   * Changes the value at an address of the whole scenario; edits of one gesture are one step. If the scenario would no
   * longer hold (a ladder that does not climb, a value out of range), says why in words and changes nothing.
   */
  take(pointer: string, value: unknown, gesture?: string): string | undefined {
    if (Object.is(valueAt(this.scenario, pointer), value)) return undefined;
    return this.#step(withValueAt(this.scenario, pointer, value), this.opened, gesture);
  }

  /** Changes a list of the scenario, also in what "changed" and "reset" refer to: a moved item is no edited one. */
  arrange(change: (scenario: Scenario) => Scenario): string | undefined {
    const changed = (scenario: Scenario) => retied(scenario, change(scenario));
    return this.#step(changed(this.scenario), changed(this.opened));
  }

  rearrange(change: (strategies: readonly Strategy[]) => readonly Strategy[]): string | undefined {
    return this.arrange((scenario) => ({ ...scenario, strategies: [...change(scenario.strategies)] }));
  }

  /** Ends a gesture: the next edit is a step of its own. */
  rest(): void {
    this.#history = rested(this.#history);
  }

  /** Back to the value of the opened scenario; what was not in it goes to 0, as the model reads a missing entry. */
  reset(pointer: string): string | undefined {
    // Null is a value: no limit.
    const was = valueAt(this.opened, pointer);
    return this.take(pointer, was === undefined ? 0 : was);
  }

  isChanged(pointer: string): boolean {
    return JSON.stringify(valueAt(this.scenario, pointer)) !== JSON.stringify(valueAt(this.opened, pointer));
  }

  undo(): void {
    if (this.canUndo) this.#history = undone(this.#history);
  }

  redo(): void {
    if (this.canRedo) this.#history = redone(this.#history);
  }

  #step(next: unknown, opened: Scenario, gesture?: string): string | undefined {
    if (this.isSnapshot) return readOnly;
    const shaped = Scenario.safeParse(next);
    if (!shaped.success) return notFitting(shaped.error.issues);
    const before = checkScenario(this.scenario).problems.map(({ path }) => path);
    const problem = checkScenario(shaped.data).problems.find(({ path }) => !before.includes(path));
    if (problem !== undefined) return this.#refusal(problem, shaped.data);
    this.#history = stepped(this.#history, { scenario: shaped.data, opened }, gesture);
    return undefined;
  }

  #refusal({ path, expected, hint }: Problem, next: Scenario): string {
    const sameTies = JSON.stringify(tiesOf(next)) === JSON.stringify(tiesOf(this.scenario));
    return sameTies && path.startsWith('/run/correlations/')
      ? 'It is tied to another uncertain input: untie the two first (Run, Inputs that move together).'
      : `Expected ${expected}. ${hint}`.trim();
  }
}

/** What the shape of a scenario refuses: a list that is full or may not be shorter, or a value out of place. */
function notFitting(issues: readonly z.core.$ZodIssue[]): string {
  for (const issue of issues) {
    if (issue.code === 'too_big' && issue.origin === 'array')
      return `There are at most ${issue.maximum} here.`;
    if (issue.code === 'too_small' && issue.origin === 'array')
      return `There are at least ${issue.minimum} here.`;
  }
  return 'This value does not fit here.';
}
