import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { writeScenario } from '../../scenarios/write.ts';
import { valueAt } from '../../simulations/parameters/pointer.ts';
import { launchChromium } from '../support/browser.ts';
import { answered, openApp, openFile } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cohort-lab-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the page and the command line agree to the last bit', async () => {
  const text = writeScenario(smallScenario());
  const file = join(folder, 'small.json');
  await writeFile(file, text);
  const command = ['--no-install', 'tsx', 'cli/main.ts', 'compare', file, '--json', '--quiet'];
  const { stdout } = await run('npx', command, { maxBuffer: 64e6 });
  const fingerprint = valueAt(JSON.parse(stdout), '/fingerprint');
  expect(fingerprint).toMatch(/^[0-9a-z:-]{8,}$/i);

  const browser = await launchChromium();
  const { page, messages, close } = await openApp(browser, inject('appAddress'));
  await openFile(page, 'small.json', text);
  await page.getByText('A small test').first().waitFor();
  await answered(page);
  expect(await page.locator('[data-fingerprint]').innerText()).toBe(fingerprint);
  expect(messages).toEqual([]);
  await close();
  await browser.close();
});
