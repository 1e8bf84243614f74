import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const tool = new URL('../../tools/provide-machine.mjs', import.meta.url).href;
const program = `import { provideMachine } from ${JSON.stringify(tool)}; provideMachine();`;
let project: string;

function put(file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

/** A project whose compiler writes down that it was asked, and refuses a model that says so. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'cohort-lab-'));
  for (const file of ['package-lock.json', 'tsconfig.json', 'simulations/tsconfig.json']) put(file, '{}');
  cpSync(
    new URL('../../tools/provide-machine.mjs', import.meta.url),
    join(project, 'tools/provide-machine.mjs'),
  );
  for (const file of ['machine.ts', 'memory.ts']) put(`simulations/machine/${file}`, '');
  put('simulations/future.ts', "import { live } from './live.ts';\nlive();\n");
  put('simulations/live.ts', "import type { Scene } from './scene.ts';\n");
  put('simulations/scene.ts', '');
  put('simulations/designs/sweep.ts', '');
  put('tools/machine-compiler/main.ts', '');
  put(
    'node_modules/tsx/dist/cli.mjs',
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
     const [, , , file, stamp] = process.argv;
     appendFileSync('asked', 'x');
     console.log('said by the compiler');
     if (readFileSync('simulations/live.ts', 'utf8').includes('refused')) process.exit(1);
     const text = '// ' + stamp + '\\nexport const compiled = 1;\\n';
     // Renaming fails where there is nothing to rename: the other process has been quicker, or nobody has.
     const { LOST } = process.env;
     if (LOST === undefined) writeFileSync(file, text);
     if (LOST === 'won by another') writeFileSync('simulations/machine/compiled.ts', text);`,
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
/** As the command that `npm ci` and package.json's scripts call. */
const command = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['tools/provide-machine.mjs', ...args], { cwd: project, encoding: 'utf8' });
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
  'tools/machine-compiler/main.ts',
  'tools/provide-machine.mjs',
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

test('what an interrupted run left goes, what another is writing stays', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  put(`simulations/machine/compiled.ts-${pid}`, 'half');
  put(`simulations/machine/compiled.ts-${process.pid}`, 'half');
  provide();
  expect(left()).toEqual(['compiled.ts', `compiled.ts-${process.pid}`, 'machine.ts', 'memory.ts']);
});

test('who cannot put its own in place takes that of the same sources, and no other', () => {
  const lost = (how: string) => () => {
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: project,
      env: { ...process.env, LOST: how },
      stdio: 'ignore',
    });
  };
  provide();
  put('simulations/scene.ts', 'export {};\n');
  expect(lost('won by nobody')).toThrow();
  expect(lost('won by another')).not.toThrow();
  expect(asked()).toBe(3);
  provide();
  expect(asked()).toBe(3);
});

test('installing goes on when the model is refused, and says so; every other command fails', () => {
  put('node_modules/assemblyscript/package.json', '{}');
  put('simulations/live.ts', 'refused');
  const installed = command('--or-later');
  expect(installed.status).toBe(0);
  expect(installed.stderr).toContain('compiling the model failed with exit code 1');
  expect(command().status).toBe(1);
  put('simulations/live.ts', '');
  expect(command('--or-later').status).toBe(0);
  expect(existsSync(join(project, 'simulations/machine/compiled.ts'))).toBe(true);
});

test('a project without a model has nothing to compile', () => {
  rmSync(join(project, 'simulations/future.ts'));
  provide();
  expect(left()).toEqual(['machine.ts', 'memory.ts']);
});
