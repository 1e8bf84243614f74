import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchSizes } from '../../simulations/designs/batch-sizes.ts';
import { serveFolder } from '../../tools/static-server.mjs';
import { launchChromium } from '../support/browser.ts';
import { runLab } from '../support/lab-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'engine-page-'));
let server: Awaited<ReturnType<typeof serveFolder>>;
let browser: Browser;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../support/engine-page/', import.meta.url)),
    base: './',
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      sourcemap: true,
      modulePreload: { polyfill: false },
    },
  });
  server = await serveFolder(folder, { subPath: '/labs/cohort/' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** A fresh page, and everything it complained of. */
async function openPage(
  prepare?: (page: Page) => Promise<void>,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await prepare?.(page);
  await page.goto(server.address);
  await page.waitForFunction('globalThis.enginePage !== undefined');
  return { page, complaints };
}

/** Lets the conductor of a page tell it the months of every chunk that it gives to a worker. */
async function tellGiven(page: Page): Promise<void> {
  await page.route(/conductor\.worker.*\.js$/, async (route) => {
    const response = await route.fetch();
    const telling = `{
      const channel = new BroadcastChannel('given');
      globalThis.Worker = class extends Worker {
        postMessage(message, ...rest) {
          if (message?.path?.[0] === 'live') channel.postMessage(message.argumentList[1].value.run.months);
          super.postMessage(message, ...rest);
        }
      };
    }`;
    await route.fulfill({ response, body: telling + (await response.text()) });
  });
}

// Asked as text: a compiled function may lean on names that the page does not have.
const runOf = (replications: number, months: number) => `
  enginePage.lab.compare({
    ...enginePage.scenario,
    run: { ...enginePage.scenario.run, replications: ${replications}, months: ${months} },
  })`;

/** Chunks of a comparison of 2000 futures under two strategies: of its first `futures`, and of the batch after those. */
function chunksAround(futures: number): { before: number; next: number } {
  let before = 0;
  let done = 0;
  for (const size of batchSizes(2000, 4, 250)) {
    const chunks = 2 * Math.ceil(size / Math.min(8, Math.ceil(size / 4)));
    if (done === futures) return { before, next: chunks };
    done += size;
    before += chunks;
  }
  throw new Error(`no batch ends after ${futures} futures`);
}

describe('the engine in a browser, built, under the policy of the app', () => {
  it('agrees with the command line to the last bit, and nothing is reported', async () => {
    const { page, complaints } = await openPage();
    const inPage = await page.evaluate<string>(`${runOf(24, 14)}.then(({ fingerprint }) => fingerprint)`);
    const { out } = await runLab(
      'compare',
      'scenarios/default.json',
      '--replications',
      '24',
      '--months',
      '14',
      '--json',
    );
    expect(out).toContain(`"fingerprint": "${inPage}"`);
    expect(complaints).toEqual([]);
    // The conductor and one worker or more under it.
    expect(page.workers().length).toBeGreaterThan(1);
    await page.close();
  });

  it('is under a policy that forbids a worker by a plain address', async () => {
    const { page } = await openPage();
    expect(await page.evaluate(`try { new Worker('x.js'); 'allowed' } catch (error) { error.name }`)).toBe(
      'TypeError',
    );
    await page.close();
  });

  it('gives partial readings while it runs, and the page draws between them', async () => {
    const { page } = await openPage();
    const seen = await page.evaluate<{ partials: number[]; drawn: number[] }>(`(async () => {
      const partials = [];
      const drawn = [];
      let frames = 0;
      let isRunning = true;
      const frame = () => { frames++; if (isRunning) requestAnimationFrame(frame); };
      requestAnimationFrame(frame);
      const run = { ...enginePage.scenario.run, replications: 640, months: 36 };
      await enginePage.lab.compare(
        { ...enginePage.scenario, run },
        { onPartial: ({ replications }) => { partials.push(replications); drawn.push(frames); } },
      );
      isRunning = false;
      return { partials, drawn: [...drawn, frames] };
    })()`);
    // After the first batch, and then as often as readings are paid for by lives (workers/drive.ts).
    expect(seen.partials[0]).toBe(4);
    expect(seen.partials.length).toBeGreaterThan(1);
    expect(seen.partials).toEqual(seen.partials.toSorted((one, other) => one - other));
    expect(seen.partials.at(-1)).toBeLessThan(640);
    // How many frames a second is measured in bench/interaction.ts; a page that worked itself would draw none in between.
    for (const [index, frames] of seen.drawn.entries()) {
      expect(frames).toBeGreaterThan(index === 0 ? 0 : (seen.drawn[index - 1] ?? 0));
    }
    await page.close();
  });

  it('an abort is answered, drops the queue, and nothing old is given out once the next run is', async () => {
    const { page, complaints } = await openPage(tellGiven);
    const { said, given, read } = await page.evaluate<{
      said: string;
      given: number[];
      read: number;
    }>(`(async () => {
      const given = [];
      let read = 0;
      new BroadcastChannel('given').onmessage = ({ data }) => given.push(data);
      const stop = new AbortController();
      const run = { ...enginePage.scenario.run, replications: 2000, months: 24 };
      const said = await enginePage.lab.compare({ ...enginePage.scenario, run }, {
        signal: stop.signal,
        // While this is read, the workers are at the first chunks of the next batch.
        onPartial: ({ replications }) => { if (replications >= 124) { read ||= replications; stop.abort(); } },
      }).catch((error) => error.name);
      await ${runOf(2, 1)};
      // What the conductor says comes in its order, and later than readings do: with the last of it all has arrived.
      await ${runOf(1, 2)};
      while (!given.includes(2)) await new Promise((resolve) => setTimeout(resolve, 10));
      return { said, given, read };
    })()`);
    expect(said).toBe('AbortError');
    // Months of the chunks given to workers: of the aborted run, then of those after it.
    const old = given.indexOf(1);
    expect(old).not.toBe(-1);
    expect(given.slice(old).filter((months) => months !== 1 && months !== 2)).toEqual([]);
    // All chunks of the futures that were read, and of the next batch only the first.
    const { before, next } = chunksAround(read);
    expect(old).toBeGreaterThan(before);
    expect(old).toBeLessThan(before + next);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('works where workers cannot have workers: the page conducts', async () => {
    const { page, complaints } = await openPage(async (fresh) => {
      // As in a browser without nested workers: the conductor finds no Worker.
      await fresh.route(/conductor\.worker/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `globalThis.Worker = undefined;${await response.text()}` });
      });
    });
    expect(await page.evaluate(`${runOf(4, 3)}.then(({ replications }) => replications)`)).toBe(4);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('fails by the name of the chunk when a file of the app is gone, as after an update', async () => {
    const half = mkdtempSync(join(tmpdir(), 'engine-page-'));
    cpSync(folder, half, { recursive: true });
    const [chunk = ''] = readdirSync(join(half, 'assets')).filter((name) =>
      /^chunk\.worker.*\.js$/.test(name),
    );
    rmSync(join(half, 'assets', chunk));
    const halfServer = await serveFolder(half);
    const page = await browser.newPage();
    await page.goto(halfServer.address);
    await page.waitForFunction('globalThis.enginePage !== undefined');
    const message = await page.evaluate(`${runOf(4, 3)}.catch((error) => error.message)`);
    expect(message).toMatch(/^future.* of ".+" failed twice: the worker could not be loaded$/);
    await page.close();
    await halfServer.close();
    rmSync(half, { recursive: true });
  });

  it('rejects when the lab is closed', async () => {
    const { page } = await openPage();
    const message = await page.evaluate(`(async () => {
      const run = ${runOf(1000, 60)}.catch((error) => error.message);
      await new Promise((resolve) => setTimeout(resolve, 500));
      enginePage.lab.close();
      return [await run, await ${runOf(1, 1)}.catch((error) => error.message)];
    })()`);
    expect(message).toEqual(['the lab was closed', 'the lab was closed']);
    await page.close();
  });
});

it('the workers carry no zod, no svelte and no d3', () => {
  const maps = readdirSync(join(folder, 'assets')).filter((name) => /worker.*\.map$/.test(name));
  expect(maps).toHaveLength(2);
  for (const name of maps) {
    const { sources } = JSON.parse(readFileSync(join(folder, 'assets', name), 'utf8')) as {
      sources: string[];
    };
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((source) => /node_modules\/(zod|svelte|d3)/.test(source))).toEqual([]);
  }
});
