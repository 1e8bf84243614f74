import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chromiumCandidates } from '../../tools/chromium.mjs';
import { provideChromium } from '../../tools/provide-chromium.mjs';

describe('finding a Chromium', () => {
  let machine = '';
  beforeEach(() => {
    machine = mkdtempSync(join(tmpdir(), 'cohort-lab-machine-'));
  });
  afterEach(() => {
    rmSync(machine, { recursive: true, force: true });
  });

  function program(path: string, mode = 0o755): string {
    const file = join(machine, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, mode);
    return file;
  }
  const inside = (environment: NodeJS.ProcessEnv): readonly string[] =>
    chromiumCandidates({ PLAYWRIGHT_BROWSERS_PATH: join(machine, 'cache'), ...environment }).filter((path) =>
      path.startsWith(machine),
    );

  test('CHROME_PATH comes first, then PATH, then the newest of Playwright’s', () => {
    const named = program('mine/browser');
    const onPath = program('second/chromium');
    const old = program('cache/chromium-999/chrome-linux/chrome');
    const recent = program('cache/chromium-1200/chrome-linux64/chrome');
    program('cache/firefox-1500/firefox/firefox');
    const path = [join(machine, 'first'), join(machine, 'second')].join(delimiter);
    expect(inside({ CHROME_PATH: named, PATH: path })).toEqual([named, onPath, recent, old]);
  });

  test('in each place the shell without windows comes first', () => {
    const whole = program('first/chromium');
    const shell = program('second/chromium-headless-shell');
    const cached = program('cache/chromium-1200/chrome-linux64/chrome');
    const cachedShell = program(
      'cache/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell',
    );
    const path = [join(machine, 'first'), join(machine, 'second')].join(delimiter);
    expect(inside({ PATH: path })).toEqual([shell, whole, cachedShell, cached]);
  });

  test('what cannot be run is none', () => {
    program('first/chromium', 0o644);
    expect(inside({ CHROME_PATH: join(machine, 'absent'), PATH: join(machine, 'first') })).toEqual([]);
  });
});

describe('providing a Chromium', () => {
  const starts =
    (...good: readonly string[]) =>
    (path: string): Promise<boolean> =>
      Promise.resolve(good.includes(path));

  test('takes the first that starts and installs nothing', async () => {
    const installs: string[] = [];
    const found = await provideChromium({
      candidates: () => ['broken', 'good', 'better'],
      starts: starts('good', 'better'),
      sources: [{ name: 'a', install: () => installs.push('a') }],
    });
    expect(found).toBe('good');
    expect(installs).toEqual([]);
  });

  test('tries one source after the other until one starts', async () => {
    const here: string[] = ['broken'];
    const installs: string[] = [];
    const found = await provideChromium({
      candidates: () => here,
      starts: starts('from b'),
      sources: ['a', 'b', 'c'].map((name) => ({
        name,
        install: () => {
          installs.push(name);
          here.push(`from ${name}`);
        },
      })),
    });
    expect(found).toBe('from b');
    expect(installs).toEqual(['a', 'b']);
  });

  test('says exactly what to do when there is none to be had', async () => {
    const none = provideChromium({ candidates: () => [], starts: starts(), sources: [] });
    await expect(none).rejects.toThrow(/CHROME_PATH=.* npm test/);
  });
});
