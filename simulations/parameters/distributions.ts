/*
 * Parameters that are known only as a range or a list ("ignorance"): each is drawn by its quantile function from one
 * uniform, so that a design may spread its uniforms evenly (Latin hypercube) and strategies share them.
 *   normal, lognormal: mean and spread from p10 and p90; what lies outside the parameter's range is cut off, and the
 *     rest keeps its proportions: x = F^-1(F(min) + u (F(max) - F(min))). Nothing piles up at the ends. Cutting moves
 *     p10 and p90 inward a little, at most a tenth of the probability on each side.
 *   beta: on the parameter's own range, alpha and beta solved from p10 and p90.   triangular: low, mode, high.
 *   values: each as likely as the others, a value that stands twice twice as likely.
 */
import { betaQuantiles, quantileAtScore } from '../random/beta-quantiles.ts';
import { exp } from '../random/exponential.ts';
import { betaDistribution } from '../random/incomplete-beta.ts';
import { inverseNormal } from '../random/inverse-normal.ts';
import { remembering } from '../remembering.ts';
import { log } from '../random/logarithm.ts';
import { normalDistribution } from '../random/normal-distribution.ts';
import { declarationOf } from './declare.ts';
import type { About, Distribution, Resolved } from './declare.ts';
import { child, isGroup, pointerOf, withValueAt } from './pointer.ts';
import type { Step } from './pointer.ts';
import { schemaOfChild } from './registry.ts';
import type { Schema } from './registry.ts';
import { Scenario } from './scenario.ts';

export type ResolvedScenario = Resolved<Scenario>;

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Rises with u; inside the range for every u in (0, 1). */
export type Quantiles = (u: number) => number;

export interface Placed {
  /** JSON Pointer of the parameter in its scenario. */
  readonly pointer: string;
  readonly about: About;
  readonly distribution: Distribution;
}

/** One value of a distribution that passed the checks. For many values of one distribution prepare `quantilesOf`. */
export function drawDistribution(distribution: Distribution, range: Range, u: number): number {
  return quantilesOf(distribution, range)(u);
}

export function quantilesOf(distribution: Distribution, range: Range): Quantiles {
  const quantiles = unguarded(distribution, range);
  // Against the last rounding only: the quantiles themselves stay inside.
  return (u) => Math.min(Math.max(quantiles(u), range.min), range.max);
}

function unguarded(distribution: Distribution, range: Range): Quantiles {
  if ('values' in distribution) {
    const { values } = distribution;
    return (u) => values[Math.min(Math.floor(u * values.length), values.length - 1)] ?? NaN;
  }
  if ('mode' in distribution) return triangular(distribution);
  const { p10, p90, shape } = distribution;
  if (shape === 'normal') return normalWithin(p10, p90, range.min, range.max);
  if (shape === 'lognormal') {
    const logarithm = normalWithin(log(p10), log(p90), log(Math.max(range.min, 0)), log(range.max));
    return (u) => exp(logarithm(u));
  }
  const width = range.max - range.min;
  const shapes = betaShapes((p10 - range.min) / width, (p90 - range.min) / width);
  if (shapes === undefined)
    throw new RangeError(`no beta distribution has these p10 and p90: ${p10}, ${p90}`);
  const table = betaQuantiles(shapes.alpha, shapes.beta);
  return (u) => range.min + width * quantileAtScore(table, inverseNormal(u));
}

// ---- Normal --------------------------------------------------------------------------------------------------

/** Standard normal score of the 90th percentile. */
const SCORE_90 = inverseNormal(0.9);

function normalWithin(p10: number, p90: number, min: number, max: number): Quantiles {
  const mean = (p10 + p90) / 2;
  const spread = (p90 - p10) / (2 * SCORE_90);
  const below = normalDistribution((min - mean) / spread);
  const above = normalDistribution((mean - max) / spread);
  const within = 1 - below - above;
  // From the nearer end, where a probability keeps its digits.
  return (u) =>
    u < 0.5
      ? mean + spread * inverseNormal(below + u * within)
      : mean - spread * inverseNormal(above + (1 - u) * within);
}

// ---- Triangular ----------------------------------------------------------------------------------------------

function triangular({ low, mode, high }: { low: number; mode: number; high: number }): Quantiles {
  const width = high - low;
  if (width === 0) return () => low;
  const rising = (mode - low) / width;
  return (u) =>
    u < rising
      ? low + Math.sqrt(u * width * (mode - low))
      : high - Math.sqrt((1 - u) * width * (high - mode));
}

// ---- Beta ----------------------------------------------------------------------------------------------------

/** Within these `betaDistribution` and `betaQuantiles` are as exact as they say. */
const LEAST_SHAPE = 0.05;
const GREATEST_SHAPE = 1e4;
const MOST_ROUNDS = 40;
const CLOSE_ENOUGH = 1e-9;
const NUDGE = 1e-5;

/**
 * Shapes of the beta distribution on (0, 1) with these 10th and 90th percentiles, by Newton's method on the logarithms
 * of the shapes, with the misfit measured in normal scores, where it is nearly straight. Undefined if the shapes are
 * out of bounds: percentiles closer together than one part in a hundred of the range, or both hard by one end. A scenario asks
 * for the same ones whenever it is read, checked and resolved.
 */
export const betaShapes = remembering(256, shapesWith);

interface Shapes {
  readonly alpha: number;
  readonly beta: number;
}

function shapesWith(p10: number, p90: number): Shapes | undefined {
  if (!(p10 > 0 && p10 < p90 && p90 < 1)) return undefined;
  // Start where the logit of a beta variate, nearly normal, has these percentiles.
  const lowest = log(p10 / (1 - p10));
  const highest = log(p90 / (1 - p90));
  const centre = exp((lowest + highest) / 2);
  const spread = (highest - lowest) / (2 * SCORE_90);
  let logAlpha = within(log((1 + centre) / (spread * spread)));
  let logBeta = within(log((1 + 1 / centre) / (spread * spread)));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [low, high] = misfit(logAlpha, logBeta, p10, p90);
    if (Math.abs(low) + Math.abs(high) < CLOSE_ENOUGH) return inBounds(exp(logAlpha), exp(logBeta));
    const [lowA, highA] = misfit(logAlpha + NUDGE, logBeta, p10, p90);
    const [lowB, highB] = misfit(logAlpha, logBeta + NUDGE, p10, p90);
    const [aa, ab, ba, bb] = [
      (lowA - low) / NUDGE,
      (lowB - low) / NUDGE,
      (highA - high) / NUDGE,
      (highB - high) / NUDGE,
    ];
    const determinant = aa * bb - ab * ba;
    if (!(Math.abs(determinant) > 1e-12)) return undefined;
    const nextAlpha = within(logAlpha - oneAtMost((low * bb - high * ab) / determinant));
    const nextBeta = within(logBeta - oneAtMost((high * aa - low * ba) / determinant));
    if (nextAlpha === logAlpha && nextBeta === logBeta) return undefined;
    logAlpha = nextAlpha;
    logBeta = nextBeta;
  }
  return undefined;
}

/** How far the percentiles of Beta(e^logAlpha, e^logBeta) are off, in normal scores. */
function misfit(logAlpha: number, logBeta: number, p10: number, p90: number): readonly [number, number] {
  const alpha = exp(logAlpha);
  const beta = exp(logBeta);
  return [score(p10, alpha, beta) + SCORE_90, score(p90, alpha, beta) - SCORE_90];
}

function score(x: number, alpha: number, beta: number): number {
  // The upper tail of x is the lower tail of 1 - x with the shapes changed over.
  const below = betaDistribution(x, alpha, beta);
  if (below < 0.5) return Math.max(inverseNormal(below), -40);
  return Math.min(-inverseNormal(betaDistribution(1 - x, beta, alpha)), 40);
}

const LOWEST = log(LEAST_SHAPE / 10);
const HIGHEST = log(GREATEST_SHAPE * 10);

function within(logShape: number): number {
  return Math.min(Math.max(logShape, LOWEST), HIGHEST);
}

function oneAtMost(step: number): number {
  return Math.min(Math.max(step, -1), 1);
}

function inBounds(alpha: number, beta: number): Shapes | undefined {
  const least = Math.min(alpha, beta);
  const greatest = Math.max(alpha, beta);
  return least >= LEAST_SHAPE && greatest <= GREATEST_SHAPE ? { alpha, beta } : undefined;
}

// ---- A whole scenario ----------------------------------------------------------------------------------------

export interface UncertainParameter extends Placed {
  readonly quantiles: Quantiles;
}

/** A design resolves the same scenario once per replication. */
const prepared = new WeakMap<Scenario, readonly UncertainParameter[]>();

/** Every parameter of a checked scenario that is a distribution, in the order of the file. */
export function uncertainParameters(scenario: Scenario): readonly UncertainParameter[] {
  let list = prepared.get(scenario);
  if (list === undefined) {
    list = distributionsIn(scenario).map((placed) => ({
      ...placed,
      quantiles: quantilesOf(placed.distribution, placed.about),
    }));
    prepared.set(scenario, list);
  }
  return list;
}

/**
 * The scenario with every distribution drawn: us[i] in (0, 1) draws the i-th of `uncertainParameters`. A scenario
 * without distributions comes back as it is, the same object.
 */
export function resolveScenario(scenario: Scenario, us: ArrayLike<number>): ResolvedScenario {
  const uncertain = uncertainParameters(scenario);
  if (us.length !== uncertain.length) {
    throw new RangeError(
      `one uniform for each of ${uncertain.length} uncertain parameters, got ${us.length}`,
    );
  }
  let resolved: unknown = scenario;
  for (const [index, { pointer, quantiles }] of uncertain.entries()) {
    const u = us[index] ?? NaN;
    if (!(u > 0 && u < 1)) throw new RangeError(`a uniform lies between 0 and 1: ${u}`);
    resolved = withValueAt(resolved, pointer, quantiles(u));
  }
  if (!isResolved(resolved)) throw new Error('a distribution was left undrawn');
  return resolved;
}

/** Every distribution in a scenario, checked or not, with the parameter it stands for. */
export function distributionsIn(scenario: Scenario): readonly Placed[] {
  return [...walk(Scenario, scenario, [])];
}

/** True of a scenario in which no parameter is a distribution. */
function isResolved(scenario: unknown): scenario is ResolvedScenario {
  return walk(Scenario, scenario, []).next().done === true;
}

/** What stands in the place of a quantity is a number or a distribution: the shape has been checked. */
function isDistribution(value: unknown): value is Distribution {
  return isGroup(value);
}

function* walk(schema: Schema, value: unknown, steps: readonly Step[]): Generator<Placed> {
  const about = declarationOf(schema);
  if (about?.kind === 'quantity') {
    if (isDistribution(value)) yield { pointer: pointerOf(steps), about, distribution: value };
    return;
  }
  const inside: readonly Step[] = Array.isArray(value)
    ? [...value.keys()]
    : isGroup(value)
      ? Object.keys(value)
      : [];
  for (const step of inside) {
    const inner = schemaOfChild(schema, step);
    if (inner !== undefined) yield* walk(inner, child(value, step), [...steps, step]);
  }
}
