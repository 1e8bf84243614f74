// What the machine does in its own way stands for a function that there is; one that was moved would be compiled without a word.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtIns } from '../../tools/machine-compiler/built-in.ts';
import { machineCode } from '../../tools/machine-compiler/machine-code.ts';

test.each(Object.keys(builtIns))('%s', (place) => {
  const [file = '', name = ''] = place.split(' ');
  const path = `simulations/${file}`;
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(`export function ${name}(`);
});

test('a compiler that does not even start is an error of its own', () => {
  const { execPath } = process;
  process.execPath = 'no-such-program';
  try {
    expect(() => machineCode('', 'checked')).toThrow('ENOENT');
  } finally {
    process.execPath = execPath;
  }
});
