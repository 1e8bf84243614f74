/**
 * The simplex search of Nelder and Mead (1965) in the unit cube, by comparisons alone: it needs to know which of two points is
 * better, not by how much, so that constraints can come before the outcome. A generator: it yields points to be judged and
 * receives their scores. Points outside the cube are moved to its nearest side. Coefficients 1, 2, ½, ½.
 */

export interface Judged<Score> {
  readonly at: readonly number[];
  readonly score: Score;
}

export interface SimplexOptions<Score> {
  readonly isBetter: (one: Score, other: Score) => boolean;
  /** Side of the first simplex, turned inward where it would leave the cube. */
  readonly step: number;
  /** Stops after so many points, or when the simplex is smaller than `size`. */
  readonly mostPoints: number;
  readonly size: number;
}

type Question = readonly (readonly number[])[];

export function* nelderMead<Score>(
  start: Judged<Score>,
  { isBetter, step, mostPoints, size }: SimplexOptions<Score>,
): Generator<Question, Judged<Score>, readonly Score[]> {
  let asked = 0;
  const firsts = start.at.map((_, axis) =>
    start.at.map((x, other) => (other === axis ? inward(x, step) : x)),
  );
  let simplex = [start, ...(yield* judge(firsts))].sort(order);
  while (asked < mostPoints && extentOf(simplex) > size) {
    const worst = simplex.at(-1);
    const secondWorst = simplex.at(-2);
    const best = simplex[0];
    if (worst === undefined || secondWorst === undefined || best === undefined) break;
    const centre = centreOf(simplex.slice(0, -1));
    const reflected = yield* one(along(centre, worst.at, -1));
    let next = reflected;
    if (isBetter(reflected.score, best.score)) {
      const expanded = yield* one(along(centre, worst.at, -2));
      if (isBetter(expanded.score, reflected.score)) next = expanded;
    } else if (!isBetter(reflected.score, secondWorst.score)) {
      const outside = isBetter(reflected.score, worst.score);
      const contracted = yield* one(along(centre, worst.at, outside ? -0.5 : 0.5));
      if (!isBetter(contracted.score, outside ? reflected.score : worst.score)) {
        const rest = simplex.slice(1).map(({ at }) => along(best.at, at, 0.5));
        simplex = [best, ...(yield* judge(rest))].sort(order);
        continue;
      }
      next = contracted;
    }
    simplex = [...simplex.slice(0, -1), next].sort(order);
  }
  const [best = start] = simplex;
  return best;

  function* judge(points: Question): Generator<Question, readonly Judged<Score>[], readonly Score[]> {
    asked += points.length;
    const scores = yield points;
    return points.map((at, index) => {
      const score = scores[index];
      if (score === undefined) throw new Error(`no score for point ${index} of ${points.length}`);
      return { at, score };
    });
  }

  function* one(at: readonly number[]): Generator<Question, Judged<Score>, readonly Score[]> {
    const [judged] = yield* judge([at]);
    if (judged === undefined) throw new Error('a point asked for was not judged');
    return judged;
  }

  function order(left: Judged<Score>, right: Judged<Score>): number {
    return isBetter(left.score, right.score) ? -1 : isBetter(right.score, left.score) ? 1 : 0;
  }
}

function inward(x: number, step: number): number {
  return x + step <= 1 ? x + step : x - step;
}

/** From the centre a factor of the way to a point; beyond the cube, its nearest side. */
function along(centre: readonly number[], point: readonly number[], factor: number): readonly number[] {
  return centre.map((middle, axis) =>
    Math.min(1, Math.max(0, middle + factor * ((point[axis] ?? NaN) - middle))),
  );
}

function centreOf(points: readonly { readonly at: readonly number[] }[]): readonly number[] {
  const [first] = points;
  return (first?.at ?? []).map(
    (_, axis) => points.reduce((sum, { at }) => sum + (at[axis] ?? NaN), 0) / points.length,
  );
}

function extentOf(points: readonly { readonly at: readonly number[] }[]): number {
  const [first] = points;
  return Math.max(
    0,
    ...points.flatMap(({ at }) => at.map((x, axis) => Math.abs(x - (first?.at[axis] ?? NaN)))),
  );
}
