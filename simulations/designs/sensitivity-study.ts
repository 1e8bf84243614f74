/**
 * The rows that a sensitivity or an information study lives: Latin hypercubes over the ranges, or over the distributions that a
 * scenario's own uncertain parameters have. Runs where scenarios are read, not in a worker.
 */
import { copulaOf, drawNameOf, tie } from '../parameters/correlations.ts';
import type { Copula } from '../parameters/correlations.ts';
import type { Correlation } from '../parameters/run.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import { latinHypercube } from '../statistics/latin-hypercube.ts';
import type { GapStudy, Movable, ParameterRange } from './outcomes.ts';
import type { OutcomeSensitivity, SensitivityStudy } from './sensitivity.ts';

/** An input and how a uniform becomes a value of it. */
export interface DrawnInput extends Movable {
  readonly quantiles: (u: number) => number;
}

const FIRST = hash32('first sample') | 0;
const OTHER = hash32('other sample') | 0;

/** Every value of a range as likely as any other. */
export function evenly({ low, high, ...movable }: ParameterRange): DrawnInput {
  return { ...movable, quantiles: (u) => low + (high - low) * u };
}

/**
 * Inputs that the scenario's rank correlations tie to each other are drawn together. Then there is no second sample, since
 * indices that split a variance ask for inputs that do not depend on each other.
 */
export function sensitivityStudy(
  gap: GapStudy,
  inputs: readonly DrawnInput[],
  rows: number,
  correlations: readonly Correlation[] = [],
): SensitivityStudy {
  const names = inputs.map(({ pointers }) => drawNameOf(pointers[0] ?? ''));
  const tied = correlations.filter(({ a, b }) => [a, b].every((one) => names.includes(drawNameOf(one))));
  const copula = copulaOf(names, tied);
  return {
    world: gap.world,
    strategies: gap.strategies,
    run: gap.run,
    metric: gap.metric,
    inputs: inputs.map(({ name, pointers, scale }) => ({ name, pointers, scale })),
    sample: drawn(inputs, gap.run.seed, FIRST, rows, copula),
    ...(copula === null ? { otherSample: drawn(inputs, gap.run.seed, OTHER, rows, null) } : {}),
  };
}

/** Inputs that are tied together have rank correlations only: no share of the spread is one's own. */
export function areTied({ inputs }: OutcomeSensitivity): boolean {
  return inputs.every(({ firstOrder }) => firstOrder === null);
}

/** Values row by row, in the order of the inputs. Another input beside them changes none of their numbers. */
function drawn(
  inputs: readonly DrawnInput[],
  seed: string,
  stream: number,
  rows: number,
  copula: Copula | null,
): Float64Array {
  const names = inputs.map(({ pointers }) => hash32(pointers.join(' ')) | 0);
  const width = inputs.length;
  const uniforms = latinHypercube(keyFromPhrase(seed), stream, rows, names);
  if (copula !== null)
    for (let row = 0; row < rows; row++) tie(uniforms.subarray(row * width, (row + 1) * width), copula);
  return uniforms.map((u, place) => inputs[place % width]?.quantiles(u) ?? NaN);
}
