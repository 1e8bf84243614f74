/** A scenario file: one world, two or more strategies, run settings, and what people wrote beside them. */
import { z } from 'zod';
import { group, text } from './declare.ts';
import { Run } from './run.ts';
import { Strategy } from './strategy/strategy.ts';
import { World } from './world/world.ts';

const Source = z.strictObject({
  what: z.string().max(400),
  source: z.string().max(1000),
  confidence: z.enum(['strong', 'medium', 'weak', 'assumption']).optional(),
});

/** Results that travel with a file, so that whoever opens it can say "reproduced" or "differs". */
const Results = z.strictObject({
  engine: z.string().max(40),
  fingerprint: z.string().max(80),
  /** Futures behind them; without a number, all that the run asks for. */
  replications: z.int().min(1).max(100000).optional(),
  headline: z.string().max(2000).optional(),
});

export const Scenario = group('Scenario', 'One world, two or more strategies, and run settings.', {
  $schema: z.string().max(400).optional(),
  version: z.literal(1),
  name: text({ label: 'Name', help: 'Name of the scenario.', max: 120 }),
  description: z.string().max(4000),
  world: World,
  strategies: z.array(Strategy).min(2).max(8),
  run: Run,
  notes: z.string().max(20000).optional(),
  sources: z.array(Source).max(200).optional(),
  results: Results.optional(),
});
export type Scenario = z.infer<typeof Scenario>;
