/**
 * Draws of what is uncertain, one for each future, spread evenly over the distributions: a scrambled Sobol sequence, one
 * coordinate a parameter. It was chosen over a Latin hypercube because of the prefix rule: a hypercube of 1000 futures is
 * none of 500, while the first futures of the sequence stay as they are, and at every power of two it is a hypercube in each
 * parameter besides. Parameters beyond the sequence's coordinates are drawn independently. A parameter that several
 * strategies leave uncertain is one parameter, so that both meet the same draw. Rank correlations by a Gaussian copula.
 */
import { pointerOf, stepsOf } from '../parameters/pointer.ts';
import { hash32 } from '../random/hash.ts';
import { inverseNormal } from '../random/inverse-normal.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import { normalDistribution } from '../random/normal-distribution.ts';
import { scrambleOf, SobolCoordinate, sobolDimensions } from '../random/sobol.ts';
import { cholesky, nearestCorrelation, normalOfSpearman } from '../statistics/gaussian-copula.ts';
import type { Matrix } from '../statistics/gaussian-copula.ts';
import type { ParameterDraws } from './compare.ts';

/** A parameter with its distribution, as `uncertainParameters` lists them. */
export interface Drawn {
  readonly pointer: string;
  /** Quantile function: rises with u in (0, 1). */
  readonly quantiles: (u: number) => number;
}

/** Spearman's correlation between two uncertain parameters. */
export interface RankCorrelation {
  readonly between: readonly [string, string];
  readonly rank: number;
}

export interface Draws {
  readonly draws: ParameterDraws;
  /** Correlations that did not fit together and what took their place, as correlations of normal scores. */
  readonly repair: CorrelationRepair | null;
}

export interface CorrelationRepair {
  readonly parameters: readonly string[];
  readonly wanted: Matrix;
  readonly used: Matrix;
  readonly largestChange: number;
}

const INDEPENDENT = hash32('independent parameters') | 0;
/** Uniforms nearer to 0 or 1 than this are no quantile any more. */
const edge = 1 / 9007199254740992;

/** Throws where a correlation names a parameter that is not uncertain; who reads scenarios refuses such a file before. */
export function drawParameters(
  parameters: readonly Drawn[],
  { seed, replications }: { readonly seed: string; readonly replications: number },
  correlations: readonly RankCorrelation[] = [],
): Draws {
  const names = [...new Set(parameters.map(({ pointer }) => sharedName(pointer)))];
  const uniforms = names.map((name, index) => uniformsOf(name, index, seed));
  const copula = copulaOf(names, correlations);
  const values = new Float64Array(parameters.length * replications);
  const own = new Float64Array(names.length);
  const places = parameters.map(({ pointer }) => names.indexOf(sharedName(pointer)));
  for (let replication = 0; replication < replications; replication++) {
    uniforms.forEach((uniform, index) => {
      own[index] = uniform(replication);
    });
    if (copula !== null) tie(own, copula);
    parameters.forEach(({ quantiles }, index) => {
      values[replication * parameters.length + index] = quantiles(own[places[index] ?? 0] ?? NaN);
    });
  }
  return {
    draws: { pointers: parameters.map(({ pointer }) => pointer), values },
    repair: copula === null ? null : copula.repair,
  };
}

/** Strategies share the draw of a parameter that they have in common. */
function sharedName(pointer: string): string {
  const [first, , ...rest] = stepsOf(pointer) ?? [];
  return first === 'strategies' ? pointerOf(['strategy', ...rest]) : pointer;
}

function uniformsOf(name: string, index: number, seed: string): (replication: number) => number {
  const luck = new Luck(keyFromPhrase(seed));
  if (index < sobolDimensions) {
    const coordinate = new SobolCoordinate(index, scrambleOf(luck, name));
    return (replication) => coordinate.uniform(replication);
  }
  const address = hash32(name) | 0;
  return (replication) => {
    luck.replication(replication);
    luck.entity(address, INDEPENDENT, 0);
    return luck.uniform(0, 0);
  };
}

interface Copula {
  /** Places of the parameters that are tied to others. */
  readonly places: readonly number[];
  readonly factor: Matrix;
  readonly repair: CorrelationRepair | null;
}

function copulaOf(names: readonly string[], correlations: readonly RankCorrelation[]): Copula | null {
  const pairs = correlations.map(({ between: [one, other], rank }) => ({
    one: placeOf(names, one),
    other: placeOf(names, other),
    rank,
  }));
  const places = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].sort((a, b) => a - b);
  if (places.length === 0) return null;
  const wanted = places.map((row) =>
    places.map((column) => {
      if (row === column) return 1;
      const pair = pairs.findLast(
        ({ one, other }) => (one === row && other === column) || (one === column && other === row),
      );
      return pair === undefined ? 0 : normalOfSpearman(pair.rank);
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

function placeOf(names: readonly string[], pointer: string): number {
  const place = names.indexOf(sharedName(pointer));
  if (place < 0) throw new Error(`a correlation needs an uncertain parameter, got ${pointer}`);
  return place;
}

/** Normal scores times the factor; who is tied to nobody keeps its uniform bit for bit. */
function tie(uniforms: Float64Array, { places, factor }: Copula): void {
  const scores = places.map((place) => inverseNormal(uniforms[place] ?? NaN));
  places.forEach((place, row) => {
    if (row === 0) return;
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += (factor[row]?.[column] ?? 0) * (scores[column] ?? 0);
    uniforms[place] = Math.min(1 - edge, Math.max(edge, normalDistribution(sum)));
  });
}
