/*
 * Events (step 4): success moments at a rate that rises with engagement, support tickets at a rate that a long contract
 * may change, use that reveals an unmet need, and the limits of the plan. All but the limits are clocks.
 *   success moments ~ rate · activity,   tickets ~ rate · (contract ? ratio : 1)
 *   a ticket is resolved well with probability r, with a manager 1 - (1-r)(1-c)
 *   blocked when usage, seats, months or discovered value exceed the plan's limit; near it from 80 % on
 * Source: ST01, ST02. Ignores that tickets cluster.
 */
import { decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { clock, MONTHLY } from '../life.ts';
import type { Life } from '../life.ts';
import type { Luck } from '../random/luck.ts';
import type { Scene } from '../scene.ts';
import { pleases, wrongs } from './feelings.ts';
import { activity } from './usage.ts';

const NEAR = 0.8;
const LOG_NEAR = -0.2231435513142097; // ln 0.8

export function happen(life: Life, scene: Scene, luck: Luck, ledger: Ledger): void {
  reachMilestones(life, scene, luck);
  raiseTickets(life, scene, luck, ledger);
  revealNeed(life, scene, luck);
  meetLimits(life, scene, ledger);
}

function reachMilestones(life: Life, scene: Scene, luck: Luck): void {
  life.milestone = false;
  if (life.milestoneIn === Infinity) return;
  life.milestoneIn -= scene.world.product.milestoneRate * activity(life);
  while (life.milestoneIn <= 0) succeed(life, scene, luck);
}

function succeed(life: Life, scene: Scene, luck: Luck): void {
  life.milestone = true;
  pleases(life, scene);
  life.milestones++;
  life.milestoneIn += clock(luck, decisions.milestone, life.milestones);
}

function raiseTickets(life: Life, scene: Scene, luck: Luck, ledger: Ledger): void {
  life.ticketOpen = false;
  life.ticketUnresolved = false;
  if (life.ticketIn === Infinity) return;
  const { product } = scene.world;
  life.ticketIn -=
    life.contract === MONTHLY ? product.ticketRate : product.ticketRate * product.contractTicketRatio;
  while (life.ticketIn <= 0) askForHelp(life, scene, luck, ledger);
}

function askForHelp(life: Life, scene: Scene, luck: Luck, ledger: Ledger): void {
  const { product, feelings, costs } = scene.world;
  life.ticketOpen = true;
  life.quietUntil = life.month + scene.strategy.offers.blackoutTicket;
  const unresolved = (1 - product.ticketResolution) * (life.covered ? 1 - feelings.coverageResolution : 1);
  if (luck.uniform(decisions.ticketResolved, life.tickets) < unresolved) {
    life.ticketUnresolved = true;
    wrongs(life, scene, 1);
  } else {
    pleases(life, scene);
  }
  ledger.post(monthly.supportCost, life.row, costs.ticket);
  life.monthCost += costs.ticket;
  life.tickets++;
  life.ticketIn += clock(luck, decisions.ticket, life.tickets);
}

function revealNeed(life: Life, scene: Scene, luck: Luck): void {
  life.needShown = false;
  if (life.featureUseIn === Infinity) return;
  life.featureUseIn -= scene.world.product.featureUseRate * activity(life);
  while (life.featureUseIn <= 0) useFeature(life, luck);
}

function useFeature(life: Life, luck: Luck): void {
  life.needShown = true;
  life.featureUses++;
  life.featureUseIn += clock(luck, decisions.featureUse, life.featureUses);
}

function meetLimits(life: Life, scene: Scene, ledger: Ledger): void {
  const tier = scene.tiers[life.tier]!;
  const wasBlocked = life.blocked;
  life.blocked = false;
  life.nearLimit = false;
  const months = life.month - life.tierSince;
  life.blocked =
    life.logUsage > tier.logUsageLimit ||
    life.seats > tier.seatLimit ||
    months >= tier.monthsLimit ||
    life.value > tier.featureLimit;
  if (life.blocked && !wasBlocked && !life.paying) {
    ledger.post(monthly.wallsMet, life.row, 1);
    ledger.post(monthly.valueAtWall, life.row, life.value);
  }
  life.nearLimit =
    !life.blocked &&
    (life.logUsage > tier.logUsageLimit + LOG_NEAR ||
      life.seats > NEAR * tier.seatLimit ||
      months >= NEAR * tier.monthsLimit ||
      life.value > NEAR * tier.featureLimit);
}
