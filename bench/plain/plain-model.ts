/**
 * The same model written a second time, the plain way: an object for every customer, month by month over all of them, Math.exp
 * and Math.log, sets and words. It shares with the kernel the parameters, the luck and the samplers, and no equation.
 * tests/bench holds the two against each other; bench/main.ts asks how much faster the kernel is.
 */
import { decisions } from '../../simulations/decisions.ts';
import type { MonthlyMeasure } from '../../simulations/ledger.ts';
import { hash32 } from '../../simulations/random/hash.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { poisson } from '../../simulations/random/poisson.ts';
import { channels, Customer } from './customer.ts';
import type { Channel, Contract, OfferKind } from './customer.ts';
import { hazardOf, PlainWorld } from './plain-world.ts';
import type { PlainAddOn, PlainSegment, PlainStudy } from './plain-world.ts';

type Trigger = 'wall' | 'planPage' | 'nearLimit' | 'onboarded' | 'milestone' | 'featureUse' | 'blast';
type Cause =
  | 'expansionUpgrade'
  | 'expansionAddOn'
  | 'expansionBundle'
  | 'expansionSeats'
  | 'expansionUsage'
  | 'returnedMrr'
  | 'first';
type Ending = 'stays' | 'leaves' | 'paymentFailed';

interface Proposal {
  readonly kind: OfferKind;
  readonly tier?: number;
  readonly addOn?: PlainAddOn;
}

/** Sums by measure, segment and month; what nobody posted is 0. */
export class PlainLedger {
  private readonly sums: Partial<Record<MonthlyMeasure, number[][]>> = {};

  post(measure: MonthlyMeasure, segment: number, month: number, amount: number): void {
    const ofSegment = ((this.sums[measure] ??= [])[segment] ??= []);
    ofSegment[month] = (ofSegment[month] ?? 0) + amount;
  }

  at(measure: MonthlyMeasure, segment: number, month: number): number {
    return this.sums[measure]?.[segment]?.[month] ?? 0;
  }
}

/** One replication. */
export function simulatePlainly(study: PlainStudy, replication: number): PlainLedger {
  const simulation = new PlainSimulation(study, replication);
  for (let month = 0; month < study.run.months; month++) simulation.live(month);
  simulation.compareWithYearAgo();
  return simulation.ledger;
}

class PlainSimulation {
  readonly ledger = new PlainLedger();
  private readonly scene: PlainWorld;
  private readonly luck: Luck;
  private readonly macro: readonly number[];
  /** Who is here or may come back, and who has ever paid. */
  private customers: Customer[] = [];
  private readonly payers: Customer[] = [];
  private reputation: number;
  private signedUp = 0;
  private fineIn: number;
  private fines = 0;
  private month = 0;

  constructor(study: PlainStudy, replication: number) {
    this.scene = new PlainWorld(study);
    this.luck = new Luck(keyFromPhrase(study.run.seed));
    this.luck.replication(replication);
    this.macro = this.macroPath();
    this.reputation = this.scene.world.wordOfMouth.startingReputation;
    this.fineIn = this.fineClock();
  }

  // ---- A month of the company -------------------------------------------------------------------------------

  live(month: number): void {
    this.month = month;
    this.welcome();
    for (const customer of this.customers) {
      if (customer.status === 'away' && customer.comesBackIn === month) this.comeBack(customer);
      if (customer.status === 'here') this.liveMonth(customer);
    }
    this.customers = this.customers.filter(({ status }) => status !== 'gone');
    this.closeMonth();
  }

  private total(measure: MonthlyMeasure, month: number): number {
    return month < 0
      ? 0
      : this.scene.segments.reduce((sum, { index }) => sum + this.ledger.at(measure, index, month), 0);
  }

  private post(customer: Customer, measure: MonthlyMeasure, amount: number): void {
    this.ledger.post(measure, customer.segment.index, this.month, amount);
  }

  /** Everybody who comes this month; who meets the plan page first and chooses nothing goes at once. */
  private welcome(): void {
    const { scene, month, ledger } = this;
    const { market, wordOfMouth } = scene.world;
    const { budget, manipulation } = scene.strategy;
    const policy = this.total('successCost', month - 1) + this.total('programCost', month - 1);
    const left = budget.perMonth + budget.shareOfRevenue * this.total('revenue', month - 1) - policy;
    const acquisition = left > 0 && month < budget.acquisitionUntil ? left : 0;
    const room = market.size === null ? 1 : Math.max(0, 1 - this.signedUp / market.size);
    const reputation = (this.reputation / wordOfMouth.startingReputation) ** wordOfMouth.reputationPower;
    const open = room * (1 - wordOfMouth.deterrence * manipulation.obstruction) * reputation;
    const paid =
      acquisition === 0
        ? 0
        : (acquisition / market.costPerSignup) *
          (acquisition / market.referenceSpend) ** (market.acquisitionElasticity - 1);
    const means: Record<Channel, number> = {
      existing: 0,
      paid: paid * open,
      organic: market.organicPerMonth * open,
      referred: this.total('referralLeads', month - 1) * open,
    };
    const starting = this.startingCustomers();
    for (const segment of scene.segments) {
      const draw = this.freePlanDraw(segment);
      ledger.post('acquisitionCost', segment.index, month, acquisition * segment.share);
      ledger.post('overspentBudget', segment.index, month, Math.max(0, -left) * segment.share);
      for (const channel of channels) {
        const arrived =
          channel === 'existing'
            ? month === 0
              ? starting[segment.index]!
              : 0
            : this.arrivals(segment, channel, means[channel] * segment.share * draw);
        if (channel !== 'existing') {
          this.signedUp += arrived;
          ledger.post(`${channel}Signups`, segment.index, month, arrived);
        }
        for (let index = 0; index < arrived; index++)
          this.enter(new Customer(this.luck, scene, segment, channel, index, month));
      }
    }
  }

  /** Sign-ups against those with the free plan that the market's numbers are stated for. */
  private freePlanDraw({ parameters }: PlainSegment): number {
    const { market, acceptance } = this.scene.world;
    const [free] = this.scene.strategy.ladder.tiers;
    if (free === undefined || free.pricePerMonth > 0) return 1;
    const wanted = acceptance.headroom * parameters.startingUsage;
    const usage = (limit: number | null) => Math.min(1, (limit ?? Infinity) / wanted);
    const seats = Math.min(1, (free.seatLimit ?? Infinity) / parameters.startingSeats);
    const room = Math.min(usage(free.usageLimit), seats, free.featureLimit ?? 1);
    return (room / usage(market.referenceFreeUsage)) ** market.freeRoomElasticity;
  }

  private arrivals(segment: PlainSegment, channel: Channel, mean: number): number {
    if (mean <= 0) return 0;
    this.luck.entity(0x7fff0000 + channels.indexOf(channel), segment.hash, this.month);
    return poisson(mean, this.luck.uniform(decisions.arrivals, 0));
  }

  /** Whole customers: the largest remainders get one more. */
  private startingCustomers(): number[] {
    const all = Math.round(this.scene.world.market.startingCustomers);
    const exact = this.scene.segments.map(({ startingShare }) => all * startingShare);
    const counts = exact.map(Math.floor);
    const ranked = [...this.scene.segments].sort(
      (one, other) =>
        exact[other.index]! - counts[other.index]! - (exact[one.index]! - counts[one.index]!) ||
        one.hash - other.hash,
    );
    let left = all - counts.reduce((sum, count) => sum + count, 0);
    for (const { index, startingShare } of ranked) {
      if (left > 0 && startingShare > 0) {
        counts[index]!++;
        left--;
      }
    }
    return counts;
  }

  private closeMonth(): void {
    const { scene, month, ledger } = this;
    const { costs, wordOfMouth } = scene.world;
    const { manipulation } = scene.strategy;
    for (const { index } of scene.segments) {
      const goods =
        costs.goodsShare * ledger.at('revenue', index, month) +
        costs.freeUser * ledger.at('freeUsers', index, month);
      ledger.post('goodsCost', index, month, goods);
    }
    const praise = this.total('praise', month);
    const warnings = this.total('warnings', month);
    const target =
      (wordOfMouth.startingReputation * wordOfMouth.priorVoices + praise) /
      (wordOfMouth.priorVoices + praise + wordOfMouth.negativeWeight * warnings);
    this.reputation += (1 - 0.5 ** (1 / wordOfMouth.reputationHalfLife)) * (target - this.reputation);
    for (const { index } of scene.segments) ledger.post('reputation', index, month, this.reputation);

    const paying = this.total('payingCustomers', month);
    if (costs.fineProbability === 0 || !scene.manipulates || paying === 0) return;
    const patterns = Object.values(manipulation);
    const intensity = patterns.reduce((sum, one) => sum + one, 0) / patterns.length;
    this.fineIn -=
      (hazardOf(costs.fineProbability) / 12) * intensity * (this.total('manipulated', month) / paying);
    while (this.fineIn <= 0) {
      for (const { index } of scene.segments) {
        let revenue = 0;
        for (let back = Math.max(0, month - 11); back <= month; back++)
          revenue += ledger.at('revenue', index, back);
        ledger.post('fines', index, month, costs.fineShare * revenue);
      }
      this.fines++;
      this.fineIn += this.fineClock();
    }
  }

  private fineClock(): number {
    const company = hash32('company') | 0;
    this.luck.entity(company, company, 0);
    return -Math.log(this.luck.uniform(decisions.fine, this.fines));
  }

  private macroPath(): number[] {
    const { macroSpread, macroPersistence } = this.scene.world.product;
    const macro = hash32('macro') | 0;
    this.luck.entity(macro, macro, 0);
    const path: number[] = [];
    for (let month = 0; month < this.scene.months; month++) {
      const score = macroSpread * inverseNormal(this.luck.uniform(decisions.macro, month));
      path.push(
        month === 0
          ? score
          : macroPersistence * path[month - 1]! + Math.sqrt(1 - macroPersistence ** 2) * score,
      );
    }
    return path;
  }

  // ---- A month of a customer --------------------------------------------------------------------------------

  private enter(customer: Customer): void {
    const { scene } = this;
    const { tiers, entry } = scene.strategy.ladder;
    if (customer.channel === 'existing') {
      const fitting = tiers.findIndex(
        (tier, index) => index >= scene.firstPaidTier && customer.logUsage <= logLimit(tier.usageLimit),
      );
      const tier = fitting < 0 ? Math.max(scene.firstPaidTier, tiers.length - 1) : fitting;
      customer.tier = tier;
      this.firstPurchase(customer, tier, false);
    } else if (entry === 'planPage') {
      this.answerPlanPage(customer, 'planPage');
      if (!customer.paying && scene.firstPaidTier === 0) return;
    } else if (scene.firstPaidTier === 0) {
      this.firstPurchase(customer, 0, false);
      this.answerAnnualAtStart(customer);
    }
    this.customers.push(customer);
  }

  private liveMonth(customer: Customer): void {
    this.grow(customer);
    this.discover(customer);
    this.reachMilestones(customer);
    this.raiseTickets(customer);
    customer.needShown =
      customer.run('featureUse', this.scene.world.product.featureUseRate * customer.activity) > 0;
    this.meetLimits(customer);
    this.offer(customer);
    this.recognise(customer);
    this.regret(customer);
    this.feel(customer);
    if (customer.paying) {
      this.invoice(customer);
      this.shrink(customer);
    }
    const wantedOut = customer.wantsOut;
    const ending = this.leave(customer);
    this.talk(customer);
    if (customer.paying) {
      const unwanted = this.unwantedRevenue(customer);
      if (unwanted > 0) this.post(customer, 'unwantedRevenue', unwanted);
      if (wantedOut && customer.contract === 'monthly') this.post(customer, 'trappedRevenue', this.earned);
    }
    if (ending === 'stays') this.close(customer);
    else if (customer.paying) this.part(customer, ending);
    else {
      this.post(customer, 'freeLeavers', 1);
      customer.status = 'gone';
    }
  }

  private earned = 0;

  private grow(customer: Customer): void {
    const { usageGrowth, usageVolatility, seatGrowth } = customer.segment.parameters;
    const age = this.month - customer.arrival;
    customer.logUsage += usageGrowth * customer.activity + this.macro[this.month]!;
    if (usageVolatility > 0)
      customer.logUsage += usageVolatility * inverseNormal(customer.draw(decisions.usageChange, age));
    const mean = Math.abs(seatGrowth) * customer.seats;
    const changes =
      mean > 20
        ? poisson(mean, customer.draw(decisions.seatsChanged, age))
        : customer.run('seatChange', mean);
    customer.seats = Math.max(1, customer.seats + Math.sign(seatGrowth) * changes);
  }

  private discover(customer: Customer): void {
    const { discoveryRate, blockedDiscovery, onboardedAt } = this.scene.world.product;
    const coverage = customer.covered ? 1 + this.scene.world.feelings.coverageDiscovery : 1;
    const speed = customer.activity * (customer.blocked ? blockedDiscovery : 1) * coverage;
    // A rate of 1 finds all at once, but nobody who does nothing finds anything.
    if (discoveryRate > 0)
      customer.value = 1 - (1 - customer.value) * Math.exp(-hazardOf(discoveryRate) * speed);
    customer.justOnboarded = !customer.onboarded && customer.value >= onboardedAt;
    customer.onboarded ||= customer.justOnboarded;
  }

  private reachMilestones(customer: Customer): void {
    const reached = customer.run('milestone', this.scene.world.product.milestoneRate * customer.activity);
    customer.milestone = reached > 0;
    for (let moment = 0; moment < reached; moment++) this.please(customer);
  }

  private raiseTickets(customer: Customer): void {
    const { product, feelings, costs } = this.scene.world;
    const rate = product.ticketRate * (customer.contract === 'monthly' ? 1 : product.contractTicketRatio);
    const tickets = customer.run('ticket', rate);
    customer.ticketOpen = tickets > 0;
    customer.ticketUnresolved = false;
    if (tickets > 0) customer.quietUntil = this.month + this.scene.strategy.offers.blackoutTicket;
    for (let ticket = 0; ticket < tickets; ticket++) {
      const unresolved =
        (1 - product.ticketResolution) * (customer.covered ? 1 - feelings.coverageResolution : 1);
      if (customer.draw(decisions.ticketResolved, customer.next('ticketResolved')) < unresolved) {
        customer.ticketUnresolved = true;
        this.wrong(customer, 1);
      } else this.please(customer);
      this.post(customer, 'supportCost', costs.ticket);
    }
  }

  private meetLimits(customer: Customer): void {
    const tier = this.scene.strategy.ladder.tiers[customer.tier];
    const wasBlocked = customer.blocked;
    customer.blocked = false;
    customer.nearLimit = false;
    if (tier === undefined) return;
    const months = this.month - customer.tierSince;
    const beyond = (share: number) =>
      customer.logUsage > logLimit(tier.usageLimit) + (share === 1 ? 0 : Math.log(share)) ||
      customer.seats > share * (tier.seatLimit ?? Infinity) ||
      months >= share * (tier.monthsLimit ?? Infinity) ||
      customer.value > share * (tier.featureLimit ?? Infinity);
    customer.blocked = beyond(1);
    customer.nearLimit = !customer.blocked && beyond(0.8);
    if (customer.blocked && !wasBlocked && !customer.paying) {
      this.post(customer, 'wallsMet', 1);
      this.post(customer, 'valueAtWall', customer.value);
    }
  }

  // ---- Offers -----------------------------------------------------------------------------------------------

  private offer(customer: Customer): void {
    const { offers, manipulation } = this.scene.strategy;
    const { costs, leaving } = this.scene.world;
    customer.contacts = [false, ...customer.contacts].slice(0, 3);
    if (customer.wantsOut || this.month === customer.arrival) return;
    if (customer.blocked && offers.limitReached && this.nextTier(customer) !== null) {
      this.answerPlanPage(customer, 'wall');
      return;
    }
    const trigger = this.triggerOf(customer);
    if (trigger === null || this.isQuiet(customer)) return;

    const most = trigger === 'featureUse' ? 1 : offers.atOnce;
    const planned = new Set<string>();
    let shown = 0;
    while (shown < most) {
      const proposal = this.choose(customer, trigger, shown, planned);
      if (proposal === null) break;
      shown++;
      if (proposal.addOn === undefined) break;
      planned.add(proposal.addOn.id);
    }
    if (shown === 0) return;

    customer.contacts[0] = true;
    customer.fatigue += (1 + manipulation.nagging) / (0.5 + customer.engagement);
    let cost = this.byManager(customer) ? costs.managerOffer : costs.inAppOffer;
    if (trigger === 'blast') {
      cost += offers.campaignCost;
      if (customer.engagement < leaving.inertBelow) customer.awake = 3;
    }
    this.post(customer, 'programCost', cost);
    const offered = new Set<string>();
    for (let tried = 0; tried < shown; tried++) {
      const proposal = this.choose(customer, trigger, tried, offered);
      if (proposal === null) break;
      if (proposal.addOn !== undefined) offered.add(proposal.addOn.id);
      this.answerOffer(customer, proposal, shown);
    }
    customer.next('pick');
  }

  private triggerOf(customer: Customer): Trigger | null {
    const { offers } = this.scene.strategy;
    if (customer.nearLimit && offers.nearLimit && offers.upgrades && this.nextTier(customer) !== null)
      return 'nearLimit';
    if (customer.needShown && offers.featureUse && customer.paying) return 'featureUse';
    if (customer.justOnboarded && offers.onboarded) return 'onboarded';
    if (customer.milestone && offers.milestone) return 'milestone';
    if (offers.blastEvery > 0 && this.month % offers.blastEvery === 0) return 'blast';
    return null;
  }

  private isQuiet(customer: Customer): boolean {
    const { offers } = this.scene.strategy;
    const inert = customer.engagement < this.scene.world.leaving.inertBelow;
    return (
      (offers.blackoutOnboarding && !customer.onboarded) ||
      this.month < customer.quietUntil ||
      customer.contacts.filter(Boolean).length >= (inert ? offers.capInert : offers.capPerQuarter)
    );
  }

  private choose(
    customer: Customer,
    trigger: Trigger,
    tried: number,
    offered: ReadonlySet<string>,
  ): Proposal | null {
    const { offers } = this.scene.strategy;
    const open = this.scene.addOns.filter(
      ({ id, price }) => price !== null && !customer.owned.has(id) && !offered.has(id),
    );
    if (trigger === 'nearLimit') return this.upgradeProposal(customer);
    if (trigger === 'featureUse')
      return this.highest(customer, open.filter(({ id }) => customer.needs.has(id)).map(addOnProposal));
    if (offers.targeting === 'none') return this.chooseAny(customer, tried, open);
    return this.chooseFitting(customer, tried, open);
  }

  private nextTier(customer: Customer): number | null {
    const { tiers, pricing } = this.scene.strategy.ladder;
    if (customer.tier + 1 >= tiers.length || (customer.paying && pricing === 'hybrid')) return null;
    return customer.tier + 1;
  }

  private upgradeProposal(customer: Customer): Proposal | null {
    const { jump, tiers } = this.scene.strategy.ladder;
    const next = this.nextTier(customer);
    if (next === null || !this.scene.strategy.offers.upgrades) return null;
    const higher = tiers.length - next;
    const asked = customer.times('answer upgrade');
    if (jump > 0 && higher > 1 && customer.draw(decisions.jump, asked) < jump) {
      return { kind: 'jump', tier: next + Math.floor(customer.draw(decisions.jumpTarget, asked) * higher) };
    }
    return { kind: 'upgrade', tier: next };
  }

  /** The proposal with the highest draw of its own; of one the draw plays no part. */
  private highest(customer: Customer, proposals: readonly Proposal[]): Proposal | null {
    const kinds = { upgrade: 0, jump: 1, addOn: 2, bundle: 3, annual: 4, multiYear: 5 };
    const draw = ({ kind, addOn }: Proposal) =>
      customer.draw(decisions.pick, customer.times('pick'), addOn?.hash ?? kinds[kind]);
    return proposals.reduce<Proposal | null>(
      (best, one) => (best === null || draw(one) > draw(best) ? one : best),
      null,
    );
  }

  private chooseAny(customer: Customer, tried: number, open: readonly PlainAddOn[]): Proposal | null {
    const { offers } = this.scene.strategy;
    const first = tried === 0;
    const proposals: Proposal[] = [];
    if (first && offers.upgrades && this.nextTier(customer) !== null) proposals.push({ kind: 'upgrade' });
    if (customer.paying && offers.addOns) proposals.push(...open.map(addOnProposal));
    if (first && customer.paying) {
      if (offers.bundle && this.bundleIsOpen(customer)) proposals.push({ kind: 'bundle' });
      proposals.push(...this.contractProposals(customer));
    }
    const chosen = this.highest(customer, proposals);
    return chosen?.kind === 'upgrade' ? this.upgradeProposal(customer) : chosen;
  }

  private chooseFitting(customer: Customer, tried: number, open: readonly PlainAddOn[]): Proposal | null {
    const { offers } = this.scene.strategy;
    if (customer.paying) {
      const needs = new Map(open.map((addOn) => [addOn, this.seenNeed(customer, addOn)]));
      const likely = open.filter((addOn) => needs.get(addOn)! >= 0.5);
      if (
        offers.bundle &&
        tried === 0 &&
        likely.filter(({ inBundle }) => inBundle).length >= 2 &&
        this.bundleIsOpen(customer)
      ) {
        return { kind: 'bundle' };
      }
      const most = Math.max(...likely.map((addOn) => needs.get(addOn)!));
      const best = this.highest(
        customer,
        likely.filter((addOn) => needs.get(addOn) === most).map(addOnProposal),
      );
      if (best !== null && offers.addOns) return best;
    }
    if (tried > 0) return null;
    const upgrade = this.usesHalf(customer) || !customer.paying ? this.upgradeProposal(customer) : null;
    if (upgrade !== null || !customer.paying) return upgrade;
    return this.contractProposals(customer)[0] ?? null;
  }

  private contractProposals(customer: Customer): Proposal[] {
    const { offers } = this.scene.strategy;
    if (offers.annual && customer.contract === 'monthly') return [{ kind: 'annual' }];
    if (offers.multiYear && customer.contract === 'annual') return [{ kind: 'multiYear' }];
    return [];
  }

  private seenNeed(customer: Customer, { id, hash }: PlainAddOn): number {
    if (this.scene.strategy.offers.targeting === 'segment') return customer.segment.parameters.needs[id] ?? 0;
    const right = customer.draw(decisions.perceivedNeed, customer.times('pick'), hash) < this.scene.accuracy;
    return customer.needs.has(id) === right ? 1 : 0;
  }

  private bundleIsOpen(customer: Customer): boolean {
    return !customer.bundled && this.scene.bundle.some(({ id }) => !customer.owned.has(id));
  }

  private byManager(customer: Customer): boolean {
    return customer.covered && this.scene.strategy.offers.channel === 'manager';
  }

  private usesHalf(customer: Customer): boolean {
    const limit = logLimit(this.scene.strategy.ladder.tiers[customer.tier]?.usageLimit ?? null);
    return customer.blocked || customer.nearLimit || customer.logUsage > limit - Math.LN2;
  }

  // ---- Answers ----------------------------------------------------------------------------------------------

  private mood(customer: Customer): number {
    const { acceptance, feelings } = this.scene.world;
    return (
      acceptance.value * (customer.value - 0.5) +
      acceptance.trust * (customer.trust - feelings.startingTrust) +
      acceptance.engagement * (customer.engagement - customer.segment.parameters.engagement) -
      acceptance.fatigue * customer.fatigue +
      (customer.milestone ? acceptance.moment : 0) +
      (customer.blocked ? acceptance.limit : 0) -
      (customer.onboarded ? 0 : acceptance.onboarding) -
      (customer.ticketOpen ? acceptance.ticket : 0) +
      (this.byManager(customer) ? acceptance.manager : 0)
    );
  }

  private logWorth(customer: Customer, tier: number, products: number): number {
    const { acceptance } = this.scene.world;
    const { parameters } = customer.segment;
    const room =
      logLimit(this.scene.strategy.ladder.tiers[tier]?.usageLimit ?? null) - Math.log(acceptance.headroom);
    const usage = Math.min(room, customer.logUsage) - Math.log(parameters.startingUsage);
    const seats = Math.log(customer.seats / parameters.startingSeats);
    const seen = (acceptance.valueFloor + customer.value) / (acceptance.valueFloor + 0.5);
    return (
      customer.logWillingness +
      acceptance.usageWorth * (usage + seats) +
      Math.log(seen) +
      Math.log1p(products * acceptance.addOnWorth) +
      this.macro[this.month]!
    );
  }

  private priceTerms(
    customer: Customer,
    logWorth: number,
    total: number,
    shown: number,
    anchoring: number,
  ): number {
    const { worth, step } = this.scene.world.acceptance;
    const current = customer.paying ? customer.mrr : Math.exp(logWorth);
    const reference = (1 - anchoring) * current + anchoring * Math.max(shown, current);
    const rise = reference > 0 ? Math.max(0, Math.log(total / reference)) : 0;
    return worth * (logWorth - Math.log(total)) - step * rise;
  }

  private utilityOfTier(customer: Customer, tier: number): number {
    const { acceptance } = this.scene.world;
    const { ladder } = this.scene.strategy;
    const bill = (of: number) => this.planPrice(customer, of, customer.contract) + customer.addOnMrr;
    const worth = this.logWorth(customer, tier, customer.satisfied);
    const anchoring = acceptance.anchoring * ladder.dearestFirst;
    return (
      (customer.paying ? acceptance.upgrade : acceptance.firstPurchase) +
      ladder.tiers[tier]!.appeal +
      this.priceTerms(customer, worth, bill(tier), bill(ladder.tiers.length - 1), anchoring)
    );
  }

  private answerPlanPage(customer: Customer, _trigger: Trigger): void {
    const { tiers } = this.scene.strategy.ladder;
    const { persuasion } = this.scene;
    const first =
      customer.paying || tiers[customer.tier]!.pricePerMonth === 0 ? customer.tier + 1 : customer.tier;
    const mood = this.mood(customer);
    const choices = tiers
      .map((tier, index) => ({ tier, index }))
      .filter(({ tier, index }) => index >= first && (index === tiers.length - 1 || fits(customer, tier)))
      .map(({ index }) => ({
        index,
        odds: Math.exp(mood + this.utilityOfTier(customer, index)),
      }));
    const attraction = choices.reduce((sum, { odds }) => sum + odds, 0);
    if (attraction === 0) return;
    const roll = customer.draw(decisions.answerUpgrade, customer.next('answer upgrade'));
    this.post(customer, 'offersShown', 1);
    this.expose(customer);
    const lift = Math.exp(persuasion);
    let reached = 0;
    for (const { index, odds } of choices.reverse()) {
      reached += (lift * odds) / (1 + lift * attraction);
      if (roll >= reached) continue;
      this.post(customer, 'offersAccepted', 1);
      this.takeTier(customer, index, persuasion > 0 && roll >= attraction / (1 + attraction));
      return;
    }
  }

  private takeTier(customer: Customer, tier: number, talkedInto: boolean): void {
    customer.hiddenBill = this.scene.strategy.manipulation.hiddenCost > 0;
    if (customer.paying) {
      this.upgrade(customer, tier, talkedInto);
    } else {
      this.firstPurchase(customer, tier, talkedInto);
      this.answerAnnualAtStart(customer);
    }
  }

  private answerAnnualAtStart(customer: Customer): void {
    if (!this.scene.strategy.contracts.annualAtStart) return;
    const utility = this.utilityOfContract('annual') + this.mood(customer);
    if (customer.draw(decisions.annualAtStart, 0) < logistic(utility))
      this.signContract(customer, 'annual', false);
  }

  private utilityOfContract(kind: 'annual' | 'multiYear'): number {
    const { acceptance } = this.scene.world;
    const { annualDiscount, multiYearDiscount } = this.scene.strategy.contracts;
    return kind === 'annual'
      ? acceptance.annual + acceptance.discount * annualDiscount
      : acceptance.multiYear + acceptance.discount * (multiYearDiscount - annualDiscount);
  }

  private answerOffer(customer: Customer, proposal: Proposal, decisionsShown: number): void {
    const { feelings, acceptance } = this.scene.world;
    const { persuasion } = this.scene;
    const { kind, addOn } = proposal;
    const utility =
      this.mood(customer) +
      this.utilityOfProposal(customer, proposal) -
      acceptance.choiceOverload * Math.log(decisionsShown);
    const roll = this.drawAnswer(customer, proposal);
    const { attention } = customer;
    this.post(customer, 'offersShown', 1);
    this.expose(customer);
    const relevant = this.isRelevant(customer, proposal);
    if (!relevant || !customer.onboarded || customer.ticketOpen) this.wrong(customer, feelings.irrelevance);
    customer.attention += relevant
      ? feelings.attentionRecovery * (1 - attention)
      : -feelings.attentionLoss * attention;
    if (roll >= attention * logistic(utility + persuasion)) return;
    const talkedInto = persuasion > 0 && roll >= attention * logistic(utility);
    this.post(customer, 'offersAccepted', 1);
    if (kind === 'upgrade' || kind === 'jump') {
      this.takeTier(customer, proposal.tier!, talkedInto);
      return;
    }
    customer.hiddenBill = this.scene.strategy.manipulation.hiddenCost > 0;
    if (kind === 'bundle') this.buyBundle(customer, talkedInto);
    else if (kind === 'addOn') this.buyAddOn(customer, addOn!, talkedInto);
    else this.signContract(customer, kind, talkedInto);
  }

  private isRelevant(customer: Customer, { kind, addOn }: Proposal): boolean {
    if (kind === 'addOn') return customer.needs.has(addOn!.id);
    if (kind === 'bundle')
      return this.scene.bundle.some(({ id }) => !customer.owned.has(id) && customer.needs.has(id));
    if (kind === 'upgrade' || kind === 'jump') return this.usesHalf(customer) || !customer.paying;
    return true;
  }

  private utilityOfProposal(customer: Customer, { kind, tier, addOn }: Proposal): number {
    const { scene } = this;
    const { acceptance } = scene.world;
    if (kind === 'upgrade' || kind === 'jump') return this.utilityOfTier(customer, tier!);
    if (kind === 'annual' || kind === 'multiYear') return this.utilityOfContract(kind);
    const added = (kind === 'bundle' ? scene.bundle : [addOn!]).filter(({ id }) => !customer.owned.has(id));
    const needed = added.some(({ id }) => customer.needs.has(id));
    const owned = new Set([...customer.owned, ...added.map(({ id }) => id)]);
    const met = [...owned].filter((id) => customer.needs.has(id) && !customer.unwanted.has(id)).length;
    const total = customer.planMrr + this.addOnsPrice(owned, customer.bundled || kind === 'bundle');
    const beside = kind === 'addOn' && addOn!.inBundle ? customer.mrr + scene.bundlePrice : total;
    const saving = acceptance.bundleSaving * (scene.strategy.bundle?.discount ?? 0);
    return (
      (kind === 'bundle' ? acceptance.bundle + saving : acceptance.addOn) +
      (needed ? acceptance.need : -acceptance.need) +
      this.priceTerms(
        customer,
        this.logWorth(customer, customer.tier, met),
        total,
        Math.max(beside, total),
        acceptance.anchoring,
      )
    );
  }

  private drawAnswer(customer: Customer, { kind, addOn }: Proposal): number {
    if (kind === 'addOn')
      return customer.draw(decisions.answerAddOn, customer.next(`answer ${addOn!.id}`), addOn!.hash);
    if (kind === 'upgrade' || kind === 'jump')
      return customer.draw(decisions.answerUpgrade, customer.next('answer upgrade'));
    const asked = {
      bundle: decisions.answerBundle,
      annual: decisions.answerAnnual,
      multiYear: decisions.answerMultiYear,
    };
    return customer.draw(asked[kind], customer.next(`answer ${kind}`));
  }

  private expose(customer: Customer): void {
    const { pressure } = this.scene;
    if (pressure === 0) return;
    customer.exposures += pressure;
    if (customer.recognised) this.wrong(customer, Math.min(1, pressure));
  }

  // ---- Purchases and money ----------------------------------------------------------------------------------

  private firstPurchase(customer: Customer, tier: number, talkedInto: boolean): void {
    if (talkedInto) this.regretsUpgrade(customer, 'outside');
    customer.becomePayer();
    const existing = customer.channel === 'existing';
    this.enterTier(customer, tier);
    this.startPaying(customer, 'first');
    customer.firstPayment = this.month;
    this.payers.push(customer);
    this.post(customer, existing ? 'startingCustomers' : 'newCustomers', 1);
    if (!existing) this.sneak(customer, 'first');
    customer.agreedBill = customer.mrr;
  }

  private startPaying(customer: Customer, cause: Cause): void {
    customer.paying = true;
    customer.covered = customer.coverageLot < customer.segment.coverage;
    this.setPlan(customer, this.planPrice(customer, customer.tier, customer.contract), cause);
  }

  private upgrade(customer: Customer, tier: number, talkedInto: boolean): void {
    if (talkedInto) this.regretsUpgrade(customer, customer.tier);
    this.enterTier(customer, tier);
    this.setPlan(customer, this.planPrice(customer, tier, customer.contract), 'expansionUpgrade');
    this.sneak(customer, 'expansionAddOn');
    customer.agreedBill = customer.mrr;
  }

  private enterTier(customer: Customer, tier: number): void {
    const buried = !this.scene.strategy.ladder.featuresOneByOne && tier > customer.tier;
    const began = customer.channel === 'existing' && customer.firstPayment === null;
    if (buried && !began) customer.value *= 1 - this.scene.world.product.overwhelm;
    this.changeTier(customer, tier);
    customer.blocked = false;
  }

  private changeTier(customer: Customer, tier: number): void {
    customer.tier = tier;
    customer.tierSince = this.month;
  }

  private buyAddOn(customer: Customer, { id }: PlainAddOn, talkedInto: boolean): void {
    customer.owned.add(id);
    if (customer.needs.has(id) && !talkedInto) this.please(customer);
    else this.regretsProducts(customer, [id]);
    this.setAddOns(customer, 'expansionAddOn');
    this.sneak(customer, 'expansionAddOn');
    customer.agreedBill = customer.mrr;
  }

  private buyBundle(customer: Customer, talkedInto: boolean): void {
    const added = this.scene.bundle.map(({ id }) => id).filter((id) => !customer.owned.has(id));
    customer.bundled = true;
    for (const { id } of this.scene.bundle) customer.owned.add(id);
    if (added.some((id) => customer.needs.has(id)) && !talkedInto) this.please(customer);
    const unwanted = added.filter((id) => talkedInto || !customer.needs.has(id));
    if (unwanted.length > 0) this.regretsProducts(customer, unwanted);
    this.setAddOns(customer, 'expansionBundle');
    customer.agreedBill = customer.mrr;
  }

  private signContract(customer: Customer, contract: Contract, talkedInto: boolean): void {
    customer.contractRegret = talkedInto ? 'pending' : 'none';
    if (talkedInto) this.startRegret(customer);
    if (customer.deferred !== 0) this.bill(customer, -customer.deferred);
    customer.contract = contract;
    customer.contractLeft = this.termOf(contract);
    customer.invoiceDue = true;
    this.setPlan(customer, this.planPrice(customer, customer.tier, contract), 'expansionUpgrade');
    customer.agreedBill = customer.mrr;
  }

  private termOf(contract: Contract): number {
    return 12 * (contract === 'annual' ? 1 : this.scene.strategy.contracts.multiYearYears);
  }

  private sneak(customer: Customer, cause: Cause): void {
    const { sneaking } = this.scene.strategy.manipulation;
    if (sneaking === 0) return;
    const purchase = customer.next('purchase');
    if (customer.draw(decisions.sneaked, purchase) >= sneaking) return;
    const draw = ({ hash }: PlainAddOn) => customer.draw(decisions.sneakedWhat, purchase, hash);
    const [slipped] = this.scene.addOns
      .filter(({ id, price }) => price !== null && !customer.owned.has(id) && !customer.needs.has(id))
      .sort((one, other) => draw(other) - draw(one));
    if (slipped === undefined) return;
    customer.owned.add(slipped.id);
    customer.slipped.add(slipped.id);
    customer.exposures += sneaking;
    this.regretsProducts(customer, [slipped.id]);
    this.setAddOns(customer, cause);
  }

  private regretsProducts(customer: Customer, ids: readonly string[]): void {
    for (const id of ids) customer.unwanted.add(id);
    this.startRegret(customer);
  }

  private regretsUpgrade(customer: Customer, from: number | 'outside'): void {
    customer.talkedUpFrom ??= from;
    this.startRegret(customer);
  }

  private startRegret(customer: Customer): void {
    customer.clocks.regret ??= customer.exponential('regret', customer.times('regret'));
  }

  private planPrice(customer: Customer, tier: number, contract: Contract): number {
    const { tiers, pricing, usageRate } = this.scene.strategy.ladder;
    const { annualDiscount, multiYearDiscount } = this.scene.strategy.contracts;
    const list = tiers[tier]?.pricePerMonth ?? 0;
    const price =
      pricing === 'perSeat'
        ? list * customer.seats
        : pricing === 'usageBased'
          ? Math.max(list, usageRate * Math.exp(customer.logUsage))
          : list;
    const discount = { monthly: 0, annual: annualDiscount, multiYear: multiYearDiscount };
    return price * (1 - discount[contract]);
  }

  private addOnsPrice(owned: ReadonlySet<string>, bundled: boolean): number {
    return this.scene.addOns
      .filter(({ id, inBundle }) => owned.has(id) && !(bundled && inBundle))
      .reduce((sum, { price }) => sum + (price ?? NaN), bundled ? this.scene.bundlePrice : 0);
  }

  private setPlan(customer: Customer, price: number, cause: Cause): void {
    const change = price - customer.planMrr;
    if (change === 0) return;
    if (customer.contract !== 'monthly' && !customer.invoiceDue) {
      if (change < 0) return;
      customer.owed += change * customer.contractLeft;
    }
    customer.planMrr = price;
    this.move(customer, change, cause);
  }

  private setAddOns(customer: Customer, cause: Cause): void {
    const price = this.addOnsPrice(customer.owned, customer.bundled);
    const change = price - customer.addOnMrr;
    customer.addOnMrr = price;
    if (change !== 0) this.move(customer, change, cause);
  }

  /** Writes a movement of MRR down. */
  private move(customer: Customer, change: number, cause: Cause): void {
    const isFirst = customer.firstPayment === null || customer.firstPayment === this.month;
    if (isFirst) {
      this.post(customer, customer.channel === 'existing' ? 'startingMrr' : 'newMrr', change);
    } else if (change < 0) {
      this.post(customer, 'contractionMrr', -change);
    } else if (cause !== 'first') {
      this.post(customer, cause, change);
      if (cause !== 'returnedMrr') this.post(customer, 'expansions', 1);
    }
  }

  private bill(customer: Customer, amount: number): void {
    customer.deferred += amount;
    this.post(customer, 'billed', amount);
  }

  private invoice(customer: Customer): void {
    const { ladder, success, offers, manipulation } = this.scene.strategy;
    const { feelings, costs } = this.scene.world;
    if (ladder.pricing !== 'flat' || customer.invoiceDue) {
      if (ladder.pricing === 'hybrid') this.followUsage(customer);
      const cause = ladder.pricing === 'perSeat' ? 'expansionSeats' : 'expansionUsage';
      this.setPlan(customer, this.planPrice(customer, customer.tier, customer.contract), cause);
    }
    if (customer.agreedBill > 0 && customer.mrr > customer.agreedBill * (1 + feelings.billShock))
      this.wrong(customer, 1);
    customer.agreedBill = customer.mrr;
    if (customer.hiddenBill) this.wrong(customer, manipulation.hiddenCost);
    customer.hiddenBill = false;
    const months = customer.contract === 'monthly' ? 1 : customer.invoiceDue ? customer.contractLeft : 0;
    const owed = customer.contract !== 'monthly' && !customer.invoiceDue ? customer.owed : 0;
    const charge = customer.addOnMrr + customer.planMrr * months + owed;
    customer.owed = 0;
    customer.invoiceDue = false;
    if (charge > 0) {
      this.bill(customer, charge);
      this.post(customer, 'processingCost', costs.processingFixed + costs.processingRate * charge);
    }
    this.earned = customer.mrr;
    customer.deferred -= customer.mrr;
    this.post(customer, 'revenue', customer.mrr);
    const manager = customer.covered
      ? costs.managerPerMonth / customer.segment.parameters.accountsPerManager
      : 0;
    this.post(customer, 'successCost', success.dunning * success.dunningCost + manager);
    this.post(customer, 'programCost', offers.programSpend);
  }

  private followUsage(customer: Customer): void {
    const { tiers } = this.scene.strategy.ladder;
    const { firstPaidTier } = this.scene;
    const found = tiers.findIndex(
      ({ usageLimit }, index) => index >= firstPaidTier && customer.logUsage <= logLimit(usageLimit),
    );
    const fitting = found < 0 ? Math.max(firstPaidTier, tiers.length - 1) : found;
    const bound = customer.contract !== 'monthly' && !customer.invoiceDue;
    if (fitting === customer.tier || (fitting < customer.tier && bound)) return;
    this.changeTier(customer, fitting);
    customer.blocked = false;
  }

  private shrink(customer: Customer): void {
    const { tiers, pricing } = this.scene.strategy.ladder;
    const below = customer.tier - 1;
    const lower = tiers[below];
    if (
      lower === undefined ||
      below < this.scene.firstPaidTier ||
      customer.contract !== 'monthly' ||
      pricing === 'hybrid'
    )
      return;
    const room =
      customer.logUsage <= logLimit(lower.usageLimit) + Math.log(0.8) &&
      customer.seats <= (lower.seatLimit ?? Infinity) &&
      customer.value <= (lower.featureLimit ?? Infinity);
    if (!room || Math.log(customer.mrr) <= this.logWorth(customer, customer.tier, customer.satisfied)) return;
    const left = (customer.clocks.downgrade ?? Infinity) - hazardOf(this.scene.world.leaving.downgradeRate);
    customer.clocks.downgrade = left;
    if (left > 0) return;
    customer.clocks.downgrade = customer.exponential('downgrade', customer.next('downgrade'));
    this.changeTier(customer, below);
    this.setPlan(customer, this.planPrice(customer, below, 'monthly'), 'expansionUpgrade');
    customer.agreedBill = customer.mrr;
  }

  private unwantedRevenue(customer: Customer): number {
    const { scene } = this;
    const { talkedUpFrom: from } = customer;
    const discount = scene.strategy.bundle?.discount ?? 0;
    let amount = scene.addOns
      .filter(({ id }) => customer.unwanted.has(id))
      .reduce(
        (sum, { price, inBundle }) => sum + price! * (customer.bundled && inBundle ? 1 - discount : 1),
        0,
      );
    if (from !== null) {
      const before =
        from === 'outside' || from < scene.firstPaidTier
          ? 0
          : this.planPrice(customer, from, customer.contract);
      amount += Math.max(0, customer.planMrr - before);
    }
    return amount;
  }

  // ---- Feelings ---------------------------------------------------------------------------------------------

  private please(customer: Customer): void {
    customer.trust += this.scene.world.feelings.trustGain * (customer.ceiling - customer.trust);
  }

  private wrong(customer: Customer, weight: number): void {
    customer.trust *= 1 - this.trustLoss * weight;
  }

  private get trustLoss(): number {
    const { trustGain, trustLossRatio } = this.scene.world.feelings;
    return trustGain * trustLossRatio;
  }

  private lowerCeiling(customer: Customer): void {
    if (customer.ceiling < 1) return;
    customer.ceiling = this.scene.world.feelings.trustCeiling;
    customer.trust = Math.min(customer.trust, customer.ceiling);
  }

  private recognise(customer: Customer): void {
    if (!this.scene.manipulates || customer.recognised || customer.exposures === 0) return;
    const left = customer.clocks.recognition! - this.scene.world.wordOfMouth.recognition * customer.exposures;
    customer.clocks.recognition = left;
    if (left > 0) return;
    customer.recognised = true;
    customer.trust *= (1 - this.trustLoss) ** customer.exposures;
    this.lowerCeiling(customer);
  }

  private regret(customer: Customer): void {
    const running = customer.clocks.regret;
    if (running === undefined) return;
    const left = running - hazardOf(this.scene.world.feelings.regretNoticed);
    customer.clocks.regret = left;
    if (left > 0) return;
    customer.next('regret');
    customer.clocks.regret = undefined;
    this.post(customer, 'regrets', 1);
    this.wrong(customer, 1);
    if (customer.slipped.size > 0) this.discoverSneaking(customer);
    if (customer.unwanted.size > 0) this.returnProducts(customer);
    if (customer.talkedUpFrom !== null) this.undoUpgrade(customer, customer.talkedUpFrom);
    if (customer.contractRegret === 'pending') customer.contractRegret = 'noticed';
  }

  private discoverSneaking(customer: Customer): void {
    const { wordOfMouth, costs } = this.scene.world;
    const discovery = customer.next('discovery');
    customer.recognised = true;
    this.lowerCeiling(customer);
    if (customer.draw(decisions.refund, discovery) < wordOfMouth.refundDemanded) {
      const refund = this.addOnsPrice(customer.slipped, false);
      this.post(customer, 'refunds', refund);
      this.post(customer, 'supportCost', costs.refundHandling);
    }
    if (customer.draw(decisions.warnOnDiscovery, discovery) < wordOfMouth.warnOnDiscovery) {
      this.post(customer, 'warnings', wordOfMouth.warningsPerGrudge);
    }
    if (customer.draw(decisions.leaveOnDiscovery, discovery) < wordOfMouth.leaveOnDiscovery) {
      customer.grudge = true;
      customer.leavesNow = true;
    }
  }

  private returnProducts(customer: Customer): void {
    const { bundle, bundlePrice } = this.scene;
    const kept = bundle.filter(({ id }) => !customer.unwanted.has(id));
    if (customer.bundled && kept.length < bundle.length) {
      const apart = kept.reduce((sum, { price }) => sum + price!, 0);
      if (apart >= bundlePrice) for (const { id } of bundle) customer.unwanted.delete(id);
      else customer.bundled = false;
    }
    for (const id of customer.unwanted) customer.owned.delete(id);
    customer.unwanted.clear();
    customer.slipped.clear();
    this.setAddOns(customer, 'expansionAddOn');
    customer.agreedBill = customer.mrr;
  }

  private undoUpgrade(customer: Customer, from: number | 'outside'): void {
    customer.talkedUpFrom = null;
    if (from === 'outside' || from < this.scene.firstPaidTier) {
      customer.clocks.leave = 0;
      return;
    }
    if (customer.contract !== 'monthly' || from >= customer.tier) return;
    this.changeTier(customer, from);
    this.setPlan(customer, this.planPrice(customer, from, 'monthly'), 'expansionUpgrade');
    customer.agreedBill = customer.mrr;
  }

  private timePasses(customer: Customer): void {
    const { startingTrust, trustDrift, fatigueCarryOver, attentionRecovery } = this.scene.world.feelings;
    customer.trust += trustDrift * (Math.min(startingTrust, customer.ceiling) - customer.trust);
    customer.fatigue *= fatigueCarryOver;
    customer.attention += attentionRecovery * (1 - customer.attention);
  }

  private feel(customer: Customer): void {
    const { feelings } = this.scene.world;
    this.timePasses(customer);
    const missing =
      (1 - customer.engagementLevel) *
      (1 - feelings.productEngagement) ** customer.satisfied *
      (customer.covered ? 1 - feelings.coverageEngagement : 1);
    customer.engagement += feelings.engagementReversion * (1 - missing - customer.engagement);
    const { healthTrust, healthEngagement, healthValue, healthCalm } = feelings;
    customer.health =
      (healthTrust * customer.trust +
        healthEngagement * customer.engagement +
        healthValue * customer.value +
        healthCalm / (1 + customer.fatigue)) /
      (healthTrust + healthEngagement + healthValue + healthCalm);
  }

  // ---- Leaving and after ------------------------------------------------------------------------------------

  private pressureToLeave(customer: Customer): number {
    const { leaving, feelings } = this.scene.world;
    const { parameters } = customer.segment;
    const before = customer.channel === 'existing' ? this.scene.world.market.startingTenure : 0;
    const early = leaving.earlyMonths > 0 && this.month - customer.arrival + before < 3;
    let x =
      -leaving.value * (customer.value - 0.5) -
      leaving.engagement * (customer.engagement - parameters.engagement) -
      leaving.trust * (customer.trust - feelings.startingTrust) +
      (customer.blocked ? leaving.blocked : 0) +
      (customer.ticketUnresolved ? leaving.ticket : 0) -
      (customer.channel === 'referred' ? leaving.referred : 0) +
      (customer.awake > 0 ? leaving.awakening : 0) +
      leaving.fatigue * Math.max(0, customer.fatigue - leaving.fatigueThreshold) +
      (early ? leaving.earlyMonths : 0);
    if (!customer.paying) return x + leaving.free;
    const met = customer.satisfied;
    x -=
      leaving.product * met +
      (leaving.integration * met * (met - 1)) / 2 +
      leaving.household * Math.log(customer.seats);
    if (customer.bundled) x -= leaving.bundle;
    if (customer.covered) x -= leaving.coverage;
    const dear = Math.log(customer.mrr) - this.logWorth(customer, customer.tier, met);
    return leaving.price > 0 ? x + leaving.price * Math.max(0, dear) : x;
  }

  private leave(customer: Customer): Ending {
    const { leaving, wordOfMouth } = this.scene.world;
    const { obstruction } = this.scene.strategy.manipulation;
    if (customer.leavesNow) return 'leaves';
    let wishedAt = 0;
    if (!customer.wantsOut) {
      const left = customer.clocks.leave!;
      const ratio = customer.contract === 'monthly' ? 1 : leaving.renewalRatio;
      const own = customer.paying ? customer.baseHazard : customer.segment.commonHazard;
      const hazard = own * Math.exp(this.pressureToLeave(customer)) * ratio;
      customer.clocks.leave = left - hazard;
      if (left - hazard <= 0) {
        customer.wantsOut = true;
        customer.honestCancelIn = customer.exponential('cancel', customer.next('cancel'));
        customer.clocks.cancel = customer.honestCancelIn;
        wishedAt = left > 0 ? left / hazard : 0;
      }
    }
    if (customer.awake > 0) customer.awake--;
    if (!customer.paying) return customer.wantsOut ? 'leaves' : 'stays';

    const termEnds = customer.contract === 'monthly' || customer.contractLeft <= 1;
    let leavesAt = Infinity;
    if (customer.wantsOut && customer.cancelled) leavesAt = 0;
    else if (customer.wantsOut) {
      const honest = leaving.cancellation;
      const hazard = hazardOf(
        obstruction === 0 ? honest : honest * (leaving.cancellationHidden / honest) ** obstruction,
      );
      const left = customer.clocks.cancel!;
      if (hazard === Infinity) {
        customer.cancelled = true;
        leavesAt = wishedAt;
      } else {
        customer.clocks.cancel = left - hazard;
        customer.honestCancelIn -= hazardOf(honest);
        if (left - hazard <= 0) {
          customer.cancelled = true;
          leavesAt = left / hazard;
        } else if (obstruction > 0 && customer.honestCancelIn <= 0) {
          if (!customer.obstructed) this.wrong(customer, 1);
          customer.obstructed = true;
          customer.grudge = true;
          customer.exposures += obstruction;
          this.post(customer, 'warnings', wordOfMouth.trappedVoices);
        }
      }
    }
    if (!termEnds) return 'stays';
    const { paymentHazard } = customer.segment;
    const invoicesLeft = customer.clocks.failedPayment ?? Infinity;
    customer.clocks.failedPayment = invoicesLeft - paymentHazard;
    const failsAt = invoicesLeft - paymentHazard <= 0 ? invoicesLeft / paymentHazard : Infinity;
    if (failsAt < leavesAt) return 'paymentFailed';
    return leavesAt < Infinity ? 'leaves' : 'stays';
  }

  private talk(customer: Customer): void {
    const { referralHealth, referralRate, voiceRate, freeVoice } = this.scene.world.wordOfMouth;
    const above = (customer.paying ? 1 : freeVoice) * (customer.health - referralHealth);
    this.post(customer, 'referralLeads', referralRate * Math.max(0, above));
    this.post(customer, above > 0 ? 'praise' : 'warnings', voiceRate * Math.abs(above));
  }

  private close(customer: Customer): void {
    if (customer.blocked) this.post(customer, 'blocked', 1);
    if (!customer.paying) {
      this.post(customer, 'freeUsers', 1);
      return;
    }
    if (
      customer.contract !== 'monthly' &&
      --customer.contractLeft <= 0 &&
      customer.contractRegret === 'noticed'
    ) {
      customer.contract = 'monthly';
      customer.contractRegret = 'none';
      this.setPlan(customer, this.planPrice(customer, customer.tier, 'monthly'), 'expansionUpgrade');
      customer.agreedBill = customer.mrr;
    } else if (customer.contract !== 'monthly' && customer.contractLeft <= 0) {
      customer.contractLeft = this.termOf(customer.contract);
      customer.invoiceDue = true;
    }
    customer.history[this.month] = customer.mrr;
    const first = customer.history[customer.firstPayment!] ?? 0;
    this.post(customer, 'mrrBeyondFirst', Math.max(0, customer.mrr - first));
    this.post(customer, 'payingCustomers', 1);
    for (const stock of [
      'mrr',
      'trust',
      'engagement',
      'value',
      'fatigue',
      'attention',
      'health',
      'deferred',
    ] as const) {
      this.post(customer, stock, customer[stock]);
    }
    if (customer.wantsOut) this.post(customer, 'wantingOut', 1);
    if (this.scene.manipulates && customer.exposures > 0) this.post(customer, 'manipulated', 1);
  }

  private part(customer: Customer, ending: Ending): void {
    const { wordOfMouth, leaving } = this.scene.world;
    this.post(customer, 'churnedMrr', customer.mrr);
    this.post(customer, ending === 'leaves' ? 'voluntaryChurn' : 'involuntaryChurn', 1);
    if (customer.deferred !== 0) this.bill(customer, -customer.deferred);
    customer.status = 'gone';
    customer.lastMonth = this.month;
    if (customer.grudge) {
      this.post(customer, 'grudges', 1);
      this.post(customer, 'warnings', wordOfMouth.warningsPerGrudge);
    } else if (leaving.comeBack > 0) {
      const months = customer.exponential('comeBack', customer.next('comeBack')) / hazardOf(leaving.comeBack);
      customer.status = 'away';
      customer.comesBackIn = this.month + 1 + Math.floor(months);
    }
  }

  private comeBack(customer: Customer): void {
    if (customer.wantsOut) customer.clocks.leave = customer.exponential('leave', customer.next('leave'));
    if ((customer.clocks.failedPayment ?? Infinity) <= 0) {
      customer.clocks.failedPayment = customer.exponential('failedPayment', customer.next('failedPayment'));
    }
    customer.clocks.regret = undefined;
    for (let away = customer.lastMonth + 1; away < this.month; away++) {
      this.timePasses(customer);
      customer.contacts.unshift(false);
    }
    Object.assign(customer, {
      ...{
        awake: 0,
        contractRegret: 'none',
        status: 'here',
        wantsOut: false,
        cancelled: false,
        obstructed: false,
        contract: 'monthly',
        contractLeft: 0,
      },
      ...{
        invoiceDue: false,
        bundled: false,
        talkedUpFrom: null,
        planMrr: 0,
        addOnMrr: 0,
        deferred: 0,
        tierSince: this.month,
      },
    });
    customer.owned.clear();
    customer.unwanted.clear();
    customer.slipped.clear();
    this.post(customer, 'returnedCustomers', 1);
    this.startPaying(customer, 'returnedMrr');
    customer.agreedBill = customer.mrr;
  }

  /** Retention against a year ago, customer by customer. */
  compareWithYearAgo(): void {
    for (const { history, segment } of this.payers) {
      for (let later = 12; later < this.scene.months; later++) {
        const then = history[later - 12] ?? 0;
        const now = history[later] ?? 0;
        if (then === 0) continue;
        const post = (measure: MonthlyMeasure, amount: number) => {
          this.ledger.post(measure, segment.index, later, amount);
        };
        post('mrrYearAgo', then);
        post('mrrKeptWithReturned', now);
        // Who has left stays at 0, also when it has come back since.
        let stayed = true;
        for (let month = later - 11; month <= later; month++) if ((history[month] ?? 0) === 0) stayed = false;
        if (!stayed) continue;
        post('mrrKept', now);
        post('mrrKeptCapped', Math.min(now, then));
      }
    }
  }
}

const addOnProposal = (addOn: PlainAddOn): Proposal => ({ kind: 'addOn', addOn });
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logLimit = (limit: number | null): number => (limit === null ? Infinity : Math.log(limit));

function fits(customer: Customer, tier: PlainStudy['strategy']['ladder']['tiers'][number]): boolean {
  return customer.logUsage <= logLimit(tier.usageLimit) && customer.seats <= (tier.seatLimit ?? Infinity);
}
