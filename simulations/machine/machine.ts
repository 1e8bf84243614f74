/**
 * The model as machine code: the same source compiled to WebAssembly (tools/kernel-compiler), with the same bits as a result
 * in a third of the time. A machine holds one stage at a time, laid out from where its own memory ends.
 */
import type { Stage } from '../stage.ts';
import { MemoryLayout, plansOf } from './memory.ts';
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

/** A machine, or undefined where there is no WebAssembly or a page's policy refuses it. */
export function startMachine(compiled: Compiled | undefined): Machine | undefined {
  try {
    return compiled === undefined ? undefined : new Machine(compiled);
  } catch {
    return undefined;
  }
}

export class Machine {
  readonly #exports: Exports;
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #words: ReadonlyMap<string, number>;
  readonly #place: number;
  #held: { readonly stage: Stage; readonly ledger: Float64Array } | undefined;

  constructor({ code, structures, words, stage }: Compiled) {
    const module = new WebAssembly.Module(bytesOf(code));
    const { exports } = new WebAssembly.Instance(module, { env: { abort } });
    if (!isModel(exports)) throw new Error('this module is not the compiled model');
    this.#exports = exports;
    this.#plans = plansOf(structures);
    this.#words = new Map(Object.entries(words));
    this.#place = stage;
  }

  /** Lives a future into `values`, a ledger's. False when the model threw: the machine has no words for why. */
  live(stage: Stage, replication: number, values: Float64Array): boolean {
    const ledger = this.#hold(stage);
    ledger.fill(0);
    try {
      this.#exports.run(replication);
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) return false;
      throw thrown;
    }
    values.set(ledger);
    return true;
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
