/*
 * MRR and what moves it. Every change of a price goes through `setPlan` or `setAddOns`, which write the movement down, so
 * that opening + new + returned + expansion - contraction - churned = closing holds by construction.
 * MRR is the sum of what is paid a month after discounts; prepayment is cash, not MRR. Inside a contract the plan's price
 * cannot fall until renewal, and a rise is on the month's invoice for all the months that are left.
 */
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { ANNUAL, EXISTING, MONTHLY, NEVER } from '../life.ts';
import type { Life } from '../life.ts';
import { exp } from '../random/exponential.ts';
import type { Scene } from '../scene.ts';
import type { i32 } from '../numbers.ts';

/** Monthly price of a plan for this customer by the pricing model, with the discount of its contract. */
export function planPrice(life: Life, scene: Scene, tier: i32, contract: i32): number {
  const { pricing, usageRate } = scene.strategy.ladder;
  const list = scene.tiers[tier]!.price;
  let price = list;
  if (pricing === 'perSeat') price = list * life.seats;
  else if (pricing === 'usageBased') {
    const used = usageRate * exp(life.logUsage);
    price = used > list ? used : list;
  }
  if (contract === MONTHLY) return price;
  return price * (contract === ANNUAL ? scene.annualFactor : scene.multiYearFactor);
}

/** Sum of the add-ons owned, the bundle at its own price. */
export function addOnsPrice(life: Life, scene: Scene): number {
  let price = life.bundled ? scene.bundlePrice : 0;
  for (const addOn of scene.addOns) {
    const owned = (life.owned & (1 << addOn.index)) !== 0;
    if (owned && !(life.bundled && addOn.inBundle)) price += addOn.price;
  }
  return price;
}

/** Moves the plan's MRR; a rise is posted under `cause`, a fall as contraction. */
export function setPlan(life: Life, ledger: Ledger, price: number, cause: i32): void {
  const change = price - life.planMrr;
  if (change === 0) return;
  if (change < 0 && life.contract !== MONTHLY && !life.invoiceDue) return;
  if (change > 0 && life.contract !== MONTHLY && !life.invoiceDue) life.owed += change * life.contractLeft;
  life.planMrr = price;
  move(life, ledger, change, cause);
}

export function setAddOns(life: Life, ledger: Ledger, price: number, cause: i32): void {
  const change = price - life.addOnMrr;
  if (change === 0) return;
  life.addOnMrr = price;
  move(life, ledger, change, cause);
}

function move(life: Life, ledger: Ledger, change: number, cause: i32): void {
  if (life.firstPayment === NEVER || life.firstPayment === life.month) {
    // All that moves in the month of the first payment is part of it: a newcomer neither expands nor contracts.
    ledger.post(life.channel === EXISTING ? monthly.startingMrr : monthly.newMrr, life.row, change);
    return;
  }
  if (change < 0) {
    ledger.post(monthly.contractionMrr, life.row, -change);
    return;
  }
  ledger.post(cause, life.row, change);
  const causedByUse = cause === monthly.expansionUsage;
  if (cause === monthly.returnedMrr) return;
  ledger.post(monthly.expansions, life.row, 1);
  if (life.firstExpansion === NEVER && !causedByUse) life.firstExpansion = life.month;
}

/** Cash asked for now; `deferred` is what of it has not been earned yet. */
export function bill(life: Life, ledger: Ledger, amount: number): void {
  life.deferred += amount;
  ledger.post(monthly.billed, life.row, amount);
}
