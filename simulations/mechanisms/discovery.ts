/*
 * Discover value (step 3): the part not yet seen shrinks by (1-δ)^speed a month, with
 *   speed = activity · (blocked ? slower : 1) · (covered ? 1 + c : 1)
 * which is v += (1-v)·δ at speed 1 and stays in [0,1] at any speed. Onboarded once v reaches a level.
 * Source: FR06, CU02 (coverage speeds up use). Ignores that value can be forgotten, except by overwhelm (purchase.ts).
 */
import type { Life } from '../life.ts';
import { exp } from '../random/exponential.ts';
import type { Scene } from '../scene.ts';
import { activity } from './usage.ts';

export function discover(life: Life, scene: Scene): void {
  const { product, feelings } = scene.world;
  life.justOnboarded = false;
  if (scene.discoveryHazard > 0) {
    let speed = activity(life);
    if (life.blocked) speed *= product.blockedDiscovery;
    if (life.covered) speed *= 1 + feelings.coverageDiscovery;
    const steps = scene.discoveryHazard * speed;
    if (steps !== life.stepsInUnseen) {
      life.stepsInUnseen = steps;
      life.leftUnseen = exp(-steps);
    }
    life.value = 1 - (1 - life.value) * life.leftUnseen;
  }
  if (!life.onboarded && life.value >= product.onboardedAt) {
    life.onboarded = true;
    life.justOnboarded = true;
  }
}
