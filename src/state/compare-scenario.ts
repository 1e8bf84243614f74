import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Lab } from '../../workers/browser-engine.ts';
import { answerMetrics } from '../rooms/compare/answer-metric.ts';
import type { Compare } from './study.svelte.ts';

/** Above it a run is refused before it starts: a page that runs out of memory takes everything with it. */
const mostBytes = 1e9;
/** Generous bound on the numbers that a comparison keeps for a future of a strategy, for each month and each segment. */
const numbersEach = 150;

/**
 * When an answer counts as settled: the standard error of its mean difference is below a fiftieth of the spread of a
 * strategy's own outcome, and there are futures enough to tell the outer bands.
 */
const settled = {
  tolerance: { kind: 'ofSpread', share: 0.02 },
  metric: answerMetrics[0],
  fewest: 200,
} as const;

/** The engine as a study uses it; what cannot be run is said in words before anything starts. */
export function compareWith(engine: Pick<Lab, 'compare'>): Compare {
  return async ({ scenario, futures }, options) => {
    if (mayBeLarge(scenario) && (await isTooLarge(scenario))) {
      throw new Error('This run does not fit into memory: ask for fewer futures or fewer months.');
    }
    if (futures === 'all') return engine.compare(scenario, options);
    return engine.compare(scenario, options, { ...settled, fewest: Math.max(settled.fewest, futures) });
  };
}

function mayBeLarge({ run, strategies, world }: Scenario): boolean {
  const numbers = numbersEach * (run.months + world.segments.length + 1);
  return 8 * numbers * run.replications * strategies.length > mostBytes;
}

/** The exact weight needs the kernel's metrics, which a page otherwise never loads: only a large run is weighed. */
async function isTooLarge(scenario: Scenario): Promise<boolean> {
  const [{ compareBytes }, { compareStudy }] = await Promise.all([
    import('../../simulations/designs/compare.ts'),
    import('../../simulations/designs/compare-study.ts'),
  ]);
  return compareBytes(compareStudy(scenario)) > mostBytes;
}
