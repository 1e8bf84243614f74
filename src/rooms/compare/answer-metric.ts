import type { CompareReading, MetricReading } from '../../../simulations/reading.ts';

/** What the room asks about first: the first of these that a reading has. */
export const answerMetrics = [
  'discountedContribution',
  'cumulativeContribution',
  'contribution',
  'contributionTotal',
  'totalContribution',
  'revenue',
  'mrr',
] as const;

export function answerMetric(reading: CompareReading): MetricReading | undefined {
  const id = answerMetrics.find((one) => one in reading.metrics) ?? Object.keys(reading.metrics)[0];
  return id === undefined ? undefined : reading.metrics[id];
}
