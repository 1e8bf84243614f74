import { claim, isOfWorlds } from '../simulations/designs/claim.ts';
import type { ClaimReading, ClaimStudy } from '../simulations/designs/claim.ts';
import { whyNoTurn } from '../simulations/designs/flip.ts';
import { claimStudy } from '../simulations/designs/claim-study.ts';
import type { Precision } from '../simulations/designs/claim-study.ts';
import { foundText } from '../simulations/parameters/problem.ts';
import { threadPool } from '../workers/node-threads.ts';
import { canaryOf, keptRows, keyOf, writeLedger } from './claims-ledger.ts';
import { readClaimFiles } from './claim-files.ts';
import type { ClaimFiles } from './claim-files.ts';
import type { Command, FileProblem, Outcome, Surroundings } from './command.ts';
import { csvText } from '../scenarios/csv.ts';
import { refusedUntil, untilNote } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { none, percentText, valueText } from './number-text.ts';
import { failedOrStopped } from './failed-or-stopped.ts';
import type { Options } from './options.ts';
import { outProblems, writeWhole } from './out-file.ts';
import { progressLine } from './progress-line.ts';
import { textTable } from './text-table.ts';

const noUntil =
  'a claim is judged at a stated size, so that a verdict can be reproduced; ask for --precision publishing or more --replications.';

const precisions: readonly Precision[] = ['quick', 'publishing'];

/** One claim, as `--json` lists it and as the ledger keeps it. */
type Row = ReturnType<typeof rowOf>;

export const claimsCommand: Command = {
  name: 'claims',
  operands: '[numbers]',
  help: 'run the ledger of claims, all or those with the numbers given, and say which hold',
  notes: [untilNote({ refused: noUntil })],
  options: [
    'precision',
    'until',
    'replications',
    'seed',
    'workers',
    'ledger',
    'resume',
    'out',
    'json',
    'quiet',
    'help',
  ],
  async run(options, surroundings) {
    const questions = new Questions(options);
    const precision = questions.word('precision', precisions, 'quick');
    const ledger = questions.text('ledger');
    refusedUntil(questions, noUntil);
    if (options.resume && ledger === undefined)
      questions.refuse('resume', 'no ledger', 'a ledger to go on with', 'Write --ledger FILE.');
    const problems: FileProblem[] = [...questions.problems];
    const numbers = options.files.flatMap((text) => {
      if (/^[0-9]{1,3}$/.test(text)) return [Number(text)];
      problems.push({ path: '', found: foundText(text), expected: 'the number of a claim', hint: '' });
      return [];
    });
    for (const file of [options.out, ledger])
      if (file !== undefined) problems.push(...(await outProblems(file)));
    const read = await readClaimFiles(numbers);
    if (read.kind === 'problems') return { kind: 'refused', problems: [...problems, ...read.problems] };
    if (problems.length > 0) return { kind: 'refused', problems };
    const rows = await lived(read.files, precision, ledger, options, surroundings);
    return 'kind' in rows ? rows : show(rows, ledger, options, surroundings);
  },
};

async function lived(
  { claims }: ClaimFiles,
  precision: Precision,
  ledger: string | undefined,
  { workers, quiet, replications, seed, resume }: Options,
  { signal, note, isTerminal }: Surroundings,
): Promise<readonly Row[] | Outcome> {
  const pool = threadPool(workers === undefined ? {} : { workers });
  const progress = progressLine(quiet ? () => undefined : note, isTerminal);
  const kept =
    resume && ledger !== undefined
      ? await keptRows(ledger, precision, replications)
      : new Map<string, object>();
  const rows: Row[] = [];
  try {
    for (const { id, claim: file } of claims) {
      const study = claimStudy(file, precision, replications);
      const seeded = seed === undefined ? study : { ...study, run: { ...study.run, seed } };
      const { statement } = file.file;
      const canary = await pool.run(claim(canaryOf(seeded)), { signal });
      const key = keyOf(seeded, statement, canary.fingerprint);
      const before = kept.get(key);
      // Written by this command for this very question and model: what the key says is what the row is.
      const row = isRow(before)
        ? before
        : rowOf(
            id,
            key,
            statement,
            seeded,
            await pool.run(claim(seeded), { signal, onProgress: progress.show }),
          );
      rows.push(row);
      progress.clear();
      if (!quiet) note(`${id}: ${row.verdict}${row === before ? ' (kept)' : ''}\n`);
      // What was found before of claims that are not asked now, or not yet, stays where it is.
      const asked = new Set(rows.map((one) => one.id));
      const others = [...kept.values()].filter(isRow).filter((one) => !asked.has(one.id));
      const failed =
        ledger === undefined
          ? undefined
          : await writeLedger(ledger, [...rows, ...others], precision, replications);
      if (failed !== undefined) return failed;
    }
    return rows;
  } catch (thrown) {
    return failedOrStopped(thrown, signal);
  } finally {
    progress.clear();
    await pool.close();
  }
}

function isRow(value: object | undefined): value is Row {
  return value !== undefined && ['conditions', 'robustness', 'flipReason'].every((field) => field in value);
}

/** The headline first; everything else behind it. */
function rowOf(id: string, key: string, statement: string, study: ClaimStudy, reading: ClaimReading) {
  const [head] = reading.conditions;
  const [flip] = reading.flips.filter(({ at }) => at !== null);
  return {
    id,
    key,
    number: reading.number,
    title: reading.title,
    statement,
    effect: head?.value ?? null,
    low: head?.low ?? null,
    high: head?.high ?? null,
    unit: head?.unit ?? null,
    verdict: reading.verdict,
    robustness: reading.robustness,
    /** The candidate that turns it most easily; null when none does in its range. */
    flip: flip ?? null,
    /** Why there is no flip; null where there is one. */
    flipReason: flip === undefined ? whyNoFlip(reading, study) : null,
    conditions: reading.conditions,
    beside: reading.beside,
    flips: reading.flips,
    arms: reading.arms,
    months: reading.months,
    replications: reading.replications,
    fingerprint: reading.fingerprint,
  };
}

function whyNoFlip({ flips }: ClaimReading, study: ClaimStudy): string {
  if (isOfWorlds(study))
    return 'not searched: the claim is about many worlds at once, so no one parameter can turn it';
  if (flips.length === 0) return 'no parameter was searched for one';
  return flips
    .map((one) => `${one.name}: ${whyNoTurn(one, 'what the claim asks beyond its threshold') ?? ''}`)
    .join('; ');
}

async function show(
  rows: readonly Row[],
  ledger: string | undefined,
  { json, out }: Options,
  { note }: Surroundings,
): Promise<Outcome> {
  const jsonText = `${JSON.stringify(rows, null, 2)}\n`;
  if (ledger !== undefined) note(`Written to ${ledger}\n`);
  if (out !== undefined) {
    const written = await writeWhole(out, /\.csv$/i.test(out) ? csvText(cells(rows)) : jsonText);
    if (written !== undefined) return written;
    note(`Written to ${out}\n`);
  }
  return { kind: 'done', text: json ? jsonText : `${tableOf(rows).join('\n')}\n` };
}

function tableOf(rows: readonly Row[]): readonly string[] {
  return textTable(
    ['', 'claim', 'effect', 'from', 'to', 'verdict', 'worlds', 'turned by'],
    rows.map(({ number, title, effect, low, high, unit, verdict, robustness, flip }) => {
      const metricUnit = unit === null || unit === 'correlation' ? 'ratio' : unit;
      return [
        String(number),
        title,
        ...[effect, low, high].map((value) => valueText(value, null, metricUnit)),
        verdict,
        robustness.share === null ? none : percentText(robustness.share, 0),
        flip?.at === null || flip === null ? none : `${flip.name} at ${Number(flip.at.toPrecision(3))}`,
      ];
    }),
  );
}

function cells(rows: readonly Row[]) {
  return [
    [
      'number',
      'title',
      'effect',
      'low',
      'high',
      'unit',
      'verdict',
      'robustness',
      'worlds',
      'flip',
      'flipAt',
      'flipReason',
    ],
    ...rows.map((row) => [
      row.number,
      row.title,
      row.effect,
      row.low,
      row.high,
      row.unit,
      row.verdict,
      row.robustness.share,
      row.robustness.worlds,
      row.flip?.name ?? null,
      row.flip?.at ?? null,
      row.flipReason,
    ]),
  ];
}
