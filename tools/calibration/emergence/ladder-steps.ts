/** How many steps the ladder should have between the same two prices. */
import type { ResolvedStrategy } from '../../../simulations/parameters/strategy/strategy.ts';
import { intervalText, measured, plain, table } from '../page.ts';
import { ahead, bestOf, mean, measure, quotient } from './sweep.ts';
import type { Laboratory } from './sweep.ts';

export async function ladderSteps(laboratory: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = laboratory.base;
  const paid = strategy.ladder.tiers.slice(1);
  const [lowest, highest] = [paid[0], paid.at(-1)];
  if (lowest === undefined || highest === undefined || lowest.usageLimit === null)
    throw new Error('the ladder has paid plans');
  const perUnit = lowest.usageLimit / lowest.pricePerMonth;
  const ladder = (steps: number): ResolvedStrategy => {
    const factor = (highest.pricePerMonth / lowest.pricePerMonth) ** (1 / steps);
    const plans = Array.from({ length: steps + 1 }, (_, step) => {
      const pricePerMonth = Math.round(lowest.pricePerMonth * factor ** step);
      return {
        ...lowest,
        name: `Plan ${step + 1}`,
        pricePerMonth,
        usageLimit: step === steps ? null : pricePerMonth * perUnit,
      };
    });
    return {
      ...strategy,
      ladder: { ...strategy.ladder, tiers: [...strategy.ladder.tiers.slice(0, 1), ...plans] },
    };
  };
  const lived = await measure(
    laboratory,
    [1, 2, 3, 4, 6].map((steps) => {
      const changed = ladder(steps);
      return {
        name: changed.ladder.tiers
          .slice(1)
          .map(({ pricePerMonth }) => pricePerMonth)
          .join(' → '),
        world,
        strategy: changed,
      };
    }),
  );
  const reference = lived[0];
  if (reference === undefined) throw new Error('a ladder of one step is an arm');
  return [
    '## Steps of the ladder',
    '',
    `Paid plans from ${lowest.pricePerMonth} to ${highest.pricePerMonth} in equal ratios; every limit is ${plain(perUnit, 'number')} units for each unit of price, so that more steps do not`,
    'only move the walls. The free plan and the dearest, which has no limit, stay.',
    '',
    table(
      [
        'Prices',
        'Contribution',
        'Ahead of one step by',
        'MRR at the end',
        'New customers',
        'Expansion MRR',
        'Monthly churn',
      ],
      lived.map((arm) => [
        arm.name,
        measured(mean(arm, 'contribution'), 'money'),
        arm === reference ? '' : intervalText(ahead(arm, reference), 'money'),
        measured(mean(arm, 'mrr'), 'money'),
        measured(mean(arm, 'newCustomers'), 'money'),
        measured(mean(arm, 'expansion'), 'money'),
        measured(quotient(arm, 'lost', 'customerMonths'), 'percent'),
      ]),
    ),
    '',
    lived.slice(1).every((arm) => ahead(arm, reference).low > 0)
      ? `**Emerges.** Every ladder of more than one step beats the single jump to the same price; the best is that of ${bestOf(lived).name.split(' → ').length} plans.`
      : `**Emerges in part.** Of the ladders with more steps, ${lived.slice(1).filter((arm) => ahead(arm, reference).low > 0).length} of ${lived.length - 1} beat the single jump with certainty.`,
    'Nothing here speaks against ever more steps: several plans on one page cost no attention (choice overload is contested and 0), and',
    'running more plans costs the vendor nothing.',
  ];
}
