/**
 * Latin hypercube (McKay, Beckman and Conover 1979): n points in k dimensions, exactly one in each of the n slices of every
 * dimension. Row by row, k numbers each, in (0, 1). A pure function of seed, stream and size.
 */
import type { SeedKey } from '../random/key.ts';
import { Luck } from '../random/luck.ts';

const SLICE = 212;
const WITHIN = 213;

export function latinHypercube(
  seed: SeedKey,
  stream: number,
  points: number,
  dimensions: readonly number[],
): Float64Array {
  const luck = new Luck(seed);
  luck.replication(0);
  const width = dimensions.length;
  const values = new Float64Array(points * width);
  const order = new Int32Array(points);
  const keys = new Float64Array(points);
  dimensions.forEach((name, dimension) => {
    // A dimension is addressed by its name, so that another one beside it changes none of its numbers.
    const draw = (decision: number, point: number) => {
      luck.entity(name, stream, point >>> 16);
      return luck.uniform(decision, point & 0xffff);
    };
    for (let point = 0; point < points; point++) {
      order[point] = point;
      keys[point] = draw(SLICE, point);
    }
    order.sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
    for (let slice = 0; slice < points; slice++) {
      const point = order[slice] ?? 0;
      values[point * width + dimension] = (slice + draw(WITHIN, point)) / points;
    }
  });
  return values;
}
