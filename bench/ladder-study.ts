/** S36 as a scenario of the full model: all effects neutral, a blast every month whose answer is the step up the ladder. */
import { logit } from '../simulations/random/logistic.ts';
import type { PlainStudy } from './plain/plain-world.ts';
import { neutralSegment, neutralStrategy, neutralWorld, tier } from '../tests/support/neutral-study.ts';
import { ladderPrices, ladderSteps } from './twenty-lines.ts';

export const ladderMonths = 36;

export function ladderStudy(customers: number): PlainStudy {
  const world = neutralWorld();
  const strategy = neutralStrategy();
  const [first, second, third] = ladderPrices;
  return {
    world: {
      ...world,
      segments: [neutralSegment({ firstMonthChurn: 2 / 60, churnHeterogeneity: 1 / 61 })],
      acceptance: { ...world.acceptance, upgrade: 0 },
      market: { ...world.market, startingCustomers: customers },
    },
    strategy: {
      ...strategy,
      ladder: {
        ...strategy.ladder,
        tiers: [
          tier('First', first),
          tier('Second', second, { appeal: logit(ladderSteps[0]) }),
          tier('Third', third, { appeal: logit(ladderSteps[1]) }),
        ],
      },
      offers: { ...strategy.offers, blastEvery: 1 },
    },
    run: { seed: 's36', months: ladderMonths, ltvMonths: ladderMonths },
  };
}
