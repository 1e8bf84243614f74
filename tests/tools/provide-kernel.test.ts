import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const tool = new URL('../../tools/provide-kernel.mjs', import.meta.url).href;
const program = `import { provideKernel } from ${JSON.stringify(tool)}; provideKernel();`;
let project: string;

function put(file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

/** A project whose compiler writes down that it was asked, and refuses a model that says so. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'cohort-lab-'));
  for (const file of ['package-lock.json', 'tsconfig.json', 'simulations/tsconfig.json']) put(file, '{}');
  for (const file of ['machine.ts', 'memory.ts']) put(`simulations/machine/${file}`, '');
  put('simulations/future.ts', "import { live } from './live.ts';\nlive();\n");
  put('simulations/live.ts', "import type { Scene } from './scene.ts';\n");
  put('simulations/scene.ts', '');
  put('simulations/designs/sweep.ts', '');
  put('tools/kernel-compiler/main.ts', '');
  put(
    'node_modules/tsx/dist/cli.mjs',
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
     const [, , , file, stamp] = process.argv;
     appendFileSync('asked', 'x');
     console.log('said by the compiler');
     if (readFileSync('simulations/live.ts', 'utf8').includes('refused')) process.exit(1);
     writeFileSync(file, '// ' + stamp + '\\nexport const compiled = 1;\\n');`,
  );
});
afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

const provide = (): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const asked = () => readFileSync(join(project, 'asked'), 'utf8').length;
const left = () => readdirSync(join(project, 'simulations/machine')).sort();
const written = () => readFileSync(join(project, 'simulations/machine/compiled.ts'), 'utf8');

test('the model is compiled once for as long as its sources stay the same', () => {
  expect(provide()).toBe('');
  provide();
  expect(asked()).toBe(1);
  expect(written()).toContain('export const compiled');
});

test.each([
  'simulations/future.ts',
  'simulations/scene.ts',
  'tools/kernel-compiler/main.ts',
  'package-lock.json',
])('a change of %s has it compiled again, and leaves nothing else behind', (file) => {
  provide();
  put(file, `${readFileSync(join(project, file), 'utf8')}\n`);
  provide();
  expect(asked()).toBe(2);
  expect(left()).toEqual(['compiled.ts', 'machine.ts', 'memory.ts']);
});

test('what the model does not import is no source of it', () => {
  provide();
  put('simulations/designs/sweep.ts', 'export {};\n');
  provide();
  expect(asked()).toBe(1);
});

test('a model that is refused is an error, and what was there before stays', () => {
  provide();
  const before = written();
  put('simulations/live.ts', 'refused');
  expect(provide).toThrow();
  expect(written()).toBe(before);
  expect(left()).toEqual(['compiled.ts', 'machine.ts', 'memory.ts']);
});

test('two commands at once do not hurt each other', async () => {
  const run = promisify(execFile);
  const one = () =>
    run(process.execPath, ['--input-type=module', '--eval', program], { cwd: project, encoding: 'utf8' });
  await Promise.all([one(), one(), one()]);
  expect(left()).toEqual(['compiled.ts', 'machine.ts', 'memory.ts']);
  expect(written()).toContain('export const compiled');
});

test('a project without a model has nothing to compile', () => {
  rmSync(join(project, 'simulations/future.ts'));
  provide();
  expect(left()).toEqual(['machine.ts', 'memory.ts']);
});
