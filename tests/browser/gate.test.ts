import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/browser.ts';
import { answered } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { openRoom } from '../support/rooms.ts';

const soon = { timeout: 30_000 };

let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
async function open(): Promise<void> {
  app = await openRoom(browser, 'Gate');
  page = app.page;
}
async function close(): Promise<void> {
  expect(app.messages).toEqual([]);
  await app.close();
}
const headline = () => page.locator('h1').innerText();

// One answer for all that only read it.
describe('what is read', () => {
  beforeAll(open);
  afterAll(close);

  test('answers where the free plan should end, by itself, and for each segment', async () => {
    expect(page.url()).toMatch(/#\/gate$/);
    expect(await headline()).toMatch(/Free|no difference/);
    expect(await page.locator('[data-phase] p').first().innerText()).toMatch(
      /^8 futures at each of \d+ limits$/,
    );
    expect(await page.locator('[data-figure^=gate-segment]').count()).toBe(3);
    expect(await page.locator('[data-figure=gate-outcome] text', { hasText: 'never' }).count()).toBe(1);
  });

  test('a panel is read by keyboard, and all panels point at the same limit', async () => {
    const panel = page.locator('[data-figure=gate-outcome] [role=slider]');
    await panel.focus();
    await page.keyboard.press('End');
    expect(await panel.getAttribute('aria-valuetext')).toMatch(
      /^Free never ends: Contribution, average .+8 of 10 futures/,
    );
    const panels = await page.locator('[role=slider][aria-valuetext]').count();
    expect(await page.locator('line.crosshair').count()).toBe(panels - 1);
    await page.keyboard.press('ArrowLeft');
    expect(await panel.getAttribute('aria-valuetext')).toMatch(/^Free ends at \d+/);
  });

  test('by pointer the same words as in the table', async () => {
    const figure = page.locator('[data-figure=gate-outcome]');
    const panel = figure.locator('[role=slider]');
    const { width } = (await panel.boundingBox())!;
    await panel.hover({ position: { x: width - 12, y: 100 } });
    const tooltip = await figure.locator('.tooltip').innerText();
    expect(tooltip).toContain('Free never ends');
    await figure.getByRole('button', { name: 'Table' }).click();
    const last = figure.locator('tbody tr').last();
    expect(await last.locator('th').innerText()).toBe('never');
    expect(tooltip).toContain(await last.locator('td').first().innerText());
  });
});

describe('what is changed', () => {
  beforeEach(open);
  afterEach(close);

  test('another gate is another question; refining keeps it', async () => {
    await app.close();
    app = await openRoom(browser, 'Gate', { run: { replications: 40 } });
    page = app.page;
    await page.getByRole('button', { name: 'Months', exact: true }).click();
    await expect
      .poll(
        () => page.locator('[data-figure=gate-outcome]').getByText('month', { exact: true }).count(),
        soon,
      )
      .toBe(1);
    await answered(page);
    await page.getByRole('button', { name: /Refine/ }).click();
    await expect
      .poll(() => page.locator('[data-phase] p').first().innerText(), soon)
      .toMatch(/^40 futures at each of \d+ limits$/);
    expect(await page.getByRole('button', { name: 'Months', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  test('a lever changed here is changed everywhere, and the answer follows', async () => {
    const before = await page.locator('[data-fingerprint]').innerText();
    const budget = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
    await budget.fill('16k');
    await budget.press('Enter');
    await expect.poll(() => page.locator('[data-fingerprint]').innerText(), soon).not.toBe(before);
    await answered(page);
    const changed = await page.locator('[data-fingerprint]').innerText();
    await page.getByRole('link', { name: 'One life' }).click();
    await page.getByRole('button', { name: 'Next' }).waitFor();
    expect(await budget.inputValue()).toBe('16,000');
    await page.getByRole('link', { name: 'Gate' }).click();
    await expect.poll(() => page.locator('[data-fingerprint]').innerText(), soon).toBe(changed);
  });

  test('a second lever makes it a surface, read by keyboard, by pointer and as a table', async () => {
    await page.getByLabel('A second lever').selectOption({ label: 'Expansion program, per customer' });
    const figure = page.locator('[data-figure=gate-surface]');
    await figure.waitFor();
    await answered(page);
    const panel = figure.locator('[role=slider]');
    await panel.focus();
    await page.keyboard.press('Home');
    const first = await panel.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowDown');
    expect(await panel.getAttribute('aria-valuetext')).not.toBe(first);
    // The key of its colours is part of the drawing, and so of what is downloaded.
    expect(await figure.locator('.drawing li rect').count()).toBeGreaterThan(1);
    expect(await figure.locator('.drawing li [data-drawn]').first().innerText()).not.toBe('');
    await page.getByRole('button', { name: 'Chance to be ahead' }).click();
    expect(await figure.locator('.summary').innerText()).toMatch(/ahead in \d+ to \d+ of \d+ futures/);
    const { width, height } = (await panel.boundingBox())!;
    await panel.hover({ position: { x: width - 30, y: height - 50 } });
    const tooltip = await figure.locator('.tooltip').innerText();
    expect(tooltip).toMatch(/^never, /);
    await figure.getByRole('button', { name: 'Table' }).click();
    expect(await figure.locator('tbody tr').count()).toBeGreaterThan(30);
  });
});
