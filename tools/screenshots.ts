/**
 * Takes the pictures of docs/screenshots from the built app: `npm run build`, then `npm run screenshots`; with names of
 * rooms behind it only theirs. The picture in the README is one of them. The default scenario with fewer futures: enough
 * for a picture, few enough to wait for all of them.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { rooms } from '../src/rooms/rooms.ts';
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
const patience = 600_000;
const futures = { compare: 128, rooms: 16 };
const asked = process.argv.slice(2);

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

/** Walks to another room and waits for its answer. */
function enterRoom(id: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto(`${page.url().replace(/#.*$/, '')}#/${id}`);
    await page.locator('main h1').first().waitFor({ timeout: patience });
    // What is computed is waited for; a room that has nothing to compute has no such line.
    const running = page.locator('[data-phase=running]');
    await page.waitForTimeout(500);
    await running.first().waitFor({ state: 'detached', timeout: patience });
    await page.waitForTimeout(300);
  };
}

/** Rooms besides Compare. */
const otherRooms = rooms.map(({ id }) => id).filter((id) => id !== 'compare');

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
  ...otherRooms.flatMap((id): readonly Picture[] => [
    { name: `${id}-light`, width: 1280, height: 900, scheme: 'light', before: enterRoom(id) },
    { name: `${id}-dark`, width: 1280, height: 900, scheme: 'dark', before: enterRoom(id) },
    { name: `${id}-phone-light`, width: 360, height: 780, scheme: 'light', before: enterRoom(id) },
  ]),
];

/** Opens the default scenario with so many futures. */
async function openDefault(page: Page, replications: number): Promise<void> {
  const scenario = JSON.parse(await readFile('scenarios/default.json', 'utf8')) as { run: object };
  const text = JSON.stringify({ ...scenario, run: { ...scenario.run, replications } });
  const file = { name: 'default.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForTimeout(500);
}

const server = await serveFolder('dist');
const executablePath = findChromium();
const browser = await chromium.launch({
  args: [...chromiumFlags],
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  await mkdir(folder, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    // One run serves all pictures of a room: the page follows the size of its window.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: scheme,
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(server.address);
    let opened = 0;
    for (const { name, width, height, before } of pictures.filter((one) => one.scheme === scheme)) {
      const [room = ''] = name.split('-');
      if (asked.length > 0 && !asked.includes(room)) continue;
      const wanted = room === 'compare' ? futures.compare : futures.rooms;
      if (wanted !== opened) await openDefault(page, wanted);
      opened = wanted;
      await page.setViewportSize({ width, height });
      if (room === 'compare') await page.locator('[data-phase=complete]').waitFor({ timeout: patience });
      await page.evaluate('scrollTo(0, 0)');
      await before?.(page);
      await page.waitForTimeout(300);
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
