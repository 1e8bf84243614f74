import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { serveFolder } from '../../tools/static-server.mjs';
import { launchChromium } from '../support/browser.ts';
import { answered, openApp } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { quick, smallScenario } from '../support/small-scenario.ts';

let browser: Browser;
let folder: string;
let site: { address: string; close: () => Promise<void> };
let app: Opened;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'cohort-lab-site-')), 'site');
  await cp('dist', folder, { recursive: true, filter: (path) => !path.endsWith('.map') });
  site = await serveFolder(folder, { subPath: '/deep/down/' });
  app = await openApp(browser, site.address, { serviceWorkers: 'allow', work: smallScenario(quick) });
});
afterEach(async () => {
  await app.close();
  await site.close().catch(() => undefined);
  await rm(join(folder, '..'), { recursive: true, force: true });
});

/** Until the worker has fetched everything and answers for this page. */
async function kept(): Promise<void> {
  await app.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
}

/** Puts another build in the place of the one that is served. */
async function publish(version: string): Promise<void> {
  const worker = join(folder, 'service-worker.js');
  const text = await readFile(worker, 'utf8');
  await writeFile(worker, text.replace(/"version":"[^"]+"/, `"version":"${version}"`));
  const index = join(folder, 'index.html');
  const page = await readFile(index, 'utf8');
  await writeFile(index, page.replace(/<html lang="en"[^>]*>/, `<html lang="en" data-build="${version}">`));
}

const build = () => app.page.evaluate(() => document.documentElement.dataset.build);

test('once loaded it works without a network: rooms, cases, and a run', async () => {
  await answered(app.page);
  await kept();
  await site.close();
  await app.page.reload();
  await app.page.getByText('Your work of last time is back.').waitFor();
  await answered(app.page);
  await app.page.getByLabel('Budget, Acquisition-heavy', { exact: true }).fill('6000');
  await app.page.keyboard.press('Enter');
  await answered(app.page);
  for (const room of await app.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link').all()) {
    await room.click();
    const name = await room.innerText();
    await expect.poll(() => app.page.title()).toBe(`${name} · Cohort Lab`);
    expect(await app.page.getByText('could not be fetched').count(), name).toBe(0);
  }
  await app.page.getByRole('button', { name: 'Cases' }).click();
  await app.page.locator('[data-case]').first().waitFor();
  expect(app.messages).toEqual([]);
}, 120_000);

test('a newer build waits until it is asked for, and the work is there afterwards', async () => {
  await answered(app.page);
  await kept();
  await publish('2222222222222222');
  await app.page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await app.page.getByText('A newer Cohort Lab is ready.').waitFor();
  expect(await build()).toBeUndefined();
  await app.page.getByLabel('Budget, Acquisition-heavy', { exact: true }).fill('6000');
  await app.page.getByRole('button', { name: 'Reload now' }).click();
  await expect.poll(build, { timeout: 20_000 }).toBe('2222222222222222');
  await expect
    .poll(() => app.page.getByLabel('Budget, Acquisition-heavy', { exact: true }).inputValue(), {
      timeout: 20_000,
    })
    .toBe('6,000');
  expect(app.messages).toEqual([]);
}, 120_000);

test('a page is not reloaded over work that the browser refuses to keep', async () => {
  await answered(app.page);
  await kept();
  await publish('3333333333333333');
  await app.page.evaluate(async () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  const prompt = app.page.getByRole('button', { name: 'Reload now' });
  await prompt.waitFor();
  await app.page.getByLabel('Budget, Acquisition-heavy', { exact: true }).fill('6000');
  await prompt.click();
  await app.page.getByText('This browser refuses to keep your work.').waitFor();
  expect(await build()).toBeUndefined();
  expect(await app.page.getByLabel('Budget, Acquisition-heavy', { exact: true }).inputValue()).toBe('6,000');
});

test('a room whose file is gone from the server is said, and nothing is lost', async () => {
  await app.close();
  app = await openApp(browser, site.address);
  await answered(app.page);
  await app.page.route(/GateRoom/, (route) => route.fulfill({ status: 404, body: 'gone' }));
  await app.page.getByRole('link', { name: 'Gate' }).click();
  await app.page.getByText('This page is older than the lab.').waitFor();
  await app.page.unroute(/GateRoom/);
  await app.page.getByRole('button', { name: 'Reload', exact: true }).click();
  await app.page.getByText('Your work of last time is back.').waitFor();
  await expect.poll(() => app.page.title()).toBe('Gate · Cohort Lab');
});

test('it can be installed: a manifest with icons that are what they say', async () => {
  const manifest = (await (await fetch(new URL('manifest.webmanifest', site.address))).json()) as {
    readonly start_url: string;
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  };
  expect(manifest.start_url).toBe('./');
  const pictures = manifest.icons.filter(({ src }) => src.endsWith('.png'));
  expect(pictures.map(({ sizes }) => sizes)).toEqual(['192x192', '512x512', '512x512']);
  expect(pictures.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  for (const { src, sizes } of pictures) {
    const bytes = Buffer.from(await (await fetch(new URL(src, site.address))).arrayBuffer());
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
  }
});
