/** Compiles the model to WebAssembly: TypeScript to AssemblyScript (assemble.ts), and that by its own compiler. */
import asc from 'assemblyscript/asc';
import { assemble } from './assemble.ts';
import type { Program } from './assemble.ts';
import { placesOf } from './places.ts';

/** Where the model begins. */
export const entry = { file: 'simulations/future.ts', name: 'liveFuture' };

const options = {
  // The lives have been tested with their bounds checked (tests/machine); checked again they would take longer.
  fast: ['-O3', '--noAssert', '--uncheckedBehavior', 'always'],
  checked: ['-O3', '--uncheckedBehavior', 'never'],
};

export interface CompiledProgram extends Program {
  readonly code: Uint8Array;
}

/** Compiles the model as it stands in this folder. */
export async function compileModel(kind: keyof typeof options): Promise<CompiledProgram> {
  const program = await assemble(entry.file, entry.name);
  return { ...program, code: await machineCode(program.text, kind) };
}

/** WebAssembly of AssemblyScript text; an error names the function of the model that it is about. */
export async function machineCode(text: string, kind: keyof typeof options): Promise<Uint8Array> {
  const written = new Map<string, string | Uint8Array>();
  const { error, stderr } = await asc.main(
    ['model.ts', ...options[kind], '--runtime', 'stub', '--outFile', 'model.wasm'],
    {
      readFile: (name) => (name === 'model.ts' ? text : null),
      writeFile: (name, content) => {
        written.set(name, content);
      },
      listFiles: () => [],
    },
  );
  const code = written.get('model.wasm');
  if (error === null && code instanceof Uint8Array) return code;
  throw new Error(
    `AssemblyScript does not take the model:\n${placesOf(text, stderr.toString() || String(error))}`,
  );
}
