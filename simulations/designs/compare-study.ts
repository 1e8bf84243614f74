import type { Scenario } from '../parameters/scenario.ts';
import type { CompareStudy } from './compare.ts';

/** A scenario's comparison; undefined when one of its numbers is a distribution. */
export function compareStudy({ world, strategies, run }: Scenario): CompareStudy | undefined {
  const asked = { world, strategies, run };
  return isResolved(asked) ? asked : undefined;
}

type Asked = Pick<Scenario, 'world' | 'strategies' | 'run'>;

function isResolved(asked: Asked): asked is Asked & CompareStudy {
  return !hasDistribution(asked);
}

function hasDistribution(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value) && ('p10' in value || 'mode' in value || 'values' in value)) return true;
  return Object.values(value).some(hasDistribution);
}
