/**
 * Shapley value of a game (Shapley 1953): what each player adds, averaged over all orders in which players can join.
 *   φ(i) = Σ over coalitions S without i of |S|!(k-1-|S|)!/k! · (v(S with i) - v(S))
 * A coalition is a set of bits. The parts add up to v(all) - v(none); `exactParts` makes that hold in floating point.
 */

/** Exact value from the worth of all 2^players coalitions, `worth[S]` with bit i of S for player i. */
export function shapley(players: number, worth: ArrayLike<number>): Float64Array {
  const coalitions = 1 << players;
  if (players < 0 || players > 20 || worth.length !== coalitions) {
    throw new Error(`worth of all 2^${players} coalitions, got ${worth.length}`);
  }
  const weights = joinWeights(players);
  const parts = new Float64Array(players);
  for (let coalition = 0; coalition < coalitions; coalition++) {
    const weight = weights[sizeOf(coalition)] ?? 0;
    for (let player = 0; player < players; player++) {
      const bit = 1 << player;
      if ((coalition & bit) !== 0) continue;
      const added = (worth[coalition | bit] ?? NaN) - (worth[coalition] ?? NaN);
      parts[player] = (parts[player] ?? 0) + weight * added;
    }
  }
  return parts;
}

/** |S|!(k-1-|S|)!/k! by the size of S: one over k times the number of coalitions of that size among the others. */
function joinWeights(players: number): readonly number[] {
  const weights: number[] = [];
  let ways = 1;
  for (let size = 0; size < players; size++) {
    weights.push(1 / (players * ways));
    ways = (ways * (players - 1 - size)) / (size + 1);
  }
  return weights;
}

/** What each player adds when they join in this order: the worth after it less the worth before it. */
export function joiningGains(order: readonly number[], worthOf: (coalition: number) => number): Float64Array {
  const gains = new Float64Array(order.length);
  let coalition = 0;
  let before = worthOf(0);
  for (const player of order) {
    coalition |= 1 << player;
    const after = worthOf(coalition);
    gains[player] = after - before;
    before = after;
  }
  return gains;
}

function sizeOf(set: number): number {
  let size = 0;
  for (let left = set; left !== 0; left &= left - 1) size++;
  return size;
}

/** Digits below this share of the largest number are beyond what any error supports; they are what rounding may move. */
const QUANTUM = 1 / 1099511627776; // 2^-40

/**
 * The same parts and whole on one grid so coarse that adding them, in any order, rounds nothing: then they add up exactly.
 * What rounding to the grid leaves over goes, a grid step each, to the parts that rounding took most from (largest
 * remainder), never to one that is told to make up for the others. Nothing moves by more than one part in 2^40 of the largest.
 */
export function exactParts(
  parts: ArrayLike<number>,
  whole: number,
): { readonly parts: readonly number[]; readonly whole: number } {
  const numbers = Array.from(parts);
  const largest = Math.max(Math.abs(whole), ...numbers.map(Math.abs));
  if (!(largest > 0 && largest < Infinity)) return { parts: numbers, whole };
  // No grid is finer than the numbers themselves.
  const step = Math.max(powerOfTwoBelow(largest) * QUANTUM, Number.MIN_VALUE);
  const steps = numbers.map((part) => Math.round(part / step));
  const wholeSteps = Math.round(whole / step);
  let left = steps.reduce((rest, part) => rest - part, wholeSteps);
  const sign = Math.sign(left);
  // How much more of the step each part has a claim to, the largest first; equals in their order.
  const claims = numbers.map((part, index) => (part / step - (steps[index] ?? 0)) * sign);
  const ranked = claims
    .map((_, index) => index)
    .sort((one, other) => (claims[other] ?? 0) - (claims[one] ?? 0) || one - other);
  for (let turn = 0; left !== 0 && ranked.length > 0; turn++, left -= sign) {
    const index = ranked[turn % ranked.length] ?? 0;
    steps[index] = (steps[index] ?? 0) + sign;
  }
  return { parts: steps.map((part) => part * step + 0), whole: wholeSteps * step + 0 };
}

function powerOfTwoBelow(number: number): number {
  let power = 1;
  while (power > number) power /= 2;
  while (power * 2 <= number) power *= 2;
  return power;
}
