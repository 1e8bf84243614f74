import { compare, compareBytes } from '../simulations/designs/compare.ts';
import { compareStudy } from '../simulations/designs/compare-study.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import type { CompareReading } from '../simulations/reading.ts';
import { failureOf, RunFailure } from '../workers/failure.ts';
import { threadPool } from '../workers/node-threads.ts';
import type { Command, FileProblem, Outcome, Surroundings } from './command.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonTable } from './comparison-table.ts';
import type { Options } from './options.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { problemLines } from './problem-lines.ts';
import { progressLine } from './progress-line.ts';
import { readScenarioFile } from './scenario-file.ts';
import { missingFile } from './validate-command.ts';

/** Above it a comparison is refused before it starts, rather than dying half way. */
const mostBytes = 2e9;

export const compareCommand: Command = {
  name: 'compare',
  operands: '<file>',
  help: 'run the strategies of a scenario on the same luck and compare the first two',
  options: ['seed', 'replications', 'months', 'workers', 'out', 'json', 'quiet', 'help'],
  async run(options, surroundings) {
    const { files, out, json, quiet } = options;
    const problems: FileProblem[] = [];
    const [file, ...rest] = files;
    for (const operand of rest) {
      problems.push({
        path: '',
        found: `the operand ${JSON.stringify(operand)}`,
        expected: 'one file',
        hint: '',
      });
    }
    if (file === undefined) problems.push(missingFile);
    if (out !== undefined) problems.push(...(await outProblems(out)));
    if (file === undefined) return { kind: 'refused', problems };

    const read = await readScenarioFile(file, options);
    if (read.kind === 'problems') {
      return { kind: 'refused', problems: [...problems, ...read.problems], more: read.more };
    }
    const study = compareStudy(read.scenario);
    if (compareBytes(study) > mostBytes) problems.push({ file, ...tooLarge(study) });
    if (problems.length > 0) return { kind: 'refused', problems };
    if (read.warnings.length > 0 && !quiet) surroundings.note(problemLines(read.warnings, 'warning'));
    return show(await simulated(study, options, surroundings), json, out, surroundings);
  },
};

async function simulated(
  study: CompareStudy,
  { workers, quiet }: Options,
  { signal, note, isTerminal }: Surroundings,
): Promise<CompareReading | Outcome> {
  const pool = threadPool(workers === undefined ? {} : { workers });
  const progress = progressLine(quiet ? () => undefined : note, isTerminal);
  try {
    return await pool.run(compare(study), { signal, onProgress: progress.show });
  } catch (thrown) {
    if (signal.aborted) return { kind: 'stopped' };
    const { message, details } = failureOf(thrown);
    return { kind: 'failed', message, details: thrown instanceof RunFailure ? thrown.details : details };
  } finally {
    progress.clear();
    await pool.close();
  }
}

async function show(
  result: CompareReading | Outcome,
  json: boolean,
  out: string | undefined,
  { note }: Surroundings,
): Promise<Outcome> {
  if ('kind' in result) return result;
  const jsonText = `${JSON.stringify(result, null, 2)}\n`;
  if (out !== undefined) {
    const written = await writeWhole(out, /\.csv$/i.test(out) ? comparisonCsv(result) : jsonText);
    if (written !== undefined) return written;
    note(`Written to ${out}\n`);
  }
  return { kind: 'done', text: json ? jsonText : comparisonTable(result) };
}

function tooLarge({ run }: CompareStudy): FileProblem {
  return {
    path: '/run/replications',
    found: String(run.replications),
    expected: 'a run that fits into memory',
    hint: 'Ask for fewer futures or fewer months.',
  };
}
