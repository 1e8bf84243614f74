// The model as machine code in simulations/machine/compiled.ts, compiled again when its sources have changed. As a command:
//     node tools/provide-machine.mjs
// After `npm ci` (package.json: prepare) a model that is refused is told and no more, because the packages are fine:
//     node tools/provide-machine.mjs --or-later
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = 'simulations/future.ts';
const folder = 'simulations/machine';
export const compiled = `${folder}/compiled.ts`;
const compiler = 'tools/machine-compiler';
const recipe = [
  'tools/provide-machine.mjs',
  'package-lock.json',
  'tsconfig.json',
  'simulations/tsconfig.json',
  // What is written is of their types.
  'simulations/machine/machine.ts',
  'simulations/machine/memory.ts',
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  try {
    // An installation without what only development needs has no compiler.
    if (existsSync('node_modules/assemblyscript')) provideMachine();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!process.argv.includes('--or-later')) process.exitCode = 1;
  }
}

/** Sees to it that compiled.ts is the model of these sources. To be called in the project's folder. */
export function provideMachine() {
  const stamp = missing();
  if (stamp === undefined) return;
  console.error('Compiling the model…');
  const fresh = freshName();
  // Output is for what the command prints.
  const { status } = spawnSync(process.execPath, asked(fresh, stamp), { stdio: ['ignore', 2, 2] });
  putInPlace(fresh, stamp, status);
}

/** The same, while others go on: for a server. */
export async function provideMachineMeanwhile() {
  const stamp = missing();
  if (stamp === undefined) return;
  const fresh = freshName();
  const child = spawn(process.execPath, asked(fresh, stamp), { stdio: ['ignore', 2, 2] });
  /** @type {number | null} */
  const status = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  putInPlace(fresh, stamp, status);
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
  return bears(stamp) ? undefined : stamp;
}

/** @param {string} stamp */
function bears(stamp) {
  return existsSync(compiled) && readFileSync(compiled, 'utf8').startsWith(`// ${stamp}\n`);
}

/** Two may compile at once: each writes its own file. What one left that was interrupted goes. */
function freshName() {
  for (const file of readdirSync(folder)) {
    const [, of] = /^compiled\.ts-(\d+)$/.exec(file) ?? [];
    if (of !== undefined && !isRunning(Number(of))) rmSync(`${folder}/${file}`, { force: true });
  }
  return `${compiled}-${process.pid}`;
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that belongs to somebody else may not be asked, and is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
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
 * @param {string} stamp
 * @param {number | null} status
 */
function putInPlace(fresh, stamp, status) {
  try {
    if (status !== 0) throw new Error(`compiling the model failed with exit code ${status ?? 'none'}`);
    renameSync(fresh, compiled);
  } catch (error) {
    rmSync(fresh, { force: true });
    // Another process was quicker (Windows then renames nothing), and its machine code is of the same sources.
    if (status !== 0 || !bears(stamp)) throw error;
  }
}
