import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/browser.ts';
import { answered } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { openRoom } from '../support/rooms.ts';

const soon = { timeout: 30_000 };

let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
async function open(): Promise<void> {
  app = await openRoom(browser, 'One life');
  page = app.page;
}
async function close(): Promise<void> {
  expect(app.messages).toEqual([]);
  await app.close();
}
const who = () => page.locator('[data-phase] p').first().innerText();

// One answer for all that only read it.
describe('what is read', () => {
  beforeAll(open);
  afterAll(close);

  test('two lives of one customer, the parting in words and marked in both', async () => {
    expect(await page.locator('h1').innerText()).toMatch(
      /^(Under .+ it .+; under|Two lives, one end: under) .+ it /,
    );
    expect(await page.locator('.parting-text').count()).toBe(2);
    const partings =
      (await page.locator('main').innerText()).match(/They part (?:for good )?in month \d+/g) ?? [];
    expect(partings.length).toBeGreaterThan(0);
    expect(await page.locator('tr.parting').count()).toBe(new Set(partings).size);
  });

  test('both tracks are read month by month together, by keyboard', async () => {
    const panel = page.locator('[data-figure=life-0] [role=slider]');
    await panel.focus();
    await page.keyboard.press('Home');
    expect(await panel.getAttribute('aria-valuetext')).toMatch(/^Month \d+: /);
    expect(await page.locator('line.crosshair').count()).toBe(2);
    const other = page.locator('[data-figure=life-1] [role=slider]');
    expect(await other.getAttribute('aria-valuenow')).toBe(await panel.getAttribute('aria-valuenow'));
  });
});

describe('what is changed', () => {
  beforeEach(open);
  afterEach(close);

  test('Next goes on, Previous comes back', async () => {
    const first = await who();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(who, soon).not.toBe(first);
    await answered(page);
    await page.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(who, soon).toBe(first);
  });

  test('finders look for another kind of life', async () => {
    await page.getByLabel('Look for somebody').selectOption('Expanded under Expansion-heavy only');
    await page
      .locator('[data-phase=running]')
      .waitFor({ timeout: 2000 })
      .catch(() => undefined);
    await answered(page);
    await expect
      .poll(() => page.locator('h1').innerText(), soon)
      .toMatch(/^(Under|Two lives, one end|Nobody like this was met)/);
  });

  test('a changed strategy is lived by the same customer', async () => {
    const before = await who();
    const price = page.getByLabel('Starter: Price, Acquisition-heavy', { exact: true });
    await price.fill('31');
    await price.press('Enter');
    await page.waitForTimeout(300);
    await answered(page);
    expect(await who()).toBe(before);
  });
});
