import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { compare } from '../../simulations/designs/compare.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import type { PreciseComparison } from '../../simulations/designs/precision.ts';
import type { CompareReading } from '../../simulations/reading.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { inlineEngine } from '../../workers/inline.ts';
import { endOf, runLab, startLabProcess } from '../support/lab-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const original = 'scenarios/default.json';
const text = readFileSync(original, 'utf8');
const small = ['--replications', '10', '--months', '14'];

interface Refusal {
  readonly problems: readonly {
    file?: string;
    path: string;
    found: string;
    expected: string;
    hint: string;
  }[];
}
const problemsIn = (out: string) => (JSON.parse(out) as Refusal).problems;

describe('compare', () => {
  const one = runLab('compare', original, ...small, '--workers', '1', '--json');
  const two = runLab('compare', original, ...small, '--workers', '2', '--json');

  it('prints the contract on standard output and nothing else, whatever the number of workers', async () => {
    const ended = await one;
    // On a machine with much else to do there may be progress; nothing but that.
    expect(ended.error).toMatch(/^(?:.*customer-months a second\n)*$/);
    expect(ended.code).toBe(0);
    const reading = JSON.parse(ended.out) as CompareReading;
    expect(reading).toMatchObject({ seed: 'cohort-lab', replications: 10, months: 14 });
    expect(reading.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(reading.engine).toBeTypeOf('string');
    expect(reading.strategies).toHaveLength(2);
    const { mrr } = reading.metrics;
    expect(mrr?.unit).toBe('money');
    expect(mrr?.perStrategy).toHaveLength(2);
    for (const key of ['mean', 'standardError', 'p5', 'p50', 'p95']) {
      expect(mrr?.perStrategy[0]).toHaveProperty(key, expect.any(Number));
    }
    for (const key of ['mean', 'low', 'high', 'aheadShare']) {
      expect(mrr?.difference).toHaveProperty(key, expect.any(Number));
    }
    for (const key of ['mean', 'p5', 'p50', 'p95'] as const) {
      expect(reading.series.mrr?.perStrategy[1]?.[key]).toHaveLength(14);
    }
    expect(reading.series.mrr?.difference.mean).toHaveLength(14);
    expect((await two).out).toBe(ended.out);
  });

  it('says what an inline run of the library says', async () => {
    const read = readScenario(text);
    if (read.kind !== 'scenario') throw new Error('the default scenario is refused');
    const scenario = { ...read.scenario, run: { ...read.scenario.run, replications: 10, months: 14 } };
    const engine = inlineEngine(simulateReplications, setImmediate);
    const { metric, pairingGain, ...reading } = JSON.parse((await one).out) as CompareReading &
      Pick<PreciseComparison, 'metric' | 'pairingGain'>;
    expect(reading).toEqual(await engine.run(compare(compareStudy(scenario))));
    expect(metric).toBe('contribution');
    expect(pairingGain).toBeGreaterThan(0);
  });

  it('prints a sentence and a table for people, and another seed tells another story', async () => {
    const { out, code } = await runLab('compare', original, ...small, '--seed', 'another');
    expect(code).toBe(0);
    expect(out).toMatch(/^After 14 months .+ of 100 futures,\nby /);
    expect(out).toMatch(/\n +A +B +B − A +± 95 % +B ahead\n/);
    expect(out).toMatch(/\nMRR +[\d,]+ +[\d,]+ +[+−]/);
    expect(out).toContain('"another"');
    expect(out).not.toContain((JSON.parse((await one).out) as CompareReading).fingerprint);
  });

  it('writes JSON and CSV files whole', async () => {
    const [json, csv] = [join(folder, 'out.json'), join(folder, 'out.csv')];
    await runLab('compare', original, ...small, '--out', json, '--quiet');
    expect(readFileSync(json, 'utf8')).toBe((await one).out);
    const ended = await runLab('compare', original, ...small, '--out', csv);
    expect(ended.error).toBe(`Written to ${csv}\n`);
    const lines = readFileSync(csv, 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^metric,unit,month,of,strategy,mean,/);
    const reading = JSON.parse((await one).out) as CompareReading;
    const rows = 3 * (Object.keys(reading.metrics).length + 14 * Object.keys(reading.series).length);
    expect(lines).toHaveLength(rows + 2);
    expect(new Set(lines.slice(0, -1).map((line) => line.split(',').length))).toEqual(new Set([17]));
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('takes parameters as distributions, draws them per future, and shares the draws between strategies', async () => {
    const scenario = JSON.parse(text) as {
      world: { market: Record<string, unknown> };
      strategies: unknown[];
    };
    scenario.world.market.costPerSignup = { low: 40, mode: 60, high: 90 };
    scenario.strategies[1] = { ...(scenario.strategies[0] as object), name: 'the same' };
    const uncertain = file('uncertain.json', JSON.stringify(scenario));
    const { out, error } = await runLab('compare', uncertain, ...small, '--json');
    expect(error).toBe('');
    const reading = JSON.parse(out) as CompareReading;
    expect(reading.metrics.mrr?.difference).toMatchObject({ mean: 0, low: 0, high: 0, tiedShare: 1 });
    const certain = JSON.parse((await one).out) as CompareReading;
    expect(reading.metrics.mrr?.perStrategy[0]?.mean).not.toBe(certain.metrics.mrr?.perStrategy[0]?.mean);
  });

  it('stops on Ctrl-C with 130 and leaves no file behind', async () => {
    const out = join(folder, 'never.json');
    const lab = startLabProcess('compare', original, '--replications', '20000', '--out', out);
    const ended = endOf(lab);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    lab.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, out: '' });
    expect(existsSync(out)).toBe(false);
  });

  it('does not mind that nobody reads to the end', async () => {
    const lab = startLabProcess('compare', original, ...small, '--json');
    let error = '';
    lab.stderr.setEncoding('utf8').on('data', (part: string) => (error += part));
    await once(lab.stdout, 'data');
    lab.stdout.destroy();
    const [code] = (await once(lab, 'close')) as [number | null];
    expect({ code, error }).toEqual({ code: 0, error: '' });
  });
});

describe('what is refused, with exit code 2 and every problem named', () => {
  it.each([
    ['an unknown command', ['sweeep'], 'sweeep', 'one of compare, sweep, '],
    ['no command', [], 'no command', 'one of compare, sweep, '],
    ['an unknown option', ['compare', original, '--wrkers', '2'], '--wrkers', 'Did you mean --workers?'],
    ['no file', ['compare'], 'no file', 'the name of a scenario file'],
    ['two files', ['compare', original, 'b.json'], 'b.json', 'one file'],
    ['a missing file', ['compare', 'nowhere.json'], 'nowhere.json', 'no such file'],
    ['a folder', ['validate', 'scenarios'], 'a folder', 'a scenario file'],
    ['no workers', ['compare', original, '--workers', '0'], '--workers', 'a whole number from 1 to 256'],
    ['months in words', ['compare', original, '--months', 'abc'], '--months', 'a whole number from 1 to 240'],
    ['half a month', ['compare', original, '--months', '1.5'], '--months', 'a whole number'],
    ['a value missing', ['compare', original, '--seed'], '--seed', 'a value'],
    ['an empty seed', ['compare', original, '--seed='], '--seed', 'a value'],
    ['an option twice', ['compare', original, '--seed=a', '--seed=b'], '--seed', 'once'],
    ['a value for a switch', ['compare', original, '--quiet=yes'], '--quiet', 'no value'],
    ['an unknown ending', ['compare', original, '--out', 'x.txt'], '--out', '.json or .csv'],
    [
      'a folder that is not there',
      ['compare', original, '--out', 'no/x.csv'],
      '--out',
      'folder does not exist',
    ],
    ['an option of another command', ['validate', original, '--seed', 'x'], '--seed', 'one of --json'],
  ])('%s', async (_, args, where, what) => {
    const [plain, json] = await Promise.all([runLab(...args), runLab(...args, '--json')]);
    expect(plain).toMatchObject({ code: 2, out: '' });
    expect(plain.error).toContain(where);
    expect(plain.error).toContain(what);
    expect(plain.error).not.toContain('    at ');
    expect(json.code).toBe(2);
    expect(problemsIn(json.out).length).toBeGreaterThan(0);
    for (const problem of problemsIn(json.out)) {
      expect(Object.values(problem).every((words) => typeof words === 'string')).toBe(true);
      expect(Object.keys(problem)).toEqual(expect.arrayContaining(['path', 'found', 'expected', 'hint']));
      expect(problem.expected).not.toBe('');
    }
  });

  it('several problems of options at once', async () => {
    const { out } = await runLab('compare', original, '--months', '0', '--workers', 'x', '--nope', '--json');
    expect(
      problemsIn(out)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['--months', '--nope', '--workers']);
  });

  it('a broken scenario: wrong type, missing, out of range, unknown, all together', async () => {
    const scenario = JSON.parse(text) as {
      world: { market: Record<string, unknown>; segments: Record<string, unknown>[] };
    };
    scenario.world.market.costPerSignup = 'sixty';
    delete scenario.world.market.organicPerMonth;
    scenario.world.market.acquisitionElasticity = 7;
    scenario.world.market.surprise = 1;
    const broken = file('broken.json', JSON.stringify(scenario));
    for (const command of ['compare', 'validate']) {
      const { code, out, error } = await runLab(command, broken, '--json');
      expect(code).toBe(2);
      const paths = problemsIn(out).map(({ path }) => path);
      for (const name of ['costPerSignup', 'organicPerMonth', 'acquisitionElasticity']) {
        expect(paths).toContain(`/world/market/${name}`);
        expect(error).toContain(`/world/market/${name}`);
      }
      expect(out).toContain('surprise');
      expect(problemsIn(out).every((problem) => problem.file === broken)).toBe(true);
    }
  });

  it.each([
    ['not JSON', '{ "version": 1, '],
    ['nothing', ''],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ])('%s', async (name, bytes) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, bytes);
    const { code, error } = await runLab('compare', path);
    expect(code).toBe(2);
    expect(error).toContain(path);
  });

  it('a name that would play with the terminal is shown escaped', async () => {
    const { code, error } = await runLab('compare', 'no\u001b[2Jsuch.json');
    expect(code).toBe(2);
    expect(error).not.toContain('\u001b');
  });
});

describe('the other commands', () => {
  it('validate says that a file is valid, and checks several', async () => {
    expect(await runLab('validate', original)).toMatchObject({ code: 0, out: 'The scenario is valid.\n' });
    mkdirSync(join(folder, 'more'), { recursive: true });
    const copy = file('more/copy.json', text);
    expect(await runLab('validate', original, copy)).toMatchObject({
      code: 0,
      out: 'All 2 scenarios are valid.\n',
    });
    const bad = file('more/bad.json', '[]');
    const { code, out } = await runLab('validate', original, bad, '--json');
    expect(code).toBe(2);
    expect(new Set(problemsIn(out).map((problem) => problem.file))).toEqual(new Set([bad]));
  });

  it('schema prints the JSON Schema of a scenario', async () => {
    const { code, out } = await runLab('schema');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: 'object', properties: { strategies: { type: 'array' } } });
  });

  it('help lists what there is, and only that', async () => {
    const { code, out, error } = await runLab('--help');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const listed = [...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(listed).toEqual(
      expect.arrayContaining([
        ...['compare', 'sweep', 'gate', 'line', 'why', 'find', 'claims', 'fit', 'validate', 'diff', 'schema'],
        'bench',
      ]),
    );
    for (const name of listed) expect((await runLab(name ?? '', '--help')).code).toBe(0);
    expect((await runLab('compare', '--help')).out).toContain('--replications N');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect((await runLab('--version')).out).toBe(`cohort-lab ${version}\n`);
  });
});
