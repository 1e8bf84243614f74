import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rooms } from '../../src/rooms/rooms.ts';
import { launchChromium } from '../support/browser.ts';
import { openRoom } from '../support/rooms.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A sheet of A4 between its margins, in CSS pixels. */
const sheet = { width: 718, height: 1048 };

describe.each(rooms.map(({ name }) => name))('%s on paper', (name) => {
  test('nothing to press, no chart beyond the sheet, the answer at the top', async () => {
    const { page, close } = await openRoom(browser, name);
    // Drawn for a wide window, printed without being drawn anew: nothing on the page hears that it is printed.
    await page.evaluate(() => {
      globalThis.ResizeObserver.prototype.observe = () => {};
    });
    const widths = await page.locator('.chart').evaluateAll((charts) => charts.map((one) => one.clientWidth));
    await page.emulateMedia({ media: 'print' });
    const dead = page.locator('main :is(.button, input, select, textarea, [aria-expanded] > svg):visible');
    expect(await dead.count()).toBe(0);
    expect(await page.locator('nav:visible').count()).toBe(0);
    expect((await page.locator('h1').first().boundingBox())!.y).toBeLessThan(sheet.height / 4);

    await page.setViewportSize(sheet);
    expect(await page.locator('.chart').count()).toBe(widths.length);
    for (const chart of await page.locator('.chart').all()) {
      const box = (await chart.boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(sheet.width);
      // As tall as it is drawn, what comes below does not run into it.
      const place = (await chart.locator('..').boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(place.y + place.height + 1);
    }
    await close();
  });
});

test('on white, a table may go on over the page, and what is folded is read or left out whole', async () => {
  const { page, close } = await openRoom(browser, 'Compare');
  await page.locator('[data-series=mrr]').waitFor();
  await page.getByRole('button', { name: 'Change to dark' }).click();
  await page.emulateMedia({ media: 'print' });
  // A sheet is white, whatever the page looks like.
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(27, 28, 31)');
  const metrics = page.locator('section:has(> [role=table])');
  expect(await metrics.evaluate((one) => getComputedStyle(one).breakInside)).toBe('auto');
  const rows = page.locator('[role=row]:visible');
  expect(await rows.filter({ has: page.locator('[aria-expanded=false]:not([title])') }).count()).toBe(0);
  // What differs is folded on the screen, and open on paper.
  await page.getByRole('columnheader', { name: 'Setting' }).waitFor();
  const source = page.getByText('Churn of small teams: 5 % in the first month: evidence CH05');
  expect(await source.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  expect(await source.isVisible()).toBe(false);
  await page.getByRole('columnheader', { name: 'Setting' }).waitFor({ state: 'hidden' });
  // A sheet that ends in room for what has come already would be an empty one.
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeLessThanOrEqual(4);
  await close();
});
