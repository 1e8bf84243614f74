import type { InformationReading, Worth } from '../../../simulations/designs/information.ts';
import type {
  InputSensitivity,
  OutcomeSensitivity,
  SensitivityReading,
} from '../../../simulations/designs/sensitivity.ts';
import { areTied } from '../../../simulations/designs/sensitivity-study.ts';
import type { Split, SplitReading } from '../../../simulations/designs/uncertainty.ts';
import type { Unit } from '../../../simulations/reading.ts';
import { normal975 } from '../../../simulations/statistics/student-t.ts';
import type { DotRow } from '../../charts/dot-rows.ts';
import { number as amount, words } from '../../charts/twin.ts';
import type { Twin, TwinCell } from '../../charts/twin.ts';
import type { Format } from '../../format.ts';

// ---- Indices over whole ranges -------------------------------------------------------------------------------

/** Whose spread is split over the parameters. */
export type SpreadOf = 'gap' | 'first' | 'second';

export function indexRows(of: OutcomeSensitivity, format: Format): readonly DotRow[] {
  const { inputs } = of;
  if (areTied(of)) return byRank(inputs).flatMap((input) => rankRow(input, format));
  return byTotal(inputs).flatMap(({ name, firstOrder, total }): readonly DotRow[] => {
    const marks = [
      { index: firstOrder, tone: 'filled' as const },
      { index: total, tone: 'hollow' as const },
    ].flatMap(({ index, tone }) => {
      const at = index?.value ?? null;
      if (index === null || at === null) return [];
      const { low, high } = index;
      return [{ at, tone, ...(low === null || high === null ? {} : { interval: [low, high] as const }) }];
    });
    return marks.length === 0 ? [] : [{ name, text: sharesText(firstOrder, total, format), marks }];
  });
}

function rankRow({ name, rankCorrelation }: InputSensitivity, format: Format): readonly DotRow[] {
  const { value: at, low, high } = rankCorrelation;
  if (at === null) return [];
  const interval = low === null || high === null ? {} : { interval: [low, high] as const };
  return [{ name, text: format.value(at, 'index'), marks: [{ at, tone: 'filled', ...interval }] }];
}

function byRank(inputs: readonly InputSensitivity[]): readonly InputSensitivity[] {
  const size = ({ rankCorrelation }: InputSensitivity) => Math.abs(rankCorrelation.value ?? 0);
  return inputs.toSorted((one, other) => size(other) - size(one));
}

function byTotal(inputs: readonly InputSensitivity[]): readonly InputSensitivity[] {
  return inputs.toSorted((one, other) => (other.total?.value ?? 0) - (one.total?.value ?? 0));
}

/**
 * What a parameter has to do with the spread alone, and in all with its interactions. It has no less to do with it in all
 * than alone; two estimates that come out the other way round say that their worlds were too few to tell them apart.
 */
function sharesText(
  firstOrder: InputSensitivity['firstOrder'],
  total: InputSensitivity['total'],
  format: Format,
): string {
  const apart = `${share(firstOrder, format)} alone, ${share(total, format)} in all`;
  const [alone, all] = [firstOrder?.value ?? null, total?.value ?? null];
  if (firstOrder === null || total === null || alone === null || all === null) return apart;
  if (isNothing(firstOrder)) {
    const mostInAll = isNothing(total) ? (total.high ?? all) : all;
    return (firstOrder.high ?? alone) <= mostInAll
      ? apart
      : `${share(total, format)} in all, of which any part may be alone`;
  }
  if (alone <= all && !isNothing(total)) return apart;
  const [from, to] = [Math.min(all, alone), Math.max(all, alone)].map((value) =>
    format.percent(Math.min(1, Math.max(0, value))),
  );
  const between = from === to ? (to ?? '') : `${from ?? ''} to ${to ?? ''}`;
  const isContrary = (firstOrder.low ?? alone) > (total.high ?? all);
  return `${between}, alone and in all: ${isContrary ? 'too few worlds to tell' : 'no interaction beyond the error'}`;
}

/** Not to be told from nothing. */
function isNothing({ low, high }: NonNullable<InputSensitivity['total']>): boolean {
  return low !== null && high !== null && low <= 0;
}

/** What cannot be told from nothing is said by how much it is at most; the table has the estimate as it came out. */
function share(index: InputSensitivity['total'], format: Format): string {
  const value = index?.value ?? null;
  if (index === null || value === null) return '–';
  if (isNothing(index) && index.high !== null)
    return index.high > 0 ? `at most ${format.percent(Math.min(1, index.high))}` : 'nothing';
  return format.percent(Math.min(1, Math.max(0, value)));
}

export function indexTwin({ inputs }: OutcomeSensitivity, format: Format): Twin {
  const cells = (index: InputSensitivity['total']): TwinCell[] =>
    [index?.value, index?.low, index?.high].map((value) =>
      amount(value, value === null || value === undefined ? '–' : format.percent(value)),
    );
  return {
    columns: [
      'Parameter',
      'First-order index',
      '95 % interval from',
      'to',
      'Total index',
      '95 % interval from',
      'to',
      'Rank correlation',
    ],
    rows: byTotal(inputs).map(({ name, firstOrder, total, rankCorrelation }) => [
      words(name),
      ...cells(firstOrder),
      ...cells(total),
      amount(rankCorrelation.value, format.value(rankCorrelation.value, 'index')),
    ]),
  };
}

export function indexSummary(reading: SensitivityReading, of: OutcomeSensitivity, format: Format): string {
  const [first] = areTied(of) ? byRank(of.inputs) : byTotal(of.inputs);
  const rows = `${format.count(reading.rows)} drawn worlds, ${format.count(reading.replications)} futures in each`;
  if (first !== undefined && areTied(of) && first.rankCorrelation.value !== null)
    return `The scenario ties these parameters together, so no share of the spread is one's own. ${first.name} goes with it most: rank correlation ${format.value(first.rankCorrelation.value, 'index')} (${rows}).`;
  if (first?.total?.value === null || first?.total === undefined || first.total === null)
    return `Nothing here varies with the parameters (${rows}).`;
  const least = first.total.low ?? -Infinity;
  const isUnsure = of.inputs.some(
    ({ total }) => total !== null && total !== first.total && (total.high ?? Infinity) >= least,
  );
  return `${first.name} ${isUnsure ? 'seems to have' : 'has'} most to do with it${isUnsure ? ', though the error leaves the order open' : ''}. Of the variance ${sharesText(first.firstOrder, first.total, format)}. Standard deviation over the ranges ${format.value(of.standardDeviation, reading.unit)} (${rows}).`;
}

// ---- Value of information ------------------------------------------------------------------------------------

export function worthRows(
  { perfect, perfectWithLuck, perInput }: InformationReading,
  unit: Unit,
  format: Format,
): readonly DotRow[] {
  const row = (name: string, worth: Worth, tone: 'filled' | 'hollow' = 'filled'): DotRow => ({
    name,
    text: worthText(worth, unit, format),
    marks: [{ at: worth.value, tone, interval: [worth.low, worth.high] }],
  });
  return [
    row('Knowing all of them (EVPI)', perfect),
    ...perInput
      .toSorted((one, other) => other.worth.value - one.worth.value)
      .map(({ name, worth }) => row(name, worth)),
    row('If even luck could be known (upper bound)', perfectWithLuck, 'hollow'),
  ];
}

function worthText(worth: Worth, unit: Unit, format: Format): string {
  return format.value(worth.value, unit, errorOf(worth));
}

function errorOf({ low, high }: Worth): number {
  return (high - low) / (2 * normal975);
}

export function worthTwin(information: InformationReading, unit: Unit, format: Format): Twin {
  return {
    columns: ['Knowing first', 'Is worth', '95 % interval from', 'to'],
    rows: [
      { name: 'All of them (EVPI)', worth: information.perfect },
      ...information.perInput,
      { name: 'Even luck (upper bound)', worth: information.perfectWithLuck },
    ].map(({ name, worth }) => [
      words(name),
      ...[worth.value, worth.low, worth.high].map((value) =>
        amount(value, format.value(value, unit, errorOf(worth))),
      ),
    ]),
  };
}

export function worthSummary(
  { choice, meanGap, perfect, perInput, rows }: InformationReading,
  strategies: readonly [string, string],
  unit: Unit,
  format: Format,
): string {
  const chosen = strategies[choice === 'second' ? 1 : 0];
  const [most] = perInput.toSorted((one, other) => other.worth.value - one.worth.value);
  const start = `As far as is known now ${chosen} is the better choice, by ${format.gap(meanGap, unit)} on average over ${format.count(rows)} drawn worlds.`;
  if (perfect.value <= 0 || most === undefined)
    return `${start} No value of these parameters would change that choice, so measuring them first is worth nothing for it.`;
  const single =
    most.worth.value > 0
      ? `Of a single one, ${most.name.toLowerCase()} is worth most, ${worthText(most.worth, unit, format)}.`
      : 'No single one of them is worth anything by itself.';
  return `${start} Measuring all of these parameters before choosing would be worth ${worthText(perfect, unit, format)}: what is lost, on average, by choosing wrongly. ${single}`;
}

// ---- Luck and ignorance --------------------------------------------------------------------------------------

interface Named {
  readonly name: string;
  readonly split: Split | null;
}

export function splitsOf(
  { perStrategy, difference }: SplitReading,
  strategies: readonly string[],
): readonly Named[] {
  return [
    ...perStrategy.slice(0, 2).map((split, index) => ({ name: strategies[index] ?? '', split })),
    { name: 'The gap', split: difference },
  ];
}

/** How much of the variance comes from not knowing; the rest is luck. */
export function splitRows(splits: readonly Named[], unit: Unit, format: Format): readonly DotRow[] {
  return splits.flatMap(({ name, split }): readonly DotRow[] => {
    const part = split?.ignorance.share ?? null;
    if (split === null || part === null) return [];
    return [
      {
        name,
        text: `${format.percent(part)} ignorance, ${format.percent(1 - part)} luck; standard deviation ${format.value(split.standardDeviation, unit)}`,
        bar: [0, part],
        marks: [{ at: 1, tone: 'tick' }],
      },
    ];
  });
}

export function splitTwin(splits: readonly Named[], unit: Unit, format: Format): Twin {
  const deviation = (variance: number | null) => {
    const root = variance === null ? null : Math.sqrt(Math.max(0, variance));
    return amount(root, format.value(root, unit));
  };
  return {
    columns: [
      'Of',
      'Ignorance, share',
      'Luck, share',
      'Ignorance, standard deviation',
      '95 % interval from',
      'to',
      'Luck, standard deviation',
      '95 % interval from',
      'to',
    ],
    rows: splits.map(({ name, split }) => [
      words(name),
      ...[split?.ignorance.share ?? null, split?.luck.share ?? null].map((value) =>
        amount(value, value === null ? '–' : format.percent(value)),
      ),
      ...[split?.ignorance, split?.luck].flatMap((part) => [
        deviation(part?.variance ?? null),
        deviation(part?.low ?? null),
        deviation(part?.high ?? null),
      ]),
    ]),
  };
}

export function splitSummary(splits: readonly Named[], { draws }: SplitReading, format: Format): string {
  const part = splits.at(-1)?.split?.ignorance.share ?? null;
  const worlds = `${format.count(draws)} drawn worlds, two futures in each`;
  if (part === null) return `The gap does not vary (${worlds}).`;
  const said =
    part > 0.5
      ? 'Most of the spread of the gap comes from not knowing the parameters: measuring would narrow it.'
      : 'Most of the spread of the gap is luck, which no measurement takes away.';
  return `${said} ${format.percent(part)} is ignorance, ${format.percent(1 - part)} luck (${worlds}).`;
}
