/**
 * How many pieces of work each batch of a run gets: a small first one for an answer at once, each next one twice as large,
 * and from `most` on the rest in equal shares, so that a reading can be shown every so often. Results never depend on these
 * sizes.
 */
export function batchSizes(pieces: number, first: number, most: number): readonly number[] {
  const sizes: number[] = [];
  let left = pieces;
  for (let size = first; left > 0 && size < most; size *= 2) {
    sizes.push(Math.min(size, left));
    left -= Math.min(size, left);
  }
  const batches = Math.ceil(left / most);
  for (let batch = batches; batch > 0; batch--) {
    const size = Math.ceil(left / batch);
    sizes.push(size);
    left -= size;
  }
  return sizes;
}
