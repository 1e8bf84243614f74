import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeScenario } from '../../scenarios/write.ts';
import { launchChromium } from '../support/browser.ts';
import { answered, openApp, openFile } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

/** Patient with a machine that has other things to do. */
const soon = { timeout: 20_000 };

/** One answer for all that is only read: every test leaves the page as it would like to find it. */
let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  app = await openApp(browser, inject('appAddress'), { work: smallScenario() });
  page = app.page;
  await answered(page);
});
afterAll(async () => {
  expect(app.messages).toEqual([]);
  await app.close();
  await browser.close();
});

describe('charts', () => {
  test('one crosshair for all panels, by keyboard', async () => {
    const panel = page.locator('[data-series=mrr] [role=slider]').first();
    await panel.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await panel.getAttribute('aria-valuenow')).toBe('2');
    expect(await panel.getAttribute('aria-valuetext')).toMatch(
      /^Month 2: Acquisition-heavy .+8 of 10 futures/,
    );
    const panels = await page.locator('[role=slider]').count();
    expect(panels).toBe(8);
    expect(await page.locator('line.crosshair').count()).toBe(panels);
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.locator('[role=slider]:focus').getAttribute('aria-label'))
      .toContain('minus');
  });

  test('one crosshair for all panels, by pointer', async () => {
    await page
      .locator('[data-series=payingCustomers] [role=slider]')
      .first()
      .hover({ position: { x: 150, y: 100 } });
    expect(await page.locator('line.crosshair').count()).toBe(8);
    expect(await page.locator('.tooltip').count()).toBe(1);
    expect(await page.locator('.tooltip').innerText()).toMatch(/Month \d+/);
    await page.mouse.move(5, 5);
    expect(await page.locator('line.crosshair').count()).toBe(0);
  });

  test('every chart has its table, with the numbers of the chart', async () => {
    const figure = page.locator('[data-series=mrr]');
    const panel = figure.locator('[role=slider]').first();
    const spoken = (await panel.getAttribute('aria-valuetext')) ?? '';
    await figure.getByRole('button', { name: 'Table' }).click();
    const last = figure.locator('tbody tr').last();
    expect(await figure.locator('tbody tr').count()).toBe(18);
    expect(spoken).toContain(`Acquisition-heavy ${await last.locator('td').first().innerText()},`);
    await figure.getByRole('button', { name: 'Chart' }).click();
  });

  test('a strategy can be switched off, another chart added', async () => {
    const fans = page.locator('[data-series=mrr] .panels > div').first().locator('path.median');
    expect(await fans.count()).toBe(2);
    await page.locator('.legend').getByLabel('Acquisition-heavy').uncheck();
    expect(await fans.count()).toBe(1);
    await page.locator('.legend').getByLabel('Acquisition-heavy').check();
    expect(await fans.count()).toBe(2);
    await page.getByLabel('Add a chart').selectOption('trust');
    await page.locator('[data-series=trust]').waitFor();
  });

  test('each metric tells its formula', async () => {
    const row = page.locator('[data-metric=nrr]');
    await row.getByRole('button').click();
    expect(await row.locator('.formula').first().innerText()).toContain('12 months ago');
    expect(await row.locator('.formula').last().innerText()).toMatch(/^Monte Carlo error: .*95 % confidence/);
  });
});

describe('topics', () => {
  const topic = (id: string) => page.locator(`[data-topic=${id}]`);
  const open = (id: string) => topic(id).getByRole('heading').first().getByRole('button').click();
  const figure = (id: string) => page.locator(`[data-figure=${id}]`);

  test('each is a sentence while folded, and opens by keyboard', async () => {
    await topic('money').waitFor();
    expect(await page.locator('[data-topic] > p').count()).toBe(6);
    expect(await topic('money').locator('> p').innerText()).toMatch(
      /Acquisition-heavy: \d+% of the .+ is expansion/,
    );
    await topic('money').getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await figure('bridge').locator('rect.new').first().waitFor();
    expect(await figure('bridge').locator('.net').count()).toBeGreaterThan(1);
    await figure('bridge').getByRole('button', { name: 'Table of What moves MRR' }).click();
    expect(await figure('bridge').locator('tbody tr').count()).toBe(12);
    await figure('causes').locator('tbody tr').first().waitFor();
  });

  test('survival and cohorts: curves with a table, a triangle of each and of the difference', async () => {
    await open('stay');
    expect(await figure('survival').locator('path.curve').count()).toBe(2);
    await figure('survival').getByRole('slider').focus();
    await page.keyboard.press('Home');
    expect(await figure('survival').getByRole('slider').getAttribute('aria-valuetext')).toMatch(
      /^1\smonth after/,
    );
    // Who is left out here is left out of all charts, and back again.
    await figure('survival').getByLabel('Expansion-heavy').uncheck();
    expect(await figure('survival').locator('path.curve').count()).toBe(1);
    expect(await figure('mrr').locator('path.median').count()).toBe(2);
    await figure('survival').getByLabel('Expansion-heavy').check();
    expect(await figure('survival').locator('path.curve').count()).toBe(2);
    const rows = figure('cohorts').locator('tbody tr');
    expect(await rows.count()).toBe(6);
    expect(await rows.first().locator('.cell').count()).toBe(6);
    expect(await rows.last().locator('.cell').innerText()).toBe('100');
    await page.getByLabel('Cohorts of whom').selectOption('difference');
    expect(await rows.last().locator('.cell').innerText()).toBe('0');
  });

  test('growth: time to expansion, moves between plans, and offers told apart as asked', async () => {
    await open('grow');
    expect(await figure('flow').locator('path.joined').count()).toBeGreaterThan(1);
    const moves = figure('flow').getByRole('slider').first();
    expect(await moves.locator('path.joined').count()).toBeGreaterThan(0);
    await moves.focus();
    await page.keyboard.press('End');
    const words = await moves.getAttribute('aria-valuetext');
    expect(words).toMatch(/^.+ to .+: [\d.,K]+ customers; \d+(\.\d+)?% of all moves from /);
    await page.keyboard.press('Home');
    expect(await moves.getAttribute('aria-valuetext')).not.toBe(words);
    await moves.blur();
    // The widest of those who join, wherever on it the pointer is.
    await moves.locator('path.joined').last().hover();
    await figure('flow')
      .getByText(/^Outside to .+: .+ of all moves from Outside$/)
      .waitFor();
    await page.getByLabel('Offers told apart').selectOption('segment');
    await figure('conversion').getByText('Small teams').waitFor();
    expect(await figure('time-to-expansion').locator('.summary').innerText()).toMatch(/expanded/);
  });

  test('segments by any metric, and trust over time', async () => {
    await open('segments');
    expect(await figure('segments').locator('tbody tr').count()).toBe(4);
    await page.getByLabel('What to compare by segment').selectOption('mrr');
    await figure('segments').getByText('mrr', { exact: true }).waitFor();
    const byMonth = page.locator('[data-topic=segments] [data-series]');
    expect(await byMonth.getByRole('heading').allInnerTexts()).toEqual([
      expect.stringContaining('Small teams'),
      expect.stringContaining('Growing companies'),
      expect.stringContaining('Enterprises'),
    ]);
    expect(await byMonth.locator('path.median').count()).toBe(9);
    await page.getByLabel('What to see month by month in each segment').selectOption('Logo churn');
    await expect.poll(() => byMonth.first().innerText(), soon).toContain('share');
    await open('trust');
    await page.locator('[data-series=topic-trust] path.median').first().waitFor();
  });

  test('what differs is said, setting by setting', async () => {
    const button = page.getByRole('button', { name: /^What differs/ });
    expect(await button.innerText()).toMatch(/They differ in \d+ settings/);
    await button.click();
    await page.getByRole('rowheader', { name: 'Targeting' }).waitFor();
  });

  test('the threshold of lifetime value is moved by keyboard and by pointer, and counted in words', async () => {
    await open('worth');
    // Nobody is watched for three years in a run of a year and a half: said, not drawn.
    await figure('lifetime-value').getByText('nobody could be watched that long').waitFor();
    const realised = page.locator('[data-metric=ltv] [role=rowheader]');
    expect(await realised.innerText()).toMatch(/^LTV, realised\s+over 36\smonths, discounted at 10% a year$/);
    await openFile(page, 'shorter.json', writeScenario(smallScenario({ ltvMonths: 12 })));
    const threshold = page.getByRole('slider', { name: 'Threshold of lifetime value' });
    await expect.poll(() => figure('lifetime-value').locator('circle.dot').count(), soon).toBe(100);
    const words = () => figure('lifetime-value').locator('.summary').innerText();
    const terms = 'over 12\u00a0months, discounted at 10% a year';
    expect(await realised.innerText()).toContain(terms);
    expect(await figure('lifetime-value').locator('h3').innerText()).toContain(terms);
    await threshold.focus();
    await page.keyboard.press('End');
    expect(await words()).toContain('0 of 50 under Acquisition-heavy, 0 of 50 under Expansion-heavy');
    const before = await words();
    await threshold.click({ position: { x: 60, y: 60 } });
    expect(await words()).not.toBe(before);
  });
});

test('a tooltip of eight strategies stands clear of the header, above its chart or below', async () => {
  const scenario = smallScenario();
  const [first] = scenario.strategies;
  const strategies = Array.from({ length: 8 }, (_, index) => ({ ...first!, name: `Number ${index + 1}` }));
  const crowded = await openApp(browser, inject('appAddress'), { work: { ...scenario, strategies } });
  await answered(crowded.page);
  const chart = crowded.page.locator('[data-series=mrr] [role=slider]').first();
  const header = (await crowded.page.locator('header').first().boundingBox())!;
  for (const top of [120, 210, 420]) {
    await crowded.page.mouse.move(5, 5);
    await chart.evaluate((element, wanted) => {
      window.scrollBy(0, element.getBoundingClientRect().top - wanted);
    }, top);
    await chart.hover({ position: { x: 150, y: 60 } });
    const tooltip = crowded.page.locator('.tooltip');
    await expect.poll(async () => (await tooltip.boundingBox())!.y).toBeGreaterThan(header.y + header.height);
    const [box, panel] = [(await tooltip.boundingBox())!, (await chart.boundingBox())!];
    expect(box.y + box.height <= panel.y + 5 || box.y >= panel.y + panel.height).toBe(true);
  }
  expect(crowded.messages).toEqual([]);
  await crowded.close();
});
