/*
 * The interface against a model of it: two pages on one browser's storage, driven by random commands. After each, what
 * the page shows is what the model says; a reload brings back what was kept, a stale answer is never shown.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { Autosave } from '../../src/sharing/autosave.svelte.ts';
import { Versions } from '../../src/sharing/versions.svelte.ts';
import { forgetWork, keepWork, keptWork } from '../../src/sharing/works.ts';
import { Draft } from '../../src/state/draft.svelte.ts';
import type { Kept, Work } from '../../src/state/draft.svelte.ts';
import { Experiment } from '../../src/state/experiment.svelte.ts';
import { addSegment, copySegment, moveSegment, removeSegment } from '../../src/state/world-lists.ts';
import { Shelf } from '../support/shelf.ts';
import { printCounts, suiteRuns } from '../support/suite-runs.ts';

const read = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (read.kind !== 'scenario') throw new Error('refused');
const start = read.scenario;
const untouched: Work = { scenario: start, opened: start };

/** Postponed acts that a command sets off. */
class Clock {
  #acts: (() => void)[] = [];
  readonly later = (act: () => void) => {
    this.#acts.push(act);
    return () => {
      this.#acts = this.#acts.filter((one) => one !== act);
    };
  };
  pass(): void {
    const acts = this.#acts;
    this.#acts = [];
    for (const act of acts) act();
  }
}

/** What a page should be: the works it can go back and forth to, and what lies on top. */
interface Expected {
  past: Work[];
  present: Work;
  future: Work[];
  snapshot: Scenario | undefined;
}

class Page {
  readonly clock = new Clock();
  readonly answers: { readonly asked: Scenario; readonly answer: () => void }[] = [];
  readonly experiment: Experiment<Scenario, Scenario>;
  readonly draft: Draft;
  readonly autosave: Autosave;
  readonly versions: Versions;
  expected: Expected;
  asked: Scenario | undefined;

  readonly name: string;

  constructor(name: string, shelf: Shelf) {
    this.name = name;
    const kept = keptWork(shelf, name);
    this.draft = new Draft(start, kept);
    const { past, work, future } = kept;
    this.expected =
      work === undefined
        ? { past: [], present: untouched, future: [...future], snapshot: undefined }
        : { past: [untouched, ...past], present: work, future: [...future], snapshot: undefined };
    const own = {
      kept,
      keep: (now: Kept) => keepWork(shelf, name, now),
      forget: () => forgetWork(shelf, name),
    };
    this.autosave = new Autosave(own, this.clock.later);
    this.versions = new Versions(shelf);
    const surroundings = {
      later: this.clock.later,
      describe: (error: unknown) => ({ message: String(error), details: '' }),
    };
    this.experiment = new Experiment<Scenario, Scenario>(
      (asked) => new Promise((resolve) => this.answers.push({ asked, answer: () => resolve(asked) })),
      surroundings,
    );
  }

  /** What the page does of itself after every change. */
  settle(): void {
    this.autosave.touch(this.draft.kept);
  }

  step(work: Work): void {
    const { past, present } = this.expected;
    this.expected = { past: [...past, present].slice(-200), present: work, future: [], snapshot: undefined };
  }
}

type Act = (page: Page) => string | Promise<string>;

const edit =
  (pointer: string, value: unknown): Act =>
  ({ draft }) => {
    const before = draft.scenario;
    const words = draft.take(pointer, value);
    if (draft.isSnapshot || words !== undefined || draft.scenario === before) {
      expect(draft.scenario).toBe(before);
      return 'refused or unchanged';
    }
    return 'edited';
  };

const arranges = [
  (scenario: Scenario) => addSegment(scenario),
  (scenario: Scenario) => copySegment(scenario, 0),
  (scenario: Scenario) => removeSegment(scenario, 1),
  (scenario: Scenario) => moveSegment(scenario, 0, 1),
];

const acts: Readonly<Record<string, (seed: number) => Act>> = {
  edit: (seed) => edit('/strategies/0/budget/perMonth', seed),
  'edit that is refused': () => edit('/strategies/0/budget/perMonth', -1),
  'make uncertain': (seed) =>
    edit('/world/market/costPerSignup', { p10: 1 + seed, p90: 20 + 2 * seed, shape: 'lognormal' }),
  'edit a list':
    (seed) =>
    ({ draft }) => {
      const words = draft.arrange(arranges[seed % arranges.length]!);
      return words === undefined ? 'edited' : 'refused or unchanged';
    },
  undo:
    () =>
    ({ draft }) => {
      draft.undo();
      return 'undone';
    },
  'start afresh':
    () =>
    ({ draft }) => {
      draft.restart();
      return 'opened';
    },
  redo:
    () =>
    ({ draft }) => {
      draft.redo();
      return 'redone';
    },
  import:
    (seed) =>
    ({ draft }) => {
      draft.open({ ...start, name: `Opened ${seed}` });
      return 'opened';
    },
  'look at a link':
    (seed) =>
    ({ draft }) => {
      draft.look({ ...start, name: `Shared ${seed}` });
      return 'looking';
    },
  'make my copy':
    () =>
    ({ draft }) => {
      const was = draft.isSnapshot;
      draft.keep();
      return was ? 'opened' : 'nothing';
    },
  'back to my work':
    () =>
    ({ draft }) => {
      draft.leave();
      return 'left';
    },
  run: () => (page) => {
    page.asked = page.draft.scenario;
    page.experiment.ask(page.asked);
    return 'asked';
  },
  cancel: () => (page) => {
    page.experiment.stop();
    return 'stopped';
  },
  'an answer arrives': (seed) => async (page) => {
    page.clock.pass();
    page.answers.splice(seed % Math.max(1, page.answers.length), 1)[0]?.answer();
    await Promise.resolve();
    return 'answered';
  },
  'keep a version':
    (seed) =>
    ({ versions, draft }) => {
      const before = new Set(versions.list.map(({ id }) => id));
      expect(versions.keep(`v${seed}`, draft.scenario, new Date(seed))).toBe(true);
      const added = versions.list.filter(({ id }) => !before.has(id));
      // What the other page has kept since may come along.
      expect(
        added.some(({ id, name }) => name === `v${seed}` && isSame(versions.scenarioOf(id), draft.scenario)),
      ).toBe(true);
      return 'kept';
    },
};
const names = Object.keys(acts);

function isSame(one: Scenario | undefined, other: Scenario): boolean {
  return one !== undefined && writeScenario(one) === writeScenario(other);
}

/** What the command should have done to the model. */
function follow(page: Page, command: string, outcome: string, before: Work): void {
  const { expected, draft } = page;
  const { past, present, future, snapshot } = expected;
  if (outcome === 'edited' || outcome === 'opened') {
    expect(draft.own).not.toBe(before);
    page.step(draft.own);
  } else if (command === 'undo' && snapshot === undefined && past.length > 0)
    page.expected = {
      past: past.slice(0, -1),
      present: past.at(-1)!,
      future: [present, ...future],
      snapshot,
    };
  else if (command === 'redo' && snapshot === undefined && future.length > 0)
    page.expected = { past: [...past, present], present: future[0]!, future: future.slice(1), snapshot };
  else if (outcome === 'looking') expected.snapshot = draft.scenario;
  else if (outcome === 'left') expected.snapshot = undefined;
}

/** Scenarios found to hold: they are replaced, never changed. */
const checked = new WeakSet<Scenario>();

function check(page: Page): void {
  const { draft, expected, experiment } = page;
  // Works are replaced, never changed: to be the same is to be the same object.
  expect(draft.own.scenario).toBe(expected.present.scenario);
  expect(draft.own.opened).toBe(expected.present.opened);
  expect(draft.isSnapshot).toBe(expected.snapshot !== undefined);
  expect(draft.scenario).toBe(expected.snapshot ?? expected.present.scenario);
  expect(draft.canUndo).toBe(expected.snapshot === undefined && expected.past.length > 0);
  expect(draft.canRedo).toBe(expected.snapshot === undefined && expected.future.length > 0);
  if (!checked.has(draft.scenario)) expect(checkScenario(draft.scenario).problems).toEqual([]);
  checked.add(draft.scenario);
  // What is shown as the answer answers what was asked last.
  if (experiment.current) expect(experiment.reading).toBe(page.asked);
}

test('whatever is done on two pages, each shows its own work, and a reload brings it back', async () => {
  const runs = suiteRuns(50);
  const counts: Record<string, number> = { commands: 0, reloads: 0 };
  const commands = fc.array(
    fc.record({
      page: fc.constantFrom(0, 1),
      command: fc.constantFrom(...names, 'reload', ...names),
      seed: fc.integer({ min: 1, max: 9999 }),
    }),
    { minLength: 60, maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const shelf = new Shelf();
      const pages = [new Page('one', shelf), new Page('two', shelf)];
      for (const { page: at, command, seed } of list) {
        const page = pages[at]!;
        counts.commands!++;
        counts[command] = (counts[command] ?? 0) + 1;
        if (command === 'reload') {
          page.autosave.write();
          const { past, present, future } = page.expected;
          const again = new Page(page.name, shelf);
          expect(again.draft.own).toEqual(past.length > 0 ? present : untouched);
          // Three steps each way are as near as before, and the newest of what was undone is not lost.
          expect(again.expected.past.slice(1)).toEqual(past.slice(1).slice(-3));
          expect(again.expected.future.slice(0, 3)).toEqual(future.slice(0, 3));
          expect(again.expected.future.at(-1)).toEqual(future.at(-1));
          pages[at] = again;
          counts.reloads!++;
        } else {
          const before = page.draft.own;
          const outcome = await acts[command]!(seed)(page);
          follow(page, command, outcome, before);
          page.settle();
        }
        for (const each of pages) check(each);
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
  printCounts('interface', counts);
  for (const name of [...names, 'reload']) expect(counts[name] ?? 0, name).toBeGreaterThan(0);
});
