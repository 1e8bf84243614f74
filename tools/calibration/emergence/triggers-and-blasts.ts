/** Asking at a moment against asking by the calendar, at the default and at the dear end of what asking harms. */
import type { ResolvedStrategy } from '../../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../../simulations/parameters/world/world.ts';
import { evidenceOf } from '../laboratory.ts';
import { intervalText, measured, plain, table } from '../page.ts';
import { ahead, inWords, mean, measure, quotient } from './sweep.ts';
import type { Laboratory, Lived } from './sweep.ts';

export async function triggersAndBlasts(laboratory: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = laboratory.base;
  const quiet = { nearLimit: false, onboarded: false, milestone: false, featureUse: false };
  const withOffers = (changes: Partial<ResolvedStrategy['offers']>): ResolvedStrategy => ({
    ...strategy,
    offers: { ...strategy.offers, ...changes },
  });
  const lived = await measure(laboratory, [
    { name: 'triggers, personal', world, strategy },
    { name: 'blast every 3 months, personal', world, strategy: withOffers({ ...quiet, blastEvery: 3 }) },
    {
      name: 'blast every month, personal',
      world,
      strategy: withOffers({ ...quiet, blastEvery: 1, capPerQuarter: 3, capInert: 3 }),
    },
    {
      name: 'blast every 3 months, any offer',
      world,
      strategy: withOffers({ ...quiet, blastEvery: 3, targeting: 'none', programSpend: 0 }),
    },
    {
      name: 'blast every month, any offer',
      world,
      strategy: withOffers({
        ...quiet,
        blastEvery: 1,
        targeting: 'none',
        programSpend: 0,
        capPerQuarter: 3,
        capInert: 3,
      }),
    },
    { name: 'nothing but the wall', world, strategy: withOffers({ ...quiet, programSpend: 0 }) },
  ]);
  const [triggers, ...others] = lived;
  if (triggers === undefined) throw new Error('triggers are an arm');
  const blasts = others.filter(({ name }) => name.startsWith('blast'));
  const beaten = blasts.filter((arm) => ahead(triggers, arm).low > 0);
  const beating = blasts.filter((arm) => ahead(triggers, arm).high < 0);
  const tired = tiredWorld(world);
  const cautious = await measure(
    laboratory,
    lived.slice(0, 5).map((arm) => ({ ...arm, world: tired })),
    Math.ceil(laboratory.settings.replications / 2),
  );
  const tiredTriggers = cautious[0];
  if (tiredTriggers === undefined) throw new Error('triggers are an arm');
  const tiredBeaten = cautious.slice(1).filter((arm) => ahead(tiredTriggers, arm).low > 0);
  return [
    '## Triggers against blasts',
    '',
    'The same customers, walls and prices. Offers and acceptance are of contacts: walls are not. An untargeted blast pays for no program.',
    '',
    table(
      [
        'Offers',
        'Contribution',
        'Triggers ahead by',
        'Contacts a customer and year',
        'Accepted',
        'Expansion MRR',
        'Attention',
        'Monthly churn',
      ],
      lived.map((arm) => [
        arm.name,
        measured(mean(arm, 'contribution'), 'money'),
        arm === triggers ? '' : intervalText(ahead(triggers, arm), 'money'),
        plain(12 * quotient(arm, 'shown', 'customerMonths').value, 'number'),
        measured(quotient(arm, 'accepted', 'shown'), 'percent'),
        measured(mean(arm, 'expansion'), 'money'),
        measured(quotient(arm, 'attention', 'customerMonths'), 'number'),
        measured(quotient(arm, 'lost', 'customerMonths'), 'percent'),
      ]),
    ),
    '',
    beaten.length === blasts.length
      ? '**Emerges.** Triggers are ahead of every blast in contribution.'
      : `**${beaten.length > 0 ? 'Emerges in part' : 'Does not emerge'}.** In contribution triggers are ahead of ${orNone(beaten)}, behind ${orNone(beating)}${beaten.length + beating.length < blasts.length ? '; the rest is too close to call' : ''}.`,
    '',
    'Among offers at the same rate, timing and need decide little here; what decides is how often somebody is asked, since a contact',
    'costs next to nothing, each is accepted with some probability and what it wears off is small at the default (OF03 to OF06). The same',
    'with every harm of a contact at the dear end of its evidence (carry-over OF03, fatigue OF04, churn OF05, the inert OF06; trust lost',
    `by an irrelevant offer five times the default): triggers are ahead of ${orNone(tiredBeaten)}.`,
    '',
    table(
      ['Offers', 'Contribution', 'Triggers ahead by', 'Accepted', 'Attention', 'Monthly churn'],
      cautious.map((arm) => [
        arm.name,
        measured(mean(arm, 'contribution'), 'money'),
        arm === tiredTriggers ? '' : intervalText(ahead(tiredTriggers, arm), 'money'),
        measured(quotient(arm, 'accepted', 'shown'), 'percent'),
        measured(quotient(arm, 'attention', 'customerMonths'), 'number'),
        measured(quotient(arm, 'lost', 'customerMonths'), 'percent'),
      ]),
    ),
  ];
}

/** Every harm of a contact at the dear end of its evidence. */
function tiredWorld(world: ResolvedWorld): ResolvedWorld {
  const high = (id: string) => evidenceOf(id).high ?? NaN;
  return {
    ...world,
    acceptance: { ...world.acceptance, fatigue: high('OF04') },
    leaving: { ...world.leaving, fatigue: Math.log(high('OF05')), awakening: Math.log(high('OF06')) },
    feelings: {
      ...world.feelings,
      fatigueCarryOver: high('OF03'),
      irrelevance: Math.min(1, 5 * world.feelings.irrelevance),
    },
  };
}

function orNone(lived: readonly Lived[]): string {
  return lived.length === 0 ? 'none' : inWords(lived.map(({ name }) => `*${name}*`));
}
