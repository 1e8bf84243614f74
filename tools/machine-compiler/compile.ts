/** Compiles the model to WebAssembly: TypeScript to AssemblyScript (assemble.ts), and that by its own compiler (machine-code.ts). */
import type { Compiled } from '../../simulations/machine/machine.ts';
import { plansOf } from '../../simulations/machine/memory.ts';
import { CONSTANTS, STAGE } from './addresses.ts';
import { assemble } from './assemble.ts';
import type { Program } from './assemble.ts';
import { machineCode } from './machine-code.ts';
import type { Build } from './machine-code.ts';

/** Where the model begins. */
export const entry = { file: 'simulations/future.ts', name: 'liveFuture' };

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
