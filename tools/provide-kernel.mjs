// The model as machine code in simulations/machine/compiled.ts, compiled again when its sources have changed. As a command:
//     node tools/provide-kernel.mjs
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = 'simulations/future.ts';
const compiled = 'simulations/machine/compiled.ts';
const compiler = 'tools/kernel-compiler';
const recipe = [
  'package-lock.json',
  'tsconfig.json',
  'simulations/tsconfig.json',
  // What is written is of their types.
  'simulations/machine/machine.ts',
  'simulations/machine/memory.ts',
];

// After `npm ci` (package.json: prepare), which may have left the compiler out.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  try {
    if (existsSync('node_modules/assemblyscript')) provideKernel();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** Sees to it that compiled.ts is the model of these sources. To be called in the project's folder. */
export function provideKernel() {
  const stamp = missing();
  if (stamp === undefined) return;
  console.error('Compiling the model…');
  const fresh = freshName();
  // Output is for what the command prints.
  const { status } = spawnSync(process.execPath, asked(fresh, stamp), { stdio: ['ignore', 2, 2] });
  putInPlace(fresh, status);
}

/** The same, while others go on: for a server. */
export async function provideKernelMeanwhile() {
  const stamp = missing();
  if (stamp === undefined) return;
  const fresh = freshName();
  const child = spawn(process.execPath, asked(fresh, stamp), { stdio: ['ignore', 2, 2] });
  /** @type {number | null} */
  const status = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  putInPlace(fresh, status);
}

/** Files that the model is compiled from: the entry and all that it imports, types included. */
export function modelFiles() {
  const found = new Set([entry]);
  for (const file of found) {
    for (const [, address] of readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']+\.ts)'/g)) {
      if (address !== undefined) found.add(join(dirname(file), address).replaceAll('\\', '/'));
    }
  }
  return [...found].sort();
}

/** The stamp that compiled.ts should bear and does not. */
function missing() {
  // A project without a model has nothing to compile.
  if (!existsSync(entry)) return undefined;
  const hash = createHash('sha256');
  const tools = readdirSync(compiler).map((file) => `${compiler}/${file}`);
  for (const file of [...modelFiles(), ...tools.sort(), ...recipe])
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  const stamp = hash.digest('hex');
  return existsSync(compiled) && readFileSync(compiled, 'utf8').startsWith(`// ${stamp}\n`)
    ? undefined
    : stamp;
}

/** Two may compile at once: each writes its own file. */
function freshName() {
  return `${compiled}-${process.pid}`;
}

/**
 * @param {string} file
 * @param {string} stamp
 */
function asked(file, stamp) {
  return ['node_modules/tsx/dist/cli.mjs', `${compiler}/main.ts`, file, stamp];
}

/**
 * A file is renamed whole, so nobody ever reads half of one.
 * @param {string} fresh
 * @param {number | null} status
 */
function putInPlace(fresh, status) {
  if (status === 0) renameSync(fresh, compiled);
  else {
    rmSync(fresh, { force: true });
    throw new Error(`compiling the model failed with exit code ${status ?? 'none'}`);
  }
}
