import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { forgetWork, keepWork, keptWork, nothingKept, tooManyOn, worksOn } from '../../src/sharing/works.ts';
import type { Shelf } from '../../src/sharing/works.ts';
import type { Kept, Work } from '../../src/state/draft.svelte.ts';

function defaultScenario(): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  return reading.scenario;
}
const opened = defaultScenario();
const named = (name: string): Work => ({ scenario: { ...opened, name }, opened });
const keptAs = (name: string): Kept => ({ work: named(name), past: [], future: [] });

/** A browser's storage; `fault` decides about each write what becomes of it. */
class FakeShelf implements Shelf {
  readonly items = new Map<string, string>();
  fault: (write: number) => 'none' | 'throws' | 'cuts' | 'drops' = () => 'none';
  writes = 0;

  get length(): number {
    return this.items.size;
  }
  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
  setItem(key: string, text: string): void {
    const fault = this.fault(this.writes++);
    if (fault === 'throws') throw new DOMException('full', 'QuotaExceededError');
    if (fault === 'drops') return;
    this.items.set(key, fault === 'cuts' ? text.slice(0, text.length / 2) : text);
  }
}

describe('a kept work', () => {
  test('comes back field for field, with what it was opened as', () => {
    const shelf = new FakeShelf();
    expect(keptWork(shelf, 'one')).toEqual(nothingKept);
    expect(keepWork(shelf, 'one', keptAs('First'))).toBe(true);
    expect(keepWork(shelf, 'one', keptAs('Second'))).toBe(true);
    expect(keptWork(shelf, 'one')).toEqual(keptAs('Second'));
    forgetWork(shelf, 'one');
    expect(shelf.items.size).toBe(0);
  });

  test('two pages never overwrite each other; the newest is named first', () => {
    const shelf = new FakeShelf();
    keepWork(shelf, 'one', keptAs('First'));
    keepWork(shelf, 'two', keptAs('Other'));
    keepWork(shelf, 'one', keptAs('Again'));
    expect(worksOn(shelf).map(({ page }) => page)).toEqual(['one', 'two']);
    expect(keptWork(shelf, 'two').work?.scenario.name).toBe('Other');
  });

  test('the steps around it come back with it, also when all was undone', () => {
    const shelf = new FakeShelf();
    const [before, next] = [[named('Before')], [named('Next'), named('Newest')]];
    for (const kept of [
      { work: named('Now'), past: before, future: next },
      { work: undefined, past: [], future: next },
    ]) {
      expect(keepWork(shelf, 'one', kept)).toBe(true);
      expect(keptWork(shelf, 'one')).toEqual(kept);
    }
  });

  test('where the steps around it do not fit, it is kept alone', () => {
    const shelf = new FakeShelf();
    keepWork(shelf, 'one', keptAs('Before'));
    // The first text of the next work is too long, a shorter one is not.
    shelf.writes = 0;
    shelf.fault = (write) => (write === 0 ? 'throws' : 'none');
    expect(keepWork(shelf, 'one', { ...keptAs('Now'), past: [named('Past')] })).toBe(true);
    expect(keptWork(shelf, 'one')).toEqual(keptAs('Now'));
  });

  test('beyond the five newest, the oldest are too many', () => {
    const shelf = new FakeShelf();
    for (let page = 0; page < 8; page++) keepWork(shelf, `p${String(page)}`, keptAs('x'));
    expect(tooManyOn(shelf)).toEqual(['p2', 'p1', 'p0']);
  });
});

describe('whatever breaks while a work is written, the last whole one is still there', () => {
  test.each([0, 1] as const)('write %i', (broken) => {
    for (const fault of ['throws', 'cuts', 'drops'] as const) {
      const shelf = new FakeShelf();
      keepWork(shelf, 'one', keptAs('Whole'));
      shelf.writes = 0;
      shelf.fault = (write) => (write === broken ? fault : 'none');
      const kept = keepWork(shelf, 'one', keptAs('Broken off'));
      expect(kept).toBe(false);
      // Half a label is none; a browser writes one short item whole or not at all, but must not be believed blindly.
      if (broken === 0 || fault !== 'cuts') expect(keptWork(shelf, 'one').work?.scenario.name).toBe('Whole');
    }
  });
});

test('what somebody else left under the name is no work and no error', () => {
  const shelf = new FakeShelf();
  for (const text of ['', '0 1', '7 7', '{"scenario":1}', '0 99999999999999999999']) {
    shelf.items.set('cohort-lab:work:one', text);
    shelf.items.set('cohort-lab:work:one:0', '{"scenario":{"name":"x"},"opened":3}');
    expect(keptWork(shelf, 'one')).toEqual(nothingKept);
  }
});
