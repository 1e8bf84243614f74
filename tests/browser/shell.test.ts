import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { found } from '../support/axe.ts';
import { launchChromium } from '../support/browser.ts';
import { answered, fromMenu, openApp } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { quick, smallScenario } from '../support/small-scenario.ts';

let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await openApp(browser, inject('appAddress'), { bypassCSP: true, work: smallScenario(quick) });
  page = app.page;
  await answered(page);
});
afterEach(async () => {
  expect(app.messages).toEqual([]);
  await app.close();
});

test('? opens the help, a letter in a field does not, and it can be switched off', async () => {
  await page.getByLabel('Search the levers').press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.locator('main').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Help' }).waitFor();
  expect(await found(page, { within: 'dialog' })).toEqual([]);
  await page.getByRole('checkbox', { name: /opens this sheet/ }).press('Space');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.locator('main').focus();
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('button', { name: 'Help' }).press('Enter');
  await page.getByRole('dialog', { name: 'Help' }).waitFor();
});

test('another room takes the focus and the title, and stays in sight where the rooms do not fit', async () => {
  await page.getByRole('button', { name: 'Who stays' }).click();
  await page.getByRole('link', { name: 'Learn' }).press('Enter');
  await expect.poll(() => page.title()).toBe('Learn · Cohort Lab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.setViewportSize({ width: 360, height: 780 });
  await expect
    .poll(async () => {
      const box = await page.getByRole('link', { name: 'Learn' }).boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= 360;
    })
    .toBe(true);
  // What was laid out before is as it was.
  await page.getByRole('link', { name: 'Compare' }).press('Enter');
  await page.getByRole('button', { name: 'Who stays', expanded: true }).waitFor();
});

test('an address that is not there is said, with where one is instead, and nothing is lost', async () => {
  await page.goto(`${inject('appAddress')}#/claims/99`);
  const said = page.getByRole('alert').filter({ hasText: 'There is nothing at' });
  await expect.poll(() => said.innerText()).toMatch(/“#\/claims\/99”.*pages 1 to 40.*This is Claims/s);
  await page.goto(`${inject('appAddress')}#/nonsense`);
  await expect
    .poll(() => said.innerText())
    .toMatch(/“#\/nonsense”.*This is Compare; your work is as it was/s);
  expect(await page.title()).toBe('Compare · Cohort Lab');
  await page.getByRole('link', { name: 'Gate', exact: true }).click();
  await said.waitFor({ state: 'detached' });
});

test('the currency is renamed; a version is kept, told from the work in words, opened, deleted and put back', async () => {
  const budget = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
  const sheet = page.getByRole('dialog');
  const earns = page.locator('[data-metric=discountedContribution] [role=cell]').first();
  const before = await earns.innerText();
  await fromMenu(page, 'Versions, name, notes and currency');
  const currency = page.getByRole('textbox', { name: 'Currency' });
  await currency.fill('eur');
  await currency.press('Tab');
  const refusal = page.getByRole('alert').filter({ hasText: 'a currency code of three capital letters' });
  await refusal.waitFor();
  expect(await currency.inputValue()).toBe('eur');
  expect(await currency.getAttribute('aria-invalid')).toBe('true');
  // Another field that is taken leaves it as it was typed.
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await notes.fill('In another money.');
  await notes.press('Tab');
  expect(await currency.inputValue()).toBe('eur');
  expect(await refusal.count()).toBe(1);
  await currency.fill('EUR');
  await currency.press('Enter');
  await refusal.waitFor({ state: 'detached' });
  expect(await found(page, { within: 'dialog' })).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => earns.innerText()).toBe(before.replace('$', '€'));
  expect(await budget.inputValue()).toBe('8,000');
  await answered(page);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(() => earns.innerText()).toBe(before);
  await fromMenu(page, 'Versions, name, notes and currency');
  await sheet.getByLabel('Keep what is on the table as a version').fill('Before');
  await sheet.getByRole('button', { name: 'Keep this version' }).press('Enter');
  await sheet.getByText('Kept as “Before”.').waitFor();
  await page.keyboard.press('Escape');
  await budget.fill('5000');
  await budget.press('Enter');
  await answered(page);
  await fromMenu(page, 'Versions, name, notes and currency');
  await sheet.getByRole('button', { name: /^Compare Before/ }).press('Enter');
  await sheet.getByText('They differ in one setting.').waitFor();
  expect(await sheet.getByRole('row', { name: /Budget/ }).innerText()).toMatch(
    /\$8,000 a month\s+\$5,000 a month/,
  );
  expect(await found(page, { within: 'dialog' })).toEqual([]);
  await sheet.getByRole('button', { name: 'Delete Before' }).press('Enter');
  await sheet.getByRole('button', { name: 'Put it back' }).press('Enter');
  await sheet.getByRole('button', { name: 'Open Before' }).press('Enter');
  await expect.poll(() => budget.inputValue()).toBe('8,000');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(() => budget.inputValue()).toBe('5,000');
  await answered(page);
});

test('every list is edited by keyboard, the focus follows, and each edit is one step', async () => {
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.getByRole('button', { name: 'Edit the list: plans' }).press('Enter');
  const first = page.locator('.of.strategy-0');
  const names = () =>
    first
      .getByLabel(/^Name of plan/)
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const before = await names();
  await first.getByRole('button', { name: `Move ${before[1]!} down` }).press('Enter');
  await expect.poll(names).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    `Move ${before[1]!} down`,
  );
  await first.getByRole('button', { name: `Copy ${before[0]!}` }).press('Enter');
  await first.getByRole('button', { name: 'Add a plan' }).press('Enter');
  await expect.poll(async () => (await names()).length).toBe(before.length + 2);
  await first.getByRole('button', { name: 'Remove New plan' }).press('Enter');
  expect(await found(page, { within: 'aside' })).toEqual([]);
  for (let step = 0; step < 4; step++) await undo.press('Enter');
  await expect.poll(names).toEqual(before);
  await page.getByRole('button', { name: 'World', exact: true }).press('Enter');
  for (const [list, item] of [
    ['segments', 'segment'],
    ['add-ons', 'add-on'],
  ] as const) {
    await page.getByRole('button', { name: `Edit the list: ${list}` }).press('Enter');
    const items = page.getByLabel(new RegExp(`^Name of ${item}`));
    const count = await items.count();
    await page.getByRole('button', { name: `Add a ${item}` }).press('Enter');
    await expect.poll(() => items.count()).toBe(count + 1);
    await undo.press('Enter');
    await expect.poll(() => items.count()).toBe(count);
  }
  await answered(page);
}, 120_000);

test('a number is made uncertain and one number again, with its density and its meaning', async () => {
  const field = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
  await page.getByRole('button', { name: 'Make Budget, Acquisition-heavy uncertain' }).press('Enter');
  await expect.poll(() => field.inputValue()).toMatch(/^5,700 to 11,000$/);
  expect(await page.locator('[data-density]').count()).toBe(1);
  await page.getByRole('button', { name: 'Make Budget, Acquisition-heavy one number' }).press('Enter');
  expect(await page.locator('[data-density]').count()).toBe(0);
  await field.fill('3k..6k');
  await page.getByText('8 of 10 between 3,000 and 6,000').waitFor();
  await field.fill('-5');
  await field.press('Enter');
  expect(await page.getByRole('alert').innerText()).toMatch(/^Between \$0 a month/);
  await field.press('Escape');
  await answered(page);
});

test('two uncertain inputs are tied in the form, by keyboard, and the tie is undone', async () => {
  await page.getByRole('button', { name: 'World', exact: true }).press('Enter');
  for (const [name, range] of [
    [/Churn in the first month/, '3..6%'],
    [/Willingness to pay/, '40..90'],
  ] as const) {
    const field = page.getByRole('textbox', { name }).first();
    await field.fill(range);
    await field.press('Enter');
  }
  await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Edit the list: inputs that move together' }).press('Enter');
  await page.getByRole('button', { name: 'Tie two inputs' }).press('Enter');
  const strength = page.getByRole('slider', { name: /^Rank correlation of Small teams: churn/ });
  await strength.press('ArrowLeft');
  expect(await strength.getAttribute('aria-valuetext')).toBe(
    'Where one is high, so is the other, more often than not',
  );
  await answered(page);
  expect(await found(page, { within: 'aside' })).toEqual([]);
  await page.getByRole('button', { name: /^Untie/ }).press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent.trim()))
    .toBe('Tie two inputs');
  expect(await strength.count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  expect(await strength.inputValue()).toBe('0.45');
});
