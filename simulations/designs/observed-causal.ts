/**
 * Observed against causal: customers with more products, or with an annual contract, leave less often. Part of that is
 * caused, part is who they are. Monthly churn = leavings / customer-months, both from the ledger's observed tables.
 *   observed, as effect on all = churn of those without - churn of all: what a reader of the table would expect to lose
 *   caused, on all = churn of all with the effect switched off - churn of all, same luck;  selection = the rest
 * Products off: product, integration and bundle no longer act on leaving, nor products on engagement; what is bought and
 * paid is left alone. Contracts off: none is offered. Their caused part holds what comes with them: discounts, one
 * decision a term, fewer invoices that can fail, and leaving put off beyond the horizon.
 */
import { fingerprint } from '../fingerprint.ts';
import { contractKinds, productClasses } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import { orNull } from '../or-null.ts';
import type { Run } from '../parameters/run.ts';
import type { ResolvedStrategy } from '../parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../parameters/world/world.ts';
import type { Design } from '../point.ts';
import { differenceOf, intervalOf, ratioOfMeans } from '../statistics/estimate.ts';
import type { Estimate, Interval } from '../statistics/estimate.ts';
import { engineVersion } from '../version.ts';
import { liveArms } from './arms.ts';
import type { Outcome } from './outcomes.ts';

export interface ObservedCausalStudy {
  readonly world: ResolvedWorld;
  readonly strategy: ResolvedStrategy;
  readonly run: Run;
}

export type Share = { readonly [Key in keyof Interval]: number | null };

export interface ObservedClass {
  /** Number of add-ons (the last: that many or more), or kind of contract. */
  readonly name: string;
  /** Share of all customer-months. */
  readonly share: number;
  /** Monthly churn observed. */
  readonly churn: Share;
  /** The same with the effect switched off. */
  readonly churnWhenOff: Share;
}

export interface ObservedCausal {
  readonly classes: readonly ObservedClass[];
  /** All on monthly churn of all customers; above 0: keeps customers. */
  readonly observed: Share;
  readonly causal: Share;
  readonly selection: Share;
}

export interface ObservedCausalReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly products: ObservedCausal;
  readonly contracts: ObservedCausal;
  readonly fingerprint: string;
}

const productNames = Array.from({ length: productClasses }, (_, index) =>
  index === productClasses - 1 ? `${index} or more` : `${index}`,
);
const rows = productNames.length + contractKinds.length;

const quantities: Record<string, Outcome> = {};
for (let row = 0; row < rows; row++) {
  quantities[`months${row}`] = (ledger) => observedSum(ledger, row, 'customerMonths');
  quantities[`left${row}`] = (ledger) => observedSum(ledger, row, 'left');
}

export function* observedCausal({
  world,
  strategy,
  run,
}: ObservedCausalStudy): Design<ObservedCausalReading> {
  const arms = [
    { world, strategy },
    { world: withoutProductEffects(world), strategy },
    { world, strategy: withoutContracts(strategy) },
  ];
  const [on, productsOff, contractsOff] = yield* liveArms(arms, run, quantities);
  if (on === undefined || productsOff === undefined || contractsOff === undefined)
    throw new Error('three arms were asked for');
  const numbers = {
    months: run.months,
    replications: run.replications,
    products: compared(on, productsOff, productNames, 0),
    contracts: compared(on, contractsOff, contractKinds, productNames.length),
  };
  return { engine: engineVersion, seed: run.seed, ...numbers, fingerprint: fingerprint(numbers) };
}

type Values = Readonly<Record<string, Float64Array>>;

/** `first` is the row of those without: no add-on, no contract. */
function compared(on: Values, off: Values, names: readonly string[], first: number): ObservedCausal {
  const numbers = names.map((_, index) => first + index);
  const all = churnOf(on, numbers);
  const observed = differenceOf(churnOf(on, [first]), all);
  const causal = differenceOf(churnOf(off, numbers), all);
  const months = numbers.map((row) => sumOf(on[`months${row}`]));
  const total = months.reduce((sum, each) => sum + each, 0);
  return {
    classes: names.map((name, index) => ({
      name,
      share: (months[index] ?? 0) / total,
      churn: shareOf(churnOf(on, [first + index])),
      churnWhenOff: shareOf(churnOf(off, [first + index])),
    })),
    observed: shareOf(observed),
    causal: shareOf(causal),
    selection: shareOf(differenceOf(observed, causal)),
  };
}

function churnOf(values: Values, numbers: readonly number[]): Estimate {
  return ratioOfMeans(added(values, 'left', numbers), added(values, 'months', numbers));
}

function added(values: Values, what: 'left' | 'months', numbers: readonly number[]): Float64Array {
  const columns = numbers.map((row) => values[`${what}${row}`] ?? new Float64Array());
  return (columns[0] ?? new Float64Array()).map((_, future) =>
    columns.reduce((sum, column) => sum + (column[future] ?? 0), 0),
  );
}

function sumOf(column: Float64Array | undefined): number {
  return (column ?? new Float64Array()).reduce((sum, value) => sum + value, 0);
}

function shareOf(estimate: Estimate): Share {
  const { value, standardError, low, high } = intervalOf(estimate);
  return { value: orNull(value), standardError: orNull(standardError), low: orNull(low), high: orNull(high) };
}

function observedSum(ledger: Ledger, row: number, what: 'customerMonths' | 'left'): number {
  let sum = 0;
  for (let segment = 0; segment < ledger.layout.segments; segment++)
    sum += ledger.observedAt(segment, row)[what];
  return sum;
}

function withoutProductEffects(world: ResolvedWorld): ResolvedWorld {
  return {
    ...world,
    leaving: { ...world.leaving, product: 0, integration: 0, bundle: 0 },
    feelings: { ...world.feelings, productEngagement: 0 },
  };
}

function withoutContracts(strategy: ResolvedStrategy): ResolvedStrategy {
  return {
    ...strategy,
    offers: { ...strategy.offers, annual: false, multiYear: false },
    contracts: { ...strategy.contracts, annualAtStart: false },
  };
}
