import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/browser.ts';
import { answered, openApp } from '../support/open-app.ts';
import { openRoom } from '../support/rooms.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const phone = { width: 360, height: 780 };

test('magnified to a low window, the header leaves the height to the content', async () => {
  const { page, close } = await openRoom(browser, 'Compare', { viewport: { width: 640, height: 400 } });
  const top = () => page.locator('header[data-scenario]').evaluate((one) => one.getBoundingClientRect().top);
  expect(await top()).toBe(0);
  await page.mouse.wheel(0, 300);
  await expect.poll(top).toBeLessThan(-100);
  await page.setViewportSize({ width: 640, height: 900 });
  await expect.poll(top).toBe(0);
  await close();
});

test('on a phone the arms of a claim stand side by side, and nothing at the start is faded', async () => {
  const { page, close } = await openApp(browser, `${inject('appAddress')}#/claims/1`, {
    viewport: phone,
    reducedMotion: 'reduce',
  });
  const arms = page.getByRole('region', { name: 'What differs between the arms' });
  await arms.waitFor();
  expect(await arms.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThan(40);
  const fade = () => arms.evaluate((one) => getComputedStyle(one).getPropertyValue('--fade-start'));
  await expect.poll(fade).toBe('0px');
  await close();
});

test('on a phone both sides of the line have a name', async () => {
  const { page, close } = await openRoom(browser, 'The line', { viewport: phone, run: { months: 36 } });
  const figure = page.locator('[data-figure=line-surface]');
  const sides: string[] = [];
  for (const side of ['above', 'below'])
    if ((await figure.locator(`ul rect.${side}`).count()) > 0) sides.push(side);
  expect(sides).not.toEqual([]);
  for (const side of sides) {
    const words = side === 'above' ? 'manipulating ahead' : 'honesty ahead';
    expect(await figure.getByText(words, { exact: true }).count()).toBe(1);
  }
  await close();
});

test('in colours that the system sets, drawings go by them too, and marks are seen', async () => {
  const { page, close } = await openRoom(browser, 'Compare', {
    forcedColors: 'active',
    colorScheme: 'dark',
  });
  await page.locator('[data-series=mrr] svg text').first().waitFor();
  // The theme that somebody chose earlier says nothing here.
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
  const budget = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
  await budget.fill('5000');
  await budget.press('Enter');
  await answered(page);
  const seen = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const system = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const text = document.querySelector('[data-series=mrr] svg text')!;
    const mark = document.querySelector('.lever.changed')!;
    return {
      canvas: system('Canvas'),
      canvasText: system('CanvasText'),
      text: getComputedStyle(text).fill,
      mark: getComputedStyle(mark, '::before').backgroundColor,
    };
  });
  expect(seen.text).toBe(seen.canvasText);
  expect(seen.mark).not.toBe(seen.canvas);
  await close();
});
