/*
 * What a plan is worth to a customer, as far as the customer knows (step 6 and step 9):
 *   worth = w · (room / typical usage)^η · (seats / typical seats)^η · (floor + v)/(floor + ½) · (1 + n · share) · macro
 *   room = min(limit of the plan / headroom, own usage); n add-ons owned and needed
 * All in logarithms. With typical usage and seats and half of the value seen, a plan with room is worth w.
 */
import { count, logMrr, logWillingness } from '../life.ts';
import type { Life } from '../life.ts';
import { log } from '../random/logarithm.ts';
import type { Scene } from '../scene.ts';
import { satisfied } from './feelings.ts';
import type { i32 } from '../numbers.ts';

/** No two logarithms of values in order are out of order by as much. */
const MARGIN = 1e-9;

/**
 * True only where the customer's plan is worth what is paid for it, which is the ordinary case: what is known grows, so the
 * logarithm of what was known when it was last taken is enough. Where that does not decide, `logWorth` does.
 */
export function isSurelyWorth(life: Life, scene: Scene, macro: number): boolean {
  return (
    life.value >= life.valueInWorth &&
    logMrr(life) <
      worthBesides(life, scene, life.tier) + life.logKnown + productWorth(life, scene) + macro - MARGIN
  );
}

export function logWorth(life: Life, scene: Scene, tier: i32, macro: number): number {
  const { acceptance } = scene.world;
  // A plan page asks for every plan in turn: the logarithm is taken once for a value.
  if (life.value !== life.valueInWorth) {
    const { valueFloor } = acceptance;
    life.valueInWorth = life.value;
    life.logKnown = log((valueFloor + life.value) / (valueFloor + 0.5));
  }
  return worthBesides(life, scene, tier) + life.logKnown + productWorth(life, scene) + macro;
}

/** Worth but for what is known of it and the products beside it. */
function worthBesides(life: Life, scene: Scene, tier: i32): number {
  const { segment } = life;
  const room = scene.tiers[tier]!.logUsageLimit - scene.logHeadroom;
  const used = room < life.logUsage ? room : life.logUsage;
  const seats = life.logSeats - segment.logStartingSeats;
  return (
    logWillingness(life, scene) +
    scene.world.acceptance.usageWorth * (used - segment.logStartingUsage + seats)
  );
}

function productWorth(life: Life, scene: Scene): number {
  return life.owned === 0 ? 0 : scene.logProductWorth[count(satisfied(life))]!;
}
