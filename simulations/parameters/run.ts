import type { z } from 'zod';
import { group, text, whole } from './declare.ts';

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
});
export type Run = z.infer<typeof Run>;
