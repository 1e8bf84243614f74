/**
 * Index of the category that u falls into, category i taking weights[i] / total of the unit interval, in order.
 * Weights are >= 0, not all 0, and need not add up to 1; a category of weight 0 is never chosen.
 */
export function categorical(weights: ArrayLike<number>, u: number): number {
  let total = 0;
  for (let index = 0; index < weights.length; index += 1) total += weights[index]!;
  if (!(total > 0)) throw new RangeError(`weights must have a positive total: ${total}`);
  let left = u * total;
  let chosen = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index]!;
    if (weight === 0) continue;
    // Rounding can leave a crumb after the last weight: it belongs to the last category that has any.
    chosen = index;
    left -= weight;
    if (left < 0) return chosen;
  }
  return chosen;
}
