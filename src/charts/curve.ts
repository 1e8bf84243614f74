import { area, line, scaleLinear } from 'd3';
import type { Curve } from '../../simulations/tables/curves.ts';
import type { Format } from '../format.ts';
import { spreadLabels, linesOf } from './fan.ts';
import type { EndLabel } from './fan.ts';
import { monthTicks, placeFrame } from './frame.ts';
import type { Frame, Size } from './frame.ts';
import { number, words } from './twin.ts';
import type { Twin } from './twin.ts';

export interface PlacedCurve {
  readonly strategy: number;
  readonly path: string;
  readonly band: string;
  /** Where half had the event. */
  readonly half: { readonly x: number; readonly y: number } | undefined;
  /** Height of the curve by months since first payment, from month 1. */
  readonly at: readonly number[];
}

export interface PlacedCurves {
  readonly frame: Frame;
  readonly curves: readonly PlacedCurve[];
  readonly labels: readonly EndLabel[];
}

/** Share without the event by months since first payment; every curve begins with all in month 0. */
export function placeCurves(
  curves: readonly Curve[],
  names: readonly string[],
  size: Size,
  format: Format,
): PlacedCurves {
  const months = Math.max(1, ...curves.map(({ share }) => share.length));
  const longest = Math.max(0, ...names.flatMap((name) => linesOf(name).map((part) => part.length)));
  const rightMargin = Math.min(size.width * 0.3, 20 + 6.4 * longest);
  const plain = placeFrame(size, { low: 0, high: 1 }, months, 'share', format, { rightMargin });
  const { left, right } = plain.plot;
  const x = scaleLinear([0, months], [left, right]);
  const ticks = [0, ...monthTicks(months, right - left)];
  const frame = { ...plain, x, monthTicks: ticks.map((month) => ({ at: x(month), text: String(month) })) };
  const placed = curves.map((curve, strategy) => placeCurve(curve, strategy, frame));
  const labels = placed.flatMap(({ strategy, at }) => {
    const anchor = at.at(-1);
    return anchor === undefined
      ? []
      : [{ strategy, anchor, at: anchor, lines: linesOf(names[strategy] ?? '') }];
  });
  return { frame, curves: placed, labels: spreadLabels(labels, frame) };
}

function placeCurve({ share, low, high }: Curve, strategy: number, { x, y }: Frame): PlacedCurve {
  const fromAll = [1, ...share];
  const path = line<number>(
    (_, month) => round(x(month)),
    (value) => round(y(value)),
  );
  const between = area<number>(
    (_, month) => round(x(month)),
    (_, month) => round(y([1, ...low][month] ?? 0)),
    (_, month) => round(y([1, ...high][month] ?? 0)),
  );
  const after = fromAll.findIndex((value) => value <= 0.5);
  const [before, then] = [fromAll[after - 1] ?? 1, fromAll[after] ?? 0];
  const crossing = after - 1 + (before === then ? 0 : (before - 0.5) / (before - then));
  return {
    strategy,
    path: path(fromAll) ?? '',
    band: between(fromAll) ?? '',
    half: after < 1 ? undefined : { x: round(x(crossing)), y: round(y(0.5)) },
    at: share.map((value) => round(y(value))),
  };
}

/** "Half have left after 21 months", with its interval; or how many are left at the end. */
export function medianSaid(curve: Curve, event: string, format: Format): string {
  const { median, medianLow, medianHigh, share } = curve;
  if (median === null)
    return `after ${format.span(share.length)} ${format.percent(1 - (share.at(-1) ?? 1))} have ${event}`;
  const interval =
    medianLow === null || medianHigh === null || medianLow === medianHigh
      ? ''
      : ` (${format.count(medianLow)} to ${format.count(medianHigh)})`;
  return `half have ${event} after ${format.count(median)} ${median === 1 ? 'month' : 'months'}${interval}`;
}

export function curveTwin(curves: readonly Curve[], names: readonly string[], format: Format): Twin {
  const months = Math.max(0, ...curves.map(({ share }) => share.length));
  const share = (value: number | undefined) => number(value, format.value(value ?? null, 'share'));
  return {
    columns: [
      'Months since first payment',
      ...names.flatMap((name) => [name, `${name}, low`, `${name}, high`]),
    ],
    rows: Array.from({ length: months }, (_, month) => [
      words(String(month + 1)),
      ...curves.flatMap((curve) => [
        share(curve.share[month]),
        share(curve.low[month]),
        share(curve.high[month]),
      ]),
    ]),
  };
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
