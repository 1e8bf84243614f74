import type { AttributionReading } from '../../../simulations/designs/attribution.ts';
import type { FlipReading } from '../../../simulations/designs/flip.ts';
import type { WhyParts } from '../../../simulations/designs/why.ts';
import type { TornadoReading } from '../../../simulations/designs/tornado.ts';
import { normal975 } from '../../../simulations/statistics/student-t.ts';
import type { GapRow } from '../../charts/gap-rows.ts';
import { number as amount, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import { lastPlace } from '../../format.ts';
import type { Format } from '../../format.ts';
import type { Piece } from '../compare/headline.ts';
import { named, number, text } from '../experiment/pieces.ts';
import type { Said } from '../experiment/pieces.ts';
import type { Shown } from '../experiment/shown.ts';
import { statusWords } from '../experiment/status-words.ts';
import type { WhyAnswer } from './why-state.svelte.ts';

type Part = AttributionReading['parts'][number];

/** How many of the parameters that move the gap most are drawn; the table has them all. */
export const mostBars = 12;

/** What the gap is and which lever makes most of it. */
export function whyHeadline(reading: AttributionReading, metric: string, format: Format): Said {
  const { gap, gapLow, gapHigh, unit, strategies, parts } = reading;
  const [A, B] = [named(0, strategies[0]), named(1, strategies[1])];
  const error = errorOf(gapLow, gapHigh);
  const [largest] = byWeight(parts);
  if (largest === undefined)
    return {
      answer: [A, text(' and '), B, text(' are set alike.')],
      detail: [text('There is no gap to split: no lever differs between them.')],
    };
  const clear = gapLow !== null && gapHigh !== null && (gapLow > 0 || gapHigh < 0);
  const signed = (value: number, its: number | null) => number(format.difference(value, unit, its));
  const rivals = rivalsOf(largest, parts);
  const isMost = clear && largest.value * gap > 0 && Math.abs(largest.value) > Math.abs(gap) / 2;
  return {
    answer:
      rivals.length > 0
        ? [
            text('What moves most between '),
            A,
            text(' and '),
            B,
            text(' is '),
            ...either([largest, ...rivals].map(({ name }) => name.toLowerCase())),
            text(': their intervals overlap.'),
          ]
        : [
            text(isMost ? 'Most of the gap between ' : 'What moves most between '),
            A,
            text(' and '),
            B,
            text(isMost ? ' comes from ' : ' is '),
            number(largest.name.toLowerCase()),
            text('.'),
          ],
    detail: [
      text(`${metric}, `),
      B,
      text(' minus '),
      A,
      text(': '),
      signed(gap, error),
      text(clear ? '' : ', which luck alone could be'),
      text('; of it '),
      signed(largest.value, errorOf(largest.low, largest.high)),
      text(` by ${largest.name.toLowerCase()}.`),
    ],
  };
}

/** Levers whose parts may be as large as the largest: their intervals overlap with its own, whichever way they move the gap. */
function rivalsOf(largest: Part, parts: readonly Part[]): readonly Part[] {
  const sizes = ({ value, low, high }: Part): readonly [number, number] =>
    low === null || high === null ? [0, Infinity] : value < 0 ? [-high, -low] : [low, high];
  const [least] = sizes(largest);
  return byWeight(parts).filter((part) => part !== largest && sizes(part)[1] >= least);
}

/** "a or b", "a, b or c"; of more the first two and how many more. Each name by itself, so that the line can break between. */
function either(names: readonly string[]): Piece[] {
  const shown = names.length <= 3 ? names : names.slice(0, 2);
  const further = names.length - shown.length;
  const pieces = shown.flatMap((name, index) => {
    const isLast = index === shown.length - 1 && further === 0;
    return [text(index === 0 ? '' : isLast ? ' or ' : ', '), number(name)];
  });
  return further === 0 ? pieces : [...pieces, text(` or one of ${String(further)} more`)];
}

/** The one gap as each part of the page measures it; nothing as long as it is told only once. */
export function gapSizes(
  { attribution, tornado, flips, sensitivity }: WhyParts,
  format: Format,
): string | undefined {
  const { unit, gapLow, gapHigh, replications } = attribution;
  const futures = (count: number) => `${format.count(count)} future${count === 1 ? '' : 's'}`;
  // As many futures of the same luck have the same gap.
  const isSame = (count: number) => count >= replications;
  const probes = [
    ...(tornado === undefined || isSame(tornado.replications)
      ? []
      : [
          `${withError(tornado.now, unit, format)} in the first ${futures(tornado.replications)} (what moves it)`,
        ]),
    ...(flips === undefined || isSame(flips.replications)
      ? []
      : [
          `${withError({ gap: flips.gap.value, gapLow: flips.gap.low, gapHigh: flips.gap.high }, unit, format)} in the first ${futures(flips.replications)} (where it turns)`,
        ]),
    ...(sensitivity === undefined
      ? []
      : [
          `${withError(meanOf(sensitivity), unit, format)} on average over ${format.count(sensitivity.rows)} drawn worlds, where the parameters are anywhere in their ranges (what measuring is worth)`,
        ]),
  ];
  if (probes.length === 0) return undefined;
  const whole = withError({ gap: attribution.gap, gapLow, gapHigh }, unit, format);
  return `The gap has another size in each part of this page, because each lives fewer of the same futures, or other worlds: ${[`${whole} in ${futures(replications)} (lever by lever)`, ...probes].join('; ')}.`;
}

/** The average gap over the drawn worlds, and how far their spread leaves it open. */
function meanOf({
  gap,
  rows,
}: NonNullable<WhyParts['sensitivity']>): Pick<TornadoReading['now'], 'gap' | 'gapLow' | 'gapHigh'> {
  const reach = (normal975 * gap.standardDeviation) / Math.sqrt(rows);
  return { gap: gap.mean, gapLow: gap.mean - reach, gapHigh: gap.mean + reach };
}

/** What the status line says: how far the split of the gap is, and what is asked after it. */
export function whyStatus(
  shown: Pick<Shown, 'phase' | 'current' | 'isRefining'>,
  parts: WhyAnswer | undefined,
  isUncertain: boolean,
  format: Format,
): string {
  const split = parts?.attribution;
  const words = statusWords(
    shown,
    split,
    `under each of ${format.count(split?.mixtures ?? 0)} mixtures`,
    format,
  );
  const isSplit = split !== undefined && split.replications >= split.plannedReplications;
  const isUnderWay = shown.phase === 'running' || shown.phase === 'stopped';
  if (!isSplit || !shown.current || !isUnderWay || shown.isRefining) return words;
  const [next] = [
    { is: parts?.tornado, name: 'what moves the gap' },
    { is: parts?.flips, name: 'where it turns' },
    { is: parts?.sensitivity, name: 'whole ranges' },
    // Without anything uncertain there is nothing to tell luck from.
    ...(isUncertain ? [{ is: parts?.split, name: 'luck or ignorance' }] : []),
  ].flatMap(({ is, name }, index) =>
    is === undefined ? [`${name}, part ${String(index + 2)} of ${isUncertain ? '5' : '4'}`] : [],
  );
  if (next === undefined) return words;
  return shown.phase === 'running' ? `${words}; now ${next}` : `${words}; stopped during ${next}`;
}

/** The parts, the weightiest first, each beginning where the last one ended, and their sum. */
export function waterfallRows(reading: AttributionReading, format: Format): readonly GapRow[] {
  const { unit, gap, gapLow, gapHigh } = reading;
  let base = 0;
  const steps = byWeight(reading.parts).map(({ name, value, low, high }): GapRow => {
    const from = base;
    base += value;
    const bars = [{ from, to: base, tone: value >= 0 ? 'second' : 'first' } as const];
    return {
      name,
      text: withInterval(value, low, high),
      bars,
      ...(low === null || high === null ? {} : { interval: [from + low, from + high] as const }),
    };
  });
  return [
    ...steps,
    {
      name: 'The gap',
      text: withInterval(gap, gapLow, gapHigh),
      bars: [{ from: 0, to: gap, tone: 'sum' }],
      ...(gapLow === null || gapHigh === null ? {} : { interval: [gapLow, gapHigh] as const }),
    },
  ];

  function withInterval(value: number, low: number | null, high: number | null): string {
    const said = (one: number, error: number | null) => format.difference(one, unit, error);
    const error = errorOf(low, high);
    return low === null || high === null || error === null
      ? said(value, null)
      : `${said(value, error)} (${said(low, ofEnd(error))} to ${said(high, ofEnd(error))})`;
  }
}

export function waterfallTwin(reading: AttributionReading, format: Format): Twin {
  const { unit, parts, gap, gapLow, gapHigh } = reading;
  const row = (name: string, low: number | null, high: number | null, values: readonly (number | null)[]) => [
    words(name),
    ...values.map((value) => amount(value, format.difference(value, unit, errorOf(low, high)))),
  ];
  return {
    columns: ['Lever', 'Part', '95 % interval from', 'to', 'Alone, first', 'Last, after all others'],
    rows: [
      ...byWeight(parts).map(({ name, value, low, high, alone, last }) =>
        row(name, low, high, [value, low, high, alone, last]),
      ),
      row('The gap', gapLow, gapHigh, [gap, gapLow, gapHigh, null, null]),
    ],
  };
}

export function tornadoRows(
  { bars, now, unit }: TornadoReading,
  format: Format,
  factors: ReadonlySet<string>,
): readonly GapRow[] {
  const told = bars.filter(({ low, high }) => Number.isFinite(low.gap) && Number.isFinite(high.gap));
  return told.slice(0, mostBars).map(({ name, low, high }) => {
    const end = (one: typeof low) =>
      `${parameter(one.value, factors.has(name), format)}: ${withError(one, unit, format)}`;
    return {
      name,
      text: `${end(low)}; ${end(high)}`,
      bars: [
        { from: now.gap, to: low.gap, tone: 'lowEnd' },
        { from: now.gap, to: high.gap, tone: 'highEnd' },
      ],
    };
  });
}

/** The gap at an end with its error beside it, so that no bar is longer than what is said of it. */
export function withError(
  { gap, gapLow, gapHigh }: Pick<TornadoReading['now'], 'gap' | 'gapLow' | 'gapHigh'>,
  unit: TornadoReading['unit'],
  format: Format,
): string {
  const said = format.difference(gap, unit, errorOf(gapLow, gapHigh));
  const error = errorOf(gapLow, gapHigh);
  return error === null ? said : `${said} ± ${format.gap(error, unit, error)}`;
}

export function tornadoTwin(
  { bars, unit }: TornadoReading,
  format: Format,
  factors: ReadonlySet<string>,
): Twin {
  return {
    columns: ['Parameter', 'Low end', 'Gap there', 'High end', 'Gap there'],
    rows: bars.map(({ name, low, high }) => [
      words(name),
      ...[low, high].flatMap((end) => [
        amount(end.value, parameter(end.value, factors.has(name), format)),
        amount(end.gap, format.difference(end.gap, unit, errorOf(end.gapLow, end.gapHigh))),
      ]),
    ]),
  };
}

export function flipTwin({ flips }: FlipReading, format: Format, factors: ReadonlySet<string>): Twin {
  return {
    columns: ['Parameter', 'Now', 'Turns at', '95 % interval', 'Asked from', 'to'],
    rows: flips.map(({ name, now, at, atLow, atHigh, low, high }) => {
      const error = errorOf(atLow, atHigh);
      const said = (value: number | null, its: number | null = null) =>
        parameter(value, factors.has(name), format, its);
      const interval =
        atLow === null || atHigh === null || error === null
          ? '–'
          : `${said(atLow, ofEnd(error))} to ${said(atHigh, ofEnd(error))}`;
      const turn = at === null ? 'nowhere in its range' : said(at, error);
      return [
        words(name),
        amount(now, said(now)),
        amount(at, turn),
        words(interval),
        amount(low, said(low)),
        amount(high, said(high)),
      ];
    }),
  };
}

export function flipSummary({ flips }: FlipReading, format: Format): string {
  const turning = flips.filter(({ at }) => at !== null);
  const asked = `Of the ${format.count(flips.length)} parameters that move the gap most`;
  if (turning.length === 0) return `${asked}, none turns its sign alone within its range.`;
  return `${asked}, ${format.count(turning.length)} can turn its sign alone; ${turning[0]?.name.toLowerCase() ?? ''} most easily.`;
}

function parameter(value: number | null, isFactor: boolean, format: Format, error: number | null = null) {
  if (value === null) return '–';
  const unit = 10 ** lastPlace(value, error);
  const rounded = Number((Math.round(value / unit) * unit).toPrecision(12));
  return `${isFactor ? '× ' : ''}${format.field(rounded, 'ratio')}`;
}

function byWeight(parts: AttributionReading['parts']): AttributionReading['parts'] {
  return parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
}

function errorOf(low: number | null, high: number | null): number | null {
  return low === null || high === null ? null : (high - low) / (2 * normal975);
}

/** An end has a digit more than its estimate, or it may seem to touch what it clears. */
function ofEnd(error: number): number {
  return error / 10;
}
