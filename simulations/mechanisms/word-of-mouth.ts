/*
 * Talk (step 12): what customers say, and whom they bring; free users at a share of what a customer who pays says.
 *   leads = ρ·s·max(0, health-h0);  voices = |health-h0|·s·rate, praise above h0 and a warning below;  s = 1 for who pays
 * and, once a month for everybody, what it does to the name of the vendor:
 *   target = (ρ0·prior + praise) / (prior + praise + w·warnings),  reputation += (1-2^(-1/half-life))·(target - reputation)
 *   R = (reputation / reputation at the start)^ζ multiplies all arrivals
 * Source: WM01 (a warning weighs as much as praise), WM02; s is an assumption (much of a free customer's value is whom it
 * brings: Lee, Kumar and Gupta, "Designing Freemium"). Ignores who hears it, and value that rises with how many use it.
 */
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import type { Life } from '../life.ts';
import { exp } from '../random/exponential.ts';
import { power } from '../random/power.ts';
import type { ResolvedWorld } from '../parameters/world/world.ts';
import type { Scene } from '../scene.ts';

const LN2 = 0.6931471805599453;

export function talk(life: Life, scene: Scene, ledger: Ledger): void {
  const { wordOfMouth } = scene.world;
  const share = life.paying ? 1 : wordOfMouth.freeVoice;
  if (share === 0) return;
  const above = share * (life.health - wordOfMouth.referralHealth);
  if (above > 0) {
    ledger.post(monthly.referralLeads, life.row, wordOfMouth.referralRate * above);
    ledger.post(monthly.praise, life.row, wordOfMouth.voiceRate * above);
  } else {
    ledger.post(monthly.warnings, life.row, wordOfMouth.voiceRate * -above);
  }
}

/** Reputation after a month's voices. */
export function reputationAfter(
  world: ResolvedWorld,
  reputation: number,
  praise: number,
  warnings: number,
): number {
  const { startingReputation, priorVoices, negativeWeight, reputationHalfLife } = world.wordOfMouth;
  const target =
    (startingReputation * priorVoices + praise) / (priorVoices + praise + negativeWeight * warnings);
  return reputation + (1 - exp(-LN2 / reputationHalfLife)) * (target - reputation);
}

/** What reputation multiplies arrivals by; 1 at the reputation of the start. */
export function reputationMultiplier(world: ResolvedWorld, reputation: number): number {
  return power(reputation / world.wordOfMouth.startingReputation, world.wordOfMouth.reputationPower);
}
