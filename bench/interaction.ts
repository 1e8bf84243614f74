/**
 * `npm run bench:interaction`: how long a reader waits, measured in the built app in a real Chromium and written to
 * docs/interaction.md: first content, lever to first reading, lever to settled, the time in which older work is dropped,
 * frames a second while it computes, and what jumps meanwhile.
 *     npm run bench:interaction [-- --quick]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { format } from 'prettier';
import { readScenario } from '../scenarios/read.ts';
import { writeScenario } from '../scenarios/write.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import { chromiumFlags, findChromium } from '../tools/chromium.mjs';
import { serveFolder } from '../tools/static-server.mjs';
import { conductorProbe, pageProbe } from './probes.ts';
import type { Waited } from './probes.ts';

const quick = process.argv.includes('--quick');
const times = quick ? 3 : 7;
const budgets = { first: 300, settled: 3000, dropped: 50, frames: 60, shift: 0.02 };

const read = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (read.kind !== 'scenario') throw new Error('scenarios/default.json is refused');

/** The default company at the size of the budget: 1000 customers live under each strategy, on average, for 36 months. */
const budgeted: Scenario = {
  ...read.scenario,
  name: 'A thousand customers',
  world: { ...read.scenario.world, market: { ...read.scenario.world.market, startingCustomers: 690 } },
  run: { ...read.scenario.run, months: 36 },
};

const server = await serveFolder('dist');
const executablePath = findChromium();
const browser = await chromium.launch({
  args: [...chromiumFlags],
  ...(executablePath === undefined ? {} : { executablePath }),
});
const rows: string[] = [];
const loadBefore = loadavg()[0] ?? NaN;

const { page, firstContent } = await opened();
row('first contentful paint', firstContent.paint, 'ms', '');
row('page opened to first reading', firstContent.reading, 'ms', '');
await budget(page);

const alone: Waited[] = [];
for (let time = 0; time < times; time++) alone.push(await lever(page, 8100 + 100 * time));
const during: Waited[] = [];
for (let time = 0; time < times; time++) {
  // Another change, by a step of the slider, while the answer to the last is still being worked out.
  await page.evaluate(`probe.change(${9100 + 200 * time})`);
  await page.waitForTimeout(400);
  during.push(await lever(page, 9200 + 200 * time));
}
const dragged = await page.evaluate<Waited>('probe.drag(12000, 1000)');

row('lever to first reading', median(alone, 'first'), 'ms', `≤ ${budgets.first}`);
row(
  'lever to first reading, while an older run is under way',
  median(during, 'first'),
  'ms',
  `≤ ${budgets.first}`,
);
row('lever to settled', median(alone, 'settled'), 'ms', `≤ ${budgets.settled}`);
row('futures it took', median(alone, 'futures'), '', '');
row('older work dropped', median(during, 'dropped'), 'ms', `≤ ${budgets.dropped}`);
row('frames a second meanwhile', median(alone, 'frames'), '', `≥ ${budgets.frames}`);
row('longest gap between two frames', median(alone, 'longestFrame'), 'ms', '');
row('frames a second while a slider is dragged for a second', dragged.frames, '', `≥ ${budgets.frames}`);
row('longest gap between two frames of it', dragged.longestFrame, 'ms', '');
row('layout shift', Math.max(...alone.map(({ shift }) => shift)), '', `≤ ${budgets.shift}`);
const speed = median(alone, 'speed');
row('live customer-months a second, as the page says', speed, '', '');
await page.close();

// Eight workers, as a laptop of eight cores has them, however many cores there are here.
const { page: wide } = await opened(withCores(8));
await budget(wide);
const crowded: Waited[] = [];
for (let time = 0; time < (quick ? 1 : 3); time++) crowded.push(await lever(wide, 8100 + 100 * time));
const draggedOverCrowd = await wide.evaluate<Waited>('probe.drag(12000, 1000)');
row('eight workers: lever to first reading', median(crowded, 'first'), 'ms', '');
row('eight workers: frames a second', median(crowded, 'frames'), '', `≥ ${budgets.frames}`);
row('eight workers: longest gap between two frames', median(crowded, 'longestFrame'), 'ms', '');
row('eight workers: frames a second while dragging', draggedOverCrowd.frames, '', `≥ ${budgets.frames}`);
await wide.close();

// The same on one worker: what a second core is worth to a reader.
const { page: narrow } = await opened(withCores(1));
await budget(narrow);
const single: Waited[] = [];
for (let time = 0; time < (quick ? 1 : 3); time++) single.push(await lever(narrow, 8100 + 100 * time));
const speedOfOne = median(single, 'speed');
row('the same on one worker', speedOfOne, '', '');
row('share of each worker that all keep', speed / speedOfOne / availableParallelism(), '', '≥ 0.9 of two');
await browser.close();
await server.close();

const text = [
  '# Interaction',
  '',
  "Made by `npm run build` and `npm run bench:interaction`: the built app in a headless Chromium, painted by software. The scenario is the default one with about 1000 customers living under each strategy over 36 months; the lever is the budget. Settled: the standard error of the headline difference is at most 2 % of the spread (standard deviation) of one strategy's own outcome. Medians of " +
    `${times} changes. The clock is on the wall, so whatever else the machine did is in the numbers: its load, of ${availableParallelism()} cores, is given.`,
  '',
  `Machine: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${browser.version()}; load ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? NaN).toFixed(1)} after.`,
  '',
  '| what | measured | budget |',
  '|---|---|---|',
  ...rows,
  '',
].join('\n');
console.log(text);
if (!quick) writeFileSync('docs/interaction.md', await format(text, { parser: 'markdown' }));

/** `before` runs in the conductor before its own code. */
async function opened(before = '') {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
  });
  await context.addInitScript(pageProbe);
  await context.route(/conductor\.worker.*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: before + conductorProbe + (await response.text()) });
  });
  const fresh = await context.newPage();
  await fresh.goto(server.address);
  const firstContent = await fresh.evaluate<{ paint: number; reading: number }>('probe.opened()');
  return { page: fresh, firstContent };
}

/** Code for the conductor that lets it see so many cores, and so have so many workers. */
function withCores(cores: number): string {
  return `Object.defineProperty(navigator, "hardwareConcurrency", { value: ${cores} });`;
}

async function budget(at: Page): Promise<void> {
  await complete(at);
  await at.locator('input[type=file]').setInputFiles({
    name: 'budget.json',
    mimeType: 'application/json',
    buffer: Buffer.from(writeScenario(budgeted)),
  });
  await at.getByText(budgeted.name).first().waitFor();
  await complete(at);
}

async function complete(at: Page): Promise<void> {
  await at.locator('[data-phase=complete]').waitFor({ timeout: 300_000 });
  await at.waitForTimeout(500);
}

async function lever(at: Page, value: number): Promise<Waited> {
  const waited = await at.evaluate<Waited>(`probe.lever(${value})`);
  await at.waitForTimeout(300);
  return waited;
}

function median(all: readonly Waited[], what: keyof Waited): number {
  const sorted = all.map((waited) => waited[what]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function row(what: string, measured: number, unit: string, budget: string): void {
  const digits = measured < 2 ? 3 : 0;
  const number = Number.isNaN(measured)
    ? '–'
    : measured.toLocaleString('en-US', { maximumFractionDigits: digits });
  rows.push(`| ${what} | ${number}${unit === '' ? '' : ` ${unit}`} | ${budget} |`);
}
