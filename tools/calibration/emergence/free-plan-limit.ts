/** Where the free plan should end, and in which worlds that lies inside. */
import type { ResolvedStrategy } from '../../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../../simulations/parameters/world/world.ts';
import { measured, plain, table } from '../page.ts';
import { ahead, bestOf, interiorText, inWords, mean, measure, quotient } from './sweep.ts';
import type { Laboratory } from './sweep.ts';

export async function freePlanLimit(laboratory: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = laboratory.base;
  const limits = [5, 10, 20, 30, 45, 60, 90, 120, 200, 400, 1000];
  const lived = await measure(
    laboratory,
    limits.map((limit) => ({
      name: `${limit}`,
      world,
      strategy: withTier(strategy, 0, { usageLimit: limit }),
    })),
  );
  return [
    '## The best limit of the free plan',
    '',
    `Usage at which the free plan ends (default ${strategy.ladder.tiers[0]?.usageLimit ?? 'none'}); medians of starting usage are ${inWords(world.segments.map(({ startingUsage }) => String(startingUsage)))}.`,
    '',
    table(
      ['Limit', 'Contribution', 'MRR at the end', 'Sign-up to paid', 'New customers', 'Free users, mean'],
      lived.map((arm) => [
        arm.name,
        measured(mean(arm, 'contribution'), 'money'),
        measured(mean(arm, 'mrr'), 'money'),
        measured(quotient(arm, 'newCustomers', 'signups'), 'percent'),
        measured(mean(arm, 'newCustomers'), 'money'),
        plain(mean(arm, 'freeMonths').value / laboratory.settings.months, 'money'),
      ]),
    ),
    '',
    interiorText(lived, 'limit'),
    '',
    'What pulls each way: too late, nobody meets the wall; too early, it stands before anything is known of the value, slows its',
    `discovery (to ${plain(world.product.blockedDiscovery, 'number')} of its speed) and makes users leave. But a wall also asks every month and has no other cost, and free users leave fast (log`,
    `hazard ratio ${world.leaving.free}), so that a late wall finds few of them. A generous plan draws more sign-ups (elasticity ${plain(world.market.freeRoomElasticity, 'number')} on its room) and its`,
    `users talk (${plain(world.wordOfMouth.freeVoice, 'number')} of what who pays says): both assumptions, fixed before this was run. Which of these decides shows in worlds that differ`,
    'in them, half the futures each:',
    '',
    ...(await freePlanElsewhere(laboratory)),
    'Nobody values the product for how many use it (known limits in `simulations/README.md`), which takes away something that in',
    'practice speaks for a generous free plan.',
  ];
}

async function freePlanElsewhere(laboratory: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = laboratory.base;
  const limits = [5, 10, 20, 45, 90, 200];
  const stopped = { ...world, product: { ...world.product, blockedDiscovery: 0 } };
  const draws = (freeRoomElasticity: number, freeVoice: number): ResolvedWorld => ({
    ...world,
    market: { ...world.market, freeRoomElasticity },
    wordOfMouth: { ...world.wordOfMouth, freeVoice },
  });
  const worlds = [
    { name: 'sign-ups do not answer to the plan, free users are silent', world: draws(0, 0) },
    { name: 'sign-ups answer at elasticity 0.5', world: draws(0.5, world.wordOfMouth.freeVoice) },
    { name: 'sign-ups answer at elasticity 1, free users talk like others', world: draws(1, 1) },
    { name: 'nothing is learned behind a wall', world: stopped },
    { name: 'free users leave like customers', world: withLeaving(world, { free: 0 }) },
    { name: 'both', world: withLeaving(stopped, { free: 0 }) },
  ];
  const rows: string[][] = [];
  const interior: string[] = [];
  for (const { name, world: other } of worlds) {
    const lived = await measure(
      laboratory,
      limits.map((limit) => ({
        name: `${limit}`,
        world: other,
        strategy: withTier(strategy, 0, { usageLimit: limit }),
      })),
      Math.ceil(laboratory.settings.replications / 2),
    );
    const best = bestOf(lived);
    const ends = [lived[0], lived.at(-1)].filter((end) => end !== undefined);
    if (ends.every((end) => ahead(best, end).low > 0)) interior.push(name);
    rows.push([name, ...lived.map((arm) => measured(mean(arm, 'contribution'), 'money')), best.name]);
  }
  return [
    table(['World', ...limits.map((limit) => `Limit ${limit}`), 'Best'], rows),
    '',
    interior.length === 0
      ? 'In none of them is an inner limit ahead of both ends by more than chance.'
      : `An inner limit is ahead of both ends by more than chance where: ${inWords(interior)}.`,
  ];
}

function withTier(
  strategy: ResolvedStrategy,
  index: number,
  changes: Partial<ResolvedStrategy['ladder']['tiers'][number]>,
): ResolvedStrategy {
  const tiers = strategy.ladder.tiers.map((tier, at) => (at === index ? { ...tier, ...changes } : tier));
  return { ...strategy, ladder: { ...strategy.ladder, tiers } };
}

function withLeaving(world: ResolvedWorld, changes: Partial<ResolvedWorld['leaving']>): ResolvedWorld {
  return { ...world, leaving: { ...world.leaving, ...changes } };
}
