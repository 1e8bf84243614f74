/**
 * Where things lie in the machine's memory: the stage, then constants, then, from where those end (`heapBase`), all that the
 * stage points to. Addresses that are known beforehand are part of the instructions and need not be fetched.
 */

/** The one stage. Not 0, which is nobody's address; AssemblyScript keeps the first bytes to itself. */
export const STAGE = 1024;

/** Lists of constants. What is laid out inside of the stage ends before (compile.ts says so when it does not). */
export const CONSTANTS = 65536;
