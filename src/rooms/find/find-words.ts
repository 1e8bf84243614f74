import type { Finalist, FindReading, FoundLever } from '../../../simulations/designs/search-reading.ts';
import type { NumberDeclaration } from '../../controls/understand.ts';
import type { DotRow } from '../../charts/dot-rows.ts';
import { number as amount, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import { quantileErrorOf } from '../../format.ts';
import type { Format } from '../../format.ts';
import type { Piece } from '../compare/headline.ts';
import { isHardEnd } from '../experiment/hard-end.ts';
import type { Range } from '../experiment/hard-end.ts';
import { named, number, text } from '../experiment/pieces.ts';
import type { Said } from '../experiment/pieces.ts';
import { ruleOf, ruleText } from './rules.ts';
import { hasMoved, settledValue, unmoved } from './search-levers.ts';

/** The declared unit of a lever, by its pointer in the scenario. */
export type UnitOf = (pointer: string) => NumberDeclaration['unit'];

/** What a lever may be, by its pointer in the scenario. */
export type RangeOf = (pointer: string) => Range | undefined;

const money = ['contribution', 'discountedContribution', 'cumulativeCash'];

/** What was found, how much better it is on luck that the search never saw, or that nothing better was found. */
export function findHeadline(reading: FindReading, strategy: number, unitOf: UnitOf, format: Format): Said {
  const who = named(strategy, reading.strategy);
  const { fresh, metric, search } = reading;
  const count = format.count(search.points);
  if (fresh === undefined) {
    return {
      answer: [text('Looking for something better than '), who, text('.')],
      detail: [
        text(`Best of ${format.count(reading.tries.length)} tries so far: `),
        number(format.value(search.mean, metric.unit, search.standardError)),
        text(' on average, in the futures of the search. '),
        ...movedPieces(reading, unitOf, format),
      ],
    };
  }
  const [winner] = fresh.finalists;
  const missed = winner?.constraints.filter(({ verdict }) => verdict === 'notMet') ?? [];
  if (missed.length > 0) {
    return {
      answer: [text(`Nothing among ${count} tries keeps every rule.`)],
      detail: [
        text('What comes nearest misses '),
        ...missed.flatMap((one, index): Piece[] => [
          text(index === 0 ? '' : ' and '),
          number(ruleText(one, format)),
          text(`: it has ${format.value(one.mean, ruleOf(one.metric)?.unit ?? 'ratio')}`),
        ]),
        text('.'),
      ],
    };
  }
  const { difference } = fresh;
  const sign = metric.better === 'lower' ? -1 : 1;
  const { mean, low, high, standardError } = difference;
  const isClear = low !== null && high !== null && (sign > 0 ? low > 0 : high < 0);
  const isUnclear = low === null || high === null || (low <= 0 && high >= 0);
  const futures = format.futuresOf(difference.aheadShare ?? 0, difference.futures);
  const ahead = text(`ahead in ${futures.count} of ${futures.of} fresh futures.`);
  if (mean === null || !isClear) {
    return {
      answer: [text('Nothing clearly better than '), who, text(' was found within these bounds.')],
      detail: [
        text(`The best of ${count} tries is `),
        number(format.difference(mean, metric.unit, standardError)),
        text(` against today on fresh luck${isUnclear ? ', which luck alone could be' : ''}; `),
        ahead,
      ],
    };
  }
  const verb = money.includes(metric.id) ? ' would earn ' : ' would have ';
  const what = money.includes(metric.id) ? '' : ` ${metric.name}`;
  return {
    answer: [
      who,
      text(verb),
      number(format.gap(mean, metric.unit, standardError)),
      text(` ${sign > 0 ? 'more' : 'less'}${what} than today.`),
    ],
    detail: [...movedPieces(reading, unitOf, format), text(' Than today: '), ahead],
  };
}

/** "Moved: budget $8,000 to $5,200 a month; …" */
function movedPieces({ levers }: FindReading, unitOf: UnitOf, format: Format): Piece[] {
  const changed = levers.filter(hasMoved);
  if (changed.length === 0) return [text('All levers stay where they are.')];
  return changed.flatMap((lever, index): Piece[] => [
    text(index === 0 ? `${lever.name} ` : `; ${lever.name} `),
    text(`${leverText(lever.present, lever, unitOf, format)} to `),
    number(leverText(settledValue(lever), lever, unitOf, format)),
    ...(index === changed.length - 1 ? [text('.')] : []),
  ]);
}

/** A lever's value to three digits. */
export function leverText(
  value: number | null,
  { pointers }: Pick<FoundLever, 'pointers'>,
  unitOf: UnitOf,
  format: Format,
): string {
  if (value === null) return 'no limit';
  return format.parameter(Number(value.toPrecision(3)), unitOf(pointers[0] ?? ''));
}

export function leverTwin({ levers }: FindReading, unitOf: UnitOf, format: Format): Twin {
  const cell = (value: number | null, lever: FoundLever) =>
    amount(value, leverText(value, lever, unitOf, format));
  return {
    columns: ['Lever', 'Today', 'Found', 'Looked at, from', 'to'],
    rows: levers.map((lever) => [
      words(lever.name),
      ...[lever.present, settledValue(lever), lever.low, lever.high].map((value) => cell(value, lever)),
    ]),
  };
}

export function leverSummary({ levers }: FindReading, rangeOf: RangeOf, format: Format): string {
  const ends = levers.flatMap(({ name, pointers, found, low, high }) => {
    const end = found - low < high - found ? 'first' : 'last';
    const at = end === 'first' ? low : high;
    if (Math.abs(found - at) > unmoved * (high - low)) return [];
    return [{ name, isHard: isHardEnd(at, end, rangeOf(pointers[0] ?? '')) }];
  });
  const namesOf = (isHard: boolean) =>
    ends
      .filter((one) => one.isHard === isHard)
      .map(({ name }) => name)
      .join(', ');
  const moved = levers.filter(hasMoved).length;
  const start = `${format.count(moved)} of ${format.count(levers.length)} levers moved.`;
  const [chosen, hard] = [namesOf(false), namesOf(true)];
  return [
    start,
    ...(chosen === '' ? [] : [`At an end of its bounds, so that the best may lie beyond: ${chosen}.`]),
    ...(hard === '' ? [] : [`As far as it can go, so that nothing lies beyond: ${hard}.`]),
  ].join(' ');
}

// ---- On fresh luck -------------------------------------------------------------------------------------------

interface Listed {
  readonly finalist: Finalist;
  readonly name: string;
}

/** The finalists under their names, each strategy once: a runner-up that is the winner or a strategy of the scenario is not listed. */
function listedFinalists({ fresh, levers }: FindReading): readonly Listed[] {
  const [winner, ...others] = fresh?.finalists ?? [];
  if (winner === undefined) return [];
  const kept: Finalist[] = [winner];
  const strategies = others.filter(({ values }) => values === undefined);
  for (const one of others)
    if (one.values === undefined || ![...kept, ...strategies].some((other) => isSameAs(one, other, levers)))
      kept.push(one);
  return kept.map((finalist, index) => ({
    finalist,
    name:
      index === 0 ? 'Found' : finalist.values === undefined ? finalist.name : `Runner-up ${String(index)}`,
  }));
}

/** Set alike, as far as a search tells values from each other, or living every future alike. */
function isSameAs(one: Finalist, other: Finalist, levers: FindReading['levers']): boolean {
  const settled = ({ values = [] }: Finalist) =>
    levers.map((lever, axis) => settledValue({ ...lever, found: values[axis] ?? NaN })).join(' ');
  if (one.values !== undefined && other.values !== undefined && settled(one) === settled(other)) return true;
  const lived = ({ outcome: { mean, p10, p50, p90 }, worstDecile }: Finalist) =>
    [mean, p10, p50, p90, worstDecile].join(' ');
  return one.outcome.mean !== null && lived(one) === lived(other);
}

/** Where 8 of 10 fresh futures lie, the average, the worst tenth; of the winner also what the search promised. */
export function finalistRows(reading: FindReading, format: Format): readonly DotRow[] {
  const { metric, search, strategy } = reading;
  return listedFinalists(reading).flatMap(({ finalist, name: listed }, index): readonly DotRow[] => {
    const { p10, p90, mean } = finalist.outcome;
    if (mean === null || p10 === null || p90 === null) return [];
    const isToday = finalist.values === undefined && finalist.name === strategy;
    const name = `${listed}${isToday ? ', as it is today' : ''}`;
    return [
      {
        name: keepsRules(finalist) ? name : `${name} (breaks a rule)`,
        text: format.value(mean, metric.unit, finalist.outcome.standardError),
        bar: [p10, p90],
        marks: [
          { at: mean, tone: 'filled' },
          ...(finalist.worstDecile === null ? [] : [{ at: finalist.worstDecile, tone: 'tick' } as const]),
          ...(index === 0 && search.mean !== null ? [{ at: search.mean, tone: 'hollow' } as const] : []),
        ],
      },
    ];
  });
}

function keepsRules({ constraints }: Finalist): boolean {
  return constraints.every(({ verdict }) => verdict === 'met');
}

export function finalistTwin(reading: FindReading, format: Format): Twin {
  const { fresh, metric } = reading;
  const { unit } = metric;
  return {
    columns: [
      'Strategy',
      `${metric.name}, average`,
      '8 of 10 futures, from',
      'to',
      'Worst tenth, average',
      ...(fresh?.finalists[0]?.constraints ?? []).map((one) => ruleText(one, format)),
    ],
    rows: listedFinalists(reading).map(({ name, finalist: { outcome, worstDecile, constraints } }) => {
      const end = quantileErrorOf(outcome.standardError, 'p10');
      return [
        words(name),
        amount(outcome.mean, format.value(outcome.mean, unit, outcome.standardError)),
        ...[outcome.p10, outcome.p90, worstDecile].map((value) =>
          amount(value, format.value(value, unit, end)),
        ),
        ...constraints.map(({ metric: id, mean, verdict }) =>
          amount(
            mean,
            `${format.value(mean, ruleOf(id)?.unit ?? 'ratio')}${verdict === 'met' ? '' : ', missed'}`,
          ),
        ),
      ];
    }),
  };
}

/** The winner's curse, the worst tenth and the regret, in words. */
export function freshSummary(reading: FindReading, format: Format): string {
  const { fresh, metric, search } = reading;
  if (fresh === undefined) return '';
  const { curse, regret, finalists, difference } = fresh;
  const { unit } = metric;
  const [winner] = finalists;
  const isFlattered = curse.mean > curse.standardError;
  const promised = `The search promised ${format.value(search.mean, unit, search.standardError)}; fresh futures give ${format.value(winner?.outcome.mean ?? null, unit, winner?.outcome.standardError)}: ${
    isFlattered
      ? `it flattered itself by ${format.gap(curse.mean, unit, curse.standardError)} (the winner’s curse)`
      : 'no winner’s curse beyond its error'
  }.`;
  const worst = `In its worst tenth of futures it has ${format.value(winner?.worstDecile ?? null, unit, quantileErrorOf(winner?.outcome.standardError ?? null, 'p10'))}.`;
  const none = format.futuresOf(regret.noneShare ?? 0, fresh.futures);
  const missed =
    regret.mean === null || regret.noneShare === null
      ? ''
      : `In ${none.count} of ${none.of} futures nothing else here would have been better; the average regret is ${format.gap(regret.mean, unit, difference.standardError)}.`;
  const unlisted = finalists.length - listedFinalists(reading).length;
  const same =
    unlisted === 0
      ? ''
      : `${format.count(unlisted)} runner${unlisted === 1 ? '-up is' : 's-up are'} not listed, being the same as another row.`;
  return [promised, worst, missed, same].filter((one) => one !== '').join(' ');
}

// ---- The trail -----------------------------------------------------------------------------------------------

export function trailTwin({ tries, levers, metric }: FindReading, unitOf: UnitOf, format: Format): Twin {
  return {
    columns: ['Try', metric.name, 'Futures', 'Rules', ...levers.map(({ name }) => name)],
    rows: tries.map(({ mean, futures, verdict, values }, index) => [
      words(tryName(index, format)),
      amount(mean, format.value(mean, metric.unit)),
      amount(futures, format.count(futures)),
      words(verdict === 'met' ? 'kept' : 'broken'),
      ...levers.map((lever, axis) =>
        amount(values[axis], leverText(values[axis] ?? null, lever, unitOf, format)),
      ),
    ]),
  };
}

function tryName(index: number, format: Format): string {
  return index === 0 ? '1, today' : format.count(index + 1);
}

export function tryReadout(
  { tries, levers, metric }: FindReading,
  index: number,
  unitOf: UnitOf,
  format: Format,
): { readonly title: string; readonly lines: readonly (readonly [string, string])[] } {
  const tried = tries[index];
  if (tried === undefined) return { title: '', lines: [] };
  return {
    title: `Try ${tryName(index, format)}`,
    lines: [
      [metric.name, format.value(tried.mean, metric.unit)],
      ...levers.map(
        (lever, axis) => [lever.name, leverText(tried.values[axis] ?? null, lever, unitOf, format)] as const,
      ),
      ['In futures', format.count(tried.futures)],
      ...(tried.verdict === 'met' ? [] : [['Rules', 'broken'] as const]),
    ],
  };
}

export function trailSummary({ tries, metric, search }: FindReading, format: Format): string {
  const [today] = tries;
  if (today === undefined) return 'No try is finished yet.';
  return `${format.count(tries.length)} tries, from today’s ${format.value(today.mean, metric.unit)} to ${format.value(search.mean, metric.unit, search.standardError)}, ${search.verdict === 'met' ? 'all rules kept' : 'a rule still broken'}.`;
}

export function findStatus(
  inquiry: { readonly phase: string; readonly current: boolean },
  reading: FindReading | undefined,
  format: Format,
): string {
  if (reading === undefined) return inquiry.phase === 'failed' ? 'No answer' : 'Trying the first points';
  if (!inquiry.current)
    return inquiry.phase === 'stopped'
      ? 'Stopped; this answers an earlier question'
      : 'Working on the new question';
  const tried = `${format.count(reading.tries.length)} tries`;
  if (reading.fresh === undefined)
    return inquiry.phase === 'running'
      ? tried
      : `A partial answer from ${tried}, not yet judged on fresh luck`;
  const fresh = `${format.count(reading.fresh.futures)} fresh futures`;
  return inquiry.phase === 'complete'
    ? `${tried}, judged in ${fresh}`
    : `${tried}; judged in ${fresh} so far`;
}
