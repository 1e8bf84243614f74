/**
 * Lays values of the model out in the machine's memory, the way the compiled model expects them (tools/machine-compiler): fields
 * one after another, each at a multiple of its own size; a list's length in the four bytes before its first item.
 */

/** What a field holds. */
export type Shape =
  | 'f64'
  | 'i32'
  | 'bool'
  /** Of another place, or, `inside`, right here: then nothing has to be fetched to get at its fields. */
  | { readonly struct: string; readonly nullable?: true; readonly inside?: true }
  /** Of a length that is known beforehand, a list can lie inside as well. */
  | { readonly list: Shape; readonly inside?: number };

export type Fields = readonly (readonly [name: string, shape: Shape])[];
export type Structures = Readonly<Record<string, Fields>>;

/** Where a structure's fields stand behind its address, and where it ends. */
export interface Plan {
  readonly fields: readonly {
    readonly name: string;
    readonly shape: Shape;
    readonly offset: number;
  }[];
  readonly bytes: number;
}

const PAGE = 65536;
const SIZES = { f64: 8, i32: 4, bool: 1 } as const;
const POINTER = 4;
/** Everything begins at a multiple of the largest number. */
const ALIGNED = 8;
/** Before a list's first item: its length, in the last four bytes. */
export const LIST_HEAD = 8;

/** Plans of all structures; one that lies inside another is as long as its own plan. */
export function plansOf(structures: Structures): ReadonlyMap<string, Plan> {
  const plans = new Map<string, Plan>();
  for (const name of Object.keys(structures)) planOf(name, structures, plans);
  return plans;
}

function planOf(structure: string, structures: Structures, plans: Map<string, Plan>): Plan {
  const known = plans.get(structure);
  if (known !== undefined) return known;
  let end = 0;
  const fields = (structures[structure] ?? []).map(([name, shape]) => {
    const bytes = bytesOf(shape, structures, plans);
    const offset = upTo(isInside(shape) ? ALIGNED : bytes, end);
    end = offset + bytes;
    return { name, shape, offset };
  });
  const plan = { fields, bytes: upTo(ALIGNED, end) };
  plans.set(structure, plan);
  return plan;
}

/** Takes in the field itself. */
function bytesOf(shape: Shape, structures: Structures, plans: Map<string, Plan>): number {
  if (!isInside(shape)) return sizeOf(shape);
  if ('struct' in shape) return planOf(shape.struct, structures, plans).bytes;
  return LIST_HEAD + upTo(ALIGNED, shape.inside * sizeOf(shape.list));
}

type Inside = Exclude<Shape, string> & { readonly inside: true | number };

function isInside(shape: Shape): shape is Inside {
  return typeof shape === 'object' && shape.inside !== undefined;
}

function sizeOf(shape: Shape): number {
  return typeof shape === 'string' ? SIZES[shape] : POINTER;
}

function upTo(multiple: number, address: number): number {
  return Math.ceil(address / multiple) * multiple;
}

/** The host gives no more memory, as a browser may with many pages open. */
export class NoRoom extends Error {}

export class MemoryLayout {
  readonly #memory: WebAssembly.Memory;
  readonly #plans: ReadonlyMap<string, Plan>;
  /** Numbers of the words of lists of choices. */
  readonly #words: ReadonlyMap<string, number>;
  /** Addresses by value and by kind: what means two structures, or a list of reals and one of whole numbers, lies there twice. */
  readonly #placed = new Map<unknown, Map<string, number>>();
  #end: number;
  #view: DataView;

  /** Writes from `start` on; what stood there is lost. */
  constructor(
    memory: WebAssembly.Memory,
    start: number,
    plans: ReadonlyMap<string, Plan>,
    words: ReadonlyMap<string, number>,
  ) {
    this.#memory = memory;
    this.#plans = plans;
    this.#words = words;
    this.#end = start;
    this.#view = new DataView(memory.buffer);
  }

  /** Address of a value, which is written when it is met for the first time. */
  address(value: unknown, shape: Exclude<Shape, string>): number {
    const known = this.#placed.get(value)?.get(kindOf(shape));
    if (known !== undefined) return known;
    return 'list' in shape ? this.#list(value, shape.list) : this.#structure(value, shape.struct);
  }

  /** Writes a structure where its place is known. */
  placeAt(address: number, value: unknown, name: string): void {
    const plan = this.#plans.get(name);
    if (plan === undefined || !isGroup(value)) throw new Error(`no ${name} to lay out`);
    this.#remember(value, name, address);
    for (const { name: field, shape, offset } of plan.fields) {
      if (!this.#write(address + offset, value[field], shape))
        throw new Error(`${name}.${field} is no ${JSON.stringify(shape)}: ${typeof value[field]}`);
    }
  }

  /** What lies in two places is two things to the model: the change of one would not be seen in the other. */
  #remember(value: unknown, kind: string, address: number): void {
    const addresses = this.#placed.get(value) ?? new Map<string, number>();
    if (addresses.size > 0 && couldChange(value))
      throw new Error(`what could change lies in two places: ${[...addresses.keys(), kind].join(', ')}`);
    this.#placed.set(value, addresses.set(kind, address));
  }

  #structure(value: unknown, name: string): number {
    const address = this.#reserve(this.#plans.get(name)?.bytes ?? 0);
    this.placeAt(address, value, name);
    return address;
  }

  #list(value: unknown, item: Shape): number {
    if (!isList(value)) throw new Error('no list to lay out');
    const address = this.#reserve(LIST_HEAD + value.length * sizeOf(item)) + LIST_HEAD;
    this.#placeListAt(address, value, item);
    return address;
  }

  #placeListAt(address: number, value: List, item: Shape): void {
    this.#remember(value, kindOf({ list: item }), address);
    this.#view.setUint32(address - POINTER, value.length * sizeOf(item), true);
    if (value instanceof Float64Array && item === 'f64')
      new Float64Array(this.#memory.buffer, address, value.length).set(value);
    else if (value instanceof Int32Array && item === 'i32')
      new Int32Array(this.#memory.buffer, address, value.length).set(value);
    else {
      for (let index = 0; index < value.length; index++) {
        if (!this.#write(address + index * sizeOf(item), value[index], item))
          throw new Error(`an item of a list is no ${JSON.stringify(item)}: ${typeof value[index]}`);
      }
    }
  }

  /** False when the value is not of that shape. */
  #write(place: number, value: unknown, shape: Shape): boolean {
    if (isInside(shape)) {
      if ('struct' in shape) this.placeAt(place, value, shape.struct);
      else if (!isList(value) || value.length !== shape.inside) return false;
      else this.#placeListAt(place + LIST_HEAD, value, shape.list);
      return true;
    }
    if (typeof shape !== 'string') {
      const none = value === null || value === undefined;
      if (none && !('struct' in shape && shape.nullable === true)) return false;
      // Laid out first: then the memory, and with it the view, may be another.
      const address = none ? 0 : this.address(value, shape);
      this.#view.setUint32(place, address, true);
      return true;
    }
    if (shape === 'bool') {
      if (typeof value !== 'boolean') return false;
      this.#view.setUint8(place, value ? 1 : 0);
    } else if (typeof value === 'number') {
      if (shape === 'f64') this.#view.setFloat64(place, value, true);
      else if (value !== (value | 0)) return false;
      else this.#view.setInt32(place, value, true);
    } else {
      if (typeof value !== 'string' || shape !== 'i32') return false;
      // A word that the model never asks for is no word to it.
      this.#view.setInt32(place, this.#words.get(value) ?? 0, true);
    }
    return true;
  }

  #reserve(bytes: number): number {
    const address = upTo(ALIGNED, this.#end);
    this.#end = address + bytes;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) {
      this.#grow(Math.ceil(missing / PAGE));
      this.#view = new DataView(this.#memory.buffer);
    }
    return address;
  }

  #grow(pages: number): void {
    try {
      this.#memory.grow(pages);
    } catch {
      throw new NoRoom(`no memory for the stage: ${pages} more pages of ${PAGE} bytes`);
    }
  }
}

/** Values of one kind look alike in memory. */
function kindOf(shape: Shape): string {
  if (typeof shape === 'string') return shape;
  return 'list' in shape ? `list of ${kindOf(shape.list)}` : shape.struct;
}

/** Settings and what is worked out from them are plain objects and lists, and stay; what a life changes is neither. */
function couldChange(value: unknown): boolean {
  if (ArrayBuffer.isView(value)) return true;
  return !Array.isArray(value) && isGroup(value) && Object.getPrototypeOf(value) !== Object.prototype;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

type List = readonly unknown[] | Float64Array | Int32Array;

function isList(value: unknown): value is List {
  return Array.isArray(value) || value instanceof Float64Array || value instanceof Int32Array;
}
