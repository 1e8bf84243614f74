/*
 * A seed phrase becomes the first three words of every key, once; the fourth word is the replication.
 * seedrandom (ARC4) spreads the phrase over the words; nothing else of it is used, and Math.random is untouched.
 * Two of its habits would make different phrases one: it reads only the low byte of each UTF-16 unit ("к" is ":"),
 * so wider units are handed over as two bytes; and it repeats a short phrase ("a" is "aa"), so a zero ends each.
 * Phrases are compared in Unicode form NFC: "é" is one phrase on every keyboard.
 */
import seedrandom from 'seedrandom';

/** Three words, each a signed 32-bit integer. */
export type SeedKey = readonly [number, number, number];

export function keyFromPhrase(seed: string): SeedKey {
  const generator = seedrandom(`${bytesOf(seed.normalize('NFC'))}\0`);
  return [generator.int32(), generator.int32(), generator.int32()];
}

function bytesOf(phrase: string): string {
  let bytes = '';
  for (let index = 0; index < phrase.length; index += 1) {
    const unit = phrase.charCodeAt(index);
    if (unit > 0xff) bytes += String.fromCharCode(unit >>> 8);
    bytes += String.fromCharCode(unit & 0xff);
  }
  return bytes;
}
