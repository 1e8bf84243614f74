/*
 * What was bought without need, or slipped in, is noticed (step 7): a clock of constant rate, from the purchase on.
 *   noticed: unwanted add-ons are cancelled (contraction), an upgrade that was talked into is undone, a contract that was
 *   talked into is not renewed (billing.ts), trust falls
 *   slipped in by the vendor: besides, refund, leaving at once and warning others, each with its own probability
 * A bundle whose unneeded parts are noticed is kept if it still costs less than the needed parts alone.
 * Source: DP08 (discovery), DP09 (refund, leaving, warning). Ignores that some keep what they did not need.
 */
import { decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { clock, MONTHLY, NEVER } from '../life.ts';
import type { Life } from '../life.ts';
import type { Luck } from '../random/luck.ts';
import type { Scene } from '../scene.ts';
import { lowersCeiling, wrongs } from './feelings.ts';
import { addOnsPrice, planPrice, setAddOns, setPlan } from './money.ts';

/** What was held before a first payment: no paid plan at all. Lies below every tier and is not NEVER. */
export const OUTSIDE = -2;

export function regret(life: Life, scene: Scene, luck: Luck, ledger: Ledger): void {
  if (life.regretIn === Infinity) return;
  life.regretIn -= scene.regretHazard;
  if (life.regretIn > 0) return;
  life.regrets++;
  life.regretIn = Infinity;
  ledger.post(monthly.regrets, life.row, 1);
  wrongs(life, scene, 1);
  if (life.slipped !== 0) discoverSneaking(life, scene, luck, ledger);
  if (life.unwanted !== 0) returnProducts(life, scene, ledger);
  if (life.regretsUpgradeFrom !== NEVER) undoUpgrade(life, scene, ledger);
  if (life.talkedIntoContract) {
    life.talkedIntoContract = false;
    life.endsAtRenewal = true;
  }
}

function discoverSneaking(life: Life, scene: Scene, luck: Luck, ledger: Ledger): void {
  const { wordOfMouth, costs } = scene.world;
  const discovery = life.discoveries;
  life.discoveries++;
  life.recognised = true;
  lowersCeiling(life, scene);
  if (luck.uniform(decisions.refund, discovery) < wordOfMouth.refundDemanded) {
    let refund: number = 0;
    for (const addOn of scene.addOns) if ((life.slipped & (1 << addOn.index)) !== 0) refund += addOn.price;
    ledger.post(monthly.refunds, life.row, refund);
    ledger.post(monthly.supportCost, life.row, costs.refundHandling);
    life.monthCost += refund + costs.refundHandling;
  }
  if (luck.uniform(decisions.warnOnDiscovery, discovery) < wordOfMouth.warnOnDiscovery) {
    ledger.post(monthly.warnings, life.row, wordOfMouth.warningsPerGrudge);
  }
  if (luck.uniform(decisions.leaveOnDiscovery, discovery) < wordOfMouth.leaveOnDiscovery) {
    life.grudge = true;
    life.leavesNow = true;
  }
}

function returnProducts(life: Life, scene: Scene, ledger: Ledger): void {
  if (life.bundled && (life.unwanted & scene.bundleSet) !== 0) {
    let needed: number = 0;
    for (const addOn of scene.addOns) {
      if (addOn.inBundle && (life.unwanted & (1 << addOn.index)) === 0) needed += addOn.price;
    }
    if (needed >= scene.bundlePrice) life.unwanted &= ~scene.bundleSet;
    else life.bundled = false;
  }
  life.owned &= ~life.unwanted;
  life.unwanted = 0;
  life.slipped = 0;
  setAddOns(life, ledger, addOnsPrice(life, scene), monthly.expansionAddOn);
  life.agreedBill = life.mrr;
}

/** Back to the plan of before; whoever was talked into paying at all now wants out. */
function undoUpgrade(life: Life, scene: Scene, ledger: Ledger): void {
  const back = life.regretsUpgradeFrom;
  life.regretsUpgradeFrom = NEVER;
  if (back < scene.firstPaidTier) {
    life.leaveIn = 0;
    return;
  }
  if (life.contract !== MONTHLY || back >= life.tier) return;
  ledger.addFlow(life.tier, back);
  life.tier = back;
  life.tierSince = life.month;
  setPlan(life, ledger, planPrice(life, scene, back, life.contract), monthly.expansionUpgrade);
  life.agreedBill = life.mrr;
}

/** A clock that runs only while there is something to regret; started by the purchase. */
export function startRegret(life: Life, luck: Luck): void {
  if (life.regretIn === Infinity) life.regretIn = clock(luck, decisions.regret, life.regrets);
}
