import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Design } from '../../simulations/point.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { calibrationPage, verdictOf } from '../../tools/calibration/calibration-page.ts';
import { emergencePage } from '../../tools/calibration/emergence-page.ts';
import { parametersPage } from '../../tools/calibration/parameters-page.ts';
import { targets } from '../../tools/calibration/targets.ts';
import { plainDrive } from '../support/plain-drive.ts';

const run = <Reading>(design: Design<Reading>): Promise<Reading> =>
  Promise.resolve(plainDrive(design, simulateReplications).reading);

/** Cells of a table's rows, without head and rule. */
function rowsAfter(page: string, heading: string): readonly (readonly string[])[] {
  const lines = page.slice(page.indexOf(heading)).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const table = lines.slice(
    first,
    lines.findIndex((line, index) => index > first && !line.startsWith('|')),
  );
  return table.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

describe('the parameters page', () => {
  it('is what the declarations say: otherwise npm run parameters', async () => {
    expect(readFileSync('docs/parameters.md', 'utf8')).toBe(await parametersPage());
  });
});

describe('the balanced scenario', () => {
  const scenarioOf = (file: string): Scenario => {
    const read = readScenario(readFileSync(`scenarios/${file}`, 'utf8'));
    if (read.kind !== 'scenario') throw new Error(JSON.stringify(read.problems));
    return read.scenario;
  };
  const balanced = scenarioOf('balanced.json');
  const usual = scenarioOf('default.json');

  it('stands in the default world', () => {
    expect(balanced.world).toEqual(usual.world);
    expect(balanced.run).toEqual(usual.run);
  });

  it('lies between the two default strategies, in what it changes alone', () => {
    const [strategy] = balanced.strategies;
    const [, expansion] = usual.strategies;
    expect(strategy).toEqual({
      ...expansion,
      name: 'Balanced',
      offers: { ...expansion?.offers, programSpend: 1 },
      success: {
        ...expansion?.success,
        coverage: { 'small-teams': 0, 'growing-companies': 0.25, enterprises: 0.75 },
      },
    });
  });

  it('has as its second the same without the expansion program', () => {
    const [strategy, without] = balanced.strategies;
    const quiet = {
      nearLimit: false,
      onboarded: false,
      milestone: false,
      featureUse: false,
      targeting: 'none',
      programSpend: 0,
    };
    expect(without).toEqual({ ...strategy, name: without?.name, offers: { ...strategy?.offers, ...quiet } });
  });
});

describe('the calibration page', () => {
  const small = calibrationPage(run, { replications: 3, months: 14 });

  it('has a row for every target, with a verdict', async () => {
    const rows = rowsAfter(await small, '# Calibration');
    expect(rows.map(([name]) => name)).toEqual(targets.map(({ name }) => name));
    for (const row of rows) expect(['yes', 'no', 'at the edge']).toContain(row[5]);
  }, 60_000);

  it.each([
    ['yes', 0.5, 0.01],
    ['no', 0.9, 0.01],
    ['no', 0.1, 0.01],
    ['at the edge', 0.81, 0.01],
    ['at the edge', 0.19, 0.01],
    ['at the edge', 0.79, 0.01],
    ['no value', NaN, NaN],
  ] as const)('says %s of %d ± %d in a range from 0.2 to 0.8', (verdict, value, standardError) => {
    const aim = { from: '', value: 0.5, low: 0.2, high: 0.8 };
    expect(verdictOf(aim, { value, standardError })).toBe(verdict);
    expect(verdictOf({ ...aim, high: null }, { value, standardError })).toBe('no value');
  });

  it('is kept for the targets of today: otherwise npm run calibration', async () => {
    const stated = (page: string) => rowsAfter(page, '# Calibration').map((row) => row.slice(0, 4));
    expect(stated(readFileSync('docs/calibration.md', 'utf8'))).toEqual(stated(await small));
  }, 60_000);
});

describe('the emergence page', () => {
  it('gives every experiment a verdict, and is kept for the experiments of today', async () => {
    const small = await emergencePage(run, {
      replications: 2,
      months: 4,
      longReplications: 2,
      longMonths: 4,
    });
    const headings = (page: string) => page.split('\n').filter((line) => line.startsWith('## '));
    expect(headings(readFileSync('docs/emergence.md', 'utf8'))).toEqual(headings(small));
    for (const section of small.split(/^## /m).slice(1)) {
      expect(section).toMatch(
        /\*\*(Emerges|Emerges in part|Does not emerge|Too close to call)\*?\*?\.?\*?\*?/,
      );
    }
  }, 60_000);
});
