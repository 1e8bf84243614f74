/**
 * A claim as a file: a base scenario, arms as patches of it, a metric, a horizon, and what the numbers must show for the claim to
 * hold. Text becomes a claim with its arms worked out and checked like any scenario, or a list of what is wrong with it.
 * Pointers lead into an arm, /world/… or /strategy/…; * stands for any item of a list or key of a table.
 */
import type { z } from 'zod';
import { declarationOf } from '../simulations/parameters/declare.ts';
import { resolveScenario, uncertainParameters } from '../simulations/parameters/distributions.ts';
import type { ResolvedScenario } from '../simulations/parameters/distributions.ts';
import { isGroup, pointerOf, stepsOf, valueAt, withValueAt } from '../simulations/parameters/pointer.ts';
import { foundText, printable } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { schemaAt } from '../simulations/parameters/registry.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import { ClaimFile, PlausibleWorlds } from './claim-file.ts';
import type { RangeOfWorlds, ArmsEffect, Changes, Term, unit, WorldsEffect } from './claim-file.ts';
import { parseJson } from './json.ts';
import { mergePatch } from './patch.ts';
import { readScenario } from './read.ts';

// ---- What is made of it ----------------------------------------------------------------------------------------------

type Terms = readonly z.infer<typeof Term>[];
type Formula = {
  readonly kind: 'formula';
  readonly times: readonly Terms[];
  readonly over: readonly Terms[];
  readonly minus?: number | undefined;
};
export type ClaimEffect =
  Formula | Exclude<z.infer<typeof ArmsEffect>, { kind: 'difference' | 'contrast' | 'formula' }>;

export interface ClaimRange {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly scale: 'value' | 'factor';
}

export interface Claim {
  readonly file: ClaimFile;
  readonly arms: readonly {
    readonly name: string;
    readonly world: ResolvedScenario['world'];
    readonly strategy: ResolvedScenario['strategies'][number];
    /** Pointers of ranges that this arm itself sets: they are its experiment, and not drawn. */
    readonly pinned: readonly string[];
  }[];
  readonly run: Scenario['run'];
  /** Of arms or of worlds, never both. */
  readonly conditions:
    | readonly (Omit<ClaimFile['conditions'][number], 'effect'> & { readonly effect: ClaimEffect })[]
    | readonly (Omit<ClaimFile['conditions'][number], 'effect'> & {
        readonly effect: z.infer<typeof WorldsEffect>;
      })[];
  readonly beside: readonly {
    readonly name: string;
    readonly unit: z.infer<typeof unit>;
    readonly effect: ClaimEffect;
  }[];
  readonly ranges: readonly ClaimRange[];
  readonly candidates: readonly ClaimRange[];
}

export type ClaimReading =
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export type PlausibleReading =
  | { readonly kind: 'plausible'; readonly plausible: PlausibleWorlds }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export function readPlausibleWorlds(text: string): PlausibleReading {
  const shaped = shapeOf(PlausibleWorlds, text);
  if ('problems' in shaped) return { kind: 'problems', problems: shaped.problems };
  const problems = shaped.value.ranges.flatMap(({ low, high }, index) =>
    low < high ? [] : [rangeProblem(['ranges', index], low, high)],
  );
  return problems.length > 0
    ? { kind: 'problems', problems }
    : { kind: 'plausible', plausible: shaped.value };
}

/** `bases` gives a base scenario by its name. */
export function readClaim(
  text: string,
  bases: (name: string) => Scenario | undefined,
  plausible: PlausibleWorlds,
): ClaimReading {
  const shaped = shapeOf(ClaimFile, text);
  if ('problems' in shaped) return { kind: 'problems', problems: shaped.problems };
  const file = shaped.value;
  const base = bases(file.base);
  if (base === undefined)
    return refused('/base', file.base, 'the name of a base scenario', 'For example "default".');
  if (uncertainParameters(base).length > 0)
    return refused(
      '/base',
      file.base,
      'a base without distributions',
      'Worlds are drawn by the claim itself.',
    );

  const problems: Problem[] = [];
  const ranges = [...plausible.ranges, ...file.flip.filter((candidate) => typeof candidate !== 'string')];
  const arms = armsOf(file, base, ranges, problems);
  checkEffects(file, arms.length, base.world.segments.length, problems);
  const conditions = conditionsOf(file, problems);
  const [first] = arms;
  if (problems.length > 0 || first === undefined || conditions === undefined)
    return { kind: 'problems', problems };

  const known = plausible.ranges.map((range) => rangeOf(range, arms));
  const candidates = file.flip.map((candidate, index): ClaimRange | undefined => {
    const range =
      typeof candidate === 'string' ? plausible.ranges.find((one) => one.name === candidate) : candidate;
    const found = range === undefined ? undefined : rangeOf(range, arms);
    if (found === undefined)
      problems.push({
        path: pointerOf(['flip', index]),
        found: foundText(typeof candidate === 'string' ? candidate : candidate.name),
        expected: 'a plausible range, or one of its own, that some arm leaves alone and that has numbers',
        hint: 'Names of plausible ranges stand in plausible-worlds.json.',
      });
    return found;
  });
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'claim',
    claim: {
      file,
      arms,
      run: {
        ...base.run,
        months: file.months,
        replications: file.replications,
        ltvMonths: Math.min(base.run.ltvMonths, Math.max(12, file.months - 24)),
      },
      conditions,
      beside: (file.beside ?? []).map((one) => ({ ...one, effect: formulaOf(one.effect, arms.length) })),
      ranges: known.filter((range) => range !== undefined),
      candidates: candidates.filter((range) => range !== undefined),
    },
  };
}

function refused(path: string, found: unknown, expected: string, hint: string): ClaimReading {
  return { kind: 'problems', problems: [{ path, found: foundText(found), expected, hint }] };
}

function shapeOf<Shape extends z.ZodType>(
  schema: Shape,
  text: string,
): { readonly value: z.output<Shape> } | { readonly problems: readonly Problem[] } {
  const json = parseJson(text);
  if (!('value' in json) || json.problems.length > 0) return { problems: json.problems };
  const shaped = schema.safeParse(json.value);
  if (shaped.success) return { value: shaped.data };
  return {
    problems: shaped.error.issues.map((issue) => {
      const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
      return {
        path: pointerOf(steps),
        found: foundText(valueAt(json.value, pointerOf(steps))),
        expected: printable(issue.message, 200),
        hint: '',
      };
    }),
  };
}

function rangeProblem(steps: readonly (string | number)[], low: number, high: number): Problem {
  return { path: pointerOf(steps), found: `${low} to ${high}`, expected: 'low below high', hint: '' };
}

// ---- Arms ------------------------------------------------------------------------------------------------------------

type Parts = { readonly world: unknown; readonly strategy: unknown };

function armsOf(
  file: ClaimFile,
  base: Scenario,
  ranges: readonly RangeOfWorlds[],
  problems: Problem[],
): Claim['arms'] {
  const { sweep } = file;
  if ((file.arms === undefined) === (sweep === undefined)) {
    problems.push({
      path: '',
      found: 'both or neither of arms and sweep',
      expected: 'one of them',
      hint: '',
    });
    return [];
  }
  const wanted =
    sweep === undefined
      ? (file.arms ?? []).map((one, index) => ({ ...one, steps: ['arms', index] }))
      : sweep.values.map((value, index) => ({
          name: value === null ? 'no limit' : String(value),
          strategy: undefined,
          patch: undefined,
          set: { [sweep.pointer]: value },
          steps: ['sweep', 'values', index],
        }));
  return wanted.flatMap(({ steps, name: armName, strategy: chosenStrategy, ...changes }) => {
    const strategy = base.strategies[chosenStrategy ?? file.strategy];
    if (strategy === undefined) {
      problems.push({
        path: pointerOf([...steps, 'strategy']),
        found: foundText(chosenStrategy ?? file.strategy),
        expected: `a strategy from 0 to ${base.strategies.length - 1}`,
        hint: '',
      });
      return [];
    }
    let parts: Parts = { world: base.world, strategy };
    for (const [place, change] of [
      [['setting'], file.setting ?? {}],
      [steps, changes],
    ] as const) {
      parts = changed(parts, change, place, problems);
    }
    const { world, strategy: chosen } = parts;
    const named = (text: string) => (isGroup(chosen) ? { ...chosen, name: text } : chosen);
    const reading = readScenario(JSON.stringify({ ...base, world, strategies: [named('A'), named('B')] }));
    if (reading.kind === 'problems') {
      for (const problem of reading.problems) {
        if (problem.path.startsWith('/strategies/1')) continue;
        const inside = problem.path.replace(/^\/strategies\/0/, '/strategy');
        problems.push({ ...problem, path: `${pointerOf(steps)}${inside}` });
      }
      return [];
    }
    if (uncertainParameters(reading.scenario).length > 0) {
      problems.push({ path: pointerOf(steps), found: 'a distribution', expected: 'numbers', hint: '' });
      return [];
    }
    const resolved = resolveScenario(reading.scenario, []);
    const [first] = resolved.strategies;
    if (first === undefined) return [];
    const lived = {
      name: armName,
      world: resolved.world,
      strategy: { ...first, name: armName.slice(0, 60) },
    };
    const own = [...changesOf(file.setting ?? {}), ...changesOf(changes)];
    const pinned = ranges
      .flatMap(({ pointer }) => expanded(lived, pointer))
      .filter((pointer) => isPinned(pointer, own));
    return [{ ...lived, pinned }];
  });
}

function changed(
  parts: Parts,
  { patch, set }: z.infer<typeof Changes>,
  steps: readonly (string | number)[],
  problems: Problem[],
): Parts {
  let result: unknown = {
    world: mergePatch(parts.world, patch?.world ?? {}),
    strategy: mergePatch(parts.strategy, patch?.strategy ?? {}),
  };
  for (const [pointer, value] of Object.entries(set ?? {})) {
    const places = expanded(result, pointer);
    if (places.length === 0) {
      problems.push({
        path: pointerOf([...steps, 'set', pointer]),
        found: foundText(value),
        expected: 'a pointer to something that is there',
        hint: 'Pointers begin with /world or /strategy.',
      });
    }
    for (const place of places) result = withValueAt(result, place, value);
  }
  return isGroup(result) && 'world' in result && 'strategy' in result
    ? { world: result.world, strategy: result.strategy }
    : parts;
}

/** The pointers that a pattern stands for in a value; a pattern without * stands for itself if it leads anywhere. */
function expanded(whole: unknown, pattern: string): readonly string[] {
  const steps = stepsOf(pattern) ?? [];
  let places: readonly (readonly (string | number)[])[] = [[]];
  for (const step of steps) {
    places = places.flatMap((place) => {
      const value = valueAt(whole, pointerOf(place));
      if (step !== '*') return [[...place, step]];
      if (Array.isArray(value)) return Array.from(value.keys(), (index) => [...place, index]);
      return isGroup(value) ? Object.keys(value).map((key) => [...place, key]) : [];
    });
  }
  return places.map(pointerOf).filter((pointer) => valueAt(whole, pointer) !== undefined);
}

/** The plausible ranges as far as a world has their parameters, cut to what these may be. */
export function plausibleRanges({ ranges }: PlausibleWorlds, whole: object): readonly ClaimRange[] {
  return ranges.flatMap((range) => {
    const found = rangeOf(range, [{ ...whole, pinned: [] }]);
    return found === undefined ? [] : [{ ...found, name: nameInFull(range) }];
  });
}

const groups: readonly (readonly [within: string, name: string])[] = [
  ['/world/acceptance/', 'Acceptance'],
  ['/world/leaving/', 'Leaving'],
];

/** The name with the group whose term it is, for where ranges stand in one list. The luck of a claim's worlds goes by the short one. */
export function nameInFull({
  name,
  pointer,
}: Pick<PlausibleWorlds['ranges'][number], 'name' | 'pointer'>): string {
  const group = groups.find(([within]) => pointer.startsWith(within))?.[1];
  return group === undefined || name.startsWith(`${group}: `)
    ? name
    : `${group}: ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

// ---- Effects ---------------------------------------------------------------------------------------------------------

function checkEffects(file: ClaimFile, arms: number, segments: number, problems: Problem[]): void {
  const check = (value: unknown, steps: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => check(item, [...steps, index]));
      return;
    }
    if (!isGroup(value)) return;
    for (const [field, inner] of Object.entries(value)) {
      const isArm = ['arm', 'from', 'to'].includes(field);
      const most = isArm
        ? arms - 1
        : field === 'segment'
          ? segments - 1
          : field === 'month'
            ? file.months
            : Infinity;
      if (typeof inner === 'number' && inner > most) {
        problems.push({
          path: pointerOf([...steps, field]),
          found: foundText(inner),
          expected: `at most ${most}`,
          hint: isArm ? 'Arms are counted from 0.' : '',
        });
      }
      check(inner, [...steps, field]);
    }
  };
  check(file.conditions, ['conditions']);
  check(file.beside ?? [], ['beside']);
}

function conditionsOf(file: ClaimFile, problems: Problem[]): Claim['conditions'] | undefined {
  const ofWorlds = file.conditions.flatMap(({ effect, ...rest }) =>
    effect.kind === 'correlation' || effect.kind === 'agreement' ? [{ ...rest, effect }] : [],
  );
  const ofArms = file.conditions.flatMap(({ effect, ...rest }) =>
    effect.kind === 'correlation' || effect.kind === 'agreement'
      ? []
      : [{ ...rest, effect: formulaOf(effect, file.sweep?.values.length ?? file.arms?.length ?? 0) }],
  );
  if (ofWorlds.length > 0 && ofArms.length > 0) {
    problems.push({
      path: '/conditions',
      found: 'conditions of arms and of worlds',
      expected: 'conditions of one kind',
      hint: 'A correlation or an agreement is about worlds, all else about arms.',
    });
    return undefined;
  }
  return ofWorlds.length > 0 ? ofWorlds : ofArms;
}

/** Differences and contrasts spelled as formulas. */
function formulaOf(effect: z.infer<typeof ArmsEffect>, arms: number): ClaimEffect {
  if (effect.kind === 'difference') {
    const { from = 0, to = arms - 1, as, metric, month, segment } = effect;
    const quantity = {
      metric,
      ...(month === undefined ? {} : { month }),
      ...(segment === undefined ? {} : { segment }),
    };
    return changeOf({ ...quantity, arm: from }, { ...quantity, arm: to }, as);
  }
  if (effect.kind === 'contrast') {
    const { arm: place, first, second, as } = effect;
    return changeOf({ ...first, arm: place }, { ...second, arm: place }, as);
  }
  return effect;
}

function changeOf(first: Terms[number], second: Terms[number], as: 'amount' | 'share'): Formula {
  const difference = [second, { ...first, weight: -1 }];
  return { kind: 'formula', times: [difference], over: as === 'share' ? [[first]] : [] };
}

// ---- Ranges ----------------------------------------------------------------------------------------------------------

function changesOf({ patch, set }: z.infer<typeof Changes>): readonly string[] {
  return [...leavesOf(patch ?? {}, []), ...Object.keys(set ?? {})];
}

function leavesOf(value: unknown, steps: readonly string[]): readonly string[] {
  if (!isGroup(value)) return [pointerOf(steps)];
  return Object.entries(value).flatMap(([field, inner]) => leavesOf(inner, [...steps, field]));
}

/** A pointer set by a pattern, or inside what was set. */
function isPinned(pointer: string, pinned: readonly string[]): boolean {
  const steps = stepsOf(pointer) ?? [];
  return pinned.some((pattern) => {
    const wanted = stepsOf(pattern) ?? [];
    return (
      wanted.length <= steps.length && wanted.every((step, index) => step === '*' || step === steps[index])
    );
  });
}

/** A range on the pointers that some arm leaves alone, cut to what the parameters may be; undefined if there are none. */
function rangeOf(
  range: RangeOfWorlds,
  arms: readonly { readonly pinned: readonly string[] }[],
): ClaimRange | undefined {
  const pointers = [...new Set(arms.flatMap((one) => expanded(one, range.pointer)))].filter((pointer) =>
    arms.some((one) => !one.pinned.includes(pointer) && typeof valueAt(one, pointer) === 'number'),
  );
  let { low, high } = range;
  for (const pointer of pointers) {
    const about = declaredAt(pointer);
    if (about === undefined) return undefined;
    if (range.scale === 'value') {
      low = Math.max(low, about.min);
      high = Math.min(high, about.max);
      continue;
    }
    for (const one of arms) {
      const value = valueAt(one, pointer);
      if (typeof value !== 'number' || value === 0) continue;
      const [least, most] =
        value > 0 ? [about.min / value, about.max / value] : [about.max / value, about.min / value];
      low = Math.max(low, least);
      high = Math.min(high, most);
    }
  }
  return pointers.length === 0 || !(low < high)
    ? undefined
    : { name: range.name, pointers, low, high, scale: range.scale };
}

function declaredAt(pointer: string): { readonly min: number; readonly max: number } | undefined {
  const schema = schemaAt(stepsOf(pointer.replace(/^\/strategy/, '/strategies/0')) ?? []);
  const about = schema === undefined ? undefined : declarationOf(schema);
  return about?.kind === 'quantity' || about?.kind === 'whole' || about?.kind === 'limit' ? about : undefined;
}
