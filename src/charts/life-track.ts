import { curveStepAfter, line, scaleLinear } from 'd3';
import type { LifeStory, MonthOfLife } from '../../simulations/designs/life-story.ts';
import type { Format } from '../format.ts';
import { monthTicks } from './frame.ts';
import type { Plot, Size, Tick } from './frame.ts';

/** What an event means for the vendor, as the shape that marks it. */
export type MarkKind = 'more' | 'refused' | 'success' | 'trouble' | 'end';

export interface LifeMark {
  readonly kind: MarkKind;
  readonly x: number;
  readonly y: number;
}

export const feelings = ['trust', 'engagement', 'fatigue'] as const;
export type Feeling = (typeof feelings)[number];

export interface PlacedLife {
  readonly size: Size;
  /** Where the plan and what it brings in are, where the events, and where the feelings. */
  readonly money: Plot;
  readonly events: number;
  readonly felt: Plot;
  readonly monthTicks: readonly Tick[];
  readonly moneyTicks: readonly Tick[];
  /** Each stretch of months on one plan. */
  readonly plans: readonly PlanStretch[];
  readonly marks: readonly LifeMark[];
  readonly lines: readonly { readonly feeling: Feeling; readonly path: string; readonly end: number }[];
  /** Where the lines end, and their names begin. */
  readonly linesEnd: number;
  /** Position of each month of the track, and of the month in which the lives part. */
  readonly at: readonly number[];
  /** The line of the parting leaves out the names of plans that it would strike through. */
  readonly parting: { readonly x: number; readonly path: string } | undefined;
}

export interface PlanStretch {
  readonly name: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /** The name has room. */
  readonly named: boolean;
}

/** Months that both tracks cover, counted from 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Highest monthly revenue under either strategy. */
  readonly most: number;
}

export function stretchOf(stories: readonly (LifeStory | null)[]): Stretch {
  const months = stories.flatMap((story) => story?.months ?? []);
  const numbers = months.map(({ month }) => month);
  return {
    from: Math.min(...numbers, Infinity) === Infinity ? 0 : Math.min(...numbers),
    to: Math.max(0, ...numbers),
    most: Math.max(1, ...months.map(({ mrr }) => mrr)),
  };
}

const marginRight = 100;
const markStack = 9;
/** Rows of marks between the plans and the feelings. */
const markRows = 3;
const letter = 6.4;

/** One life under one strategy, month by month; both tracks of a customer share `stretch`, so that months align. */
export function placeLife(
  story: LifeStory | null,
  { from, to, most }: Stretch,
  parting: number | undefined,
  marksOf: (month: MonthOfLife) => readonly MarkKind[],
  size: Size,
  format: Format,
): PlacedLife {
  const left = 52;
  const right = Math.max(left + 40, size.width - marginRight);
  // A month is a stretch of its own, so one after the last is needed.
  const x = scaleLinear([from, to + 1], [left, right]);
  const middle = (month: number) => round(x(month + 0.5));
  const money = { left, right, top: 36, bottom: 116 };
  const events = money.bottom + 20;
  const felt = { left, right, top: 154, bottom: size.height - 26 };
  const y = scaleLinear([0, most], [money.bottom, money.top]);
  const months = story?.months ?? [];
  const highest = Math.max(1, ...months.map(({ fatigue }) => fatigue));
  const level = scaleLinear([0, highest], [felt.bottom, felt.top]);
  const ticks = y.ticks(2).filter((tick) => tick >= 0);
  const texts = format.axis(ticks, 'money');
  const plans = stretches(months).map((stretch) => placePlan(stretch, x, y, money.bottom));
  return {
    size,
    money,
    felt,
    events,
    monthTicks: ticksOf(from, to, right - left).map((month) => ({
      at: middle(month - 1),
      text: String(month),
    })),
    moneyTicks: ticks.map((value, index) => ({ at: round(y(value)), text: texts[index] ?? '' })),
    plans,
    marks: placeMarks(
      months.flatMap((month) => marksOf(month).map((kind) => ({ kind, x: middle(month.month) }))),
      events,
    ),
    lines: feelings.flatMap((feeling) => {
      const last = months.findLast(({ plan }) => plan !== '');
      if (last === undefined) return [];
      const draw = line<MonthOfLife>()
        .x(({ month }) => middle(month))
        .y((month) => round(level(month[feeling])));
      const path = unbroken(months.filter(({ plan }) => plan !== ''))
        .map((part) => draw(part) ?? '')
        .join('');
      return [{ feeling, path, end: round(level(last[feeling])) }];
    }),
    linesEnd: middle(months.findLast(({ plan }) => plan !== '')?.month ?? to),
    at: Array.from({ length: to - from + 1 }, (_, index) => middle(from + index)),
    parting:
      parting === undefined
        ? undefined
        : { x: round(x(parting)), path: partingPath(round(x(parting)), felt.bottom, plans) },
  };
}

/**
 * Marks that would cover each other stand one above another; of one kind and that close, one stands for all. What has no row
 * left is drawn over the mark below it.
 */
function placeMarks(marks: readonly Pick<LifeMark, 'kind' | 'x'>[], events: number): readonly LifeMark[] {
  const placed: (LifeMark & { readonly row: number })[] = [];
  for (const { kind, x } of marks) {
    const close = placed.filter((other) => x - other.x < markStack);
    if (close.some((other) => other.kind === kind)) continue;
    const rows = Array.from({ length: markRows }, (_, row) => row);
    const row = rows.find((free) => close.every((other) => other.row !== free)) ?? markRows - 1;
    placed.push({ kind, x, y: events - row * markStack, row });
  }
  return placed.map(({ kind, x, y }) => ({ kind, x, y }));
}

function partingPath(x: number, bottom: number, plans: readonly PlanStretch[]): string {
  const gaps = plans
    .filter((plan) => plan.named && plan.x - 3 < x && x < plan.x + letter * plan.name.length + 3)
    .map(({ y }): readonly [number, number] => [y - 12, y + 4])
    .sort(([one], [other]) => one - other);
  return `M${String(x)} 2${gaps.map(([from, to]) => `V${String(from)}M${String(x)} ${String(to)}`).join('')}V${String(bottom)}`;
}

function ticksOf(from: number, to: number, width: number): number[] {
  const ticks = monthTicks(to + 1, (width * (to + 1)) / Math.max(1, to + 1 - from));
  const inside = ticks.filter((month) => month > from);
  return inside.length > 0 ? inside : [from + 1];
}

/** Parts without a gap of months. */
function unbroken(months: readonly MonthOfLife[]): MonthOfLife[][] {
  const parts: MonthOfLife[][] = [];
  for (const month of months) {
    const part = parts.at(-1);
    if (part?.at(-1)?.month === month.month - 1) part.push(month);
    else parts.push([month]);
  }
  return parts;
}

function stretches(months: readonly MonthOfLife[]): MonthOfLife[][] {
  return unbroken(months.filter(({ plan }) => plan !== '')).flatMap((part) => {
    const parts: MonthOfLife[][] = [];
    for (const month of part) {
      const last = parts.at(-1);
      if (last?.[0]?.plan === month.plan) last.push(month);
      else parts.push([month]);
    }
    return parts;
  });
}

function placePlan(
  months: readonly MonthOfLife[],
  x: (month: number) => number,
  y: (money: number) => number,
  bottom: number,
): PlanStretch {
  const [first, last] = [months[0], months.at(-1)];
  const [start, end] = [first?.month ?? 0, (last?.month ?? 0) + 1];
  const steps = line<readonly [number, number]>()
    .curve(curveStepAfter)
    .x(([month]) => round(x(month)))
    // A plan for nothing still is one.
    .y(([, mrr]) => round(Math.min(y(mrr), bottom - 3)));
  const tops = [...months.map(({ month, mrr }) => [month, mrr] as const), [end, last?.mrr ?? 0] as const];
  const name = first?.plan ?? '';
  const highest = Math.max(...months.map(({ mrr }) => mrr));
  return {
    name,
    path: `${steps(tops) ?? ''}V${String(bottom)}H${String(round(x(start)))}Z`,
    x: round(x(start)) + 4,
    y: Math.min(y(highest), bottom - 3) - 5,
    named: x(end) - x(start) > letter * name.length + 4,
  };
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
