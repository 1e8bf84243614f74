/** Index of the position that is nearest to another; the first of equals. */
export function nearest(positions: readonly number[], position: number): number {
  let best = 0;
  positions.forEach((each, index) => {
    if (Math.abs(each - position) < Math.abs((positions[best] ?? 0) - position)) best = index;
  });
  return best;
}
