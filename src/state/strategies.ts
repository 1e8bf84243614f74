import type { Strategy } from '../../simulations/parameters/strategy/strategy.ts';

/** The list of strategies and what may be done to it. The first is A and the second B: these two are compared. */
export const fewestStrategies = 2;
export const mostStrategies = 8;

/** Longest name that a declaration lets through. */
const longestName = 60;

/** A copy under a name that no other strategy has. */
export function copyOf(strategy: Strategy, names: readonly string[]): Strategy {
  const taken = new Set(names.map((name) => name.trim().toLowerCase()));
  for (let count = 1; ; count++) {
    const ending = count === 1 ? ', copy' : `, copy ${String(count)}`;
    const name = strategy.name.slice(0, longestName - ending.length) + ending;
    if (!taken.has(name.toLowerCase())) return { ...strategy, name };
  }
}

export function without<Item>(list: readonly Item[], index: number): readonly Item[] {
  return list.filter((_, at) => at !== index);
}

/** The item at `from` stands at `to`; the others keep their order. */
export function moved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const others = without(list, from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

/** The two change places. */
export function swapped<Item>(list: readonly Item[], one: number, other: number): readonly Item[] {
  const [first, second] = [list[one], list[other]];
  if (first === undefined || second === undefined) return list;
  return list.map((item, at) => (at === one ? second : at === other ? first : item));
}
