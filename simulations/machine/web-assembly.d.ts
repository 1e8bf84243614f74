/**
 * As much of WebAssembly as the machine uses. It belongs neither to the language nor to Node's own types; where the page's
 * library of types is there (tests, workers, src), that one is seen instead of this.
 */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, () => void>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class CompileError extends Error {}
  class RuntimeError extends Error {}
}
