/*
 * Leave (step 11): wanting out, getting out, and payments that fail; competing causes, counted apart.
 *   wish h = 1-(1-θ)^exp(x): a clock that runs at -ln(1-θ)·exp(x), θ drawn once for life from the segment's Beta
 *   x = sum of log hazard ratios (below), 0 at the neutral state: then exactly the shifted-beta-geometric model; h is 0 at θ = 0
 *   free users wish by the mean of their segment instead of a θ of their own
 *   out: with probability L a month (cancellation; less under obstruction); involuntary: per invoice
 *   both in one month: whichever clock ran out first within it, so causes split as ln(1-hv) : ln(1-hi)
 *   contract: the wish may come at any time of the term, at the hazard times the renewal ratio, and counts at renewal
 * Source: CS01, BU02, TR03, PR03, ST01, OF05, OF06, WM03, CU03, CO03, CO06, DP07, CH08 to CH10. No tenure term (CH13).
 */
import { decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { clock, count, logMrr, MONTHLY, REFERRED } from '../life.ts';
import type { Life } from '../life.ts';
import { exp } from '../random/exponential.ts';
import type { Luck } from '../random/luck.ts';
import type { Scene } from '../scene.ts';
import { satisfied, wrongs } from './feelings.ts';
import { isSurelyWorth, logWorth } from './worth.ts';
import type { i32 } from '../numbers.ts';

const EARLY_MONTHS = 3;

/** How a month ended for a customer. */
export const STAYS = 0;
export const LEAVES = 1;
export const PAYMENT_FAILED = 2;

/** Log hazard ratio of wanting out, 0 at the neutral state. */
export function pressureToLeave(life: Life, scene: Scene, macro: number): number {
  const { leaving, feelings } = scene.world;
  let x =
    -leaving.value * (life.value - 0.5) -
    leaving.engagement * (life.engagement - life.segment.engagement) -
    leaving.trust * (life.trust - feelings.startingTrust);
  if (life.blocked) x += leaving.blocked;
  if (life.ticketUnresolved) x += leaving.ticket;
  if (life.channel === REFERRED) x -= leaving.referred;
  if (life.awake > 0) x += leaving.awakening;
  if (life.fatigue > leaving.fatigueThreshold)
    x += leaving.fatigue * (life.fatigue - leaving.fatigueThreshold);
  if (leaving.earlyMonths > 0 && life.month - life.arrival + life.paidBefore < EARLY_MONTHS)
    x += leaving.earlyMonths;
  if (!life.paying) return x + leaving.free;

  const met = count(satisfied(life));
  x -=
    leaving.product * met + (leaving.integration * (met * (met - 1))) / 2 + leaving.household * life.logSeats;
  if (life.bundled) x -= leaving.bundle;
  if (life.covered) x -= leaving.coverage;
  if (leaving.price > 0 && !isSurelyWorth(life, scene, macro)) {
    const dear = logMrr(life) - logWorth(life, scene, life.tier, macro);
    if (dear > 0) x += leaving.price * dear;
  }
  return x;
}

export function leave(life: Life, scene: Scene, luck: Luck, ledger: Ledger, macro: number): i32 {
  if (life.leavesNow) return LEAVES;
  const wishedAt = life.wantsOut ? 0 : wish(life, scene, luck, macro);
  if (life.awake > 0) life.awake--;
  if (!life.paying) return life.wantsOut ? LEAVES : STAYS;

  const termEnds = life.contract === MONTHLY || life.contractLeft <= 1;
  let leavesAt = Infinity;
  if (life.wantsOut) {
    const cancelledAt = life.cancelled ? 0 : cancel(life, scene, ledger, wishedAt);
    if (termEnds && life.cancelled) leavesAt = cancelledAt;
  }
  const failsAt = termEnds ? nextPaymentFails(life) : Infinity;
  if (failsAt === Infinity && leavesAt === Infinity) return STAYS;
  return failsAt < leavesAt ? PAYMENT_FAILED : LEAVES;
}

/** Runs the clock of failed payments by one invoice; gives the share of the month at which it failed, or Infinity. */
function nextPaymentFails(life: Life): number {
  const left = life.paymentIn;
  life.paymentIn -= life.segment.paymentHazard;
  return life.paymentIn <= 0 ? left / life.segment.paymentHazard : Infinity;
}

/** Runs the clock of the wish to leave; gives the share of the month at which it came, or 0 when it did not come now. */
function wish(life: Life, scene: Scene, luck: Luck, macro: number): number {
  const left = life.leaveIn;
  const pressure = pressureToLeave(life, scene, macro);
  if (pressure !== life.pressureInRatio) {
    life.pressureInRatio = pressure;
    life.hazardRatio = exp(pressure);
  }
  // A ratio may be infinite, which is a certain wish; of no churn at all no ratio makes one.
  // Free users leave by the segment's mean: their leaving says nothing of how they would stay as customers.
  const base = life.paying ? life.baseHazard : life.segment.commonHazard;
  let hazard = base === 0 ? 0 : base * life.hazardRatio;
  if (life.contract !== MONTHLY) hazard *= scene.world.leaving.renewalRatio;
  life.leaveIn = left - hazard;
  if (life.leaveIn > 0) return 0;
  life.wantsOut = true;
  // A free user just goes: the clock of getting out is for who pays.
  if (life.paying) {
    life.cancelIn = clock(luck, decisions.cancel, life.wishes);
    life.honestCancelIn = life.cancelIn;
  }
  life.wishes++;
  return left > 0 ? left / hazard : 0;
}

/** Tries to get out; gives the share of the month at which it succeeds, or Infinity. Kept on purpose, a customer knows it. */
function cancel(life: Life, scene: Scene, ledger: Ledger, wishedAt: number): number {
  const { obstruction } = scene.strategy.manipulation;
  if (scene.cancelHazard === Infinity) {
    life.cancelled = true;
    return wishedAt;
  }
  const left = life.cancelIn;
  life.cancelIn -= scene.cancelHazard;
  life.honestCancelIn -= scene.honestCancelHazard;
  if (life.cancelIn <= 0) {
    life.cancelled = true;
    return left / scene.cancelHazard;
  }
  if (obstruction > 0 && life.honestCancelIn <= 0) {
    if (!life.obstructed) wrongs(life, scene, 1);
    life.obstructed = true;
    life.grudge = true;
    life.exposures += obstruction;
    ledger.post(monthly.warnings, life.row, scene.world.wordOfMouth.trappedVoices);
  }
  return Infinity;
}
