/**
 * Takes the pictures of docs/screenshots from the built app: `npm run build`, then `npm run screenshots`. The picture
 * in the README is one of them.
 */
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { serveFolder } from './static-server.mjs';

interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly wholePage?: boolean;
  /** What is done before the picture is taken. */
  readonly before?: (page: Page) => Promise<void>;
}

const folder = 'docs/screenshots';

async function pointAtMonth(page: Page): Promise<void> {
  const panel = page.locator('[data-series=mrr] [role=slider]').first();
  await page.evaluate("document.querySelector('#time-title').scrollIntoView()");
  await page.mouse.wheel(0, -72);
  await panel.hover({ position: { x: 180, y: 120 } });
}

const pictures: readonly Picture[] = [
  { name: 'compare-light', width: 1280, height: 900, scheme: 'light' },
  { name: 'compare-dark', width: 1280, height: 900, scheme: 'dark' },
  { name: 'compare-charts-light', width: 1280, height: 900, scheme: 'light', before: pointAtMonth },
  { name: 'compare-whole-light', width: 1280, height: 900, scheme: 'light', wholePage: true },
  { name: 'compare-tablet-light', width: 768, height: 1024, scheme: 'light' },
  { name: 'compare-phone-light', width: 360, height: 780, scheme: 'light' },
  { name: 'compare-phone-whole-dark', width: 360, height: 780, scheme: 'dark', wholePage: true },
  {
    name: 'compare-phone-levers-light',
    width: 360,
    height: 780,
    scheme: 'light',
    before: (page) => page.getByRole('button', { name: 'Change the levers' }).click(),
  },
];

const server = await serveFolder('dist');
const executablePath = findChromium();
const browser = await chromium.launch({
  args: [...chromiumFlags],
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  await mkdir(folder, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    // One run serves all pictures of a scheme: the page follows the size of its window.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: scheme,
      deviceScaleFactor: 2,
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(server.address);
    await page.locator('[data-phase=complete]').waitFor({ timeout: 300_000 });
    for (const { name, width, height, wholePage = false, before } of pictures.filter(
      (one) => one.scheme === scheme,
    )) {
      await page.setViewportSize({ width, height });
      await page.evaluate('scrollTo(0, 0)');
      await before?.(page);
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: wholePage });
      console.log(`${folder}/${name}.png`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
