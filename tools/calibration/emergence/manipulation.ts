/** When manipulation, ahead at first, falls behind for good. */
import type { Outcome } from '../../../simulations/designs/outcomes.ts';
import { contribution } from '../../../simulations/metrics/money.ts';
import type { Ledger } from '../../../simulations/ledger.ts';
import { intervalOf, meanOf } from '../../../simulations/statistics/estimate.ts';
import type { Interval } from '../../../simulations/statistics/estimate.ts';
import { arms } from '../laboratory.ts';
import { intervalText, measured, plain, table } from '../page.ts';
import { inWords } from './sweep.ts';
import type { Laboratory, Named } from './sweep.ts';

const patterns = {
  sneaking: 'sneaking',
  obstruction: 'obstruction',
  hiddenCost: 'hidden cost',
  nagging: 'nagging',
  confirmShaming: 'confirm-shaming',
} as const;

export async function manipulation({ run, base, long }: Laboratory): Promise<readonly string[]> {
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
