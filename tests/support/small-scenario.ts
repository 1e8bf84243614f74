import { readFileSync } from 'node:fs';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';

/** The default scenario with fewer customers, months and futures, so that a run takes a moment. */
export function smallScenario(run: Partial<Scenario['run']> = {}): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  const { scenario } = reading;
  return {
    ...scenario,
    name: 'A small test',
    world: {
      ...scenario.world,
      market: { ...scenario.world.market, startingCustomers: 120, costPerSignup: 300, organicPerMonth: 8 },
    },
    run: { ...scenario.run, months: 18, replications: 24, ...run },
  };
}

/** A run for pages of which the numbers do not matter: its answer is there in half the time. */
export const quick = { months: 8, replications: 6 } as const;
