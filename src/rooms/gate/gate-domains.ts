import type { GateReading } from '../../../simulations/designs/gate.ts';
import type { Spread } from '../../../simulations/reading.ts';
import { settleDomain } from '../../charts/domain.ts';
import type { Domain } from '../../charts/domain.ts';

/** Axes of a gate's charts: of each scope with and without its bands, and of what happens at the wall. */
export type GateDomains = Readonly<Record<string, Domain>>;

export function settleGateDomains(
  reading: GateReading,
  previous: GateDomains,
  sameRun: boolean,
): GateDomains {
  const anchored = reading.metric.unit === 'money' || reading.metric.unit === 'count';
  const [all] = reading.scopes;
  const wanted: [string, Domain | undefined][] = reading.scopes.flatMap((scope, index) => {
    const outcomes = scope.points.map(({ outcome }) => outcome);
    return [
      [`bands-${String(index)}`, extent(outcomes, 'p5', 'p95', anchored)],
      [`means-${String(index)}`, extent(outcomes, 'mean', 'mean', false)],
    ] satisfies [string, Domain | undefined][];
  });
  for (const part of ['conversion', 'wallsMet', 'valueAtWall'] as const) {
    wanted.push([part, extent(all?.points.map((point) => point[part]) ?? [], 'p5', 'p95', true)]);
  }
  return Object.fromEntries(
    wanted.map(([id, domain]) => [id, settleDomain(domain ?? { low: 0, high: 1 }, previous[id], sameRun)]),
  );
}

function extent(
  spreads: readonly Spread[],
  low: 'p5' | 'mean',
  high: 'p95' | 'mean',
  anchored: boolean,
): Domain | undefined {
  const ends = spreads.flatMap((spread) => [spread[low], spread[high]]).filter((value) => value !== null);
  if (ends.length === 0) return undefined;
  const zero = anchored ? [0] : [];
  return { low: Math.min(...ends, ...zero), high: Math.max(...ends, ...zero) };
}
