import { csvText } from '../scenarios/csv.ts';
import type { Cell } from '../scenarios/csv.ts';
import { readScenario } from '../scenarios/read.ts';
import { readRetentionCsv } from '../scenarios/retention-csv.ts';
import type { RetentionTable } from '../scenarios/retention-csv.ts';
import { writeScenario } from '../scenarios/write.ts';
import { fitRetention } from '../simulations/calibration/retention-fit.ts';
import type {
  CannotTell,
  Fitted,
  FittedSegment,
  RetentionReading,
} from '../simulations/calibration/retention-fit.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { Command, FileProblem, Outcome } from './command.ts';
import { Questions } from './experiment-options.ts';
import { none, percentText } from './number-text.ts';
import type { Options } from './options.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { problemLines } from './problem-lines.ts';
import { readScenarioFile } from './scenario-file.ts';
import { readText } from './text-file.ts';
import { textTable } from './text-table.ts';

const periods = { month: 1, quarter: 3, year: 12 } as const;
type Fit = RetentionReading & { readonly kind: 'fit' };

const reasons: Readonly<Record<CannotTell, string>> = {
  nothingWatched: 'cohorts of one age only',
  onlyOnePeriod: 'one period only',
  nobodyLeft: 'a table in which nobody leaves',
  nobodyStayed: 'a table in which everybody leaves at once',
};

export const fitCommand: Command = {
  name: 'fit',
  operands: '<table.csv>',
  help: 'fit churn to a table of survivors (shifted-beta-geometric, maximum likelihood), and put it into a scenario',
  options: [
    'period',
    'customers',
    'holdout',
    'into',
    'segment',
    'uncertain',
    'save',
    'out',
    'json',
    'quiet',
    'help',
  ],
  async run(options, { note }) {
    const { files, out, quiet } = options;
    const [file, ...rest] = files;
    const questions = new Questions(options);
    const periodAsked = questions.word('period', ['month', 'quarter', 'year'], 'month');
    const customers = questions.whole('customers', 2, 999_999_999, 0);
    const holdout =
      questions.text('holdout') === undefined ? undefined : questions.whole('holdout', 0, 1200, 0);
    const [into, save] = [questions.text('into'), questions.text('save')];
    if ((into === undefined) !== (save === undefined))
      questions.refuse('into', into ?? 'nothing', '--into and --save together');
    const problems: FileProblem[] = [...questions.problems];
    for (const operand of rest)
      problems.push({
        path: '',
        found: `the operand ${JSON.stringify(operand)}`,
        expected: 'one file',
        hint: '',
      });
    for (const written of [out, save])
      if (written !== undefined) problems.push(...(await outProblems(written)));
    if (file === undefined) return refused([...problems, missingTable]);
    const text = await readText(file, 'a table of survivors');
    if (typeof text !== 'string') return refused([...problems, { file, ...text }]);
    const table = readRetentionCsv(text, new Date().toISOString().slice(0, 10));
    if (table.kind === 'problems')
      return refused([...problems, ...table.problems.map((problem) => ({ file, ...problem }))]);
    const period = questions.text('period') === undefined ? (table.period ?? 'month') : periodAsked;
    const base = into === undefined ? undefined : await readScenarioFile(into);
    if (base?.kind === 'problems') return refused([...problems, ...base.problems], base.more);
    const place = questions.place('segment', base?.scenario.world.segments.map(({ name }) => name) ?? []);
    problems.push(...questions.problems.slice(problems.length));
    if (problems.length > 0) return refused(problems);

    const reading = fitRetention({
      cohorts: counted(table, customers),
      areCounts: table.areCounts || customers > 0,
      periodMonths: periods[period],
      ...(holdout === undefined ? {} : { holdout }),
    });
    if (reading.kind === 'cannotTell')
      return refused([
        {
          file,
          path: '',
          found: reasons[reading.reason],
          expected: 'a table that says something about churn',
          hint: '',
        },
      ]);
    if (table.refused.length > 0 && !quiet)
      note(
        problemLines(
          table.refused.map((problem) => ({ file, ...problem })),
          'warning',
        ),
      );
    if (base !== undefined && save !== undefined) {
      const written = await saved(base.scenario, place, reading, options.uncertain, save);
      if (written !== undefined) return written;
      note(`Written to ${save}\n`);
    }
    return show(reading, table, options, note);
  },
};

const missingTable: FileProblem = {
  path: '',
  found: 'no file',
  expected: 'the name of a CSV file with customers by age',
  hint: 'One row a cohort: name, customers at age 0, 1, 2, …; or one row a customer: the days of start and end.',
};

function refused(problems: readonly FileProblem[], more = 0): Outcome {
  return { kind: 'refused', problems, more };
}

/** Shares of a known number of customers are counts. */
function counted({ cohorts, areCounts }: RetentionTable, customers: number) {
  if (areCounts || customers === 0) return cohorts;
  return cohorts.map(({ name, survivors }) => ({
    name,
    survivors: survivors.map((share) => share * customers),
  }));
}

/** Read once more before it is written: a churn that no scenario takes is a problem, not a file. */
async function saved(
  scenario: Scenario,
  place: number,
  { segment }: Fit,
  uncertain: boolean,
  file: string,
): Promise<Outcome | undefined> {
  if (segment === null)
    return refused([
      {
        path: '',
        found: 'a curve that no monthly churn follows',
        expected: 'one that a segment can live by',
        hint: '',
      },
    ]);
  const numbers = numbersOf(segment, uncertain);
  const segments = scenario.world.segments.map((each, index) =>
    index === place ? { ...each, ...numbers } : each,
  );
  const text = writeScenario({ ...scenario, world: { ...scenario.world, segments } });
  const again = readScenario(text);
  if (again.kind === 'problems') return refused(again.problems, again.more);
  return writeWhole(file, text);
}

function numbersOf({ values, uncertain }: FittedSegment, asDistributions: boolean) {
  return asDistributions && uncertain !== null ? { ...values, ...uncertain } : values;
}

// ---- What is printed -------------------------------------------------------------------------------------------

async function show(
  reading: Fit,
  table: RetentionTable,
  { json, out }: Options,
  note: (text: string) => void,
): Promise<Outcome> {
  const { rowsRead, rowsUsed, refused: rows, watchedUntil } = table;
  const jsonText = `${JSON.stringify({ ...reading, rows: { read: rowsRead, used: rowsUsed, refused: rows }, watchedUntil }, null, 2)}\n`;
  if (out !== undefined) {
    const written = await writeWhole(out, /\.csv$/i.test(out) ? csvText(cells(reading)) : jsonText);
    if (written !== undefined) return written;
    note(`Written to ${out}\n`);
  }
  return { kind: 'done', text: json ? jsonText : `${lines(reading, table).join('\n')}\n` };
}

function lines(reading: Fit, { rowsRead, rowsUsed, watchedUntil }: RetentionTable): readonly string[] {
  const { alpha, beta, firstChurn, heterogeneity, meanLifetime, segment, holdout, curve } = reading;
  const period =
    Object.entries(periods).find(([, months]) => months === reading.periodMonths)?.[0] ?? 'period';
  const number = (value: number | null) => (value === null ? none : String(Number(value.toPrecision(4))));
  const share = (value: number | null) => (value === null ? none : percentText(value, 1));
  const row = (name: string, { value, low, high }: Fitted, text = number) => [
    name,
    text(value),
    text(low),
    text(high),
  ];
  return [
    `${reading.cohorts === 1 ? 'One cohort' : `${reading.cohorts} cohorts`} watched for ${reading.periods} ${period}s; ${rowsUsed} of ${rowsRead} rows used.`,
    ...(watchedUntil === undefined ? [] : [`Read as one customer a row, watched until ${watchedUntil}.`]),
    ...(reading.customers === null
      ? ['These are shares: --customers N says of how many customers, and there will be intervals.']
      : []),
    '',
    ...textTable(
      ['', 'fitted', '95 % from', 'to'],
      [
        row('α', alpha),
        row('β', beta),
        row(`churn of the first ${period}`, firstChurn, share),
        row('how much customers differ, 1/(α+β+1)', heterogeneity),
      ],
    ),
    meanLifetime === null
      ? `α of at most 1: the mean number of ${period}s paid has no end, the loyal grow ever more loyal.`
      : `${number(meanLifetime)} ${period}s paid on average.`,
    '',
    ...textTable(
      ['age', 'observed', 'fitted', '95 % from', 'to'],
      curve.map((point) => [
        String(point.age),
        ...[point.observed, point.fitted, point.low, point.high].map(share),
      ]),
    ),
    '',
    `Mean error over the ages watched: ${share(reading.meanError)} of the cohort.`,
    holdout === null
      ? 'Too few ages to foretell any.'
      : `Shown the first ${holdout.shown}, it foretells the rest with a mean error of ${share(holdout.meanError)} (largest ${share(holdout.largestError)}); constant churn with ${share(holdout.meanErrorOfConstantChurn)}.`,
    segment === null
      ? 'No monthly churn follows this curve.'
      : `As a segment: firstMonthChurn ${number(segment.values.firstMonthChurn)}, churnHeterogeneity ${number(segment.values.churnHeterogeneity)}. They hold failed payments and what your strategy did.`,
  ];
}

function cells({ curve }: Fit): readonly (readonly Cell[])[] {
  return [
    ['age', 'watched', 'observed', 'fitted', 'low', 'high'],
    ...curve.map(({ age, watched, observed, fitted, low, high }) => [
      age,
      watched,
      observed,
      fitted,
      low,
      high,
    ]),
  ];
}
