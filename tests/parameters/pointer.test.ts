import { describe, expect, test } from 'vitest';
import { pointerOf, stepsOf, valueAt, withValueAt } from '../../simulations/parameters/pointer.ts';

/** The document and the pointers of RFC 6901, section 5. */
const published = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('JSON Pointer', () => {
  test.each<[string, unknown]>([
    ['', published],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('"%s"', (pointer, value) => {
    expect(valueAt(published, pointer)).toEqual(value);
    expect(pointerOf(stepsOf(pointer) ?? ['wrong'])).toBe(pointer);
    const replaced = withValueAt(published, pointer, 'new');
    expect(valueAt(replaced, pointer)).toBe('new');
  });

  test('~01 is ~1, not /', () => {
    expect(stepsOf('/~01')).toEqual(['~1']);
    expect(pointerOf(['~1', 'a/b', 0])).toBe('/~01/a~1b/0');
  });

  test.each(['foo', '/~', '/~2', '#/foo'])('%s is no pointer', (pointer) => {
    expect(stepsOf(pointer)).toBeUndefined();
    expect(valueAt(published, pointer)).toBeUndefined();
    expect(withValueAt(published, pointer, 1)).toBeUndefined();
  });

  test.each([
    '/foo/2',
    '/foo/-',
    '/foo/01',
    '/foo/-1',
    '/foo/1e0',
    '/foo/length',
    '/toString',
    '/__proto__',
    '/a~1b/x',
  ])('%s leads nowhere', (pointer) => expect(valueAt(published, pointer)).toBeUndefined());

  test('setting copies the way and shares the rest', () => {
    const whole = Object.freeze({
      a: Object.freeze([Object.freeze({ b: 1 }), Object.freeze({ c: 2 })]),
      d: Object.freeze({}),
    });
    const changed = withValueAt(whole, '/a/0/b', 3);
    expect(changed).toEqual({ a: [{ b: 3 }, { c: 2 }], d: {} });
    expect(valueAt(changed, '/a/1')).toBe(whole.a[1]);
    expect(valueAt(changed, '/d')).toBe(whole.d);
    expect(Object.keys(changed as object)).toEqual(['a', 'd']);
  });

  test('the last step may append an item or add a field, no step before it', () => {
    expect(withValueAt({ a: [1] }, '/a/-', 2)).toEqual({ a: [1, 2] });
    expect(withValueAt({ a: [1] }, '/a/1', 2)).toEqual({ a: [1, 2] });
    expect(withValueAt({ a: [1] }, '/a/3', 2)).toBeUndefined();
    expect(withValueAt({}, '/a', 1)).toEqual({ a: 1 });
    expect(withValueAt({}, '/a/b', 1)).toBeUndefined();
    expect(withValueAt(3, '/a', 1)).toBeUndefined();
  });

  test.each(['/__proto__/polluted', '/__proto__', '/constructor/prototype/polluted', '/prototype'])(
    '%s sets nothing',
    (pointer) => {
      expect(withValueAt({}, pointer, { polluted: true })).toBeUndefined();
      expect('polluted' in {}).toBe(false);
    },
  );
});
