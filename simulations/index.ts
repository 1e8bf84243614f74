/**
 * The library: the model, the designs and the metrics, for Node and for the browser. Nothing here needs a worker: a design
 * is a generator that asks for points, and `answerPoint` answers one point.
 *
 *     const design = compare(compareStudy(scenario));
 *     let step = design.next();
 *     while (!step.done) step = design.next(step.value.points.map(answerPoint));
 *     console.log(step.value.metrics.mrr.difference);
 */
export { answerPoint } from './measure.ts';
export { layoutOf, simulateReplications } from './replication.ts';
export { Ledger, ledgerLayout } from './ledger.ts';
export type { LedgerLayout } from './ledger.ts';
export type { Batch, Design, Ledgers, Point, RunSettings } from './point.ts';
export { compare } from './designs/compare.ts';
export type { CompareStudy } from './designs/compare.ts';
export { compareStudy } from './designs/compare-study.ts';
export type {
  CompareReading,
  Difference,
  MetricReading,
  SegmentReading,
  SeriesReading,
  Spread,
} from './reading.ts';
export { metrics } from './metrics/registry.ts';
export type { Metric, MetricContext } from './metrics/metric.ts';
export type { Tables } from './tables/tables.ts';
export { fingerprint } from './fingerprint.ts';
export { kaplanMeier } from './statistics/kaplan-meier.ts';
export { mergeMoments, momentsOf, noMoments, standardError, variance } from './statistics/moments.ts';
export { pairedDifference } from './statistics/paired-difference.ts';
export { quantile } from './statistics/quantile.ts';
export { engineVersion } from './version.ts';
