import { compare, compareBytes } from '../simulations/designs/compare.ts';
import { compareStudy } from '../simulations/designs/compare-study.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import type { CompareReading } from '../simulations/reading.ts';
import { compareUntilPrecise, pairingGain } from '../simulations/designs/precision.ts';
import type { PreciseComparison, PrecisionQuestion } from '../simulations/designs/precision.ts';
import { defaultMetric } from '../simulations/designs/study.ts';
import { threadPool } from '../workers/node-threads.ts';
import type { Command, FileProblem, Outcome, Surroundings } from './command.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonTable } from './comparison-table.ts';
import { untilNote } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { failedOrStopped } from './failed-or-stopped.ts';
import type { Options } from './options.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { pairingLines, precisionText, toleranceAsked } from './precision-asked.ts';
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
  notes: [untilNote({ of: 'the difference of the metric that is named' })],
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
    const question = questions.metric();
    const tolerance = toleranceAsked(questions);
    problems.push(...questions.problems);
    if (problems.length > 0) return { kind: 'refused', problems };
    if (read.warnings.length > 0 && !quiet) surroundings.note(problemLines(read.warnings, 'warning'));
    const precision = tolerance === undefined ? undefined : { tolerance, ...question };
    const { metric = defaultMetric } = question;
    return show(await simulated(study, metric, precision, options, surroundings), json, out, surroundings);
  },
};

/** A comparison, what pairing saved, and how precise it came out where that was asked for. */
type Compared = CompareReading &
  Omit<PreciseComparison, 'reading' | 'precision'> &
  Partial<Pick<PreciseComparison, 'precision'>>;

async function simulated(
  study: CompareStudy,
  metric: string,
  precision: PrecisionQuestion | undefined,
  { workers, quiet }: Options,
  { signal, note, isTerminal }: Surroundings,
): Promise<Compared | Outcome> {
  const pool = threadPool(workers === undefined ? {} : { workers });
  const progress = progressLine(quiet ? () => undefined : note, isTerminal);
  try {
    const options = { signal, onProgress: progress.show };
    if (precision === undefined) {
      const reading = await pool.run(compare(study), options);
      return { ...reading, metric, pairingGain: pairingGain(reading.metrics[metric]) };
    }
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
  return { kind: 'done', text: json ? jsonText : comparisonTable(result) + precisionLines(result) };
}

function precisionLines({ precision, metric, pairingGain: gain }: Compared): string {
  const lines = [
    ...(precision === undefined ? [] : [precisionText(precision, metric)]),
    ...pairingLines([gain]).map((line) => `${metric}: ${line}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function tooLarge({ run }: CompareStudy): FileProblem {
  return {
    path: '/run/replications',
    found: String(run.replications),
    expected: 'a run that fits into memory',
    hint: 'Ask for fewer futures or fewer months.',
  };
}
