import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeLimits } from '../../src/charts/limit-axis.ts';
import { nearest } from '../../src/charts/nearest.ts';
import { placeBest, placeNow, placeSweep } from '../../src/charts/sweep.ts';
import type { SweepOptions } from '../../src/charts/sweep.ts';
import { formatFor } from '../../src/format.ts';
import { madeUpDifference } from '../support/made-up-reading.ts';

const format = formatFor('en-US', 'EUR');
const options: SweepOptions = {
  unit: 'money',
  bands: true,
  scale: 'logarithmic',
  text: String,
  neverText: 'never',
};
const limits = [1, 10, 100, null];

describe('an axis of limits', () => {
  test('equal ratios are equally far apart, and never stands apart behind a gap', () => {
    const { at, gap, ticks } = placeLimits(limits, 50, 450, options);
    const [one = 0, ten = 0, hundred = 0, never = 0] = at;
    expect(ten - one).toBeCloseTo(hundred - ten, 0);
    expect(gap).toBeGreaterThan(hundred);
    expect(gap).toBeLessThan(never);
    expect(ticks.at(-1)?.text).toBe('never');
  });

  test('without “never” there is no gap; a trial of no months has a place', () => {
    const { at, gap } = placeLimits([0, 1, 24], 50, 450, options);
    expect(gap).toBeUndefined();
    expect(at.every(Number.isFinite)).toBe(true);
    expect(at[1]).toBeGreaterThan(at[0]!);
  });

  test('values keep their order inside the ends, and labels never touch', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: 0.05, max: 5000, noNaN: true }), { minLength: 2, maxLength: 15 }),
        fc.constantFrom('linear' as const, 'logarithmic' as const),
        fc.integer({ min: 120, max: 900 }),
        (values, scale, right) => {
          const finite = values.sort((a, b) => a - b);
          const { at, ticks } = placeLimits([...finite, null], 50, right, { ...options, scale });
          at.slice(1).forEach((x, index) => expect(x).toBeGreaterThanOrEqual(at[index]!));
          expect(at[0]).toBeGreaterThanOrEqual(50);
          expect(at.at(-1)).toBeLessThanOrEqual(right);
          const places = ticks.slice(0, -1).map((tick) => tick.at);
          places.slice(1).forEach((x, index) => expect(x - places[index]!).toBeGreaterThanOrEqual(42));
        },
      ),
    );
  });

  test('only “never” is an axis too', () => {
    expect(placeLimits([null], 50, 450, options).at).toEqual([250]);
  });
});

describe('a sweep', () => {
  const spreads = [100, 300, 200, 50].map((mean) => madeUpDifference(mean, 20, 100, 1));
  const size = { width: 600, height: 300 };
  const placed = placeSweep(limits, spreads, { low: 0, high: 400 }, size, options, format);

  test('the averages are where their numbers are', () => {
    const ys = placed.dots.map((dot) => dot?.y ?? NaN);
    expect(ys[1]).toBeLessThan(ys[2]!);
    expect(ys[2]).toBeLessThan(ys[0]!);
    expect(placed.path.match(/[ML]/g)).toHaveLength(3);
    expect(placed.path).not.toContain('NaN');
  });

  test('“never” has bars of its own, inside one another', () => {
    const heights = placed.bands.map(({ bar }) => bar?.height ?? NaN);
    expect(heights[0]).toBeGreaterThan(heights[1]!);
    expect(heights[1]).toBeGreaterThan(heights[2]!);
    expect(placed.bands[0]?.bar?.y).toBeLessThan(placed.dots[3]!.y);
  });

  test('a point without a value leaves a gap', () => {
    const none = { ...spreads[1]!, mean: null, p5: null, p95: null };
    const gap = placeSweep(
      limits,
      [spreads[0]!, none, spreads[2]!, spreads[3]!],
      { low: 0, high: 400 },
      size,
      options,
      format,
    );
    expect(gap.dots[1]).toBeUndefined();
    expect(gap.path.match(/M/g)).toHaveLength(2);
  });

  test('the best has its interval around it, however narrow', () => {
    const wide = placeBest(placed.frame, { at: 10, low: 1, high: null });
    expect(wide.from).toBe(placed.frame.axis.at[0]);
    expect(wide.to).toBe(placed.frame.axis.at[3]);
    const narrow = placeBest(placed.frame, { at: 10, low: 10, high: 10 });
    expect(narrow.to - narrow.from).toBe(8);
  });

  test('“now” stands on the other side of its line than a best close by', () => {
    const { frame } = placed;
    const { plot } = frame;
    const at = frame.axis.place(10);
    const usual = placeNow(frame, 10, undefined);
    expect(usual).toEqual({ at, side: at > (plot.left + plot.right) / 2 ? 'left' : 'right' });
    const best = (x: number) => ({ at: x, from: x, to: x, side: 'left' as const });
    const toward = usual.side === 'left' ? -1 : 1;
    expect(placeNow(frame, 10, best(at + toward * 12)).side).not.toBe(usual.side);
    expect(placeNow(frame, 10, best(at - toward * 12)).side).toBe(usual.side);
    expect(placeNow(frame, 10, best(at + toward * 60)).side).toBe(usual.side);
    // At an edge there is no other side.
    const narrow = { ...frame, plot: { ...plot, left: at - 10, right: at + 200 } };
    expect(placeNow(narrow, 10, best(at + 12)).side).toBe('right');
  });

  test('a pointer finds the nearest', () => {
    expect([0, 14, 16, 99].map((x) => nearest([10, 20, 30], x))).toEqual([0, 0, 1, 2]);
    expect(nearest([], 5)).toBe(0);
  });
});
