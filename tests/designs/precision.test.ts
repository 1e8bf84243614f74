import { describe, expect, it } from 'vitest';
import { compare } from '../../simulations/designs/compare.ts';
import { compareUntilPrecise, pairingGain, untilPrecise } from '../../simulations/designs/precision.ts';
import type { Tolerance } from '../../simulations/designs/precision.ts';
import { sweep } from '../../simulations/designs/sweep.ts';
import type { Metric } from '../../simulations/metrics/metric.ts';
import { moneyMetrics } from '../../simulations/metrics/money.ts';
import { curveKernel, curveStudy, normalOf, X } from '../support/curve-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const metrics: readonly Metric[] = moneyMetrics.filter(({ id }) => id === 'contribution');

/** Strategies share a luck of standard deviation 30; the second is 5 ahead, with a spread of its own of 10. */
const kernel = curveKernel(({ month, segment, strategy, luck, replication }) => {
  if (month > 0 || segment > 0) return 0;
  return 100 + 30 * luck + (strategy.name === 'Second' ? 5 + 10 * normalOf(`second ${replication}`) : 0);
});
const run = (tolerance: Tolerance, most = 4000) =>
  plainDrive(compareUntilPrecise(curveStudy({ replications: most }), { tolerance }, metrics), kernel);

describe('a comparison until precise', () => {
  const { reading, partials } = run({ kind: 'absolute', error: 0.5 });

  it('stops as soon as the headline is precise enough, and says how many futures it took', () => {
    const { precision } = reading;
    expect(precision.verdict).toBe('precise');
    expect(precision.standardError).toBeLessThanOrEqual(0.5);
    // 10 / 0.5 = 20, squared: 400 futures; it looks when they have doubled.
    expect(precision.futures).toBeGreaterThan(350);
    expect(precision.futures).toBeLessThan(900);
    expect(precision.futures).toBe(reading.reading.replications);
    for (const partial of partials.slice(0, -1)) expect(partial.precision.verdict).toBe('notPrecise');
  });

  it('stops at the very reading of a run of that length', () => {
    const study = curveStudy({ replications: reading.reading.replications });
    expect(reading.reading).toEqual(plainDrive(compare(study, metrics), kernel).reading);
  });

  it('lives the fewest futures in any case', () => {
    const question = { tolerance: { kind: 'absolute', error: 5 }, fewest: 200 } as const;
    const { precision } = plainDrive(
      compareUntilPrecise(curveStudy({ replications: 4000 }), question, metrics),
      kernel,
    ).reading;
    expect(run({ kind: 'absolute', error: 5 }).reading.precision.futures).toBeLessThan(200);
    expect(precision.futures).toBeGreaterThanOrEqual(200);
    expect(precision.futures).toBeLessThan(400);
  });

  it('says how far it is from its error, and looks at a reading only when somebody asks', () => {
    const design = compareUntilPrecise(
      curveStudy({ replications: 4000 }),
      { tolerance: { kind: 'absolute', error: 0.5 } },
      metrics,
    );
    const shares: number[] = [];
    let step = design.next();
    while (step.done !== true) {
      shares.push(step.value.done);
      step = design.next(step.value.points.map(kernel));
    }
    expect(step.value).toEqual(reading);
    // Of some 500 futures: half of the error's way at 124, as (allowed / error) squared says, give or take.
    const at = shares[5] ?? NaN;
    expect(at).toBeGreaterThan(120 / 800);
    expect(at).toBeLessThan(120 / 300);
    expect(shares.at(-1)).toBeLessThan(1);
  });

  it('says how much pairing saves', () => {
    // (900 + 1000) / 100 in the long run; with these few hundred futures within a fifth.
    expect(reading.pairingGain).toBeGreaterThan(19 * 0.8);
    expect(reading.pairingGain).toBeLessThan(19 * 1.2);
  });

  it('takes four times the futures for half the error', () => {
    const finer = run({ kind: 'absolute', error: 0.25 }).reading.precision.futures;
    expect(finer / reading.precision.futures).toBeGreaterThan(2);
    expect(finer / reading.precision.futures).toBeLessThan(5);
  });

  it('understands a share of the mean and a share of the spread', () => {
    const ofMean = run({ kind: 'ofMean', share: 0.1 }).reading.precision;
    expect(ofMean.verdict).toBe('precise');
    expect(ofMean.tolerance).toBeCloseTo(0.5, 0);
    const ofSpread = run({ kind: 'ofSpread', share: 0.01 }).reading.precision;
    expect(ofSpread.tolerance).toBeCloseTo(0.31, 1);
  });

  it('says when all futures were not enough', () => {
    const { precision, reading: whole } = run({ kind: 'absolute', error: 0.01 }, 100).reading;
    expect(precision).toMatchObject({ verdict: 'notPrecise', futures: 100, tolerance: 0.01 });
    expect(whole.replications).toBe(100);
  });

  it('never believes a handful of futures, however alike they are', () => {
    const flat = plainDrive(
      compareUntilPrecise(
        curveStudy({ replications: 500 }),
        { tolerance: { kind: 'absolute', error: 1 } },
        metrics,
      ),
      curveKernel(() => 1),
    ).reading;
    expect(flat.precision.futures).toBeGreaterThanOrEqual(64);
    expect(flat.precision.futures).toBeLessThan(500);
    expect(flat.pairingGain).toBeNull();
  });

  it('has no gain to tell of a metric without numbers', () => {
    const never: Metric = { ...metrics[0]!, id: 'never', total: () => NaN };
    const { reading: none } = plainDrive(
      compareUntilPrecise(
        curveStudy({ replications: 20 }),
        { tolerance: { kind: 'absolute', error: 1 }, metric: 'never' },
        [never],
      ),
      kernel,
    );
    expect(none.precision).toEqual({
      verdict: 'notPrecise',
      futures: 0,
      standardError: null,
      tolerance: null,
    });
    expect(pairingGain(none.reading.metrics.never)).toBeNull();
  });
});

it('any design with partial readings can run until precise', () => {
  const question = { axes: [X], points: [[0], [1]] };
  const design = untilPrecise(
    sweep(curveStudy({ replications: 2000 }), question),
    ({ points }) => {
      const difference = points[1]?.difference;
      if (difference?.mean === null || difference?.standardError === null || difference === null) return null;
      if (difference === undefined) return null;
      const { mean, standardError, futures } = difference;
      return { mean, standardError, futures, spread: 1 };
    },
    { kind: 'absolute', error: 1 },
  );
  const { reading } = plainDrive(design, kernel);
  expect(reading.precision.verdict).toBe('precise');
  expect(reading.reading.replications).toBeLessThan(2000);
});
