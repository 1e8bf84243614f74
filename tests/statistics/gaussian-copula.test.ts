import { describe, expect, it } from 'vitest';
import {
  cholesky,
  eigen,
  nearestCorrelation,
  normalOfSpearman,
} from '../../simulations/statistics/gaussian-copula.ts';

describe('the correlation of normal scores', () => {
  it('is 2 sin(π r / 6)', () => {
    for (const rank of [-1, -0.7, -0.2, 0, 0.1, 0.5, 0.9, 1]) {
      expect(normalOfSpearman(rank)).toBeCloseTo(2 * Math.sin((Math.PI * rank) / 6), 14);
    }
    expect(() => normalOfSpearman(1.1)).toThrow('got 1.1');
  });
});

describe('eigenvalues', () => {
  it('are those of a matrix that is known by heart', () => {
    const { values, vectors } = eigen([
      [2, 1, 0],
      [1, 2, 1],
      [0, 1, 2],
    ]);
    const sorted = [...values].sort((a, b) => a - b);
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((value, index) => {
      expect(sorted[index]).toBeCloseTo(value, 12);
    });
    for (const column of [0, 1, 2]) {
      expect(vectors.reduce((sum, row) => sum + (row[column] ?? NaN) ** 2, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('the nearest correlation matrix', () => {
  it('is the published one', () => {
    // Higham, "Computing the nearest correlation matrix", IMA Journal of Numerical Analysis 22 (2002), section 4.
    const { matrix, largestChange } = nearestCorrelation([
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ]);
    expect(matrix[0]?.[1]).toBeCloseTo(0.7607, 4);
    expect(matrix[0]?.[2]).toBeCloseTo(0.1573, 4);
    expect(matrix[1]?.[2]).toBeCloseTo(0.7607, 4);
    expect(largestChange).toBeCloseTo(0.2393, 4);
  });

  it('has a unit diagonal, is symmetric and can be factored, whatever was wanted', () => {
    const wanted = [
      [1, 0.9, -0.9, 0.5],
      [0.9, 1, 0.9, -0.5],
      [-0.9, 0.9, 1, 0.8],
      [0.5, -0.5, 0.8, 1],
    ];
    const { matrix } = nearestCorrelation(wanted);
    matrix.forEach((row, i) => {
      expect(row[i]).toBe(1);
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(matrix[j]?.[i] ?? NaN, 12);
      });
    });
    expect(() => cholesky(matrix)).not.toThrow();
    expect(() => cholesky(wanted)).toThrow('positive definite');
  });

  it('leaves a matrix that is positive definite as it is', () => {
    const fine = [
      [1, 0.5],
      [0.5, 1],
    ];
    expect(nearestCorrelation(fine)).toEqual({ matrix: fine, largestChange: 0 });
  });
});

describe('the factor', () => {
  it('times its transpose is the matrix', () => {
    const matrix = [
      [1, 0.3, -0.2],
      [0.3, 1, 0.6],
      [-0.2, 0.6, 1],
    ];
    const factor = cholesky(matrix);
    matrix.forEach((row, i) => {
      row.forEach((value, j) => {
        const product = [0, 1, 2].reduce((sum, k) => sum + (factor[i]?.[k] ?? 0) * (factor[j]?.[k] ?? 0), 0);
        expect(product).toBeCloseTo(value, 14);
      });
    });
  });
});
