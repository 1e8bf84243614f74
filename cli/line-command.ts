import { line, patterns } from '../simulations/designs/line.ts';
import type {
  LineQuestion,
  LineReading,
  RankedCandidate,
  Ranks,
  Regret,
} from '../simulations/designs/line.ts';
import { leastPrecise } from '../simulations/designs/precision.ts';
import { alongAxis } from '../simulations/designs/sweep.ts';
import { printable } from '../simulations/parameters/problem.ts';
import type { Cell } from '../scenarios/csv.ts';
import { experimentCommand } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { none, percentText, signedText, valueText } from './number-text.ts';
import { pairingLines } from './precision-asked.ts';
import { valueOf } from './sweep-command.ts';
import { sourceLine, textTable } from './text-table.ts';

export const lineCommand = experimentCommand<LineQuestion, LineReading>({
  name: 'line',
  help: 'what manipulative patterns earn, by intensity and horizon, against the same strategy without',
  options: ['strategy', 'patterns', 'intensities'],
  ask(options, study) {
    const questions = new Questions(options);
    const strategy = questions.place(
      'strategy',
      study.strategies.map(({ name }) => name),
    );
    const chosen = questions.words('patterns', patterns);
    const given = questions.values('intensities', { min: 0, max: 1 }, false);
    const intensities = given?.filter((value) => value !== null) ?? alongAxis(0, 1, 11);
    const { problems } = questions;
    if (problems.length > 0) return { kind: 'problems', problems };
    return {
      kind: 'question',
      question: { strategy, intensities, ...(chosen === undefined ? {} : { patterns: chosen }) },
    };
  },
  design: line,
  until: {
    of: 'the difference at the horizon, at the least certain intensity',
    read: ({ rows }) =>
      leastPrecise(rows.map(({ mean, atHorizon }) => ({ mean: mean.at(-1) ?? null, ...atHorizon }))),
  },
  table(reading) {
    const years = yearsOf(reading.months);
    const header = [
      'intensity',
      ...years.map((month) => `month ${month}`),
      'ahead at the end',
      'month of regret',
    ];
    const rows = reading.rows.map(({ intensity, mean, low, high, ahead, regret }) => [
      valueOf(intensity),
      ...years.map((month) => {
        const [value, from, to] = [mean, low, high].map((values) => values[month - 1] ?? null);
        const error =
          from === null || to === null || from === undefined || to === undefined ? null : (to - from) / 4;
        return signedText(value ?? null, error, 'money');
      }),
      percentText(ahead.at(-1) ?? 0, 0),
      regretText(regret),
    ]);
    return [
      `Cumulative contribution of ${printable(reading.strategy)} with manipulation less without, money in ${printable(reading.currency)}`,
      `At intensity 1: ${Object.entries(reading.full)
        .map(([pattern, at]) => `${pattern} ${at}`)
        .join(', ')}`,
      '',
      ...textTable(header, rows),
      ...pairingLines(reading.rows.map(({ atHorizon }) => atHorizon.pairingGain)),
      '',
      ...rankLines(
        `By intensity: ${reading.shortTerm.name} of month ${reading.shortTerm.month}, and long-term contribution`,
        reading.intensities,
      ),
      '',
      ...rankLines('The strategies as they are', reading.strategies),
      '',
      sourceLine(reading),
    ];
  },
  rows: ({ rows }) => [
    ['intensity', 'month', 'mean', 'low', 'high', 'ahead'],
    ...rows.flatMap(({ intensity, mean, low, high, ahead }) =>
      mean.map((value, month): Cell[] => [
        intensity,
        month + 1,
        value,
        low[month] ?? null,
        high[month] ?? null,
        ahead[month] ?? null,
      ]),
    ),
  ],
});

/** The end of each year, and of the run. */
function yearsOf(months: number): readonly number[] {
  const years = Array.from({ length: Math.floor(months / 12) }, (_, year) => 12 * (year + 1));
  return [...new Set([Math.min(3, months), ...years, months])];
}

function regretText(regret: Regret): string {
  if (regret.kind === 'notWithinHorizon') return 'not within the horizon';
  return `${regret.month} (95 %: ${Math.round(regret.low)} to ${regret.high === null ? 'beyond the horizon' : Math.round(regret.high)})`;
}

function rankLines(title: string, candidates: readonly RankedCandidate[]): readonly string[] {
  return textTable(
    [title, 'short term', 'rank', 'long term', 'rank'],
    candidates.map((candidate) => [
      candidate.intensity === undefined ? printable(candidate.name) : valueOf(candidate.intensity),
      valueText(candidate.shortTerm, candidate.shortTermError, 'money'),
      rankText(candidate.shortTermRank, candidate.shortTermRanks),
      valueText(candidate.longTerm, candidate.longTermError, 'money'),
      rankText(candidate.longTermRank, candidate.longTermRanks),
    ]),
  );
}

/** "2 (1 to 3)" where 95 % of the resamples of the luck do not agree. */
function rankText(rank: number | null, ranks: Ranks | null): string {
  if (rank === null) return none;
  return ranks === null || ranks.low === ranks.high
    ? String(rank)
    : `${rank} (${ranks.low} to ${ranks.high})`;
}
