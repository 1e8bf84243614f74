// What does not fit its shape is refused by name, and laying stages out again and again takes no more memory.
import { expect, test, vi } from 'vitest';
import { compiled } from '../../simulations/machine/compiled.ts';
import { Machine } from '../../simulations/machine/machine.ts';
import { MemoryLayout, plansOf } from '../../simulations/machine/memory.ts';
import type { Structures } from '../../simulations/machine/memory.ts';
import { Stage } from '../../simulations/stage.ts';
import { livelyStudy } from '../statistical/directions/lively-study.ts';

const structures: Structures = {
  Inner: [['flag', 'bool']],
  Outer: [
    ['flag', 'bool'],
    ['inner', { struct: 'Inner', inside: true }],
    ['whole', 'i32'],
    ['real', 'f64'],
    ['word', 'i32'],
    ['three', { list: 'f64', inside: 3 }],
    ['many', { list: 'i32' }],
    ['nobody', { struct: 'Inner', nullable: true }],
  ],
};
const outer = {
  flag: true,
  inner: { flag: true },
  whole: -1,
  real: 0.5,
  word: 'large',
  three: new Float64Array(3),
  many: [1, 2],
  nobody: null,
};
const words = new Map([['large', 7]]);

test('each field stands at a multiple of its own size, what lies inside at one of eight', () => {
  const { fields, bytes } = plansOf(structures).get('Outer')!;
  expect(fields.map(({ name, offset }) => [name, offset])).toEqual([
    ['flag', 0],
    ['inner', 8],
    ['whole', 16],
    ['real', 24],
    ['word', 32],
    ['three', 40],
    ['many', 72],
    ['nobody', 76],
  ]);
  expect(bytes).toBe(80);
});

test('words become their numbers, a list has its length before it, nobody is 0', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  new MemoryLayout(memory, 1000, plansOf(structures), words).placeAt(0, outer, 'Outer');
  const view = new DataView(memory.buffer);
  expect(view.getInt32(16, true)).toBe(-1);
  expect(view.getInt32(32, true)).toBe(7);
  expect(view.getUint32(44, true)).toBe(24);
  const many = view.getUint32(72, true);
  expect([-4, 0, 4].map((behind) => view.getInt32(many + behind, true))).toEqual([8, 1, 2]);
  expect(view.getUint32(76, true)).toBe(0);
});

test.each<[name: string, changes: object]>([
  ['flag', { flag: 1 }],
  ['whole', { whole: 0.5 }],
  ['whole', { whole: 2 ** 31 }],
  ['real', { real: undefined }],
  ['three', { three: new Float64Array(2) }],
  ['many', { many: null }],
  ['inner', { inner: undefined }],
])('%s that is no such thing is refused: %o', (name, changes) => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const layout = new MemoryLayout(memory, 1000, plansOf(structures), words);
  expect(() => {
    layout.placeAt(0, { ...outer, ...changes }, 'Outer');
  }).toThrow(name === 'inner' ? 'no Inner to lay out' : `Outer.${name} is no`);
});

test('what is two structures is written as each of them; one that could change is refused', () => {
  const both: Structures = {
    Whole: [['value', 'i32']],
    Real: [['value', 'f64']],
    Both: [
      ['whole', { struct: 'Whole' }],
      ['real', { struct: 'Real' }],
      ['reals', { list: 'f64' }],
      ['wholes', { list: 'i32' }],
    ],
    Twice: [
      ['one', { struct: 'Real', inside: true }],
      ['other', { struct: 'Real', inside: true }],
    ],
  };
  class Changing {
    value = 3;
  }
  const memory = new WebAssembly.Memory({ initial: 1 });
  const place = (value: unknown, name: string) => {
    new MemoryLayout(memory, 1000, plansOf(both), words).placeAt(0, value, name);
    return new DataView(memory.buffer);
  };
  const [value, list] = [{ value: 3 }, [4]];
  const view = place({ whole: value, real: value, reals: list, wholes: list }, 'Both');
  const at = (offset: number) => view.getUint32(offset, true);
  expect(view.getInt32(at(0), true)).toBe(3);
  expect(view.getFloat64(at(4), true)).toBe(3);
  expect(view.getFloat64(at(8), true)).toBe(4);
  expect(view.getInt32(at(12), true)).toBe(4);
  expect(place({ one: value, other: value }, 'Twice').getFloat64(8, true)).toBe(3);
  const changing = new Changing();
  const two = 'what could change lies in two places';
  expect(() => place({ one: changing, other: changing }, 'Twice')).toThrow(`${two}: Real, Real`);
  expect(() => place({ whole: changing, real: changing, reals: list, wholes: list }, 'Both')).toThrow(two);
});

test('memory grows to what a stage takes, and stays so however many follow', () => {
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
  const machine = new Machine(compiled!);
  const grown = Array.from({ length: 5 }, () => {
    const stage = new Stage(livelyStudy());
    expect(machine.live(stage, 0, stage.ledger.values)).toBe('lived');
    return grow.mock.calls.length;
  });
  grow.mockRestore();
  expect(grown[0]).toBeGreaterThan(0);
  expect(new Set(grown).size).toBe(1);
});
