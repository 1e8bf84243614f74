import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
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
beforeEach(async () => {
  app = await openRoom(browser, 'Find');
  page = app.page;
});
afterEach(async () => {
  expect(app.messages).toEqual([]);
  await app.close();
});
const headline = () => page.locator('h1').innerText();
const status = () => page.locator('[data-phase] p').first().innerText();

test('finds something, judges it on fresh luck, and shows how it went', async () => {
  expect(page.url()).toMatch(/#\/find$/);
  expect(await headline()).toMatch(/than today|Nothing/);
  expect(await status()).toMatch(/^\d+ tries, judged in 8 fresh futures$/);
  expect(await page.locator('[data-figure=find-levers-found] tbody tr').count()).toBe(4);
  const trail = page.locator('[data-figure=find-trail]');
  await trail.locator('[role=slider]').focus();
  await page.keyboard.press('Home');
  expect(await trail.locator('[role=slider]').getAttribute('aria-valuetext')).toMatch(
    /^Try 1, today: Contribution .+; Budget \$8,000 a month/,
  );
  await trail.getByRole('button', { name: 'Table' }).click();
  const tries = Number(/^\d+/.exec(await status())![0]);
  expect(await trail.locator('tbody tr').count()).toBe(tries);
});

test('a found strategy is taken as one step, which undo brings back', async () => {
  const budget = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
  const before = await budget.inputValue();
  await page.getByRole('button', { name: 'Take this strategy' }).click();
  await expect.poll(() => budget.inputValue(), soon).not.toBe(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => budget.inputValue(), soon).toBe(before);
  await answered(page);
});

test('by keyboard: a bound is typed, a rule added, and the answer follows; what breaks the ladder is refused', async () => {
  const before = await page.locator('[data-fingerprint]').innerText();
  const most = page.getByLabel('Budget, to', { exact: true });
  await most.focus();
  await page.keyboard.type('5k');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('[data-fingerprint]').innerText(), soon).not.toBe(before);
  await answered(page);
  await page.getByLabel('Add a rule').selectOption({ label: 'Trust at the end at least' });
  await page.getByRole('textbox', { name: 'Trust at the end at least' }).fill('1');
  await page.keyboard.press('Enter');
  await expect.poll(headline, soon).toMatch(/keeps every rule/);
  await page.getByRole('button', { name: /^Drop the rule/ }).click();
  await page.getByLabel('Move another lever').selectOption({ label: 'Starter: Price' });
  const price = page.getByLabel('Starter: Price, to', { exact: true });
  await price.fill('900');
  await price.press('Enter');
  await page.getByRole('alert').getByText('Expected').waitFor();
  await price.press('Escape');
  await answered(page);
});

test('opens in Compare, as it is today beside what was found', async () => {
  await page.getByRole('button', { name: 'Open in Compare' }).click();
  await page.waitForURL(/#\/compare$/);
  await answered(page);
  const names = page.locator('[role=table] [role=columnheader]');
  expect((await names.allInnerTexts()).join(' ')).toContain('Acquisition-heavy, found');
});

test('Stop keeps what has been found so far', async () => {
  await app.close();
  app = await openRoom(browser, 'Find', { run: { months: 24, replications: 16 } });
  page = app.page;
  await page
    .getByRole('button', { name: 'Run again' })
    .or(page.getByRole('button', { name: /^Refine/ }))
    .click();
  await page.getByRole('button', { name: 'Stop' }).click();
  expect(await status()).toMatch(/partial answer|earlier question/);
});
