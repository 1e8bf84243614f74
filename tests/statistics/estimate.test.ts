import { describe, expect, it } from 'vitest';
import { Luck } from '../../simulations/random/luck.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { poisson } from '../../simulations/random/poisson.ts';
import {
  differenceOf,
  intervalOf,
  meanOf,
  quotientOf,
  ratioOfMeans,
  transformed,
} from '../../simulations/statistics/estimate.ts';

const parts = Float64Array.of(1, 2, 6);
const wholes = Float64Array.of(10, 20, 30);

describe('ratio of means', () => {
  it('is the mean of the parts over that of the wholes, not the mean of the ratios', () => {
    expect(ratioOfMeans(parts, wholes).value).toBe(0.15);
  });

  it('has the standard error of the delta method', () => {
    // Residuals 1 - 1.5, 2 - 3, 6 - 4.5 over the mean whole of 20: -0.025, -0.05, 0.075; variance 0.00875/2, over three.
    const { standardError, low, high } = intervalOf(ratioOfMeans(parts, wholes));
    expect(standardError).toBeCloseTo(Math.sqrt(0.00875 / 2 / 3), 15);
    expect((high - low) / 2 / standardError).toBeCloseTo(4.3026527297, 8);
  });

  it('is certain where parts are in proportion to wholes, and does not exist without wholes', () => {
    const half = intervalOf(
      ratioOfMeans(
        wholes.map((whole) => whole / 2),
        wholes,
      ),
    );
    expect([half.value, half.standardError]).toEqual([0.5, 0]);
    expect(intervalOf(ratioOfMeans(parts, new Float64Array(3))).value).toBeNaN();
  });

  it('knows no error of a single future', () => {
    expect(intervalOf(meanOf(Float64Array.of(3)))).toEqual({
      value: 3,
      standardError: NaN,
      low: NaN,
      high: NaN,
    });
  });
});

describe('what is made of ratios', () => {
  const first = ratioOfMeans(parts, wholes);

  it('differs from itself by exactly nothing', () => {
    expect(intervalOf(differenceOf(first, first))).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
    const quotient = intervalOf(quotientOf(first, first));
    expect(quotient.value).toBe(1);
    expect(quotient.standardError).toBeCloseTo(0, 15);
  });

  it('has the error of its slope', () => {
    const { value, standardError } = intervalOf(transformed(first, 3 * first.value, 3));
    expect(value).toBeCloseTo(0.45, 15);
    expect(standardError).toBeCloseTo(3 * intervalOf(first).standardError, 15);
  });

  it('has a 95 % interval that holds the truth in 95 of 100 experiments, for a ratio and for a quotient of ratios', () => {
    const luck = new Luck(keyFromPhrase('interval'));
    const experiments = 1000;
    let held = 0;
    let heldByHalf = 0;
    for (let experiment = 0; experiment < experiments; experiment++) {
      luck.replication(experiment);
      const draw = (mean: number, decision: number) =>
        Float64Array.from({ length: 40 }, (_, future) => poisson(mean, luck.uniform(decision, future)));
      const quotient = quotientOf(
        ratioOfMeans(draw(30, 1), draw(60, 2)),
        ratioOfMeans(draw(40, 3), draw(50, 4)),
      );
      const { low, high, value } = intervalOf(quotient);
      const truth = 0.5 / 0.8;
      if (low <= truth && truth <= high) held++;
      if (Math.abs(value - truth) <= (high - low) / 4) heldByHalf++;
    }
    const error = Math.sqrt((0.95 * 0.05) / experiments);
    expect(Math.abs(held / experiments - 0.95)).toBeLessThan(5 * error);
    // Power: an interval half as wide would be seen.
    expect(Math.abs(heldByHalf / experiments - 0.95)).toBeGreaterThan(5 * error);
  });
});
