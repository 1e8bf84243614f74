import { valueAt } from '../../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import { differs, leversOf } from '../../controls/levers.ts';
import type { Lever } from '../../controls/levers.ts';
import { distributionWords, isDistribution } from '../../controls/understand.ts';
import type { Format } from '../../format.ts';

export interface SettingDifference {
  /** Where in the strategy: "Budget", "Offers". */
  readonly group: string;
  readonly setting: string;
  /** What it is in the first strategy and in the second. */
  readonly values: readonly [string, string];
}

/** Every setting in which the first two strategies of a scenario differ, in the order of the declarations. */
export function whatDiffers(scenario: Scenario, format: Format): SettingDifference[] {
  return leversOf(scenario, 'strategies').flatMap(({ label, levers }) =>
    levers.flatMap((lever) => {
      const [first, second] = ['/strategies/0', '/strategies/1'].map((root) =>
        presentOr(lever, valueAt(scenario, root + lever.pointer)),
      );
      if (!differs([first, second])) return [];
      const setting = lever.of === undefined ? lever.label : `${lever.of}, ${lever.label.toLowerCase()}`;
      const values = [said(lever, first, format), said(lever, second, format)] as const;
      return [{ group: label, setting, values }];
    }),
  );
}

/** A segment without an entry for coverage has none. */
export function presentOr({ pointer }: Lever, value: unknown): unknown {
  return value === undefined && pointer.startsWith('/success/coverage/') ? 0 : value;
}

/** A setting as a sentence says it. */
export function said({ declared }: Lever, value: unknown, format: Format): string {
  if (value === undefined) return 'none';
  if (value === null) return 'no limit';
  switch (declared.kind) {
    case 'quantity':
    case 'whole':
    case 'limit': {
      if (value === 0 && declared.zero !== undefined) return declared.zero;
      if (typeof value === 'number') return format.parameter(value, declared.unit);
      return isDistribution(value)
        ? distributionWords(value, (number) => format.parameter(number, declared.unit))
        : 'uncertain';
    }
    case 'flag':
      return value === true ? 'on' : 'off';
    case 'choice':
      return typeof value === 'string' ? (declared.choices[value] ?? value) : '';
    case 'text':
      return typeof value === 'string' ? `“${value}”` : '';
  }
}

/** "They differ in 4 settings: budget, offers and customer success." */
export function differsSummary(differences: readonly SettingDifference[], format: Format): string {
  if (differences.length === 0) return 'The two strategies are set alike.';
  const groups = [...new Set(differences.map(({ group }) => group.toLowerCase()))];
  const last = groups.pop() ?? '';
  const list = groups.length === 0 ? last : `${groups.join(', ')} and ${last}`;
  const count = differences.length === 1 ? 'one setting' : `${format.count(differences.length)} settings`;
  return `They differ in ${count}: ${list}.`;
}
