import { compareBytes } from '../../simulations/designs/compare.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import type { Lab } from '../../workers/browser-engine.ts';
import type { Compare } from './study.svelte.ts';

/** Above it a run is refused before it starts: a page that runs out of memory takes everything with it. */
const mostBytes = 1e9;

/** The engine as a study uses it; what cannot be run is said in words before anything starts. */
export function compareWith(engine: Pick<Lab, 'compare'>): Compare {
  return async (scenario, options) => {
    if (compareBytes(compareStudy(scenario)) > mostBytes) {
      throw new Error('This run does not fit into memory: ask for fewer futures or fewer months.');
    }
    return engine.compare(scenario, options);
  };
}
