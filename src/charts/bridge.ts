import { line, scaleLinear } from 'd3';
import type { Movements } from '../../simulations/tables/movements.ts';
import type { Format } from '../format.ts';
import type { Domain } from './domain.ts';
import { monthTicks, placeFrame } from './frame.ts';
import type { Frame, Size } from './frame.ts';
import { number, words } from './twin.ts';
import type { Twin } from './twin.ts';

/** What moves MRR, from the zero line outwards: first what adds, then what takes. */
export const additions = ['new', 'returned', 'expansion'] as const;
export const losses = ['churned', 'contraction'] as const;
export type Movement = (typeof additions)[number] | (typeof losses)[number];
export const movementNames: Readonly<Record<Movement, string>> = {
  new: 'New',
  returned: 'Returned',
  expansion: 'Expansion',
  churned: 'Churned',
  contraction: 'Contraction',
};
const allMovements: readonly Movement[] = [...additions, ...losses];

/** MRR movements summed over some months; losses are positive numbers. */
export type Period = Readonly<Record<Movement, number>> & {
  readonly firstMonth: number;
  readonly lastMonth: number;
  readonly net: number;
};

/** Quarters of a run of up to six years, years of a longer one. */
export function periodsOf(movements: Movements): Period[] {
  const months = movements.closing.length;
  const length = months <= 72 ? 3 : 12;
  return Array.from({ length: Math.ceil(months / length) }, (_, index) => {
    const start = index * length;
    const end = Math.min(months, start + length);
    const over = (movement: Movement) =>
      movements[movement].slice(start, end).reduce((sum, value) => sum + value, 0);
    const sums = {
      new: over('new'),
      returned: over('returned'),
      expansion: over('expansion'),
      churned: over('churned'),
      contraction: over('contraction'),
    };
    const net = sums.new + sums.returned + sums.expansion - sums.churned - sums.contraction;
    return { ...sums, net, firstMonth: start + 1, lastMonth: end };
  });
}

/** One axis for both strategies. */
export function bridgeDomain(strategies: readonly (readonly Period[])[]): Domain {
  const all = strategies.flat();
  const up = all.map((period) => additions.reduce((sum, movement) => sum + period[movement], 0));
  const down = all.map((period) => losses.reduce((sum, movement) => sum + period[movement], 0));
  const [low = 0, high = 1] = scaleLinear([-Math.max(0, ...down), Math.max(0, ...up)], [0, 1])
    .nice(4)
    .domain();
  return low === high ? { low: 0, high: 1 } : { low, high };
}

export interface PlacedBridge {
  readonly frame: Frame;
  readonly bars: readonly {
    readonly movement: Movement;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly net: string;
  readonly netAt: readonly { readonly x: number; readonly y: number }[];
}

export function placeBridge(
  periods: readonly Period[],
  domain: Domain,
  size: Size,
  format: Format,
): PlacedBridge {
  const months = periods.at(-1)?.lastMonth ?? 1;
  const plain = placeFrame(size, domain, months, 'money', format, { signed: true });
  const { left, right } = plain.plot;
  // A month is a stretch, not a point: bars begin and end between months.
  const x = scaleLinear([0.5, months + 0.5], [left, right]);
  const ticks = monthTicks(months, right - left).map((month) => ({ at: x(month), text: String(month) }));
  const frame = { ...plain, x, monthTicks: ticks };
  const netAt = periods.map(({ firstMonth, lastMonth, net }) => ({
    x: x((firstMonth + lastMonth) / 2),
    y: frame.y(net),
  }));
  return {
    frame,
    bars: periods.flatMap((period) => barsOf(period, frame)),
    net:
      line<{ x: number; y: number }>(
        (point) => point.x,
        (point) => point.y,
      )(netAt) ?? '',
    netAt,
  };
}

function barsOf(period: Period, { x, y }: Frame): PlacedBridge['bars'] {
  const from = x(period.firstMonth - 0.5);
  const full = x(period.lastMonth + 0.5) - from;
  const gap = Math.min(3, full * 0.2);
  const stacked = (movements: readonly Movement[], sign: 1 | -1) => {
    let base = 0;
    return movements.map((movement) => {
      const next = base + sign * period[movement];
      const [top, bottom] = [y(Math.max(base, next)), y(Math.min(base, next))];
      base = next;
      return { movement, x: from + gap / 2, y: top, width: full - gap, height: bottom - top };
    });
  };
  return [...stacked(additions, 1), ...stacked(losses, -1)].filter(({ height }) => height > 0);
}

export function periodAt(periods: readonly Period[], month: number): Period | undefined {
  return periods.find(({ firstMonth, lastMonth }) => month >= firstMonth && month <= lastMonth);
}

export function periodName({ firstMonth, lastMonth }: Period): string {
  return firstMonth === lastMonth
    ? `Month ${String(firstMonth)}`
    : `Months ${String(firstMonth)} to ${String(lastMonth)}`;
}

/** What a period's bars say, losses with a minus. */
export function periodSaid(period: Period, format: Format): readonly { name: string; text: string }[] {
  const signed = (movement: Movement) =>
    (losses.some((loss) => loss === movement) ? -1 : 1) * period[movement];
  return [
    ...allMovements.map((movement) => ({
      name: movementNames[movement],
      text: format.difference(signed(movement), 'money'),
    })),
    { name: 'Net', text: format.difference(period.net, 'money') },
  ];
}

export function bridgeTwin(
  strategies: readonly (readonly Period[])[],
  names: readonly string[],
  format: Format,
): Twin {
  const money = (value: number) => number(value, format.value(value, 'money'));
  return {
    columns: ['Months', 'Strategy', ...allMovements.map((movement) => movementNames[movement]), 'Net'],
    rows: (strategies[0] ?? []).flatMap((_, index) =>
      strategies.flatMap((periods, strategy) => {
        const period = periods[index];
        if (period === undefined) return [];
        return [
          [
            words(`${String(period.firstMonth)}–${String(period.lastMonth)}`),
            words(names[strategy] ?? ''),
            ...allMovements.map((movement) => money(period[movement])),
            money(period.net),
          ],
        ];
      }),
    ),
  };
}

/** Where new recurring revenue came from, and how much of what was there was lost, over the whole run. */
export function bridgeSummary(
  strategies: readonly (readonly Period[])[],
  names: readonly string[],
  format: Format,
): string {
  return strategies
    .map((periods, strategy) => {
      const over = (movement: Movement) => periods.reduce((sum, period) => sum + period[movement], 0);
      const added = over('new') + over('returned') + over('expansion');
      const lost = over('churned') + over('contraction');
      const name = names[strategy] ?? '';
      if (added === 0) return `${name} adds no recurring revenue.`;
      return `${name}: ${format.percent(over('expansion') / added)} of the ${format.value(added, 'money')} added is expansion, ${format.value(lost, 'money')} is lost again.`;
    })
    .join(' ');
}
