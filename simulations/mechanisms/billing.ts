/*
 * Bill (step 9): what a month costs this customer, what of it is cash, and what it costs to serve.
 *   MRR by pricing model (money.ts); usage and seats change it by themselves; hybrid plans follow usage
 *   a contract is invoiced for its whole term at once and earned month by month; every invoice costs fixed + rate · amount
 *   a bill that rises by more than the threshold without having been agreed to, or a price that was buried, costs trust
 * Source: PC01, PC02. Ignores taxes and late payment.
 */
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { ANNUAL, MONTHLY } from '../life.ts';
import type { Life } from '../life.ts';
import type { Scene } from '../scene.ts';
import { wrongs } from './feelings.ts';
import { bill, planPrice, setPlan } from './money.ts';

export function invoice(life: Life, scene: Scene, ledger: Ledger): void {
  const { pricing } = scene.strategy.ladder;
  if (pricing !== 'flat' || life.invoiceDue) {
    if (pricing === 'hybrid') followUsage(life, scene, ledger);
    const cause = pricing === 'perSeat' ? monthly.expansionSeats : monthly.expansionUsage;
    setPlan(life, ledger, planPrice(life, scene, life.tier, life.contract), cause);
  }
  feelBill(life, scene);
  const forPlan =
    life.contract === MONTHLY ? life.planMrr : life.invoiceDue ? life.planMrr * life.contractLeft : life.owed;
  const charge = life.addOnMrr + forPlan;
  life.owed = 0;
  life.invoiceDue = false;
  if (charge > 0) {
    bill(life, ledger, charge);
    const { processingFixed, processingRate } = scene.world.costs;
    const fee = processingFixed + processingRate * charge;
    if (fee > 0) ledger.post(monthly.processingCost, life.row, fee);
    life.monthCost += fee;
  }
  serve(life, scene, ledger);
}

/** Earns the month's revenue and pays for whoever looks after the customer. */
function serve(life: Life, scene: Scene, ledger: Ledger): void {
  const { mrr } = life;
  const { offers, success } = scene.strategy;
  life.earned = mrr;
  life.deferred -= mrr;
  ledger.post(monthly.revenue, life.row, mrr);
  let care = success.dunning * success.dunningCost;
  if (life.covered) care += life.segment.managerCost;
  if (care > 0) ledger.post(monthly.successCost, life.row, care);
  if (offers.programSpend > 0) ledger.post(monthly.programCost, life.row, offers.programSpend);
  life.monthCost += care + offers.programSpend + scene.world.costs.goodsShare * mrr;
}

/** Under hybrid pricing a customer is on the smallest plan that has room for its usage. */
function followUsage(life: Life, scene: Scene, ledger: Ledger): void {
  let fitting = scene.firstPaidTier;
  while (fitting < scene.tiers.length - 1 && life.logUsage > scene.tiers[fitting]!.logUsageLimit) fitting++;
  if (fitting === life.tier || (fitting < life.tier && life.contract !== MONTHLY && !life.invoiceDue)) return;
  ledger.addFlow(life.tier, fitting);
  life.tier = fitting;
  life.tierSince = life.month;
  life.blocked = false;
}

/** A fifth seat beside four is a rise of just a quarter: rounding must not decide whether it is more. */
const ABOVE = 1 + 1e-9;

function feelBill(life: Life, scene: Scene): void {
  const { mrr } = life;
  if (life.agreedBill > 0 && mrr > life.agreedBill * (1 + scene.world.feelings.billShock) * ABOVE)
    wrongs(life, scene, 1);
  life.agreedBill = mrr;
  if (!life.hiddenBill) return;
  life.hiddenBill = false;
  wrongs(life, scene, scene.strategy.manipulation.hiddenCost);
}

/** Renewal: the next term is invoiced next month; who regrets the contract goes on by the month, at the monthly price. */
export function renew(life: Life, scene: Scene, ledger: Ledger): void {
  if (life.contract === MONTHLY) return;
  life.contractLeft--;
  if (life.contractLeft > 0) return;
  if (life.endsAtRenewal) {
    life.endsAtRenewal = false;
    life.contract = MONTHLY;
    setPlan(life, ledger, planPrice(life, scene, life.tier, MONTHLY), monthly.expansionUpgrade);
    life.agreedBill = life.mrr;
    return;
  }
  life.contractLeft = life.contract === ANNUAL ? 12 : scene.multiYearMonths;
  life.invoiceDue = true;
}
