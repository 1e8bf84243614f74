import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import { showTables } from './rooms.ts';

type Page = ConstructorParameters<typeof AxeBuilder>[0]['page'];

interface Part {
  /** A selector; the whole page otherwise. */
  readonly within?: string;
  /** A part that is looked at elsewhere. */
  readonly without?: string;
}

/** Everything that axe finds wrong with the page as it stands, or with a part of it. */
export async function found(page: Page, part: Part = {}): Promise<string[]> {
  const { violations, passes } = await axe(page, part).analyze();
  expect(passes.length).toBeGreaterThan(part.within === undefined ? 20 : 5);
  return inWords(violations);
}

/** The same in the other colours: of all rules only contrast looks at them. */
export async function foundInTheDark(page: Page, part: Part = {}): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const { violations, passes } = await axe(page, part, ['color-contrast']).analyze();
  expect(passes.flatMap(({ nodes }) => nodes).length).toBeGreaterThan(20);
  await page.emulateMedia({ colorScheme: 'light' });
  return inWords(violations).map((one) => `dark: ${one}`);
}

/** All that is wrong at the three widths and in both colours; a page follows its window, as a phone that is turned does. */
export async function foundEverywhere(
  page: Page,
  part: Part = {},
  look?: () => Promise<void>,
): Promise<string[]> {
  const findings: string[] = [];
  for (const width of [1280, 768, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => overhang(page)).toBe(0);
    await look?.();
    const here = [...(await found(page, part)), ...(await foundInTheDark(page, part))];
    findings.push(...here.map((one) => `${String(width)} px: ${one}`));
  }
  return findings;
}

/** All that is wrong once every chart is a table, in both colours. */
export async function foundInTables(page: Page, part: Part = {}): Promise<string[]> {
  await showTables(page);
  return [...(await found(page, part)), ...(await foundInTheDark(page, part))];
}

/** Pixels by which the page is wider than its window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

function axe(page: Page, { within, without }: Part, rules?: string[]): AxeBuilder {
  // A selector of its own for each of thousands of elements takes four fifths of the time, and nobody reads them. The page
  // has no frames, so it is looked at without a second page that would put frames together.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({
    selectors: false,
    // Of all rules only the names of those that passed; of one or two, where it was looked at.
    resultTypes: rules === undefined ? ['violations'] : ['violations', 'passes'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  });
  if (within !== undefined) builder.include(within);
  return without === undefined ? builder : builder.exclude(without);
}

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;

function inWords(violations: Results['violations']): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}
