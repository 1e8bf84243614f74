import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { found } from '../support/axe.ts';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('every case is there with its question; opening one can be undone', async () => {
  const { page, messages, close } = await openApp(browser, inject('appAddress'), { bypassCSP: true });
  const budget = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
  await budget.fill('5000');
  await budget.press('Enter');
  await page.getByRole('button', { name: 'Cases' }).click();
  const cases = page.locator('[data-case]');
  await cases.first().waitFor();
  expect(await cases.count()).toBe(
    readdirSync('scenarios/cases').filter((file) => file.endsWith('.json')).length,
  );
  const question = 'When should free teams hit the wall, if at all?';
  expect(await page.locator('[data-case=slack] .question').innerText()).toBe(question);
  expect(await found(page, { within: 'dialog' })).toEqual([]);

  await page.locator('[data-case=slack]').press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => page.locator('h1').innerText(), { timeout: 40_000 }).toContain('History ends');
  await page.getByText(question).first().waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => budget.inputValue(), { timeout: 20_000 }).toBe('5,000');
  expect(messages).toEqual([]);
  await close();
});

test('the gallery closes by Escape and leaves everything as it was', async () => {
  const { page, messages, close } = await openApp(browser, inject('appAddress'), { work: null });
  await page.getByRole('button', { name: 'Cases' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  expect(messages).toEqual([]);
  await close();
});
