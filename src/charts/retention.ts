import { area, line, scaleLinear } from 'd3';
import type { RetentionReading } from '../../simulations/calibration/retention-fit.ts';
import type { Format } from '../format.ts';
import { monthTicks, placeFrame } from './frame.ts';
import type { Frame, Size } from './frame.ts';
import { number, words } from './twin.ts';
import type { Twin } from './twin.ts';

export type RetentionFit = RetentionReading & { readonly kind: 'fit' };

/** Shares still there after 0, 1, 2, … months, simulated with the table's churn as it is, and with the churn found to meet it. */
export interface SimulatedShares {
  readonly asFitted: { readonly shares: readonly number[] };
  readonly found: { readonly shares: readonly number[] };
}

/** A fitted curve over the data it was fitted to; everything placed, nothing drawn. */
export interface PlacedRetention {
  readonly frame: Frame;
  /** The curve up to the last age that was watched, and on from there. */
  readonly watched: string;
  readonly beyond: string;
  /** Between the ends of the 95 % interval; empty where nobody can say how sure it is. */
  readonly band: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly held: boolean }[];
  /** What the fit foretold that was shown only the earlier ages, and where those end. */
  readonly foretold: string;
  readonly shownUntil: number | undefined;
  /** Simulated, month by month as far as the chart goes; empty where nothing is. */
  readonly asFitted: string;
  readonly found: string;
}

/** How many ages the whole chart has. */
export function agesOf({ curve }: RetentionFit): number {
  return Math.max(1, curve.length - 1);
}

export function placeRetention(
  reading: RetentionFit,
  size: Size,
  format: Format,
  simulated?: SimulatedShares,
): PlacedRetention {
  const { curve, periods, holdout, periodMonths } = reading;
  const ages = agesOf(reading);
  const plain = placeFrame(size, { low: 0, high: 1 }, ages, 'share', format);
  const { left, right } = plain.plot;
  const x = scaleLinear([0, ages], [left, right]);
  const { y } = plain;
  const ticks = [0, ...monthTicks(ages, right - left)];
  const frame = { ...plain, x, monthTicks: ticks.map((age) => ({ at: x(age), text: String(age) })) };
  const through = line<{ readonly age: number; readonly value: number }>(
    ({ age }) => round(x(age)),
    ({ value }) => round(y(value)),
  );
  const points = curve.map(({ age, fitted: value }) => ({ age, value }));
  const monthly = (shares: readonly number[] = []) =>
    through(
      shares.map((value, month) => ({ age: month / periodMonths, value })).filter(({ age }) => age <= ages),
    ) ?? '';
  const sure = curve.flatMap(({ age, low, high }) =>
    low === null || high === null ? [] : [{ age, low, high }],
  );
  const between = area<(typeof sure)[number]>(
    ({ age }) => round(x(age)),
    ({ low }) => round(y(low)),
    ({ high }) => round(y(high)),
  );
  return {
    frame,
    watched: through(points.filter(({ age }) => age <= periods)) ?? '',
    beyond: through(points.filter(({ age }) => age >= periods)) ?? '',
    band: sure.length < 2 ? '' : (between(sure) ?? ''),
    dots: curve.flatMap(({ age, observed }) =>
      observed === null
        ? []
        : [{ x: round(x(age)), y: round(y(observed)), held: holdout !== null && age > holdout.shown }],
    ),
    foretold:
      holdout === null
        ? ''
        : (through(holdout.points.map(({ age, foretold: value }) => ({ age, value }))) ?? ''),
    shownUntil: holdout === null ? undefined : round(x(holdout.shown + 0.5)),
    asFitted: monthly(simulated?.asFitted.shares),
    found: monthly(simulated?.found.shares),
  };
}

/** What is there at an age, in words. */
export function retentionSaid(
  reading: RetentionFit,
  age: number,
  format: Format,
  simulated?: SimulatedShares,
): string {
  const point = reading.curve[age];
  if (point === undefined) return '';
  const { observed, fitted, low, high } = point;
  const share = (value: number) => format.value(value, 'share');
  const range = low === null || high === null ? '' : ` (${share(low)} to ${share(high)})`;
  const lived = simulated?.asFitted.shares[age * reading.periodMonths];
  const met = simulated?.found.shares[age * reading.periodMonths];
  return [
    observed === null ? 'not watched' : `${share(observed)} observed`,
    `${share(fitted)} fitted${range}`,
    ...(lived === undefined ? [] : [`${share(lived)} simulated`]),
    ...(met === undefined || met === lived ? [] : [`${share(met)} simulated with the churn found`]),
  ].join(', ');
}

export function retentionTwin(
  reading: RetentionFit,
  period: string,
  format: Format,
  simulated?: SimulatedShares,
): Twin {
  const share = (value: number | null) => number(value, format.value(value, 'share'));
  const foretold = new Map(reading.holdout?.points.map((point) => [point.age, point.foretold]));
  return {
    columns: [
      `Age, ${period}s`,
      'Watched',
      'Observed',
      'Fitted',
      '95 % from',
      'to',
      'Foretold',
      ...(simulated === undefined ? [] : ['Simulated', 'With the churn found']),
    ],
    rows: reading.curve.map(({ age, watched, observed, fitted, low, high }) => [
      words(String(age)),
      number(
        observed === null || reading.customers === null ? null : watched,
        observed === null || reading.customers === null || watched === null ? '–' : format.count(watched),
      ),
      ...[
        observed,
        fitted,
        low,
        high,
        foretold.get(age) ?? null,
        ...(simulated === undefined
          ? []
          : [simulated.asFitted, simulated.found].map(
              ({ shares }) => shares[age * reading.periodMonths] ?? null,
            )),
      ].map(share),
    ]),
  };
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
