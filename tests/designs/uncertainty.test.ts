import { describe, expect, it } from 'vitest';
import { untilPrecise } from '../../simulations/designs/precision.ts';
import { splitHeadline, splitOf, splitSpread } from '../../simulations/designs/uncertainty.ts';
import { drawParameters } from '../../simulations/designs/uncertainty-draws.ts';
import type { Drawn } from '../../simulations/designs/uncertainty-draws.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import { ranks } from '../../simulations/statistics/rank-correlation.ts';
import { curveKernel, curveStudy, normalOf, X } from '../support/curve-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const flat = (pointer: string): Drawn => ({ pointer, quantiles: (u) => u });
const many = Array.from({ length: 300 }, (_, index) => flat(`/world/p${index}`));
const columnOf = (
  { pointers, values }: { pointers: readonly string[]; values: Float64Array },
  pointer: string,
) => values.filter((_, index) => pointers[index % pointers.length] === pointer);

function spearman(first: Float64Array, second: Float64Array): number {
  const [a, b] = [ranks(first), ranks(second)];
  const middle = (first.length + 1) / 2;
  const product = (x: Float64Array, y: Float64Array) =>
    x.reduce((sum, value, index) => sum + (value - middle) * ((y[index] ?? NaN) - middle), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

describe('draws of what is uncertain', () => {
  const run = { seed: 'draws', replications: 64 };
  const { draws, repair } = drawParameters(many, run);

  it('hit every stratum of every parameter once', () => {
    expect(repair).toBeNull();
    for (const { pointer } of many.slice(0, 256)) {
      expect(new Set(columnOf(draws, pointer).map((u) => Math.floor(64 * u))).size).toBe(64);
    }
  });

  it('go on independently beyond the coordinates of the sequence', () => {
    const last = columnOf(draws, '/world/p299');
    expect(new Set(last).size).toBe(64);
    expect(Math.abs(last.reduce((sum, u) => sum + u, 0) / 64 - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 64));
  });

  it('of fewer futures are a prefix of more', () => {
    const more = drawParameters(many, { ...run, replications: 100 }).draws.values;
    expect(more.subarray(0, draws.values.length)).toEqual(draws.values);
  });

  it('keep those of before when a parameter is added at the end', () => {
    const fewer = drawParameters(many.slice(0, 5), run).draws;
    expect(columnOf(fewer, '/world/p4')).toEqual(columnOf(draws, '/world/p4'));
  });

  it('are one draw where strategies leave the same parameter uncertain', () => {
    const both = drawParameters(
      [flat('/strategies/0/budget/perMonth'), flat('/world/x'), flat('/strategies/1/budget/perMonth')],
      run,
    ).draws;
    expect(columnOf(both, '/strategies/1/budget/perMonth')).toEqual(
      columnOf(both, '/strategies/0/budget/perMonth'),
    );
    expect(columnOf(both, '/world/x')).not.toEqual(columnOf(both, '/strategies/0/budget/perMonth'));
  });

  it('average a smooth function better than chance', () => {
    const four = drawParameters(many.slice(0, 4), { seed: 'even', replications: 1024 }).draws.values;
    let sum = 0;
    for (let row = 0; row < 1024; row++)
      sum += four.subarray(4 * row, 4 * row + 4).reduce((product, u) => product * 2 * u, 1);
    // Chance: standard deviation of the product over √1024.
    const chance = Math.sqrt((4 / 3) ** 4 - 1) / 32;
    expect(Math.abs(sum / 1024 - 1)).toBeLessThan(chance / 5);
  });
});

describe('rank correlations', () => {
  const three = [flat('/world/a'), flat('/world/b'), flat('/world/c')];
  const run = { seed: 'tied', replications: 4096 };

  it('are reached, and whoever is tied to nobody keeps its draws', () => {
    const { draws, repair } = drawParameters(three, run, [{ a: '/world/a', b: '/world/c', rho: -0.6 }]);
    const [a, b, c] = three.map(({ pointer }) => columnOf(draws, pointer));
    // Its standard error over 4096 independent futures is 0.01; spread evenly, less.
    expect(spearman(a!, c!)).toBeCloseTo(-0.6, 1);
    expect(Math.abs(spearman(a!, c!) + 0.6)).toBeLessThan(5 * 0.011);
    expect(Math.abs(spearman(a!, b!))).toBeLessThan(5 * 0.016);
    const free = drawParameters(three, run).draws;
    expect(b).toEqual(columnOf(free, '/world/b'));
    expect(a).toEqual(columnOf(free, '/world/a'));
    expect(repair).toBeNull();
    // Every parameter keeps its own distribution.
    expect(c!.reduce((sum, u) => sum + u, 0) / 4096).toBeCloseTo(0.5, 2);
    expect(Math.min(...c!)).toBeGreaterThan(0);
  });

  it('that do not fit together are repaired, and it is said how', () => {
    const { draws, repair } = drawParameters(three, run, [
      { a: '/world/a', b: '/world/b', rho: 0.9 },
      { a: '/world/b', b: '/world/c', rho: 0.9 },
      { a: '/world/a', b: '/world/c', rho: -0.9 },
    ]);
    expect(repair?.parameters).toEqual(['/world/a', '/world/b', '/world/c']);
    expect(repair?.largestChange).toBeGreaterThan(0.3);
    const used = repair?.used[0]?.[1] ?? NaN;
    const reached = spearman(columnOf(draws, '/world/a'), columnOf(draws, '/world/b'));
    expect(2 * Math.sin((Math.PI * reached) / 6)).toBeCloseTo(used, 1);
  });

  it('need uncertain parameters', () => {
    expect(() => drawParameters(three, run, [{ a: '/world/a', b: '/world/z', rho: 0.5 }])).toThrow(
      '/world/z',
    );
  });
});

describe('luck and ignorance', () => {
  /** Outcome 3·θ + 4·luck, θ standard normal: of the variance 25, 9 is ignorance and 16 luck. */
  const kernel = curveKernel(({ month, segment, x, luck, strategy, replication }) => {
    if (month > 0 || segment > 0) return 0;
    return 3 * x + 4 * luck + (strategy.name === 'Second' ? 2 * x + normalOf(`own ${replication}`) : 0);
  });
  const study = (replications: number, seed = 'split') => {
    const base = curveStudy({ replications, seed });
    const parameters = [{ pointer: X.pointers[0]!, quantiles: inverseNormal }];
    return { ...base, draws: drawParameters(parameters, base.run).draws };
  };
  const { reading, batches, partials } = plainDrive(splitSpread(study(2048)), kernel);

  it('are told apart for each strategy', () => {
    const [first] = reading.perStrategy;
    // Standard errors over 1024 draws: luck 16·√(2/1024) = 0.71, ignorance about 25·√(2/1024) = 1.1.
    expect(Math.abs(first!.luck.variance - 16)).toBeLessThan(5 * 0.71);
    expect(Math.abs(first!.ignorance.variance - 9)).toBeLessThan(5 * 1.1);
    expect(first!.luck.low).toBeLessThan(16);
    expect(first!.luck.high).toBeGreaterThan(16);
    expect(first!.ignorance.low).toBeLessThan(9);
    expect(first!.ignorance.high).toBeGreaterThan(9);
    expect(first!.luck.share! + first!.ignorance.share!).toBeCloseTo(1, 12);
    expect(first!.standardDeviation).toBeCloseTo(5, 0);
    // The share 0.36 is (ρ of two futures of a draw); its standard error over 1024 draws is (1 - ρ²) / √1024.
    const error = (1 - 0.36 ** 2) / 32;
    expect(first!.shareError).toBeGreaterThan(0.8 * error);
    expect(first!.shareError).toBeLessThan(1.2 * error);
  });

  it('can be told until the share of the difference is precise', () => {
    const wanted = { kind: 'absolute', error: 0.04 } as const;
    const { precision, reading: told } = plainDrive(
      untilPrecise(splitSpread(study(2048)), splitHeadline, wanted),
      kernel,
    ).reading;
    expect(precision).toMatchObject({ verdict: 'precise', futures: told.replications });
    expect(told.difference!.shareError).toBeLessThanOrEqual(0.04);
    // (1 - 0.8²) / √draws is 0.04 at 81 draws, 162 futures.
    expect(told.replications).toBeLessThan(1024);
  });

  it('are told apart for the difference, where common luck is gone', () => {
    expect(Math.abs(reading.difference!.luck.variance - 1)).toBeLessThan(5 * 0.045);
    expect(Math.abs(reading.difference!.ignorance.variance - 4)).toBeLessThan(5 * 0.2);
  });

  it('live each draw with two futures, the draws being the first ones of the study', () => {
    const lived = batches.flatMap(({ points }) => points).filter(({ strategy }) => strategy.name === 'First');
    const theta = study(2048).draws.values;
    expect(lived.slice(0, 6).map(({ world }) => world.costs.ticket)).toEqual(
      [0, 0, 1, 1, 2, 2].map((draw) => theta[draw]),
    );
    expect(lived.map(({ firstReplication }) => firstReplication)).toEqual(lived.map((_, index) => index));
    expect(partials[0]?.draws).toBe(4);
  });

  it('are luck alone where nothing is uncertain, and ignorance alone without luck', () => {
    const certain = plainDrive(splitSpread(curveStudy({ replications: 256 })), kernel).reading
      .perStrategy[0]!;
    expect(certain.ignorance.low).toBeLessThan(0);
    expect(certain.luck.share).toBeGreaterThan(0.8);
    const noLuck = plainDrive(
      splitSpread(study(256)),
      curveKernel(({ x }) => x),
    ).reading.perStrategy[0]!;
    expect(noLuck.luck.variance).toBe(0);
    expect(noLuck.ignorance.share).toBe(1);
  });

  it('work with more futures a draw, and refuse one', () => {
    const four = plainDrive(splitSpread(study(2048), { futuresPerDraw: 4 }), kernel).reading;
    expect(four.draws).toBe(512);
    expect(Math.abs(four.perStrategy[0]!.ignorance.variance - 9)).toBeLessThan(5 * 1.3);
    expect(() => plainDrive(splitSpread(study(8), { futuresPerDraw: 1 }), kernel)).toThrow('got 1');
  });

  it('are worked out by hand on three draws', () => {
    // Means 1, 4, 10: variance 21; within (2, 8, 0): mean 10/3; ignorance 21 - 5/3.
    const split = splitOf(Float64Array.of(0, 2, 2, 6, 10, 10), 2, 'hand');
    expect(split?.luck.variance).toBeCloseTo(10 / 3, 12);
    expect(split?.ignorance.variance).toBeCloseTo(21 - 5 / 3, 12);
    expect(splitOf(Float64Array.of(1, 2), 2, 'hand')).toBeNull();
    expect(splitOf(Float64Array.of(1, NaN, 1, 2, 3, 4), 2, 'hand')?.luck.variance).toBe(0.5);
  });
});
