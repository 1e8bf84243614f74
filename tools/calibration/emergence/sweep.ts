/** What every experiment shares: arms with names, what is measured of each, and who is ahead of whom. */
import type { ArmValues } from '../../../simulations/designs/arms.ts';
import type { Arm, Outcome } from '../../../simulations/designs/outcomes.ts';
import { offerKinds, offerTriggers, tenureClasses } from '../../../simulations/ledger.ts';
import type { Ledger, OfferOutcome } from '../../../simulations/ledger.ts';
import { contribution } from '../../../simulations/metrics/money.ts';
import { allExpansion } from '../../../simulations/metrics/revenue.ts';
import type { Run as RunSettings } from '../../../simulations/parameters/run.ts';
import { differenceOf, intervalOf, meanOf, ratioOfMeans } from '../../../simulations/statistics/estimate.ts';
import type { Interval } from '../../../simulations/statistics/estimate.ts';
import { arms } from '../laboratory.ts';
import type { Run } from '../laboratory.ts';
import { intervalText } from '../page.ts';

export interface Laboratory {
  readonly run: Run;
  readonly base: Arm;
  readonly settings: RunSettings;
  readonly long: RunSettings;
}

/** An arm with what a table calls it. */
export type Named = Arm & { readonly name: string };

const sum = (ledger: Ledger): number => {
  let total = 0;
  for (let month = 0; month < ledger.layout.months; month++) total += contribution(ledger, month);
  return total;
};

const quantities = {
  contribution: sum,
  mrr: (ledger: Ledger) => ledger.total('mrr', ledger.layout.months - 1),
  newCustomers: (ledger: Ledger) => ledger.sum('newCustomers'),
  signups: (ledger: Ledger) =>
    ledger.sum('paidSignups') + ledger.sum('organicSignups') + ledger.sum('referredSignups'),
  freeMonths: (ledger: Ledger) => ledger.sum('freeUsers'),
  newArr: (ledger: Ledger) => 12 * ledger.sum('newMrr'),
  expansion: allExpansion,
  policy: (ledger: Ledger) => ledger.sum('successCost') + ledger.sum('programCost'),
  acquisition: (ledger: Ledger) => ledger.sum('acquisitionCost'),
  shown: (ledger: Ledger) => contacts(ledger, 'shown'),
  accepted: (ledger: Ledger) => contacts(ledger, 'accepted'),
  customerMonths: (ledger: Ledger) => ledger.sum('payingCustomers'),
  lost: (ledger: Ledger) => ledger.sum('voluntaryChurn') + ledger.sum('involuntaryChurn'),
  attention: (ledger: Ledger) => ledger.sum('attention'),
} satisfies Record<string, Outcome>;
export type Measured = ArmValues<keyof typeof quantities>[number];

/** Offers that are contacts: walls and plan pages are not. */
function contacts(ledger: Ledger, outcome: OfferOutcome): number {
  let total = 0;
  for (const trigger of offerTriggers) {
    if (trigger === 'wall' || trigger === 'planPage') continue;
    for (const kind of offerKinds) {
      for (let segment = 0; segment < ledger.layout.segments; segment++) {
        for (let tenure = 0; tenure < tenureClasses.length; tenure++)
          total += ledger.offerAt(outcome, kind, trigger, segment, tenure);
      }
    }
  }
  return total;
}

export async function measure(
  { run, settings }: Laboratory,
  list: readonly Named[],
  replications = settings.replications,
): Promise<readonly (Named & { readonly values: Measured })[]> {
  const values = await run(arms(list, { ...settings, replications }, quantities));
  return list.map((arm, index) => {
    const of = values[index];
    if (of === undefined) throw new Error(`arm ${arm.name} has no values`);
    return { ...arm, values: of };
  });
}

export type Lived = Awaited<ReturnType<typeof measure>>[number];

export const mean = ({ values }: Lived, name: keyof Measured): Interval => intervalOf(meanOf(values[name]));
export const quotient = ({ values }: Lived, part: keyof Measured, whole: keyof Measured): Interval =>
  intervalOf(ratioOfMeans(values[part], values[whole]));

/** How far one arm is ahead of another in contribution. */
export const ahead = (arm: Lived, other: Lived): Interval =>
  intervalOf(differenceOf(meanOf(arm.values.contribution), meanOf(other.values.contribution)));

export function bestOf(lived: readonly Lived[]): Lived {
  const best = lived.toSorted((a, b) => mean(b, 'contribution').value - mean(a, 'contribution').value)[0];
  if (best === undefined) throw new Error('a sweep has an arm');
  return best;
}

/** Whether the best of a sweep lies inside it, ahead of both ends by more than chance. */
export function interiorText(lived: readonly Lived[], what: string): string {
  const best = bestOf(lived);
  const [first, last] = [lived[0], lived.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a sweep has two ends');
  const [overFirst, overLast] = [ahead(best, first), ahead(best, last)];
  if (best === first || best === last) {
    const other = best === first ? overLast : overFirst;
    return `**Does not emerge.** The best ${what} lies at an end of the sweep: ${best.name}, ahead of the other end by ${intervalText(other, 'money')}.`;
  }
  const certain = overFirst.low > 0 && overLast.low > 0;
  return `**${certain ? 'Emerges' : 'Too close to call'}.** The best ${what} is ${best.name}: ahead of ${first.name} by ${intervalText(overFirst, 'money')} and of ${last.name} by ${intervalText(overLast, 'money')}.`;
}

export function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
