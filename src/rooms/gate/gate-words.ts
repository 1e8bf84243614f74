import type { GatePoint, GateReading, GateScope } from '../../../simulations/designs/gate.ts';
import type { Best } from '../../../simulations/designs/sweep-best.ts';
import type { Spread, Unit } from '../../../simulations/reading.ts';
import { quantileErrorOf } from '../../format.ts';
import type { Format } from '../../format.ts';
import { number as value, words } from '../../charts/twin.ts';
import type { Twin, TwinCell } from '../../charts/twin.ts';
import { named, number, text } from '../experiment/pieces.ts';
import type { Said } from '../experiment/pieces.ts';
import type { Piece } from '../compare/headline.ts';
import { isHardEnd } from '../experiment/hard-end.ts';
import { endText, gateRange, limitText } from './limits.ts';

const money = ['contribution', 'discountedContribution', 'cumulativeCash'];

/** The answer in words: where this plan should end, or that nobody can tell. */
export function gateHeadline(reading: GateReading, strategy: number, format: Format): Said {
  const [scope] = reading.scopes;
  const best = scope?.best ?? null;
  const axis = best?.axes[0];
  const who = named(strategy, reading.strategy);
  if (scope === undefined || best === null || axis === undefined) {
    return {
      answer: [text('There is no best place for this gate yet.')],
      detail: [text('It takes two futures or more, and a metric of which more or less is better.')],
    };
  }
  const ends = (limit: number | null) => endText(limit, reading.gate, format);
  const verb = money.includes(reading.metric.id) ? ' earns most' : ` has its best ${reading.metric.name}`;
  if (axis.verdict === 'flat') {
    return {
      answer: [text(`Where ${reading.plan} ends makes no difference for `), who, text(' that shows.')],
      detail: [
        text(`In ${format.count(best.futures)} futures no limit stands out from the ends of the range. `),
        text('The best may be '),
        ...rangePieces(best, reading, format),
        text('; more futures may narrow that.'),
      ],
    };
  }
  const isHard = isHardEnd(axis.at, axis.end, gateRange(reading.gate));
  const inside = axis.verdict === 'interior' || isHard;
  const edge = axis.end === 'first' ? 'low' : 'high';
  return {
    answer: [
      who,
      text(`${verb} where ${reading.plan} `),
      number(ends(axis.at)),
      text(inside ? '.' : ` or ${beyond(axis.end, reading)}.`),
    ],
    detail: [
      text(
        `In 95 of 100 resamples of the luck the best of the ${format.count(scope.points.length)} limits tried is `,
      ),
      ...rangePieces(best, reading, format),
      text(neighbourText(scope, best, reading, format)),
      text(isHard && axis.verdict === 'atEnd' && axis.at !== null ? ', the least that it can be' : ''),
      text(inside ? '. ' : `, at the ${edge} end of what was tried: it may lie beyond. `),
      ...presentPieces(scope, best, reading, format),
    ],
  };
}

/** Which limits were tried next to the only one that is ever best: what lies between them was not asked. */
function neighbourText(
  { points }: GateScope,
  { point, axes }: Best,
  { gate }: GateReading,
  format: Format,
): string {
  if (axes.some(({ low, high }) => low !== high)) return '';
  const next = [points[point - 1], points[point + 1]].flatMap((one) =>
    one === undefined ? [] : [limitText(one.limit, gate, format)],
  );
  return next.length === 0 ? '' : ` (next to it: ${next.join(' and ')})`;
}

function beyond(end: 'first' | 'last' | null, { gate }: GateReading): string {
  if (gate === 'featureLimit') return end === 'first' ? 'fewer' : 'more';
  return end === 'first' ? 'earlier' : 'later';
}

/** "22 units", "between 10 units and 32 units". */
function rangePieces(best: Best, { gate }: GateReading, format: Format): Piece[] {
  const axis = best.axes[0];
  if (axis === undefined) return [];
  const said = (limit: number | null) => number(limitText(limit, gate, format));
  if (axis.low === axis.high) return [said(axis.low)];
  return [text('between '), said(axis.low), text(' and '), said(axis.high)];
}

/** What the limit in use costs against the best, future by future on the same luck. */
function presentPieces(scope: GateScope, best: Best, reading: GateReading, format: Format): Piece[] {
  const { gain } = scope;
  const mean = gain?.difference.mean ?? null;
  if (gain === null || mean === null) return [];
  if (gain.limit === reading.present) return [text('That is where it ends now.')];
  const { unit, better } = reading.metric;
  const { standardError } = gain.difference;
  const place = `Now it ${endText(reading.present, reading.gate, format)}: `;
  const said = format.gap(mean, unit, standardError);
  const isAmongBest = best.axes.every(({ low, high }) => isBetween(reading.present, low, high));
  if (isAmongBest || said === format.gap(0, unit, standardError)) return [text(`${place}about as good.`)];
  return [text(place), number(said), text(` ${better === 'lower' ? 'more' : 'less'} on average.`)];
}

/** Whether a limit lies between two others; null is none at all, above every one. */
function isBetween(limit: number | null, low: number | null, high: number | null): boolean {
  const [at, from, to] = [limit, low, high].map((end) => end ?? Infinity);
  return (at ?? NaN) >= (from ?? NaN) && (at ?? NaN) <= (to ?? NaN);
}

/** One sentence per scope, for the small multiples and whoever cannot see them. */
export function scopeSummary(scope: GateScope, reading: GateReading, format: Format): string {
  const axis = scope.best?.axes[0];
  if (axis === undefined) return 'No limit can be told from another.';
  const at = limitText(axis.at, reading.gate, format);
  if (axis.verdict === 'flat') return 'No limit stands out from the others.';
  const range =
    axis.low === axis.high
      ? ''
      : `, between ${limitText(axis.low, reading.gate, format)} and ${limitText(axis.high, reading.gate, format)} in 95 of 100 resamples`;
  const isOpen = axis.verdict === 'atEnd' && !isHardEnd(axis.at, axis.end, gateRange(reading.gate));
  const edge = isOpen ? ', an end of the range' : '';
  return `Best at ${at}${range}${edge}.`;
}

/** Labels the best mark: where, and whether it is one. */
export function bestText(scope: GateScope, reading: GateReading, format: Format): string {
  const axis = scope.best?.axes[0];
  if (axis === undefined || axis.verdict === 'flat') return '';
  return `best: ${limitText(axis.at, reading.gate, format)}`;
}

export interface Readout {
  readonly title: string;
  readonly lines: readonly (readonly [string, string])[];
}

export function outcomeReadout(
  scope: GateScope,
  index: number,
  reading: GateReading,
  format: Format,
): Readout {
  const point = scope.points[index];
  if (point === undefined) return { title: '', lines: [] };
  const { unit, name } = reading.metric;
  const share = scope.best?.shares[index];
  return {
    title: titleOf(point, reading, format),
    lines: [
      [`${name}, average`, format.value(point.outcome.mean, unit, point.outcome.standardError)],
      ['8 of 10 futures', range(point.outcome, unit, format)],
      ...(share === undefined
        ? []
        : [['Best in', `${format.outOfHundred(share)} of 100 resamples`] as const]),
      ['Sign-ups that pay', mean(point.conversion, 'share', format)],
    ],
  };
}

export function partReadout(
  part: WallPart,
  scope: GateScope,
  index: number,
  reading: GateReading,
  format: Format,
): Readout {
  const point = scope.points[index];
  if (point === undefined) return { title: '', lines: [] };
  const { unit } = wallParts[part];
  return {
    title: titleOf(point, reading, format),
    lines: [
      ['Average', mean(point[part], unit, format)],
      ['8 of 10 futures', range(point[part], unit, format)],
    ],
  };
}

/** What happens at the wall, besides the outcome. */
export const wallParts = {
  conversion: { name: 'Sign-ups that pay in the end', unit: 'share' },
  wallsMet: { name: 'Walls met per sign-up', unit: 'ratio' },
  valueAtWall: { name: 'Value discovered at the wall', unit: 'share' },
} as const satisfies Record<string, { readonly name: string; readonly unit: Unit }>;
export type WallPart = keyof typeof wallParts;

export function partSummary(part: WallPart, scope: GateScope, reading: GateReading, format: Format): string {
  const existing = scope.points.filter((point) => point[part].mean !== null);
  const [first, last] = [existing[0], existing.at(-1)];
  if (first === undefined || last === undefined) return 'Nobody meets a wall.';
  const { unit } = wallParts[part];
  const at = (point: GatePoint) =>
    `${mean(point[part], unit, format)} at ${limitText(point.limit, reading.gate, format)}`;
  return `${at(first)}, ${at(last)}.`;
}

export function scopeTwin(scope: GateScope, reading: GateReading, format: Format): Twin {
  const { unit, name } = reading.metric;
  return {
    columns: [
      'Limit',
      name,
      ...rangeColumns,
      'Best, of 100',
      wallParts.conversion.name,
      wallParts.wallsMet.name,
      wallParts.valueAtWall.name,
    ],
    rows: scope.points.map((point, index) => {
      const share = scope.best?.shares[index];
      return [
        words(limitText(point.limit, reading.gate, format)),
        meanCell(point.outcome, unit, format),
        ...rangeCells(point.outcome, unit, format),
        value(
          share === undefined ? undefined : 100 * share,
          share === undefined ? '–' : format.outOfHundred(share),
        ),
        meanCell(point.conversion, 'share', format),
        meanCell(point.wallsMet, 'ratio', format),
        meanCell(point.valueAtWall, 'share', format),
      ];
    }),
  };
}

export function partTwin(part: WallPart, scope: GateScope, reading: GateReading, format: Format): Twin {
  const { unit } = wallParts[part];
  return {
    columns: ['Limit', 'Average', ...rangeColumns],
    rows: scope.points.map((point) => [
      words(limitText(point.limit, reading.gate, format)),
      meanCell(point[part], unit, format),
      ...rangeCells(point[part], unit, format),
    ]),
  };
}

const rangeColumns = ['8 of 10 futures, from', 'to'] as const;

function meanCell(spread: Spread, unit: Unit, format: Format): TwinCell {
  return value(spread.mean, mean(spread, unit, format));
}

function rangeCells({ p10, p90, standardError }: Spread, unit: Unit, format: Format): TwinCell[] {
  const error = quantileErrorOf(standardError, 'p10');
  return [p10, p90].map((end) => value(end, format.value(end, unit, error)));
}

function titleOf(point: GatePoint, reading: GateReading, format: Format): string {
  const words = endText(point.limit, reading.gate, format);
  return `${reading.plan} ${words}${point.limit === reading.present ? ', as now' : ''}`;
}

function mean(spread: Spread, unit: Unit, format: Format): string {
  return format.value(spread.mean, unit, spread.standardError);
}

function range({ p10, p90, standardError }: Spread, unit: Unit, format: Format): string {
  if (p10 === null || p90 === null) return '–';
  const error = quantileErrorOf(standardError, 'p10');
  return `${format.value(p10, unit, error)} to ${format.value(p90, unit, error)}`;
}
