import { describe, expect, it } from 'vitest';
import { hash32 } from '../../simulations/random/hash.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { latinHypercube } from '../../simulations/statistics/latin-hypercube.ts';
import { BootstrapRows } from '../../simulations/statistics/bootstrap.ts';
import { sobolIndices } from '../../simulations/statistics/sobol-indices.ts';

const key = keyFromPhrase('indices');
const rows = 8192;

function indicesOf(inputs: number, outcome: (x: readonly number[]) => number, n = rows) {
  const names = Array.from({ length: inputs }, (_, input) => hash32(`x${input}`) | 0);
  const [a, b] = [1, 2].map((stream) => latinHypercube(key, stream, n, names));
  const rowOf = (sample: Float64Array | undefined, row: number) =>
    Array.from(sample?.subarray(row * inputs, (row + 1) * inputs) ?? []);
  const evaluate = (rowAt: (row: number) => readonly number[]) =>
    Float64Array.from({ length: n }, (_, row) => outcome(rowAt(row)));
  return sobolIndices(
    evaluate((row) => rowOf(a, row)),
    evaluate((row) => rowOf(b, row)),
    names.map((_, input) => evaluate((row) => rowOf(a, row).with(input, rowOf(b, row)[input] ?? NaN))),
    new BootstrapRows(key, 3, 100),
  );
}

/** Ishigami and Homma 1990, a = 7, b = 0.1; indices in closed form (Saltelli et al. 2008, Global Sensitivity Analysis). */
const ishigami = ([u = NaN, v = NaN, w = NaN]: readonly number[]) => {
  const [x, y, z] = [u, v, w].map((one) => Math.PI * (2 * one - 1));
  return Math.sin(x ?? NaN) + 7 * Math.sin(y ?? NaN) ** 2 + 0.1 * (z ?? NaN) ** 4 * Math.sin(x ?? NaN);
};

describe('Sobol indices', () => {
  it('of the Ishigami function are 0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437', () => {
    const { first, total, mean, variance } = indicesOf(3, ishigami);
    expect(mean).toBeCloseTo(3.5, 1);
    expect(variance / (49 / 8 + Math.PI ** 4 / 50 + Math.PI ** 8 / 1800 + 1 / 2)).toBeCloseTo(1, 1);
    for (const [index, known] of [
      ...first.map((one, input) => [one, [0.3139, 0.4424, 0][input]] as const),
      ...total.map((one, input) => [one, [0.5576, 0.4424, 0.2437][input]] as const),
    ]) {
      const error = (index.high - index.low) / (2 * 1.96);
      expect(error).toBeLessThan(0.02);
      expect(Math.abs(index.value - (known ?? NaN))).toBeLessThan(5 * error);
    }
  });

  it('of the g-function follow its closed form', () => {
    const a = [0, 1, 4.5, 9];
    const { first, total } = indicesOf(4, (x) =>
      x.reduce(
        (product, value, input) =>
          product * ((Math.abs(4 * value - 2) + (a[input] ?? 0)) / (1 + (a[input] ?? 0))),
        1,
      ),
    );
    const parts = a.map((one) => 1 / 3 / (1 + one) ** 2);
    const variance = parts.reduce((product, part) => product * (1 + part), 1) - 1;
    parts.forEach((part, input) => {
      const others = parts.reduce(
        (product, other, each) => (each === input ? product : product * (1 + other)),
        1,
      );
      const error = (one: { high: number; low: number } | undefined) =>
        ((one?.high ?? NaN) - (one?.low ?? NaN)) / 3.92;
      expect(Math.abs((first[input]?.value ?? NaN) - part / variance)).toBeLessThan(
        5 * error(first[input]) + 1e-4,
      );
      expect(Math.abs((total[input]?.value ?? NaN) - (part * others) / variance)).toBeLessThan(
        5 * error(total[input]) + 1e-4,
      );
    });
  });

  it('would be wrong of another function: the check can fail', () => {
    const { first } = indicesOf(3, (x) => ishigami(x) + 8 * (x[2] ?? 0));
    const third = first[2];
    expect(Math.abs(third?.value ?? NaN)).toBeGreaterThan(
      (5 * ((third?.high ?? NaN) - (third?.low ?? NaN))) / 3.92,
    );
  });

  it('have intervals that leave out 2.5 % of the resamples at each end', () => {
    const n = 64;
    const luck = new BootstrapRows(key, 4, 201);
    const column = (name: string) =>
      Float64Array.from({ length: n }, (_, row) => hash32(`${name} ${row}`) / 2 ** 32);
    const [a, b, ...swapped] = ['a', 'b', 'first', 'second'].map(column);
    if (a === undefined || b === undefined) throw new Error('no samples');
    const { first, total } = sobolIndices(a, b, swapped, luck);
    const again = Array.from({ length: luck.rounds }, (_, round) => {
      const rows = Array.from(luck.rows(round, n));
      const [ofA, ofB, ...ofSwapped] = [a, b, ...swapped].map((values) =>
        Float64Array.from(rows, (row) => values[row] ?? NaN),
      );
      if (ofA === undefined || ofB === undefined) throw new Error('no samples');
      return sobolIndices(ofA, ofB, ofSwapped, new BootstrapRows(key, 5, 1));
    });
    for (const [which, indices] of [
      ['first', first],
      ['total', total],
    ] as const) {
      indices.forEach(({ value, low, high }, input) => {
        // Of 201 in order, 200·0.025 = 5 are below the lower end and as many above the upper one.
        const sorted = again
          .map((one) => one[which][input]?.value ?? NaN)
          .toSorted((one, other) => one - other);
        expect([low, high]).toEqual([sorted[5], sorted[195]]);
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
      });
    }
  });

  it('of an outcome that never varies do not exist', () => {
    const { first, total } = indicesOf(2, () => 1, 8);
    expect(first.map(({ value }) => value)).toEqual([NaN, NaN]);
    expect(total.map(({ value }) => value)).toEqual([NaN, NaN]);
  });
});

describe('Latin hypercube', () => {
  it('has one point in every slice of every dimension, and the same ones beside another dimension', () => {
    const sample = latinHypercube(key, 1, 50, [11, 12, 13]);
    for (let dimension = 0; dimension < 3; dimension++) {
      const slices = Array.from({ length: 50 }, (_, row) =>
        Math.floor((sample[3 * row + dimension] ?? NaN) * 50),
      );
      expect(slices.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: 50 }, (_, slice) => slice),
      );
    }
    const alone = latinHypercube(key, 1, 50, [12]);
    expect(Array.from(alone)).toEqual(Array.from({ length: 50 }, (_, row) => sample[3 * row + 1]));
  });
});
