import { describe, expect, it } from 'vitest';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { scrambleOf, SobolCoordinate, sobolDimensions } from '../../simulations/random/sobol.ts';

const luck = new Luck(keyFromPhrase('sobol'));
const scrambled = (dimension: number, name = `p${dimension}`) =>
  new SobolCoordinate(dimension, scrambleOf(luck, name));

/** Centred L2 discrepancy (Hickernell 1998). */
function discrepancy(points: readonly (readonly number[])[]): number {
  const count = points.length;
  const dimensions = points[0]?.length ?? 0;
  let single = 0;
  let double = 0;
  for (const point of points) {
    single += point.reduce((product, u) => product * (1 + Math.abs(u - 0.5) / 2 - (u - 0.5) ** 2 / 2), 1);
    for (const other of points) {
      double += point.reduce((product, u, axis) => {
        const w = other[axis] ?? NaN;
        return product * (1 + Math.abs(u - 0.5) / 2 + Math.abs(w - 0.5) / 2 - Math.abs(u - w) / 2);
      }, 1);
    }
  }
  return Math.sqrt((13 / 12) ** dimensions - (2 / count) * single + double / count ** 2);
}

describe('the plain sequence', () => {
  // scipy 1.17.1, qmc.Sobol(256, scramble=False, bits=32), which lists point n at n xor (n >> 1); times 2^32.
  const published: readonly (readonly [number, readonly number[]])[] = [
    [0, [0, 2147483648, 3221225472, 1073741824, 536870912, 1778384896, 943718400]],
    [1, [0, 2147483648, 1073741824, 3221225472, 2684354560, 1107296256, 415236096]],
    [2, [0, 2147483648, 1073741824, 3221225472, 1610612736, 3321888768, 2227175424]],
    [16, [0, 2147483648, 3221225472, 1073741824, 536870912, 2919235584, 3091202048]],
    [63, [0, 2147483648, 3221225472, 1073741824, 1610612736, 2785017856, 1916796928]],
    [199, [0, 2147483648, 1073741824, 3221225472, 536870912, 570425344, 3619684352]],
    [255, [0, 2147483648, 3221225472, 1073741824, 536870912, 2449473536, 1069547520]],
  ];
  const listed = [0, 1, 2, 3, 7, 100, 1000];

  it('has the published points', () => {
    for (const [dimension, words] of published) {
      const coordinate = new SobolCoordinate(dimension);
      const places = words.map((_, index) => listed[index] ?? 0);
      expect(places.map((point) => coordinate.word(point ^ (point >>> 1)))).toEqual(words);
    }
    expect(published).toHaveLength(7);
  });

  it('knows 256 coordinates and refuses the next', () => {
    expect(sobolDimensions).toBe(256);
    expect(() => new SobolCoordinate(256)).toThrow('got 256');
  });
});

describe('the scrambled sequence', () => {
  it('puts one of the first 2^k points into each of 2^k strata, in every coordinate', () => {
    for (let dimension = 0; dimension < sobolDimensions; dimension++) {
      const coordinate = scrambled(dimension);
      const strata = new Set(
        Array.from({ length: 256 }, (_, index) => Math.floor(coordinate.uniform(index) * 256)),
      );
      expect(strata.size).toBe(256);
    }
  });

  it('stays strictly inside (0, 1)', () => {
    const coordinate = scrambled(3);
    for (const index of [0, 1, 2, 1023, 65535, 2 ** 32 - 1]) {
      expect(coordinate.uniform(index)).toBeGreaterThan(0);
      expect(coordinate.uniform(index)).toBeLessThan(1);
    }
  });

  it('is more even than chance, over four coordinates', () => {
    const even = Array.from({ length: 128 }, (_, index) =>
      [0, 1, 2, 3].map((axis) => scrambled(axis).uniform(index)),
    );
    const random = Array.from({ length: 128 }, (_, index) =>
      [0, 1, 2, 3].map((axis) => {
        luck.entity(index, 99, 0);
        return luck.uniform(axis + 1, 0);
      }),
    );
    expect(discrepancy(even)).toBeLessThan(discrepancy(random) / 2);
  });

  it('differs by name and by seed, and one coordinate leaves the others alone', () => {
    const first = (name: string, seed = 'sobol') =>
      new SobolCoordinate(5, scrambleOf(new Luck(keyFromPhrase(seed)), name)).uniform(0);
    expect(first('a')).not.toBe(first('b'));
    expect(first('a')).not.toBe(first('a', 'other'));
    expect(first('a')).toBe(first('a'));
  });

  it('is uniform: the first point alone, over many scramblings, has the mean of a uniform', () => {
    const count = 4000;
    let sum = 0;
    for (let each = 0; each < count; each++) sum += scrambled(2, `scrambling ${each}`).uniform(0);
    const z = (sum / count - 0.5) / Math.sqrt(1 / 12 / count);
    expect(Math.abs(z)).toBeLessThan(5);
  });
});
