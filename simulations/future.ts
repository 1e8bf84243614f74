/**
 * One future: month by month, work out who arrives from what earlier months left behind, then live each newcomer's whole
 * life into the ledger. Lives touch nobody else, so last month's totals are complete when this month asks for them.
 */
import { decisions } from './decisions.ts';
import type { i32 } from './numbers.ts';
import { monthly, rowOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { channels, EXISTING, ORGANIC, PAID, REFERRED } from './life.ts';
import { live } from './live.ts';
import { arrivalsOf, customerIndex, openness, paidSignups } from './mechanisms/arrivals.ts';
import { acquisitionSpend, leftForAcquisition, overspentBy } from './mechanisms/budget.ts';
import { enforcementHazard, fineOf } from './mechanisms/enforcement.ts';
import { reputationAfter, reputationMultiplier } from './mechanisms/word-of-mouth.ts';
import { hash32 } from './random/hash.ts';
import { inverseNormal } from './random/inverse-normal.ts';
import { log } from './random/logarithm.ts';
import type { Luck } from './random/luck.ts';
import type { Scene, SegmentScene } from './scene.ts';
import type { Stage } from './stage.ts';

/** @compiled */
export const COMPANY = hash32('company') | 0;
/** @compiled */
export const MACRO = hash32('macro') | 0;

/** Lives a replication into the stage's ledger, which is empty. */
export function liveFuture(stage: Stage, replication: i32): void {
  const { scene, luck, ledger, means } = stage;
  const { world } = scene;
  luck.replication(replication);
  fillMacroPath(stage.macro, scene, luck);
  let reputation = world.wordOfMouth.startingReputation;
  let signedUp: number = 0;
  let fines = 0;
  let fineIn = clockOfFines(luck, fines);

  for (let month = 0; month < scene.months; month++) {
    const left = leftForAcquisition(scene, ledger, month);
    const acquisition = acquisitionSpend(scene, left, month);
    const overspent = overspentBy(left);
    const open = openness(scene, signedUp) * reputationMultiplier(world, reputation);
    const leads = month === 0 ? 0 : ledger.totalOf(monthly.referralLeads, month - 1);
    means[PAID] = paidSignups(scene, acquisition) * open;
    means[ORGANIC] = world.market.organicPerMonth * open;
    means[REFERRED] = leads * open;
    for (const segment of scene.segments) {
      const share = stage.shares[segment.index]!;
      const draw = stage.draws[segment.index]!;
      const row = rowOf(scene.months, segment.index, month);
      ledger.post(monthly.acquisitionCost, row, acquisition * share);
      ledger.post(monthly.overspentBudget, row, overspent * share);
      for (let channel = 0; channel < channels.length; channel++) {
        let arrived: number = 0;
        if (channel !== EXISTING)
          arrived = arrivalsOf(luck, segment, channel, month, means[channel]! * share * draw);
        else if (month === 0) arrived = stage.starting[segment.index]!;
        postSignups(ledger, row, channel, arrived);
        if (channel !== EXISTING) signedUp += arrived;
        welcome(stage, segment, channel, month, arrived);
      }
    }
    closeMonth(scene, ledger, month);
    reputation = reputationAfter(
      world,
      reputation,
      ledger.totalOf(monthly.praise, month),
      ledger.totalOf(monthly.warnings, month),
    );
    for (const { index } of scene.segments)
      ledger.post(monthly.reputation, rowOf(scene.months, index, month), reputation);

    fineIn -= enforcementHazard(scene, ledger, month);
    while (fineIn <= 0) {
      for (const { index } of scene.segments)
        ledger.post(monthly.fines, rowOf(scene.months, index, month), fineOf(scene, ledger, index, month));
      fines++;
      fineIn += clockOfFines(luck, fines);
    }
  }
}

function welcome(stage: Stage, segment: SegmentScene, channel: i32, month: i32, arrived: number): void {
  const { scene, luck, life, ledger, macro } = stage;
  for (let index = 0; index < arrived; index++) {
    luck.entity(customerIndex(channel, index), segment.hash, month);
    live(life, scene, luck, ledger, macro, segment, channel, month);
  }
}

function postSignups(ledger: Ledger, row: i32, channel: i32, arrived: number): void {
  if (channel === PAID) ledger.post(monthly.paidSignups, row, arrived);
  else if (channel === ORGANIC) ledger.post(monthly.organicSignups, row, arrived);
  else if (channel === REFERRED) ledger.post(monthly.referredSignups, row, arrived);
}

/** Costs that are proportional to totals are posted once a month instead of once a life. */
function closeMonth(scene: Scene, ledger: Ledger, month: i32): void {
  const { goodsShare, freeUser } = scene.world.costs;
  for (const { index } of scene.segments) {
    const row = rowOf(scene.months, index, month);
    const goods =
      goodsShare * ledger.posted(monthly.revenue, row) + freeUser * ledger.posted(monthly.freeUsers, row);
    ledger.post(monthly.goodsCost, row, goods);
  }
}

/** The shared shock: an AR(1) of stated long-run spread; `path` stays 0 throughout when the spread is 0. */
export function fillMacroPath(path: Float64Array, scene: Scene, luck: Luck): void {
  const { macroSpread, macroPersistence } = scene.world.product;
  if (macroSpread === 0) return;
  const innovation = macroSpread * Math.sqrt(1 - macroPersistence * macroPersistence);
  luck.entity(MACRO, MACRO, 0);
  let level: number = 0;
  for (let month = 0; month < scene.months; month++) {
    const score = inverseNormal(luck.uniform(decisions.macro, month));
    level = month === 0 ? macroSpread * score : macroPersistence * level + innovation * score;
    path[month] = level;
  }
}

function clockOfFines(luck: Luck, occurrence: i32): number {
  luck.entity(COMPANY, COMPANY, 0);
  return -log(luck.uniform(decisions.fine, occurrence));
}
