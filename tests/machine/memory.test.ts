// What does not fit its shape is refused by name, and laying stages out again and again takes no more memory.
import { expect, test } from 'vitest';
import { compiled } from '../../simulations/machine/compiled.ts';
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

test('memory grows to what a stage takes, and stays so', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const plans = plansOf(compiled!.structures);
  const sizes = Array.from({ length: 5 }, () => {
    new MemoryLayout(memory, 60_000, plans, words).placeAt(1024, new Stage(livelyStudy()), 'Stage');
    return memory.buffer.byteLength;
  });
  expect(sizes[0]).toBeGreaterThan(65536);
  expect(new Set(sizes).size).toBe(1);
});
