// The packed lab, as whoever installs it has it: unpacked into an empty folder, without a checkout or any other package.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLab } from '../support/lab-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'installed-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const unpacked = join(folder, 'package');

describe('the installed command', { timeout: 240_000 }, () => {
  let command = '';
  beforeAll(() => {
    const npm = ['pack', '--pack-destination', folder, '--json'];
    execFileSync('npm', npm, { stdio: 'pipe', shell: process.platform === 'win32' });
    const { name, version, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      name: string;
      version: string;
      bin: Record<string, string>;
    };
    execFileSync('tar', ['-xzf', join(folder, `${name}-${version}.tgz`), '-C', folder]);
    command = join(unpacked, bin['cohort-lab'] ?? '');
  }, 240_000);

  /** From a folder that is not the lab's. */
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [command, ...args], { cwd: tmpdir(), encoding: 'utf8', maxBuffer: Infinity });

  it('compares, with the bits of the checkout', async () => {
    const small = ['--replications', '6', '--months', '8', '--workers', '2', '--quiet', '--json'];
    const { status, stdout, stderr } = run('compare', join(unpacked, 'scenarios/default.json'), ...small);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const print = (text: string) => (JSON.parse(text) as { fingerprint: string }).fingerprint;
    expect(print(stdout)).toBe(print((await runLab('compare', 'scenarios/default.json', ...small)).out));
  });

  it('begins as a program does, and has the claims with it', () => {
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { status, stdout } = run('claims', '23', '--replications', '2', '--quiet', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ id: '23-the-dearest-first' }]);
  });

  it('is a library too', async () => {
    const library = (await import(join(unpacked, 'lab/library.js'))) as Record<string, unknown>;
    expect(library).toHaveProperty('compare');
    expect(library).toHaveProperty('simulate');
  });
});
