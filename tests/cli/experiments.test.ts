import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { gate } from '../../simulations/designs/gate.ts';
import type { GateReading } from '../../simulations/designs/gate.ts';
import type { LineReading } from '../../simulations/designs/line.ts';
import type { OneLifeReading } from '../../simulations/designs/one-life.ts';
import type { PreciseReading } from '../../simulations/designs/precision.ts';
import type { FindReading } from '../../simulations/designs/search-reading.ts';
import type { SurfaceReading } from '../../simulations/designs/surface.ts';
import type { SweepReading } from '../../simulations/designs/sweep.ts';
import type { SplitReading } from '../../simulations/designs/uncertainty.ts';
import type { WhyReading } from '../../simulations/designs/why.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { smallScenario } from '../support/small-scenario.ts';
import { runLab } from '../support/lab-process.ts';
import { plainDrive } from '../support/plain-drive.ts';

const folder = mkdtempSync(join(tmpdir(), 'experiments-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const original = 'scenarios/default.json';
const text = readFileSync(original, 'utf8');
/** So few customers and months that a future takes a moment. */
const small = join(folder, 'small.json');
writeFileSync(small, JSON.stringify(smallScenario({ months: 3 })));
/** Every thread learns the model's code anew, which is most of the work of so short a run; two of them are in the first test. */
const alone = ['--workers', '1', '--quiet'];
const short = ['--replications', '6', '--months', '8', ...alone];

async function jsonOf<Reading>(...args: readonly string[]): Promise<Reading> {
  const { code, out, error } = await runLab(...args, '--json');
  expect(error).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as Reading;
}

async function refusals(...args: readonly string[]) {
  const { code, out } = await runLab(...args, ...short, '--json');
  expect(code).toBe(2);
  const { problems } = JSON.parse(out) as {
    problems: { path: string; found: string; expected: string; hint: string }[];
  };
  return problems;
}

// Processes that start while everything else is tested take their time.
describe('experiments on the command line', { timeout: 120_000, concurrent: false }, () => {
  it('gate: says what the library says, on any number of workers', async () => {
    const args = ['gate', small, '--limits', '5,60,none', '--replications', '6', '--months', '8', '--quiet'];
    const reading = await jsonOf<GateReading>(...args, '--workers', '1');
    const read = readScenario(readFileSync(small, 'utf8'));
    if (read.kind !== 'scenario') throw new Error('the small scenario is refused');
    const scenario = { ...read.scenario, run: { ...read.scenario.run, replications: 6, months: 8 } };
    const question = { strategy: 0, tier: 0, gate: 'usageLimit', limits: [5, 60, null] } as const;
    const plain = plainDrive(gate(compareStudy(scenario), question), simulateReplications).reading;
    expect(reading).toEqual(JSON.parse(JSON.stringify(plain)));
    expect((await jsonOf<GateReading>(...args, '--workers', '2')).fingerprint).toBe(reading.fingerprint);
  });

  it('sweep: until precise, says how many futures it took, and comes to what a run of that length gives', async () => {
    const price = ['sweep', small, '--parameter', '/strategies/*/ladder/tiers/1/pricePerMonth=20,40'];
    const run = (...more: readonly string[]) => runLab(...price, ...alone, '--json', ...more);
    const { code, out } = await run('--replications', '300', '--until', '1e9');
    expect(code).toBe(0);
    const { precision, fingerprint } = JSON.parse(out) as PreciseReading<SweepReading> & SweepReading;
    expect(precision).toMatchObject({ verdict: 'precise', tolerance: 1e9 });
    expect(precision.futures).toBeGreaterThanOrEqual(64);
    expect(precision.futures).toBeLessThan(300);
    const whole = await run('--replications', String(precision.futures));
    expect((JSON.parse(whole.out) as SweepReading).fingerprint).toBe(fingerprint);
    const never = JSON.parse((await run('--replications', '8', '--until', '1e-9')).out) as {
      precision: object;
    };
    expect(never.precision).toMatchObject({ verdict: 'notPrecise', futures: 8 });
    expect((await run('--until', 'soon')).code).toBe(2);
  });

  it('sweep: one parameter of all strategies, or two on a grid, or scattered', async () => {
    const price = '/strategies/*/ladder/tiers/1/pricePerMonth=20..60';
    const one = await jsonOf<SweepReading>('sweep', small, '--parameter', price, '--points', '3', ...short);
    expect(one.points.map(({ at }) => at)).toEqual([[20], [40], [60]]);
    expect(one.axes[0]?.pointers).toHaveLength(2);
    const two = await jsonOf<SurfaceReading>(
      'sweep',
      small,
      '--parameter',
      price,
      '--parameter',
      '/world/costs/goodsShare=10%,30%',
      '--points',
      '2',
      ...short,
    );
    expect(two.ahead).toHaveLength(2);
    expect(two.axes[1].values).toEqual([0.1, 0.3]);
    const scattered = await jsonOf<SweepReading>(
      'sweep',
      small,
      '--parameter',
      '/world/market/costPerSignup=50..200:log',
      '--scatter',
      '4',
      ...short,
    );
    expect(scattered.points).toHaveLength(4);
  });

  it('line, find, life and luck answer with their readings', async () => {
    const line = await jsonOf<LineReading>(
      'line',
      small,
      '--strategy',
      'expansion-heavy',
      '--patterns',
      'nagging',
      '--intensities',
      '0,1',
      ...short,
    );
    expect(line.strategy).toBe('Expansion-heavy');
    expect(line.full).toEqual({ nagging: 1 });
    expect(line.rows).toHaveLength(2);
    const found = await jsonOf<FindReading>(
      'find',
      small,
      '--lever',
      '/strategies/0/budget/perMonth=1000..9000',
      '--constraint',
      'cashTrough<=50000',
      ...alone,
      '--replications',
      '2',
      '--months',
      '3',
    );
    expect(found.fresh?.finalists[0]?.constraints).toHaveLength(1);
    const life = await jsonOf<OneLifeReading>(
      'life',
      small,
      '--find',
      'leftUnderFirstOnly',
      '--future',
      '2',
      ...short,
    );
    expect(life.customer?.replication).toBeGreaterThanOrEqual(1);
    expect(life.parting).not.toBeNull();
    const luck = await jsonOf<SplitReading>('luck', small, ...short);
    expect(luck.perStrategy).toHaveLength(2);
  });

  it('why: indices with their intervals, or rank correlations of what the scenario ties together', async () => {
    const ranges = ['goodsShare=0.1..0.4', 'ticket=1..30'].flatMap((range) => [
      '--parameter',
      `/world/costs/${range}`,
    ]);
    const few = [
      ...ranges,
      '--rows',
      '8',
      '--row-futures',
      '1',
      '--replications',
      '2',
      '--months',
      '4',
      ...alone,
    ];
    const free = await runLab('why', small, ...few);
    expect(free.out).toContain('Sobol indices (8 worlds drawn, 1 future in each');
    expect(free.out).toMatch(/parameter +first order +from +to +total +from +to/);
    const scenario = JSON.parse(text) as { world: { costs: object }; run: object };
    const triangle = (low: number, mode: number, high: number) => ({ low, mode, high });
    const a = '/world/costs/goodsShare';
    const tied = {
      ...scenario,
      world: {
        ...scenario.world,
        costs: { ...scenario.world.costs, goodsShare: triangle(0.1, 0.2, 0.4), ticket: triangle(1, 8, 30) },
      },
      run: { ...scenario.run, correlations: [{ a, b: '/world/costs/ticket', rho: 0.9 }] },
    };
    const file = join(folder, 'tied.json');
    writeFileSync(file, JSON.stringify(tied));
    const { code, out } = await runLab('why', file, ...few, '--json');
    expect(code).toBe(0);
    const { sensitivity } = JSON.parse(out) as WhyReading;
    expect(sensitivity).toMatchObject({ rows: 8, replications: 1 });
    for (const { firstOrder, rankCorrelation } of sensitivity.gap.inputs) {
      expect(firstOrder).toBeNull();
      expect(rankCorrelation.value).not.toBeNull();
    }
    const wrong = await refusals('why', small, '--rows', '3', '--row-futures', '7');
    expect(wrong.map(({ path }) => path)).toEqual(['--rows', '--row-futures']);
  });

  const twoRanges = ['goodsShare=0.1..0.4', 'ticket=1..30'].flatMap((range) => [
    '--parameter',
    `/world/costs/${range}`,
  ]);

  it('line, why, luck and find: until precise, and how many futures it took', async () => {
    const precise: readonly (readonly string[])[] = [
      ['line', small, '--intensities', '0,1', '--patterns', 'nagging', '--until', '1e9'],
      ['luck', small, '--until', '2'],
    ];
    for (const question of precise) {
      const { out } = await runLab(...question, '--replications', '130', ...alone, '--json');
      const { precision } = JSON.parse(out) as PreciseReading<object>;
      expect(precision.verdict).toBe('precise');
      expect(precision.futures).toBeGreaterThanOrEqual(64);
      expect(precision.futures).toBeLessThan(130);
    }
    for (const question of [
      ['why', small, ...twoRanges, '--rows', '8', '--row-futures', '1'],
      ['find', small, '--lever', '/strategies/0/budget/perMonth=1000..9000'],
    ]) {
      const { out } = await runLab(...question, '--replications', '4', ...alone, '--until', '1e-9');
      expect(out).toMatch(/Not precise enough after 4 futures/);
    }
    for (const command of ['line', 'why', 'luck', 'find'])
      expect((await runLab(command, '--help')).out).toContain('--until looks at');
  });

  it('until precise is refused with the reason where there is nothing to be precise about', async () => {
    for (const [command, ...more] of [
      ['life', original],
      ['claims', '23'],
    ] as const) {
      const { out } = await runLab(command, ...more, '--until', '5', '--json');
      const { problems } = JSON.parse(out) as { problems: { path: string; hint: string }[] };
      expect(problems).toMatchObject([{ path: '--until' }]);
      const help = await runLab(command, '--help');
      expect(help.out).toContain(`--until is refused: ${problems[0]?.hint ?? ''}`);
    }
  });

  it('compare, sweep, gate and line say what pairing saves', async () => {
    const price = '/strategies/*/ladder/tiers/1/pricePerMonth=20,40';
    for (const question of [
      ['compare', small],
      ['sweep', small, '--parameter', price],
      ['gate', small, '--limits', '5,none'],
      ['line', small, '--intensities', '0,1', '--patterns', 'nagging'],
    ]) {
      const { out } = await runLab(...question, '--replications', '6', ...alone);
      expect(out).toMatch(/Without common luck the difference would take [0-9.e+]+ (to [0-9.e+]+ )?times/);
    }
  });

  it('compare --until stops when the difference is precise, and says so', async () => {
    const { out, code } = await runLab(
      'compare',
      small,
      '--replications',
      '400',
      '--until',
      '50%',
      '--metric',
      'mrr',
      ...alone,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/Precise after \d+ futures/);
  });

  it('print tables and write CSV with the same numbers', async () => {
    const csv = join(folder, 'gate.csv');
    const { out, code } = await runLab('gate', small, '--limits', '5,none', ...short, '--out', csv);
    expect(code).toBe(0);
    expect(out).toContain('Everybody');
    expect(out).toContain('none');
    const lines = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(lines[0]).toBe('segment,usageLimit,outcome,outcomeError,conversion,wallsMet,valueAtWall');
    expect(lines).toHaveLength(1 + 2 * 4);
  });

  it('name every problem of a question', async () => {
    const wrong = await refusals(
      'sweep',
      original,
      '--parameter',
      '/world/costs/rent=1..2',
      '--metric',
      'mrrr',
      '--points',
      '1',
    );
    expect(wrong.map(({ path }) => path)).toEqual(['--parameter', '--points', '--metric']);
    expect(wrong[2]?.hint).toContain('mrr');
    expect((await refusals('sweep', original))[0]?.expected).toBe('one parameter or two');
    const [outside] = await refusals('sweep', original, '--parameter', '/world/costs/goodsShare=0.1..7');
    expect(outside).toMatchObject({ path: '--parameter', found: '"7"' });
    const [crossing] = await refusals(
      'sweep',
      original,
      '--parameter',
      '/strategies/0/ladder/tiers/1/pricePerMonth=20,100',
    );
    expect(crossing?.hint).toContain('At 100');
    expect(
      (await refusals('gate', original, '--gate', 'usagelimit', '--plan', '9')).map(({ path }) => path),
    ).toEqual(['--plan', '--gate']);
    expect((await refusals('line', original, '--patterns', 'naging'))[0]?.hint).toContain('nagging');
    const [lever, constraint] = await refusals('find', original, '--constraint', 'trust=3');
    expect([lever?.path, constraint?.path]).toEqual(['--lever', '--constraint']);
    expect((await refusals('life', original, '--find', 'nobody'))[0]?.path).toBe('--find');
  });

  it('move nothing that every object inherits', async () => {
    const [problem] = await refusals('sweep', original, '--parameter', '/world/__proto__/polluted=1..2');
    expect(problem?.path).toBe('--parameter');
    const hostile = join(folder, 'hostile.json');
    writeFileSync(hostile, text.replace('"name"', '"__proto__": {}, "name"'));
    expect((await refusals('gate', hostile)).length).toBeGreaterThan(0);
  });
});
