/**
 * Columns of a natural cubic spline (truncated power form; Hastie, Tibshirani and Friedman, The Elements of Statistical Learning,
 * section 5.2.1): cubic between knots, straight beyond the outer ones. Knots at equally spaced quantiles of the values. Without a
 * column of ones. A value with too few different levels for that many knots gets fewer columns.
 */
import { quantile } from './quantile.ts';

export function naturalSpline(values: Float64Array, innerKnots: number): readonly Float64Array[] {
  const sorted = values.toSorted();
  const low = sorted[0] ?? 0;
  const range = (sorted.at(-1) ?? 0) - low;
  if (!(range > 0)) return [];
  // On a scale of 0 to 1 the cubes stay small.
  const scaled = values.map((value) => (value - low) / range);
  const places = Array.from({ length: innerKnots + 2 }, (_, index) => (index + 0.5) / (innerKnots + 2));
  const knots = [...new Set(places.map((place) => (quantile(sorted, place) - low) / range))];
  const last = knots.at(-1) ?? 1;
  const beforeLast = knots.at(-2);
  const columns = [scaled];
  if (beforeLast === undefined) return columns;
  const bend = (x: number, knot: number) => (cubeAbove(x - knot) - cubeAbove(x - last)) / (last - knot);
  for (const knot of knots.slice(0, -2)) columns.push(scaled.map((x) => bend(x, knot) - bend(x, beforeLast)));
  return columns;
}

function cubeAbove(x: number): number {
  return x > 0 ? x * x * x : 0;
}
