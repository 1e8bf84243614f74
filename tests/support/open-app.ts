import type { Browser, BrowserContextOptions, Page } from 'playwright';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { keepWork } from '../../src/sharing/works.ts';
import { Shelf } from './shelf.ts';
import { smallScenario } from './small-scenario.ts';

/** Whatever the console, the page or the policy had to say. */
export interface Heard {
  readonly messages: string[];
}

export interface Opened extends Heard {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/**
 * A visitor who returns to a small piece of work, so that no test waits for the default scenario's thousand futures; or, with
 * `work: null`, a fresh one with nothing stored. English, and listening to everything that should stay silent.
 */
export async function openApp(
  browser: Browser,
  address: string,
  { work = tiny, ...options }: BrowserContextOptions & { readonly work?: Scenario | null } = {},
): Promise<Opened> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    // Each fresh visitor would fetch the whole build for offline; tests/browser/offline.test.ts is about that.
    serviceWorkers: 'block',
    storageState: {
      cookies: [],
      origins: work === null ? [] : [{ origin: new URL(address).origin, localStorage: keeping(work) }],
    },
    ...options,
  });
  const page = await context.newPage();
  const messages: string[] = [];
  page.on('console', (message) => {
    // Not the page but the driver, about what it was asked to block.
    if (message.text() !== 'Service Worker registration blocked by Playwright')
      messages.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
  await page.goto(address);
  return { page, messages, close: () => context.close() };
}

const tiny: Scenario = { ...smallScenario({ months: 6, replications: 4 }), name: 'Work of before' };

/** What a browser has stored that kept this work. */
function keeping(scenario: Scenario): { name: string; value: string }[] {
  const shelf = new Shelf();
  const work = { scenario, opened: scenario };
  if (!keepWork(shelf, 'before', { work, past: [], future: [] })) throw new Error('the work was not kept');
  return Array.from({ length: shelf.length }, (_, index) => shelf.key(index)!).map((name) => ({
    name,
    value: shelf.getItem(name)!,
  }));
}

/** Opens a scenario through the file button. */
export async function openFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
}

/** Does something of the scenario's menu. */
export async function fromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Scenario: / }).click();
  await page.getByRole('button', { name }).click();
}

/** Waits for the answer to the settings on the page. */
export async function answered(page: Page): Promise<void> {
  await page.locator('[data-phase=complete]').waitFor({ timeout: 50_000 });
}
