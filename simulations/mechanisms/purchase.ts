/*
 * What a yes does (end of step 6): plans, add-ons, bundle, contracts. A first payment is new MRR, whatever it contains.
 * An upgrade moves the customer up the ladder; shown all at once, its features bury some of the value known (overwhelm).
 * A product bought with a real need pleases; without one it will be regretted (regret.ts). Sneaking may add one.
 */
import { about, decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { ANNUAL, drawPayerTraits, EXISTING, NEVER } from '../life.ts';
import type { Life } from '../life.ts';
import type { Luck } from '../random/luck.ts';
import type { AddOnScene, Scene } from '../scene.ts';
import { pleases } from './feelings.ts';
import { addOnsPrice, bill, planPrice, setAddOns, setPlan } from './money.ts';
import { OUTSIDE, startRegret } from './regret.ts';
import type { i32 } from '../numbers.ts';

/** Place of "outside" in the flow table: one past the last tier. */
const outside = (scene: Scene): i32 => scene.tiers.length;

/** Begins to pay on a tier; `regretted` when only talked into it. */
export function firstPurchase(
  life: Life,
  scene: Scene,
  luck: Luck,
  ledger: Ledger,
  tier: i32,
  regretted: boolean,
): void {
  if (regretted) regretsUpgrade(life, luck, OUTSIDE);
  drawPayerTraits(life, scene, luck);
  const existing = life.channel === EXISTING;
  const cause = existing ? monthly.startingMrr : monthly.newMrr;
  enterTier(life, scene, ledger, outside(scene), tier);
  startPaying(life, scene, ledger, cause);
  life.firstPayment = life.month;
  ledger.post(existing ? monthly.startingCustomers : monthly.newCustomers, life.row, 1);
  // Customers of before the first month bought before this strategy began.
  if (!existing) sneak(life, scene, luck, ledger, cause);
  life.agreedBill = life.mrr;
}

/** The part of a purchase that a return shares with a first one. */
export function startPaying(life: Life, scene: Scene, ledger: Ledger, cause: i32): void {
  life.paying = true;
  life.covered = life.coverageLot < life.segment.coverage;
  setPlan(life, ledger, planPrice(life, scene, life.tier, life.contract), cause);
}

export function upgrade(
  life: Life,
  scene: Scene,
  luck: Luck,
  ledger: Ledger,
  tier: i32,
  regretted: boolean,
): void {
  const { tier: from } = life;
  if (regretted) regretsUpgrade(life, luck, from);
  enterTier(life, scene, ledger, from, tier);
  setPlan(life, ledger, planPrice(life, scene, tier, life.contract), monthly.expansionUpgrade);
  sneak(life, scene, luck, ledger, monthly.expansionAddOn);
  life.agreedBill = life.mrr;
}

function enterTier(life: Life, scene: Scene, ledger: Ledger, from: i32, tier: i32): void {
  ledger.addFlow(from, tier);
  if (life.channel !== EXISTING || life.firstPayment !== NEVER) {
    if (!scene.strategy.ladder.featuresOneByOne && tier > life.tier)
      life.value *= 1 - scene.world.product.overwhelm;
  }
  life.tier = tier;
  life.tierSince = life.month;
  life.blocked = false;
}

export function buyAddOn(
  life: Life,
  scene: Scene,
  luck: Luck,
  ledger: Ledger,
  addOn: AddOnScene,
  regretted: boolean,
): void {
  const bit = 1 << addOn.index;
  life.owned |= bit;
  if ((life.needs & bit) === 0 || regretted) regretsProduct(life, luck, bit);
  else pleases(life, scene);
  setAddOns(life, ledger, addOnsPrice(life, scene), monthly.expansionAddOn);
  sneak(life, scene, luck, ledger, monthly.expansionAddOn);
  life.agreedBill = life.mrr;
}

export function buyBundle(life: Life, scene: Scene, luck: Luck, ledger: Ledger, regretted: boolean): void {
  const added = scene.bundleSet & ~life.owned;
  life.bundled = true;
  life.owned |= scene.bundleSet;
  if ((added & life.needs) !== 0 && !regretted) pleases(life, scene);
  const unwanted = regretted ? added : added & ~life.needs;
  if (unwanted !== 0) regretsProduct(life, luck, unwanted);
  setAddOns(life, ledger, addOnsPrice(life, scene), monthly.expansionBundle);
  life.agreedBill = life.mrr;
}

/**
 * From now on the plan is paid for a year or for years in advance, at the contract's discount. What was prepaid under a
 * contract before is credited; signed together with the first payment, the discount is a part of what is new.
 */
export function signContract(life: Life, scene: Scene, ledger: Ledger, contract: i32): void {
  life.talkedIntoContract = false;
  life.endsAtRenewal = false;
  if (life.deferred !== 0) bill(life, ledger, -life.deferred);
  life.contract = contract;
  life.contractLeft = contract === ANNUAL ? 12 : scene.multiYearMonths;
  life.invoiceDue = true;
  setPlan(life, ledger, planPrice(life, scene, life.tier, contract), monthly.expansionUpgrade);
  life.agreedBill = life.mrr;
}

/** Sneaking: a purchase carries an add-on that the customer neither needs nor asked for. */
function sneak(life: Life, scene: Scene, luck: Luck, ledger: Ledger, cause: i32): void {
  const { sneaking } = scene.strategy.manipulation;
  if (sneaking === 0) return;
  const purchase = life.purchases;
  life.purchases++;
  if (luck.uniform(decisions.sneaked, purchase) >= sneaking) return;
  const slipped = sneakable(life, scene, luck, purchase);
  if (slipped === null) return;
  const bit = 1 << slipped.index;
  life.owned |= bit;
  life.slipped |= bit;
  life.exposures += sneaking;
  regretsProduct(life, luck, bit);
  setAddOns(life, ledger, addOnsPrice(life, scene), cause);
}

/** Any add-on on sale that is neither owned nor needed, by the highest of one draw for each: no order plays a part. */
function sneakable(life: Life, scene: Scene, luck: Luck, purchase: i32): AddOnScene | null {
  let best: AddOnScene | null = null;
  let highest: number = -1;
  for (const addOn of scene.addOns) {
    const bit = 1 << addOn.index;
    if (!addOn.sold || ((life.owned | life.needs) & bit) !== 0) continue;
    const draw = luck.uniform(about(decisions.sneakedWhat, addOn.hash), purchase);
    if (draw > highest) {
      highest = draw;
      best = addOn;
    }
  }
  return best;
}

/** Of a contract that was signed only under pressure. */
export function regretsContract(life: Life, luck: Luck): void {
  life.talkedIntoContract = true;
  startRegret(life, luck);
}

function regretsProduct(life: Life, luck: Luck, bits: i32): void {
  life.unwanted |= bits;
  startRegret(life, luck);
}

function regretsUpgrade(life: Life, luck: Luck, from: i32): void {
  if (life.regretsUpgradeFrom === NEVER) life.regretsUpgradeFrom = from;
  startRegret(life, luck);
}
