import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { packed } from '../../src/sharing/link.ts';
import { topics } from '../../src/rooms/compare/topics.ts';
import { launchChromium } from '../support/browser.ts';
import { answered, fromMenu, openApp, openFile } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { quick, smallScenario } from '../support/small-scenario.ts';

const soon = { timeout: 20_000 };

let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await openApp(browser, inject('appAddress'), {
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
    work: smallScenario(quick),
  });
  page = app.page;
});
afterEach(async () => {
  expect(app.messages).toEqual([]);
  await app.close();
});

const budget = () => page.getByLabel('Budget, Acquisition-heavy', { exact: true });

async function setBudget(value: string): Promise<void> {
  await budget().fill(value);
  await budget().press('Enter');
  await answered(page);
}

async function saved(act: () => Promise<void>): Promise<{ name: string; text: string; bytes: Buffer }> {
  const saving = page.waitForEvent('download');
  await act();
  const download = await saving;
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), text: bytes.toString('utf8'), bytes };
}

async function visit(code: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/compare?s=${code}`);
}

describe('links', () => {
  test('a copied link brings the same scenario and the same numbers to somebody else', async () => {
    await answered(page);
    await setBudget('5000');
    const fingerprint = await page.locator('[data-fingerprint]').innerText();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('button', { name: 'Copy a link' }).click();
    await page.getByText('Link copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('#/compare?s=');

    const other = await openApp(browser, link);
    await other.page.getByText('A snapshot somebody shared.').waitFor();
    await answered(other.page);
    expect(await other.page.locator('[data-fingerprint]').innerText()).toBe(fingerprint);
    await other.page.locator('[data-reproduction=reproduced]').waitFor();
    expect(other.messages).toEqual([]);
    await other.close();
  });

  test('a snapshot is read-only and leaves the own work alone; a copy of it can be undone', async () => {
    await answered(page);
    await setBudget('5000');
    const code =
      (await packed(JSON.stringify({ ...smallScenario(quick), name: 'Shared by a friend' }))) ?? '';
    await visit(code);
    await page.getByText('A snapshot somebody shared.').waitFor();
    await answered(page);
    expect(await budget().isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Back to my work' }).click();
    await expect.poll(() => budget().inputValue(), soon).toBe('5,000');
    expect(page.url()).not.toContain('?s=');
    await visit(code);
    await page.getByRole('button', { name: 'Make my copy' }).press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), soon).toBe('main');
    await answered(page);
    await setBudget('7000');
    expect(await page.locator('.scenario').innerText()).toBe('Shared by a friend');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => budget().inputValue(), soon).toBe('5,000');
    await answered(page);
  });

  test('a damaged link is refused in words, and nothing is lost', async () => {
    await answered(page);
    await setBudget('5000');
    for (const code of ['AAAA', '%22%3E', 'x'.repeat(40_000)]) {
      await visit(code);
      await page.getByRole('dialog').waitFor();
      const said = await page.getByRole('dialog').innerText();
      expect(said).toContain('The link cannot be opened');
      expect(said).toContain('ask for it once more');
      expect(said).not.toContain('file cannot');
      expect(said).not.toContain('the whole file');
      await page.getByRole('button', { name: 'Keep working' }).click();
      await expect.poll(() => page.getByRole('dialog').count(), soon).toBe(0);
    }
    expect(await budget().inputValue()).toBe('5,000');
  });
});

describe('what is kept', () => {
  test('a reload brings the work back, and starting afresh brings the default', async () => {
    await answered(page);
    await setBudget('5000');
    await page.reload();
    await page.getByText('Your work of last time is back.').waitFor();
    await expect.poll(() => budget().inputValue(), soon).toBe('5,000');
    await page.getByRole('button', { name: 'Reset Budget' }).waitFor();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => budget().inputValue(), soon).toBe('8,000');
    // Starting afresh is a step like any other: also after another reload it can be taken back.
    await page.reload();
    await expect.poll(() => budget().inputValue(), soon).toBe('8,000');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => budget().inputValue(), soon).toBe('5,000');
  });

  test('a second page begins its own work, and each keeps its own', async () => {
    await answered(page);
    await setBudget('5000');
    await page.waitForTimeout(600);
    const second = await page.context().newPage();
    await second.goto(inject('appAddress'));
    const theirs = second.getByLabel('Budget, Acquisition-heavy', { exact: true });
    await expect.poll(() => theirs.inputValue(), soon).toBe('8,000');
    await openFile(second, 'small.json', writeScenario({ ...smallScenario(quick), name: 'The other' }));
    await second.waitForTimeout(600);
    await page.reload();
    await expect.poll(() => budget().inputValue(), soon).toBe('5,000');
    await second.reload();
    await second.getByText('The other').first().waitFor();
    await second.close();
  });

  test('a browser that refuses to keep anything says so and offers a file', async () => {
    await answered(page);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await setBudget('5000');
    await page.getByText('This browser refuses to keep your work.').waitFor();
    const { text } = await saved(() => page.getByRole('button', { name: 'Save as a file' }).click());
    expect(readScenario(text)).toMatchObject({ kind: 'scenario' });
  });
});

describe('files with results', () => {
  test('saved with a fingerprint; opened again they are reproduced, or said to differ', async () => {
    await answered(page);
    const fingerprint = await page.locator('[data-fingerprint]').innerText();
    const { text } = await saved(() => fromMenu(page, 'Save the scenario'));
    const reading = readScenario(text);
    if (reading.kind !== 'scenario') throw new Error('refused');
    expect(reading.scenario.results?.fingerprint).toBe(fingerprint);
    expect(reading.scenario.results?.headline).toContain(`${quick.months} months`);
    await openFile(page, 'again.json', text);
    await page.locator('[data-reproduction=reproduced]').waitFor(soon);
    await openFile(page, 'changed.json', text.replace(fingerprint, '0123456789abcdef'));
    await page.locator('[data-reproduction=differs]').waitFor(soon);
  });
});

describe('downloads', () => {
  beforeEach(() => answered(page));

  async function downloaded(figure: string, kind: 'SVG' | 'PNG' | 'CSV') {
    const place = page.locator(`[data-figure=${figure}]`);
    await place.getByRole('button', { name: /^Download/ }).click();
    return saved(() => place.getByRole('button', { name: kind, exact: true }).click());
  }

  test('an SVG stands by itself: drawn, titled, with its origin, and without anything active', async () => {
    const { name, text } = await downloaded('mrr', 'SVG');
    expect(name).toBe('a-small-test-mrr.svg');
    // A page without the app's policy, which lets nobody parse text into markup.
    const reader = await browser.newPage();
    const parsed = await reader.evaluate((svg) => {
      const { documentElement: root } = new DOMParser().parseFromString(svg, 'image/svg+xml');
      const tags = [...root.querySelectorAll('*')].map(({ tagName }) => tagName);
      const attributes = [...root.querySelectorAll('*')].flatMap((one) => one.getAttributeNames());
      return { root: root.tagName, tags: [...new Set(tags)], attributes: [...new Set(attributes)] };
    }, text);
    await reader.close();
    expect(parsed.root).toBe('svg');
    expect(parsed.tags).not.toEqual(expect.arrayContaining(['parsererror']));
    for (const tag of ['script', 'foreignObject', 'image', 'style', 'a', 'use'])
      expect(parsed.tags).not.toContain(tag);
    expect(parsed.attributes.filter((attribute) => /^on|href|src|class|style/.test(attribute))).toEqual([]);
    expect(text).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    const fingerprint = await page.locator('[data-fingerprint]').innerText();
    for (const said of [
      'A small test',
      fingerprint,
      `${quick.replications} futures`,
      'Each strategy',
      '<metadata>',
    ])
      expect(text).toContain(said);
    expect(text.match(/<path/g)!.length).toBeGreaterThan(10);
  });

  test('a PNG is a picture of the same, twice as sharp', async () => {
    const { bytes } = await downloaded('mrr', 'PNG');
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1000);
    expect(bytes.length).toBeGreaterThan(10_000);
  });

  test('a CSV has the numbers of the table with every digit, and the origin in each row', async () => {
    const { text } = await downloaded('mrr', 'CSV');
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(quick.months + 1);
    expect(lines[0]).toMatch(/^Month,Acquisition-heavy,.*,scenario,seed,futures,engine,fingerprint$/);
    expect(lines[1]).toMatch(/^1,\d+(\.\d+)?,\d/);
    expect(lines[quick.months]).toContain('A small test');
  });

  test('the report is one file with all that there is, runs nothing and opens anywhere', async () => {
    await page.getByRole('button', { name: 'Change to dark' }).click();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const { name, text } = await saved(() =>
      page.getByRole('button', { name: 'Report as one HTML file' }).click(),
    );
    expect(name).toBe('a-small-test-report.html');
    // Folded as before, and dark as before.
    const folded = page.locator('[data-topic] > h2 > [aria-expanded=false]');
    await expect.poll(() => folded.count(), { timeout: 20_000 }).toBe(topics.length);
    expect(await page.locator('[data-metric=revenue]').count()).toBe(0);
    expect(text).toContain('MRR, Small teams');
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(text).not.toMatch(/<script|<foreignObject|\son\w+=|<link|<img|src=/i);
    const reader = await browser.newContext({ javaScriptEnabled: false });
    const report = await reader.newPage();
    const requests: string[] = [];
    report.on('request', (request) => requests.push(request.url()));
    await report.setContent(text);
    expect(requests.filter((url) => url.startsWith('http'))).toEqual([]);
    expect(await report.locator('h1').innerText()).toContain(`${quick.months} months`);
    expect(await report.locator('figure').count()).toBe(21);
    expect(await report.locator('figure:first-of-type svg').count()).toBe(1);
    expect(await report.locator('svg').count()).toBe(15);
    // A figure is called by its name once, and where it comes from is said once for all.
    for (const figure of await report.locator('figure:has(h3):has(svg)').all()) {
      const name = await figure.locator('h3').innerText();
      expect(await figure.locator('svg > text').allTextContents()).not.toContain(name);
    }
    // On paper, whatever the page looked like.
    const grounds = await report
      .locator('svg > rect:first-of-type')
      .evaluateAll((rects) => rects.map((rect) => rect.getAttribute('fill')));
    expect(new Set(grounds)).toEqual(new Set(['rgb(255, 255, 255)']));
    // A title is told apart from its unit, and a number from what stands beside it.
    expect(await report.locator('figure h3').allInnerTexts()).toContain('MRR · USD');
    const cells = report.locator('tr:has(th:text-is("Trust")) td');
    expect(await cells.nth(2).innerText()).toMatch(/^[+−]?[\d.]+\n/);
    expect(await report.locator('h2').allInnerTexts()).toEqual(
      expect.arrayContaining([
        'What differs',
        'In numbers',
        'Over time',
        ...topics.map(({ title }) => title),
        'What its numbers rest on',
      ]),
    );
    expect(await report.locator('body').innerText()).not.toMatch(/arrow keys|drag|better off:|Find looks/);
    expect(await report.locator('table').count()).toBeGreaterThan(1);
    expect(await report.getByText('Content-Security').count()).toBe(0);
    const inside = await report.locator('pre').textContent();
    expect(readScenario(inside ?? '')).toMatchObject({ kind: 'scenario' });
    await reader.close();
  });
});
