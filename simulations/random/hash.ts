/*
 * Names become numbers: the id of a segment, an add-on or a channel enters an address as the hash of its text, so
 * that renaming nothing and adding one more leaves everybody's luck where it was (an index would shift it).
 * Two bytes of text at a time are multiplied in, the length is added, and a Murmur3 finaliser spreads every bit.
 * 32 bits are enough for names in one scenario (1000 names collide with probability 1e-4); not for secrets.
 */

/** Unsigned 32-bit hash of the UTF-16 units of `text`. */
export function hash32(text: string): number {
  let hash = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ Math.imul(text.charCodeAt(index), 0xcc9e2d51), 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The upper 24 bits of `hash32`: fits above the decision number in a decision word (see luck.ts). */
export function hash24(text: string): number {
  return hash32(text) >>> 8;
}
