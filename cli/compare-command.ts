import { compare, compareBytes } from '../simulations/designs/compare.ts';
import { compareStudy } from '../simulations/designs/compare-study.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import type { CompareReading } from '../simulations/reading.ts';
import { compareUntilPrecise } from '../simulations/designs/precision.ts';
import type { PreciseComparison, PrecisionQuestion } from '../simulations/designs/precision.ts';
import { threadPool } from '../workers/node-threads.ts';
import type { Command, FileProblem, Outcome, Surroundings } from './command.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonTable } from './comparison-table.ts';
import { Questions } from './experiment-options.ts';
import { failedOrStopped } from './failed-or-stopped.ts';
import type { Options } from './options.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { precisionText, toleranceAsked } from './precision-asked.ts';
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
  options: ['until', 'metric', 'seed', 'replications', 'months', 'workers', 'out', 'json', 'quiet', 'help'],
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
    const questions = new Questions(options);
    const precision = precisionAsked(questions);
    problems.push(...questions.problems);
    if (problems.length > 0) return { kind: 'refused', problems };
    if (read.warnings.length > 0 && !quiet) surroundings.note(problemLines(read.warnings, 'warning'));
    return show(await simulated(study, precision, options, surroundings), json, out, surroundings);
  },
};

/** A comparison, and how precise it was asked to be. */
type Compared = CompareReading & Partial<Omit<PreciseComparison, 'reading'>>;

function precisionAsked(questions: Questions): PrecisionQuestion | undefined {
  const metric = questions.metric();
  const tolerance = toleranceAsked(questions);
  return tolerance === undefined ? undefined : { tolerance, ...metric };
}

async function simulated(
  study: CompareStudy,
  precision: PrecisionQuestion | undefined,
  { workers, quiet }: Options,
  { signal, note, isTerminal }: Surroundings,
): Promise<Compared | Outcome> {
  const pool = threadPool(workers === undefined ? {} : { workers });
  const progress = progressLine(quiet ? () => undefined : note, isTerminal);
  try {
    const options = { signal, onProgress: progress.show };
    if (precision === undefined) return await pool.run(compare(study), options);
    const { reading, ...precise } = await pool.run(compareUntilPrecise(study, precision), options);
    return { ...reading, ...precise };
  } catch (thrown) {
    return failedOrStopped(thrown, signal);
  } finally {
    progress.clear();
    await pool.close();
  }
}

async function show(
  result: Compared | Outcome,
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
  return { kind: 'done', text: json ? jsonText : comparisonTable(result) + precisionLine(result) };
}

function precisionLine({ precision, metric, pairingGain }: Compared): string {
  if (precision === undefined || metric === undefined) return '';
  const gain =
    typeof pairingGain === 'number'
      ? ` Without common luck it would take ${pairingGain.toPrecision(2)} times as many.`
      : '';
  return `${precisionText(precision, metric)}${gain}\n`;
}

function tooLarge({ run }: CompareStudy): FileProblem {
  return {
    path: '/run/replications',
    found: String(run.replications),
    expected: 'a run that fits into memory',
    hint: 'Ask for fewer futures or fewer months.',
  };
}
