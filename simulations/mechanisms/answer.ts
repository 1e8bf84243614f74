/*
 * Answer (step 6): accept with probability attention · logistic(U); a menu by the multinomial logit with outside utility 0.
 *   U = base + value(v-½) + trust(τ-τ0) + engagement(e-e0) + moment + limit - onboarding - ticket - fatigue·f + manager
 *       + worth·ln(worth/price) - step·max(0, ln(price/reference)) ± need - choice·ln(decisions) + saving·discount + persuasion
 * One uniform an answer, keyed by kind and occurrence: the k-th upgrade offer meets the same mood under any strategy.
 * What only persuasion made a yes (the same uniform would have said no without it) is marked and regretted.
 * Source: PR02, DP02, FR05, OF04, OF07. Ignores bargaining.
 */
import { about, decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { monthly, offerOutcomes } from '../ledger.ts';
import { ANNUAL, logMrr, MULTI_YEAR, NEVER } from '../life.ts';
import type { Life } from '../life.ts';
import { exp } from '../random/exponential.ts';
import { log } from '../random/logarithm.ts';
import { isBelowLogistic, logistic } from '../random/logistic.ts';
import type { Luck } from '../random/luck.ts';
import type { Scene } from '../scene.ts';
import { byManager } from './contact.ts';
import { wrongs } from './feelings.ts';
import { addOnsPrice, planPrice } from './money.ts';
import { ADD_ON, BUNDLE, isRelevant, JUMP, UPGRADE, YEAR, YEARS } from './proposal.ts';
import { buyAddOn, buyBundle, firstPurchase, regretsContract, signContract, upgrade } from './purchase.ts';
import { logWorth } from './worth.ts';
import type { i32 } from '../numbers.ts';

/** @compiled */
export const SHOWN = offerOutcomes.indexOf('shown');
/** @compiled */
export const NOTICED = offerOutcomes.indexOf('noticed');
/** @compiled */
export const ACCEPTED = offerOutcomes.indexOf('accepted');
/** @compiled */
export const REGRETTED = offerOutcomes.indexOf('regretted');

/** The terms that every offer of this month shares. */
function mood(life: Life, scene: Scene): number {
  const { acceptance, feelings } = scene.world;
  let utility =
    acceptance.value * (life.value - 0.5) +
    acceptance.trust * (life.trust - feelings.startingTrust) +
    acceptance.engagement * (life.engagement - life.segment.engagement) -
    acceptance.fatigue * life.fatigue;
  if (life.milestone) utility += acceptance.moment;
  if (life.blocked) utility += acceptance.limit;
  if (!life.onboarded) utility -= acceptance.onboarding;
  if (life.ticketOpen) utility -= acceptance.ticket;
  if (byManager(life, scene)) utility += acceptance.manager;
  return utility;
}

/** Worth against price and the size of the step from the reference price, for a new total bill. */
function priceTerms(
  life: Life,
  scene: Scene,
  logWorthOfAll: number,
  logTotal: number,
  shown: number,
  anchoring: number,
): number {
  const { acceptance } = scene.world;
  // Whoever has never paid measures a price against what it is worth.
  const logCurrent = life.paying ? logMrr(life) : logWorthOfAll;
  const logReference = anchoring === 0 ? logCurrent : logAnchored(logCurrent, shown, anchoring);
  const utility = acceptance.worth * (logWorthOfAll - logTotal);
  return logTotal > logReference ? utility - acceptance.step * (logTotal - logReference) : utility;
}

/** Logarithm of a plan's total bill; that of its list price stands ready. */
function logOfTotal(scene: Scene, tier: i32, total: number): number {
  const plan = scene.tiers[tier]!;
  return total === plan.price ? plan.logPrice : log(total);
}

/** The price that a step is measured from where the highest price shown draws it up. */
function logAnchored(logCurrent: number, shown: number, anchoring: number): number {
  const current = exp(logCurrent);
  const anchor = shown > current ? shown : current;
  return log((1 - anchoring) * current + anchoring * anchor);
}

function utilityOfTier(life: Life, scene: Scene, tier: i32, macro: number): number {
  const total = planPrice(life, scene, tier, life.contract) + life.addOnMrr;
  const highest =
    scene.anchoring === 0
      ? total
      : planPrice(life, scene, scene.tiers.length - 1, life.contract) + life.addOnMrr;
  const worth = logWorth(life, scene, tier, macro);
  const { firstPurchase, upgrade: higherPlan } = scene.world.acceptance;
  const base = life.paying ? higherPlan : firstPurchase;
  return (
    base +
    scene.tiers[tier]!.appeal +
    priceTerms(life, scene, worth, logOfTotal(scene, tier, total), highest, scene.anchoring)
  );
}

/**
 * The plan page: all higher plans and staying as one is. Shown at the wall, and to newcomers where the page is the entry.
 * Nobody overlooks it, so attention plays no part.
 */
export function answerPlanPage(
  life: Life,
  scene: Scene,
  luck: Luck,
  ledger: Ledger,
  macro: number,
  trigger: i32,
): void {
  const lowest = life.paying || scene.tiers[life.tier]!.price === 0 ? life.tier + 1 : life.tier;
  const shared = mood(life, scene);
  const { planOdds } = life;
  let highest = -Infinity;
  for (let tier = lowest; tier < scene.tiers.length; tier++) {
    const utility = isChoice(life, scene, tier)
      ? shared + utilityOfTier(life, scene, tier, macro)
      : -Infinity;
    planOdds[tier] = utility;
    if (utility > highest) highest = utility;
  }
  if (highest === -Infinity) return;
  // All odds are measured against the best of the page where that is better than staying: none can overflow.
  const scale = highest > 0 ? highest : 0;
  const staying = exp(-scale);
  let attraction: number = 0;
  for (let tier = lowest; tier < scene.tiers.length; tier++) {
    const odds = exp(planOdds[tier]! - scale);
    planOdds[tier] = odds;
    attraction += odds;
  }
  const { lift } = scene;
  const roll = luck.uniform(decisions.answerUpgrade, occurrence(life, UPGRADE));
  const offered = rowOfOffer(life, ledger, UPGRADE, trigger);
  ledger.addOffer(offered, SHOWN, 1);
  ledger.addOffer(offered, NOTICED, 1);
  ledger.post(monthly.offersShown, life.row, 1);
  expose(life, scene);
  // Dearest first, so that a stronger wish for a plan never loses it to a cheaper one.
  let reached: number = 0;
  for (let tier = scene.tiers.length - 1; tier >= lowest; tier--) {
    reached += (lift * planOdds[tier]!) / (staying + lift * attraction);
    if (roll >= reached) continue;
    const regretted = scene.persuasion > 0 && roll >= attraction / (staying + attraction);
    ledger.addOffer(offered, ACCEPTED, 1);
    ledger.post(monthly.offersAccepted, life.row, 1);
    if (regretted) ledger.addOffer(offered, REGRETTED, 1);
    takeTier(life, scene, luck, ledger, tier, regretted);
    return;
  }
}

/** A plan that is too small already is no choice; the largest is one for everybody. */
function isChoice(life: Life, scene: Scene, tier: i32): boolean {
  const plan = scene.tiers[tier]!;
  return (
    tier === scene.tiers.length - 1 || (life.logUsage <= plan.logUsageLimit && life.seats <= plan.seatLimit)
  );
}

function takeTier(life: Life, scene: Scene, luck: Luck, ledger: Ledger, tier: i32, regretted: boolean): void {
  life.hiddenBill = scene.strategy.manipulation.hiddenCost > 0;
  if (life.paying) {
    upgrade(life, scene, luck, ledger, tier, regretted);
    return;
  }
  firstPurchase(life, scene, luck, ledger, tier, regretted);
  answerAnnualAtStart(life, scene, luck, ledger);
}

/** The annual price beside the monthly one, at the first payment. */
export function answerAnnualAtStart(life: Life, scene: Scene, luck: Luck, ledger: Ledger): void {
  if (!scene.strategy.contracts.annualAtStart) return;
  const utility = utilityOfContract(scene, YEAR) + mood(life, scene);
  if (isBelowLogistic(luck.uniform(decisions.annualAtStart, 0), 1, utility))
    signContract(life, scene, ledger, ANNUAL);
}

function utilityOfContract(scene: Scene, kind: i32): number {
  const { acceptance } = scene.world;
  const { annualDiscount, multiYearDiscount } = scene.strategy.contracts;
  return kind === YEAR
    ? acceptance.annual + acceptance.discount * annualDiscount
    : acceptance.multiYear + acceptance.discount * (multiYearDiscount - annualDiscount);
}

/** Answers the proposal; `decisionsShown` is how many separate decisions the contact asks for. */
export function answerOffer(
  life: Life,
  scene: Scene,
  luck: Luck,
  ledger: Ledger,
  macro: number,
  trigger: i32,
  decisionsShown: i32,
): void {
  const { kind } = life.proposal;
  const { feelings, acceptance } = scene.world;
  let utility = mood(life, scene) + utilityOfProposal(life, scene, macro);
  if (decisionsShown > 1) utility -= acceptance.choiceOverload * log(decisionsShown);
  const roll = drawAnswer(life, scene, luck, kind);
  const { attention } = life;
  const offered = rowOfOffer(life, ledger, kind, trigger);
  ledger.addOffer(offered, SHOWN, 1);
  ledger.addOffer(offered, NOTICED, attention);
  ledger.post(monthly.offersShown, life.row, 1);
  expose(life, scene);
  const relevant = isRelevant(life, scene);
  const illTimed = !life.onboarded || life.ticketOpen;
  if (!relevant || illTimed) wrongs(life, scene, feelings.irrelevance);
  life.attention += relevant
    ? feelings.attentionRecovery * (1 - attention)
    : -feelings.attentionLoss * attention;
  if (!isBelowLogistic(roll, attention, utility + scene.persuasion)) return;

  const regretted = scene.persuasion > 0 && roll >= attention * logistic(utility);
  ledger.addOffer(offered, ACCEPTED, 1);
  ledger.post(monthly.offersAccepted, life.row, 1);
  if (regretted || (kind === ADD_ON && !relevant)) ledger.addOffer(offered, REGRETTED, 1);
  accept(life, scene, luck, ledger, regretted);
}

function accept(life: Life, scene: Scene, luck: Luck, ledger: Ledger, regretted: boolean): void {
  const { kind, tier, addOn } = life.proposal;
  if (kind === UPGRADE || kind === JUMP) {
    takeTier(life, scene, luck, ledger, tier, regretted);
    return;
  }
  life.hiddenBill = scene.strategy.manipulation.hiddenCost > 0;
  if (kind === YEAR || kind === YEARS) {
    signContract(life, scene, ledger, kind === YEAR ? ANNUAL : MULTI_YEAR);
    if (regretted) regretsContract(life, luck);
  } else if (kind === BUNDLE) buyBundle(life, scene, luck, ledger, regretted);
  else buyAddOn(life, scene, luck, ledger, scene.addOns[addOn]!, regretted);
}

function utilityOfProposal(life: Life, scene: Scene, macro: number): number {
  const { kind, tier, addOn } = life.proposal;
  const { acceptance } = scene.world;
  if (kind === UPGRADE || kind === JUMP) return utilityOfTier(life, scene, tier, macro);
  if (kind === YEAR || kind === YEARS) return utilityOfContract(scene, kind);
  const { owned, bundled } = life;
  const added = kind === BUNDLE ? scene.bundleSet & ~owned : 1 << addOn;
  const needed = (added & life.needs) !== 0;
  // Worth and price as they would be with it.
  life.owned = owned | added;
  if (kind === BUNDLE) life.bundled = true;
  const total = life.planMrr + addOnsPrice(life, scene);
  const worth = logWorth(life, scene, life.tier, macro);
  life.owned = owned;
  life.bundled = bundled;
  const besideBundle =
    kind === ADD_ON && scene.addOns[addOn]!.inBundle ? life.mrr + scene.bundlePrice : total;
  const highest = besideBundle > total ? besideBundle : total;
  const base =
    kind === BUNDLE ? acceptance.bundle + acceptance.bundleSaving * scene.bundleDiscount : acceptance.addOn;
  return (
    base +
    (needed ? acceptance.need : -acceptance.need) +
    priceTerms(life, scene, worth, log(total), highest, acceptance.anchoring)
  );
}

function drawAnswer(life: Life, scene: Scene, luck: Luck, kind: i32): number {
  if (kind === UPGRADE || kind === JUMP)
    return luck.uniform(decisions.answerUpgrade, occurrence(life, UPGRADE));
  if (kind === ADD_ON) {
    const { addOn } = life.proposal;
    const asked = life.addOnAnswers[addOn]!;
    life.addOnAnswers[addOn] = asked + 1;
    life.offeredNow |= 1 << addOn;
    return luck.uniform(about(decisions.answerAddOn, scene.addOns[addOn]!.hash), asked);
  }
  const decision =
    kind === BUNDLE
      ? decisions.answerBundle
      : kind === YEAR
        ? decisions.answerAnnual
        : decisions.answerMultiYear;
  return luck.uniform(decision, occurrence(life, kind));
}

function occurrence(life: Life, kind: i32): i32 {
  const asked = life.answers[kind]!;
  life.answers[kind] = asked + 1;
  return asked;
}

/** Every show of a pressing pattern is remembered, and hurts at once when it has been seen through before. */
function expose(life: Life, scene: Scene): void {
  if (scene.pressure === 0) return;
  life.exposures += scene.pressure;
  if (life.recognised) wrongs(life, scene, scene.pressure > 1 ? 1 : scene.pressure);
}

/** Where what comes of this offer is counted. */
function rowOfOffer(life: Life, ledger: Ledger, kind: i32, trigger: i32): i32 {
  const monthsPaying = life.firstPayment === NEVER ? NEVER : life.month - life.firstPayment + life.paidBefore;
  return ledger.offerRow(kind, trigger, life.segment.index, monthsPaying);
}
