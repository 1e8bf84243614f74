/*
 * Arrive (step 1, once a month for everybody): how many come, by channel; each segment draws its own number.
 *   paid ~ Poisson((S/C)·(S/S0)^(ε-1)·R·m),  organic ~ Poisson(o·R·m),  referred ~ Poisson(leads of last month·R·m)
 *   R reputation, m = (1 - signed up / market)·(1 - deterrence·obstruction); S is what the budget leaves (budget.ts)
 * and, for each segment, times (room of the free plan / room of the free plan that costs are stated for)^γ:
 *   room = the least of 1, usage limit / (headroom · typical usage), seat limit / typical seats, feature limit
 * A Poisson number split by fixed shares is a Poisson number for each share, so segments draw independently: adding or
 * reordering segments changes nobody else. Source: CO07, DP05 (a hidden way out keeps prospects away), CA04; nobody has
 * measured γ. Ignores the length of a trial, whose effect has no settled sign (FR04), and rivals' free plans.
 */
import { decisions } from '../decisions.ts';
import { channels } from '../life.ts';
import { exp } from '../random/exponential.ts';
import { poisson } from '../random/poisson.ts';
import { power } from '../random/power.ts';
import type { Luck } from '../random/luck.ts';
import type { Scene, SegmentScene } from '../scene.ts';
import type { i32 } from '../numbers.ts';

/** Sign-ups a month that this spend buys, before reputation and the market's size. */
export function paidSignups(scene: Scene, spend: number): number {
  if (spend <= 0) return 0;
  const { costPerSignup, referenceSpend, acquisitionElasticity } = scene.world.market;
  // (S/C)·(S/S0)^(ε-1) in a form that stays a number for the smallest spend.
  return (referenceSpend / costPerSignup) * power(spend / referenceSpend, acquisitionElasticity);
}

/** What multiplies all arrivals besides reputation: the room left in the market, and prospects whom obstruction deters. */
export function openness(scene: Scene, signedUp: number): number {
  const { marketSize: size } = scene;
  const room = signedUp >= size ? 0 : 1 - signedUp / size;
  return room * (1 - scene.world.wordOfMouth.deterrence * scene.strategy.manipulation.obstruction);
}

/**
 * What the free plan does to a segment's sign-ups: 1 without one, at no elasticity, and where it gives as much room as the
 * free plan for which the market's costs and numbers are stated.
 */
export function freePlanDraw(scene: Scene, segment: SegmentScene): number {
  const { freeRoomElasticity, referenceFreeUsage } = scene.world.market;
  const [free] = scene.strategy.ladder.tiers;
  if (freeRoomElasticity === 0 || free === undefined || scene.firstPaidTier === 0) return 1;
  const usage = scene.world.acceptance.headroom * exp(segment.logStartingUsage);
  const room = Math.min(
    roomFor(free.usageLimit, usage),
    roomFor(free.seatLimit, segment.startingSeats),
    free.featureLimit ?? 1,
  );
  return power(room / roomFor(referenceFreeUsage, usage), freeRoomElasticity);
}

/** Share of what is wanted that a limit leaves room for. */
function roomFor(limit: number | null, wanted: number): number {
  return limit === null || limit >= wanted ? 1 : limit / wanted;
}

/** How many of this segment come by a channel this month, from one uniform of their own. */
export function arrivalsOf(
  luck: Luck,
  segment: SegmentScene,
  channel: i32,
  month: i32,
  mean: number,
): number {
  if (mean <= 0) return 0;
  luck.entity(ARRIVALS_INDEX + channel, segment.hash, month);
  return poisson(mean, luck.uniform(decisions.arrivals, 0));
}

/** Address of the k-th who comes by a channel: customers count from 0, so that their number never meets the aggregates'. */
export function customerIndex(channel: i32, index: i32): i32 {
  return index * channels.length + channel;
}

/** Above every customer's number: 2^30 customers a month, channel and segment fit below. */
const ARRIVALS_INDEX = 0x7fff0000;
