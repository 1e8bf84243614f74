/** Index of the position that is nearest to another; the first of equals. */
export function nearest(positions: readonly number[], position: number): number {
  let best = 0;
  positions.forEach((each, index) => {
    if (Math.abs(each - position) < Math.abs((positions[best] ?? 0) - position)) best = index;
  });
  return best;
}

/** Where what is said of a row begins: at the lower edge of the row, half-way to the next. */
export function besideRow(middles: readonly number[], row: number): number {
  const [first = 0, second] = middles;
  // The only row begins at the top of the chart.
  const half = second === undefined ? first : (second - first) / 2;
  return (middles[row] ?? 0) + half;
}
