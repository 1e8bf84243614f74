/** Compiles the model to WebAssembly: TypeScript to AssemblyScript (assemble.ts), and that by its own compiler. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
export type Build = keyof typeof options;

export interface CompiledProgram extends Program {
  readonly code: Uint8Array;
}

/** Compiles the model as it stands in this folder. */
export async function compileModel(build: Build): Promise<CompiledProgram> {
  const program = await assemble(entry.file, entry.name);
  return { ...program, code: machineCode(program.text, build) };
}

/** WebAssembly of AssemblyScript text; an error names the function of the model that it is about. */
export function machineCode(text: string, build: Build): Uint8Array {
  // In a process of its own: imported, the types of its standard library would become those of all tools.
  const folder = mkdtempSync(join(tmpdir(), 'cohort-lab-model-'));
  try {
    writeFileSync(join(folder, 'model.ts'), text);
    const asked = ['model.ts', '--baseDir', folder, ...options[build], '--runtime', 'stub'];
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
