import type { Scenario } from '../../../simulations/parameters/scenario.ts';

/** How many folds will stand under the headline, to hold their room: what it is about, its sources, what differs. */
export function foldsBeside({ description, notes = '', sources = [] }: Scenario): number {
  return Number(description + notes !== '') + Number(sources.length > 0) + 1;
}
