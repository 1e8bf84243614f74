import type { Constraint } from '../../../simulations/designs/search-reading.ts';
import type { CompareReading, Unit } from '../../../simulations/reading.ts';
import type { NumberDeclaration } from '../../controls/understand.ts';
import type { Format } from '../../format.ts';

/** What may be asked of a found strategy besides being best: a metric's mean over the futures on one side of a limit. */
export interface Rule {
  readonly metric: string;
  readonly name: string;
  readonly kind: Constraint['kind'];
  readonly unit: Unit;
  /** The field in which its limit is typed. */
  readonly declared: NumberDeclaration;
  /** The limit until it is known what the strategy has today. */
  readonly usual: number;
}

const field = (
  label: string,
  unit: NumberDeclaration['unit'],
  max: number,
  usual: number,
): NumberDeclaration => ({ kind: 'limit', label, unit, min: 0, max, default: usual, help: '' });

export const rules: readonly Rule[] = [
  {
    metric: 'trust',
    name: 'Trust at the end at least',
    kind: 'atLeast',
    unit: 'index',
    declared: field('Trust', 'ratio', 1, 0.5),
    usual: 0.5,
  },
  {
    metric: 'cashTrough',
    name: 'Deepest cash trough at most',
    kind: 'atMost',
    unit: 'money',
    declared: field('Cash trough', 'money', 1e12, 100_000),
    usual: 100_000,
  },
  {
    metric: 'overspentBudget',
    name: 'Budget overspent at most',
    kind: 'atMost',
    unit: 'money',
    declared: field('Budget overspent', 'money', 1e12, 0),
    usual: 0,
  },
  {
    metric: 'nrr',
    name: 'NRR at the end at least',
    kind: 'atLeast',
    unit: 'share',
    declared: field('NRR', 'share', 10, 1),
    usual: 1,
  },
  {
    metric: 'payingCustomers',
    name: 'Paying customers at the end at least',
    kind: 'atLeast',
    unit: 'count',
    declared: field('Paying customers', 'count', 1e9, 100),
    usual: 100,
  },
];

export function ruleOf(metric: string): Rule | undefined {
  return rules.find((rule) => rule.metric === metric);
}

/** A new rule holds what the strategy has today, where a comparison says it. */
export function constraintOf(
  { metric, kind, usual }: Rule,
  reading: CompareReading | undefined,
  strategy: string,
): Constraint {
  const place = reading?.strategies.indexOf(strategy) ?? -1;
  const mean = reading?.metrics[metric]?.perStrategy[place]?.mean ?? null;
  return { metric, kind, limit: mean === null ? usual : Number(mean.toPrecision(2)) };
}

/** "trust at the end at least 0.5". */
export function ruleText({ metric, limit }: Constraint, format: Format): string {
  const rule = ruleOf(metric);
  if (rule === undefined) return metric;
  const name = rule.name.startsWith('NRR')
    ? rule.name
    : `${rule.name.charAt(0).toLowerCase()}${rule.name.slice(1)}`;
  return `${name} ${format.value(limit, rule.unit)}`;
}
