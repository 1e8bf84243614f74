/**
 * Plausible worlds as a file: the range in which each parameter of a world may well lie. Read, and cut to the parameters
 * that a world has and to what these may be.
 */
import { declarationOf } from '../simulations/parameters/declare.ts';
import { pointerOf, stepsOf, valueAt } from '../simulations/parameters/pointer.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { schemaAt } from '../simulations/parameters/registry.ts';
import { PlausibleWorlds } from './claim-file.ts';
import type { RangeOfWorlds } from './claim-file.ts';
import { placesOf } from './pointer-pattern.ts';
import { shapeOf } from './shaped-json.ts';

export interface WorldRange {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly scale: 'value' | 'factor';
}

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

function rangeProblem(steps: readonly (string | number)[], low: number, high: number): Problem {
  return { path: pointerOf(steps), found: `${low} to ${high}`, expected: 'low below high', hint: '' };
}

/** The plausible ranges as far as a world has their parameters, cut to what these may be. */
export function plausibleRanges({ ranges }: PlausibleWorlds, whole: object): readonly WorldRange[] {
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

/** A range on the pointers that some arm leaves alone, cut to what the parameters may be; undefined if there are none. */
export function rangeOf(
  range: RangeOfWorlds,
  arms: readonly { readonly pinned: readonly string[] }[],
): WorldRange | undefined {
  const pointers = [...new Set(arms.flatMap((one) => placesOf(one, range.pointer)))].filter((pointer) =>
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
