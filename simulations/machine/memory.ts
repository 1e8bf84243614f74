/**
 * Lays values of the model out in the machine's memory, the way the compiled model expects them (tools/kernel-compiler): fields
 * one after another, each at a multiple of its own size; a list's length in the four bytes before its first item.
 */

/** What a field holds. */
export type Shape =
  | 'f64'
  | 'i32'
  | 'bool'
  /** Of another place, or, `inside`, right here. */
  | { readonly struct: string; readonly nullable?: true; readonly inside?: true }
  | { readonly list: Shape | 'u8'; readonly inside?: number };

export type Structures = Readonly<Record<string, readonly (readonly [name: string, shape: Shape])[]>>;

const PAGE = 65536;
const SIZES = { f64: 8, i32: 4, bool: 1, u8: 1 } as const;
const POINTER = 4;
/** Everything begins at a multiple of the largest number. */
const ALIGNED = 8;

function sizeOf(shape: Shape | 'u8'): number {
  return typeof shape === 'string' ? SIZES[shape] : POINTER;
}

function upTo(multiple: number, address: number): number {
  return Math.ceil(address / multiple) * multiple;
}

export class MemoryLayout {
  readonly #memory: WebAssembly.Memory;
  readonly #structures: Structures;
  /** Numbers of the words of lists of choices. */
  readonly #words: Readonly<Record<string, number>>;
  readonly #placed = new Map<unknown, number>();
  #end: number;
  #view: DataView;

  /** Writes from `start` on. */
  constructor(
    memory: WebAssembly.Memory,
    start: number,
    structures: Structures,
    words: Readonly<Record<string, number>>,
  ) {
    this.#memory = memory;
    this.#structures = structures;
    this.#words = words;
    this.#end = start;
    this.#view = new DataView(memory.buffer);
  }

  /** Address of a value, which is written when it is met for the first time. */
  address(value: unknown, shape: Exclude<Shape, string>): number {
    const known = this.#placed.get(value);
    if (known !== undefined) return known;
    return 'list' in shape ? this.#list(value, shape.list) : this.#structure(value, shape.struct);
  }

  /** Writes a structure at an address of its own. */
  placeAt(address: number, value: unknown, name: string): void {
    this.#placed.set(value, address);
    this.#fill(address, value, name);
  }

  #structure(value: unknown, name: string): number {
    const address = this.#reserve(this.#sizeOf({ struct: name, inside: true }));
    this.#placed.set(value, address);
    this.#fill(address, value, name);
    return address;
  }

  /** Writes a value's fields from an address on. */
  #fill(address: number, value: unknown, name: string): void {
    if (typeof value !== 'object' || value === null) throw new Error(`no ${name} to lay out`);
    const values = new Map<string, unknown>(Object.entries(value));
    let place = address;
    for (const [field, shape] of this.#structures[name] ?? []) {
      place = upTo(this.#alignmentOf(shape), place);
      this.#write(place, values.get(field), shape);
      place += this.#sizeOf(shape);
    }
  }

  #alignmentOf(shape: Shape | 'u8'): number {
    return typeof shape === 'object' && shape.inside !== undefined ? ALIGNED : sizeOf(shape);
  }

  #sizeOf(shape: Shape | 'u8'): number {
    if (typeof shape === 'string' || shape.inside === undefined) return sizeOf(shape);
    if ('list' in shape) return ALIGNED + upTo(ALIGNED, shape.inside * sizeOf(shape.list));
    const fields = this.#structures[shape.struct] ?? [];
    const end = fields.reduce((end, [, each]) => upTo(this.#alignmentOf(each), end) + this.#sizeOf(each), 0);
    return upTo(ALIGNED, end);
  }

  #list(value: unknown, item: Shape | 'u8'): number {
    const { length } = listOf(value);
    const address = this.#reserve(ALIGNED + length * sizeOf(item)) + ALIGNED;
    this.#fillList(address, value, item);
    return address;
  }

  #fillList(address: number, value: unknown, item: Shape | 'u8'): void {
    const items = listOf(value);
    this.#placed.set(value, address);
    this.#view.setUint32(address - 4, items.length * sizeOf(item), true);
    items.forEach((each, index) => {
      this.#write(address + index * sizeOf(item), each, item);
    });
  }

  #write(place: number, value: unknown, shape: Shape | 'u8'): void {
    if (typeof shape === 'object' && shape.inside !== undefined) {
      this.#placed.set(value, place);
      if ('list' in shape) this.#fillList(place + ALIGNED, value, shape.list);
      else this.#fill(place, value, shape.struct);
    } else if (typeof shape !== 'string') {
      const address = value === null || value === undefined ? 0 : this.address(value, shape);
      this.#view.setUint32(place, address, true);
    } else if (typeof value === 'number') {
      if (shape === 'f64') this.#view.setFloat64(place, value, true);
      else if (shape === 'i32') this.#view.setInt32(place, value, true);
      else this.#view.setUint8(place, value);
    } else if (typeof value === 'boolean') this.#view.setUint8(place, value ? 1 : 0);
    // A word that the model never asks for is no word to it.
    else if (typeof value === 'string') this.#view.setInt32(place, this.#words[value] ?? 0, true);
  }

  #reserve(bytes: number): number {
    const address = upTo(ALIGNED, this.#end);
    this.#end = address + bytes;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE));
      this.#view = new DataView(this.#memory.buffer);
    }
    return address;
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && 'length' in value))
    throw new Error('no list to lay out');
  return Array.from<unknown>(value);
}
