import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';

type Page = ConstructorParameters<typeof AxeBuilder>[0]['page'];

/** Everything that axe finds wrong with the page as it stands, or with all but a part that is looked at elsewhere. */
export async function found(page: Page, without?: string): Promise<string[]> {
  const { violations, passes } = await axe(page, without).analyze();
  expect(passes.length).toBeGreaterThan(20);
  return inWords(violations);
}

/** The same in the other colours: of all rules only contrast looks at them. */
export async function foundInTheDark(page: Page, without?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const { violations, passes } = await axe(page, without).withRules(['color-contrast']).analyze();
  expect(passes.flatMap(({ nodes }) => nodes).length).toBeGreaterThan(20);
  await page.emulateMedia({ colorScheme: 'light' });
  return inWords(violations).map((one) => `dark: ${one}`);
}

function axe(page: Page, without: string | undefined): AxeBuilder {
  const builder = new AxeBuilder({ page });
  return without === undefined ? builder : builder.exclude(without);
}

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;

function inWords(violations: Results['violations']): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}
