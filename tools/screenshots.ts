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

/** Opens a folded topic, and nothing else, at the top of the window. */
function openTopic(id: string): (page: Page) => Promise<void> {
  return async (page) => {
    for (const open of await page.locator('[data-topic] h2 button[aria-expanded=true]').all())
      await open.click();
    await page.locator(`[data-topic=${id}] h2 button`).click();
    await page.evaluate(`document.querySelector('#topic-${id}').scrollIntoView()`);
    await page.mouse.wheel(0, -72);
    await page.waitForTimeout(300);
  };
}

/** Walks to another room and waits for its answer. Pictures of the first room come before. */
function enterRoom(id: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(`nav a[href="#/${id}"]`).click();
    await page.locator('.answers').waitFor({ timeout: 300_000 });
    await page.locator('[data-phase=complete]').waitFor({ timeout: 300_000 });
    await page.waitForTimeout(300);
  };
}

const pictures: readonly Picture[] = [
  { name: 'compare-light', width: 1280, height: 900, scheme: 'light' },
  { name: 'compare-dark', width: 1280, height: 900, scheme: 'dark' },
  { name: 'compare-charts-light', width: 1280, height: 900, scheme: 'light', before: pointAtMonth },
  { name: 'compare-money-light', width: 1280, height: 900, scheme: 'light', before: openTopic('money') },
  { name: 'compare-worth-dark', width: 1280, height: 900, scheme: 'dark', before: openTopic('worth') },
  { name: 'compare-growth-light', width: 1280, height: 900, scheme: 'light', before: openTopic('grow') },
  { name: 'compare-tablet-light', width: 768, height: 1024, scheme: 'light' },
  { name: 'compare-phone-light', width: 360, height: 780, scheme: 'light' },
  {
    name: 'compare-phone-levers-light',
    width: 360,
    height: 780,
    scheme: 'light',
    before: async (page) => {
      await page.getByRole('button', { name: 'Change the levers' }).click();
    },
  },
  ...['gate', 'line', 'life'].flatMap((id): readonly Picture[] => [
    { name: `${id}-light`, width: 1280, height: 900, scheme: 'light', before: enterRoom(id) },
    { name: `${id}-dark`, width: 1280, height: 900, scheme: 'dark', before: enterRoom(id) },
    { name: `${id}-phone-light`, width: 360, height: 780, scheme: 'light', before: enterRoom(id) },
  ]),
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
    for (const { name, width, height, before } of pictures.filter((one) => one.scheme === scheme)) {
      await page.setViewportSize({ width, height });
      await page.evaluate('scrollTo(0, 0)');
      await before?.(page);
      await page.screenshot({ path: `${folder}/${name}.png` });
      await page.keyboard.press('Escape');
      console.log(`${folder}/${name}.png`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
