import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { foundEverywhere, foundInTables } from '../support/axe.ts';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const patient = { timeout: 50_000 };
const open = (address: string, options: Parameters<typeof openApp>[2] = {}) =>
  openApp(browser, `${inject('appAddress')}#/${address}`, options);

test('the ledger lists forty claims, filters by verdict and searches', async () => {
  const { page, messages, close } = await open('claims');
  await page.locator('[data-claim]').first().waitFor(patient);
  expect(await page.locator('[data-claim]').count()).toBe(40);
  await page.getByLabel('Search the claims').fill('dear bundle');
  await expect.poll(() => page.locator('[data-claim]').count()).toBe(1);
  await page.getByLabel('Search the claims').fill('zebra');
  await page.getByText('No claim matches').waitFor();
  await page.getByLabel('Search the claims').fill('');
  await page.getByRole('button', { name: /^Holds/ }).click();
  await expect.poll(() => page.locator('[data-claim]').count()).toBeLessThan(40);
  expect(await page.locator('[data-verdict]:not([data-verdict=holds])').count()).toBe(0);
  expect(messages).toEqual([]);
  await close();
});

test(
  'a claim runs here, and opens in Compare without losing what was there',
  { timeout: 120_000 },
  async () => {
    const { page, messages, close } = await open('claims');
    await page.getByRole('link', { name: 'Tiers that follow success align both sides' }).click(patient);
    await page
      .getByText(/^From the ledger: /)
      .first()
      .waitFor(patient);
    await page.getByRole('button', { name: 'Run quickly' }).press('Enter', patient);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Stop');
    await page
      .getByText(/^Here, \d+ futures:/)
      .first()
      .waitFor({ timeout: 100_000 });
    const stop = page.getByRole('button', { name: 'Stop' });
    if (await stop.isVisible()) await stop.click();
    await page.getByRole('button', { name: 'Open in Compare' }).click();
    await page
      .getByText(/^Claim 25:/)
      .first()
      .waitFor(patient);
    expect(page.url()).toMatch(/#\/compare$/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Work of before').first().waitFor(patient);
    expect(messages).toEqual([]);
    await close();
  },
);

test.each(['claims', 'claims/3'])(
  '%s, at every width, light and dark: axe finds nothing',
  { timeout: 120_000 },
  async (address) => {
    const { page, close } = await open(address, { colorScheme: 'light', bypassCSP: true });
    await page.locator('[data-claim], [data-figure]').first().waitFor(patient);
    expect([...(await foundEverywhere(page)), ...(await foundInTables(page))]).toEqual([]);
    await close();
  },
);
