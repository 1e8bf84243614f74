import { fewestForRange } from './fewest-for-range.ts';
import type { CompareReading, MetricReading } from '../../../simulations/reading.ts';
import { lastPlace, quantileErrorOf } from '../../format.ts';
import type { Format } from '../../format.ts';
import { termsOf } from './lifetime-terms.ts';
import type { LifetimeTerms } from './lifetime-terms.ts';

export interface MetricRow {
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  /** Over how long and at which rate a lifetime value is summed; only in the table of all metrics. */
  readonly terms?: string | undefined;
  readonly perStrategy: readonly string[];
  readonly difference: string;
  readonly range: string;
  /** How well the average difference is known, which is another thing than how far futures lie apart. */
  readonly known: string | undefined;
  /** Who the difference speaks for: index of the strategy, or undefined when it is within the error or nobody's. */
  readonly leader: number | undefined;
  /** Futures in which the second strategy is ahead, of how many, and how many are nobody's; undefined where ahead has no meaning. */
  readonly ahead:
    | { readonly count: string; readonly of: string; readonly share: number; readonly tied: number }
    | undefined;
}

export interface MetricGroup {
  /** Undefined: what is asked first, under no topic. */
  readonly name: string | undefined;
  readonly rows: readonly MetricRow[];
}

/** What most people ask after the headline, in this order; shown before any topic is opened. */
const firstRows = [
  'discountedContribution',
  'cumulativeCash',
  'acquisitionSpend',
  'expansionSpend',
  'mrr',
  'payingCustomers',
  'logoChurn',
  'nrr',
  'grr',
  'ltv',
  'cacBlended',
  'expansionShareOfNew',
  'trust',
];

/** Topics by what an id speaks of, most important first; what fits none comes last. */
const topics: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Money', /contribution|cash|breakEven|trough|burn|profit|budget|spend/i],
  ['Customers', /customers$|freeUsers|freeToPaid|signup/i],
  ['Retention', /nrr|grr|churn|retention|survival|involuntary/i],
  ['Lifetime value', /^ltv(?!ToCac)/i],
  ['Acquisition', /cac|payback|acquisition|costPer/i],
  ['Expansion', /expansion|acceptance|offers/i],
  ['Revenue', /mrr|revenue|arpa/i],
  ['Trust', /trust|health|reputation|attention|grudge|unwanted|regret|trapped|referral/i],
];
const topicOrder = [
  'Money',
  'Revenue',
  'Customers',
  'Retention',
  'Lifetime value',
  'Acquisition',
  'Expansion',
  'Trust',
  'More',
];

export function metricGroups(reading: CompareReading, terms: LifetimeTerms, format: Format): MetricGroup[] {
  const groups = new Map<string, MetricRow[]>();
  const said = (id: string, metric: MetricReading): MetricRow => ({
    ...rowOf(id, metric, format),
    terms: termsOf(id, terms),
  });
  const firstIds = firstRows.filter((id) => id in reading.metrics);
  const first = firstIds.flatMap((id) => {
    const metric = reading.metrics[id];
    return metric === undefined ? [] : [said(id, metric)];
  });
  for (const [id, metric] of Object.entries(reading.metrics)) {
    if (firstIds.includes(id)) continue;
    const topic = topics.find(([, pattern]) => pattern.test(id))?.[0] ?? 'More';
    const rows = groups.get(topic) ?? [];
    rows.push(said(id, metric));
    groups.set(topic, rows);
  }
  const named = topicOrder.flatMap((name) => {
    const rows = groups.get(name);
    return rows === undefined ? [] : [{ name, rows }];
  });
  return first.length === 0 ? named : [{ name: undefined, rows: first }, ...named];
}

export function rowOf(id: string, metric: MetricReading, format: Format): MetricRow {
  const { unit, better, difference } = metric;
  const share = difference.aheadShare;
  const said = format.difference(difference.mean, unit, difference.standardError);
  return {
    id,
    name: metric.name,
    formula: metric.formula,
    perStrategy: metric.perStrategy.map(({ mean, standardError }) => format.value(mean, unit, standardError)),
    difference: said,
    range: `${rangeText(metric, format)}${reachedText(difference, format)}`,
    known: knownText(metric, format),
    // Nobody is better off by what is said to be nothing.
    leader: /[1-9]/.test(said) ? leaderOf(metric) : undefined,
    ahead:
      share === null || better === 'neither'
        ? undefined
        : {
            ...format.futuresOf(share, difference.compared ?? difference.futures),
            share,
            tied: difference.tiedShare ?? 0,
          },
  };
}

/** Of how many futures the means are, where one strategy never gets there in the others. */
function reachedText({ futures, compared }: MetricReading['difference'], format: Format): string {
  return compared === undefined
    ? ''
    : `; both get there in ${format.count(futures)} of ${format.count(compared)}`;
}

/** Where 8 of 10 futures lie; how near to each other, where their error leaves no digit to tell one end from the other. */
function rangeText({ unit, difference }: MetricReading, format: Format): string {
  const { p10, p90 } = difference;
  if (p10 === null || p90 === null) return '–';
  if (difference.futures < fewestForRange && p10 !== p90) return 'too few futures yet';
  const error = quantileErrorOf(difference.standardError, 'p10');
  const [low, high] = [p10, p90].map((end) => format.difference(end, unit, error));
  const apart = 10 ** Math.max(lastPlace(p10, error), lastPlace(p90, error));
  const reach = format.gap(apart, unit, apart).replace(/ point(s?)$/, '\u00a0pt$1');
  // Where the unit itself has no finer digit, the two ends are what they seem: one number.
  if (low !== high || p10 === p90 || !/[1-9]/.test(reach)) return `${low ?? ''} to ${high ?? ''}`;
  return `${low ?? ''} give or take ${reach}`;
}

function knownText({ unit, difference }: MetricReading, format: Format): string | undefined {
  const { low, high, standardError } = difference;
  if (low === null || high === null || low === high) return undefined;
  // In a sentence a line may end after a minus sign, unless the two are joined.
  const [from, to] = [low, high].map((end) =>
    format.difference(end, unit, standardError).replace('−', '−\u2060'),
  );
  // A difference that is known better than its digits say has one end twice.
  const half = format.gap((high - low) / 2, unit, (high - low) / 2);
  if (from === to)
    return `Monte Carlo error: the average difference is ${from ?? ''} ${/[1-9]/.test(half) ? `give or take ${half}` : 'to the last digit'} (95 % confidence).`;
  return `Monte Carlo error: with ever more futures, the average difference would come to between ${from ?? ''} and ${to ?? ''} (95 % confidence).`;
}

function leaderOf({ better, difference }: MetricReading): number | undefined {
  const { low, high } = difference;
  if (better === 'neither' || low === null || high === null || (low <= 0 && high >= 0)) return undefined;
  return low > 0 === (better === 'higher') ? 1 : 0;
}
