/** The strategies of the default scenario, each ready to be lived. */
import { readFileSync } from 'node:fs';
import { readScenario } from '../scenarios/read.ts';
import { compareStudy } from '../simulations/designs/compare-study.ts';
import type { PlainStudy } from './plain/plain-world.ts';

export function defaultStudies(): readonly PlainStudy[] {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error('scenarios/default.json is refused');
  const { world, strategies, run } = compareStudy(reading.scenario);
  return strategies.map((strategy) => ({ world, strategy, run }));
}
