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
  // Every function by itself and by its name, so that a profile can tell them apart.
  named: ['-O1', '--debug', '--noAssert', '--uncheckedBehavior', 'always'],
};
export type Build = keyof typeof options;

const memory = ['--runtime', 'stub', '--memoryBase', CONSTANTS.toFixed(0), '--enable', 'simd'];

const features = [
  // What AssemblyScript uses and does not write down.
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-simd',
];

/**
 * AssemblyScript puts hardly any function in the place of its call. With these limits lives take a tenth less time; with half of
 * them they gain less, with twice as much the code is twice as large and slower again.
 */
const inlining = {
  fast: [...limits(60, 200, 1_000_000), '--inline-functions-with-loops', '-O3'],
  // Only what reads and writes a field or an item.
  named: [...limits(12, 12, 12), '-O3', '-g'],
  checked: undefined,
};

function limits(always: number, flexible: number, oneCaller: number): readonly string[] {
  return [
    `--always-inline-max-function-size=${always}`,
    `--flexible-inline-max-function-size=${flexible}`,
    `--one-caller-inline-max-function-size=${oneCaller}`,
  ];
}

/** An error names the function of the model that it is about. */
export function machineCode(text: string, build: Build): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-lab-model-'));
  const file = join(folder, 'model.wasm');
  try {
    writeFileSync(join(folder, 'model.ts'), build === 'checked' ? text : pooled(text));
    const asked = ['model.ts', '--baseDir', folder, ...options[build], ...memory, '--outFile', 'model.wasm'];
    const complaints = run('assemblyscript/bin/asc.js', asked);
    if (complaints !== undefined)
      throw new Error(`AssemblyScript does not take the model:\n${placesOf(text, complaints)}`);
    const inlined = inlining[build];
    const refusal = inlined && run('binaryen/bin/wasm-opt', [file, ...features, ...inlined, '-o', file]);
    if (refusal !== undefined)
      throw new Error(`Binaryen does not take what AssemblyScript made:\n${refusal}`);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a compiler complains of, or undefined when it has done its work. */
function run(program: string, asked: readonly string[]): string | undefined {
  const { error, status, stderr } = spawnSync(process.execPath, [join('node_modules', program), ...asked], {
    encoding: 'utf8',
  });
  // It did not even start, or said more than anybody reads.
  if (error !== undefined) throw error;
  return status === 0 ? undefined : stderr;
}
