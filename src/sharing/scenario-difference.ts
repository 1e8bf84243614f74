import { differencesOf } from '../../scenarios/difference.ts';
import type { Difference } from '../../scenarios/difference.ts';
import { isGroup, pointerOf, stepsOf, valueAt } from '../../simulations/parameters/pointer.ts';
import type { Step } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { leversOf } from '../controls/levers.ts';
import type { Lever, LeverScope } from '../controls/levers.ts';
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

type Sides<Value> = readonly [Value, Value];

const none = '–';

/** Everything in which two scenarios differ (scenarios/difference.ts), as the form says it. */
export function scenarioDifferences(
  one: Scenario,
  other: Scenario,
  formats: Sides<Format>,
): readonly ScenarioDifference[] {
  const settings = new Settings([one, other], formats);
  return differencesOf(one, other).flatMap((difference) => settings.rowsOf(difference));
}

/** "They differ in 3 settings." */
export function differenceSummary(differences: readonly ScenarioDifference[], format: Format): string {
  if (differences.length === 0) return 'The two are the same in every setting.';
  return differences.length === 1
    ? 'They differ in one setting.'
    : `They differ in ${format.count(differences.length)} settings.`;
}

/** What a step back or forth did: "Undone. Acquisition-heavy, Budget: $8,000 a month." A step of several settings says how many. */
export function stepSaid(what: string, before: Scenario, now: Scenario, format: Format): string {
  const [first, ...more] = scenarioDifferences(before, now, [format, format]);
  if (before.name !== now.name) return `${what} “${now.name}” is on the table.`;
  if (first === undefined) return what;
  if (more.length > 0) return `${what} ${format.count(more.length + 1)} settings are other ones again.`;
  return `${what} ${first.part}, ${first.setting}: ${first.values[1]}.`;
}

/** Lists inside a part, by the field that holds them: what the form calls them. */
const lists: Readonly<Record<string, string>> = { segments: 'Segments', tiers: 'Plans', addOns: 'Add-ons' };
const texts: Readonly<Record<string, string>> = {
  '/name': 'Name',
  '/description': 'Description',
  '/notes': 'Notes',
  '/world/currency': 'Currency',
};

interface Setting {
  readonly lever: Lever;
  readonly group: string;
}

class Settings {
  readonly #scenarios: Sides<Scenario>;
  readonly #formats: Sides<Format>;
  /** Levers of a part of one of the scenarios, by their address inside it. */
  readonly #known = new Map<string, ReadonlyMap<string, Setting>>();

  constructor(scenarios: Sides<Scenario>, formats: Sides<Format>) {
    this.#scenarios = scenarios;
    this.#formats = formats;
  }

  rowsOf(difference: Difference): readonly ScenarioDifference[] {
    const { kind, pointer, words, one, other } = difference;
    const steps = stepsOf(pointer) ?? [];
    const [scope, place] = steps;
    const isStrategy = scope === 'strategies';
    const text = texts[pointer];
    if (text !== undefined) return [row('Scenario', '', text, [quoted(one), quoted(other)])];
    // What was found in a run is no setting.
    if (scope !== 'world' && scope !== 'run' && !isStrategy) return [];
    if (kind === 'reordered')
      return pointer === '/strategies' ? [row('Strategies', '', 'Order', [listed(one), listed(other)])] : [];
    if (isStrategy && steps.length === 2) return [row('Strategies', '', words.at(-1) ?? '', alone(kind))];
    const part = isStrategy ? (words[1] ?? '') : scope === 'world' ? 'World' : 'Run';
    return this.#inPart(difference, part, scope, Number(place), steps.slice(isStrategy ? 2 : 1));
  }

  #inPart(
    { kind, one, other, words }: Difference,
    part: string,
    scope: LeverScope,
    strategy: number,
    inside: readonly Step[],
  ): readonly ScenarioDifference[] {
    const side = kind === 'removed' ? 0 : 1;
    const list = inside.findLast((step) => Object.hasOwn(lists, step));
    const setting = this.#settingsOf(side, scope, strategy).get(pointerOf(inside));
    if (setting !== undefined) return this.#setting(setting, part, kind, [one, other]);
    if (inside.at(-1) === 'name')
      return [row(part, listName(scope, list), 'Name', [quoted(one), quoted(other)])];
    const item = kind === 'removed' ? one : other;
    if (kind !== 'changed' && isGroup(item))
      return [row(part, listName(scope, list), this.#nameOf(item, words), alone(kind))];
    return [row(part, '', words.at(-1) ?? '', [summed(one), summed(other)])];
  }

  #setting(
    { lever, group }: Setting,
    part: string,
    kind: Difference['kind'],
    values: Sides<unknown>,
  ): readonly ScenarioDifference[] {
    const [one, other] = [
      presentOr(lever, kind === 'added' ? undefined : values[0]),
      presentOr(lever, kind === 'removed' ? undefined : values[1]),
    ];
    if (one === other) return [];
    const of = lever.of === undefined || lever.of === group ? undefined : lever.of;
    const name = of === undefined ? lever.label : `${of}, ${lever.label.toLowerCase()}`;
    return [row(part, group, name, [this.#said(0, lever, one), this.#said(1, lever, other)])];
  }

  #said(side: 0 | 1, lever: Lever, value: unknown): string {
    return value === undefined ? none : said(lever, value, this.#formats[side]);
  }

  #settingsOf(side: 0 | 1, scope: LeverScope, strategy: number): ReadonlyMap<string, Setting> {
    const key = `${String(side)} ${scope} ${String(strategy)}`;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const scenario = this.#scenarios[side];
    const chosen = scenario.strategies[strategy];
    const whole =
      scope === 'strategies' && chosen !== undefined ? { ...scenario, strategies: [chosen] } : scenario;
    const settings = new Map(
      leversOf(whole, scope).flatMap(({ label, levers }) =>
        levers.map((lever) => [lever.pointer, { lever, group: label }] as const),
      ),
    );
    this.#known.set(key, settings);
    return settings;
  }

  /** An add-on on sale is called as the world calls it. */
  #nameOf(item: unknown, words: readonly string[]): string {
    const id = valueAt(item, '/addOn');
    const addOns = this.#scenarios.flatMap(({ world }) => world.product.addOns);
    return addOns.find((addOn) => addOn.id === id)?.name ?? words.at(-1) ?? '';
  }
}

function listName(scope: LeverScope, list: Step | undefined): string {
  if (list === undefined) return '';
  return scope === 'strategies' && list === 'addOns' ? 'Add-ons on sale' : (lists[list] ?? '');
}

function row(part: string, group: string, setting: string, values: Sides<string>): ScenarioDifference {
  return { part, group, setting, values };
}

function alone(kind: Difference['kind']): Sides<string> {
  return kind === 'added' ? [none, 'added'] : ['removed', none];
}

const longestQuote = 120;

function quoted(text: unknown): string {
  if (typeof text !== 'string' || text === '') return none;
  return `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`;
}

function listed(names: unknown): string {
  return Array.isArray(names) ? names.join(', ') : none;
}

/** What is no single setting: whether it is there, or how many there are. */
function summed(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : String(value.length);
  return value === null || value === undefined ? 'none' : 'there';
}
