import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';
import { smallScenario } from '../support/small-scenario.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Worth against price and the size of a step, uncertain and tied together. */
function tied(scenario: Scenario): Scenario {
  const { world, run } = scenario;
  const acceptance = {
    ...world.acceptance,
    worth: { low: 0.5, mode: 1, high: 1.5 },
    step: { low: 0.5, mode: 1, high: 2 },
  };
  const tie = { a: '/world/acceptance/worth', b: '/world/acceptance/step', rho: 0.8 };
  return { ...scenario, world: { ...world, acceptance }, run: { ...run, correlations: [tie] } };
}

test('splits the gap, and says where it turns, what it hangs on and what knowing is worth', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/why`, {
    work: tied(smallScenario({ months: 6, replications: 4 })),
  });
  await page.locator('[data-phase=complete]').waitFor({ timeout: 120_000 });
  await page.getByRole('heading', { name: 'Where the gap turns its sign' }).waitFor();
  // Two of the parameters that move the gap most are tied together, so no share of the spread is one's own.
  expect(await page.locator('[data-figure=why-indices]').innerText()).toContain('rank correlation');
  await page.locator('[data-figure=why-worth]').waitFor();
  const gap = page.locator('[data-figure]').first().locator('[role=slider]');
  await gap.focus();
  await page.keyboard.press('ArrowDown');
  expect(await gap.getAttribute('aria-valuenow')).toBe('2');
  expect(await gap.getAttribute('aria-valuetext')).toMatch(/^.+: .+ to .+/);
  // The row says it in words: it is tinted, and nothing covers the next.
  expect(await gap.locator('[data-passing]').count()).toBe(1);
  expect(await page.locator('.tooltip').count()).toBe(0);
  await page.getByRole('button', { name: 'Table of The gap, lever by lever' }).dispatchEvent('click');
  await page.getByRole('rowheader', { name: 'The gap' }).waitFor();
  expect(messages).toEqual([]);
  await close();
}, 150_000);

test('a scenario without uncertain parameters says what to do, and one click tells luck from ignorance', async () => {
  const { page, messages, close } = await openApp(browser, `${inject('appAddress')}#/why`);
  await page.locator('[data-phase=complete]').waitFor({ timeout: 120_000 });
  expect(await page.locator('[data-figure=why-indices]').innerText()).toContain('Sobol indices');
  const offer = page.getByRole('button', { name: 'Make them uncertain by their evidence' });
  await offer.focus();
  await page.keyboard.press('Enter');
  const figure = page.locator('[data-figure=why-luck-split]');
  await figure.waitFor({ timeout: 120_000 });
  expect(await figure.locator('.summary').innerText()).toMatch(/\d+% is ignorance, \d+% luck/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await offer.waitFor({ timeout: 120_000 });
  expect(messages).toEqual([]);
  await close();
}, 300_000);
