/*
 * Offer (step 5): whether this customer sees an offer now, why, and which. At most one contact a month.
 * Triggers, first that applies: at the wall, near a limit, use that reveals a need, onboarding finished, success moment,
 * blast. The wall is not a contact: no cap, no blackout, no fatigue; whoever is blocked sees the plans (answer.ts).
 * What is offered: at random (none), what the segment needs most (segment), or what the customer seems to need
 * (personal), each need being perceived rightly with probability ½ + ½(1-exp(-spend / scale)).
 * Source: OF01 (contact has an interior best), FR05, FR06. Ignores what customers tell each other about offers.
 */
import { about, decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { ANNUAL, MONTHLY, NEVER } from '../life.ts';
import type { Life } from '../life.ts';
import type { Luck } from '../random/luck.ts';
import type { AddOnScene, Scene } from '../scene.ts';
import { answerOffer, answerPlanPage } from './answer.ts';
import { makesContact } from './contact.ts';
import {
  ADD_ON,
  BLAST,
  BUNDLE,
  FEATURE_USE,
  JUMP,
  MILESTONE,
  NEAR_LIMIT,
  ONBOARDED,
  UPGRADE,
  usesHalf,
  WALL,
  YEAR,
  YEARS,
} from './proposal.ts';
import type { i32 } from '../numbers.ts';

/** No draw has been needed yet. */
const UNDRAWN = -0.5;
/** A need seen as likelier than not is worth an offer. */
const LIKELY = 0.5;

export function offer(life: Life, scene: Scene, luck: Luck, ledger: Ledger, macro: number): void {
  const { offers } = scene.strategy;
  life.recentOffers = (life.recentOffers << 1) & 0b111;
  if (life.wantsOut || life.month === life.arrival) return;
  if (life.blocked && offers.limitReached && nextTier(life, scene) !== NEVER) {
    answerPlanPage(life, scene, luck, ledger, macro, WALL);
    return;
  }
  const trigger = triggerOf(life, scene);
  if (trigger === NEVER || isQuiet(life, scene)) return;
  const shown = decisionsInContact(life, scene, luck, trigger);
  if (shown === 0) return;
  makesContact(life, scene, ledger, trigger);
  for (let tried = 0; tried < shown; tried++) {
    // Counting the decisions has left the first one standing where it is the only one: nothing was answered since.
    if (shown > 1 || life.proposal.kind === NEVER) choose(life, scene, luck, trigger, tried);
    if (life.proposal.kind === NEVER) break;
    answerOffer(life, scene, luck, ledger, macro, trigger, shown);
  }
  life.picks++;
}

/** How many decisions this contact asks for: as many open add-ons as may be shown at once, and one of any other kind. */
function decisionsInContact(life: Life, scene: Scene, luck: Luck, trigger: i32): i32 {
  const most = trigger === FEATURE_USE ? 1 : scene.strategy.offers.atOnce;
  life.offeredNow = 0;
  let tried = 0;
  for (; tried < most; tried++) {
    choose(life, scene, luck, trigger, tried);
    const { kind, addOn } = life.proposal;
    if (kind === NEVER) return tried;
    if (kind !== ADD_ON) return tried + 1;
    life.offeredNow |= 1 << addOn;
  }
  return tried;
}

function triggerOf(life: Life, scene: Scene): i32 {
  const { offers } = scene.strategy;
  if (life.nearLimit && offers.nearLimit && offers.upgrades && nextTier(life, scene) !== NEVER)
    return NEAR_LIMIT;
  if (life.needShown && offers.featureUse && life.paying) return FEATURE_USE;
  if (life.justOnboarded && offers.onboarded) return ONBOARDED;
  if (life.milestone && offers.milestone) return MILESTONE;
  if (scene.blasts[life.month] === 1) return BLAST;
  return NEVER;
}

function isQuiet(life: Life, scene: Scene): boolean {
  const { offers } = scene.strategy;
  if (offers.blackoutOnboarding && !life.onboarded) return true;
  if (life.month < life.quietUntil) return true;
  const cap = life.engagement < scene.world.leaving.inertBelow ? offers.capInert : offers.capPerQuarter;
  const recent = (life.recentOffers & 1) + ((life.recentOffers >> 1) & 1) + ((life.recentOffers >> 2) & 1);
  return recent >= cap;
}

function choose(life: Life, scene: Scene, luck: Luck, trigger: i32, tried: i32): void {
  const { proposal } = life;
  proposal.kind = NEVER;
  proposal.draw = UNDRAWN;
  if (trigger === NEAR_LIMIT) proposeUpgrade(life, scene, luck);
  else if (trigger === FEATURE_USE) proposeRevealed(life, scene, luck);
  else if (scene.strategy.offers.targeting === 'none') proposeAny(life, scene, luck, tried);
  else proposeFitting(life, scene, luck, tried);
}

/** Index of the next tier up, or NEVER at the top or where plans follow usage by themselves. */
export function nextTier(life: Life, scene: Scene): i32 {
  if (life.tier + 1 >= scene.tiers.length) return NEVER;
  if (life.paying && scene.strategy.ladder.pricing === 'hybrid') return NEVER;
  return life.tier + 1;
}

function proposeUpgrade(life: Life, scene: Scene, luck: Luck): void {
  const next = nextTier(life, scene);
  if (next === NEVER || !scene.strategy.offers.upgrades) return;
  const { jump } = scene.strategy.ladder;
  const higher = scene.tiers.length - next;
  const occurrence = life.answers[UPGRADE]!;
  if (jump > 0 && higher > 1 && luck.uniform(decisions.jump, occurrence) < jump) {
    life.proposal.kind = JUMP;
    life.proposal.tier = next + ((luck.uniform(decisions.jumpTarget, occurrence) * higher) | 0);
    return;
  }
  life.proposal.kind = UPGRADE;
  life.proposal.tier = next;
}

/** The use of a feature has shown a real, unmet need. */
function proposeRevealed(life: Life, scene: Scene, luck: Luck): void {
  proposeBestAddOn(life, scene, luck, SHOWN_BY_USE, 0);
}

/** No targeting: every offer that could be made is as likely as any other. */
function proposeAny(life: Life, scene: Scene, luck: Luck, tried: i32): void {
  const { offers } = scene.strategy;
  if (tried === 0 && offers.upgrades && nextTier(life, scene) !== NEVER)
    enterDraw(life, luck, UPGRADE, UPGRADE, NEVER);
  if (life.paying && offers.addOns) {
    for (const addOn of scene.addOns)
      if (isOpen(life, addOn, tried)) enterDraw(life, luck, ADD_ON, addOn.hash, addOn.index);
  }
  if (tried === 0 && life.paying) {
    if (offers.bundle && bundleIsOpen(life, scene)) enterDraw(life, luck, BUNDLE, BUNDLE, NEVER);
    if (offers.annual && life.contract === MONTHLY) enterDraw(life, luck, YEAR, YEAR, NEVER);
    if (offers.multiYear && life.contract === ANNUAL) enterDraw(life, luck, YEARS, YEARS, NEVER);
  }
  if (life.proposal.kind === UPGRADE) proposeUpgrade(life, scene, luck);
}

/** One more that could be offered: the highest draw is. Who stands alone needs none. */
function enterDraw(life: Life, luck: Luck, kind: i32, name: i32, addOn: i32): void {
  const { proposal } = life;
  if (proposal.kind !== NEVER) {
    if (proposal.draw === UNDRAWN)
      proposal.draw = luck.uniform(about(decisions.pick, proposal.name), life.picks);
    const draw = luck.uniform(about(decisions.pick, name), life.picks);
    if (draw <= proposal.draw) return;
    proposal.draw = draw;
  }
  proposal.kind = kind;
  proposal.name = name;
  proposal.tier = NEVER;
  proposal.addOn = addOn;
}

/** Segment or personal targeting: the likeliest need, else a larger plan where there is use for it, else a contract. */
function proposeFitting(life: Life, scene: Scene, luck: Luck, tried: i32): void {
  const { offers } = scene.strategy;
  const by = offers.targeting === 'personal' ? BELIEVED : USUAL;
  const { proposal } = life;
  if (life.paying) {
    if (offers.addOns || offers.bundle) proposeBestAddOn(life, scene, luck, by, tried);
    if (
      tried === 0 &&
      offers.bundle &&
      bundleIsOpen(life, scene) &&
      likelyInBundle(life, scene, luck, by) >= 2
    ) {
      proposal.kind = BUNDLE;
      return;
    }
    if (proposal.kind === ADD_ON && offers.addOns) return;
    proposal.kind = NEVER;
  }
  if (tried > 0) return;
  if (usesHalf(life, scene) || !life.paying) proposeUpgrade(life, scene, luck);
  if (proposal.kind !== NEVER || !life.paying) return;
  if (offers.annual && life.contract === MONTHLY) proposal.kind = YEAR;
  else if (offers.multiYear && life.contract === ANNUAL) proposal.kind = YEARS;
}

/** How a need for an add-on is told: from the use of a feature, from the segment, or by what the program believes. */
const SHOWN_BY_USE = 0;
const USUAL = 1;
const BELIEVED = 2;

function seenNeed(life: Life, scene: Scene, luck: Luck, addOn: AddOnScene, by: i32): number {
  if (by === BELIEVED) return perceivedNeed(life, scene, luck, addOn);
  if (by === USUAL) return life.segment.needs[addOn.index]!;
  return (life.needs & (1 << addOn.index)) !== 0 ? 1 : -1;
}

/** Open parts of the bundle that are likely to be needed. */
function likelyInBundle(life: Life, scene: Scene, luck: Luck, by: i32): i32 {
  let likely = 0;
  for (const addOn of scene.addOns)
    if (addOn.inBundle && isOpen(life, addOn, 0) && seenNeed(life, scene, luck, addOn, by) >= LIKELY)
      likely++;
  return likely;
}

/** What the program believes of this customer: right with its accuracy, by a draw for each add-on and contact. */
function perceivedNeed(life: Life, scene: Scene, luck: Luck, addOn: AddOnScene): number {
  const has = (life.needs & (1 << addOn.index)) !== 0;
  const right = luck.uniform(about(decisions.perceivedNeed, addOn.hash), life.picks) < scene.accuracy;
  return has === right ? 1 : 0;
}

/** The open add-on with the highest need that is likely at all; equals are parted by a draw, so order plays no part. */
function proposeBestAddOn(life: Life, scene: Scene, luck: Luck, by: i32, tried: i32): void {
  let best = LIKELY;
  let bestDraw: number = -1;
  for (const addOn of scene.addOns) {
    if (!isOpen(life, addOn, tried)) continue;
    const need = seenNeed(life, scene, luck, addOn, by);
    if (need < best) continue;
    const draw = luck.uniform(about(decisions.pick, addOn.hash), life.picks);
    if (need === best && draw <= bestDraw) continue;
    best = need;
    bestDraw = draw;
    life.proposal.kind = ADD_ON;
    life.proposal.addOn = addOn.index;
  }
}

function isOpen(life: Life, addOn: AddOnScene, tried: i32): boolean {
  if (!addOn.sold || (life.owned & (1 << addOn.index)) !== 0) return false;
  return tried === 0 || (life.offeredNow & (1 << addOn.index)) === 0;
}

function bundleIsOpen(life: Life, scene: Scene): boolean {
  return scene.bundleSet !== 0 && !life.bundled && (scene.bundleSet & ~life.owned) !== 0;
}
