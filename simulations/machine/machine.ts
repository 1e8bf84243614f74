/**
 * The model as machine code: the same source compiled to WebAssembly (tools/machine-compiler), with the same bits as a result
 * in a third of the time. A machine holds one stage at a time, laid out from where its own memory ends.
 */
import type { Stage } from '../stage.ts';
import { MemoryLayout, NoRoom, plansOf } from './memory.ts';
import type { Plan, Structures } from './memory.ts';

/** What the compiler writes into compiled.ts. */
export interface Compiled {
  /** The WebAssembly module, two hexadecimal digits a byte: once it is packed for sending, shorter than base64. */
  readonly code: string;
  readonly structures: Structures;
  /** Where the stage lies. */
  readonly stage: number;
  /** Numbers of the words of lists of choices. */
  readonly words: Readonly<Record<string, number>>;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** First address that is free. */
  heapBase(): number;
  run(replication: number): void;
}

/** How living a future ended: `noRoom` when the host has no memory left for the stage. */
export type Ended = 'lived' | 'threw' | 'noRoom';

/** A machine, or undefined where there is no WebAssembly, or none that may or can take this code. */
export function startMachine(compiled: Compiled | undefined): Machine | undefined {
  if (compiled === undefined || typeof WebAssembly === 'undefined') return undefined;
  let instance: WebAssembly.Instance;
  try {
    instance = instanceOf(compiled);
  } catch (thrown) {
    if (isRefusal(thrown)) return undefined;
    throw thrown;
  }
  return new Machine(compiled, instance);
}

/** What is thrown where a policy forbids WebAssembly, where its vectors are missing, and where memory is short. */
function isRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof WebAssembly.CompileError ||
    // Safari's word for the policy, in versions that are still about.
    thrown instanceof EvalError ||
    thrown instanceof RangeError
  );
}

function instanceOf({ code }: Compiled): WebAssembly.Instance {
  return new WebAssembly.Instance(new WebAssembly.Module(bytesOf(code)), { env: { abort } });
}

export class Machine {
  readonly #exports: Exports;
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #words: ReadonlyMap<string, number>;
  readonly #place: number;
  #held: { readonly stage: Stage; readonly ledger: Float64Array } | undefined;

  constructor(compiled: Compiled, { exports }: WebAssembly.Instance = instanceOf(compiled)) {
    const { structures, words, stage } = compiled;
    if (!isModel(exports)) throw new Error('this module is not the compiled model');
    this.#exports = exports;
    this.#plans = plansOf(structures);
    this.#words = new Map(Object.entries(words));
    this.#place = stage;
  }

  /** Lives a future into `values`, a ledger's, which stay as they are unless it is lived. Why it threw has no words here. */
  live(stage: Stage, replication: number, values: Float64Array): Ended {
    const ledger = this.#ledgerOf(stage);
    if (ledger === undefined) return 'noRoom';
    ledger.fill(0);
    try {
      this.#exports.run(replication);
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) return 'threw';
      throw thrown;
    }
    values.set(ledger);
    return 'lived';
  }

  /** Undefined when there is no room for the stage; one that does not fit its structures is an error. */
  #ledgerOf(stage: Stage): Float64Array | undefined {
    try {
      return this.#hold(stage);
    } catch (thrown) {
      if (thrown instanceof NoRoom) return undefined;
      throw thrown;
    }
  }

  /** The ledger of the stage, which is laid out unless it is the one that lies there. */
  #hold(stage: Stage): Float64Array {
    if (this.#held?.stage === stage) return this.#held.ledger;
    // What is laid out half is nobody's.
    this.#held = undefined;
    const { memory } = this.#exports;
    const layout = new MemoryLayout(memory, this.#exports.heapBase(), this.#plans, this.#words);
    layout.placeAt(this.#place, stage, 'Stage');
    const values = layout.address(stage.ledger.values, { list: 'f64' });
    const ledger = new Float64Array(memory.buffer, values, stage.scene.layout.size);
    this.#held = { stage, ledger };
    return ledger;
  }
}

function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = parseInt(digits.slice(2 * index, 2 * index + 2), 16);
  return bytes;
}

/** Only a build that checks its bounds comes here. */
function abort(): void {
  throw new Error('the compiled model read or wrote outside of a list');
}

function isModel(exports: object): exports is Exports {
  return 'memory' in exports && 'heapBase' in exports && 'run' in exports;
}
