/**
 * One customer alone on a stage: a neutral world with a few levers moved, a life begun in it, an empty ledger, and luck that
 * can be told what to answer. Mechanisms are driven one at a time from here.
 */
import { expect } from 'vitest';
import type { MonthlyMeasure } from '../../simulations/ledger.ts';
import { Ledger, rowOf } from '../../simulations/ledger.ts';
import { begin, Life, PAID } from '../../simulations/life.ts';
import { firstPurchase } from '../../simulations/mechanisms/purchase.ts';
import type { ResolvedStrategy } from '../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedSegment, ResolvedWorld } from '../../simulations/parameters/world/world.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { Scene } from '../../simulations/scene.ts';
import { neutralSegment, neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import type { Study } from '../support/neutral-study.ts';

type Answer = number | ((occurrence: number, hashOfName: number) => number);

/** Answers by decision number; whatever is not scripted is drawn. */
export type Script = Readonly<Record<number, Answer>>;

export class ScriptedLuck extends Luck {
  script: Script;

  constructor(script: Script = {}, seed = 'stage') {
    super(keyFromPhrase(seed));
    this.script = script;
    this.entity(0, 0, 0);
  }

  override uniform(decision: number, occurrence: number): number {
    const answer = this.script[decision & 0xff];
    if (answer === undefined) return super.uniform(decision, occurrence);
    return typeof answer === 'number' ? answer : answer(occurrence, decision >>> 8);
  }

  override uniforms(decisions: Int32Array, blocks: Int32Array, out: Float64Array): void {
    decisions.forEach((decision, index) => {
      for (const half of [0, 1])
        out[2 * index + half] = this.uniform(decision, 2 * (blocks[index] ?? 0) + half);
    });
  }
}

type Group<Whole, Name extends keyof Whole> = Partial<Whole[Name]>;

export interface Levers {
  readonly segment?: Partial<ResolvedSegment>;
  readonly segments?: readonly Partial<ResolvedSegment>[];
  readonly market?: Group<ResolvedWorld, 'market'>;
  readonly product?: Group<ResolvedWorld, 'product'>;
  readonly acceptance?: Group<ResolvedWorld, 'acceptance'>;
  readonly feelings?: Group<ResolvedWorld, 'feelings'>;
  readonly leaving?: Group<ResolvedWorld, 'leaving'>;
  readonly wordOfMouth?: Group<ResolvedWorld, 'wordOfMouth'>;
  readonly costs?: Group<ResolvedWorld, 'costs'>;
  readonly budget?: Group<ResolvedStrategy, 'budget'>;
  readonly ladder?: Group<ResolvedStrategy, 'ladder'>;
  readonly offers?: Group<ResolvedStrategy, 'offers'>;
  readonly contracts?: Group<ResolvedStrategy, 'contracts'>;
  readonly success?: Group<ResolvedStrategy, 'success'>;
  readonly manipulation?: Group<ResolvedStrategy, 'manipulation'>;
  readonly bundle?: ResolvedStrategy['bundle'];
  /** Monthly price of every add-on of the world; all are sold. */
  readonly addOns?: Readonly<Record<string, number>>;
  readonly run?: Partial<Study['run']>;
}

/** A neutral study with these levers moved. */
export function study(levers: Levers): Study {
  const world = neutralWorld();
  const strategy = neutralStrategy();
  const ids = Object.keys(levers.addOns ?? {});
  return {
    world: {
      ...world,
      segments: levers.segments?.map((segment) => neutralSegment(segment)) ?? [
        neutralSegment(levers.segment),
      ],
      market: { ...world.market, ...levers.market },
      product: { ...world.product, addOns: ids.map((id) => ({ id, name: id })), ...levers.product },
      acceptance: { ...world.acceptance, valueFloor: 0.5, ...levers.acceptance },
      feelings: { ...world.feelings, ...levers.feelings },
      leaving: { ...world.leaving, ...levers.leaving },
      wordOfMouth: { ...world.wordOfMouth, ...levers.wordOfMouth },
      costs: { ...world.costs, ...levers.costs },
    },
    strategy: {
      ...strategy,
      budget: { ...strategy.budget, ...levers.budget },
      ladder: { ...strategy.ladder, ...levers.ladder },
      addOns: Object.entries(levers.addOns ?? {}).map(([addOn, pricePerMonth]) => ({ addOn, pricePerMonth })),
      bundle: levers.bundle ?? null,
      offers: { ...strategy.offers, ...levers.offers },
      contracts: { ...strategy.contracts, ...levers.contracts },
      success: { ...strategy.success, ...levers.success },
      manipulation: { ...strategy.manipulation, ...levers.manipulation },
    },
    run: { seed: 'stage', months: 37, ltvMonths: 36, ...levers.run },
  };
}

export interface Stage {
  readonly scene: Scene;
  readonly life: Life;
  readonly ledger: Ledger;
  readonly luck: ScriptedLuck;
}

export interface Role {
  readonly channel?: number;
  readonly arrival?: number;
  /** Tier paid for since the arrival; absent: not paying. */
  readonly pays?: number;
  readonly script?: Script;
  readonly segment?: number;
}

/**
 * A customer at the neutral state: half of the value seen, everything else as `begin` makes it. `pays` buys a plan in the
 * month of arrival; the customer then stands one month later, so that what follows is no part of the first purchase.
 */
export function stage(levers: Levers = {}, role: Role = {}): Stage {
  const scene = new Scene(study(levers));
  const life = new Life(scene);
  const luck = new ScriptedLuck(role.script);
  const ledger = new Ledger(scene.layout);
  const arrival = role.arrival ?? 0;
  const segment = scene.segments[role.segment ?? 0];
  if (segment === undefined) throw new Error('no such segment');
  begin(life, scene, luck, segment, role.channel ?? PAID, arrival);
  life.value = 0.5;
  moveTo({ scene, life, ledger, luck }, arrival);
  if (role.pays !== undefined) {
    firstPurchase(life, scene, luck, ledger, role.pays, false);
    ledger.values.fill(0);
    moveTo({ scene, life, ledger, luck }, arrival + 1);
  }
  return { scene, life, ledger, luck };
}

export function moveTo({ scene, life }: Stage, month: number): void {
  life.month = month;
  life.row = rowOf(scene.months, life.segment.index, month);
}

/** What this month has posted under a measure. */
export function posted({ life, ledger }: Stage, measure: MonthlyMeasure): number {
  return ledger.at(measure, life.segment.index, life.month);
}

/** Equal but for the rounding of a few operations. */
export function near(found: number, expected: number): void {
  if (expected === 0) expect(Math.abs(found)).toBeLessThan(1e-12);
  else expect(Math.abs(found / expected - 1), `${found} against ${expected}`).toBeLessThan(1e-11);
}

/** The largest u in (0, 1) for which `happens(u)` still holds, for what happens below a threshold and not above it. */
export function threshold(happens: (u: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 42; step++) {
    const middle = (low + high) / 2;
    if (happens(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (p: number): number => Math.log(p / (1 - p));
