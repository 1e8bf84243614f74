import { valueAt } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { leversOf } from '../controls/levers.ts';
import type { LeverScope } from '../controls/levers.ts';
import type { Format } from '../format.ts';
import { presentOr, said } from '../rooms/compare/what-differs.ts';

/** One thing in which two scenarios differ, in the words of the form. */
export interface ScenarioDifference {
  /** Where: "World", a strategy’s name. */
  readonly part: string;
  readonly group: string;
  readonly setting: string;
  readonly values: readonly [string, string];
}

const none = '–';

/**
 * Everything in which two scenarios differ. Segments and add-ons are the same by key, strategies and plans by name; one
 * that has no namesake is taken for a renamed one when its place in the list is free on the other side too.
 */
export function scenarioDifferences(
  one: Scenario,
  other: Scenario,
  formats: readonly [Format, Format],
): readonly ScenarioDifference[] {
  const strategies = paired(
    one.strategies.map(({ name }) => name),
    other.strategies.map(({ name }) => name),
  );
  return [
    ...texts(one, other),
    ...wholeOf('World', 'world', [one, other], formats),
    ...strategies.flatMap(([left, right]) => {
      const [first, second] = [one.strategies[left ?? -1], other.strategies[right ?? -1]];
      if (first === undefined || second === undefined) {
        const name = (first ?? second)?.name ?? '';
        return [row('Strategies', '', name, first === undefined ? [none, 'added'] : ['removed', none])];
      }
      const renamed = { ...second, name: first.name };
      return [
        ...(first.name === second.name
          ? []
          : [row(first.name, '', 'Name', [quoted(first.name), quoted(second.name)])]),
        ...wholeOf(
          first.name,
          'strategies',
          [
            { ...one, strategies: [first] },
            { ...other, strategies: [renamed] },
          ],
          formats,
        ),
      ];
    }),
    ...orderOf(one, other),
    ...wholeOf('Run', 'run', [one, other], formats),
  ];
}

/** "They differ in 3 settings." */
export function differenceSummary(differences: readonly ScenarioDifference[], format: Format): string {
  if (differences.length === 0) return 'The two are the same in every setting.';
  return differences.length === 1
    ? 'They differ in one setting.'
    : `They differ in ${format.count(differences.length)} settings.`;
}

function row(
  part: string,
  group: string,
  setting: string,
  values: readonly [string, string],
): ScenarioDifference {
  return { part, group, setting, values };
}

// ---- Words ---------------------------------------------------------------------------------------------------

const longestQuote = 120;

function quoted(text: string | undefined): string {
  if (text === undefined || text === '') return none;
  return `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`;
}

function texts(one: Scenario, other: Scenario): readonly ScenarioDifference[] {
  const said = [
    ['Name', one.name, other.name],
    ['Description', one.description, other.description],
    ['Notes', one.notes ?? '', other.notes ?? ''],
    ['Currency', one.world.currency, other.world.currency],
  ] as const;
  return said
    .filter(([, left, right]) => left !== right)
    .map(([what, left, right]) => row('Scenario', '', what, [quoted(left), quoted(right)]));
}

/** Which two are compared depends on the order. */
function orderOf(one: Scenario, other: Scenario): readonly ScenarioDifference[] {
  const names = (scenario: Scenario, also: Scenario) =>
    scenario.strategies
      .map(({ name }) => name)
      .filter((name) => also.strategies.some((s) => s.name === name));
  const [left, right] = [names(one, other), names(other, one)];
  if (left.every((name, index) => name === right[index])) return [];
  return [row('Strategies', '', 'Order', [left.join(', '), right.join(', ')])];
}

// ---- Settings ------------------------------------------------------------------------------------------------

interface Item {
  /** The list it is in. */
  readonly list: string;
  readonly name: string;
}

interface Setting {
  readonly group: string;
  readonly name: string;
  readonly value: unknown;
  readonly words: string;
}

/** All settings of a part, side by side. The strategies’ part looks at the first strategy of each. */
function wholeOf(
  part: string,
  scope: LeverScope,
  [one, other]: readonly [Scenario, Scenario],
  [format, otherFormat]: readonly [Format, Format],
): readonly ScenarioDifference[] {
  const [before, after] = [itemsOf(one, scope), itemsOf(other, scope)];
  const alone = [...before, ...after].filter(([key]) => before.has(key) !== after.has(key));
  const items = alone.map(([key, { list, name }]) =>
    row(part, list, name, before.has(key) ? ['removed', none] : [none, 'added']),
  );
  const renamed = [...before].flatMap(([key, { list, name }]) => {
    const now = after.get(key)?.name ?? name;
    return now === name ? [] : [row(part, list, 'Name', [quoted(name), quoted(now)])];
  });
  const [left, right] = [settingsOf(one, scope, format), settingsOf(other, scope, otherFormat)];
  const settings = [...new Map([...right, ...left])].flatMap(([key, { group, name }]) => {
    const [first, second] = [left.get(key), right.get(key)];
    // What a whole item brings or takes along is said once, by the item.
    const isOfAlone = alone.some(([item]) => key.startsWith(`${item}/`));
    if (isOfAlone || JSON.stringify(first?.value) === JSON.stringify(second?.value)) return [];
    return [row(part, group, name, [first?.words ?? none, second?.words ?? none])];
  });
  return [...items, ...renamed, ...settings];
}

function settingsOf(scenario: Scenario, scope: LeverScope, format: Format): ReadonlyMap<string, Setting> {
  const root = scope === 'strategies' ? '/strategies/0' : `/${scope}`;
  const whole = valueAt(scenario, root);
  return new Map(
    leversOf(scenario, scope).flatMap(({ label, levers }) =>
      levers.map((lever) => {
        const value = presentOr(lever, valueAt(whole, lever.pointer));
        const of = lever.of === undefined || lever.of === label ? '' : `${lever.of}, `;
        const name = of === '' ? lever.label : of + lever.label.toLowerCase();
        return [
          keyed(whole, lever.pointer),
          { group: label, name, value, words: said(lever, value, format) },
        ];
      }),
    ),
  );
}

/** Lists whose items are known by a field: by it they are found again in another scenario. */
const lists = [
  { at: '/segments', field: 'id', name: 'Segments' },
  { at: '/product/addOns', field: 'id', name: 'Add-ons' },
  { at: '/ladder/tiers', field: 'name', name: 'Plans' },
  { at: '/addOns', field: 'addOn', name: 'Add-ons on sale' },
] as const;

/** An address in which items stand under what they are known by instead of their place. */
function keyed(whole: unknown, pointer: string): string {
  const list = lists.find(({ at }) => pointer.startsWith(`${at}/`));
  const index = list === undefined ? undefined : pointer.slice(list.at.length + 1).split('/')[0];
  if (list === undefined || index === undefined) return pointer;
  const key = valueAt(whole, `${list.at}/${index}/${list.field}`);
  return `${list.at}/${JSON.stringify(key)}${pointer.slice(list.at.length + 1 + index.length)}`;
}

function itemsOf(scenario: Scenario, scope: LeverScope): ReadonlyMap<string, Item> {
  const whole = valueAt(scenario, scope === 'strategies' ? '/strategies/0' : `/${scope}`);
  return new Map(
    lists.flatMap(({ at, field, name: list }) => {
      const items = valueAt(whole, at);
      if (!Array.isArray(items)) return [];
      return items.map((item: unknown): [string, Item] => {
        const key = valueAt(item, `/${field}`);
        const name = valueAt(item, '/name') ?? nameOfAddOn(scenario, key) ?? key;
        return [`${at}/${JSON.stringify(key)}`, { list, name: String(name) }];
      });
    }),
  );
}

function nameOfAddOn({ world }: Scenario, key: unknown): string | undefined {
  return world.product.addOns.find(({ id }) => id === key)?.name;
}

/** Places in two lists of names that belong together: namesakes, then what is left at the same place. */
function paired(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number | undefined, number | undefined])[] {
  const pairs = one.map((name, index): readonly [number, number | undefined] => {
    const namesake = other.indexOf(name);
    if (namesake >= 0) return [index, namesake];
    const opposite = other[index];
    return [index, opposite !== undefined && !one.includes(opposite) ? index : undefined];
  });
  const taken = new Set(pairs.map(([, right]) => right));
  return [...pairs, ...other.flatMap((_, index) => (taken.has(index) ? [] : [[undefined, index] as const]))];
}
