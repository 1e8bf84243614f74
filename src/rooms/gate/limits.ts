import { gateLimits } from '../../../simulations/designs/gate.ts';
import type { Gate } from '../../../simulations/designs/gate.ts';
import type { CompareStudy } from '../../../simulations/designs/compare.ts';
import type { Limit } from '../../charts/limit-axis.ts';
import { declaredAt } from '../experiment/hard-end.ts';
import type { Range } from '../experiment/hard-end.ts';
import type { Format } from '../../format.ts';

/** Few enough for a first answer within seconds. */
const count = 12;

export const gateChoices: readonly { readonly value: Gate; readonly name: string }[] = [
  { value: 'usageLimit', name: 'Usage' },
  { value: 'seatLimit', name: 'Seats' },
  { value: 'monthsLimit', name: 'Months' },
  { value: 'featureLimit', name: 'Features' },
];

/** Limits to try, in round numbers, with the one in use among them. */
export function limitsTried(
  study: Pick<CompareStudy, 'world' | 'strategies'>,
  gate: Gate,
  strategy: number,
  tier: number,
): readonly Limit[] {
  const present = study.strategies[strategy]?.ladder.tiers[tier]?.[gate] ?? null;
  const tried = gateLimits(study, gate, { strategy, tier, count }).map((limit) =>
    limit === null ? null : Number(limit.toPrecision(2)),
  );
  const finite = [...new Set([...tried, present].filter((limit) => limit !== null))];
  return [...finite.sort((one, other) => one - other), null];
}

/** What a limit may be, of whichever plan it is. */
export function gateRange(gate: Gate): Range | undefined {
  return declaredAt(`/strategies/0/ladder/tiers/0/${gate}`);
}

/** A limit by itself: "60 units", "never". */
export function limitText(limit: Limit, gate: Gate, format: Format): string {
  if (limit === null) return gate === 'featureLimit' ? 'every feature' : 'never';
  switch (gate) {
    case 'usageLimit':
      return limit === 1 ? '1 unit' : format.parameter(limit, 'usage units');
    case 'seatLimit':
      return limit === 1 ? '1 seat' : `${format.count(limit)} seats`;
    case 'monthsLimit':
      return limit === 1 ? '1 month' : `${format.count(limit)} months`;
    case 'featureLimit':
      return format.parameter(limit, 'share');
  }
}

/** A limit on an axis, whose title says the unit. */
export function tickText(limit: number, gate: Gate, format: Format): string {
  return format.parameter(limit, gate === 'featureLimit' ? 'share' : 'count');
}

export const axisTitles: Readonly<Record<Gate, string>> = {
  usageLimit: 'units',
  seatLimit: 'seats',
  monthsLimit: 'month',
  featureLimit: 'share',
};

/** Where a plan ends, to follow its name: "ends at 60 units". */
export function endText(limit: Limit, gate: Gate, format: Format): string {
  if (gate === 'featureLimit') {
    return limit === null ? 'has every feature' : `has ${limitText(limit, gate, format)} of the features`;
  }
  if (limit === null) return 'never ends';
  if (gate === 'monthsLimit') {
    return limit === 0 ? 'ends at once' : `ends after ${limitText(limit, gate, format)}`;
  }
  return `ends at ${limitText(limit, gate, format)}`;
}
