/*
 * What being contacted does, whatever the answer (end of step 5): it costs money, tires, and may wake the inert.
 *   f += (1 + nagging) / tolerance(e);  an unsolicited blast to a disengaged customer keeps it awake for three months
 * Source: OF03, OF06 (field experiment: a plan recommendation raised churn of the inert), OF02. A wall is no contact.
 */
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import type { Life } from '../life.ts';
import type { Scene } from '../scene.ts';
import { tolerance } from './feelings.ts';
import { BLAST } from './proposal.ts';
import type { i32 } from '../numbers.ts';

const AWAKE_MONTHS = 3;

export function byManager(life: Life, scene: Scene): boolean {
  return life.covered && scene.strategy.offers.channel === 'manager';
}

export function makesContact(life: Life, scene: Scene, ledger: Ledger, trigger: i32): void {
  const { costs, leaving } = scene.world;
  const { offers, manipulation } = scene.strategy;
  life.recentOffers |= 1;
  life.offeredNow = 0;
  life.fatigue += (1 + manipulation.nagging) / tolerance(life);
  let cost = byManager(life, scene) ? costs.managerOffer : costs.inAppOffer;
  if (trigger === BLAST) {
    cost += offers.campaignCost;
    if (life.engagement < leaving.inertBelow) life.awake = AWAKE_MONTHS;
  }
  ledger.post(monthly.programCost, life.row, cost);
  life.monthCost += cost;
}
