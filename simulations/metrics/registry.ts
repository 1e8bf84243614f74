/** All metrics, in the order in which tables show them. */
import { acquisitionCostMetrics } from './acquisition-cost.ts';
import { customerMetrics } from './customers.ts';
import { lifetimeValueMetrics } from './lifetime-value.ts';
import type { Metric } from './metric.ts';
import { moneyMetrics } from './money.ts';
import { relationshipMetrics } from './relationship.ts';
import { retentionMetrics } from './retention.ts';
import { revenueMetrics } from './revenue.ts';
import { spendMetrics } from './spend.ts';

export const metrics: readonly Metric[] = [
  ...moneyMetrics,
  ...spendMetrics,
  ...revenueMetrics,
  ...customerMetrics,
  ...retentionMetrics,
  ...lifetimeValueMetrics,
  ...acquisitionCostMetrics,
  ...relationshipMetrics,
];
