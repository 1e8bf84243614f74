import type { Gate } from '../../../simulations/designs/gate.ts';
import type { SurfaceQuestion } from '../../../simulations/designs/surface.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import type { Limit } from '../../charts/limit-axis.ts';
import { movablesOf, usualBounds } from '../find/search-levers.ts';
import type { Movable } from '../find/search-levers.ts';

/** Few enough that a grid of both is lived within seconds. */
const gateSteps = 6;
const leverSteps = 6;

/** What may be moved beside the gate: every number of the strategy but the gate itself. */
export function secondLevers(
  scenario: Scenario,
  strategy: number,
  tier: number,
  gate: Gate,
): readonly Movable[] {
  const own = `/ladder/tiers/${String(tier)}/${gate}`;
  return movablesOf(scenario, strategy).filter(({ pointer }) => pointer !== own);
}

/** From end to end in even steps, today's value in the place of the nearest. */
export function leverValues(scenario: Scenario, strategy: number, movable: Movable): readonly number[] {
  const { low, high } = usualBounds(scenario, strategy, movable);
  const { present, declared } = movable;
  const isLogarithmic = low > 0 && high > 20 * low;
  const even = Array.from({ length: leverSteps }, (_, step) => {
    const share = step / (leverSteps - 1);
    const value = isLogarithmic ? low * (high / low) ** share : low + (high - low) * share;
    return declared.kind === 'whole' ? Math.round(value) : Number(value.toPrecision(2));
  });
  if (present === null) return [...new Set(even)];
  const nearest = even.reduce((best, value) =>
    Math.abs(value - present) < Math.abs(best - present) ? value : best,
  );
  return [...new Set(even.map((value) => (value === nearest ? present : value)))].sort((a, b) => a - b);
}

/** The widest-spread limits, those in use and "never" always among them. */
export function gateValues(limits: readonly Limit[], present: Limit): readonly Limit[] {
  const finite = limits.filter((limit) => limit !== null);
  const kept = Array.from(
    { length: Math.min(gateSteps, finite.length) },
    (_, step) =>
      finite[Math.round((step * (finite.length - 1)) / Math.max(1, Math.min(gateSteps, finite.length) - 1))],
  ).filter((limit) => limit !== undefined);
  const all = [...new Set(present === null ? kept : [...kept, present])].sort((a, b) => a - b);
  return limits.includes(null) ? [...all, null] : all;
}

export function surfaceQuestion(
  scenario: Scenario,
  asked: {
    readonly strategy: number;
    readonly tier: number;
    readonly gate: Gate;
    readonly metric: string;
    readonly limits: readonly Limit[];
  },
  movable: Movable,
): SurfaceQuestion {
  const root = `/strategies/${String(asked.strategy)}`;
  const tier = scenario.strategies[asked.strategy]?.ladder.tiers[asked.tier];
  return {
    metric: asked.metric,
    axes: [
      {
        name: `where ${tier?.name ?? ''} ends`,
        pointers: [`${root}/ladder/tiers/${String(asked.tier)}/${asked.gate}`],
        values: gateValues(asked.limits, tier?.[asked.gate] ?? null),
      },
      {
        name: movable.name,
        pointers: [root + movable.pointer],
        values: leverValues(scenario, asked.strategy, movable),
      },
    ],
  };
}
