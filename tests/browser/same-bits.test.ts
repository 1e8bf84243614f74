import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { writeScenario } from '../../scenarios/write.ts';
import { valueAt } from '../../simulations/parameters/pointer.ts';
import { launchChromium } from '../support/browser.ts';
import { runLab } from '../support/lab-process.ts';
import { answered, openApp, openFile } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cohort-lab-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the page and the command line agree to the last bit', async () => {
  const text = writeScenario(smallScenario());
  const file = join(folder, 'small.json');
  await writeFile(file, text);
  const { out } = await runLab('compare', file, '--json', '--quiet');
  const fingerprint = valueAt(JSON.parse(out), '/fingerprint');
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
