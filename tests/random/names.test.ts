import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { hash24, hash32 } from '../../simulations/random/hash.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';

test('a plain phrase, ended by a zero, becomes the first three words of seedrandom', () => {
  const generator = seedrandom('a rainy Monday\0');
  expect(keyFromPhrase('a rainy Monday')).toEqual([generator.int32(), generator.int32(), generator.int32()]);
});

test('the same phrase gives the same key, always', () => {
  // Frozen: what these phrases gave when they were first used.
  expect(keyFromPhrase('hello')).toMatchInlineSnapshot(`
    [
      -1049092477,
      -225921586,
      -1452431621,
    ]
  `);
  expect(keyFromPhrase('')).toMatchInlineSnapshot(`
    [
      994027583,
      -749346234,
      669454676,
    ]
  `);
  expect(keyFromPhrase('hello')).toEqual(keyFromPhrase('hello'));
});

test('phrases that differ in any letter of any script give different keys', () => {
  const phrases = ['к', ':', 'Ѐ', '0', 'а', 'A', '幸運', '幸', '🍀', '🍁', ' ', '  ', 'a', 'aa', 'é'];
  expect(new Set(phrases.map((phrase) => keyFromPhrase(phrase).join())).size).toBe(phrases.length);
});

test('the two ways to type an accented letter are one phrase', () => {
  expect(keyFromPhrase('caf\u00e9')).toEqual(keyFromPhrase('cafe\u0301'));
});

test('Math.random stays what it was', () => {
  const before = Math.random;
  keyFromPhrase('hello');
  expect(Math.random).toBe(before);
  expect(new Set(Array.from({ length: 20 }, () => Math.random())).size).toBe(20);
});

test('hash32 is an unsigned 32-bit number, frozen', () => {
  // Frozen: a change here changes the luck of every named thing.
  expect(['', 'a', 'segment-1', 'segment-2', '幸運'].map(hash32)).toMatchInlineSnapshot(`
    [
      3954623016,
      4123138938,
      3786030033,
      4217085348,
      4249923922,
    ]
  `);
  for (const text of ['', 'a', 'b', 'analytics', '幸運']) {
    expect(hash32(text)).toBe(hash32(text) >>> 0);
    expect(hash24(text)).toBe(hash32(text) >>> 8);
  }
});

test('ten thousand similar names collide no more than chance', () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `add-on ${index}`);
  // Expected collisions: 10^8 / 2 / 2^32 = 0.012 in 32 bits, 10^8 / 2 / 2^24 = 3 in 24 bits (5 errors: 12).
  expect(names.length - new Set(names.map(hash32)).size).toBeLessThanOrEqual(1);
  expect(names.length - new Set(names.map(hash24)).size).toBeLessThanOrEqual(12);
});

test('every bit of a name moves about half of the bits of its hash', () => {
  let flipped = 0;
  let total = 0;
  for (let sample = 0; sample < 500; sample += 1) {
    const units = [sample & 0xff, (sample * 7) & 0xffff, 97, 45];
    const before = hash32(String.fromCharCode(...units));
    for (let bit = 0; bit < 64; bit += 1) {
      const changed = units.map((unit, place) => (place === bit >> 4 ? unit ^ (1 << (bit & 15)) : unit));
      let difference = (before ^ hash32(String.fromCharCode(...changed))) >>> 0;
      for (; difference !== 0; difference &= difference - 1) flipped += 1;
      total += 32;
    }
  }
  expect(Math.abs(flipped / total - 0.5)).toBeLessThan(0.005);
});
