/**
 * docs/emergence.md: behaviour that nobody wrote into the model, measured. Every experiment changes the Balanced strategy
 * in the default world and lives the same futures again; nothing is tuned until it appears, and what does not appear is
 * said with its numbers.
 */
import type { ArmValues } from '../../simulations/designs/arms.ts';
import type { Arm, Outcome } from '../../simulations/designs/outcomes.ts';
import type { Run as RunSettings } from '../../simulations/parameters/run.ts';
import { offerKinds, offerTriggers, tenureClasses } from '../../simulations/ledger.ts';
import type { Ledger, OfferOutcome } from '../../simulations/ledger.ts';
import { contribution } from '../../simulations/metrics/money.ts';
import { allExpansion } from '../../simulations/metrics/revenue.ts';
import type { ResolvedStrategy } from '../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../simulations/parameters/world/world.ts';
import { differenceOf, intervalOf, meanOf, ratioOfMeans } from '../../simulations/statistics/estimate.ts';
import type { Interval } from '../../simulations/statistics/estimate.ts';
import { arms, evidenceOf, studyOf } from './laboratory.ts';
import type { Run } from './laboratory.ts';
import { intervalText, measured, pageOf, plain, table } from './page.ts';

export interface EmergenceSizes {
  readonly replications: number;
  readonly months: number;
  /** Manipulation loses late: it needs a longer run, of fewer futures. */
  readonly longReplications: number;
  readonly longMonths: number;
}

interface Laboratory {
  readonly run: Run;
  readonly base: Arm;
  readonly settings: RunSettings;
  readonly long: RunSettings;
}

/** An arm with what a table calls it. */
type Named = Arm & { readonly name: string };

const sum = (ledger: Ledger): number => {
  let total = 0;
  for (let month = 0; month < ledger.layout.months; month++) total += contribution(ledger, month);
  return total;
};

const quantities = {
  contribution: sum,
  mrr: (ledger: Ledger) => ledger.total('mrr', ledger.layout.months - 1),
  newCustomers: (ledger: Ledger) => ledger.sum('newCustomers'),
  signups: (ledger: Ledger) =>
    ledger.sum('paidSignups') + ledger.sum('organicSignups') + ledger.sum('referredSignups'),
  freeMonths: (ledger: Ledger) => ledger.sum('freeUsers'),
  newArr: (ledger: Ledger) => 12 * ledger.sum('newMrr'),
  expansion: allExpansion,
  policy: (ledger: Ledger) => ledger.sum('successCost') + ledger.sum('programCost'),
  acquisition: (ledger: Ledger) => ledger.sum('acquisitionCost'),
  shown: (ledger: Ledger) => contacts(ledger, 'shown'),
  accepted: (ledger: Ledger) => contacts(ledger, 'accepted'),
  customerMonths: (ledger: Ledger) => ledger.sum('payingCustomers'),
  lost: (ledger: Ledger) => ledger.sum('voluntaryChurn') + ledger.sum('involuntaryChurn'),
  attention: (ledger: Ledger) => ledger.sum('attention'),
} satisfies Record<string, Outcome>;
type Measured = ArmValues<keyof typeof quantities>[number];

/** Offers that are contacts: walls and plan pages are not. */
function contacts(ledger: Ledger, outcome: OfferOutcome): number {
  let total = 0;
  for (const trigger of offerTriggers) {
    if (trigger === 'wall' || trigger === 'planPage') continue;
    for (const kind of offerKinds) {
      for (let segment = 0; segment < ledger.layout.segments; segment++) {
        for (let tenure = 0; tenure < tenureClasses.length; tenure++)
          total += ledger.offerAt(outcome, kind, trigger, segment, tenure);
      }
    }
  }
  return total;
}

export async function emergencePage(
  run: Run,
  { replications, months, longReplications, longMonths }: EmergenceSizes,
): Promise<string> {
  const { world, strategies, run: settings } = studyOf('balanced.json');
  const strategy = strategies[0];
  if (strategy === undefined) throw new Error('balanced.json has a strategy');
  const laboratory: Laboratory = {
    run,
    base: { world, strategy },
    settings: { ...settings, replications, months },
    long: { ...settings, replications: longReplications, months: longMonths },
  };
  return pageOf([
    '# Emergent behaviour',
    '',
    `Made by \`npm run emergence\`: strategy *${strategy.name}* of \`scenarios/balanced.json\` in the default world, one thing changed at a`,
    `time, ${replications} futures of ${months} months on the same luck (manipulation: ${longReplications} of ${longMonths} months), seed \`${settings.seed}\`. Contribution is of`,
    'the whole run, undiscounted; what follows ± is the Monte Carlo standard error of the mean; a difference is paired future by',
    'future, its 95 % interval in brackets. None of this is written into the model, and no parameter was set to bring it about.',
    '',
    ...(await freePlanLimit(laboratory)),
    '',
    ...(await manipulation(laboratory)),
    '',
    ...(await budgetSplit(laboratory)),
    '',
    ...(await triggersAndBlasts(laboratory)),
    '',
    ...(await ladderSteps(laboratory)),
    '',
  ]);
}

// ---- What every sweep shares ---------------------------------------------------------------------------------

async function measure(
  { run, settings }: Laboratory,
  list: readonly Named[],
  replications = settings.replications,
): Promise<readonly (Named & { readonly values: Measured })[]> {
  const values = await run(arms(list, { ...settings, replications }, quantities));
  return list.map((arm, index) => {
    const of = values[index];
    if (of === undefined) throw new Error(`arm ${arm.name} has no values`);
    return { ...arm, values: of };
  });
}

type Lived = Awaited<ReturnType<typeof measure>>[number];

const mean = ({ values }: Lived, name: keyof Measured): Interval => intervalOf(meanOf(values[name]));
const quotient = ({ values }: Lived, part: keyof Measured, whole: keyof Measured): Interval =>
  intervalOf(ratioOfMeans(values[part], values[whole]));

/** How far one arm is ahead of another in contribution. */
const ahead = (arm: Lived, other: Lived): Interval =>
  intervalOf(differenceOf(meanOf(arm.values.contribution), meanOf(other.values.contribution)));

function bestOf(lived: readonly Lived[]): Lived {
  const best = lived.toSorted((a, b) => mean(b, 'contribution').value - mean(a, 'contribution').value)[0];
  if (best === undefined) throw new Error('a sweep has an arm');
  return best;
}

/** Whether the best of a sweep lies inside it, ahead of both ends by more than chance. */
function interiorText(lived: readonly Lived[], what: string): string {
  const best = bestOf(lived);
  const [first, last] = [lived[0], lived.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a sweep has two ends');
  const [overFirst, overLast] = [ahead(best, first), ahead(best, last)];
  if (best === first || best === last) {
    const other = best === first ? overLast : overFirst;
    return `**Does not emerge.** The best ${what} lies at an end of the sweep: ${best.name}, ahead of the other end by ${intervalText(other, 'money')}.`;
  }
  const certain = overFirst.low > 0 && overLast.low > 0;
  return `**${certain ? 'Emerges' : 'Too close to call'}.** The best ${what} is ${best.name}: ahead of ${first.name} by ${intervalText(overFirst, 'money')} and of ${last.name} by ${intervalText(overLast, 'money')}.`;
}

// ---- Experiments ---------------------------------------------------------------------------------------------

async function freePlanLimit(laboratory: Laboratory): Promise<readonly string[]> {
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
    `hazard ratio ${world.leaving.free}), so that a late wall finds few of them. Which of these decides shows in worlds that differ in them, half the futures each:`,
    '',
    ...(await freePlanElsewhere(laboratory)),
    'The model knows no good that free users do but to pay one day: they bring nobody along and nobody counts on them (known limits',
    'in `simulations/README.md`), which takes away what in practice speaks for a generous free plan.',
  ];
}

async function freePlanElsewhere(laboratory: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = laboratory.base;
  const limits = [5, 10, 20, 45, 90, 200];
  const stopped = { ...world, product: { ...world.product, blockedDiscovery: 0 } };
  const worlds = [
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

const patterns = {
  sneaking: 'sneaking',
  obstruction: 'obstruction',
  hiddenCost: 'hidden cost',
  nagging: 'nagging',
  confirmShaming: 'confirm-shaming',
} as const;

async function manipulation({ run, base, long }: Laboratory): Promise<readonly string[]> {
  const { world, strategy } = base;
  const none = { sneaking: 0, obstruction: 0, hiddenCost: 0, nagging: 0, confirmShaming: 0 };
  const honest = { ...base, strategy: { ...strategy, manipulation: none } };
  const list: Named[] = [
    ...Object.entries(patterns).map(([pattern, name]) => ({
      name,
      world,
      strategy: { ...strategy, manipulation: { ...none, [pattern]: 1 } },
    })),
    {
      name: 'all five, half',
      world,
      strategy: {
        ...strategy,
        manipulation: { sneaking: 0.5, obstruction: 0.5, hiddenCost: 0.5, nagging: 0.5, confirmShaming: 0.5 },
      },
    },
    {
      name: 'all five, full',
      world,
      strategy: {
        ...strategy,
        manipulation: { sneaking: 1, obstruction: 1, hiddenCost: 1, nagging: 1, confirmShaming: 1 },
      },
    },
  ];
  const byMonth: Record<string, Outcome> = {};
  for (let month = 0; month < long.months; month++)
    byMonth[`${month}`] = (ledger) => contribution(ledger, month);
  const [plainValues, ...values] = await run(
    arms([honest, ...list], long, {
      ...byMonth,
      reputation: (ledger: Ledger) => ledger.at('reputation', 0, long.months - 1),
    }),
  );
  if (plainValues === undefined) throw new Error('an honest arm was asked for');
  const shown = [12, 24, 36, 60, long.months].filter(
    (month, index, all) => month <= long.months && all.indexOf(month) === index,
  );
  const found = list.map((arm, index) => {
    const leads = cumulativeLeads(values[index] ?? {}, plainValues, long.months);
    return {
      name: arm.name,
      leads,
      crossing: crossingOf(leads),
      reputation: intervalOf(meanOf(values[index]?.reputation ?? new Float64Array())),
    };
  });
  const endsBehind = ({ leads }: (typeof found)[number]) => (leads.at(-1)?.high ?? 0) < 0;
  const onceAhead = ({ leads }: (typeof found)[number]) => leads.some(({ low }) => low > 0);
  const crossed = found.filter((each) => each.crossing !== null && onceAhead(each) && endsBehind(each));
  const winning = found.filter(({ leads }) => (leads.at(-1)?.low ?? 0) > 0);
  const losing = found.filter((each) => !onceAhead(each) && endsBehind(each));
  return [
    '## The month in which manipulation falls behind',
    '',
    'Cumulative contribution less that of the honest strategy; each pattern at full intensity, alone. No enforcement (its default).',
    '',
    table(
      [
        'Pattern',
        ...shown.map((month) => `Month ${month}`),
        'Largest lead',
        'Behind from month',
        'Reputation at the end',
      ],
      found.map(({ name, leads, crossing, reputation }) => [
        name,
        ...shown.map((month) => thousands(leads[month - 1])),
        largestLead(leads),
        crossing === null ? '–' : `${crossing}`,
        measured(reputation, 'number'),
      ]),
    ),
    '',
    'In thousands, 95 % interval in brackets. "Behind from": the first month from which the mean stays below that of the honest',
    `strategy. Reputation of the honest strategy at the end: ${measured(intervalOf(meanOf(plainValues.reputation)), 'number')}.`,
    '',
    crossed.length > 0
      ? `**Emerges** for ${inWords(crossed.map(({ name, crossing }) => `${name} (month ${crossing ?? 0})`))}: ahead at first, behind for good later.`
      : '**Does not emerge** for any pattern: none is ahead at first and behind for good at the end.',
    ...(winning.length > 0
      ? [`Still ahead at the end, with certainty: ${inWords(winning.map(({ name }) => name))}.`]
      : []),
    ...(losing.length > 0
      ? [
          `Never ahead by more than chance, and behind at the end: ${inWords(losing.map(({ name }) => name))}.`,
        ]
      : []),
  ];
}

function cumulativeLeads(
  values: Readonly<Record<string, Float64Array>>,
  honest: Readonly<Record<string, Float64Array>>,
  months: number,
): readonly Interval[] {
  let running: Float64Array | undefined;
  return Array.from({ length: months }, (_, month) => {
    const [here, there] = [values[`${month}`], honest[`${month}`]];
    if (here === undefined || there === undefined) throw new Error(`no contribution of month ${month}`);
    const before: Float64Array | undefined = running;
    const next = here.map((value, future) => (before?.[future] ?? 0) + value - (there[future] ?? NaN));
    running = next;
    return intervalOf(meanOf(next));
  });
}

/** First month (counted from 1) from which the mean is below 0 for good, after a time above it; null without one. */
function crossingOf(leads: readonly Interval[]): number | null {
  const lastAbove = leads.findLastIndex(({ value }) => value > 0);
  return lastAbove < 0 || lastAbove === leads.length - 1 ? null : lastAbove + 2;
}

function largestLead(leads: readonly Interval[]): string {
  const month = leads.reduce(
    (best, { value }, index) => (value > (leads[best]?.value ?? -Infinity) ? index : best),
    0,
  );
  const lead = leads[month];
  return lead === undefined || lead.value <= 0
    ? 'none'
    : `${plain(lead.value / 1000, 'number')} (month ${month + 1})`;
}

function thousands(lead: Interval | undefined): string {
  if (lead === undefined) return '–';
  const { value, standardError, low, high } = lead;
  return intervalText(
    { value: value / 1000, standardError: standardError / 1000, low: low / 1000, high: high / 1000 },
    'number',
  );
}

async function budgetSplit(laboratory: Laboratory): Promise<readonly string[]> {
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

async function triggersAndBlasts(laboratory: Laboratory): Promise<readonly string[]> {
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

async function ladderSteps(laboratory: Laboratory): Promise<readonly string[]> {
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

// ---- Changes -------------------------------------------------------------------------------------------------

function withTier(
  strategy: ResolvedStrategy,
  index: number,
  changes: Partial<ResolvedStrategy['ladder']['tiers'][number]>,
): ResolvedStrategy {
  const tiers = strategy.ladder.tiers.map((tier, at) => (at === index ? { ...tier, ...changes } : tier));
  return { ...strategy, ladder: { ...strategy.ladder, tiers } };
}

function withMarket(world: ResolvedWorld, changes: Partial<ResolvedWorld['market']>): ResolvedWorld {
  return { ...world, market: { ...world.market, ...changes } };
}

function withLeaving(world: ResolvedWorld, changes: Partial<ResolvedWorld['leaving']>): ResolvedWorld {
  return { ...world, leaving: { ...world.leaving, ...changes } };
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

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
