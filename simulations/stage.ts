/**
 * All that the futures of a point share, and what one of them is lived in: the scene, the luck, the one life that is used for
 * life after life, and the ledger that they write.
 */
import { Ledger } from './ledger.ts';
import { channels, Life } from './life.ts';
import { freePlanDraw } from './mechanisms/arrivals.ts';
import type { Point } from './point.ts';
import { keyFromPhrase } from './random/key.ts';
import { Luck } from './random/luck.ts';
import { Scene } from './scene.ts';
import type { SegmentScene } from './scene.ts';

export class Stage {
  readonly scene: Scene;
  readonly luck: Luck;
  readonly life: Life;
  /** Emptied and read by who lives futures, one after another. */
  readonly ledger: Ledger;
  /** By month. */
  readonly macro: Float64Array;
  /** By segment: share of newcomers, what the free plan does to them, and how many are there from the start. */
  readonly shares: Float64Array;
  readonly draws: Float64Array;
  readonly starting: Int32Array;
  /** By channel: how many are expected this month. */
  readonly means: Float64Array;

  constructor(point: Omit<Point, 'firstReplication' | 'replications'>) {
    const scene = new Scene(point);
    this.scene = scene;
    this.luck = new Luck(keyFromPhrase(point.run.seed));
    this.life = new Life(scene);
    this.ledger = new Ledger(scene.layout);
    this.macro = new Float64Array(scene.months);
    this.shares = Float64Array.from(sharesOf(scene));
    this.draws = Float64Array.from(scene.segments.map((segment) => freePlanDraw(scene, segment)));
    this.starting = Int32Array.from(startingCustomers(scene));
    this.means = new Float64Array(channels.length);
  }
}

/** Shares of the segments, adding up to 1. */
function sharesOf(scene: Scene): number[] {
  let sum = 0;
  for (const { share } of scene.segments) sum += share;
  return scene.segments.map(({ share }) => share / sum);
}

/**
 * Whole customers of each segment, as near to its share as can be: first the whole parts, then one more each for the largest
 * remainders (equal ones in the order of their names' hashes, so that the order of segments plays no part).
 */
function startingCustomers(scene: Scene): number[] {
  const all = Math.round(scene.world.market.startingCustomers);
  const counts = scene.segments.map(({ startingShare }) => Math.floor(all * startingShare));
  const remainder = ({ index, startingShare }: SegmentScene) => all * startingShare - (counts[index] ?? 0);
  const ranked = scene.segments.toSorted(
    (one, other) => remainder(other) - remainder(one) || one.hash - other.hash,
  );
  let left = counts.reduce((rest, count) => rest - count, all);
  for (const { index, startingShare } of ranked) {
    if (left === 0) break;
    if (startingShare === 0) continue;
    counts[index] = (counts[index] ?? 0) + 1;
    left--;
  }
  return counts;
}
