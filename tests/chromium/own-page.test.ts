/*
 * Which page is at which work is told by the browser's locks, so it takes a browser: a page that is opened beside others
 * takes none of their works, and tidies none of them away.
 */
import { afterEach, expect, test } from 'vitest';
import defaultScenario from '../../scenarios/default.json' with { type: 'json' };
import { readScenario } from '../../scenarios/read.ts';
import { ownPage } from '../../src/sharing/own-page.ts';
import { keepWork, worksOn } from '../../src/sharing/works.ts';

const read = readScenario(JSON.stringify(defaultScenario));
if (read.kind !== 'scenario') throw new Error('refused');
const opened = read.scenario;
const letGo: (() => void)[] = [];

afterEach(() => {
  for (const act of letGo.splice(0)) act();
  localStorage.clear();
  sessionStorage.clear();
});

/** What another open page does: it holds the lock of its name. */
async function isOpen(page: string): Promise<void> {
  await new Promise<void>((resolve) => {
    void navigator.locks.request(
      `cohort-lab:${page}`,
      () =>
        new Promise<void>((release) => {
          letGo.push(release);
          resolve();
        }),
    );
  });
}

test('the seventh page keeps the works of open ones, however old, and lets the oldest closed one go', async () => {
  for (let page = 0; page < 8; page++) {
    const work = { scenario: { ...opened, name: `Work ${page}` }, opened };
    expect(keepWork(localStorage, `p${page}`, { work, past: [], future: [] })).toBe(true);
  }
  for (const page of ['p0', 'p2', 'p7']) await isOpen(page);

  const page = await ownPage();
  expect(page.kept.work?.scenario.name).toBe('Work 6');
  await expect
    .poll(() => worksOn(localStorage).map((one) => one.page))
    .toEqual(['p7', 'p6', 'p5', 'p4', 'p3', 'p2', 'p0']);
});
