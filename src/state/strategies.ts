import type { Strategy } from '../../simulations/parameters/strategy/strategy.ts';
import { copiedName } from './lists.ts';

/** The list of strategies and what may be done to it. The first is A and the second B: these two are compared. */
export const fewestStrategies = 2;
export const mostStrategies = 8;

/** A copy under a name that no other strategy has. */
export function copyOf(strategy: Strategy, names: readonly string[]): Strategy {
  return { ...strategy, name: copiedName(strategy.name, names) };
}
