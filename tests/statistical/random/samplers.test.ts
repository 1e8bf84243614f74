import { describe, expect, test } from 'vitest';
import { betaFromLuck } from '../../../simulations/random/beta.ts';
import { betaQuantiles, quantileAtScore } from '../../../simulations/random/beta-quantiles.ts';
import { binomial } from '../../../simulations/random/binomial.ts';
import { categorical } from '../../../simulations/random/categorical.ts';
import { exponentialVariate } from '../../../simulations/random/exponential-variate.ts';
import { gamma } from '../../../simulations/random/gamma.ts';
import { betaDistribution } from '../../../simulations/random/incomplete-beta.ts';
import { inverseNormal } from '../../../simulations/random/inverse-normal.ts';
import { keyFromPhrase } from '../../../simulations/random/key.ts';
import { logGamma } from '../../../simulations/random/log-gamma.ts';
import { logNormal } from '../../../simulations/random/log-normal.ts';
import { Luck } from '../../../simulations/random/luck.ts';
import { normalDistribution } from '../../../simulations/random/normal-distribution.ts';
import { normal } from '../../../simulations/random/normal.ts';
import { poisson } from '../../../simulations/random/poisson.ts';
import { uniform } from '../../../simulations/random/uniform.ts';
import { deviationsFromTheory } from '../../support/theory-check.ts';
import type { Theory } from '../../support/theory-check.ts';

const DRAWS = 200_000;
const luck = new Luck(keyFromPhrase('samplers under test'));

interface Case {
  readonly name: string;
  readonly theory: Theory;
  /** One draw; `factor` is 1, or 1.03 for the biased twin. The luck is that of a customer of its own. */
  readonly draw: (factor: number) => number;
}

function draws(each: Case, factor: number): Float64Array {
  const values = new Float64Array(DRAWS);
  for (let index = 0; index < DRAWS; index += 1) {
    luck.entity(index, 77, index % 60);
    values[index] = each.draw(factor);
  }
  return values;
}

const u = (): number => luck.uniform(1, 0);
const continuous = (
  mean: number,
  variance: number,
  kurtosis: number,
  distribution: (x: number) => number,
): Theory => ({ mean, variance, kurtosis, distribution, kind: 'continuous' });

function betaTheory(a: number, b: number): Theory {
  const n = a + b;
  const excess = (6 * ((a - b) ** 2 * (n + 1) - a * b * (n + 2))) / (a * b * (n + 2) * (n + 3));
  return continuous(a / n, (a * b) / (n * n * (n + 1)), 3 + excess, (x) => betaDistribution(x, a, b));
}

/** P(Gamma(shape) <= x), by the series of the incomplete gamma function. */
function gammaDistribution(shape: number, x: number): number {
  if (x <= 0) return 0;
  let sum = 1;
  let term = 1;
  for (let n = 1; n < 1000 && term > 1e-17 * sum; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(shape * Math.log(x) - x - logGamma(shape + 1)));
}

/** Distribution function of a law on whole numbers, added up from its ratio of neighbours. */
function summed(atZero: number, ratio: (k: number) => number): (k: number) => number {
  const below: number[] = [];
  let probability = atZero;
  let sum = 0;
  for (let k = 0; k < 2000; k += 1) {
    sum += probability;
    below.push(Math.min(1, sum));
    probability *= ratio(k);
  }
  return (k) => below[k]!;
}

function poissonCase(mean: number): Case {
  return {
    name: `poisson ${mean}`,
    theory: {
      mean,
      variance: mean,
      kurtosis: 3 + 1 / mean,
      distribution: summed(Math.exp(-mean), (k) => mean / (k + 1)),
      kind: 'whole',
    },
    draw: (factor) => poisson(mean * factor, u()),
  };
}

function binomialCase(n: number, p: number): Case {
  const variance = n * p * (1 - p);
  return {
    name: `binomial ${n}, ${p}`,
    theory: {
      mean: n * p,
      variance,
      kurtosis: 3 + (1 - 6 * p * (1 - p)) / variance,
      distribution: summed((1 - p) ** n, (k) => ((n - k) * p) / ((k + 1) * (1 - p))),
      kind: 'whole',
    },
    draw: (factor) => binomial(n, p * factor, u()),
  };
}

function gammaCase(shape: number): Case {
  return {
    name: `gamma ${shape}`,
    theory: continuous(shape, shape, 3 + 6 / shape, (x) => gammaDistribution(shape, x)),
    draw: (factor) => gamma(luck, 2, 0, shape * factor),
  };
}

function betaCase(a: number, b: number): Case {
  return {
    name: `beta ${a}, ${b} by gamma draws`,
    theory: betaTheory(a, b),
    draw: (factor) => betaFromLuck(luck, 3, 0, a * factor, b),
  };
}

function betaQuantilesCase(a: number, b: number): Case {
  const tables = new Map([1, 1.03].map((factor) => [factor, betaQuantiles(a * factor, b)]));
  return {
    name: `beta ${a}, ${b} by inversion`,
    theory: betaTheory(a, b),
    draw: (factor) => quantileAtScore(tables.get(factor)!, inverseNormal(u())),
  };
}

const spread = 0.4;
const square = Math.exp(spread * spread);
const weights = [5, 1, 0, 3, 0.5, 2];
const total = weights.reduce((sum, weight) => sum + weight, 0);
const share = (k: number): number => weights.slice(0, k + 1).reduce((sum, weight) => sum + weight, 0) / total;
const categoryMoment = (power: number, about: number): number =>
  weights.reduce((sum, weight, k) => sum + (weight / total) * (k - about) ** power, 0);
const categoryMean = categoryMoment(1, 0);

const cases: readonly Case[] = [
  {
    name: 'uniform 2 to 5',
    theory: continuous(3.5, 9 / 12, 1.8, (x) => Math.min(1, (x - 2) / 3)),
    draw: (factor) => uniform(2, 2 + 3 * factor, u()),
  },
  {
    name: 'normal 10, 2',
    theory: continuous(10, 4, 3, (x) => normalDistribution((x - 10) / 2)),
    draw: (factor) => normal(10, 2 * factor, u()),
  },
  {
    name: 'log-normal 30, 0.4',
    theory: continuous(
      30 * Math.sqrt(square),
      900 * square * (square - 1),
      square ** 4 + 2 * square ** 3 + 3 * square ** 2 - 3,
      (x) => normalDistribution(Math.log(x / 30) / spread),
    ),
    draw: (factor) => logNormal(30 * factor, spread, u()),
  },
  {
    name: 'exponential',
    theory: continuous(1, 1, 9, (x) => -Math.expm1(-x)),
    draw: (factor) => exponentialVariate(u()) * factor,
  },
  ...[0.2, 1, 7.5, 11.9, 12.1, 90, 700].map(poissonCase),
  ...(
    [
      [1, 0.4],
      [12, 0.3],
      [12, 0.8],
      [100, 0.2],
      [900, 0.45],
      [500, 0.7],
    ] as const
  ).map(([n, p]) => binomialCase(n, p)),
  ...[0.3, 1, 1.7, 9].map(gammaCase),
  ...(
    [
      [0.668, 3.806],
      [2, 5],
      [0.3, 0.3],
    ] as const
  ).flatMap(([a, b]) => [betaCase(a, b), betaQuantilesCase(a, b)]),
  {
    name: 'categorical',
    theory: {
      mean: categoryMean,
      variance: categoryMoment(2, categoryMean),
      kurtosis: categoryMoment(4, categoryMean) / categoryMoment(2, categoryMean) ** 2,
      distribution: (k) => share(k),
      kind: 'whole',
    },
    draw: (factor) => categorical([weights[0]! * factor, ...weights.slice(1)], u()),
  },
];

describe.each(cases)('$name', (each) => {
  test('agrees with its theory', () => expect(deviationsFromTheory(draws(each, 1), each.theory)).toEqual([]));

  test('biased by 3 %, it does not', () =>
    expect(deviationsFromTheory(draws(each, 1.03), each.theory)).not.toEqual([]));
});

test('gaps of exponentials make a Poisson count', () => {
  const counts = new Float64Array(50_000);
  for (let index = 0; index < counts.length; index += 1) {
    luck.entity(index, 78, 0);
    let count = 0;
    for (let time = exponentialVariate(luck.uniform(4, 0)); time < 3; count += 1) {
      time += exponentialVariate(luck.uniform(4, count + 1));
    }
    counts[index] = count;
  }
  expect(deviationsFromTheory(counts, poissonCase(3).theory)).toEqual([]);
  expect(deviationsFromTheory(counts, poissonCase(3.09).theory)).not.toEqual([]);
});
