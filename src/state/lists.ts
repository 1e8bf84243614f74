/** What can be done to any list of named things; nothing is changed, a new list is made. */

/** Longest name that a declaration lets through. */
const longestName = 60;

export function without<Item>(list: readonly Item[], index: number): readonly Item[] {
  return list.filter((_, at) => at !== index);
}

/** The item stands at `index`, before what stood there. */
export function inserted<Item>(list: readonly Item[], index: number, item: Item): readonly Item[] {
  return [...list.slice(0, index), item, ...list.slice(index)];
}

/** The item at `from` stands at `to`; the others keep their order. */
export function moved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  return inserted(without(list, from), to, item);
}

/** The two change places. */
export function swapped<Item>(list: readonly Item[], one: number, other: number): readonly Item[] {
  const [first, second] = [list[one], list[other]];
  if (first === undefined || second === undefined) return list;
  return list.map((item, at) => (at === one ? second : at === other ? first : item));
}

/** "Basic, copy", "Basic, copy 2": a name that none of the others has. */
export function copiedName(name: string, names: readonly string[]): string {
  return free(names, (count) => {
    const ending = count === 1 ? ', copy' : `, copy ${String(count)}`;
    return name.slice(0, longestName - ending.length) + ending;
  });
}

/** "New plan", "New plan 2". */
export function newName(name: string, names: readonly string[]): string {
  return free(names, (count) => (count === 1 ? name : `${name} ${String(count)}`));
}

function free(names: readonly string[], candidate: (count: number) => string): string {
  const taken = new Set(names.map((name) => name.trim().toLowerCase()));
  let count = 1;
  while (taken.has(candidate(count).toLowerCase())) count++;
  return candidate(count);
}

/** A key for a new item, made of its name: it fixes the luck, so no other item may have it. */
export function newKey(name: string, keys: readonly string[]): string {
  const word =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 30) || 'item';
  return free(keys, (count) => (count === 1 ? word : `${word}-${String(count)}`));
}
