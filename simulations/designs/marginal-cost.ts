/**
 * What a unit of yearly recurring revenue costs, on average and at the margin, new and expanded, on the same luck.
 *   average new = acquisition spend / (12 · new MRR);  average expansion = (success + program) / (12 · expansion MRR)
 *   marginal new: budget · (1 + raise), extra acquisition spend / extra new ARR
 *   marginal expansion: program spend and coverage · (1 + raise), extra success and program spend / extra expansion ARR
 * What a larger policy costs is added to the budget as a share of revenue, so that acquisition keeps its spend: otherwise
 * fewer customers would be there to expand, and the margin would be that of two changes at once. How well it was kept is
 * in the reading. Ratios of means over the futures; intervals by the delta method (statistics/estimate.ts). An extra that
 * cannot be told from nothing gives no marginal cost: more futures, or a larger raise.
 */
import { fingerprint } from '../fingerprint.ts';
import type { Ledger } from '../ledger.ts';
import { allExpansion } from '../metrics/revenue.ts';
import { orNull } from '../or-null.ts';
import type { Run } from '../parameters/run.ts';
import type { ResolvedStrategy } from '../parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../parameters/world/world.ts';
import type { Batch, Design, Ledgers } from '../point.ts';
import { intervalOf, meanOf, ratioOfMeans } from '../statistics/estimate.ts';
import type { Estimate, Interval } from '../statistics/estimate.ts';
import { engineVersion } from '../version.ts';
import { liveArms } from './arms.ts';
import type { Arm, Course } from './outcomes.ts';

export interface MarginalCostStudy {
  readonly world: ResolvedWorld;
  readonly strategy: ResolvedStrategy;
  readonly run: Run;
  /** Share by which budget and policy are raised; 0.1 by default. */
  readonly raise?: number;
}

/** Money spent for 1 of yearly recurring revenue. A field that does not exist is null. */
export interface CostOfRevenue {
  readonly average: CostInterval;
  readonly marginal: CostInterval;
  /** What the raise cost and brought in, per future: money, and yearly recurring revenue. */
  readonly extraSpend: number;
  readonly extraRevenue: number;
}

export type CostInterval = { readonly [Key in keyof Interval]: number | null };

export interface MarginalCostReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly raise: number;
  readonly new: CostOfRevenue;
  readonly expansion: CostOfRevenue;
  /** Acquisition spend with the larger policy over that without: 1 when it was kept. */
  readonly acquisitionKept: number | null;
  readonly fingerprint: string;
}

const acquisition = (ledger: Ledger): number => ledger.sum('acquisitionCost');
const policy = (ledger: Ledger): number => ledger.sum('successCost') + ledger.sum('programCost');
const quantities = {
  acquisition,
  policy,
  revenue: (ledger: Ledger): number => ledger.sum('revenue'),
  customerMonths: (ledger: Ledger): number => ledger.sum('payingCustomers'),
  newArr: (ledger: Ledger): number => 12 * ledger.sum('newMrr'),
  expansionArr: (ledger: Ledger): number => 12 * allExpansion(ledger),
};
type Totals = Readonly<Record<keyof typeof quantities, Float64Array>>;

export function* marginalCost(study: MarginalCostStudy): Design<MarginalCostReading> {
  const { world, strategy, run, raise = 0.1 } = study;
  if (!(raise > 0)) throw new Error(`a margin needs a raise above 0, got ${raise}`);
  const course = { spent: 0, planned: 4 * run.replications };
  const larger = [
    { world, strategy },
    { world, strategy: withBudget(strategy, 1 + raise) },
    { world, strategy: withPolicy(strategy, 1 + raise) },
  ];
  const [base, moreBudget, unpaid] = yield* totals(larger, run, course);
  if (base === undefined || moreBudget === undefined || unpaid === undefined)
    throw new Error('three arms were asked for');

  // The first pass tells what the larger policy costs more for each customer and month, and what one brings in; the second
  // pays for it.
  const costlier =
    ratioOfMeans(unpaid.policy, unpaid.customerMonths).value -
    ratioOfMeans(base.policy, base.customerMonths).value;
  const share = costlier / ratioOfMeans(unpaid.revenue, unpaid.customerMonths).value;
  const paidFor = withShareOfRevenue(withPolicy(strategy, 1 + raise), share > 0 ? share : 0);
  const [morePolicy] = yield* totals([{ world, strategy: paidFor }], run, course);
  if (morePolicy === undefined) throw new Error('one arm was asked for');

  const numbers = {
    months: run.months,
    replications: run.replications,
    raise,
    new: costOf(base.acquisition, base.newArr, moreBudget.acquisition, moreBudget.newArr),
    expansion: costOf(base.policy, base.expansionArr, morePolicy.policy, morePolicy.expansionArr),
    acquisitionKept: orNull(ratioOfMeans(morePolicy.acquisition, base.acquisition).value),
  };
  return { engine: engineVersion, seed: run.seed, ...numbers, fingerprint: fingerprint(numbers) };
}

function totals(
  arms: readonly Arm[],
  run: Run,
  course: Course,
): Generator<Batch<never>, readonly Totals[], readonly Ledgers[]> {
  return liveArms(arms, run, quantities, course);
}

function costOf(
  spend: Float64Array,
  arr: Float64Array,
  moreSpend: Float64Array,
  moreArr: Float64Array,
): CostOfRevenue {
  const extraSpend = minus(moreSpend, spend);
  const extraArr = minus(moreArr, arr);
  const extra = intervalOf(meanOf(extraArr));
  const known = extra.low > 0 || extra.high < 0;
  return {
    average: costInterval(ratioOfMeans(spend, arr)),
    marginal: known && extra.value > 0 ? costInterval(ratioOfMeans(extraSpend, extraArr)) : nothing,
    extraSpend: meanOf(extraSpend).value,
    extraRevenue: extra.value,
  };
}

function costInterval(estimate: Estimate): CostInterval {
  const { value, standardError, low, high } = intervalOf(estimate);
  return { value: orNull(value), standardError: orNull(standardError), low: orNull(low), high: orNull(high) };
}

const nothing: CostInterval = { value: null, standardError: null, low: null, high: null };

function minus(first: Float64Array, second: Float64Array): Float64Array {
  return first.map((value, future) => value - (second[future] ?? NaN));
}

function withBudget(strategy: ResolvedStrategy, factor: number): ResolvedStrategy {
  const { budget } = strategy;
  return {
    ...strategy,
    budget: { ...budget, perMonth: budget.perMonth * factor, shareOfRevenue: budget.shareOfRevenue * factor },
  };
}

function withShareOfRevenue(strategy: ResolvedStrategy, share: number): ResolvedStrategy {
  const { budget } = strategy;
  return { ...strategy, budget: { ...budget, shareOfRevenue: budget.shareOfRevenue + share } };
}

/** Program spend and coverage times a factor; nobody is covered more than wholly. */
function withPolicy(strategy: ResolvedStrategy, factor: number): ResolvedStrategy {
  const { offers, success } = strategy;
  const coverage = Object.fromEntries(
    Object.entries(success.coverage).map(([segment, share]) => [segment, Math.min(1, share * factor)]),
  );
  return {
    ...strategy,
    offers: { ...offers, programSpend: offers.programSpend * factor },
    success: { ...success, coverage },
  };
}
