// What the compiler has no words for is refused by file, line and name, not turned into something else.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble } from '../../tools/machine-compiler/assemble.ts';
import { compileProgram } from '../../tools/machine-compiler/compile.ts';
import { placesOf } from '../../tools/machine-compiler/places.ts';
import type { Stage } from './programs/refused.ts';
import {
  closure,
  list,
  literal,
  question,
  realArgument,
  realIndex,
  remainder,
  shifted,
  sine,
  unsigned,
  untyped,
  wholeSum,
} from './programs/refused.ts';

const file = 'tests/machine/programs/refused.ts';
const lines = readFileSync(file, 'utf8').split('\n');

const refused: readonly (readonly [program: (stage: Stage) => void, about: string])[] = [
  [question, 'stage.other?.value ?? 0'],
  [closure, '(x: number): number => 2 * x'],
  [literal, '{ value: 1 }'],
  [remainder, 'stage.value % 2'],
  [sine, 'Math.sin(stage.value)'],
  [list, '[value]'],
  [untyped, 'untyped'],
  [unsigned, 'whole >>> 0'],
  [shifted, 'whole >>> whole'],
];

test.each(refused.map(([{ name }, about]) => [name, about] as const))('%s', async (name, about) => {
  const start = lines.findIndex((line) => line.startsWith(`export function ${name}(`));
  const line = start + lines.slice(start).findIndex((each) => each.includes(about)) + 1;
  const message = await assemble(file, name).then(
    ({ text }) => text,
    (error: unknown) => String(error),
  );
  expect(message).toContain(`refused.ts:${line}:`);
  expect(message).toContain('cannot be compiled');
});

test.each([wholeSum, realIndex, realArgument].map(({ name }) => name))(
  'a real number where a whole one stands: %s',
  async (name) => {
    const program = await assemble(file, name);
    expect(() => compileProgram(program, 'checked')).toThrow(
      new RegExp(
        `Conversion from type 'f64' to 'i32'[^]*in model\\.ts\\(\\d+,\\d+\\), which is refused\\$${name}$`,
        'm',
      ),
    );
  },
);

test('what AssemblyScript says of its own text is said of the function of the model', () => {
  const text =
    'function budget$leftForAcquisition(): f64 {\nconst last = 1;\nreturn true;\n}\nfunction other$other() {}\n';
  expect(placesOf(text, 'ERROR TS2322\n in model.ts(3,3)')).toMatch(
    /in model\.ts\(3,3\), which is leftForAcquisition in simulations\/mechanisms\/budget\.ts:\d+/,
  );
});
