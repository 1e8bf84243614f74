import { checkScenario } from '../../../simulations/parameters/checks.ts';
import { valueAt, withValueAt } from '../../../simulations/parameters/pointer.ts';
import { Scenario } from '../../../simulations/parameters/scenario.ts';
import { patterns } from '../../../simulations/designs/line.ts';
import type { Lever as Searched } from '../../../simulations/designs/search-reading.ts';
import { leversOf } from '../../controls/levers.ts';
import { sliderRange } from '../../controls/slider.ts';
import type { NumberDeclaration } from '../../controls/understand.ts';

/** A number of one strategy that a search may move. */
export interface Movable {
  /** Address inside the strategy. */
  readonly pointer: string;
  readonly name: string;
  readonly group: string;
  readonly declared: NumberDeclaration;
  readonly present: number | null;
}

/** A lever that is moved, and between which values. */
export interface Bounded {
  readonly pointer: string;
  readonly low: number;
  readonly high: number;
}

/** All corners of the bounds are checked before a search: 2 to the power of this. */
export const mostLevers = 6;
/** What is moved until somebody chooses: how much, for whom, and where the free plan ends. */
const firstLevers = [
  '/budget/perMonth',
  '/offers/programSpend',
  '/ladder/tiers/0/usageLimit',
  '/contracts/annualDiscount',
];
/** Ends of a range that differ by more than this factor are searched by their logarithm. */
const wide = 20;
const closerTries = 8;
const tiny = 100;

/** Every number of the strategy, in the order of the declarations. What is uncertain is drawn, so it is no lever. */
export function movablesOf(scenario: Scenario, strategy: number): readonly Movable[] {
  const chosen = scenario.strategies[strategy];
  if (chosen === undefined) return [];
  return leversOf({ ...scenario, strategies: [chosen] }, 'strategies').flatMap(({ label, levers }) =>
    levers.flatMap((lever): readonly Movable[] => {
      const { declared, pointer } = lever;
      const present = valueAt(chosen, pointer);
      const isNumber = declared.kind === 'quantity' || declared.kind === 'whole' || declared.kind === 'limit';
      if (!isNumber || (typeof present !== 'number' && present !== null)) return [];
      const name = lever.of === undefined ? lever.label : `${lever.of}: ${lever.label}`;
      return [{ pointer, name, group: label, declared, present }];
    }),
  );
}

export function firstBounds(scenario: Scenario, strategy: number): readonly Bounded[] {
  const movables = movablesOf(scenario, strategy);
  return firstLevers.flatMap((pointer) => {
    const movable = movables.find((one) => one.pointer === pointer);
    return movable === undefined ? [] : [usualBounds(scenario, strategy, movable)];
  });
}

/**
 * The stretch that the lever's slider covers; of the budget no more than is spent today. An end at which the strategy
 * would no longer hold (a plan dearer than the one above it) comes closer to the present value until it does.
 */
export function usualBounds(scenario: Scenario, strategy: number, movable: Movable): Bounded {
  const { declared, present, pointer } = movable;
  const { min, max } = sliderRange(declared, [present]);
  const isBudget = pointer === '/budget/perMonth' && present !== null && present > 0;
  const centre = present ?? max;
  // A limit of next to nothing is none that anybody would set.
  const lowest = min > 0 && min * tiny < centre ? centre / tiny : min;
  const end = (wanted: number): number => {
    let value = wanted;
    for (let closer = 0; closer < closerTries; closer++) {
      if (problemOf(scenario, strategy, [{ pointer, low: value, high: value }]) === undefined) return value;
      value = rounded((value + centre) / 2, declared);
    }
    return centre;
  };
  return { pointer, low: end(rounded(lowest, declared)), high: end(isBudget ? present : max) };
}

function rounded(value: number, { kind }: NumberDeclaration): number {
  return kind === 'whole' ? Math.round(value) : Number(value.toPrecision(2));
}

/** Why the strategy would not hold everywhere between the bounds; every corner of them is tried. */
export function problemOf(
  scenario: Scenario,
  strategy: number,
  bounds: readonly Bounded[],
): string | undefined {
  const before = new Set(checkScenario(scenario).problems.map(({ path }) => path));
  for (let corner = 0; corner < 2 ** bounds.length; corner++) {
    const values = bounds.map(({ low, high }, lever) =>
      Math.floor(corner / 2 ** lever) % 2 === 0 ? low : high,
    );
    const shaped = Scenario.safeParse(withValues(scenario, strategy, bounds, values));
    if (!shaped.success) return 'A value at the end of this range does not fit here.';
    const problem = checkScenario(shaped.data).problems.find(({ path }) => !before.has(path));
    if (problem !== undefined) return `Expected ${problem.expected}. ${problem.hint}`.trim();
  }
  return undefined;
}

function withValues(
  scenario: Scenario,
  strategy: number,
  bounds: readonly Pick<Bounded, 'pointer'>[],
  values: readonly number[],
): unknown {
  return bounds.reduce<unknown>(
    (changed, { pointer }, index) =>
      withValueAt(changed, `/strategies/${String(strategy)}${pointer}`, values[index]),
    scenario,
  );
}

/** The levers as the search takes them. */
export function searchedLevers(
  movables: readonly Movable[],
  strategy: number,
  bounds: readonly Bounded[],
): readonly Searched[] {
  return bounds.flatMap(({ pointer, low, high }) => {
    const movable = movables.find((one) => one.pointer === pointer);
    if (movable === undefined) return [];
    return [
      {
        name: movable.name,
        pointers: [`/strategies/${String(strategy)}${pointer}`],
        low,
        high,
        scale: low > 0 && high > wide * low ? ('logarithmic' as const) : ('linear' as const),
        isWhole: movable.declared.kind === 'whole',
      },
    ];
  });
}

interface Found {
  readonly pointers: readonly string[];
  readonly present: number | null;
  readonly found: number;
  /** The range that was searched. */
  readonly low: number;
  readonly high: number;
}

/** A lever that moved by less than this share of its range stayed where it was. */
export const unmoved = 0.01;

export function hasMoved({ present, found, low, high }: Omit<Found, 'pointers'>): boolean {
  return present === null || Math.abs(found - present) > unmoved * (high - low);
}

/** Steps of a linear range that a search can tell from each other, at best. */
const steps = 50;

/** What was found, as exactly as a search finds it: to a round fiftieth of its range, or to two digits of a wide one. */
export function settledValue(lever: Omit<Found, 'pointers'>): number {
  const { found, present, low, high } = lever;
  if (present !== null && !hasMoved(lever)) return present;
  if (low > 0 && high > wide * low) return Number(found.toPrecision(2));
  const place = Math.floor(Math.log10((high - low) / steps));
  const unit = 10 ** place;
  const rounded = place < 0 ? Number(found.toFixed(Math.min(100, -place))) : Math.round(found / unit) * unit;
  return Math.min(high, Math.max(low, rounded));
}

/** What was found as a strategy of the scenario, with the digits that are shown of it. */
export function foundStrategy(
  scenario: Scenario,
  strategy: number,
  levers: readonly Found[],
  noManipulation: boolean,
): Scenario['strategies'][number] | undefined {
  const changed = levers.reduce<unknown>(
    (whole, lever) =>
      lever.pointers.reduce((now, pointer) => withValueAt(now, pointer, settledValue(lever)), whole),
    scenario,
  );
  const shaped = Scenario.safeParse(changed);
  const found = shaped.success ? shaped.data.strategies[strategy] : undefined;
  if (found === undefined || !noManipulation) return found;
  const manipulation = { ...found.manipulation };
  for (const pattern of patterns) manipulation[pattern] = 0;
  return { ...found, manipulation };
}
