import { describe, expect, it } from 'vitest';
import { nelderMead } from '../../simulations/statistics/nelder-mead.ts';

function lowest(
  formula: (at: readonly number[]) => number,
  start: readonly number[],
  mostPoints = 400,
): {
  readonly at: readonly number[];
  readonly score: number;
  readonly asked: readonly (readonly number[])[];
} {
  const search = nelderMead(
    { at: start, score: formula(start) },
    { isBetter: (one, other) => one < other, step: 0.15, mostPoints, size: 1e-6 },
  );
  const asked: (readonly number[])[] = [];
  let step = search.next();
  while (step.done !== true) {
    asked.push(...step.value);
    step = search.next(step.value.map(formula));
  }
  return { ...step.value, asked };
}

describe('the simplex search', () => {
  it('finds the foot of a bowl', () => {
    const { at } = lowest(
      ([x = 0, y = 0, z = 0]) => (x - 0.3) ** 2 + 5 * (y - 0.7) ** 2 + (z - 0.5) ** 2,
      [0.9, 0.1, 0.2],
    );
    [0.3, 0.7, 0.5].forEach((value, axis) => {
      expect(at[axis]).toBeCloseTo(value, 4);
    });
  });

  it('follows the banana valley of Rosenbrock (1960), scaled into the cube', () => {
    const { at } = lowest(
      ([u = 0, v = 0]) => {
        const [x, y] = [4 * u - 2, 4 * v - 1];
        return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
      },
      [0.2, 0.5],
    );
    expect(at[0]).toBeCloseTo(0.75, 3);
    expect(at[1]).toBeCloseTo(0.5, 3);
  });

  it('goes to the side of the cube when the foot lies beyond, and asks for no point outside', () => {
    const { at, asked } = lowest(([x = 0, y = 0]) => (x - 1.4) ** 2 + (y + 0.3) ** 2, [0.5, 0.5]);
    expect(at[0]).toBeCloseTo(1, 4);
    expect(at[1]).toBeCloseTo(0, 4);
    for (const point of asked) for (const x of point) expect(x >= 0 && x <= 1).toBe(true);
  });

  it('does not ask for many more points than it may', () => {
    const { asked } = lowest(([x = 0, y = 0]) => Math.abs(x - 0.5) + Math.abs(y - 0.2), [0, 0], 20);
    // The last round may shrink: it asks for as many points as there are levers, and two before.
    expect(asked.length).toBeLessThanOrEqual(20 + 4);
  });

  /** Judges what is asked for by a list of scores, and says what was asked for. */
  const judgedBy = (scores: readonly (readonly number[])[]) => {
    const search = nelderMead(
      { at: [0.5, 0.5], score: 0 },
      { isBetter: (one, other) => one < other, step: 0.2, mostPoints: 100, size: 1e-6 },
    );
    const asked = [search.next().value];
    for (const each of scores) asked.push(search.next(each).value);
    return asked.map((question) => {
      if (!Array.isArray(question)) throw new Error('the search has ended');
      return (question as readonly (readonly number[])[]).map((at) =>
        at.map((x) => Math.round(x * 1e9) / 1e9),
      );
    });
  };
  const first = [
    [0.7, 0.5],
    [0.5, 0.7],
  ];

  it('shrinks half the way to its best point when neither the reflection nor the point inside is better', () => {
    expect(judgedBy([[1, 2], [9], [9], [3, -1]])).toEqual([
      first,
      [[0.7, 0.3]],
      [[0.55, 0.6]],
      [
        [0.6, 0.5],
        [0.5, 0.6],
      ],
      // Goes on from the best of the small ones, over the worst of them.
      [[0.4, 0.6]],
    ]);
  });

  it('shrinks also when the point outside is no better than the reflection, which is then forgotten', () => {
    expect(judgedBy([[1, 2], [1.5], [1.7], [3, 4]])).toEqual([
      first,
      [[0.7, 0.3]],
      [[0.65, 0.4]],
      [
        [0.6, 0.5],
        [0.5, 0.6],
      ],
      [[0.6, 0.4]],
    ]);
  });

  it('stays where everything is alike', () => {
    expect(lowest(() => 1, [0.25, 0.5]).at).toEqual([0.25, 0.5]);
  });
});
