import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { foundEverywhere, foundInTables } from '../support/axe.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const monthly =
  'cohort,0,1,2,3,4,5,6\nJan,400,368,342,321,304,290,278\nFeb,300,272,250,233,219,207,\nMar,9,10\n';

test('a table is fitted, its bad row named, and becomes a segment as one step to undo', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/numbers`, {
    work: null,
  });
  await page.getByRole('heading', { name: /after 12 years about 39 are still there/ }).waitFor();
  await page.getByLabel('Its columns are').selectOption('Months');
  await page.getByLabel('Table of customers').fill(monthly);
  await page.getByRole('heading', { name: /leave in the first month; after 6 months/ }).waitFor();
  await page.getByText('row 4: 10 after 9').waitFor();
  await page.getByText('2 cohorts of customers; 2 of 3 rows used.').waitFor();
  // The simulation is held against the table, and what it would need instead goes in where one wants it.
  const agreement = page.getByRole('region', { name: 'Does the simulation agree?' });
  await agreement.locator('[data-phase=complete]').waitFor({ timeout: 90_000 });
  await agreement
    .locator('.said')
    .getByText(/customers with this churn (leave sooner|stay longer) than the table/)
    .waitFor();
  await page.locator('[data-figure=retention] path.found').first().waitFor({ state: 'attached' });
  const world = page.getByText(/^In this world:/);
  const asFound = await world.textContent();
  await page.getByLabel('Corrected, so that the simulation comes nearest to the table').uncheck();
  expect(await world.textContent()).not.toBe(asFound);
  await page.getByLabel('Corrected, so that the simulation comes nearest to the table').check();
  expect(await world.textContent()).toBe(asFound);
  await page.getByRole('button', { name: 'Put it into the world' }).press('Enter');
  await page.getByText('Everybody now has the churn of this table').waitFor();
  await page.getByRole('link', { name: 'See what it changes' }).press('Enter');
  await page.getByRole('button', { name: 'World', exact: true }).click();
  const churn = page.locator('#lever-world-segments-0-firstMonthChurn');
  expect(await churn.inputValue()).toMatch(/% to .*%$/);
  await page.locator('[data-density]').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => churn.inputValue()).toBe('7%');
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  expect(messages).toEqual([]);
  await close();
}, 150_000);

test('a list of customers with days becomes cohorts, goes into one segment, and customers and prices stand beside', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/numbers`, {
    work: null,
  });
  const rows = Array.from({ length: 240 }, (_, index) => {
    const day = (month: number) => new Date(Date.UTC(2025, month, 5)).toISOString().slice(0, 10);
    const month = index % 6;
    // Of forty who begin in a month, every fourth, fifth, … is gone after so many months.
    const gone = Math.floor(index / 6) % 8;
    return `c${String(index)},${day(month)},${gone < 4 ? day(month + gone + 2) : ''}`;
  });
  await page.getByLabel('Table of customers').fill(['id,started,ended', ...rows].join('\n'));
  await page.getByText(/A row for each customer, watched until 2025-\d\d-05; 240 of 240 rows used/).waitFor();
  await page.getByLabel('Of whom').selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Put it into the world' }).click();
  await page.getByText(/“.+” now has the churn of this table/).waitFor();
  const customers = page.locator('#lever-world-market-startingCustomers');
  await customers.fill('1,250');
  await customers.press('Enter');
  await page.goto(`${inject('appAddress')}#/compare`);
  await page.getByRole('button', { name: 'World', exact: true }).click();
  await expect.poll(() => page.locator('#lever-world-market-startingCustomers').inputValue()).toBe('1,250');
  expect(await page.locator('#lever-world-segments-0-firstMonthChurn').inputValue()).toBe('7%');
  expect(await page.locator('#lever-world-segments-1-firstMonthChurn').inputValue()).toMatch(/% to .*%$/);
  expect(messages).toEqual([]);
  await close();
});

test('another room and back: the table goes on being read', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/numbers`);
  await page.getByRole('heading', { name: /after 12 years about 39 are still there/ }).waitFor();
  for (const [survivors, said] of [
    ['Jan,400,300,200', /Of 100 new customers about 25 leave in the first month; after 2 months about 50/],
    ['Jan,400,200,100', /Of 100 new customers about 50 leave in the first month; after 2 months about 25/],
  ] as const) {
    await page.getByRole('link', { name: 'Learn', exact: true }).click();
    await expect.poll(() => page.title()).toBe('Learn · Cohort Lab');
    await page.getByRole('link', { name: 'Your numbers', exact: true }).click();
    await page.getByLabel('Table of customers').fill(survivors);
    await page.getByRole('heading', { name: said }).waitFor();
  }
  expect(messages).toEqual([]);
  await close();
});

test('a cell without a blank breaks no column, and a scenario is taken for what it is', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/numbers`);
  const table = page.getByLabel('Table of customers');
  await table.fill(`cohort,0,1\n${'x'.repeat(400)},${'y'.repeat(400)},3`);
  await page.getByText('y'.repeat(40)).first().waitFor();
  const aside = page.getByRole('complementary', { name: 'The table' });
  expect(await aside.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);

  await table.fill(JSON.stringify({ some: ['other', 'JSON'] }, null, 2));
  await page.getByText('This is JSON and no table of customers').waitFor();
  expect(await aside.getByRole('listitem').count()).toBe(0);
  await table.fill(writeScenario({ ...smallScenario(), name: 'Pasted by mistake' }));
  await page.getByText('This is a scenario, “Pasted by mistake”').waitFor();
  await page.getByRole('button', { name: 'Open it as a scenario' }).click();
  await expect.poll(() => page.title()).toBe('Compare · Cohort Lab');
  expect(await page.locator('.scenario').innerText()).toBe('Pasted by mistake');
  expect(messages).toEqual([]);
  await close();
});

test('a table that is opened as a file leads here', async () => {
  const { page, messages, close } = await openApp(browser, inject('appAddress'));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(monthly) });
  await expect.poll(() => page.title()).toBe('Your numbers · Cohort Lab');
  expect(await page.getByLabel('Table of customers').inputValue()).toBe(monthly);
  expect(messages).toEqual([]);
  await close();
});

test('at every width, light and dark: axe finds nothing, with a fit and with a table that is refused', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/numbers`, {
    colorScheme: 'light',
    bypassCSP: true,
  });
  await page.locator('[data-figure=retention] [role=slider]').focus();
  expect([...(await foundEverywhere(page)), ...(await foundInTables(page))]).toEqual([]);
  await page.getByLabel('Table of customers').fill('no,table');
  await page.getByText('What the table needs:').waitFor();
  expect(await foundEverywhere(page)).toEqual([]);
  expect(messages).toEqual([]);
  await close();
}, 120_000);
