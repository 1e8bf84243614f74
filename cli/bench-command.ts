import { availableParallelism } from 'node:os';
import { compareStudy } from '../simulations/designs/compare-study.ts';
import { compare } from '../simulations/designs/compare.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import { printable } from '../simulations/parameters/problem.ts';
import { engineVersion } from '../simulations/version.ts';
import { threadPool } from '../workers/node-threads.ts';
import { failedOrStopped } from './failed-or-stopped.ts';
import type { Command, FileProblem } from './command.ts';
import { csvText } from '../scenarios/csv.ts';
import { countText, durationText } from './number-text.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { readScenarioFile } from './scenario-file.ts';
import { textTable } from './text-table.ts';
import { missingFile } from './validate-command.ts';

interface Speed {
  readonly workers: number;
  readonly seconds: number;
  /** Customers, paying and free, times the months that they were lived. */
  readonly customerMonthsPerSecond: number;
  readonly fingerprint: string;
}

export const benchCommand: Command = {
  name: 'bench',
  operands: '<file>',
  help: 'measure how fast this machine simulates the comparison of a scenario, on one core and on all',
  options: ['replications', 'months', 'seed', 'workers', 'out', 'json', 'quiet', 'help'],
  async run(options, { signal, note }) {
    const [file, ...rest] = options.files;
    const problems: FileProblem[] = [];
    if (file === undefined) problems.push(missingFile);
    if (rest.length > 0)
      problems.push({ path: '', found: `${rest.length + 1} files`, expected: 'one file', hint: '' });
    if (options.out !== undefined) problems.push(...(await outProblems(options.out)));
    if (file === undefined) return { kind: 'refused', problems };
    const read = await readScenarioFile(file, { ...options, replications: options.replications ?? 200 });
    if (read.kind === 'problems')
      return { kind: 'refused', problems: [...problems, ...read.problems], more: read.more };
    if (problems.length > 0) return { kind: 'refused', problems };

    const study = compareStudy(read.scenario);
    const speeds: Speed[] = [];
    try {
      for (const workers of new Set([1, options.workers ?? availableParallelism()])) {
        if (!options.quiet) note(`${workers === 1 ? 'one worker' : `${workers} workers`} …\n`);
        speeds.push(await speedOf(study, workers, signal));
      }
    } catch (thrown) {
      return failedOrStopped(thrown, signal);
    }
    const { months, replications } = study.run;
    const about = {
      engine: engineVersion,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    };
    const reading = { ...about, scenario: read.scenario.name, months, replications, speeds };
    const jsonText = `${JSON.stringify(reading, null, 2)}\n`;
    if (options.out !== undefined) {
      const text = /\.csv$/i.test(options.out) ? csvText(cells(speeds)) : jsonText;
      const written = await writeWhole(options.out, text);
      if (written !== undefined) return written;
      note(`Written to ${options.out}\n`);
    }
    if (options.json) return { kind: 'done', text: jsonText };
    const table = textTable(
      ['workers', 'time', 'live customer-months a second'],
      speeds.map(({ workers, seconds, customerMonthsPerSecond }) => [
        String(workers),
        durationText(seconds),
        countText(customerMonthsPerSecond),
      ]),
    );
    const what = `${printable(read.scenario.name)}: ${replications} futures of ${months} months under ${study.strategies.length} strategies`;
    return { kind: 'done', text: `${[what, '', ...table].join('\n')}\n` };
  },
};

/** A small run first: threads are started and the code is compiled before the clock runs. */
async function speedOf(study: CompareStudy, workers: number, signal: AbortSignal): Promise<Speed> {
  const pool = threadPool({ workers });
  try {
    const replications = Math.min(study.run.replications, 16 * workers);
    await pool.run(compare({ ...study, run: { ...study.run, replications } }), { signal });
    let customerMonthsPerSecond = 0;
    const begun = performance.now();
    const { fingerprint } = await pool.run(compare(study), {
      signal,
      onProgress: (progress) => (customerMonthsPerSecond = progress.customerMonthsPerSecond ?? 0),
    });
    return { workers, seconds: (performance.now() - begun) / 1000, customerMonthsPerSecond, fingerprint };
  } finally {
    await pool.close();
  }
}

function cells(speeds: readonly Speed[]) {
  return [
    ['workers', 'seconds', 'customerMonthsPerSecond', 'fingerprint'],
    ...speeds.map((each) => [each.workers, each.seconds, each.customerMonthsPerSecond, each.fingerprint]),
  ];
}
