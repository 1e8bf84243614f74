/**
 * The ledger: what one replication of one strategy writes down. One flat array of numbers, so that it crosses a worker
 * border without a copy. Three kinds of sections:
 * - monthly: segment × month × measure (stocks at the month's close, flows within the month), so that what one month of a
 *   life writes lies side by side;
 * - tenure: measure × segment × months since first payment (survival and time to expansion);
 * - tables: small counts without a calendar (offers by kind and trigger, flow between tiers, cohorts, lifetime value).
 * Every later metric is computed from here; nothing in the model reads it except last month's totals (future.ts).
 */
import { exp } from './random/exponential.ts';
import { log } from './random/logarithm.ts';
import type { i32 } from './numbers.ts';

/** Monthly measures. Money in the scenario's currency; counts in customers unless the name says otherwise. */
export const monthlyMeasures = [
  // stocks at the close of the month
  'payingCustomers',
  'freeUsers',
  'mrr',
  'wantingOut',
  'blocked',
  // MRR movements, disjoint: opening + new + returned + expansions - contraction - churned = closing; the opening of the
  // first month is what customers of before pay
  'startingMrr',
  'newMrr',
  'returnedMrr',
  'expansionUpgrade',
  'expansionAddOn',
  'expansionBundle',
  'expansionSeats',
  'expansionUsage',
  'contractionMrr',
  'churnedMrr',
  // people
  'paidSignups',
  'organicSignups',
  'referredSignups',
  'startingCustomers',
  'newCustomers',
  'returnedCustomers',
  'voluntaryChurn',
  'involuntaryChurn',
  'freeLeavers',
  'expansions',
  // money
  'revenue',
  'billed',
  'refunds',
  'deferred',
  'goodsCost',
  'processingCost',
  'supportCost',
  'successCost',
  'programCost',
  'acquisitionCost',
  'fines',
  // retention over the last twelve months, per customer
  'mrrYearAgo',
  'mrrKept',
  'mrrKeptCapped',
  'mrrKeptWithReturned',
  // offers and what came of them
  'offersShown',
  'offersAccepted',
  'regrets',
  'unwantedRevenue',
  'trappedRevenue',
  // feelings, summed over paying customers
  'trust',
  'engagement',
  'value',
  'fatigue',
  'attention',
  'health',
  // word of mouth
  'grudges',
  'referralLeads',
  'praise',
  'warnings',
  'manipulated',
  'reputation',
  'overspentBudget',
  // free users who ran into a limit, in the month in which they did, and the value that they had discovered, summed
  'wallsMet',
  'valueAtWall',
  // what paying customers pay at the month's close beyond what they paid at the close of their first month
  'mrrBeyondFirst',
] as const;
export type MonthlyMeasure = (typeof monthlyMeasures)[number];

/**
 * By months since first payment, for a customer's first stay: how many left in that month or were last seen in it, and how
 * many expanded for the first time in it or ended it unexpanded (left or last seen). Who is at risk follows by summing.
 */
export const tenureMeasures = ['left', 'censored', 'firstExpansions', 'unexpandedEnds'] as const;
export type TenureMeasure = (typeof tenureMeasures)[number];

export const offerKinds = ['upgrade', 'jump', 'addOn', 'bundle', 'annual', 'multiYear'] as const;
export type OfferKind = (typeof offerKinds)[number];

export const offerTriggers = [
  'wall',
  'planPage',
  'nearLimit',
  'onboarded',
  'milestone',
  'featureUse',
  'blast',
] as const;
export type OfferTrigger = (typeof offerTriggers)[number];

export const offerOutcomes = ['shown', 'noticed', 'accepted', 'regretted'] as const;
export type OfferOutcome = (typeof offerOutcomes)[number];

/** Tenure classes of the conversion table: first quarter, rest of the first year, second year, later. */
export const tenureClasses = [3, 12, 24, Infinity] as const;

/** Customer-months and leavings by what customers have: the *observed* association, to be held against the causal one. */
export const productClasses = 5;
export const contractKinds = ['monthly', 'annual', 'multiYear'] as const;

/**
 * Lifetime value per customer is counted in bins: the first holds losses, the others are of equal width in
 * log(1 + value / unit), so that a quantile is read off to within a few percent at any size.
 */
export const lifetimeValueBins = 128;
const binsPerLogUnit = 10;
/** Count, discounted contribution, discounted revenue, undiscounted revenue. */
const lifetimeSums = 4;

/** Sums over customers, and how many fell into each bin of discounted contribution. */
export interface Lifetimes {
  readonly count: number;
  readonly contribution: number;
  readonly revenue: number;
  readonly undiscounted: number;
  readonly bins: Float64Array;
}

function lifetimeValueBin(value: number, unit: number): i32 {
  if (value < 0) return 0;
  const bin = binsPerLogUnit * log(1 + value / unit);
  return bin < lifetimeValueBins - 2 ? 1 + (bin | 0) : lifetimeValueBins - 1;
}

/** Lower and upper end of a bin, in money. */
export function lifetimeValueBinEnds(
  bin: i32,
  unit: number,
): { readonly low: number; readonly high: number } {
  if (bin === 0) return { low: -Infinity, high: 0 };
  return { low: unit * (exp((bin - 1) / binsPerLogUnit) - 1), high: unit * (exp(bin / binsPerLogUnit) - 1) };
}

/** Index of each name in its list. */
function indexOf<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  const places: Partial<Record<Name, number>> = {};
  names.forEach((name, index) => {
    places[name] = index;
  });
  // Filled name by name it is kept as a hash table, and every post of every life looks a measure up here: a copy is not.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- every name was just given its place
  return { ...places } as Record<Name, number>;
}
export const monthly = indexOf(monthlyMeasures);
export const tenure = indexOf(tenureMeasures);

/** Where each section of a ledger begins; a pure function of the three sizes, so both sides of a worker agree on it. */
export interface LedgerLayout {
  readonly months: i32;
  readonly segments: i32;
  readonly tiers: i32;
  readonly tenureOffset: i32;
  readonly offersOffset: i32;
  readonly flowOffset: i32;
  readonly cohortOffset: i32;
  readonly lifetimeOffset: i32;
  readonly observedOffset: i32;
  readonly size: i32;
}

/** Cohorts by quarter of first payment: customers and MRR still there, by months since first payment. */
export const cohortMonths = 3;

export function ledgerLayout(months: i32, segments: i32, tiers: i32): LedgerLayout {
  const tenureOffset = monthlyMeasures.length * segments * months;
  const offersOffset = tenureOffset + tenureMeasures.length * segments * months;
  const offers =
    offerOutcomes.length * offerKinds.length * offerTriggers.length * segments * tenureClasses.length;
  const flowOffset = offersOffset + offers;
  const flow = (tiers + 1) * (tiers + 1);
  const cohortOffset = flowOffset + flow;
  const cohorts = 2 * Math.ceil(months / cohortMonths) * months;
  const lifetimeOffset = cohortOffset + cohorts;
  const lifetime = segments * (lifetimeSums + lifetimeValueBins);
  const observedOffset = lifetimeOffset + lifetime;
  const observed = 2 * segments * (productClasses + contractKinds.length);
  return {
    months,
    segments,
    tiers,
    tenureOffset,
    offersOffset,
    flowOffset,
    cohortOffset,
    lifetimeOffset,
    observedOffset,
    size: observedOffset + observed,
  };
}

/** Where the monthly measures of a segment's month begin. */
export function rowOf(months: i32, segment: i32, month: i32): i32 {
  return ((segment * months + month) * monthlyMeasures.length) | 0;
}

/** One replication's numbers, written by its lives and read by the metrics. */
export class Ledger {
  readonly layout: LedgerLayout;
  readonly values: Float64Array;
  /** Segments that totals add up: from the first to before the end. */
  readonly firstSegment: i32;
  readonly endSegment: i32;

  /**
   * `values` may be a view of a longer array that holds many ledgers one after another. With `segment`, all totals are of
   * that segment alone.
   */
  constructor(layout: LedgerLayout, values: Float64Array = new Float64Array(layout.size), segment?: i32) {
    if (values.length !== layout.size)
      throw new Error(`ledger needs ${layout.size} numbers, got ${values.length}`);
    this.layout = layout;
    this.values = values;
    this.firstSegment = segment ?? 0;
    this.endSegment = segment === undefined ? layout.segments : segment + 1;
  }

  /** The same numbers, of one segment. */
  ofSegment(segment: i32): Ledger {
    return new Ledger(this.layout, this.values, segment);
  }

  /** Adds to a monthly measure; `row` (see `rowOf`) is worked out once a month by who writes. */
  post(measure: i32, row: i32, amount: number): void {
    this.values[row + measure]! += amount;
  }

  at(measure: MonthlyMeasure, segment: i32, month: i32): number {
    return this.values[rowOf(this.layout.months, segment, month) + monthly[measure]] ?? 0;
  }

  /** Sum over the segments, added in segment order. */
  total(measure: MonthlyMeasure, month: i32): number {
    return this.totalOf(monthly[measure], month);
  }

  /** What has been posted to a measure of a row. */
  posted(measure: i32, row: i32): number {
    return this.values[row + measure]!;
  }

  /** Sum of a flow over the months from `first` to before `end`, the whole run by default. */
  sum(measure: MonthlyMeasure, first = 0, end = this.layout.months): number {
    // Looked up once: metrics ask for thousands of sums of each future, and a look-up by name takes longer than an addition.
    const place = monthly[measure];
    let sum = 0;
    for (let month = first; month < end; month++) sum += this.totalOf(place, month);
    return sum;
  }

  /** The same of a measure by its number, for who has no time to look it up. */
  totalOf(place: i32, month: i32): number {
    const { months } = this.layout;
    let sum: number = 0;
    for (let segment = this.firstSegment; segment < this.endSegment; segment++)
      sum += this.values[rowOf(months, segment, month) + place]!;
    return sum;
  }

  addTenure(measure: i32, segment: i32, month: i32, amount: number): void {
    const { segments, months, tenureOffset } = this.layout;
    const at = tenureOffset + (measure * segments + segment) * months + month;
    this.values[at]! += amount;
  }

  tenureAt(measure: TenureMeasure, segment: i32, month: i32): number {
    const { segments, months, tenureOffset } = this.layout;
    return this.values[tenureOffset + (tenure[measure] * segments + segment) * months + month] ?? 0;
  }

  tenureTotal(measure: TenureMeasure, month: i32): number {
    const { segments, months, tenureOffset } = this.layout;
    const start = tenureOffset + tenure[measure] * segments * months + month;
    let sum = 0;
    for (let segment = this.firstSegment; segment < this.endSegment; segment++)
      sum += this.values[start + segment * months]!;
    return sum;
  }

  /**
   * Where what came of offers of a kind and trigger stands, outcome beside outcome. `monthsPaying` places an offer in its
   * tenure class; below 0 (not paying yet) counts as the first.
   */
  offerRow(kind: i32, trigger: i32, segment: i32, monthsPaying: number): i32 {
    const tenureClass =
      monthsPaying < tenureClasses[0]
        ? 0
        : monthsPaying < tenureClasses[1]
          ? 1
          : monthsPaying < tenureClasses[2]
            ? 2
            : 3;
    return this.offerIndex(kind, trigger, segment, tenureClass);
  }

  addOffer(row: i32, outcome: i32, amount: number): void {
    this.values[row + outcome]! += amount;
  }

  offerAt(
    outcome: OfferOutcome,
    kind: OfferKind,
    trigger: OfferTrigger,
    segment: i32,
    tenureClass: i32,
  ): number {
    const row = this.offerIndex(
      offerKinds.indexOf(kind),
      offerTriggers.indexOf(trigger),
      segment,
      tenureClass,
    );
    return this.values[row + offerOutcomes.indexOf(outcome)] ?? 0;
  }

  private offerIndex(kind: i32, trigger: i32, segment: i32, tenureClass: i32): i32 {
    const row = (kind * offerTriggers.length + trigger) * this.layout.segments + segment;
    return this.layout.offersOffset + (row * tenureClasses.length + tenureClass) * offerOutcomes.length;
  }

  /** Paying customers who moved from one tier to another; tier index `tiers` stands for "outside". */
  addFlow(from: i32, to: i32): void {
    const at = this.layout.flowOffset + from * (this.layout.tiers + 1) + to;
    this.values[at]! += 1;
  }

  flowAt(from: i32, to: i32): number {
    return this.values[this.layout.flowOffset + from * (this.layout.tiers + 1) + to] ?? 0;
  }

  addCohort(firstPayment: i32, monthsSince: i32, mrr: number): void {
    const at = this.cohortIndex((firstPayment / cohortMonths) | 0, monthsSince);
    this.values[at]! += 1;
    this.values[at + 1]! += mrr;
  }

  /** Customers and MRR of a cohort (by quarter of first payment) so many months after first payment. */
  cohortAt(cohort: i32, monthsSince: i32): { readonly customers: number; readonly mrr: number } {
    const at = this.cohortIndex(cohort, monthsSince);
    return { customers: this.values[at] ?? 0, mrr: this.values[at + 1] ?? 0 };
  }

  private cohortIndex(cohort: i32, monthsSince: i32): i32 {
    return this.layout.cohortOffset + 2 * (cohort * this.layout.months + monthsSince);
  }

  /** One customer whose whole LTV horizon was lived: discounted contribution and revenue, undiscounted revenue. */
  addLifetime(segment: i32, contribution: number, revenue: number, undiscounted: number, unit: number): void {
    const at = this.layout.lifetimeOffset + segment * (lifetimeSums + lifetimeValueBins);
    const { values } = this;
    values[at]! += 1;
    values[at + 1]! += contribution;
    values[at + 2]! += revenue;
    values[at + 3]! += undiscounted;
    const bin = at + lifetimeSums + lifetimeValueBin(contribution, unit);
    values[bin]! += 1;
  }

  /** Lifetime values of all customers whose horizon was lived, added over the segments. */
  lifetimes(): Lifetimes {
    const bins = new Float64Array(lifetimeValueBins);
    const sums = new Float64Array(lifetimeSums);
    for (let segment = this.firstSegment; segment < this.endSegment; segment++) {
      const at = this.layout.lifetimeOffset + segment * (lifetimeSums + lifetimeValueBins);
      for (let index = 0; index < lifetimeSums; index++)
        sums[index] = (sums[index] ?? 0) + (this.values[at + index] ?? 0);
      for (let bin = 0; bin < lifetimeValueBins; bin++)
        bins[bin] = (bins[bin] ?? 0) + (this.values[at + lifetimeSums + bin] ?? 0);
    }
    const [count = 0, contribution = 0, revenue = 0, undiscounted = 0] = sums;
    return { count, contribution, revenue, undiscounted, bins };
  }

  /** One customer-month of a paying customer with so many add-ons and this contract, and whether it ended in leaving. */
  addObserved(segment: i32, products: i32, contract: i32, left: number): void {
    const at = this.layout.observedOffset + 2 * segment * (productClasses + contractKinds.length);
    const byProducts = at + 2 * (products < productClasses - 1 ? products : productClasses - 1);
    const byContract = at + 2 * (productClasses + contract);
    const { values } = this;
    values[byProducts]! += 1;
    values[byProducts + 1]! += left;
    values[byContract]! += 1;
    values[byContract + 1]! += left;
  }

  /** Customer-months and leavings by number of add-ons (`productClasses` of them), then by contract kind. */
  observedAt(segment: i32, row: i32): { readonly customerMonths: number; readonly left: number } {
    const at = this.layout.observedOffset + 2 * (segment * (productClasses + contractKinds.length) + row);
    return { customerMonths: this.values[at] ?? 0, left: this.values[at + 1] ?? 0 };
  }
}
