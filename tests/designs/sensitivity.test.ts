import { describe, expect, it } from 'vitest';
import { sensitivity } from '../../simulations/designs/sensitivity.ts';
import { evenly, sensitivityStudy } from '../../simulations/designs/sensitivity-study.ts';
import { valueOfInformation } from '../../simulations/designs/information.ts';
import { hash32 } from '../../simulations/random/hash.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { latinHypercube } from '../../simulations/statistics/latin-hypercube.ts';
import { spearman } from '../../simulations/statistics/rank-correlation.ts';
import { formulaKernel } from '../support/formula-kernel.ts';
import { neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const costs = ['ticket', 'refundHandling', 'managerOffer'] as const;
const gap = {
  world: neutralWorld(),
  strategies: [neutralStrategy({ name: 'First' }), neutralStrategy({ name: 'Second' })],
  run: { seed: 'sensitivity', months: 1, ltvMonths: 1, replications: 1 },
  metric: 'revenue',
};
const inputs = costs.map((cost) =>
  evenly({ name: cost, pointers: [`/world/costs/${cost}`], low: 0, high: 1 }),
);
/** The first strategy's outcome is of the first input alone; the gap is the Ishigami function of all three. */
const kernel = formulaKernel(({ world, strategy }) => {
  const [x = NaN, y = NaN, z = NaN] = costs.map((cost) => Math.PI * (2 * world.costs[cost] - 1));
  const base = 5 * x;
  return strategy.name === 'First'
    ? base
    : base + Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
});

describe('sensitivity', () => {
  const { reading } = plainDrive(sensitivity(sensitivityStudy(gap, inputs, 1024)), kernel);

  it('of the gap is not that of an outcome: Ishigami for the one, a single input for the other', () => {
    const known = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ];
    reading.gap.inputs.forEach(({ firstOrder, total }, input) => {
      for (const [found, truth] of [
        [firstOrder, known[input]?.[0]] as const,
        [total, known[input]?.[1]] as const,
      ]) {
        const error = ((found?.high ?? NaN) - (found?.low ?? NaN)) / 3.92;
        expect(Math.abs((found?.value ?? NaN) - (truth ?? NaN))).toBeLessThan(5 * error + 1e-3);
        expect(error).toBeLessThan(0.1);
      }
    });
    expect(reading.first.inputs.map(({ total }) => Math.round(total?.value ?? NaN))).toEqual([1, 0, 0]);
    expect(reading.first.inputs[0]?.rankCorrelation.value).toBeCloseTo(1, 10);
  });

  it('leaves Sobol indices out where inputs are tied together, and keeps rank correlations', () => {
    const { world, strategies, run, metric, inputs: asked, sample } = sensitivityStudy(gap, inputs, 64);
    const tied = sample.map((value, place) => (place % 3 === 1 ? (sample[place - 1] ?? NaN) : value));
    const { first } = plainDrive(
      sensitivity({ world, strategies, run, metric, inputs: asked, sample: tied }),
      kernel,
    ).reading;
    expect(first.inputs.map(({ firstOrder, total }) => [firstOrder, total])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(first.inputs[1]?.rankCorrelation.value).toBeCloseTo(1, 10);
  });

  it('draws inputs together as the scenario ties them, and leaves a tie to others alone', () => {
    const tie = (a: string, b: string, rho: number) => ({
      a: `/world/costs/${a}`,
      b: `/world/costs/${b}`,
      rho,
    });
    const tied = sensitivityStudy(gap, inputs, 256, [tie('ticket', 'managerOffer', -0.8)]);
    expect(tied.otherSample).toBeUndefined();
    const column = (input: number) => tied.sample.filter((_, place) => place % 3 === input);
    // The standard error of a rank correlation of 256 rows is below 0.03 here.
    expect(Math.abs(spearman(column(0), column(2)) + 0.8)).toBeLessThan(0.1);
    expect(Math.abs(spearman(column(0), column(1)))).toBeLessThan(0.25);
    const free = sensitivityStudy(gap, inputs, 256);
    expect(sensitivityStudy(gap, inputs, 256, [tie('ticket', 'product', 0.5)])).toEqual(free);
    expect([...column(1)]).toEqual([...free.sample.filter((_, place) => place % 3 === 1)]);
  });

  it('says how far it is', () => {
    const { batches } = plainDrive(sensitivity(sensitivityStudy(gap, inputs, 512)), kernel);
    const done = batches.map((batch) => batch.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(done.at(-1)).toBeLessThan(1);
  });
});

describe('value of information', () => {
  // Gap = μ + a·z1 + b·z2, both standard normal. Knowing a normal of spread s is worth s·φ(m) - |μ|·Φ(-m), m = |μ|/s
  // (the unit normal loss integral, Raiffa and Schlaifer 1961).
  const [mu, a, b] = [50, 100, 30];
  const loss = (spread: number) => {
    const m = Math.abs(mu) / spread;
    const density = Math.exp((-m * m) / 2) / Math.sqrt(2 * Math.PI);
    return spread * density - Math.abs(mu) * upperTail(m);
  };
  const rows = 2000;
  const names = ['one', 'two', 'noise'].map((name) => hash32(name) | 0);
  const draws = latinHypercube(keyFromPhrase('information'), 1, rows, names).map(inverseNormal);
  const sample = Float64Array.from(
    { length: 2 * rows },
    (_, place) => draws[3 * (place >> 1) + (place & 1)] ?? NaN,
  );
  const first = Float64Array.from({ length: rows }, (_, row) => 1000 + 10 * (draws[3 * row] ?? NaN));
  const gapOf = (row: number) => mu + a * (draws[3 * row] ?? NaN) + b * (draws[3 * row + 1] ?? NaN);
  const inputsOf = ['one', 'two'].map((name) => ({ name, pointers: [`/world/${name}`] }));
  const ofGap = (noise: number) =>
    valueOfInformation({
      seed: 'information',
      inputs: inputsOf,
      sample,
      first,
      second: first.map((value, row) => value + gapOf(row) + noise * (draws[3 * row + 2] ?? NaN)),
    });

  it('of a linear Gaussian choice is the unit normal loss', () => {
    const reading = ofGap(0);
    expect(reading.choice).toBe('second');
    expect(reading.perfect.value / loss(Math.hypot(a, b))).toBeCloseTo(1, 1);
    expect(reading.perfectWithLuck.value).toBeCloseTo(reading.perfect.value, 6);
    expect((reading.perInput[0]?.worth.value ?? NaN) / loss(a)).toBeCloseTo(1, 1);
    expect(Math.abs((reading.perInput[1]?.worth.value ?? NaN) - loss(b))).toBeLessThan(1);
    for (const { worth } of reading.perInput) {
      expect(worth.low).toBeLessThanOrEqual(worth.value);
      expect(worth.high).toBeGreaterThanOrEqual(worth.value);
    }
  });

  it('does not take luck for knowledge: only the stated upper bound does', () => {
    const reading = ofGap(80);
    const error = 5 * (reading.perfect.high - reading.perfect.low);
    expect(Math.abs(reading.perfect.value - loss(Math.hypot(a, b)))).toBeLessThan(error);
    expect(reading.perfectWithLuck.value).toBeGreaterThan(1.1 * reading.perfect.value);
  });

  it('is nothing where no input has to do with the gap, however few the rows and many the inputs', () => {
    const [few, many] = [64, 6];
    const names = Array.from({ length: many }, (_, input) => ({
      name: `input ${String(input)}`,
      pointers: [`/world/${String(input)}`],
    }));
    const readings = Array.from({ length: 20 }, (_, round) => {
      const at = (place: number) => draws[(round * few * (many + 1) + place) % draws.length] ?? NaN;
      const zero = new Float64Array(few);
      return valueOfInformation({
        seed: `noise ${String(round)}`,
        inputs: names,
        sample: Float64Array.from({ length: few * many }, (_, place) => at(place)),
        first: zero,
        second: zero.map((_, row) => at(few * many + row)),
      });
    });
    const clear = readings.flatMap(({ perfect, perInput }) =>
      [perfect, ...perInput.map(({ worth }) => worth)].filter(({ low }) => low > 0),
    );
    for (const { perfect, perfectWithLuck, perInput } of readings) {
      for (const { worth } of perInput) expect(worth.value).toBeLessThanOrEqual(perfect.value);
      expect(perfect.value).toBeLessThanOrEqual(perfectWithLuck.value);
    }
    // Of 140 intervals of 95 % some miss on this side by chance.
    expect(clear.length).toBeLessThan(14);
    const mean = readings.reduce((sum, { perfect }) => sum + perfect.value, 0) / readings.length;
    expect(mean).toBeLessThan(0.1);
  });

  it('is nothing when the choice is clear', () => {
    const reading = valueOfInformation({
      seed: 's',
      inputs: inputsOf,
      sample,
      first,
      second: first.map((value) => value + 1),
    });
    expect(reading.perfect.value).toBeCloseTo(0, 9);
  });
});

/** Φ(-m) by the series of Abramowitz and Stegun 26.2.17, to 1e-7. */
function upperTail(m: number): number {
  const t = 1 / (1 + 0.2316419 * m);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-m * m) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}
