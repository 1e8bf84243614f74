/** Uniform between low and high: low + (high - low) u. */
export function uniform(low: number, high: number, u: number): number {
  return low + (high - low) * u;
}
