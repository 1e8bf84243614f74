import { expect, it } from 'vitest';
import { betaDistribution } from '../../simulations/random/incomplete-beta.ts';
import { normal975, studentT975 } from '../../simulations/statistics/student-t.ts';

// Closed forms of one, two and four degrees: tan(0.475π), 0.95·√(2/(1-0.95²)) and Shaw (2006), 2·√(cos(acos(√α)/3)/√α-1), α = 1-0.95².
it.each([
  [1, Math.tan(0.475 * Math.PI)],
  [2, 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))],
  [4, 2 * Math.sqrt(Math.cos(Math.acos(Math.sqrt(1 - 0.95 ** 2)) / 3) / Math.sqrt(1 - 0.95 ** 2) - 1)],
])('with %d degrees of freedom is that of the closed form, to ten digits', (degrees, exact) => {
  expect(Math.abs(studentT975(degrees) - exact)).toBeLessThanOrEqual(5.1e-11);
});

// mpmath 1.3.0 with 40 digits: the root of 1 - I(ν/(ν+t²); ν/2, ½)/2 = 0.975.
it.each([
  [3, 3.182446305284],
  [5, 2.570581835636],
  [6, 2.446911851145],
  [7, 2.364624251593],
  [8, 2.306004135204],
  [9, 2.262157162798],
  [10, 2.228138851986],
])('with %d degrees of freedom, of the table, is %d to nine digits', (degrees, exact) => {
  expect(Math.abs(studentT975(degrees) - exact)).toBeLessThanOrEqual(2.1e-10);
});

it.each([
  [11, 2.200985160092],
  [12, 2.178812829667],
  [15, 2.13144954556],
  [20, 2.085963447266],
  [30, 2.042272456301],
  [60, 2.000297822014],
  [120, 1.979930405082],
  [1000, 1.962339080826],
])(
  'with %d degrees of freedom, of the expansion, is %d to 5e-6, and nearer by the fifth power',
  (degrees, exact) => {
    expect(Math.abs(studentT975(degrees) - exact)).toBeLessThanOrEqual(5e-6 * (11 / degrees) ** 5 + 1e-11);
  },
);

it('leaves 2.5 % above it, by the distribution function', () => {
  for (let degrees = 1; degrees <= 2000; degrees++) {
    const t = studentT975(degrees);
    const above = betaDistribution(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
    expect(Math.abs(above - 0.025)).toBeLessThan(degrees <= 10 ? 1e-11 : 2.2e-7);
  }
});

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
