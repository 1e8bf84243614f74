import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withValueAt } from '../../simulations/parameters/pointer.ts';
import { runLab } from '../support/lab-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const original = 'scenarios/default.json';

describe('diff on the command line', { timeout: 120_000 }, () => {
  const other = join(folder, 'other.json');
  const text = readFileSync(original, 'utf8');
  writeFileSync(other, JSON.stringify(withValueAt(JSON.parse(text), '/world/costs/goodsShare', 0.31)));

  it('says in words and as JSON what differs', async () => {
    const words = await runLab('diff', original, other);
    expect(words.code).toBe(0);
    expect(words.out).toMatch(/differ in one thing\.\n\nWorld › Costs › .*→ 0\.31 \(share\)\n$/);
    const { out } = await runLab('diff', original, other, '--json');
    expect(JSON.parse(out)).toMatchObject({
      differences: [{ kind: 'changed', pointer: '/world/costs/goodsShare', other: 0.31 }],
    });
    expect((await runLab('diff', original, original)).out).toBe('The two scenarios are the same.\n');
  });

  it('wants two scenarios that can be read', async () => {
    for (const files of [
      [original],
      [original, join(folder, 'missing.json')],
      [original, original, original],
    ])
      expect((await runLab('diff', ...files)).code, files.join(' ')).toBe(2);
  });
});

describe('bench on the command line', { timeout: 120_000 }, () => {
  it('measures one worker and as many as asked for, with the same bits', async () => {
    const small = ['--replications', '16', '--months', '6', '--workers', '2', '--quiet'];
    const { code, out } = await runLab('bench', original, ...small, '--json');
    expect(code).toBe(0);
    const { speeds } = JSON.parse(out) as {
      speeds: { workers: number; customerMonthsPerSecond: number; fingerprint: string }[];
    };
    expect(speeds.map(({ workers }) => workers)).toEqual([1, 2]);
    for (const { customerMonthsPerSecond } of speeds) expect(customerMonthsPerSecond).toBeGreaterThan(0);
    expect(speeds[0]?.fingerprint).toBe(speeds[1]?.fingerprint);
  });
});
