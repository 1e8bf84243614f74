/*
 * What an offer is about: the numbers of its kinds and triggers, and whether it is of any use to the customer (part of
 * steps 5 and 6). Relevant: an add-on that is needed, a bundle with a needed part, a larger plan for whoever uses half of
 * the present one or does not pay yet, and any contract.
 */
import { offerKinds, offerTriggers } from '../ledger.ts';
import type { Life } from '../life.ts';
import type { Scene } from '../scene.ts';

export const UPGRADE = offerKinds.indexOf('upgrade');
export const JUMP = offerKinds.indexOf('jump');
export const ADD_ON = offerKinds.indexOf('addOn');
export const BUNDLE = offerKinds.indexOf('bundle');
export const YEAR = offerKinds.indexOf('annual');
export const YEARS = offerKinds.indexOf('multiYear');

export const WALL = offerTriggers.indexOf('wall');
export const NEAR_LIMIT = offerTriggers.indexOf('nearLimit');
export const ONBOARDED = offerTriggers.indexOf('onboarded');
export const MILESTONE = offerTriggers.indexOf('milestone');
export const FEATURE_USE = offerTriggers.indexOf('featureUse');
export const BLAST = offerTriggers.indexOf('blast');
export const PLAN_PAGE = offerTriggers.indexOf('planPage');

/** Less of a limit than this in use, and a larger plan has nothing to say. */
const LOG_HALF = -0.6931471805599453;

export function usesHalf(life: Life, scene: Scene): boolean {
  const limit = scene.tiers[life.tier]!.logUsageLimit;
  return life.blocked || life.nearLimit || life.logUsage > limit + LOG_HALF;
}

/** Whether the customer has any use for what is proposed: a need, room, or a price for staying. */
export function isRelevant(life: Life, scene: Scene): boolean {
  const { kind, addOn } = life.proposal;
  if (kind === ADD_ON) return (life.needs & (1 << addOn)) !== 0;
  if (kind === BUNDLE) return (scene.bundleSet & ~life.owned & life.needs) !== 0;
  if (kind === UPGRADE || kind === JUMP) return usesHalf(life, scene) || !life.paying;
  return true;
}
