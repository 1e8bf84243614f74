/** What a claim says about worlds rather than arms: how two quantities go together over worlds drawn at random. */
import { spearman } from '../statistics/rank-correlation.ts';
import type { BootstrapRows } from '../statistics/bootstrap.ts';
import { bootstrapInterval } from './claim-effect.ts';
import type { Quantity } from './claim-effect.ts';

/** Over drawn worlds, of the first arm. */
export type WorldsEffect =
  | { readonly kind: 'correlation'; readonly first: Quantity; readonly second: Quantity }
  | {
      /** Share of the worlds in which both quantities lie on the same side of their marks. */
      readonly kind: 'agreement';
      readonly first: Quantity;
      readonly firstMark: number;
      readonly second: Quantity;
      readonly secondMark: number;
    };

export function worldsEffect(
  effect: WorldsEffect,
  first: Float64Array,
  second: Float64Array,
  bootstrap: BootstrapRows,
) {
  const whole = Array.from(first.keys()).filter(
    (world) => first[world] === first[world] && second[world] === second[world],
  );
  const pick = (chosen: ArrayLike<number>, values: Float64Array) =>
    Float64Array.from({ length: chosen.length }, (_, place) => values[whole[chosen[place] ?? 0] ?? 0] ?? NaN);
  const statistic = (chosen: ArrayLike<number>) => {
    const [x, y] = [pick(chosen, first), pick(chosen, second)];
    return effect.kind === 'correlation'
      ? spearman(x, y)
      : agreeing(x, y, effect.firstMark, effect.secondMark);
  };
  const inOrder = (chosen: ArrayLike<number>) => {
    const [x, y] = [pick(chosen, first), pick(chosen, second)];
    return effect.kind === 'correlation'
      ? concordant(x, y)
      : agreeing(x, y, effect.firstMark, effect.secondMark);
  };
  const all = Int32Array.from(whole.keys());
  const interval = bootstrapInterval(statistic(all), bootstrap, whole.length, statistic);
  const order = bootstrapInterval(inOrder(all), bootstrap, whole.length, inOrder);
  // Of a falling relation the pairs that are in order are the others.
  const falls = effect.kind === 'correlation' && interval.value < 0;
  return {
    interval,
    agreeing: falls ? 1 - order.value : order.value,
    agreeingLow: falls ? 1 - order.high : order.low,
    agreeingHigh: falls ? 1 - order.low : order.high,
  };
}

function agreeing(x: Float64Array, y: Float64Array, markX: number, markY: number): number {
  let same = 0;
  x.forEach((value, world) => {
    if (value >= markX === (y[world] ?? NaN) >= markY) same++;
  });
  return same / x.length;
}

/** Share of the pairs of worlds with different values in which the one with more of x has more of y. */
function concordant(x: Float64Array, y: Float64Array): number {
  let pairs = 0;
  let same = 0;
  for (let one = 0; one < x.length; one++) {
    for (let other = one + 1; other < x.length; other++) {
      const product = ((x[one] ?? NaN) - (x[other] ?? NaN)) * ((y[one] ?? NaN) - (y[other] ?? NaN));
      if (product === 0) continue;
      pairs++;
      if (product > 0) same++;
    }
  }
  return pairs === 0 ? NaN : same / pairs;
}
