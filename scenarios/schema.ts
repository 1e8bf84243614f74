/**
 * The file format as JSON Schema (draft 2020-12), for editors and other programs: types, ranges, choices, defaults and
 * help. What only the whole file can tell (keys that exist, ladders that climb) is beyond it: that is for `readScenario`.
 * `scenario.schema.json` beside this file is its text, for editors that follow a scenario's "$schema".
 */
import { z } from 'zod';
import { Scenario } from '../simulations/parameters/scenario.ts';

export function scenarioSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(Scenario, { target: 'draft-2020-12', io: 'input' });
}
