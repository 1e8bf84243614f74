/*
 * JSON Merge Patch (RFC 7396): a patch looks like what it changes; null removes a field, a list replaces a list.
 * Addresses of single values are JSON Pointers, see simulations/parameters/pointer.ts.
 */
import { forbiddenNames, isGroup } from '../simulations/parameters/pointer.ts';

/** The deepest a patch is followed; below, what stands there replaces what stood there. */
const MOST_LEVELS = 32;

/** A patched copy; neither argument is changed, and what the patch leaves alone is shared with the original. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  return merged(target, patch, 0);
}

function merged(target: unknown, patch: unknown, level: number): unknown {
  if (!isGroup(patch) || level > MOST_LEVELS) return patch;
  const result = new Map<string, unknown>(isGroup(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    // Never a field of a scenario; as text it would be refused by the reader.
    if (forbiddenNames.includes(name)) continue;
    if (value === null) result.delete(name);
    else result.set(name, merged(result.get(name), value, level + 1));
  }
  // Defines own fields, whatever their names: nothing inherited is reached.
  return Object.fromEntries(result);
}
