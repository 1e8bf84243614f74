import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/browser.ts';
import { openApp } from '../support/open-app.ts';
import { enterRoom, showTables } from '../support/rooms.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Rooms whose figures are charts with tables beside them. */
const rooms = ['Gate', 'The line', 'Find', 'One life'];
const cases = rooms.flatMap((room) =>
  [1280, 768, 360].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => [room, width, scheme] as const),
  ),
);

test.each(cases)(
  '%s, %i px, %s: axe finds nothing, and nothing is wider than the screen',
  async (room, width, colorScheme) => {
    const { page, messages, close } = await openApp(browser, inject('appAddress'), {
      viewport: { width, height: 900 },
      colorScheme,
      bypassCSP: true,
    });
    await enterRoom(page, room);
    const findings = await found(page);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.locator('[data-figure] [role=slider]').first().focus();
    await showTables(page);
    findings.push(...(await found(page)));
    expect(findings).toEqual([]);
    expect(messages).toEqual([]);
    await close();
  },
);

async function found(page: ConstructorParameters<typeof AxeBuilder>[0]['page']): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(20);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}
