/** Compiles a small program (programs/) as the model is compiled, and lays its stage out. */
import { plansOf, MemoryLayout } from '../../simulations/machine/memory.ts';
import { assemble } from '../../tools/machine-compiler/assemble.ts';
import { compileProgram } from '../../tools/machine-compiler/compile.ts';
import type { Build } from '../../tools/machine-compiler/machine-code.ts';

interface Ran {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly run: (replication: number) => void;
}

/** Answers of a program as machine code, to be compared with what its function leaves in `stage.answers` in JavaScript. */
export async function answersOfMachine(
  file: string,
  entry: string,
  stage: { readonly answers: Float64Array },
  replication: number,
  build: Build,
): Promise<readonly number[]> {
  const program = compileProgram(await assemble(file, entry), build);
  const abort = (): never => {
    throw new Error('outside of a list');
  };
  const module = new WebAssembly.Module(Buffer.from(program.code, 'hex'));
  const exports = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Ran;
  const plans = plansOf(program.structures);
  const words = new Map(Object.entries(program.words));
  const layout = new MemoryLayout(exports.memory, exports.heapBase(), plans, words);
  layout.placeAt(program.stage, stage, 'Stage');
  const place = layout.address(stage.answers, { list: 'f64' });
  exports.run(replication);
  return [...new Float64Array(exports.memory.buffer, place, stage.answers.length)];
}
