import type { Browser, BrowserContextOptions, Page } from 'playwright';

/** Whatever the console, the page or the policy had to say. */
export interface Heard {
  readonly messages: string[];
}

export interface Opened extends Heard {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** A fresh visitor: nothing stored, English, listening to everything that should stay silent. */
export async function openApp(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    // Each fresh visitor would fetch the whole build for offline; tests/browser/offline.test.ts is about that.
    serviceWorkers: 'block',
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
