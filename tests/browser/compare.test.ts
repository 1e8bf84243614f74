import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { launchChromium } from '../support/browser.ts';
import { answered, fromMenu, openApp, openFile } from '../support/open-app.ts';
import type { Opened } from '../support/open-app.ts';
import { quick, smallScenario } from '../support/small-scenario.ts';

/** Patient with a machine that has other things to do. */
const soon = { timeout: 20_000 };

let browser: Browser;
let app: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await openApp(browser, inject('appAddress'), { work: smallScenario(quick) });
  page = app.page;
});
afterEach(async () => {
  expect(app.messages).toEqual([]);
  await app.close();
});

/** Not in the DOM library: a layout-shift entry. */
interface Shift {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

const headline = () => page.locator('h1').innerText();
const budget = () => page.getByLabel('Budget, Acquisition-heavy', { exact: true });

test('answers by itself, first roughly and then better, also to a change, and nothing jumps meanwhile', async () => {
  const { page, messages, close } = await openApp(browser, inject('appAddress'), { work: null });
  await page.evaluate(() => {
    const shifts: number[] = [];
    const moved: number[] = [];
    Object.assign(globalThis, { shifts, moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & Shift;
        shifts.push(value);
        // Words of a sentence stand elsewhere on their line when its numbers change; what goes up or down has jumped.
        for (const { node, previousRect, currentRect } of sources) {
          const isThere = previousRect.height > 0 && currentRect.height > 0;
          if (isThere && document.querySelector('.answers')?.contains(node) === true)
            moved.push(Math.abs(currentRect.y - previousRect.y));
        }
      }
    }).observe({ type: 'layout-shift' });
  });
  await page.locator('[data-series=mrr] path.median').first().waitFor();
  const words = await page.locator('h1').innerText();
  expect(words).toMatch(/^(So far, over|Over) 5 years/);
  expect(words).toContain('Expansion-heavy');
  const count = () => page.locator('[data-phase] p').first().innerText();
  const first = await count();
  expect(first).toMatch(/^\d[\d,]* of at most 1,000 futures/);
  await expect.poll(count, { timeout: 40_000 }).not.toBe(first);
  const shifts = await page.evaluate(() => Reflect.get(globalThis, 'shifts') as number[]);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);

  // Nor while the answer to a change comes in, from its few first futures on.
  const field = page.getByLabel('Budget, Acquisition-heavy', { exact: true });
  await field.fill('12k');
  await field.press('Enter');
  const earlier = page.locator('.answers.earlier');
  await earlier.waitFor();
  await earlier.waitFor({ state: 'detached' });
  const changed = await count();
  await expect.poll(count, soon).not.toBe(changed);
  const moved = await page.evaluate(() => Reflect.get(globalThis, 'moved') as number[]);
  expect(moved.filter((pixels) => pixels >= 1)).toEqual([]);
  // Nor would it have gone unseen.
  await page.locator('h1').evaluate((one) => {
    one.style.marginTop = '40px';
  });
  await expect
    .poll(() => page.evaluate(() => Math.max(...(Reflect.get(globalThis, 'moved') as number[]))))
    .toBe(40);
  expect(messages).toEqual([]);
  await close();
});

const focused = (at: Page) => at.evaluate(() => document.activeElement?.textContent.trim());

test('Stop keeps the partial answer, marked with its count; Run again finishes it', async () => {
  await openFile(page, 'long.json', writeScenario(smallScenario({ replications: 20_000 })));
  await page.getByText('of at most 20,000 futures').waitFor();
  await page.getByRole('button', { name: 'Stop' }).press('Enter');
  // Who works by keyboard does not begin again at the top of the page because a button has gone.
  await expect.poll(() => focused(page)).toBe('Run again');
  const words = await page.locator('[data-phase=stopped] p').first().innerText();
  expect(words).toMatch(/^Stopped: a partial answer from \d[\d,]* of 20,000 futures$/);
  expect(await headline()).toMatch(/^So far, over 18 months/);
  await page.waitForTimeout(400);
  expect(await page.locator('[data-phase=stopped] p').first().innerText()).toBe(words);
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.locator('[data-phase=running]').waitFor();
});

describe('levers', () => {
  beforeEach(() => answered(page));

  test('a typed value brings a new answer, undo the old one', async () => {
    const value = () => page.locator('[data-metric=discountedContribution] [role=cell]').first().innerText();
    const before = await value();
    await budget().fill('16k');
    await budget().press('Enter');
    await expect.poll(value, soon).not.toBe(before);
    await answered(page);
    expect(await budget().inputValue()).toBe('16,000');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(value, soon).toBe(before);
  });

  test('a slider moves by keyboard, and its steps are undone together or one by one', async () => {
    const slider = page.getByLabel('Budget, Acquisition-heavy, slider');
    const before = await budget().inputValue();
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await budget().inputValue()).not.toBe(before);
    await page.getByRole('button', { name: 'Reset Budget' }).click();
    expect(await budget().inputValue()).toBe(before);
  });

  test('percent is understood, nonsense refused in words with the typed text kept', async () => {
    const share = page.getByLabel('Plus a share of revenue, Expansion-heavy', { exact: true });
    await share.fill('4%');
    await share.press('Enter');
    expect(await share.inputValue()).toBe('4%');
    await share.fill('quite a lot');
    // Said once while it is typed, to eyes and, when the hand rests, to ears; refused, it is said by the refusal alone.
    const words = page.getByText('“quite a lot” is not a number');
    await expect.poll(() => words.count(), soon).toBe(2);
    await share.press('Tab');
    expect(await share.inputValue()).toBe('quite a lot');
    expect(await share.getAttribute('aria-invalid')).toBe('true');
    expect(await words.count()).toBe(1);
    expect(await words.getAttribute('role')).toBe('alert');
    await share.focus();
    await share.press('Escape');
    expect(await share.inputValue()).toBe('4%');
  });

  test('the search finds every lever, and its evidence is told', async () => {
    await page.getByLabel('Search the levers').fill('discount annual');
    await page
      .getByRole('button', { name: /Annual discount: (strong|medium|weak), what it rests on/ })
      .click();
    await page.getByText('Evidence,').waitFor();
  });

  test('a run of other length is another headline', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const horizon = page.getByLabel('Horizon', { exact: true });
    await horizon.fill('24');
    await horizon.press('Enter');
    await expect.poll(headline, soon).toContain('2 years');
    await answered(page);
  });
});

describe('files', () => {
  test('what is saved opens again, field for field', async () => {
    await answered(page);
    await budget().fill('5000');
    await budget().press('Enter');
    const saving = page.waitForEvent('download');
    await fromMenu(page, 'Save the scenario');
    const download = await saving;
    expect(download.suggestedFilename()).toBe('a-small-test.json');
    const text = await readFile(await download.path(), 'utf8');
    const expected = smallScenario(quick);
    const [first, ...rest] = expected.strategies;
    const strategies = [{ ...first!, budget: { ...first!.budget, perMonth: 5000 } }, ...rest];
    expect(readScenario(text)).toMatchObject({ kind: 'scenario', scenario: { ...expected, strategies } });
    await page.getByRole('button', { name: 'Undo' }).click();
    await openFile(page, 'again.json', text);
    await expect.poll(() => budget().inputValue(), soon).toBe('5,000');
    await answered(page);
  });

  test('a broken file is refused with every problem named, and nothing is lost', async () => {
    await answered(page);
    await budget().fill('5000');
    await budget().press('Enter');
    const scenario = smallScenario();
    const broken = { ...scenario, run: { ...scenario.run, months: 'many' }, colour: 'red' };
    await openFile(page, 'broken.json', JSON.stringify(broken));
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const words = await dialog.innerText();
    expect(words).toContain('“broken.json” cannot be opened as it is');
    expect(words).toContain('/run/months');
    expect(words).toContain('"many"');
    expect(words).toContain('/colour');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count(), soon).toBe(0);
    expect(await budget().inputValue()).toBe('5,000');
    expect(await page.locator('[data-series=mrr]').count()).toBe(1);
  });

  test('what is no JSON at all is refused the same way', async () => {
    await openFile(page, 'notes.json', '{"name": ');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: 'Keep working' }).click();
    await expect.poll(() => page.getByRole('dialog').count(), soon).toBe(0);
  });

  test('script in a name, in notes without a description and in a source stays text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const scenario = smallScenario();
    const [first, ...rest] = scenario.strategies;
    const texts = { name, description: '', notes: `${name} noted`, sources: [{ what: name, source: name }] };
    const hostile = { ...scenario, ...texts, strategies: [{ ...first!, name }, ...rest] };
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => app.messages.push('a dialog opened')));
    await openFile(page, 'hostile.json', JSON.stringify(hostile));
    await page.getByText(name).first().waitFor();
    await answered(page);
    await page.getByRole('region', { name, exact: true }).getByRole('button').click();
    await page.getByText(`${name} noted`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'What its numbers rest on One source.' }).click();
    await page.getByText(`${name}: ${name}`, { exact: true }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });
});

describe('strategies', () => {
  beforeEach(() => answered(page));

  test('one is copied, renamed and put in the place of B; undo takes it back', async () => {
    await page.getByRole('button', { name: 'Edit the list of strategies' }).click();
    await page.getByRole('button', { name: 'Copy Acquisition-heavy' }).click();
    const name = page.getByLabel('Name of strategy 3');
    expect(await name.inputValue()).toBe('Acquisition-heavy, copy');
    await name.fill('Bolder');
    await name.press('Enter');
    await page.getByLabel('Second strategy').selectOption({ label: 'Bolder' });
    await expect.poll(headline, soon).toContain('Bolder');
    await answered(page);
    expect(await headline()).toContain('earn exactly the same.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(headline, soon).not.toContain('Bolder');
    await answered(page);
  });

  test('order by keyboard; two of one name and fewer than two are not possible', async () => {
    await page.getByRole('button', { name: 'Edit the list of strategies' }).click();
    await page.getByRole('button', { name: 'Move Expansion-heavy up' }).press('Enter');
    expect(await page.getByLabel('Name of strategy 1').inputValue()).toBe('Expansion-heavy');
    expect(await page.getByRole('button', { name: 'Remove Expansion-heavy' }).isDisabled()).toBe(true);
    const name = page.getByLabel('Name of strategy 2');
    await name.fill('Expansion-heavy');
    await name.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Expected' }).waitFor();
    await answered(page);
  });
});

test('a file dropped on the page is opened', async () => {
  const text = writeScenario({ ...smallScenario(), name: 'Dropped' });
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.json', { type: 'application/json' }));
    return transfer;
  }, text);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.getByText('Drop a scenario or a table to open it').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await page.getByText('Dropped').first().waitFor();
  await answered(page);
});

test('workers that break are said in words with details, and a later run works', async () => {
  const broken = await openApp(browser, 'about:blank', { work: null });
  await broken.page
    .context()
    .route(/\.worker-[^/]*\.js$/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("planted");' }),
    );
  await broken.page.goto(inject('appAddress'));
  const note = broken.page.getByRole('alert').filter({ hasText: 'The run failed.' });
  await note.waitFor({ timeout: 40_000 });
  await note.getByText('Details').last().click();
  expect((await note.locator('pre').innerText()).length).toBeGreaterThan(10);
  await broken.page.context().unrouteAll();
  await openFile(broken.page, 'small.json', writeScenario(smallScenario()));
  await answered(broken.page);
  await broken.close();
});

test('a strategy against itself: exactly the same, everywhere', async () => {
  const scenario = smallScenario();
  const [first] = scenario.strategies;
  const twins = { ...scenario, strategies: [first!, { ...first!, name: 'Its twin' }] };
  await openFile(page, 'twins.json', JSON.stringify(twins));
  await expect.poll(headline, { timeout: 30_000 }).toContain('earn exactly the same.');
});

test('the theme follows the system until it is chosen, and the choice is remembered', async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Change to dark' }).click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await page.getByRole('button', { name: 'Change to light' }).waitFor();
  expect(await background()).toBe(dark);
});

test('single futures are stepped through, one at a time, also by keyboard', async () => {
  await answered(page);
  const mrr = page.locator('[data-series=mrr]');
  await mrr.waitFor();
  expect(await mrr.locator('path.single').count()).toBe(0);
  await page.getByRole('button', { name: 'Next future' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^Future 1 of \d+$/).waitFor();
  // One for each strategy, and their difference.
  expect(await mrr.locator('path.single').count()).toBe(3);
  const first = await mrr.locator('path.single').first().getAttribute('d');
  await page.getByRole('button', { name: 'Play futures' }).click();
  await expect.poll(() => mrr.locator('path.single').first().getAttribute('d'), soon).not.toBe(first);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await mrr.locator('path.single').count()).toBe(0);
});

test('who asked for no motion steps from future to future: nothing plays by itself', async () => {
  await app.close();
  app = await openApp(browser, inject('appAddress'), { reducedMotion: 'reduce', work: smallScenario(quick) });
  page = app.page;
  await answered(page);
  await page.getByRole('button', { name: 'Previous future' }).click();
  await page.getByText(/^Future (\d+) of \1$/).waitFor();
  expect(await page.getByRole('button', { name: 'Play futures' }).count()).toBe(0);
});
