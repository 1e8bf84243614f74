/**
 * One customer's life under one strategy: the state that mechanisms read and write. It lives alone (model page, section
 * "Lives"): nothing here depends on anybody else. One object is reused for life after life, so that the months allocate
 * nothing; `begin` therefore sets every field that is read before something in the life has set it. What is remembered beside
 * what it was made of (`logOfMrr` and `mrrInLog`, and the like) holds for anybody.
 */
import { bornAt, bornBlocks, bornDecisions } from './born.ts';
import { about, decisions, traits } from './decisions.ts';
import { offerKinds } from './ledger.ts';
import type { Luck } from './random/luck.ts';
import { log } from './random/logarithm.ts';
import { exp } from './random/exponential.ts';
import { poisson } from './random/poisson.ts';
import { inverseNormal } from './random/inverse-normal.ts';
import { hazardAtScore } from './random/beta-quantiles.ts';
import type { Scene, SegmentScene } from './scene.ts';
import { REAL } from './numbers.ts';
import type { i32 } from './numbers.ts';

/** How a customer came; part of its identity. */
export const channels = ['existing', 'paid', 'organic', 'referred'] as const;
export const [EXISTING, PAID, ORGANIC, REFERRED] = [0, 1, 2, 3] as const;

export const MONTHLY = 0;
export const ANNUAL = 1;
export const MULTI_YEAR = 2;

/** Nothing of this kind is ever bought. */
export const NEVER = -1;

/** What an offer is about. */
class Proposal {
  kind = 0;
  tier = 0;
  addOn = 0;
  name = 0;
  draw = REAL;
}

export class Life {
  // who
  segment: SegmentScene;
  channel = 0;
  arrival = 0;

  // traits: drawn at birth, or when they are first asked for
  baseHazard = REAL;
  logWillingness = REAL;
  engagementLevel = REAL;
  /** Bit per add-on of the world. */
  needs = 0;
  coverageLot = REAL;
  /** Drawn at birth (born.ts). */
  readonly born = new Float64Array(16);

  // when
  month = 0;
  /** Place of this segment and month in the ledger's monthly sections. */
  row = 0;
  tierSince = 0;
  firstPayment: i32 = NEVER;
  /** Months that a customer of the start had paid before the first month. */
  paidBefore = REAL;
  firstExpansion: i32 = NEVER;
  leftAt: i32 = NEVER;

  // what it has
  paying = false;
  tier = 0;
  owned = 0;
  bundled = false;
  /** Bought without need, and slipped in by the vendor (a part of the former). */
  unwanted = 0;
  slipped = 0;
  /** Tier held before an upgrade that was talked into, or NEVER. */
  regretsUpgradeFrom: i32 = NEVER;
  covered = false;
  contract: i32 = MONTHLY;
  contractLeft = REAL;
  /** Signed only because it was pressed to, and found out: then the contract is not renewed. */
  talkedIntoContract = false;
  endsAtRenewal = false;
  invoiceDue = false;
  planMrr = REAL;
  addOnMrr = REAL;
  deferred = REAL;
  /** Rises of the plan's price within a contract, for this month's invoice. */
  owed = REAL;
  agreedBill = REAL;
  /** Logarithm of the MRR, and of which MRR: it seldom changes. */
  logOfMrr = REAL;
  mrrInLog = REAL;
  hiddenBill = false;

  // what it does and feels
  logUsage = REAL;
  seats = REAL;
  logSeats = REAL;
  value = REAL;
  /** What worth makes of it, and of which value that was made. */
  logKnown = REAL;
  valueInWorth = REAL;
  /** Share of what was unseen that a month of so many steps leaves unseen: the steps come to rest. */
  leftUnseen = REAL;
  stepsInUnseen = NaN;
  onboarded = false;
  engagement = REAL;
  /** Against the typical customer of the segment, and of which engagement: it comes to rest. */
  activity = REAL;
  engagementInActivity = REAL;
  trust = REAL;
  ceiling = REAL;
  fatigue = REAL;
  attention = REAL;
  exposures = REAL;
  recognised = false;
  grudge = false;
  wantsOut = false;
  /** Hazard ratio of wanting out, and of which pressure. */
  hazardRatio = REAL;
  pressureInRatio = NaN;
  cancelled = false;
  obstructed = false;
  leavesNow = false;
  awake = 0;
  health = REAL;

  // this month
  blocked = false;
  nearLimit = false;
  milestone = false;
  needShown = false;
  justOnboarded = false;
  ticketOpen = false;
  ticketUnresolved = false;
  quietUntil = REAL;
  /** Offers of the last three months, a bit each. */
  recentOffers = 0;

  // clocks: what is left of a unit exponential until the event; occurrences so far
  leaveIn = REAL;
  cancelIn = REAL;
  honestCancelIn = REAL;
  paymentIn = REAL;
  milestoneIn = REAL;
  ticketIn = REAL;
  featureUseIn = REAL;
  seatChangeIn = REAL;
  regretIn = REAL;
  downgradeIn = REAL;
  recognitionIn = REAL;
  wishes = 0;
  payments = 0;
  milestones = 0;
  tickets = 0;
  featureUses = 0;
  seatChanges = 0;
  regrets = 0;
  downgrades = 0;
  returns = 0;
  purchases = 0;
  discoveries = 0;
  picks = 0;
  /** Answers given so far, by kind of offer (a jump is an upgrade), and to each add-on. */
  readonly answers = new Int32Array(offerKinds.length);
  readonly addOnAnswers: Int32Array;
  /** Add-ons offered in this month's contact. */
  offeredNow = 0;
  /** What is put before the customer now. */
  readonly proposal = new Proposal();
  /** On a plan page: odds of each plan against staying. */
  readonly planOdds: Float64Array;

  // money of this month and of the lifetime-value horizon, from the first payment on
  earned = REAL;
  monthCost = REAL;
  lifetimeContribution = REAL;
  lifetimeRevenue = REAL;
  lifetimeUndiscounted = REAL;

  /** MRR at the close of every month from the first payment on; 0 when not paying. */
  readonly history: Float64Array;

  constructor(scene: Scene) {
    const [segment] = scene.segments;
    if (segment === undefined) throw new Error('a life needs a segment');
    this.segment = segment;
    this.history = new Float64Array(scene.months);
    this.addOnAnswers = new Int32Array(scene.addOns.length);
    this.planOdds = new Float64Array(scene.tiers.length);
  }

  get mrr(): number {
    return this.planMrr + this.addOnMrr;
  }
}

/** Remaining time of a clock of unit speed: a unit exponential. The same occurrence has the same one under any strategy. */
export function clock(luck: Luck, decision: i32, occurrence: i32): number {
  return -log(luck.uniform(decision, occurrence));
}

export function logMrr(life: Life): number {
  const { mrr } = life;
  if (mrr !== life.mrrInLog) {
    life.mrrInLog = mrr;
    life.logOfMrr = log(mrr);
  }
  return life.logOfMrr;
}

/** Number of set bits of a small set. */
export function count(set: i32): i32 {
  let left = set;
  let bits = 0;
  while (left !== 0) {
    left &= left - 1;
    bits++;
  }
  return bits;
}

/** Makes `life` the customer who arrives now; `luck` must already stand at this customer's address. */
export function begin(
  life: Life,
  scene: Scene,
  luck: Luck,
  segment: SegmentScene,
  channel: i32,
  arrival: i32,
): void {
  const { born } = life;
  luck.uniforms(bornDecisions, bornBlocks, born);
  drawTraits(life, scene, segment);
  const { feelings } = scene.world;
  life.channel = channel;
  life.arrival = arrival;
  life.tierSince = arrival;
  life.firstPayment = NEVER;
  life.paidBefore = channel === EXISTING ? scene.world.market.startingTenure : 0;
  life.firstExpansion = NEVER;
  life.leftAt = NEVER;

  life.paying = false;
  life.tier = 0;
  life.owned = 0;
  life.bundled = false;
  life.unwanted = 0;
  life.slipped = 0;
  life.regretsUpgradeFrom = NEVER;
  life.covered = false;
  life.contract = MONTHLY;
  life.contractLeft = 0;
  life.talkedIntoContract = false;
  life.endsAtRenewal = false;
  life.invoiceDue = false;
  life.planMrr = 0;
  life.addOnMrr = 0;
  life.deferred = 0;
  life.owed = 0;
  life.agreedBill = 0;
  life.mrrInLog = NaN;
  life.hiddenBill = false;

  // Who arrives has found nothing yet.
  life.value = channel === EXISTING ? scene.startingValue : 0;
  life.valueInWorth = NaN;
  life.onboarded = life.value >= scene.world.product.onboardedAt;
  life.engagement = life.engagementLevel;
  life.engagementInActivity = NaN;
  life.trust = feelings.startingTrust;
  life.ceiling = 1;
  life.fatigue = 0;
  life.attention = 1;
  life.exposures = 0;
  life.recognised = false;
  life.grudge = false;
  life.wantsOut = false;
  life.cancelled = false;
  life.obstructed = false;
  life.leavesNow = false;
  life.awake = 0;
  life.health = 0;
  // Read before the first month has set them: by discovery, and by the plan page at the door.
  life.blocked = false;
  life.nearLimit = false;
  life.milestone = false;
  life.needShown = false;
  life.justOnboarded = false;
  life.ticketOpen = false;
  life.ticketUnresolved = false;
  life.quietUntil = 0;
  life.recentOffers = 0;

  life.wishes = 0;
  life.payments = 0;
  life.milestones = 0;
  life.tickets = 0;
  life.featureUses = 0;
  life.seatChanges = 0;
  life.regrets = 0;
  life.downgrades = 0;
  life.returns = 0;
  life.purchases = 0;
  life.discoveries = 0;
  life.picks = 0;
  life.offeredNow = 0;
  for (let kind = 0; kind < life.answers.length; kind++) life.answers[kind] = 0;
  for (let addOn = 0; addOn < life.addOnAnswers.length; addOn++) life.addOnAnswers[addOn] = 0;
  life.needs = 0;
  life.coverageLot = 1;
  life.leaveIn = -log(born[bornAt.leave]!);
  life.cancelIn = 0;
  life.honestCancelIn = 0;
  life.paymentIn = Infinity;
  life.milestoneIn = scene.world.product.milestoneRate === 0 ? Infinity : -log(born[bornAt.milestone]!);
  life.ticketIn = scene.world.product.ticketRate === 0 ? Infinity : -log(born[bornAt.ticket]!);
  life.featureUseIn = Infinity;
  life.seatChangeIn = segment.seatGrowth === 0 ? Infinity : clock(luck, decisions.seatChange, 0);
  life.regretIn = Infinity;
  life.downgradeIn = Infinity;
  life.recognitionIn = scene.manipulates ? clock(luck, decisions.recognition, 0) : Infinity;

  life.earned = 0;
  life.monthCost = 0;
  life.lifetimeContribution = 0;
  life.lifetimeRevenue = 0;
  life.lifetimeUndiscounted = 0;
}

/**
 * Traits. One hidden fit F ties them: score of churn = -ρF + √(1-ρ²)ε, of willingness to pay = ρF + √(1-ρ²)ε, and a need
 * exists when -ρF + √(1-ρ²)ε lies under its threshold; every margin keeps its own distribution whatever ρ.
 */
function drawTraits(life: Life, scene: Scene, segment: SegmentScene): void {
  const { born } = life;
  life.segment = segment;
  life.logWillingness = NaN;
  life.baseHazard = segment.commonHazard;
  life.logUsage =
    segment.usageSpread === 0
      ? segment.logStartingUsage
      : segment.logStartingUsage + segment.usageSpread * inverseNormal(born[bornAt.trait + traits.usage]!);
  life.seats =
    segment.startingSeats === 1
      ? 1
      : 1 + poisson(segment.startingSeats - 1, born[bornAt.trait + traits.seats]!);
  life.logSeats = life.seats === 1 ? 0 : log(life.seats);
  const spread = scene.world.feelings.engagementSpread;
  life.engagementLevel =
    spread === 0
      ? segment.engagement
      : 1 /
        (1 + exp(-segment.engagementLogit - spread * inverseNormal(born[bornAt.trait + traits.engagement]!)));
}

/** ρF of the hidden fit. */
function fitOf(life: Life, scene: Scene): number {
  const { fitCorrelation: tied } = scene;
  return tied === 0 ? 0 : tied * inverseNormal(life.born[bornAt.trait + traits.fit]!);
}

/** Worked out when it is first asked for: many who sign up leave before they are asked to pay. */
export function logWillingness(life: Life, scene: Scene): number {
  if (life.logWillingness !== life.logWillingness) {
    const { logWillingness: typical, willingnessSpread: spread } = life.segment;
    life.logWillingness =
      spread === 0
        ? typical
        : typical +
          spread *
            (scene.fitRest * inverseNormal(life.born[bornAt.trait + traits.willingness]!) +
              fitOf(life, scene));
  }
  return life.logWillingness;
}

/**
 * Traits and clocks that play a part only once a customer pays. Most who sign up never do, and luck has no sequence, so
 * drawing them at the first payment gives the same numbers as drawing them at birth.
 */
export function drawPayerTraits(life: Life, scene: Scene, luck: Luck): void {
  const { segment, born } = life;
  const { fitRest: free } = scene;
  const churn = life.channel === EXISTING ? segment.seasonedChurn : segment.churn;
  const fit = fitOf(life, scene);
  life.baseHazard =
    churn === null
      ? segment.commonHazard
      : hazardAtScore(churn, free * inverseNormal(born[bornAt.trait + traits.churn]!) - fit);
  for (let month = life.month; month < scene.months; month++) life.history[month] = 0;
  life.needs = 0;
  for (const addOn of scene.addOns) {
    const threshold = segment.needScores[addOn.index]!;
    const certain = threshold === Infinity || threshold === -Infinity;
    const needed = certain
      ? threshold > 0
      : free * inverseNormal(luck.uniform(about(decisions.need, addOn.hash), 0)) - fit < threshold;
    if (needed) life.needs |= 1 << addOn.index;
  }
  life.coverageLot =
    segment.coverage > 0 && segment.coverage < 1 ? luck.uniform(decisions.trait, traits.coverage) : 0;
  life.paymentIn = segment.paymentHazard === 0 ? Infinity : clock(luck, decisions.failedPayment, 0);
  life.featureUseIn = scene.strategy.offers.featureUse ? clock(luck, decisions.featureUse, 0) : Infinity;
  life.downgradeIn = scene.downgradeHazard === 0 ? Infinity : clock(luck, decisions.downgrade, 0);
}
