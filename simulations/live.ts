/**
 * A life, from arrival to the horizon: the model's table of contents. Each month is the ordered list of mechanisms below
 * (the steps of the model page); what a month leaves behind is written into the ledger at its close.
 */
import type { Ledger } from './ledger.ts';
import { monthly, rowOf, tenure } from './ledger.ts';
import { begin, clock, count, EXISTING, MONTHLY, NEVER } from './life.ts';
import type { Life } from './life.ts';
import { decisions } from './decisions.ts';
import { answerAnnualAtStart, answerPlanPage } from './mechanisms/answer.ts';
import { invoice, renew } from './mechanisms/billing.ts';
import { shrink } from './mechanisms/contraction.ts';
import { discover } from './mechanisms/discovery.ts';
import { happen } from './mechanisms/events.ts';
import { feel, heal } from './mechanisms/feelings.ts';
import { leave, LEAVES, STAYS } from './mechanisms/leaving.ts';
import { bill, planPrice } from './mechanisms/money.ts';
import { offer } from './mechanisms/offers.ts';
import { PLAN_PAGE } from './mechanisms/proposal.ts';
import { firstPurchase, startPaying } from './mechanisms/purchase.ts';
import { recognise } from './mechanisms/recognition.ts';
import { regret } from './mechanisms/regret.ts';
import { grow } from './mechanisms/usage.ts';
import { talk } from './mechanisms/word-of-mouth.ts';
import type { Luck } from './random/luck.ts';
import type { Scene, SegmentScene } from './scene.ts';
import type { i32 } from './numbers.ts';

/**
 * Lives one customer from `arrival` to the horizon; `luck` must stand at this customer's address. Whoever wants to see the life
 * is shown it at the close of every month, with how the month ended (mechanisms/leaving.ts).
 */
export function live(
  life: Life,
  scene: Scene,
  luck: Luck,
  ledger: Ledger,
  macro: Float64Array,
  segment: SegmentScene,
  channel: i32,
  arrival: i32,
  watch: ((life: Life, ended: i32) => void) | null = null,
): void {
  begin(life, scene, luck, segment, channel, arrival);
  moveTo(life, scene, arrival);
  if (!enter(life, scene, luck, ledger, macro[arrival]!)) return;
  let month = arrival;
  while (month < scene.months) {
    moveTo(life, scene, month);
    const ended = liveMonth(life, scene, luck, ledger, macro[month]!);
    if (ended === STAYS) {
      if (watch !== null) watch(life, ended);
      month++;
      continue;
    }
    const back = life.paying ? part(life, scene, luck, ledger, ended) : freeUserLeaves(life, ledger);
    if (watch !== null) watch(life, ended);
    if (back >= scene.months) break;
    month = back | 0;
    comeBack(life, scene, luck, ledger, month);
  }
  closeAccount(life, scene, ledger);
}

function moveTo(life: Life, scene: Scene, month: i32): void {
  life.month = month;
  life.row = rowOf(scene.months, life.segment.index, month);
}

/** The first month's door: on the first plan, at the plan page, or, as a customer of before, on the plan that fits. */
function enter(life: Life, scene: Scene, luck: Luck, ledger: Ledger, macro: number): boolean {
  if (life.channel === EXISTING) {
    let tier = scene.firstPaidTier;
    while (tier < scene.tiers.length - 1 && life.logUsage > scene.tiers[tier]!.logUsageLimit) tier++;
    life.tier = tier;
    firstPurchase(life, scene, luck, ledger, tier, false);
  } else if (scene.strategy.ladder.entry === 'planPage') {
    answerPlanPage(life, scene, luck, ledger, macro, PLAN_PAGE);
    if (!life.paying && scene.firstPaidTier === 0) return false;
  } else if (scene.firstPaidTier === 0) {
    firstPurchase(life, scene, luck, ledger, 0, false);
    answerAnnualAtStart(life, scene, luck, ledger);
  }
  return true;
}

/** One month, in the order of the model page; arriving (step 1) is over, and the answer to how it ended comes back. */
function liveMonth(life: Life, scene: Scene, luck: Luck, ledger: Ledger, macro: number): i32 {
  if (life.segment.moves) grow(life, luck, macro); // 2
  if (scene.discoveryHazard > 0) discover(life, scene); // 3
  happen(life, scene, luck, ledger); // 4
  offer(life, scene, luck, ledger, macro); // 5 and 6, the answer
  if (scene.manipulates) recognise(life, scene); // 7
  if (life.regretIn < Infinity) regret(life, scene, luck, ledger); // 7
  feel(life, scene); // 8
  if (life.paying) {
    invoice(life, scene, ledger); // 9
    if (scene.downgradeHazard > 0) shrink(life, scene, luck, ledger, macro); // 10
  }
  const wantedOut = life.wantsOut;
  const ended = leave(life, scene, luck, ledger, macro); // 11
  if (scene.talks) talk(life, scene, ledger); // 12
  if (life.paying) {
    addUp(life, scene, ledger, wantedOut);
    ledger.addObserved(life.segment.index, count(life.owned), life.contract, ended === STAYS ? 0 : 1);
  }
  if (ended === STAYS) close(life, scene, ledger);
  life.monthCost = 0;
  return ended;
}

/** What this month adds to the customer's lifetime value, within the horizon that counts from the first payment. */
function addUp(life: Life, scene: Scene, ledger: Ledger, wantedOut: boolean): void {
  const since = life.month - life.firstPayment;
  const unwanted = unwantedPart(life, scene);
  if (unwanted > 0) ledger.post(monthly.unwantedRevenue, life.row, unwanted);
  if (wantedOut && life.contract === MONTHLY) ledger.post(monthly.trappedRevenue, life.row, life.earned);
  if (since >= scene.run.ltvMonths) return;
  const factor = scene.discountFactors[since]!;
  life.lifetimeContribution += (life.earned - life.monthCost) * factor;
  life.lifetimeRevenue += life.earned * factor;
  life.lifetimeUndiscounted += life.earned;
}

/**
 * Revenue of this month from what was bought without need, slipped in or talked into; parts of a bundle count at their
 * share of it, a plan at what it costs beyond the one before.
 */
function unwantedPart(life: Life, scene: Scene): number {
  const { regretsUpgradeFrom: from } = life;
  if (life.unwanted === 0 && from === NEVER) return 0;
  let amount: number = 0;
  if (from !== NEVER) {
    const before = from < scene.firstPaidTier ? 0 : planPrice(life, scene, from, life.contract);
    if (life.planMrr > before) amount += life.planMrr - before;
  }
  for (const addOn of scene.addOns) {
    if ((life.unwanted & (1 << addOn.index)) === 0) continue;
    amount += life.bundled && addOn.inBundle ? addOn.price * scene.bundleFactor : addOn.price;
  }
  return amount;
}

/** Stocks at the month's close. */
function close(life: Life, scene: Scene, ledger: Ledger): void {
  const { row } = life;
  if (life.blocked) ledger.post(monthly.blocked, row, 1);
  if (!life.paying) {
    ledger.post(monthly.freeUsers, row, 1);
    return;
  }
  renew(life, scene, ledger);
  const { mrr } = life;
  life.history[life.month] = mrr;
  ledger.post(monthly.payingCustomers, row, 1);
  ledger.post(monthly.mrr, row, mrr);
  const beyondFirst = mrr - life.history[life.firstPayment]!;
  if (beyondFirst > 0) ledger.post(monthly.mrrBeyondFirst, row, beyondFirst);
  ledger.post(monthly.trust, row, life.trust);
  ledger.post(monthly.engagement, row, life.engagement);
  ledger.post(monthly.value, row, life.value);
  ledger.post(monthly.fatigue, row, life.fatigue);
  ledger.post(monthly.attention, row, life.attention);
  ledger.post(monthly.health, row, life.health);
  if (life.wantsOut) ledger.post(monthly.wantingOut, row, 1);
  if (scene.manipulates && life.exposures > 0) ledger.post(monthly.manipulated, row, 1);
  if (life.deferred !== 0) ledger.post(monthly.deferred, row, life.deferred);
}

function freeUserLeaves(life: Life, ledger: Ledger): number {
  ledger.post(monthly.freeLeavers, life.row, 1);
  return Infinity;
}

/** A paying customer goes; gives the month in which it comes back, or Infinity. */
function part(life: Life, scene: Scene, luck: Luck, ledger: Ledger, ended: i32): number {
  const { row } = life;
  ledger.post(monthly.churnedMrr, row, life.mrr);
  ledger.post(ended === LEAVES ? monthly.voluntaryChurn : monthly.involuntaryChurn, row, 1);
  ledger.addFlow(life.tier, scene.tiers.length);
  // Leaving in the middle of a term, as on the discovery of a fraud, gives back what was not used.
  if (life.deferred !== 0) bill(life, ledger, -life.deferred);
  if (life.leftAt === NEVER) life.leftAt = life.month;
  if (life.grudge) {
    ledger.post(monthly.grudges, row, 1);
    ledger.post(monthly.warnings, row, scene.world.wordOfMouth.warningsPerGrudge);
    return Infinity;
  }
  if (scene.comeBackHazard === 0) return Infinity;
  const months = clock(luck, decisions.comeBack, life.returns) / scene.comeBackHazard;
  life.returns++;
  return life.month + 1 + Math.floor(months);
}

/** Back on the plan of before, paying month by month, without the add-ons; what is only a matter of time has gone by. */
function comeBack(life: Life, scene: Scene, luck: Luck, ledger: Ledger, month: i32): void {
  for (let away = life.month + 1; away < month; away++) {
    heal(life, scene);
    life.recentOffers <<= 1;
  }
  moveTo(life, scene, month);
  life.awake = 0;
  life.talkedIntoContract = false;
  life.endsAtRenewal = false;
  if (life.wantsOut) life.leaveIn = clock(luck, decisions.leave, life.wishes);
  if (life.paymentIn <= 0) {
    life.payments++;
    life.paymentIn = clock(luck, decisions.failedPayment, life.payments);
  }
  life.wantsOut = false;
  life.cancelled = false;
  life.obstructed = false;
  life.contract = MONTHLY;
  life.contractLeft = 0;
  life.invoiceDue = false;
  life.owned = 0;
  life.bundled = false;
  life.unwanted = 0;
  life.slipped = 0;
  life.regretsUpgradeFrom = NEVER;
  life.regretIn = Infinity;
  life.planMrr = 0;
  life.addOnMrr = 0;
  life.deferred = 0;
  life.tierSince = month;
  ledger.addFlow(scene.tiers.length, life.tier);
  ledger.post(monthly.returnedCustomers, life.row, 1);
  startPaying(life, scene, ledger, monthly.returnedMrr);
  life.agreedBill = life.mrr;
}

/** What can be said only of a life as a whole: retention against a year ago, cohorts, time to events, lifetime value. */
function closeAccount(life: Life, scene: Scene, ledger: Ledger): void {
  const { firstPayment } = life;
  if (firstPayment === NEVER) return;
  const segment = life.segment.index;
  const { months } = scene;
  compareWithYearAgo(life, scene, ledger);
  // Customers of the start first paid before the first month: neither a cohort nor a lifetime begins with them here.
  if (life.paidBefore > 0) return;
  for (let month = firstPayment; month < months; month++) {
    const mrr = life.history[month]!;
    if (mrr > 0) ledger.addCohort(firstPayment, month - firstPayment, mrr);
  }

  const left = life.leftAt !== NEVER;
  const stayed = (left ? life.leftAt : months - 1) - firstPayment;
  ledger.addTenure(left ? tenure.left : tenure.censored, segment, stayed, 1);
  const expandedAfter = life.firstExpansion - firstPayment;
  const expanded = life.firstExpansion !== NEVER && expandedAfter <= stayed;
  ledger.addTenure(
    expanded ? tenure.firstExpansions : tenure.unexpandedEnds,
    segment,
    expanded ? expandedAfter : stayed,
    1,
  );

  if (firstPayment + scene.run.ltvMonths > months) return;
  ledger.addLifetime(
    segment,
    life.lifetimeContribution,
    life.lifetimeRevenue,
    life.lifetimeUndiscounted,
    scene.lifetimeUnit,
  );
}

/** NRR and GRR by customer: who has left stays in the denominator; who has returned since counts only where asked for. */
function compareWithYearAgo(life: Life, scene: Scene, ledger: Ledger): void {
  const { history, firstPayment } = life;
  // In its first year nobody has a year ago, and only an absence within it can matter after.
  let lastAway = firstPayment - 1;
  const { months } = scene;
  for (let month = firstPayment; month < months && month < firstPayment + 12; month++)
    if (history[month] === 0) lastAway = month;
  for (let month = firstPayment + 12; month < months; month++) {
    const now = history[month]!;
    if (now === 0) lastAway = month;
    const then = history[month - 12]!;
    if (then === 0) continue;
    const row = rowOf(scene.months, life.segment.index, month);
    ledger.post(monthly.mrrYearAgo, row, then);
    ledger.post(monthly.mrrKeptWithReturned, row, now);
    if (now > 0 && lastAway > month - 12) continue;
    ledger.post(monthly.mrrKept, row, now);
    ledger.post(monthly.mrrKeptCapped, row, now < then ? now : then);
  }
}
