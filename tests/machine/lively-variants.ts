/** The lively study with each of the model's ways of pricing, entering, offering, binding and pressing switched on in turn. */
import { livelyStudy } from '../statistical/directions/lively-study.ts';
import type { Study } from '../support/neutral-study.ts';

type Strategy = Study['strategy'];
type World = Study['world'];

export function livelyVariants(): Readonly<Record<string, Study>> {
  const study = livelyStudy();
  const { world, strategy } = study;
  const sold = (changes: Partial<Strategy>): Study => ({ ...study, strategy: { ...strategy, ...changes } });
  const ladder = (changes: Partial<Strategy['ladder']>) =>
    sold({ ladder: { ...strategy.ladder, ...changes } });
  const offers = (changes: Partial<Strategy['offers']>) =>
    sold({ offers: { ...strategy.offers, ...changes }, contracts });
  const inWorld = (changes: Partial<World>): Study => ({ ...study, world: { ...world, ...changes } });
  const contracts = { ...strategy.contracts, annualAtStart: true };
  const pressed = { sneaking: 1, obstruction: 1, hiddenCost: 1, nagging: 1, confirmShaming: 1 };
  const market = { ...world.market, startingTenure: 18, freeRoomElasticity: 1 };
  return {
    'everything ordinary': study,
    'prices by seat': ladder({ pricing: 'perSeat' }),
    'prices by use': ladder({ pricing: 'usageBased' }),
    'hybrid prices': ladder({ pricing: 'hybrid' }),
    'a plan page at the door': ladder({ entry: 'planPage', jump: 0.5, dearestFirst: 0.5 }),
    'no free plan': ladder({ tiers: strategy.ladder.tiers.slice(1) }),
    'targeting by need': offers({ targeting: 'segment', atOnce: 3, multiYear: true, bundle: true }),
    'personal targeting': offers({
      targeting: 'personal',
      programSpend: 3,
      channel: 'manager',
      addOns: true,
    }),
    'every trigger': offers({
      nearLimit: true,
      onboarded: true,
      featureUse: true,
      bundle: true,
      addOns: true,
    }),
    'no bundle': sold({ bundle: null }),
    manipulation: {
      ...sold({ manipulation: pressed }),
      world: { ...world, costs: { ...world.costs, fineProbability: 0.9 } },
    },
    'one business cycle': inWorld({ product: { ...world.product, macroSpread: 0.1, macroPersistence: 0.8 } }),
    'customers of before': inWorld({ market }),
    'seats that shrink': inWorld({
      segments: world.segments.map((segment) => ({ ...segment, seatGrowth: -0.05, usageGrowth: -0.05 })),
    }),
  };
}
