import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { known, knownList } from '../known-answers/known.ts';
import { runLab } from '../support/lab-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'fit-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const file = (name: string) => join(folder, name);

interface Printed {
  alpha: { value: number; low: number | null };
  rows: { read: number; used: number; refused: { path: string }[] };
}

describe('fit on the command line', { timeout: 120_000 }, () => {
  const shares = knownList('KA01', 'regular').slice(0, 8);
  writeFileSync(file('published.csv'), `cohort,0,1,2,3,4,5,6,7\nregular,${shares.join(',')}\nbad,1,2\n`);

  it('the published cohort, with a row refused and said so', async () => {
    const { code, out, error } = await runLab('fit', file('published.csv'), '--period', 'year', '--json');
    expect(code).toBe(0);
    const { alpha, rows } = JSON.parse(out) as Printed;
    expect(Math.abs(alpha.value - known('KA02', 'regular', 'alpha'))).toBeLessThan(1e-3);
    expect(alpha.low).toBeNull();
    expect(rows).toMatchObject({ read: 2, used: 1, refused: [{ path: 'row 3' }] });
    expect(error).toContain('row 3: found 2 after 1, expected numbers that never rise');
  });

  it('into a segment of a scenario, as numbers or as distributions', async () => {
    const args = ['fit', file('published.csv'), '--period', 'year', '--customers', '1000', '--quiet'];
    const into = ['--into', 'scenarios/default.json', '--segment', '2', '--save', file('mine.json')];
    const numbers = await runLab(...args, ...into, '--out', file('curve.csv'));
    expect(numbers.code).toBe(0);
    const second = () => {
      const read = readScenario(readFileSync(file('mine.json'), 'utf8'));
      return read.kind === 'scenario' ? read.scenario.world.segments[1] : undefined;
    };
    expect(second()?.firstMonthChurn).toBeCloseTo(known('KA28', 'regular', 'month1_churn'), 4);
    expect(readFileSync(file('curve.csv'), 'utf8')).toMatch(
      /^age,watched,observed,fitted,low,high\r\n0,1000,1,1,/,
    );
    expect((await runLab(...args, ...into, '--uncertain')).code).toBe(0);
    expect(second()?.churnHeterogeneity).toHaveProperty('p90');
  });

  it('what is wrong is named, with exit code 2', async () => {
    writeFileSync(file('nobody-leaves.csv'), 'a,10,10,10\n');
    for (const args of [
      [file('nobody-leaves.csv')],
      [file('missing.csv')],
      [],
      [file('published.csv'), '--save', file('x.json')],
      [file('published.csv'), '--period', 'week'],
    ]) {
      const { code, error } = await runLab('fit', ...args);
      expect(code, args.join(' ')).toBe(2);
      expect(error).toContain('problem: ');
    }
  });
});
