import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { found, foundEverywhere, foundInTables, foundInTheDark } from '../support/axe.ts';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';
import { openRoom } from '../support/rooms.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const rooms = ['Gate', 'The line', 'Why', 'Find', 'One life', 'Learn'];
/** Looked at in more states than one: accessibility.test.ts, claims.test.ts, numbers.test.ts. */
const elsewhere = ['Compare', 'Claims', 'Your numbers'];

test('no room of the navigation is left out', async () => {
  const { page, close } = await openApp(browser, inject('appAddress'));
  const links = page.getByRole('navigation', { name: 'Rooms' }).getByRole('link');
  const names = (await links.allInnerTexts()).map((name) => name.trim());
  expect(names.toSorted()).toEqual([...rooms, ...elsewhere].toSorted());
  await close();
});

test('what is planted is found: a picture without words, and text that only the dark makes unreadable', async () => {
  const { page, close } = await openApp(browser, `${inject('appAddress')}#/learn`, {
    colorScheme: 'light',
    bypassCSP: true,
  });
  await page.locator('main').getByRole('heading').first().waitFor();
  expect([...(await found(page)), ...(await foundInTheDark(page))]).toEqual([]);
  await page.evaluate(() => {
    const picture = document.createElement('img');
    picture.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const words = document.createElement('p');
    words.textContent = 'Dark on white, and dark on dark';
    words.style.color = '#222';
    document.querySelector('main h1')?.after(picture, words);
  });
  expect((await found(page)).map((one) => one.split(':')[0])).toEqual(['image-alt']);
  const dark = await foundInTheDark(page);
  expect(dark).toHaveLength(1);
  expect(dark[0]).toMatch(/^dark: color-contrast: .*Dark on white/);
  await close();
});

// One answer for all widths and both colours: rooms follow their window and its colours, as a phone that is turned does.
test.each(rooms)(
  '%s, light and dark, at 1280, 768 and 360 px: axe finds nothing, and nothing is wider than the screen',
  async (room) => {
    const { page, messages, close } = await openRoom(browser, room, {
      colorScheme: 'light',
      bypassCSP: true,
      run: { months: 6, replications: 4 },
    });
    // The levers are the same in every room; accessibility.test.ts goes through them in Compare.
    const part = { without: 'aside[aria-label="Levers"]' };
    const findings = await foundEverywhere(page, part, async () => {
      const panel = page.locator('[data-figure] [role=slider]').first();
      if ((await panel.count()) > 0) await panel.focus();
    });
    expect([...findings, ...(await foundInTables(page, part))]).toEqual([]);
    expect(messages).toEqual([]);
    await close();
  },
  200_000,
);
