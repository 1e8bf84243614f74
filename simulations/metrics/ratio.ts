/** A ratio; NaN, "does not exist", when there is nothing to divide by. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : NaN;
}
