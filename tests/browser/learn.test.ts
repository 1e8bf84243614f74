import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { foundEverywhere } from '../support/axe.ts';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('a lesson by keyboard: the guess first, then what came out, why, and one thing changed', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/learn`);
  await page.getByRole('link', { name: /More offers/ }).press('Enter');
  await page.getByRole('heading', { name: 'More offers' }).waitFor();
  expect(page.url()).toMatch(/#\/learn\/2$/);
  // Nothing is shown, and nothing runs, before there is a guess.
  expect(await page.getByRole('heading', { name: 'Why' }).count()).toBe(0);
  expect(await page.locator('[data-phase]').count()).toBe(0);
  const guess = page.getByLabel('Change, in percent');
  expect(await guess.inputValue()).toBe('');
  await page.getByRole('button', { name: 'This is my guess' }).press('Enter');
  await page.getByText('Guess first').waitFor();
  expect(await page.locator('[data-phase]').count()).toBe(0);
  await guess.fill('a lot');
  await guess.press('Enter');
  await page.getByText('A change in percent').waitFor();
  await guess.fill('+150');
  await guess.press('Enter');
  await expect.poll(() => guess.inputValue()).toBe('+150%');
  await page.getByRole('button', { name: 'This is my guess' }).press('Enter');
  await page.locator('[data-phase=complete]').waitFor({ timeout: 60_000 });
  expect(await page.getByText(/You said \+150%; it is [+−]?\d+%/).count()).toBe(1);
  expect(await guess.isDisabled()).toBe(true);
  expect(await page.getByRole('row').count()).toBeGreaterThan(4);
  await page
    .getByRole('group', { name: 'How long tiredness lasts' })
    .getByRole('button')
    .first()
    .press('Enter');
  await page.locator('[data-tried] tbody tr').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Open it in Compare' }).press('Enter');
  await expect.poll(() => page.title()).toBe('Compare · Cohort Lab');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(() => page.locator('.scenario').innerText()).not.toBe('More offers');
  await page.getByRole('link', { name: 'Learn' }).press('Enter');
  await expect.poll(() => page.locator('[data-tried] tbody tr').count()).toBe(1);
  expect(messages).toEqual([]);
  await close();
}, 180_000);

test('an answered lesson, at every width, light and dark: axe finds nothing', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/learn`, {
    colorScheme: 'light',
    bypassCSP: true,
  });
  // The middle of the axis is a guess like any other, if somebody points at it.
  await page.getByRole('slider', { name: 'Your guess' }).click();
  await expect.poll(() => page.getByLabel('Change, in percent').inputValue()).toBe('0%');
  await page.getByRole('button', { name: 'This is my guess' }).click();
  await page.locator('[data-phase=complete]').waitFor({ timeout: 60_000 });
  expect(await foundEverywhere(page)).toEqual([]);
  expect(messages).toEqual([]);
  await close();
}, 120_000);
