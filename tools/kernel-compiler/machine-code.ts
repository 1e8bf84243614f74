/**
 * WebAssembly of AssemblyScript text. Both compilers run in processes of their own: imported, the types of AssemblyScript's
 * standard library would become those of all tools.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSTANTS } from './addresses.ts';
import { placesOf } from './places.ts';
import { pooled } from './pool.ts';

const options = {
  // Bounds are checked by a test (tests/machine), in lives of every kind; checked always, lives would take longer.
  fast: ['-O3', '--noAssert', '--uncheckedBehavior', 'always'],
  checked: ['-O3', '--uncheckedBehavior', 'never'],
};
export type Build = keyof typeof options;

const memory = ['--runtime', 'stub', '--memoryBase', CONSTANTS.toFixed(0), '--enable', 'simd'];

/**
 * AssemblyScript puts hardly any function in the place of its call. With these limits lives take a tenth less time; with half of
 * them they gain less, with twice as much the code is twice as large and slower again.
 */
const inlining = [
  // What AssemblyScript uses and does not write down.
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-simd',
  '--always-inline-max-function-size=60',
  '--flexible-inline-max-function-size=200',
  '--one-caller-inline-max-function-size=1000000',
  '--inline-functions-with-loops',
  '-O3',
];

/** An error names the function of the model that it is about. */
export function machineCode(text: string, build: Build): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-lab-model-'));
  const file = join(folder, 'model.wasm');
  try {
    writeFileSync(join(folder, 'model.ts'), build === 'fast' ? pooled(text) : text);
    const asked = ['model.ts', '--baseDir', folder, ...options[build], ...memory, '--outFile', 'model.wasm'];
    const complaints = run('assemblyscript/bin/asc.js', asked);
    if (complaints !== undefined)
      throw new Error(`AssemblyScript does not take the model:\n${placesOf(text, complaints)}`);
    const refusal =
      build === 'fast' ? run('binaryen/bin/wasm-opt', [file, ...inlining, '-o', file]) : undefined;
    if (refusal !== undefined)
      throw new Error(`Binaryen does not take what AssemblyScript made:\n${refusal}`);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a compiler complains of, or undefined when it has done its work. */
function run(program: string, asked: readonly string[]): string | undefined {
  const { status, stderr } = spawnSync(process.execPath, [join('node_modules', program), ...asked], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : stderr;
}
