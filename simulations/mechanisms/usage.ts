/*
 * Grow (step 2 of the month): usage and seats.
 *   ln usage += g · activity + σ · z + macro,   activity = e / e of the segment
 *   seats change by a Poisson number of mean |growth| · seats a month: one at a time by a clock, many at once by one draw;
 *   a customer has at least one seat
 * Growth that would leave the range of prices and limits within the run is refused on reading (parameters/extremes.ts).
 * Source: EX04, EX05. Ignores seasons, and usage that a wall holds back (the wish to use goes on growing).
 */
import { BORN_MONTHS, bornAt } from '../born.ts';
import { clock } from '../life.ts';
import type { Life } from '../life.ts';
import { decisions } from '../decisions.ts';
import type { Luck } from '../random/luck.ts';
import { log } from '../random/logarithm.ts';
import { inverseNormal } from '../random/inverse-normal.ts';
import { poisson } from '../random/poisson.ts';

/** Above so many changes a month a draw for all of them is quicker than a clock for each. */
const MOST_BY_CLOCK = 20;

/** How active a customer is against the typical customer of its segment. */
export function activity(life: Life): number {
  if (life.engagement !== life.engagementInActivity) {
    life.engagementInActivity = life.engagement;
    life.activity = life.engagement / life.segment.engagement;
  }
  return life.activity;
}

export function grow(life: Life, luck: Luck, macro: number): void {
  const { segment } = life;
  life.logUsage += segment.usageGrowth * activity(life) + macro;
  if (segment.usageVolatility > 0) {
    const since = life.month - life.arrival;
    const score = inverseNormal(
      since < BORN_MONTHS
        ? life.born[bornAt.usageChange + since]!
        : luck.uniform(decisions.usageChange, since),
    );
    life.logUsage += segment.usageVolatility * score;
  }
  if (segment.seatGrowth !== 0) changeSeats(life, luck);
}

function changeSeats(life: Life, luck: Luck): void {
  const { seatGrowth } = life.segment;
  const before = life.seats;
  const mean = (seatGrowth > 0 ? seatGrowth : -seatGrowth) * before;
  if (mean > MOST_BY_CLOCK) {
    const changes = poisson(mean, luck.uniform(decisions.seatsChanged, life.month - life.arrival));
    const after = seatGrowth > 0 ? before + changes : before - changes;
    life.seats = after < 1 ? 1 : after;
    life.logSeats = log(life.seats);
    return;
  }
  life.seatChangeIn -= mean;
  while (life.seatChangeIn <= 0) {
    if (seatGrowth > 0) life.seats++;
    else if (life.seats > 1) life.seats--;
    life.seatChanges++;
    life.seatChangeIn += clock(luck, decisions.seatChange, life.seatChanges);
  }
  if (life.seats !== before) life.logSeats = log(life.seats);
}
