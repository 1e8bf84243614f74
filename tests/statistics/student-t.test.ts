import { expect, it } from 'vitest';
import { normal975, studentT975 } from '../../simulations/statistics/student-t.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975.
it.each([
  [1, 12.706],
  [2, 4.303],
  [5, 2.571],
  [10, 2.228],
  [11, 2.201],
  [15, 2.131],
  [30, 2.042],
  [60, 2.0],
  [100, 1.984],
])('the 0.975 quantile with %d degrees of freedom is %d', (degrees, published) => {
  expect(Math.abs(studentT975(degrees) - published)).toBeLessThanOrEqual(0.0005);
});

it('falls with the degrees toward the normal quantile, also where the table ends', () => {
  for (let degrees = 2; degrees < 2000; degrees++) {
    expect(studentT975(degrees)).toBeLessThan(studentT975(degrees - 1));
  }
  expect(studentT975(1e9)).toBeCloseTo(normal975, 8);
});

it('does not exist without a degree of freedom', () => {
  expect(studentT975(0)).toBeNaN();
});
