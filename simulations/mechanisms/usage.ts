/*
 * Grow (step 2 of the month): usage and seats.
 *   ln usage += g · activity + σ · z + macro,   activity = e / e of the segment
 *   seats change one at a time at rate |growth| · seats a month: a Poisson process, run as a clock
 * Source: EX04, EX05. Ignores seasons, and usage that a wall holds back (the wish to use goes on growing).
 */
import { clock } from '../life.ts';
import type { Life } from '../life.ts';
import { decisions } from '../decisions.ts';
import type { Luck } from '../random/luck.ts';
import { inverseNormal } from '../random/inverse-normal.ts';
import { log } from '../random/logarithm.ts';

/** How active a customer is against the typical customer of its segment. */
export function activity(life: Life): number {
  return life.engagement / life.segment.engagement;
}

export function grow(life: Life, luck: Luck, macro: number): void {
  const { segment } = life;
  life.logUsage += segment.usageGrowth * activity(life) + macro;
  if (segment.usageVolatility > 0) {
    const score = inverseNormal(luck.uniform(decisions.usageChange, life.month - life.arrival));
    life.logUsage += segment.usageVolatility * score;
  }
  if (segment.seatGrowth !== 0) changeSeats(life, luck);
}

function changeSeats(life: Life, luck: Luck): void {
  const { seatGrowth } = life.segment;
  const before = life.seats;
  life.seatChangeIn -= (seatGrowth > 0 ? seatGrowth : -seatGrowth) * before;
  while (life.seatChangeIn <= 0) {
    if (seatGrowth > 0) life.seats++;
    else if (life.seats > 1) life.seats--;
    life.seatChanges++;
    life.seatChangeIn += clock(luck, decisions.seatChange, life.seatChanges);
  }
  if (life.seats !== before) life.logSeats = log(life.seats);
}
