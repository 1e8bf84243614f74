/**
 * Uncertain parameters tied together by rank correlations (Gaussian copula, statistics/gaussian-copula.ts): which draws there
 * are, and the factor that ties their normal scores. Correlations stated pair by pair need not fit together; then the nearest
 * that do take their place, and whoever reads the scenario is told (checks.ts).
 */
import { inverseNormal } from '../random/inverse-normal.ts';
import { normalDistribution } from '../random/normal-distribution.ts';
import { cholesky, nearestCorrelation, normalOfSpearman } from '../statistics/gaussian-copula.ts';
import type { Matrix } from '../statistics/gaussian-copula.ts';
import { pointerOf, stepsOf } from './pointer.ts';
import type { Correlation } from './run.ts';

/** What took the place of correlations that did not fit together, as correlations of normal scores. */
export interface CorrelationRepair {
  readonly parameters: readonly string[];
  readonly wanted: Matrix;
  readonly used: Matrix;
  readonly largestChange: number;
}

export interface Copula {
  /** Places, in the list of names, of the parameters that are tied to others. */
  readonly places: readonly number[];
  /** Lower-triangular; times independent normal scores it gives tied ones. */
  readonly factor: Matrix;
  readonly repair: CorrelationRepair | null;
}

/** Name of a parameter's draw: one for all strategies that leave the same parameter uncertain. */
export function drawNameOf(pointer: string): string {
  const [first, , ...rest] = stepsOf(pointer) ?? [];
  return first === 'strategies' ? pointerOf(['strategy', ...rest]) : pointer;
}

/** `names` are those of all draws; null where nothing is tied. */
export function copulaOf(names: readonly string[], correlations: readonly Correlation[]): Copula | null {
  const pairs = correlations.map(({ a, b, rho }) => ({
    one: placeOf(names, a),
    other: placeOf(names, b),
    rho,
  }));
  const places = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].sort((a, b) => a - b);
  if (places.length === 0) return null;
  const wanted = places.map((row) =>
    places.map((column) => {
      if (row === column) return 1;
      const pair = pairs.findLast(
        ({ one, other }) => (one === row && other === column) || (one === column && other === row),
      );
      return pair === undefined ? 0 : normalOfSpearman(pair.rho);
    }),
  );
  const { matrix, largestChange } = nearestCorrelation(wanted);
  const parameters = places.map((place) => names[place] ?? '');
  return {
    places,
    factor: cholesky(matrix),
    repair: largestChange === 0 ? null : { parameters, wanted, used: matrix, largestChange },
  };
}

/** Uniforms nearer to 0 or 1 than this are no quantile any more. */
const edge = 1 / 9007199254740992;

/** Ties the uniforms of one draw in place, by normal scores times the factor; who is tied to nobody keeps its bits. */
export function tie(uniforms: Float64Array, { places, factor }: Copula): void {
  const scores = places.map((place) => inverseNormal(uniforms[place] ?? NaN));
  places.forEach((place, row) => {
    if (row === 0) return;
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += (factor[row]?.[column] ?? 0) * (scores[column] ?? 0);
    uniforms[place] = Math.min(1 - edge, Math.max(edge, normalDistribution(sum)));
  });
}

function placeOf(names: readonly string[], pointer: string): number {
  const place = names.indexOf(drawNameOf(pointer));
  if (place < 0) throw new Error(`a correlation needs an uncertain parameter, got ${pointer}`);
  return place;
}
