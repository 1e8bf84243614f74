/*
 * What a plan is worth to a customer, as far as the customer knows (step 6 and step 9):
 *   worth = w · (room / typical usage)^η · (seats / typical seats)^η · (floor + v)/(floor + ½) · (1 + n · share) · macro
 *   room = min(limit of the plan / headroom, own usage); n add-ons owned and needed
 * All in logarithms. With typical usage and seats and half of the value seen, a plan with room is worth w.
 */
import { count } from '../life.ts';
import type { Life } from '../life.ts';
import { log } from '../random/logarithm.ts';
import type { Scene } from '../scene.ts';
import { satisfied } from './feelings.ts';

export function logWorth(life: Life, scene: Scene, tier: number, macro: number): number {
  const { acceptance } = scene.world;
  const { segment } = life;
  const room = (scene.tiers[tier]?.logUsageLimit ?? Infinity) - scene.logHeadroom;
  const used = room < life.logUsage ? room : life.logUsage;
  const seats = life.logSeats - segment.logStartingSeats;
  // A plan page asks for every plan in turn: the logarithm is taken once for a value.
  if (life.value !== life.valueInWorth) {
    const { valueFloor } = acceptance;
    life.valueInWorth = life.value;
    life.logKnown = log((valueFloor + life.value) / (valueFloor + 0.5));
  }
  const products = scene.logProductWorth[count(satisfied(life))] ?? 0;
  return (
    life.logWillingness +
    acceptance.usageWorth * (used - segment.logStartingUsage + seats) +
    life.logKnown +
    products +
    macro
  );
}
