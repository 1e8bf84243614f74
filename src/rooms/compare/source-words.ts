import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import type { Format } from '../../format.ts';

type Source = NonNullable<Scenario['sources']>[number];

/** Over what a scenario says about where its numbers come from, on the page and in a report. */
export const sourcesTitle = 'What its numbers rest on';

/** What is taken as given, and where it comes from. */
export function sourceWords({ what, source, confidence }: Source): string {
  return `${what}: ${source}${confidence === undefined ? '' : ` (${confidence})`}`;
}

/** "8 of 9 are assumptions." */
export function sourcesSummary(sources: readonly Source[], format: Format): string {
  const assumed = sources.filter(({ confidence }) => confidence === 'assumption').length;
  const all = format.count(sources.length);
  if (assumed === 0) return sources.length === 1 ? 'One source.' : `${all} sources.`;
  if (assumed === sources.length) return assumed === 1 ? 'An assumption.' : `${all} assumptions.`;
  return `${format.count(assumed)} of ${all} ${assumed === 1 ? 'is an assumption' : 'are assumptions'}.`;
}
