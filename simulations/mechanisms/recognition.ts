/*
 * Manipulation is seen through (step 7): a clock whose speed grows with all that a customer has been exposed to.
 *   hazard = r · exposures;  before it a pattern costs nothing
 *   seen through: the past is read again, τ *= (1-λ)^exposures, and the ceiling of trust sinks for good
 * Source: DP03 (mild patterns met no backlash at the time), TR02. Ignores that the press may tell everybody at once.
 */
import type { Life } from '../life.ts';
import { power } from '../random/power.ts';
import type { Scene } from '../scene.ts';
import { lowersCeiling } from './feelings.ts';

export function recognise(life: Life, scene: Scene): void {
  if (life.recognised || life.exposures === 0) return;
  life.recognitionIn -= scene.world.wordOfMouth.recognition * life.exposures;
  if (life.recognitionIn > 0) return;
  life.recognised = true;
  life.trust *= power(1 - scene.trustLoss, life.exposures);
  lowersCeiling(life, scene);
}
