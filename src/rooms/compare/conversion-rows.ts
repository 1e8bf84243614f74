import type { Conversion } from '../../../simulations/tables/conversion.ts';
import { number, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import type { Format } from '../../format.ts';

/** By what the offers are told apart. */
export const conversionKeys = {
  trigger: 'By trigger',
  segment: 'By segment',
  kind: 'By what was offered',
  tenureClass: 'By time as a customer',
} as const;
export type ConversionKey = keyof typeof conversionKeys;

const triggerNames: Readonly<Record<Conversion['trigger'], string>> = {
  wall: 'At the wall',
  planPage: 'At the plan page',
  nearLimit: 'Near the limit',
  onboarded: 'When onboarded',
  milestone: 'At a success moment',
  featureUse: 'At use that reveals a need',
  blast: 'Blast to everybody',
};
const kindNames: Readonly<Record<Conversion['kind'], string>> = {
  upgrade: 'Next plan',
  jump: 'A plan further up',
  addOn: 'Add-on',
  bundle: 'Bundle',
  annual: 'Annual contract',
  multiYear: 'Multi-year contract',
};
const tenureNames = ['First quarter, or not paying yet', 'First year', 'Second year', 'Later'];

/** What came of the offers of one sort under one strategy; shares are null where there is nothing to take them of. */
export interface Funnel {
  readonly strategy: number;
  readonly shown: number;
  readonly noticedShare: number | null;
  readonly acceptedShare: number | null;
  /** Of those accepted. */
  readonly regrettedShare: number | null;
}

export interface ConversionGroup {
  readonly name: string;
  readonly funnels: readonly Funnel[];
}

export function conversionGroups(
  tables: readonly (readonly Conversion[])[],
  by: ConversionKey,
  segments: readonly string[],
): ConversionGroup[] {
  const nameOf = (row: Conversion): string => {
    switch (by) {
      case 'trigger':
        return triggerNames[row.trigger];
      case 'kind':
        return kindNames[row.kind];
      case 'segment':
        return segments[row.segment] ?? '';
      case 'tenureClass':
        return tenureNames[row.tenureClass] ?? '';
    }
  };
  const order = {
    trigger: Object.values(triggerNames),
    kind: Object.values(kindNames),
    segment: segments,
    tenureClass: tenureNames,
  }[by];
  return order.flatMap((name) => {
    const funnels = tables.map((rows, strategy) =>
      funnelOf(
        rows.filter((row) => nameOf(row) === name),
        strategy,
      ),
    );
    return funnels.some(({ shown }) => shown > 0) ? [{ name, funnels }] : [];
  });
}

function funnelOf(rows: readonly Conversion[], strategy: number): Funnel {
  const over = (outcome: 'shown' | 'noticed' | 'accepted' | 'regretted') =>
    rows.reduce((sum, row) => sum + row[outcome], 0);
  const [shown, accepted] = [over('shown'), over('accepted')];
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    strategy,
    shown,
    noticedShare: share(over('noticed'), shown),
    acceptedShare: share(accepted, shown),
    regrettedShare: share(over('regretted'), accepted),
  };
}

export function conversionTwin(
  groups: readonly ConversionGroup[],
  names: readonly string[],
  format: Format,
): Twin {
  const share = (value: number | null) => number(value, format.value(value, 'share'));
  return {
    columns: ['Offers', 'Strategy', 'Shown', 'Noticed', 'Accepted', 'Regretted, of those accepted'],
    rows: groups.flatMap(({ name, funnels }) =>
      funnels.map((funnel) => [
        words(name),
        words(names[funnel.strategy] ?? ''),
        number(funnel.shown, format.value(funnel.shown, 'count')),
        share(funnel.noticedShare),
        share(funnel.acceptedShare),
        share(funnel.regrettedShare),
      ]),
    ),
  };
}

/** How many offers, and how many of them were taken. */
export function conversionSummary(
  tables: readonly (readonly Conversion[])[],
  names: readonly string[],
  format: Format,
): string {
  return tables
    .map((rows, strategy) => {
      const { shown, acceptedShare } = funnelOf(rows, strategy);
      const name = names[strategy] ?? '';
      return acceptedShare === null
        ? `${name} makes no offer.`
        : `${name} shows ${format.value(shown, 'count')} offers a future, ${format.value(acceptedShare, 'share')} are accepted.`;
    })
    .join(' ');
}
