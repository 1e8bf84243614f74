/**
 * Whole and real numbers, which TypeScript does not tell apart and the machine code that the model is compiled to does
 * (tools/machine-compiler): `number` is a real one there.
 */

/** A whole number of 32 bits: an index, a count, a set of bits. */
export type i32 = number;

/** What a field of real numbers begins as: any fraction. One that begins with a whole number is a field of whole numbers. */
export const REAL = 0.5;
