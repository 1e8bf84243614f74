import { compareStudy } from '../simulations/designs/compare-study.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import { untilPrecise } from '../simulations/designs/precision.ts';
import type { Headline, PreciseReading, Precision, Tolerance } from '../simulations/designs/precision.ts';
import { retold } from '../simulations/designs/retold.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { Design } from '../simulations/point.ts';
import { threadPool } from '../workers/node-threads.ts';
import type { Command, FileProblem, Outcome, Surroundings } from './command.ts';
import { csvText } from '../scenarios/csv.ts';
import type { Cell } from '../scenarios/csv.ts';
import { Questions } from './experiment-options.ts';
import { precisionText, toleranceAsked } from './precision-asked.ts';
import { failedOrStopped } from './failed-or-stopped.ts';
import type { OptionName, Options } from './options.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { problemLines } from './problem-lines.ts';
import { progressLine } from './progress-line.ts';
import { readScenarioFile } from './scenario-file.ts';
import { missingFile } from './validate-command.ts';

/** What is asked of a scenario, read from the options; every problem is named. */
export type Asked<Question> =
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * What `--until` looks at, by its name: a number of every partial reading, or of a part of the design, which then ends that part
 * itself. Or why a design of this kind has no number to be precise about.
 */
type Until<Question, Reading> =
  | { readonly of: string; readonly read: (reading: Reading) => Headline | null }
  | {
      readonly of: string;
      readonly design: (
        study: CompareStudy,
        question: Question,
        tolerance: Tolerance,
      ) => Design<PreciseReading<Reading>>;
    }
  | { readonly refused: string };

export interface Experiment<Question, Reading> {
  readonly name: string;
  readonly help: string;
  /** Besides those that every experiment has. */
  readonly options: readonly OptionName[];
  readonly ask: (options: Options, study: CompareStudy, scenario: Scenario) => Asked<Question>;
  readonly design: (study: CompareStudy, question: Question) => Design<Reading>;
  readonly table: (reading: Reading) => readonly string[];
  readonly rows: (reading: Reading) => readonly (readonly Cell[])[];
  readonly until: Until<Question, Reading>;
  /** What of this study the answer leaves out. */
  readonly caution?: (study: CompareStudy) => string | undefined;
  /** Futures beyond those of the run that the design draws parameters for. */
  readonly moreFutures?: number;
}

/** A command that runs one design on one scenario file. */
export function experimentCommand<Question, Reading>(experiment: Experiment<Question, Reading>): Command {
  return {
    name: experiment.name,
    operands: '<file>',
    help: experiment.help,
    notes: [untilNote(experiment.until)],
    options: [
      ...experiment.options,
      'until',
      'seed',
      'replications',
      'months',
      'workers',
      'out',
      'json',
      'quiet',
      'help',
    ],
    async run(options, surroundings) {
      const { files, out, quiet } = options;
      const problems: FileProblem[] = [];
      const [file, ...rest] = files;
      for (const operand of rest) {
        const found = `the operand ${JSON.stringify(operand)}`;
        problems.push({ path: '', found, expected: 'one file', hint: '' });
      }
      if (file === undefined) problems.push(missingFile);
      if (out !== undefined) problems.push(...(await outProblems(out)));
      if (file === undefined) return { kind: 'refused', problems };
      const read = await readScenarioFile(file, options);
      if (read.kind === 'problems')
        return { kind: 'refused', problems: [...problems, ...read.problems], more: read.more };
      const study = studyOf(read.scenario, experiment.moreFutures ?? 0);
      const asked = experiment.ask(options, study, read.scenario);
      if (asked.kind === 'problems') problems.push(...asked.problems);
      const questions = new Questions(options);
      const { until } = experiment;
      const tolerance = 'of' in until ? toleranceAsked(questions) : undefined;
      if ('refused' in until) refusedUntil(questions, until.refused);
      problems.push(...questions.problems);
      if (problems.length > 0 || asked.kind === 'problems') return { kind: 'refused', problems };
      if (read.warnings.length > 0 && !quiet) surroundings.note(problemLines(read.warnings, 'warning'));
      const caution = experiment.caution?.(study);
      if (caution !== undefined && !quiet) surroundings.note(`${caution}\n`);
      const ran = await run(asPreciseAs(experiment, study, asked.question, tolerance), options, surroundings);
      return ran.kind === 'ran' ? show(experiment, ran.reading, options, surroundings) : ran;
    },
  };
}

/** A reading, and how precise it came out where that was asked for. */
interface Told<Reading> {
  readonly reading: Reading;
  readonly precision?: Precision;
}

/** The design that was asked for, and no more futures than the error that is wanted takes. */
function asPreciseAs<Question, Reading>(
  { design, until }: Experiment<Question, Reading>,
  study: CompareStudy,
  question: Question,
  wanted: Tolerance | undefined,
): Design<Told<Reading>> {
  if (wanted === undefined || 'refused' in until)
    return retold(design(study, question), (reading) => ({ reading }));
  if ('design' in until) return until.design(study, question, wanted);
  return untilPrecise(design(study, question), until.read, wanted);
}

export function untilNote(until: { readonly of: string } | { readonly refused: string }): string {
  return 'of' in until ? `--until looks at ${until.of}.` : `--until is refused: ${until.refused}`;
}

/** Refuses `--until` with the reason. */
export function refusedUntil(questions: Questions, reason: string): void {
  const text = questions.text('until');
  if (text !== undefined) questions.refuse('until', text, 'no --until for this command', reason);
}

function studyOf(scenario: Scenario, moreFutures: number): CompareStudy {
  const { run } = scenario;
  const replications = run.replications + moreFutures;
  return { ...compareStudy({ ...scenario, run: { ...run, replications } }), run };
}

async function run<Reading>(
  design: Design<Reading>,
  { workers, quiet }: Options,
  { signal, note, isTerminal }: Surroundings,
): Promise<{ readonly kind: 'ran'; readonly reading: Reading } | Outcome> {
  const pool = threadPool(workers === undefined ? {} : { workers });
  const progress = progressLine(quiet ? () => undefined : note, isTerminal);
  try {
    return { kind: 'ran', reading: await pool.run(design, { signal, onProgress: progress.show }) };
  } catch (thrown) {
    return failedOrStopped(thrown, signal);
  } finally {
    progress.clear();
    await pool.close();
  }
}

async function show<Question, Reading>(
  { table, rows, until }: Experiment<Question, Reading>,
  { reading, precision }: Told<Reading>,
  { json, out }: Options,
  { note }: Surroundings,
): Promise<Outcome> {
  const whole = precision === undefined ? reading : { ...reading, precision };
  const jsonText = `${JSON.stringify(whole, null, 2)}\n`;
  if (out !== undefined) {
    const written = await writeWhole(out, /\.csv$/i.test(out) ? csvText(rows(reading)) : jsonText);
    if (written !== undefined) return written;
    note(`Written to ${out}\n`);
  }
  const lines = table(reading);
  const end = precision === undefined || 'refused' in until ? [] : [precisionText(precision, until.of)];
  return { kind: 'done', text: json ? jsonText : `${[...lines, ...end].join('\n')}\n` };
}
