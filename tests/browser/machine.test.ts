// The built app's workers live on machine code under the page's policy, and without WebAssembly they give the same bits.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { writeScenario } from '../../scenarios/write.ts';
import { serveFolder } from '../../tools/static-server.mjs';
import { launchChromium } from '../support/browser.ts';
import { answered, openApp, openFile } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Says on a channel whenever a machine has been started; it says nothing when that was refused. */
const saying = `
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      new BroadcastChannel('machines').postMessage('started');
    }
  };`;

/** Fingerprint of a small study in the built app whose chunk workers begin with these lines, and the machines they started. */
async function answeredBy(lines: string): Promise<{ fingerprint: string; machines: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'cohort-lab-'));
  await cp('dist', folder, { recursive: true });
  const [worker] = (await readdir(join(folder, 'assets'))).filter((file) =>
    /^chunk\.worker-.*\.js$/.test(file),
  );
  const file = join(folder, 'assets', worker!);
  await writeFile(file, `{${lines}}\n${await readFile(file, 'utf8')}`);
  const server = await serveFolder(folder);
  const { page, messages, close } = await openApp(browser, server.address);
  await page.addInitScript(() => {
    new BroadcastChannel('machines').onmessage = () => {
      sessionStorage.setItem('machines', String(Number(sessionStorage.getItem('machines')) + 1));
    };
  });
  // From here on somebody listens.
  await page.reload();
  await openFile(page, 'small.json', writeScenario(smallScenario()));
  await page.getByText('A small test').first().waitFor();
  await answered(page);
  const fingerprint = await page.locator('[data-fingerprint]').innerText();
  const machines = await page.evaluate(() => Number(sessionStorage.getItem('machines')));
  expect(messages).toEqual([]);
  await close();
  await server.close();
  await rm(folder, { recursive: true });
  return { fingerprint, machines };
}

test('workers start machines under the policy of the page, and agree with those that cannot', async () => {
  const here = await answeredBy(saying);
  const without = await answeredBy('globalThis.WebAssembly = undefined;');
  expect(here.machines).toBeGreaterThan(0);
  expect(without.machines).toBe(0);
  expect(here.fingerprint).toBe(without.fingerprint);
});
