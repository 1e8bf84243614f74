/** Compiles the model to WebAssembly: TypeScript to AssemblyScript (assemble.ts), and that by its own compiler. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compiled } from '../../simulations/machine/machine.ts';
import { plansOf } from '../../simulations/machine/memory.ts';
import { CONSTANTS, STAGE } from './addresses.ts';
import { assemble } from './assemble.ts';
import type { Program } from './assemble.ts';
import { placesOf } from './places.ts';

/** Where the model begins. */
export const entry = { file: 'simulations/future.ts', name: 'liveFuture' };

const options = {
  // Bounds are checked by a test (tests/machine), in lives of every kind; checked always, lives would take longer.
  fast: ['-O3', '--noAssert', '--uncheckedBehavior', 'always'],
  checked: ['-O3', '--uncheckedBehavior', 'never'],
};
const memory = ['--runtime', 'stub', '--memoryBase', String(CONSTANTS)];
export type Build = keyof typeof options;

/** Compiles the model as it stands in this folder. */
export async function compileModel(build: Build): Promise<Compiled> {
  return compileProgram(await assemble(entry.file, entry.name), build);
}

export function compileProgram({ text, structures, words }: Program, build: Build): Compiled {
  const end = STAGE + (plansOf(structures).get('Stage')?.bytes ?? 0);
  if (end > CONSTANTS) throw new Error(`the stage ends at ${end}, where the constants begin: move them`);
  const code = Buffer.from(machineCode(text, build)).toString('hex');
  return { code, structures, words, stage: STAGE };
}

/** WebAssembly of AssemblyScript text; an error names the function of the model that it is about. */
function machineCode(text: string, build: Build): Uint8Array {
  // In a process of its own: imported, the types of its standard library would become those of all tools.
  const folder = mkdtempSync(join(tmpdir(), 'cohort-lab-model-'));
  try {
    writeFileSync(join(folder, 'model.ts'), text);
    const asked = ['model.ts', '--baseDir', folder, ...options[build], ...memory];
    const { status, stderr } = spawnSync(
      process.execPath,
      ['node_modules/assemblyscript/bin/asc.js', ...asked, '--outFile', 'model.wasm'],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`AssemblyScript does not take the model:\n${placesOf(text, stderr)}`);
    return readFileSync(join(folder, 'model.wasm'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
