import type { Point } from '../simulations/point.ts';

/** A chunk in words, counting futures from 1. */
export function chunkName({ strategy, firstReplication, replications }: Point): string {
  const first = firstReplication + 1;
  const futures = replications === 1 ? `future ${first}` : `futures ${first} to ${first + replications - 1}`;
  return `${futures} of "${strategy.name}"`;
}
