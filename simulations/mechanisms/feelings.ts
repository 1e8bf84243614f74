/*
 * Feel (step 8, and at the events that cause it): trust, engagement, fatigue, attention, health.
 *   good event τ += g(κ-τ);  bad event of weight w: τ *= 1-λw, λ = g · ratio;  each month τ += d(min(τ0,κ)-τ)
 *   e += r(e*-e), 1-e* = (1-level)·(1-p)^needed products·(1-c if covered)
 *   f *= carry-over;  a += r(1-a), also in months away;  health = weighted mean of τ, e, v, 1/(1+f)
 * Source: TR01 (loss several times gain), TR02 (ceiling), OF03 (carry-over as in advertising stock).
 * Ignores memory of single events once they have moved trust.
 */
import { count } from '../life.ts';
import type { Life } from '../life.ts';
import type { Scene } from '../scene.ts';
import type { i32 } from '../numbers.ts';

/** A success moment, a met need, a ticket resolved well. */
export function pleases(life: Life, scene: Scene): void {
  life.trust += scene.world.feelings.trustGain * (life.ceiling - life.trust);
}

/** An irrelevant or ill-timed offer, an unresolved ticket, a bill shock, a regret, a manipulation seen through. */
export function wrongs(life: Life, scene: Scene, weight: number): void {
  life.trust *= 1 - scene.trustLoss * weight;
}

/** Trust can never again exceed the ceiling that a deception leaves. */
export function lowersCeiling(life: Life, scene: Scene): void {
  if (life.ceiling < 1) return;
  life.ceiling = scene.world.feelings.trustCeiling;
  if (life.trust > life.ceiling) life.trust = life.ceiling;
}

/** Offers that a customer of this engagement bears before one counts as one: ½ when disengaged, 1½ when fully engaged. */
export function tolerance(life: Life): number {
  return 0.5 + life.engagement;
}

/** Add-ons owned that meet a need; what somebody was talked into does not count as one met. */
export function satisfied(life: Life): i32 {
  return life.owned & life.needs & ~life.unwanted;
}

/** What a month does by itself, to who is a customer and to who is away: trust drifts home, fatigue and inattention fade. */
export function heal(life: Life, scene: Scene): void {
  const { feelings } = scene.world;
  const home = feelings.startingTrust < life.ceiling ? feelings.startingTrust : life.ceiling;
  life.trust += feelings.trustDrift * (home - life.trust);
  life.fatigue *= feelings.fatigueCarryOver;
  life.attention += feelings.attentionRecovery * (1 - life.attention);
}

export function feel(life: Life, scene: Scene): void {
  const { feelings } = scene.world;
  heal(life, scene);

  let missing = 1 - life.engagementLevel;
  if (life.owned !== 0)
    for (let met = count(satisfied(life)); met > 0; met--) missing *= 1 - feelings.productEngagement;
  if (life.covered) missing *= 1 - feelings.coverageEngagement;
  life.engagement += feelings.engagementReversion * (1 - missing - life.engagement);

  life.health =
    (feelings.healthTrust * life.trust +
      feelings.healthEngagement * life.engagement +
      feelings.healthValue * life.value +
      feelings.healthCalm / (1 + life.fatigue)) /
    scene.healthWeight;
}
