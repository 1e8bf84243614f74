import type { Gate } from '../../../simulations/designs/gate.ts';
import type { SurfaceAxis, SurfaceReading } from '../../../simulations/designs/surface.ts';
import type { BestOnAxis } from '../../../simulations/designs/sweep-best.ts';
import type { SurfaceGrid } from '../../charts/surface.ts';
import type { Pointed } from '../../charts/pointed.ts';
import { number as amount, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import type { NumberDeclaration } from '../../controls/understand.ts';
import { quantileErrorOf } from '../../format.ts';
import type { Format } from '../../format.ts';
import { isHardEnd } from '../experiment/hard-end.ts';
import type { Range } from '../experiment/hard-end.ts';
import { gateRange, limitText, tickText } from './limits.ts';

/** What a surface is about, besides its numbers. */
export interface SurfaceOf {
  readonly gate: Gate;
  readonly strategy: number;
  /** Where both levers stand today. */
  readonly present: readonly [number | null, number | null];
  /** What the second lever is declared as. */
  readonly lever: Range & Pick<NumberDeclaration, 'unit'>;
}

export type Shown = 'outcome' | 'ahead';

export function surfaceGrid(
  reading: SurfaceReading,
  of: SurfaceOf,
  shown: Shown,
  format: Format,
): SurfaceGrid {
  const [limits, levers] = reading.axes;
  return {
    columns: limits.values.map((limit) =>
      limit === null ? (of.gate === 'featureLimit' ? 'all' : 'never') : tickText(limit, of.gate, format),
    ),
    rows: levers.values.map((value) => leverText(value, of, format)),
    endsWithNever: limits.values.at(-1) === null,
    values: levers.values.map((_, row) =>
      limits.values.map((__, column) => valueAt(reading, of, shown, row, column)),
    ),
  };
}

function leverText(value: number | null, { lever }: SurfaceOf, format: Format): string {
  return value === null ? 'no limit' : format.parameter(value, lever.unit);
}

function valueAt(
  reading: SurfaceReading,
  of: SurfaceOf,
  shown: Shown,
  row: number,
  column: number,
): number | null {
  const point = pointAt(reading, row, column);
  return (shown === 'ahead' ? point?.ahead : point?.perStrategy[of.strategy]?.mean) ?? null;
}

function pointAt({ axes, points }: SurfaceReading, row: number, column: number) {
  return points[row * axes[0].values.length + column];
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

export function bestPlace(reading: SurfaceReading, of: SurfaceOf): Place | undefined {
  const point = reading.best[of.strategy]?.point;
  if (point === undefined) return undefined;
  const width = reading.axes[0].values.length;
  return { row: Math.floor(point / width), column: point % width };
}

/** Today, if both values are among those tried. */
export function presentPlace({ axes }: SurfaceReading, { present }: SurfaceOf): Place | undefined {
  const [column, row] = axes.map(({ values }, axis) => values.indexOf(present[axis] ?? null));
  return column === undefined || row === undefined || column < 0 || row < 0 ? undefined : { row, column };
}

/** What the outcome is read against: today's, or the middle of all where today was not tried. */
export function turnOf(reading: SurfaceReading, of: SurfaceOf, shown: Shown): number {
  if (shown === 'ahead') return 0.5;
  const now = presentPlace(reading, of);
  const present = now === undefined ? null : valueAt(reading, of, shown, now.row, now.column);
  if (present !== null) return present;
  const known = reading.points
    .map(({ perStrategy }) => perStrategy[of.strategy]?.mean ?? null)
    .filter((mean) => mean !== null)
    .sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? 0;
}

/** -1 to 1: how far a value is from the turn, for the better or for the worse. */
export function toneOf(reading: SurfaceReading, of: SurfaceOf, shown: Shown): (value: number) => number {
  const turn = turnOf(reading, of, shown);
  if (shown === 'ahead') return (value) => 2 * (value - turn);
  const reach = Math.max(
    1e-9,
    ...reading.points.map(({ perStrategy }) => Math.abs((perStrategy[of.strategy]?.mean ?? turn) - turn)),
  );
  const sign = reading.metric.better === 'lower' ? -1 : 1;
  return (value) => (sign * (value - turn)) / reach;
}

/** The turn, and steps to either side of it. */
export function levelsOf(reading: SurfaceReading, of: SurfaceOf, shown: Shown): readonly number[] {
  if (shown === 'ahead') return [0.1, 0.25, 0.5, 0.75, 0.9];
  const turn = turnOf(reading, of, shown);
  const means = reading.points
    .map(({ perStrategy }) => perStrategy[of.strategy]?.mean ?? null)
    .filter((mean) => mean !== null);
  const step = (Math.max(...means) - Math.min(...means)) / 6;
  return step > 0 ? [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((steps) => turn + steps * step) : [turn];
}

/** A value of the surface beside its colour: to a tenth of the step between the lines. */
export function keyText(
  reading: SurfaceReading,
  of: SurfaceOf,
  shown: Shown,
  format: Format,
): (value: number) => string {
  if (shown === 'ahead') return (value) => format.percent(value);
  const [one = 0, other = one] = levelsOf(reading, of, shown);
  const step = Math.abs(other - one);
  return (value) => format.value(value, reading.metric.unit, step / 10);
}

export function surfaceReadout(
  reading: SurfaceReading,
  of: SurfaceOf,
  row: number,
  column: number,
  format: Format,
): Pointed {
  const point = pointAt(reading, row, column);
  const outcome = point?.perStrategy[of.strategy];
  if (point === undefined || outcome === undefined) return { title: '', lines: [] };
  const [limit, lever] = [point.at[0] ?? null, point.at[1] ?? null];
  const { unit, name } = reading.metric;
  const end = quantileErrorOf(outcome.standardError, 'p10');
  return {
    title: `${limitText(limit, of.gate, format)}, ${leverText(lever, of, format)}`,
    lines: [
      [`${name}, average`, format.value(outcome.mean, unit, outcome.standardError)],
      [
        '8 of 10 futures',
        `${format.value(outcome.p10, unit, end)} to ${format.value(outcome.p90, unit, end)}`,
      ],
      ...(point.ahead === null
        ? []
        : [[`${reading.strategies[1] ?? ''} ahead in`, futuresText(point.ahead, reading, format)] as const]),
    ],
  };
}

/** "40 of 100 futures", or "13 of 32 futures". */
function futuresText(share: number, { replications }: SurfaceReading, format: Format): string {
  const { count, of } = format.futuresOf(share, replications);
  return `${count} of ${of} futures`;
}

/** Where it is best and how sure that is, or where the second strategy is as likely ahead as behind. */
export function surfaceSummary(reading: SurfaceReading, of: SurfaceOf, shown: Shown, format: Format): string {
  const best = reading.best[of.strategy];
  const [limits, levers] = reading.axes;
  if (shown === 'ahead') {
    const known = reading.ahead.flat().filter((share) => share !== null);
    const most = Math.max(...known);
    const least = Math.min(...known);
    const name = reading.strategies[1] ?? '';
    const range = `${name} is ahead in ${format.futuresOf(least, reading.replications).count} to ${futuresText(most, reading, format)}, depending on the two levers.`;
    if (most < 0.5) return `${range} Nowhere here is it more likely ahead than behind.`;
    if (least > 0.5) return `${range} Everywhere here it is more likely ahead than behind.`;
    return `${range} On the bold line it is as likely ahead as behind.`;
  }
  const [limit, lever] = best?.axes ?? [];
  if (best === null || best === undefined || limit === undefined || lever === undefined)
    return 'No point can be told from another.';
  const at = `${limitText(limit.at, of.gate, format)} with ${levers.name.toLowerCase()} ${leverText(lever.at, of, format)}`;
  const sure =
    limit.low === limit.high && lever.low === lever.high
      ? 'in every resample of the luck'
      : `in 95 of 100 resamples of the luck ${span(limit, (at) => limitText(at, of.gate, format))}, and ${span(lever, (at) => leverText(at, of, format))}`;
  const beyond = beyondText([
    { ...limit, axis: limits, range: gateRange(of.gate) },
    { ...lever, axis: levers, range: of.lever },
  ]);
  const flat = [limit, lever].every(({ verdict }) => verdict === 'flat');
  if (flat) return `${limits.name} and ${levers.name.toLowerCase()}: no point stands out from the edges.`;
  return `Best at ${at}, ${sure}.${beyond}`;
}

/** Which end of what was tried the best may lie at, and whether there is anything beyond it. */
function beyondText(
  axes: readonly (BestOnAxis & { readonly axis: SurfaceAxis; readonly range: Range | undefined })[],
) {
  const atEnd = axes.filter(({ verdict }) => verdict === 'atEnd');
  const isHard = ({ end, axis, range }: (typeof axes)[number]) =>
    isHardEnd((end === 'first' ? axis.values[0] : axis.values.at(-1)) ?? null, end, range);
  const namesOf = (ends: typeof axes) => ends.map(({ axis }) => axis.name).join(' and ');
  const [open, hard] = [namesOf(atEnd.filter((one) => !isHard(one))), namesOf(atEnd.filter(isHard))];
  return [
    ...(open === '' ? [] : [` At an end of what was tried, so that the best may lie beyond: ${open}.`]),
    ...(hard === '' ? [] : [` As far as it can go, so that nothing lies beyond: ${hard}.`]),
  ].join('');
}

/** "between 20 and 40 uses", or "at never" where every resample says the same. */
function span({ low, high }: Ends, text: (at: number | null) => string): string {
  return low === high ? `at ${text(low)}` : `between ${text(low)} and ${text(high)}`;
}

interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

export function surfaceTwin(reading: SurfaceReading, of: SurfaceOf, format: Format): Twin {
  const { unit, name } = reading.metric;
  return {
    columns: [
      'Limit',
      reading.axes[1].name,
      `${name}, average`,
      '8 of 10 futures, from',
      'to',
      ...(reading.strategies.length > 1 ? [`${reading.strategies[1] ?? ''} ahead, of 100`] : []),
    ],
    rows: reading.points.map(({ at, perStrategy, ahead }) => {
      const outcome = perStrategy[of.strategy];
      const end = quantileErrorOf(outcome?.standardError ?? null, 'p10');
      const [limit, lever] = [at[0] ?? null, at[1] ?? null];
      return [
        words(limitText(limit, of.gate, format)),
        amount(lever, leverText(lever, of, format)),
        amount(outcome?.mean, format.value(outcome?.mean ?? null, unit, outcome?.standardError)),
        ...[outcome?.p10, outcome?.p90].map((value) => amount(value, format.value(value ?? null, unit, end))),
        ...(ahead === null ? [] : [amount(100 * ahead, format.outOfHundred(ahead))]),
      ];
    }),
  };
}
