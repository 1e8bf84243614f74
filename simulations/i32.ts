/**
 * A whole number of 32 bits: an index, a count, a set of bits. To TypeScript it is any number; to the machine code that the
 * model is compiled to (tools/kernel-compiler) it is what the name says, and `number` is a real one.
 */
export type i32 = number;
