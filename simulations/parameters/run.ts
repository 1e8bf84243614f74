import { z } from 'zod';
import { group, text, whole } from './declare.ts';

/** Two uncertain parameters that rise and fall together: Spearman's correlation of their draws. */
const Correlation = z.strictObject({
  a: z.string().max(400),
  b: z.string().max(400),
  rho: z.number().min(-1).max(1),
});

/** Run settings: how long, how often, with which luck. */
export const Run = group('Run', 'How long, how often, with which luck.', {
  seed: text({
    label: 'Seed',
    help: 'A phrase that fixes all luck: same phrase, same numbers, on every machine.',
    max: 200,
  }),
  months: whole({
    label: 'Horizon',
    unit: 'months',
    min: 1,
    max: 240,
    default: 60,
    help: 'Months simulated.',
  }),
  replications: whole({
    label: 'Futures',
    unit: 'count',
    min: 1,
    max: 100000,
    default: 1000,
    help: 'Independent futures of every strategy.',
  }),
  ltvMonths: whole({
    label: 'Horizon of lifetime value',
    unit: 'months',
    min: 1,
    max: 240,
    default: 36,
    evidence: 'FI02',
    help: 'Months after first payment that count into realised lifetime value.',
  }),
  correlations: z.array(Correlation).max(500).optional(),
});
export type Correlation = z.infer<typeof Correlation>;
export type Run = z.infer<typeof Run>;
