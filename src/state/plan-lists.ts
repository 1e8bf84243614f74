import { middleOf } from '../../simulations/parameters/checks.ts';
import { defaultOf } from '../../simulations/parameters/registry.ts';
import { Bundle, SoldAddOn, Tier } from '../../simulations/parameters/strategy/ladder.ts';
import type { Strategy } from '../../simulations/parameters/strategy/strategy.ts';
import { copiedName, inserted, moved, newName, without } from './lists.ts';
import { notSelling } from './world-lists.ts';

/** The plans of a strategy, which climb in price, and the add-ons it sells. */
export const mostPlans = 8;
export const mostSold = 20;

type Plan = Strategy['ladder']['tiers'][number];

/** A plan at the top, at twice the price of the dearest, without limits. */
export function addPlan(strategy: Strategy): Strategy {
  const { tiers } = strategy.ladder;
  const top = tiers.at(-1);
  const name = newName('New plan', namesOf(tiers));
  const dearest = top === undefined ? 0 : middleOf(top.pricePerMonth);
  const plan: Plan = {
    ...defaultOf(Tier),
    name,
    pricePerMonth: dearest === 0 ? defaultOf(Tier).pricePerMonth : rounded(2 * dearest),
    usageLimit: null,
    seatLimit: null,
    monthsLimit: null,
    featureLimit: null,
  };
  return withPlans(strategy, [...tiers, plan]);
}

/** A copy one step up: half-way to the next plan, or half as dear again above the last. */
export function copyPlan(strategy: Strategy, index: number): Strategy {
  const { tiers } = strategy.ladder;
  const [plan, next] = [tiers[index], tiers[index + 1]];
  if (plan === undefined) return strategy;
  const price = middleOf(plan.pricePerMonth);
  const copy: Plan = {
    ...plan,
    name: copiedName(plan.name, namesOf(tiers)),
    pricePerMonth:
      next === undefined
        ? rounded(price === 0 ? middleOf(defaultOf(Tier).pricePerMonth) : 1.5 * price)
        : (price + middleOf(next.pricePerMonth)) / 2,
    usageLimit: between(plan.usageLimit, next?.usageLimit),
  };
  return withPlans(strategy, inserted(tiers, index + 1, copy));
}

export function removePlan(strategy: Strategy, index: number): Strategy {
  return withPlans(strategy, without(strategy.ladder.tiers, index));
}

/** Two plans change places on the ladder; its prices and limits stay where they are, since a ladder climbs. */
export function movePlan(strategy: Strategy, from: number, to: number): Strategy {
  const { tiers } = strategy.ladder;
  const order = moved(
    tiers.map(({ name, appeal }) => ({ name, appeal })),
    from,
    to,
  );
  return withPlans(
    strategy,
    tiers.map((step, index) => ({ ...step, ...order[index] })),
  );
}

export function sellAddOn(strategy: Strategy, id: string): Strategy {
  return { ...strategy, addOns: [...strategy.addOns, { ...defaultOf(SoldAddOn), addOn: id }] };
}

export function stopSelling(strategy: Strategy, index: number): Strategy {
  return notSelling(strategy, strategy.addOns[index]?.addOn ?? '');
}

export function moveSold(strategy: Strategy, from: number, to: number): Strategy {
  return { ...strategy, addOns: [...moved(strategy.addOns, from, to)] };
}

/** Every add-on on sale in one decision, or none. */
export function withBundle(strategy: Strategy, bundled: boolean): Strategy {
  const addOns = strategy.addOns.map(({ addOn }) => addOn);
  return { ...strategy, bundle: bundled ? { ...defaultOf(Bundle), addOns } : null };
}

/** An add-on joins the bundle or leaves it; the bundle keeps the order in which the add-ons are sold. */
export function withPart(strategy: Strategy, id: string, isPart: boolean): Strategy {
  const { bundle } = strategy;
  if (bundle === null) return strategy;
  const parts = strategy.addOns
    .map(({ addOn }) => addOn)
    .filter((addOn) => (addOn === id ? isPart : bundle.addOns.includes(addOn)));
  return { ...strategy, bundle: { ...bundle, addOns: parts } };
}

function withPlans(strategy: Strategy, tiers: readonly Plan[]): Strategy {
  return { ...strategy, ladder: { ...strategy.ladder, tiers: [...tiers] } };
}

function namesOf(tiers: readonly Plan[]): readonly string[] {
  return tiers.map(({ name }) => name);
}

/** Where the plan follows usage, limits have to differ; elsewhere half-way is as good as any. */
function between(low: number | null, high: number | null | undefined): number | null {
  return low === null || high === null || high === undefined ? low : (low + high) / 2;
}

function rounded(price: number): number {
  return Number(price.toPrecision(3));
}
