import { describe, expect, it } from 'vitest';
import { alongAxis, crossings, gridOf, scatterOf, sweep } from '../../simulations/designs/sweep.ts';
import type { SweepQuestion } from '../../simulations/designs/sweep.ts';
import { bestOf } from '../../simulations/designs/sweep-best.ts';
import { surface } from '../../simulations/designs/surface.ts';
import type { Simulate } from '../../workers/engine.ts';
import { curveKernel, curveStudy, normalOf, X, Y } from '../support/curve-study.ts';
import type { CurveSettings, Place } from '../support/curve-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const values = alongAxis(0, 10, 11);
const points = values.map((x) => [x]);
const question: SweepQuestion = { axes: [X], points };

const run = (kernel: Simulate, settings: CurveSettings = {}, asked: SweepQuestion = question) =>
  plainDrive(sweep(curveStudy(settings), asked), kernel);
/** One number a future, whatever the month and the segment. */
const once = (formula: (place: Place) => number) =>
  curveKernel((place) => (place.month === 0 && place.segment === 0 ? formula(place) : 0));

describe('a sweep', () => {
  const hill = once(({ x, luck, ownLuck }) => 100 - (x - 6) ** 2 + 20 * luck + ownLuck);
  const { reading, batches, partials } = run(hill);

  it('lives every strategy at every point, in every future once', () => {
    const lived = batches
      .flatMap((batch) => batch.points)
      .map(
        ({ world, strategy, firstReplication, replications }) =>
          `${world.costs.ticket} ${strategy.name} ${firstReplication} ${replications}`,
      );
    expect(lived.length).toBe(11 * 2 * 8);
    expect(new Set(lived).size).toBe(lived.length);
    expect(batches[0]?.points.length).toBe(22);
    expect(batches.map(({ done }) => done)).toEqual([0, 0.125, 0.375, 0.625, 0.875]);
  });

  it('gives partial readings that are what a shorter run gives', () => {
    expect(partials.map(({ replications }) => replications)).toEqual([8, 24, 40, 56]);
    for (const partial of partials) {
      expect(partial.fingerprint).toBe(run(hill, { replications: partial.replications }).reading.fingerprint);
    }
  });

  it('says what pairing saves at every point', () => {
    const own = ({ strategy, replication }: Place) => normalOf(`${strategy.name} ${replication}`);
    const noisy = once((place) => 3 * place.luck + own(place) * (1 + place.x / 10));
    const asked = { axes: [X], points: [[0], [10]] };
    const [none, all] = run(noisy, { replications: 400 }, asked).reading.points;
    // (9 + 1) · 2 / 2 where the own luck is 1, (9 + 4) · 2 / 8 where it is 2; over 400 futures to within a quarter.
    expect(none?.pairingGain).toBeGreaterThan(7.5);
    expect(none?.pairingGain).toBeLessThan(12.5);
    expect(all?.pairingGain).toBeGreaterThan(2.4);
    expect(all?.pairingGain).toBeLessThan(4.1);
    expect(reading.points.every(({ pairingGain }) => pairingGain === null)).toBe(true);
  });

  it('finds the best value and says that it lies inside', () => {
    const [best] = reading.best;
    expect(best?.axes).toEqual([{ at: 6, low: 6, high: 6, verdict: 'interior', end: null }]);
    expect(best?.point).toBe(6);
    expect(best?.mean).toBe(reading.points[6]?.perStrategy[0]?.mean);
    expect(best?.shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
  });

  it('says that the best lies at an end, and at which', () => {
    const up = run(once(({ x, luck }) => x + luck)).reading.best[0]?.axes[0];
    expect(up).toMatchObject({ at: 10, verdict: 'atEnd', end: 'last' });
    const down = run(once(({ x, luck }) => luck - x)).reading.best[0]?.axes[0];
    expect(down).toMatchObject({ at: 0, verdict: 'atEnd', end: 'first' });
    const valley = run(once(({ x, luck }) => (x - 5) ** 2 + luck)).reading.best[0]?.axes[0];
    expect(valley).toMatchObject({ at: 0, verdict: 'atEnd', end: 'first' });
  });

  it('says flat when the lever does nothing, with the whole axis as interval', () => {
    const [best] = run(once(({ luck }) => luck)).reading.best;
    expect(best?.axes[0]).toMatchObject({ low: 0, high: 10, verdict: 'flat', end: null });
    for (const share of best?.shares ?? []) expect(share).toBeCloseTo(1 / 11, 9);
  });

  it('is seldom fooled by the best of many points that differ by luck alone', () => {
    const fooled = (bump: number) =>
      Array.from({ length: 200 }, (_, seed) => {
        const columns = values.map((x) =>
          Float64Array.from(
            { length: 24 },
            (__, future) => normalOf(`${seed} ${x} ${future}`) + (x === 5 ? bump : 0),
          ),
        );
        return bestOf(columns, points, 'higher', `seed ${seed}`, 300)?.axes[0]?.verdict;
      }).filter((verdict) => verdict === 'interior').length;
    // Each end is beaten by chance in 2.5 % of cases, so both in at most 2.5 % of 200: 5, plus five standard errors of 2.2.
    expect(fooled(0)).toBeLessThan(5 + 11);
    // The same check sees a bump of one and a half standard deviations.
    expect(fooled(1.5)).toBeGreaterThan(150);
  });

  it('holds a best that lies between two points in its interval', () => {
    const between = once(({ x, luck, ownLuck }) => -((x - 6.4) ** 2) + luck + 2 * ownLuck);
    const axis = run(between, { replications: 40 }).reading.best[0]?.axes[0];
    expect(axis?.low).toBeLessThanOrEqual(6);
    expect(axis?.high).toBeGreaterThanOrEqual(7);
  });

  it('takes the least where less is better, and no best where nothing is better', () => {
    const trough = curveKernel(() => 0, {
      goodsCost: ({ x, luck, month }) => (month === 0 ? (x - 3) ** 2 + 50 + luck : 0),
    });
    const least = run(trough, {}, { ...question, metric: 'cashTrough' }).reading;
    expect(least.best[0]).toMatchObject({ point: 3, axes: [{ at: 3, verdict: 'interior' }] });
    expect(least.best[0]?.mean).toBe(least.points[3]?.perStrategy[0]?.mean);
    expect(run(trough, {}, { ...question, metric: 'freeUsers' }).reading.best).toEqual([null, null]);
  });

  it('tells where the second strategy takes the lead', () => {
    const lines = once(({ x, strategy, luck }) => (strategy.name === 'First' ? luck : luck + x - 3.5));
    const { crossings: found, points: swept, bestDifference } = run(lines).reading;
    expect(found).toHaveLength(1);
    expect(found[0]?.between).toEqual([3, 4]);
    expect(found[0]?.at).toBeCloseTo(3.5, 9);
    expect(swept.map(({ ahead }) => ahead)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
    // The luck cancels in every future: the error of the difference is nothing against that of a strategy.
    expect(swept[0]?.difference?.standardError).toBeLessThan(1e-12);
    expect(swept[0]?.perStrategy[0]?.standardError).toBeGreaterThan(0.05);
    expect(bestDifference?.axes[0]).toMatchObject({ at: 10, verdict: 'atEnd', end: 'last' });
  });

  it('counts ties half', () => {
    const same = run(once(({ luck }) => luck)).reading;
    expect(same.points.map(({ ahead }) => ahead)).toEqual(new Array(11).fill(0.5));
    expect(same.points[0]?.difference?.mean).toBe(0);
  });

  it('sets one value at several places', () => {
    const asked = { axes: [{ name: 'both', pointers: [...X.pointers, ...Y.pointers] }], points: [[2], [3]] };
    const sum = run(
      once(({ x, y }) => x + y),
      {},
      asked,
    ).reading;
    expect(sum.points.map(({ perStrategy }) => perStrategy[0]?.mean)).toEqual([4, 6]);
  });

  it('refuses a place that does not exist, and a metric that does not', () => {
    const nowhere = { axes: [{ name: 'no', pointers: ['/world/costs/rent'] }], points: [[1]] };
    expect(() => run(hill, {}, nowhere)).toThrow('/world/costs/rent');
    expect(() => run(hill, {}, { ...question, metric: 'luckiness' })).toThrow('no metric luckiness');
  });

  it('draws what is uncertain under every point alike', () => {
    const study = curveStudy({ replications: 16 });
    const drawn = {
      ...study,
      draws: { pointers: Y.pointers, values: Float64Array.from({ length: 16 }, (_, index) => index) },
    };
    const { reading: told } = plainDrive(
      sweep(drawn, { ...question, points: [[1], [2]] }),
      once(({ x, y }) => 1000 * x + y),
    );
    expect(told.points.map(({ perStrategy }) => perStrategy[0]?.mean)).toEqual([1007.5, 2007.5]);
  });
});

describe('a surface', () => {
  const axes = [
    { ...X, values: [0, 1, 2, 3] },
    { ...Y, values: [0, 1, 2] },
  ] as const;
  const kernel = once(({ x, y, strategy, luck }) =>
    strategy.name === 'First' ? 0 : x + y - 2.5 + 0.001 * luck,
  );
  const { reading, partials } = plainDrive(surface(curveStudy(), { axes }), kernel);

  it('lays the points out as a grid', () => {
    expect(reading.ahead).toEqual([
      [0, 0, 0, 1],
      [0, 0, 1, 1],
      [0, 1, 1, 1],
    ]);
    expect(reading.difference[1]?.[2]).toBeCloseTo(0.5, 3);
    expect(reading.points[6]?.at).toEqual([2, 1]);
    expect(partials[0]?.ahead).toHaveLength(3);
  });

  it('tells where the chances are even, along rows and columns', () => {
    expect(reading.rowCrossings.map((row) => row.map(({ at }) => at))).toEqual([[2.5], [1.5], [0.5]]);
    expect(reading.columnCrossings.map((column) => column.map(({ at }) => at))).toEqual([
      [],
      [1.5],
      [0.5],
      [],
    ]);
  });

  it('says of each axis whether the best lies inside', () => {
    const ridge = once(({ x, y, ownLuck }) => -((x - 1) ** 2) + y + ownLuck / 10);
    const best = plainDrive(surface(curveStudy(), { axes }), ridge).reading.best[0];
    expect(best?.axes).toMatchObject([
      { at: 1, verdict: 'interior' },
      { at: 2, verdict: 'atEnd', end: 'last' },
    ]);
  });
});

describe('crossings', () => {
  const curve = (...heights: (number | null)[]) => heights.map((value, at) => ({ at, value }));

  it('lie on straight lines between neighbours', () => {
    expect(crossings(curve(-1, 3), 0)).toEqual([{ between: [0, 1], at: 0.25 }]);
    expect(crossings(curve(-1, 1, -3), 0).map(({ at }) => at)).toEqual([0.5, 1.25]);
  });

  it('count a point on the level once', () => {
    expect(crossings(curve(-1, 0, 1), 0).map(({ at }) => at)).toEqual([1]);
    expect(crossings(curve(0, 1), 0).map(({ at }) => at)).toEqual([0]);
    expect(crossings(curve(1, 0), 0).map(({ at }) => at)).toEqual([1]);
  });

  it('are none on a curve that is the level, or that lacks a value', () => {
    expect(crossings(curve(0, 0, 0), 0)).toEqual([]);
    expect(crossings(curve(-1, null, 1), 0)).toEqual([]);
  });

  it('have no place next to no limit', () => {
    const toNever = [
      { at: 5, value: -1 },
      { at: null, value: 1 },
    ];
    expect(crossings(toNever, 0)).toEqual([{ between: [5, null], at: null }]);
  });
});

describe('where to look', () => {
  it('runs along an axis from end to end', () => {
    expect(alongAxis(2, 4, 5)).toEqual([2, 2.5, 3, 3.5, 4]);
    const steps = alongAxis(1, 1000, 4, 'logarithmic');
    [1, 10, 100, 1000].forEach((value, index) => {
      expect(steps[index]).toBeCloseTo(value, 9);
    });
    expect(steps[0]).toBe(1);
    expect(steps[3]).toBe(1000);
    expect(() => alongAxis(0, 1, 3, 'logarithmic')).toThrow('got 0 to 1');
  });

  it('crosses two axes, the first fastest', () => {
    expect(gridOf([1, 2], [null, 3])).toEqual([
      [1, null],
      [2, null],
      [1, 3],
      [2, 3],
    ]);
  });

  it('scatters evenly, fewer points being a prefix of more', () => {
    const ranges = [
      { low: 0, high: 8 },
      { low: 1, high: 256, scale: 'logarithmic' as const },
    ];
    const scattered = scatterOf(ranges, 8, 'seed');
    expect(new Set(scattered.map(([x = NaN]) => Math.floor(x))).size).toBe(8);
    expect(new Set(scattered.map(([, y = NaN]) => Math.floor(Math.log2(y)))).size).toBe(8);
    expect(scatterOf(ranges, 16, 'seed').slice(0, 8)).toEqual(scattered);
  });
});
