/**
 * Draws of what is uncertain, one for each future, spread evenly over the distributions: a scrambled Sobol sequence, one
 * coordinate a parameter. It was chosen over a Latin hypercube because of the prefix rule: a hypercube of 1000 futures is
 * none of 500, while the first futures of the sequence stay as they are, and at every power of two it is a hypercube in each
 * parameter besides. Parameters beyond the sequence's coordinates are drawn independently. A parameter that several
 * strategies leave uncertain is one parameter, so that both meet the same draw. Rank correlations by a Gaussian copula.
 */
import { copulaOf, drawNameOf, tie } from '../parameters/correlations.ts';
import type { CorrelationRepair } from '../parameters/correlations.ts';
import type { Correlation } from '../parameters/run.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import { scrambleOf, SobolCoordinate, sobolDimensions } from '../random/sobol.ts';
import type { ParameterDraws } from './compare.ts';

/** A parameter with its distribution, as `uncertainParameters` lists them. */
export interface Drawn {
  readonly pointer: string;
  /** Quantile function: rises with u in (0, 1). */
  readonly quantiles: (u: number) => number;
}

export interface Draws {
  readonly draws: ParameterDraws;
  /** Correlations that did not fit together and what took their place, as correlations of normal scores. */
  readonly repair: CorrelationRepair | null;
}

const INDEPENDENT = hash32('independent parameters') | 0;

/** Throws where a correlation names a parameter that is not uncertain; who reads scenarios refuses such a file before. */
export function drawParameters(
  parameters: readonly Drawn[],
  { seed, replications }: { readonly seed: string; readonly replications: number },
  correlations: readonly Correlation[] = [],
): Draws {
  const names = [...new Set(parameters.map(({ pointer }) => drawNameOf(pointer)))];
  const uniforms = names.map((name, index) => uniformsOf(name, index, seed));
  const copula = copulaOf(names, correlations);
  const values = new Float64Array(parameters.length * replications);
  const own = new Float64Array(names.length);
  const places = parameters.map(({ pointer }) => names.indexOf(drawNameOf(pointer)));
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
