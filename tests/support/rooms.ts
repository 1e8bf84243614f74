import { writeScenario } from '../../scenarios/write.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Page } from 'playwright';
import { answered, openFile } from './open-app.ts';
import { smallScenario } from './small-scenario.ts';

/** Rooms that wait to be asked: nothing is computed when they are entered. */
const computeNothing = new Set(['Claims', 'Your numbers', 'Learn']);

/** Opens a small scenario and walks to a room by its name in the navigation. */
export async function enterRoom(page: Page, name: string, run: Partial<Scenario['run']> = {}): Promise<void> {
  await openFile(page, 'small.json', writeScenario(smallScenario({ months: 12, replications: 8, ...run })));
  await page.getByText('A small test').first().waitFor({ state: 'attached' });
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name, exact: true }).click();
  if (computeNothing.has(name)) {
    await page.locator('main').getByRole('heading').first().waitFor();
    return;
  }
  await page.locator('[data-phase]').waitFor();
  await page.locator('.answers').waitFor();
  await answered(page);
}

/** Turns every chart into its table. */
export async function showTables(page: Page): Promise<void> {
  const buttons = page.locator('[data-figure]').getByRole('button', { name: /^Table of/ });
  while ((await buttons.count()) > 0) await buttons.first().dispatchEvent('click');
}
