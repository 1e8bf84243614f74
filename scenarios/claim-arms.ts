/** The arms of a claim: its base with the setting and each arm's own changes, checked like any scenario. */
import type { z } from 'zod';
import { resolveScenario, uncertainParameters } from '../simulations/parameters/distributions.ts';
import type { ResolvedScenario } from '../simulations/parameters/distributions.ts';
import { isGroup, pointerOf, withValueAt } from '../simulations/parameters/pointer.ts';
import { foundText } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { Changes, ClaimFile, RangeOfWorlds } from './claim-file.ts';
import { mergePatch } from './patch.ts';
import { covers, placesOf } from './pointer-pattern.ts';
import { readScenario } from './read.ts';

export interface LivedArm {
  readonly name: string;
  readonly world: ResolvedScenario['world'];
  readonly strategy: ResolvedScenario['strategies'][number];
  /** Pointers of ranges that this arm itself sets: they are its experiment, and not drawn. */
  readonly pinned: readonly string[];
}

type Parts = { readonly world: unknown; readonly strategy: unknown };

/** What is wrong is added to `problems`. */
export function armsOf(
  file: ClaimFile,
  base: Scenario,
  ranges: readonly RangeOfWorlds[],
  problems: Problem[],
): readonly LivedArm[] {
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
      .flatMap(({ pointer }) => placesOf(lived, pointer))
      .filter((pointer) => own.some((pattern) => covers(pattern, pointer)));
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
    const places = placesOf(result, pointer);
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

function changesOf({ patch, set }: z.infer<typeof Changes>): readonly string[] {
  return [...leavesOf(patch ?? {}, []), ...Object.keys(set ?? {})];
}

function leavesOf(value: unknown, steps: readonly string[]): readonly string[] {
  if (!isGroup(value)) return [pointerOf(steps)];
  return Object.entries(value).flatMap(([field, inner]) => leavesOf(inner, [...steps, field]));
}
