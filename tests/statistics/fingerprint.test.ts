import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../simulations/fingerprint.ts';

describe('fingerprint', () => {
  it('is sixteen hexadecimal digits', () => {
    expect(fingerprint({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
  });

  // Frozen output: says that nothing changed, not that it is right.
  it('stays what it was', () => {
    expect(fingerprint({ mean: [0.1, null, -3e300], months: 60 })).toMatchInlineSnapshot(
      `"2a02f24f68cba962"`,
    );
  });

  it('does not look at the order of keys or at words', () => {
    expect(fingerprint({ b: 2, a: 1 })).toBe(fingerprint({ a: 1, b: 2 }));
    expect(fingerprint({ a: 1, name: 'x' })).toBe(fingerprint({ a: 1, name: 'y' }));
  });

  it.each([
    ['0 and -0', 0, -0],
    ['0 and null', 0, null],
    ['neighbouring numbers', 1, 1 + Number.EPSILON],
    ['order', [1, 2], [2, 1]],
    ['nesting', [[1], 2], [1, [2]]],
    ['an empty list and an empty group', [], {}],
    ['keys', { a: 1 }, { b: 1 }],
    ['where a key ends', { ab: { c: 1 } }, { a: { bc: 1 } }],
    ['missing and null', {}, { a: null }],
  ])('tells %s apart', (_, one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other));
  });

  it('takes a typed array for a list of the same numbers', () => {
    expect(fingerprint(Float64Array.of(1, 2))).toBe(fingerprint([1, 2]));
  });

  it('refuses what is no result', () => {
    expect(() => fingerprint([true])).toThrow('got boolean');
    expect(() => fingerprint(undefined)).toThrow('got undefined');
  });

  it('changes with any single bit of any number', () => {
    const seen = new Set<string>();
    const bits = new DataView(new ArrayBuffer(8));
    for (let bit = 0; bit < 64; bit++) {
      bits.setBigUint64(0, 0x3ff123456789abcdn ^ (1n << BigInt(bit)));
      seen.add(fingerprint([7, bits.getFloat64(0), 7]));
    }
    expect(seen.size).toBe(64);
  });

  it('has no collision among a hundred thousand close results', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 100_000; index++) seen.add(fingerprint([index, index % 7]));
    expect(seen.size).toBe(100_000);
  });

  it('survives the way through JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const numbers = values.map((value) => value + 0);
        expect(fingerprint(JSON.parse(JSON.stringify(numbers)))).toBe(fingerprint(numbers));
      }),
    );
  });
});
