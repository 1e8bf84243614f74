import { describe, expect, test } from 'vitest';
import { mergePatch } from '../../scenarios/patch.ts';

/** The test cases of RFC 7396, appendix A: original, patch, result. */
const published: readonly [unknown, unknown, unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe('JSON Merge Patch', () => {
  test.each(published)('%j patched with %j is %j', (original, patch, result) => {
    expect(mergePatch(original, patch)).toStrictEqual(result);
  });

  test('leaves its arguments as they are, and shares what it does not touch', () => {
    const original = Object.freeze({ a: Object.freeze({ b: 1 }), c: Object.freeze({ d: 2 }) });
    const patched = mergePatch(original, { a: { b: 3 } });
    expect(patched).toEqual({ a: { b: 3 }, c: { d: 2 } });
    expect(patched).toHaveProperty('c', original.c);
    expect(original.a.b).toBe(1);
  });

  test.each([
    '{"__proto__":{"polluted":true}}',
    '{"a":{"__proto__":{"polluted":true}}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
  ])('%s pollutes nothing', (patch) => {
    const patched = mergePatch({ a: {} }, JSON.parse(patch));
    expect('polluted' in {}).toBe(false);
    expect(JSON.stringify(patched)).not.toContain('polluted');
    expect(Object.getPrototypeOf(patched)).toBe(Object.prototype);
  });

  test('a patch ten thousand levels deep does not overflow the stack', () => {
    const deep: unknown = JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000));
    expect(() => mergePatch(deep, deep)).not.toThrow();
  });
});
