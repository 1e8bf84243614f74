import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { found, foundInTheDark, overhang } from '../support/axe.ts';
import { launchChromium } from '../support/browser.ts';
import { answered, openApp } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const widths = [1280, 768, 360];
describe.each(widths)('%i px, light and dark', (width) => {
  test('axe finds nothing, and nothing is wider than the screen', async () => {
    const { page, messages, close } = await openApp(browser, inject('appAddress'), {
      viewport: { width, height: 900 },
      colorScheme: 'light',
      bypassCSP: true,
      work: smallScenario({ months: 13, replications: 6 }),
    });
    await answered(page);
    expect(await overhang(page)).toBe(0);
    const opener = page.getByRole('button', { name: 'Change the levers' });
    const findings = [await found(page), await foundInTheDark(page)];
    if (await opener.isVisible()) await opener.click();
    await page.getByRole('button', { name: 'Budget', exact: true }).last().click();
    await page.locator('[data-series=mrr]').getByRole('button', { name: 'Table' }).dispatchEvent('click');
    findings.push(await found(page), await foundInTheDark(page));
    if (await opener.isVisible()) await page.getByRole('button', { name: 'Close the levers' }).click();
    for (const topic of ['money', 'stay', 'worth', 'grow', 'segments', 'trust'])
      await page.locator(`[data-topic=${topic}] h2 button`).click();
    await page.getByRole('button', { name: /^What differs/ }).click();
    findings.push(await found(page), await foundInTheDark(page));
    expect(await overhang(page)).toBe(0);
    expect(findings.flat()).toEqual([]);
    expect(messages).toEqual([]);
    await close();
  }, 180_000);
});

test('on a phone the levers are a sheet that Escape closes, with the focus back where it was', async () => {
  const { page, close } = await openApp(browser, inject('appAddress'), {
    viewport: { width: 360, height: 780 },
  });
  const opener = page.getByRole('button', { name: 'Change the levers' });
  await opener.click();
  await page.getByLabel('Search the levers').focus();
  await page.keyboard.press('Escape');
  expect(await page.getByLabel('Search the levers').isVisible()).toBe(false);
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await close();
});
