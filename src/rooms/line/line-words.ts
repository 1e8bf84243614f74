import type {
  LineReading,
  LineRow,
  Pattern,
  RankedCandidate,
  Ranks,
  Regret,
} from '../../../simulations/designs/line.ts';
import type { RegretRow } from '../../charts/regret.ts';
import type { SlopeEntry } from '../../charts/slope.ts';
import { number as value, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import type { Format } from '../../format.ts';
import type { Piece } from '../compare/headline.ts';
import { named, number, text } from '../experiment/pieces.ts';
import type { Said } from '../experiment/pieces.ts';

export const patternNames: Readonly<Record<Pattern, string>> = {
  sneaking: 'Sneaking in',
  obstruction: 'Obstruction',
  hiddenCost: 'Hidden cost',
  nagging: 'Nagging',
  confirmShaming: 'Shaming',
};

/** The answer in words: how long manipulating pays at its full intensity, and what it ends with. */
export function lineHeadline(reading: LineReading, strategy: number, format: Format): Said {
  const row = reading.rows.at(-1);
  const who = named(strategy, reading.strategy);
  const end = row === undefined ? undefined : gapAt(row, reading.months);
  if (row === undefined || end === undefined) {
    return { answer: [text('No intensity was tried.')], detail: [] };
  }
  const isSame = row.mean.every((value) => value === 0);
  if (isSame) {
    return {
      answer: [text('For '), who, text(' the patterns change nothing.')],
      detail: [text('No customer ever meets one of them: whatever they act on does not happen here.')],
    };
  }
  const ranks = rankPieces(reading);
  const span = format.span(reading.months);
  const final = endPieces(end, reading, format);
  if (row.regret.kind === 'regretted') {
    const { month } = row.regret;
    return month === 1
      ? {
          answer: [text('Manipulating never pays for '), who, text(', not even at first.')],
          detail: [...final, ...ranks],
        }
      : {
          answer: [
            text('At full intensity manipulating pays for '),
            who,
            text(' until month '),
            number(format.count(month - 1)),
            text('; from then on honesty is ahead.'),
          ],
          detail: [text(`${intervalText(row.regret, format)} `), ...final, ...ranks],
        };
  }
  if (end.low !== null && end.low > 0) {
    return {
      answer: [text(`Within ${span} `), who, text(' does not regret manipulating.')],
      detail: [...final, text('What comes after the horizon is not seen. '), ...ranks],
    };
  }
  return {
    answer: [text(`Over ${span} manipulating and honesty are too close to call for `), who, text('.')],
    detail: [...final, ...ranks],
  };
}

interface Gap {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

function gapAt(row: LineRow, month: number): Gap | undefined {
  const mean = row.mean[month - 1];
  return mean === undefined
    ? undefined
    : { mean, low: row.low[month - 1] ?? null, high: row.high[month - 1] ?? null };
}

/** Standard error behind a 95 % interval, near enough for the number of digits. */
function errorOf({ low, high }: Gap): number | null {
  return low === null || high === null ? null : (high - low) / 3.92;
}

function endPieces(end: Gap, reading: LineReading, format: Format): Piece[] {
  const size = number(format.gap(end.mean, 'money', errorOf(end)));
  const clear = end.low !== null && end.high !== null && (end.low > 0 || end.high < 0);
  const place = clear
    ? end.mean > 0
      ? 'ahead'
      : 'behind'
    : `${end.mean > 0 ? 'ahead' : 'behind'}, within the error`;
  return [text(`At full intensity it ends ${format.span(reading.months)} `), size, text(` ${place}. `)];
}

/** What a short look would have chosen. */
function rankPieces({ intensities, shortTerm }: LineReading): Piece[] {
  const full = intensities.at(-1);
  const [short, long] = [full?.shortTermRank ?? null, full?.longTermRank ?? null];
  if (short === null || long === null || short === long) return [];
  return [
    text(`Of ${String(intensities.length)} intensities it ranks `),
    number(rankText(short, full?.shortTermRanks ?? null)),
    text(` by ${shortTerm.name.toLowerCase()} in month ${String(shortTerm.month)}, and `),
    number(rankText(long, full?.longTermRanks ?? null)),
    text(' in the end.'),
  ];
}

/** "2", or "2 (1 to 3)" where 95 of 100 resamples of the luck do not agree on the rank. */
function rankText(rank: number, ranks: Ranks | null): string {
  return ranks === null || ranks.low === ranks.high
    ? String(rank)
    : `${String(rank)} (${String(ranks.low)} to ${String(ranks.high)})`;
}

export function regretText(regret: Regret, months: number, format: Format): string {
  if (regret.kind === 'notWithinHorizon') return `not within ${format.span(months)}`;
  const high = regret.high === null ? 'later' : format.count(regret.high);
  return regret.low === regret.high
    ? `month ${format.count(regret.month)}`
    : `month ${format.count(regret.month)} (${format.count(regret.low)} to ${high})`;
}

function shortRegretText(regret: Regret, format: Format): string {
  if (regret.kind === 'notWithinHorizon') return 'not seen';
  const high = regret.high === null ? '' : format.count(regret.high);
  return `${format.count(regret.month)} (${format.count(regret.low)}–${high})`;
}

function intervalText(regret: Extract<Regret, { kind: 'regretted' }>, format: Format): string {
  if (regret.low === regret.high) return 'All but a few resamples of the luck agree on the month.';
  const high = regret.high === null ? 'beyond the horizon' : format.count(regret.high);
  return `The month of regret lies between ${format.count(regret.low)} and ${high} in 95 of 100 resamples of the luck.`;
}

/** Intensity 0 is honesty, which there is nothing to regret about. */
export function regretRows(reading: LineReading, format: Format): RegretRow[] {
  return reading.rows
    .filter(({ intensity }) => intensity > 0)
    .map(({ intensity, regret }) => ({
      intensity,
      regret,
      name: format.percent(intensity),
      text: regretText(regret, reading.months, format),
      shortText: shortRegretText(regret, format),
    }));
}

export function regretTwin(reading: LineReading, format: Format): Twin {
  const month = (at: number | null) => value(at, at === null ? '–' : format.count(at));
  return {
    columns: [
      'Intensity',
      'Month of regret',
      '95 of 100 resamples, from',
      'to',
      'Resamples that regret, of 100',
    ],
    rows: regretRows(reading, format).map(({ name, intensity, regret }) => [
      value(intensity, name),
      month(regret.kind === 'regretted' ? regret.month : null),
      month(regret.low),
      month(regret.kind === 'regretted' ? regret.high : null),
      value(100 * regret.withinHorizonShare, format.outOfHundred(regret.withinHorizonShare)),
    ]),
  };
}

export function regretSummary(reading: LineReading, format: Format): string {
  const regretted = reading.rows.flatMap(({ regret }) => (regret.kind === 'regretted' ? [regret.month] : []));
  const all = reading.rows.filter(({ intensity }) => intensity > 0).length;
  if (regretted.length === 0)
    return `At no intensity is manipulating regretted within ${format.span(reading.months)}.`;
  const [first, last] = [Math.min(...regretted), Math.max(...regretted)];
  const count =
    regretted.length === all
      ? 'every intensity'
      : `${String(regretted.length)} of ${String(all)} intensities`;
  return first === last
    ? `Regretted at ${count}, from month ${format.count(first)} on.`
    : `Regretted at ${count}, from month ${format.count(first)} on at the earliest and ${format.count(last)} at the latest.`;
}

export function placeReadout(reading: LineReading, index: number, month: number, format: Format) {
  const row = reading.rows[index];
  const gap = row === undefined ? undefined : gapAt(row, month);
  if (row === undefined || gap === undefined) return { title: '', lines: [] };
  const error = errorOf(gap);
  const end = (value: number | null) => format.difference(value, 'money', error);
  const { count, of } = format.futuresOf(row.ahead[month - 1] ?? 0, reading.replications);
  return {
    title: `Month ${format.count(month)}, intensity ${format.percent(row.intensity)}`,
    lines: [
      `${format.difference(gap.mean, 'money', error)} so far against honesty`,
      `average between ${end(gap.low)} and ${end(gap.high)}`,
      `ahead in ${count} of ${of} futures`,
    ],
  };
}

/** Every sixth month is enough to read; a file has the values behind them. */
export function surfaceTwin(reading: LineReading, format: Format): Twin {
  const shown = Array.from({ length: reading.months }, (_, index) => index + 1).filter(
    (month) => month === 1 || month % 6 === 0 || month === reading.months,
  );
  return {
    columns: ['Intensity', ...shown.map((month) => `Month ${format.count(month)}`)],
    rows: reading.rows.map((row) => [
      value(row.intensity, format.percent(row.intensity)),
      ...shown.map((month) => {
        const gap = gapAt(row, month);
        return value(gap?.mean, gap === undefined ? '–' : format.difference(gap.mean, 'money', errorOf(gap)));
      }),
    ]),
  };
}

export function surfaceSummary(reading: LineReading, format: Format): string {
  const crossed = reading.contour.flatMap((crossings, index) => (crossings.length > 0 ? [index + 1] : []));
  const [first, last] = [crossed[0], crossed.at(-1)];
  const full = reading.rows.at(-1)?.mean ?? [];
  if (first === undefined || last === undefined) {
    const ends = full.at(-1) ?? 0;
    return ends < 0
      ? 'At every intensity alike: the side changes with the month only.'
      : 'No month of this horizon has the line in it.';
  }
  return first === last
    ? `The line is crossed in month ${format.count(first)}.`
    : `Between month ${format.count(first)} and ${format.count(last)} it depends on the intensity which side one is on.`;
}

/** A strategy's intensities, or the strategies themselves, by the short look and by the long one. */
export function slopeEntries(candidates: readonly RankedCandidate[], format: Format): SlopeEntry[] {
  return candidates.flatMap((candidate, index) => {
    const { shortTermRank, longTermRank, shortTermRanks, longTermRanks } = candidate;
    if (shortTermRank === null || longTermRank === null) return [];
    const name = candidateName(candidate, format);
    return [
      {
        key: String(index),
        leftRank: shortTermRank,
        rightRank: longTermRank,
        name,
        ranks: [rankText(shortTermRank, shortTermRanks), rankText(longTermRank, longTermRanks)],
        left: format.value(candidate.shortTerm, 'money', candidate.shortTermError),
        right: format.value(candidate.longTerm, 'money', candidate.longTermError),
      },
    ];
  });
}

export function slopeTwin(
  candidates: readonly RankedCandidate[],
  reading: LineReading,
  format: Format,
): Twin {
  const { shortTerm, longTerm } = reading;
  const rank = (place: number | null, ranks: Ranks | null) =>
    value(place, place === null ? '–' : rankText(place, ranks));
  return {
    columns: [
      'Candidate',
      `${shortTerm.name}, month ${String(shortTerm.month)}`,
      'Rank',
      longTerm.name,
      'Rank in the end',
    ],
    rows: candidates.map((candidate) => [
      words(candidateName(candidate, format)),
      value(candidate.shortTerm, format.value(candidate.shortTerm, 'money', candidate.shortTermError)),
      rank(candidate.shortTermRank, candidate.shortTermRanks),
      value(candidate.longTerm, format.value(candidate.longTerm, 'money', candidate.longTermError)),
      rank(candidate.longTermRank, candidate.longTermRanks),
    ]),
  };
}

export function slopeSummary(candidates: readonly RankedCandidate[], format: Format): string {
  const first = (rank: 'shortTermRank' | 'longTermRank') =>
    candidates
      .filter((candidate) => candidate[rank] === 1)
      .map((candidate) => candidateName(candidate, format))
      .join(' and ');
  const [short, long] = [first('shortTermRank'), first('longTermRank')];
  const said =
    short === long
      ? `${short} comes first by both.`
      : `The short look puts ${short} first, the long one ${long}.`;
  const isSure = candidates.every(({ shortTermRanks, longTermRanks }) =>
    [shortTermRanks, longTermRanks].every((ranks) => ranks === null || ranks.low === ranks.high),
  );
  return isSure
    ? said
    : `${said} Where the futures leave a rank open, the ranks that it has in 95 of 100 resamples of the luck stand beside it.`;
}

function candidateName({ name, intensity }: RankedCandidate, format: Format): string {
  if (intensity === undefined) return name;
  return intensity === 0 ? 'honest' : format.percent(intensity);
}
