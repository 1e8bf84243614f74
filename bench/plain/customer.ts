/**
 * One customer of the plain model: an object of its own, with sets and words for what the kernel keeps in bits and numbers.
 * The constructor draws who it is (model page, sections "Luck" and "Lives").
 */
import { decisions, traits } from '../../simulations/decisions.ts';
import { hazardAtScore } from '../../simulations/random/beta-quantiles.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import { poisson } from '../../simulations/random/poisson.ts';
import type { Luck } from '../../simulations/random/luck.ts';
import type { PlainSegment, PlainWorld } from './plain-world.ts';

export type Channel = 'existing' | 'paid' | 'organic' | 'referred';
export type Contract = 'monthly' | 'annual' | 'multiYear';
export type OfferKind = 'upgrade' | 'jump' | 'addOn' | 'bundle' | 'annual' | 'multiYear';
export const channels: readonly Channel[] = ['existing', 'paid', 'organic', 'referred'];

export class Customer {
  readonly world: PlainWorld;
  readonly segment: PlainSegment;
  readonly channel: Channel;
  readonly index: number;
  readonly arrival: number;
  private readonly luck: Luck;

  readonly baseHazard: number;
  readonly logWillingness: number;
  readonly engagementLevel: number;
  needs = new Set<string>();
  coverageLot = 1;

  status: 'here' | 'away' | 'gone' = 'here';
  comesBackIn: number | null = null;
  paying = false;
  tier = 0;
  tierSince: number;
  firstPayment: number | null = null;
  owned = new Set<string>();
  unwanted = new Set<string>();
  slipped = new Set<string>();
  bundled = false;
  /** Tier before an upgrade that it was talked into; 'outside' when it did not pay before. */
  talkedUpFrom: number | 'outside' | null = null;
  covered = false;
  contract: Contract = 'monthly';
  contractLeft = 0;
  /** Whether it signed only under pressure, and whether it has noticed. */
  contractRegret: 'none' | 'pending' | 'noticed' = 'none';
  invoiceDue = false;
  planMrr = 0;
  addOnMrr = 0;
  deferred = 0;
  owed = 0;
  agreedBill = 0;
  hiddenBill = false;
  /** MRR at the close of each month in which it paid. */
  history: number[] = [];

  logUsage: number;
  seats: number;
  value: number;
  onboarded: boolean;
  engagement: number;
  trust: number;
  ceiling = 1;
  fatigue = 0;
  attention = 1;
  exposures = 0;
  recognised = false;
  grudge = false;
  wantsOut = false;
  cancelled = false;
  obstructed = false;
  leavesNow = false;
  awake = 0;
  health = 0;

  blocked = false;
  nearLimit = false;
  milestone = false;
  needShown = false;
  justOnboarded = false;
  ticketOpen = false;
  ticketUnresolved = false;
  quietUntil = 0;
  /** Whether it was contacted in this month and in the two before that it was here. */
  contacts: boolean[] = [];
  /** Last month in which it was a customer. */
  lastMonth = 0;

  /** What is left of each running clock, and how often each chance event has come. */
  clocks: Partial<Record<keyof typeof decisions, number | undefined>> = {};
  honestCancelIn = 0;
  private readonly occurrences: Record<string, number> = {};

  constructor(
    luck: Luck,
    world: PlainWorld,
    segment: PlainSegment,
    channel: Channel,
    index: number,
    arrival: number,
  ) {
    this.luck = luck;
    this.world = world;
    this.segment = segment;
    this.channel = channel;
    this.index = index;
    this.arrival = arrival;
    const { fitCorrelation, discoveryRate, onboardedAt, milestoneRate, ticketRate } = world.world.product;
    const { engagementSpread, startingTrust } = world.world.feelings;
    const free = Math.sqrt(1 - fitCorrelation ** 2);
    const fit = fitCorrelation * this.score('fit');
    const { parameters } = segment;
    const churn = channel === 'existing' ? segment.seasonedChurn : segment.churn;
    this.baseHazard =
      churn === null ? segment.commonHazard : hazardAtScore(churn, free * this.score('churn') - fit);
    this.logWillingness =
      Math.log(parameters.willingnessToPay) +
      parameters.willingnessSpread * (free * this.score('willingness') + fit);
    this.logUsage = Math.log(parameters.startingUsage) + parameters.usageSpread * this.score('usage');
    this.seats = 1 + poisson(parameters.startingSeats - 1, this.draw(decisions.trait, traits.seats));
    const logit = Math.log(parameters.engagement / (1 - parameters.engagement));
    this.engagementLevel = 1 / (1 + Math.exp(-logit - engagementSpread * this.score('engagement')));
    this.engagement = this.engagementLevel;
    this.tierSince = arrival;
    this.trust = startingTrust;
    this.value =
      channel === 'existing' ? 1 - 0.5 * (1 - discoveryRate) ** world.world.market.startingTenure : 0;
    this.onboarded = this.value >= onboardedAt;
    this.start('leave');
    if (milestoneRate > 0) this.start('milestone');
    if (ticketRate > 0) this.start('ticket');
    if (parameters.seatGrowth !== 0) this.start('seatChange');
    if (world.manipulates) this.start('recognition');
  }

  /** Traits that matter only once it pays. */
  becomePayer(): void {
    const { fitCorrelation } = this.world.world.product;
    const free = Math.sqrt(1 - fitCorrelation ** 2);
    const fit = fitCorrelation * this.score('fit');
    for (const { id, hash } of this.world.addOns) {
      const need = this.segment.parameters.needs[id] ?? 0;
      if (
        need >= 1 ||
        (need > 0 && free * inverseNormal(this.draw(decisions.need, 0, hash)) - fit < inverseNormal(need))
      )
        this.needs.add(id);
    }
    const { coverage } = this.segment;
    this.coverageLot = coverage > 0 && coverage < 1 ? this.draw(decisions.trait, traits.coverage) : 0;
    if (this.segment.paymentHazard > 0) this.start('failedPayment');
    if (this.world.strategy.offers.featureUse) this.start('featureUse');
    if (this.world.world.leaving.downgradeRate > 0) this.start('downgrade');
  }

  get mrr(): number {
    return this.planMrr + this.addOnMrr;
  }

  /** Add-ons owned that meet a need. */
  get satisfied(): number {
    return [...this.owned].filter((id) => this.needs.has(id) && !this.unwanted.has(id)).length;
  }

  get activity(): number {
    return this.engagement / this.segment.parameters.engagement;
  }

  draw(decision: number, occurrence: number, hash = 0): number {
    this.luck.entity(
      this.index * channels.length + channels.indexOf(this.channel),
      this.segment.hash,
      this.arrival,
    );
    return this.luck.uniform((hash << 8) | decision, occurrence);
  }

  /** How often this has been asked before; counts one more. */
  next(name: string): number {
    const before = this.occurrences[name] ?? 0;
    this.occurrences[name] = before + 1;
    return before;
  }

  /** How often this has been asked so far. */
  times(name: string): number {
    return this.occurrences[name] ?? 0;
  }

  exponential(decision: keyof typeof decisions, occurrence: number): number {
    return -Math.log(this.draw(decisions[decision], occurrence));
  }

  /** Starts a clock at its first occurrence. */
  private start(decision: keyof typeof decisions): void {
    this.clocks[decision] = this.exponential(decision, this.next(decision));
  }

  /** Runs a clock by a hazard; how many events came within it. A clock that never started has none. */
  run(decision: keyof typeof decisions, hazard: number): number {
    let left = this.clocks[decision];
    if (left === undefined) return 0;
    left -= hazard;
    let events = 0;
    for (; left <= 0; events++) left += this.exponential(decision, this.next(decision));
    this.clocks[decision] = left;
    return events;
  }

  private score(trait: keyof typeof traits): number {
    return inverseNormal(this.draw(decisions.trait, traits[trait]));
  }
}
