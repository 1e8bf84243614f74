import { readFileSync } from 'node:fs';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';

/** The default scenario, shortened so that a run takes a moment. */
export function smallScenario(run: Partial<Scenario['run']> = {}): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  const { scenario } = reading;
  return {
    ...scenario,
    name: 'A small test',
    run: { ...scenario.run, months: 18, replications: 24, ...run },
  };
}
