/*
 * Exact powers of two from 2^-1074 to 2^1023, to scale a double without going through its bits: writing half a
 * double and reading it whole stalls the processor for longer than this look-up takes.
 */

/** powersOfTwo[POWER_OF_TWO_ZERO + k] is 2^k. */
export const POWER_OF_TWO_ZERO = 1074;
export const powersOfTwo = new Float64Array(POWER_OF_TWO_ZERO + 1024);

for (let power = 1, k = 0; k < 1024; k += 1, power *= 2) powersOfTwo[POWER_OF_TWO_ZERO + k] = power;
for (let power = 1, k = 0; k <= POWER_OF_TWO_ZERO; k += 1, power /= 2)
  powersOfTwo[POWER_OF_TWO_ZERO - k] = power;
