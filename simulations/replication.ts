/**
 * One future: month by month, work out who arrives from what earlier months left behind, then live each newcomer's whole
 * life into the ledger. Lives touch nobody else, so last month's totals are complete when this month asks for them.
 */
import { decisions } from './decisions.ts';
import { Ledger, monthly, rowOf } from './ledger.ts';
import { channels, EXISTING, Life, ORGANIC, PAID, REFERRED } from './life.ts';
import { live } from './live.ts';
import { arrivalsOf, customerIndex, freePlanDraw, openness, paidSignups } from './mechanisms/arrivals.ts';
import { monthBudget } from './mechanisms/budget.ts';
import { enforcementHazard, fineOf } from './mechanisms/enforcement.ts';
import { reputationAfter, reputationMultiplier } from './mechanisms/word-of-mouth.ts';
import type { Ledgers, Point } from './point.ts';
import { hash32 } from './random/hash.ts';
import { inverseNormal } from './random/inverse-normal.ts';
import { keyFromPhrase } from './random/key.ts';
import { log } from './random/logarithm.ts';
import { Luck } from './random/luck.ts';
import { Scene } from './scene.ts';
import type { SegmentScene } from './scene.ts';

const COMPANY = hash32('company') | 0;
const MACRO = hash32('macro') | 0;

/**
 * Ledgers of a point's replications, one after another. A replication's numbers depend on its own index only, so any cut of
 * the replications into points gives the same numbers.
 */
export function simulateReplications(point: Point): Ledgers {
  const { scene, luck, life } = stageOf(point);
  const { size } = scene.layout;
  const ledgers = new Float64Array(point.replications * size);
  for (let index = 0; index < point.replications; index++) {
    luck.replication(point.firstReplication + index);
    simulate(scene, luck, life, new Ledger(scene.layout, ledgers.subarray(index * size, (index + 1) * size)));
  }
  return ledgers;
}

interface Stage {
  readonly point: Point;
  readonly scene: Scene;
  readonly luck: Luck;
  readonly life: Life;
}

/**
 * What the replications of a point share. A worker lives a chunk one replication at a time, so the last stage is kept for as
 * long as the same world, strategy and run come again; they are never changed in place.
 */
function stageOf(point: Point): Stage {
  const { world, strategy, run } = point;
  const last = lastStage?.point;
  if (lastStage !== undefined && last?.world === world && last.strategy === strategy && last.run === run)
    return lastStage;
  const scene = new Scene(point);
  lastStage = { point, scene, luck: new Luck(keyFromPhrase(run.seed)), life: new Life(scene) };
  return lastStage;
}

let lastStage: Stage | undefined;

/** One replication into an empty ledger. */
function simulate(scene: Scene, luck: Luck, life: Life, ledger: Ledger): void {
  const { world } = scene;
  const { wordOfMouth } = world;
  const macro = macroPath(scene, luck);
  const shares = sharesOf(scene);
  const draws = scene.segments.map((segment) => freePlanDraw(scene, segment));
  const starting = startingCustomers(scene);
  let reputation = wordOfMouth.startingReputation;
  let signedUp = 0;
  let fines = 0;
  let fineIn = clockOfFines(luck, fines);

  for (let month = 0; month < scene.months; month++) {
    const budget = monthBudget(scene, ledger, month);
    const open = openness(scene, signedUp) * reputationMultiplier(world, reputation);
    const leads = month === 0 ? 0 : ledger.total('referralLeads', month - 1);
    const means = [
      0,
      paidSignups(scene, budget.acquisition) * open,
      world.market.organicPerMonth * open,
      leads * open,
    ];
    for (const segment of scene.segments) {
      const share = shares[segment.index] ?? 0;
      const draw = draws[segment.index] ?? 0;
      const row = rowOf(scene.months, segment.index, month);
      ledger.post(monthly.acquisitionCost, row, budget.acquisition * share);
      ledger.post(monthly.overspentBudget, row, budget.overspent * share);
      for (let channel = 0; channel < channels.length; channel++) {
        const arrived =
          channel === EXISTING
            ? month === 0
              ? (starting[segment.index] ?? 0)
              : 0
            : arrivalsOf(luck, segment, channel, month, (means[channel] ?? 0) * share * draw);
        postSignups(ledger, row, channel, arrived);
        if (channel !== EXISTING) signedUp += arrived;
        welcome(scene, luck, life, ledger, macro, segment, channel, month, arrived);
      }
    }
    closeMonth(scene, ledger, month);
    reputation = reputationAfter(
      world,
      reputation,
      ledger.total('praise', month),
      ledger.total('warnings', month),
    );
    for (const { index } of scene.segments)
      ledger.post(monthly.reputation, rowOf(scene.months, index, month), reputation);

    fineIn -= enforcementHazard(scene, ledger, month);
    while (fineIn <= 0) {
      for (const { index } of scene.segments)
        ledger.post(monthly.fines, rowOf(scene.months, index, month), fineOf(scene, ledger, index, month));
      fineIn += clockOfFines(luck, ++fines);
    }
  }
}

function welcome(
  scene: Scene,
  luck: Luck,
  life: Life,
  ledger: Ledger,
  macro: Float64Array,
  segment: SegmentScene,
  channel: number,
  month: number,
  arrived: number,
): void {
  for (let index = 0; index < arrived; index++) {
    luck.entity(customerIndex(channel, index), segment.hash, month);
    live(life, scene, luck, ledger, macro, segment, channel, month);
  }
}

function postSignups(ledger: Ledger, row: number, channel: number, arrived: number): void {
  if (channel === PAID) ledger.post(monthly.paidSignups, row, arrived);
  else if (channel === ORGANIC) ledger.post(monthly.organicSignups, row, arrived);
  else if (channel === REFERRED) ledger.post(monthly.referredSignups, row, arrived);
}

/** Costs that are proportional to totals are posted once a month instead of once a life. */
function closeMonth(scene: Scene, ledger: Ledger, month: number): void {
  const { goodsShare, freeUser } = scene.world.costs;
  for (const { index } of scene.segments) {
    const goods =
      goodsShare * ledger.at('revenue', index, month) + freeUser * ledger.at('freeUsers', index, month);
    ledger.post(monthly.goodsCost, rowOf(scene.months, index, month), goods);
  }
}

/** Shares of the segments, adding up to 1. */
function sharesOf(scene: Scene): number[] {
  let sum = 0;
  for (const { share } of scene.segments) sum += share;
  return scene.segments.map(({ share }) => share / sum);
}

/**
 * Whole customers of each segment, as near to its share as can be: first the whole parts, then one more each for the largest
 * remainders (equal ones in the order of their names' hashes, so that the order of segments plays no part).
 */
function startingCustomers(scene: Scene): number[] {
  const all = Math.round(scene.world.market.startingCustomers);
  const counts = scene.segments.map(({ startingShare }) => Math.floor(all * startingShare));
  const remainder = ({ index, startingShare }: SegmentScene) => all * startingShare - (counts[index] ?? 0);
  const ranked = scene.segments.toSorted(
    (one, other) => remainder(other) - remainder(one) || one.hash - other.hash,
  );
  let left = counts.reduce((rest, count) => rest - count, all);
  for (const { index, startingShare } of ranked) {
    if (left === 0) break;
    if (startingShare === 0) continue;
    counts[index] = (counts[index] ?? 0) + 1;
    left--;
  }
  return counts;
}

/** The shared shock: an AR(1) of stated long-run spread, 0 throughout when the spread is 0. */
export function macroPath(scene: Scene, luck: Luck): Float64Array {
  const { macroSpread, macroPersistence } = scene.world.product;
  const path = new Float64Array(scene.months);
  if (macroSpread === 0) return path;
  const innovation = macroSpread * Math.sqrt(1 - macroPersistence * macroPersistence);
  luck.entity(MACRO, MACRO, 0);
  let level = 0;
  for (let month = 0; month < scene.months; month++) {
    const score = inverseNormal(luck.uniform(decisions.macro, month));
    level = month === 0 ? macroSpread * score : macroPersistence * level + innovation * score;
    path[month] = level;
  }
  return path;
}

function clockOfFines(luck: Luck, occurrence: number): number {
  luck.entity(COMPANY, COMPANY, 0);
  return -log(luck.uniform(decisions.fine, occurrence));
}
