/**
 * Fingerprint of a result: a hash of the bits of every number in it, so that two machines can tell whether they agree.
 * The value is walked in a fixed order (arrays by index, objects by sorted keys). A number is hashed by its 64 bits, so
 * 0 and -0 differ; null, numbers, arrays and keys are told apart. Words (names, formulas) are skipped: renaming a
 * strategy leaves the fingerprint alone. 64 bits in two lanes of Murmur3's 32-bit steps: against accidents, not attacks.
 */

const tags = { null: 1, number: 2, array: 3, object: 4, key: 5 };

/** Sixteen hexadecimal digits. `result` is plain data: numbers, null, words, lists, groups of these. */
export function fingerprint(result: unknown): string {
  const lanes = new Lanes();
  walk(result, lanes);
  return lanes.digits();
}

function walk(value: unknown, lanes: Lanes): void {
  if (typeof value === 'number') {
    lanes.add(tags.number);
    lanes.addNumber(value);
  } else if (value === null) {
    lanes.add(tags.null);
  } else if (Array.isArray(value) || value instanceof Float64Array) {
    lanes.add(tags.array);
    lanes.add(value.length);
    for (const item of value) walk(item, lanes);
  } else if (typeof value === 'object') {
    lanes.add(tags.object);
    const items = Object.entries<unknown>({ ...value }).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, item] of items) {
      lanes.add(tags.key);
      lanes.add(key.length);
      for (let index = 0; index < key.length; index++) lanes.add(key.charCodeAt(index));
      walk(item, lanes);
    }
  } else if (typeof value !== 'string') {
    throw new Error(`a result is made of numbers, null, words, lists and groups, got ${typeof value}`);
  }
}

/** Two 32-bit hashes over the same words, different in multipliers and start. */
class Lanes {
  private first = 0x2c1b3c6d | 0;
  private second = 0x297a2d39 | 0;
  private words = 0;
  private readonly number = new Float64Array(1);
  private readonly halves = new DataView(this.number.buffer);

  add(word: number): void {
    let a = Math.imul(word, 0xcc9e2d51);
    a = Math.imul((a << 15) | (a >>> 17), 0x1b873593);
    a ^= this.first;
    this.first = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
    let b = Math.imul(word ^ 0x5bd1e995, 0x85ebca77);
    b = Math.imul((b << 16) | (b >>> 16), 0xc2b2ae3d);
    b ^= this.second;
    this.second = (Math.imul((b << 11) | (b >>> 21), 9) + 0x27d4eb2f) | 0;
    this.words++;
  }

  addNumber(value: number): void {
    // Read back in one stated byte order, so that every machine hashes the same words.
    this.halves.setFloat64(0, value);
    this.add(this.halves.getInt32(0));
    this.add(this.halves.getInt32(4));
  }

  digits(): string {
    const a = finish(this.first ^ this.words);
    const b = finish(this.second ^ this.words ^ a);
    return hex(a) + hex(b);
  }
}

function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
