import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/browser.ts';
import { answered } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { openRoom, showTables } from '../support/rooms.ts';

const soon = { timeout: 30_000 };

let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
async function open(): Promise<void> {
  app = await openRoom(browser, 'The line');
  page = app.page;
}
async function close(): Promise<void> {
  expect(app.messages).toEqual([]);
  await app.close();
}
const surface = () => page.locator('[data-figure=line-surface]');

// One answer for all that only read it.
describe('what is read', () => {
  beforeAll(open);
  afterAll(close);

  test('says how long manipulating pays, and draws the line', async () => {
    expect(await page.locator('h1').innerText()).toMatch(/[Mm]anipulating/);
    expect(await surface().locator('path.line').count()).toBe(1);
    expect(await page.locator('[data-figure=line-regret] svg text.said').count()).toBe(10);
    expect(await page.locator('[data-figure^=rank-]').count()).toBe(2);
  });

  test('the surface is walked by keyboard in both directions', async () => {
    const panel = surface().locator('[role=slider]');
    await panel.focus();
    await page.keyboard.press('Home');
    expect(await panel.getAttribute('aria-valuetext')).toMatch(/^Month 1, intensity 100%/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await panel.getAttribute('aria-valuetext')).toMatch(
      /^Month 2, intensity 90%: .+ so far against honesty/,
    );
    expect(await surface().locator('.tooltip').innerText()).toContain('Month 2, intensity 90%');
  });

  test('rows and ranks are walked by keyboard, each says what it shows', async () => {
    const regret = page.locator('[data-figure=line-regret] [role=slider]');
    await regret.focus();
    await page.keyboard.press('Home');
    expect(await regret.getAttribute('aria-valuetext')).toMatch(/^Intensity 100%: .+/);
    await page.keyboard.press('ArrowDown');
    expect(await regret.getAttribute('aria-valuetext')).toMatch(/^Intensity 90%: .+/);
    expect(await page.locator('[data-figure=line-regret] .tooltip').innerText()).toContain('Intensity 90%');
    const ranks = page.locator('[data-figure=rank-intensities] [role=slider]');
    await ranks.focus();
    expect(await page.locator('[data-figure=line-regret] .tooltip').count()).toBe(0);
    await page.keyboard.press('End');
    expect(await ranks.getAttribute('aria-valuetext')).toMatch(
      /rank \d+( \(\d+ to \d+\))?; .+rank \d+( \(\d+ to \d+\))?$/,
    );
    expect(await page.locator('[data-figure=rank-intensities] g.pointed').count()).toBe(1);
  });

  test('every figure has its table', async () => {
    await showTables(page);
    expect(await page.locator('[data-figure] table').count()).toBe(4);
    expect(await page.locator('[data-figure=line-regret] tbody tr').count()).toBe(10);
  });
});

describe('what is changed', () => {
  beforeEach(open);
  afterEach(close);

  test('patterns are switched on and off, the last one stays', async () => {
    const patterns = page.getByRole('group', { name: 'Patterns in play' }).getByRole('button');
    const before = await page.locator('[data-fingerprint]').innerText();
    for (const index of [0, 1, 2, 3]) await patterns.nth(index).click();
    await expect.poll(() => page.locator('[data-fingerprint]').innerText(), soon).not.toBe(before);
    await answered(page);
    await patterns.nth(4).click();
    expect(
      await page.getByRole('group', { name: 'Patterns in play' }).locator('[aria-pressed=true]').count(),
    ).toBe(1);
  });
});
