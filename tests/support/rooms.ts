import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { inject } from 'vitest';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { rooms } from '../../src/rooms/rooms.ts';
import { answered, openApp } from './open-app.ts';
import type { Opened } from './open-app.ts';
import { smallScenario } from './small-scenario.ts';

/** Rooms that wait to be asked: nothing is computed when they are entered. */
const computeNothing = new Set(['Claims', 'Your numbers', 'Learn']);

/** A room by its name in the navigation, opened at its address with a small scenario at work, and answered. */
export async function openRoom(
  browser: Browser,
  name: string,
  { run, ...options }: BrowserContextOptions & { readonly run?: Partial<Scenario['run']> } = {},
): Promise<Opened> {
  const room = rooms.find((one) => one.name === name);
  if (room === undefined) throw new RangeError(`no such room: ${name}`);
  const work = smallScenario({ months: 12, replications: 8, ...run });
  const opened = await openApp(browser, `${inject('appAddress')}#/${room.id}`, { ...options, work });
  const { page } = opened;
  if (computeNothing.has(name)) {
    await page.locator('main').getByRole('heading').first().waitFor();
    return opened;
  }
  await page.locator('.answers').waitFor();
  await answered(page);
  return opened;
}

/** Turns every chart into its table. */
export async function showTables(page: Page): Promise<void> {
  const buttons = page.locator('[data-figure]').getByRole('button', { name: /^Table of/ });
  while ((await buttons.count()) > 0) await buttons.first().dispatchEvent('click');
}
