import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import { distributionEnds } from '../../controls/understand.ts';
import type { Format } from '../../format.ts';

/** What Compare never says a lifetime value without, by the metric: "over 36 months, discounted at 10% a year". */
export type LifetimeTerms = Readonly<Record<'ltv' | 'ltvRevenue' | 'ltvWithTail' | 'ltvToCac', string>>;

/** Of the scenario that the values come from, which need not be the one on the table. */
export function lifetimeTerms({ run, world }: Scenario, format: Format): LifetimeTerms {
  const { discountRate } = world.costs;
  const ends = typeof discountRate === 'number' ? [discountRate] : (distributionEnds(discountRate) ?? []);
  const rate = ends.map((end) => format.field(end, 'share')).join(' to ');
  const over = `over ${format.parameter(run.ltvMonths, 'months')}`;
  const discounted = `discounted at ${rate} a year`;
  return {
    ltv: `${over}, ${discounted}`,
    ltvRevenue: over,
    ltvWithTail: `${over} and beyond, ${discounted}`,
    ltvToCac: `${over}, ${discounted}`,
  };
}

/** The same for any metric: none for what is no lifetime value. */
export function termsOf(metric: string, terms: LifetimeTerms): string | undefined {
  return new Map(Object.entries(terms)).get(metric);
}
