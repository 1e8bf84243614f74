/**
 * The library: the model, the designs and the metrics, for Node and for the browser. Nothing here needs a worker: a design
 * is a generator that asks for points, and `answerPoint` answers one point.
 *
 *     const design = compare(compareStudy(scenario));
 *     let step = design.next();
 *     while (!step.done) step = design.next(step.value.points.map(answerPoint));
 *     console.log(step.value.metrics.mrr.difference);
 */
export { answerPoint } from './answer-point.ts';
/** Ledgers of a point: what `answerPoint` gives, without the metrics. */
export { layoutOf } from './layout-of.ts';
export { simulateReplications as simulate } from './replication.ts';
export { Ledger, ledgerLayout } from './ledger.ts';
export type { LedgerLayout } from './ledger.ts';
export type { Batch, Design, Ledgers, Point, RunSettings } from './point.ts';
export { compare } from './designs/compare.ts';
export type { CompareStudy } from './designs/compare.ts';
export { compareStudy } from './designs/compare-study.ts';
export { sweep, alongAxis, gridOf, scatterOf } from './designs/sweep.ts';
export type { SweepQuestion, SweepReading } from './designs/sweep.ts';
export type { Best } from './designs/sweep-best.ts';
export { surface } from './designs/surface.ts';
export type { SurfaceQuestion, SurfaceReading } from './designs/surface.ts';
export { gate, gateLimits } from './designs/gate.ts';
export type { GateQuestion, GateReading } from './designs/gate.ts';
export { line } from './designs/line.ts';
export type { LineQuestion, LineReading } from './designs/line.ts';
export { compareUntilPrecise, untilPrecise } from './designs/precision.ts';
export type { PreciseComparison, PreciseReading, PrecisionQuestion, Tolerance } from './designs/precision.ts';
export { splitSpread } from './designs/uncertainty.ts';
export type { SplitQuestion, SplitReading } from './designs/uncertainty.ts';
export { drawParameters } from './designs/uncertainty-draws.ts';
export type { Correlation } from './parameters/run.ts';
export { find } from './designs/search.ts';
export type { FindQuestion, FindReading } from './designs/search-reading.ts';
export { oneLife } from './designs/one-life.ts';
export type { Customer, OneLifeQuestion, OneLifeReading } from './designs/one-life.ts';
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
export {
  retention,
  survival,
  leaving,
  meanLifetime,
  fromCohort,
  fromSurvival,
} from './theory/shifted-beta-geometric.ts';
export type { ShiftedBetaGeometric } from './theory/shifted-beta-geometric.ts';
export { fitShiftedBetaGeometric, logLikelihood } from './calibration/shifted-beta-geometric-fit.ts';
export { fitRetention } from './calibration/retention-fit.ts';
export type { Cohort, Fitted, RetentionQuestion, RetentionReading } from './calibration/retention-fit.ts';
export { monthlyRate, annuityDue, ordinaryAnnuity, perpetuityDue } from './theory/annuity.ts';
export {
  survival as constantChurnSurvival,
  churnFromSurvival,
  paidMonths,
  lifetimeValue,
  lifetimeValueWithin,
  paybackSimple,
  paybackAdjusted,
  base,
  churnOver,
  churnAtHazardRatio,
  competingCauses,
  survivalOfMixture,
  hazardOfMixture,
  meanLifetimeOfMixture,
  steadyChurnOfMixture,
} from './theory/constant-churn.ts';
export type { ChurnOfSegment } from './theory/constant-churn.ts';
export { mrrAfter, revenueWithin } from './theory/ladder-walk.ts';
export type { LadderWalk } from './theory/ladder-walk.ts';
export { matchRetention } from './designs/retention-match.ts';
export type { Churn, MatchQuestion, MatchReading, Tried, WantedShare } from './designs/retention-match.ts';
export { marginalCost } from './designs/marginal-cost.ts';
export type { MarginalCostStudy, MarginalCostReading } from './designs/marginal-cost.ts';
export { observedCausal } from './designs/observed-causal.ts';
export type { ObservedCausalStudy, ObservedCausalReading } from './designs/observed-causal.ts';
export { attribution } from './designs/attribution.ts';
export type { AttributionStudy, AttributionReading } from './designs/attribution.ts';
export { tornado } from './designs/tornado.ts';
export type { TornadoStudy, TornadoReading } from './designs/tornado.ts';
export { sensitivity } from './designs/sensitivity.ts';
export type { SensitivityStudy, IndexReading, SensitivityReading } from './designs/sensitivity.ts';
export { flip } from './designs/flip.ts';
export type { FlipStudy, FlipReading } from './designs/flip.ts';
export { claim } from './designs/claim.ts';
export type { ClaimStudy, EffectReading, ConditionReading, ClaimReading } from './designs/claim.ts';
export { valueOfInformation } from './designs/information.ts';
export type { InformationReading } from './designs/information.ts';
export { why } from './designs/why.ts';
export type { WhyStudy, WhyReading } from './designs/why.ts';
