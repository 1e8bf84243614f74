/** How much of a fixed budget should go to the customers one has, at three costs of a sign-up. */
import type { ResolvedStrategy } from '../../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../../simulations/parameters/world/world.ts';
import { measured, plain, table } from '../page.ts';
import { interiorText, mean, measure, quotient } from './sweep.ts';
import type { Laboratory } from './sweep.ts';

export async function budgetSplit(laboratory: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = laboratory.base;
  const scales = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4];
  const { costPerSignup } = world.market;
  // A quarter; the default; and what brings the cost of 1 of new ARR near the 2 that its source gives.
  const prices = [costPerSignup / 4, costPerSignup, Math.round(costPerSignup * 1.55)];
  const lines: string[] = [
    '## The best split of the budget',
    '',
    'Program spend and coverage of the Balanced strategy times a scale (coverage at most 1); the budget stays, acquisition gets the',
    `rest, and what triggers an offer is the same throughout. At three costs of a sign-up: a quarter of the default, the default (${costPerSignup}),`,
    `and ${Math.round(costPerSignup * 1.55)}. ${2 * laboratory.settings.replications} futures: the optimum is flat.`,
  ];
  for (const price of prices) {
    const lived = await measure(
      laboratory,
      scales.map((scale) => ({
        name: `× ${scale}`,
        world: withMarket(world, { costPerSignup: price }),
        strategy: withPolicy(strategy, scale),
      })),
      2 * laboratory.settings.replications,
    );
    lines.push(
      '',
      `A sign-up costs ${price}:`,
      '',
      table(
        [
          'Policy',
          'Share of spend on it',
          'Cost of 1 of new ARR',
          'Contribution',
          'MRR at the end',
          'New customers',
          'Expansion MRR',
          'Monthly churn',
        ],
        lived.map((arm) => [
          arm.name,
          plain(
            mean(arm, 'policy').value / (mean(arm, 'policy').value + mean(arm, 'acquisition').value),
            'percent',
          ),
          measured(quotient(arm, 'acquisition', 'newArr'), 'number'),
          measured(mean(arm, 'contribution'), 'money'),
          measured(mean(arm, 'mrr'), 'money'),
          measured(mean(arm, 'newCustomers'), 'money'),
          measured(mean(arm, 'expansion'), 'money'),
          measured(quotient(arm, 'lost', 'customerMonths'), 'percent'),
        ]),
      ),
      '',
      interiorText(lived, 'policy'),
    );
  }
  return lines;
}

function withMarket(world: ResolvedWorld, changes: Partial<ResolvedWorld['market']>): ResolvedWorld {
  return { ...world, market: { ...world.market, ...changes } };
}

function withPolicy(strategy: ResolvedStrategy, scale: number): ResolvedStrategy {
  const coverage = Object.fromEntries(
    Object.entries(strategy.success.coverage).map(([segment, share]) => [
      segment,
      Math.min(1, share * scale),
    ]),
  );
  return {
    ...strategy,
    offers: { ...strategy.offers, programSpend: strategy.offers.programSpend * scale },
    success: { ...strategy.success, coverage },
  };
}
