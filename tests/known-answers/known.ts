/**
 * Numbers of known-answers.json, looked up by case and place. The file states for every case its formula, its inputs, who
 * verified the numbers and the trap that a wrong program falls into. It keeps book of what was looked up, so that a test
 * can demand that nothing was left out.
 */
import file from './known-answers.json' with { type: 'json' };

export type CaseId = (typeof file.cases)[number]['id'];

const cases = new Map<string, unknown>(file.cases.map((each) => [each.id, each.expected]));
const seen = new Set<string>();

/** The expected number at a place. */
export function known(id: CaseId, ...place: readonly (string | number)[]): number {
  const value = at(id, place);
  if (typeof value !== 'number') throw new Error(`${id} has no number at ${place.join(' / ')}`);
  return value;
}

/** The expected list at a place; null stands for a number that does not exist. */
export function knownList(id: CaseId, ...place: readonly (string | number)[]): readonly (number | null)[] {
  const value = at(id, place);
  if (!Array.isArray(value)) throw new Error(`${id} has no list at ${place.join(' / ')}`);
  return value.map((item, index) => (item === null ? null : known(id, ...place, index)));
}

/** The expected words at a place. */
export function knownWords(id: CaseId, ...place: readonly (string | number)[]): string {
  const value = at(id, place);
  if (typeof value !== 'string') throw new Error(`${id} has no words at ${place.join(' / ')}`);
  return value;
}

/** Every place with an expected value that nobody has looked up yet. */
export function unseen(): readonly string[] {
  return [...cases]
    .flatMap(([id, expected]) => [...leaves(expected, id)])
    .filter((place) => !seen.has(place));
}

function at(id: CaseId, place: readonly (string | number)[]): unknown {
  let value = cases.get(id);
  for (const step of place) {
    if (typeof value !== 'object' || value === null)
      throw new Error(`${id} has nothing at ${place.join(' / ')}`);
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  seen.add([id, ...place].join(' / '));
  return value;
}

function* leaves(value: unknown, place: string): Generator<string> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${place} / ${key}`);
  } else if (value !== null) yield place;
}
