/**
 * For every lever of a scenario: what it moves, and which way, when it goes up (a flag: when it is switched). The base is the
 * lively study with the row's `with` or `onlyWith` applied; under `onlyWith` the lever must do nothing at all without it.
 */
export type Moves =
  /** The metric rises or falls. */
  | 'up'
  | 'down'
  /** It moves, and may go either way; `why` says why. */
  | 'either'
  /** Nothing in a ledger changes, bit for bit; `why` says why the lever is there. */
  | 'nothing';

export type Value = number | boolean | string | null;
/** A new value, or how it follows from the old. */
export type Change = Value | ((old: number) => number);
/** Pattern of a lever (as in the registry) and what it is set to. */
export type Settings = Readonly<Record<string, Change>>;

export interface Direction {
  /** Pattern of the lever; of a choice, pattern=word. */
  readonly lever: string;
  readonly to: Change;
  /** Id of a metric, or # and the name of a monthly measure: its sum over the run. */
  readonly metric: string;
  readonly moves: Moves;
  readonly with?: Settings;
  readonly onlyWith?: Settings;
  /** Where it is set, when not everywhere: a gate stands at the free plan. */
  readonly at?: string;
  /** Months simulated, where the usual 24 are too short. */
  readonly months?: number;
  readonly why?: string;
}

const segment = (name: string) => `/world/segments/*/${name}`;
const market = (name: string) => `/world/market/${name}`;
const product = (name: string) => `/world/product/${name}`;
const acceptance = (name: string) => `/world/acceptance/${name}`;
const feelings = (name: string) => `/world/feelings/${name}`;
const leaving = (name: string) => `/world/leaving/${name}`;
const talk = (name: string) => `/world/wordOfMouth/${name}`;
const costs = (name: string) => `/world/costs/${name}`;
const budget = (name: string) => `/strategies/*/budget/${name}`;
const ladder = (name: string) => `/strategies/*/ladder/${name}`;
const tier = (name: string) => `/strategies/*/ladder/tiers/*/${name}`;
const atFree = (name: string) => `/strategies/*/ladder/tiers/0/${name}`;
const offers = (name: string) => `/strategies/*/offers/${name}`;
const contracts = (name: string) => `/strategies/*/contracts/${name}`;
const success = (name: string) => `/strategies/*/success/${name}`;
const manipulation = (name: string) => `/strategies/*/manipulation/${name}`;

const up = (lever: string, to: Change, metric: string, more: Partial<Direction> = {}): Direction => ({
  lever,
  to,
  metric,
  moves: 'up',
  ...more,
});
const down = (lever: string, to: Change, metric: string, more: Partial<Direction> = {}): Direction => ({
  lever,
  to,
  metric,
  moves: 'down',
  ...more,
});
const either = (
  lever: string,
  to: Change,
  metric: string,
  why: string,
  more: Partial<Direction> = {},
): Direction => ({ lever, to, metric, moves: 'either', why, ...more });

const times = (factor: number) => (old: number) => old * factor;
const plus = (amount: number) => (old: number) => old + amount;

const covered: Settings = { [success('coverage/*')]: 1 };
const byManager: Settings = {
  ...covered,
  [offers('channel')]: 'manager',
  [costs('managerPerMonth')]: 0,
  [costs('managerOffer')]: 0,
};
const everybodyAnnual: Settings = { [contracts('annualAtStart')]: true, [acceptance('annual')]: 3 };
const multiYear: Settings = { ...everybodyAnnual, [offers('multiYear')]: true };
const sneaky: Settings = { [manipulation('sneaking')]: 1 };
const obstructive: Settings = { [manipulation('obstruction')]: 1 };
const pressing: Settings = { [manipulation('nagging')]: 1 };
const personal: Settings = { [offers('targeting')]: 'personal', [offers('programSpend')]: 1 };
const perSeat: Settings = { [ladder('pricing')]: 'perSeat' };
const severalAtOnce: Settings = {
  [offers('atOnce')]: 3,
  [offers('upgrades')]: false,
  [offers('bundle')]: false,
};
/** Nothing is ever found out about the product: value stays where it began. */
const undiscovered: Settings = { [product('discoveryRate')]: 0 };
/** Nothing that happens costs trust, so that it can only rise from a low start. */
const trustRises: Settings = {
  [feelings('startingTrust')]: 0.2,
  [feelings('trustGain')]: 0.09,
  [feelings('trustLossRatio')]: 1,
  [feelings('irrelevance')]: 0,
  [feelings('billShock')]: 5,
  [product('ticketResolution')]: 1,
  [product('milestoneRate')]: 1,
};
/** Everybody has a manager, who raises engagement above the segment's own. */
const engaged: Settings = {
  ...covered,
  [feelings('coverageEngagement')]: 0.5,
  [feelings('engagementSpread')]: 0,
};
/** Any health at all is praise. */
const praised: Settings = { [talk('referralHealth')]: 0, [talk('voiceRate')]: 1 };
const plansAlone: Settings = {
  [offers('addOns')]: false,
  [offers('bundle')]: false,
  [offers('annual')]: false,
};
/** How many sign up does not depend on the free plan. */
const anyFreePlan: Settings = { [market('freeRoomElasticity')]: 0 };

export const directions: readonly Direction[] = [
  // ---- world: segments
  either(
    segment('share'),
    (old) => (old > 0.5 ? 0.1 : 0.9),
    'arpa',
    'shares only: a segment gains what the others lose; here the dear one',
  ),
  up(segment('firstMonthChurn'), times(2), 'logoChurn'),
  down(segment('churnHeterogeneity'), 0.4, 'logoChurn', { months: 36 }),
  up(segment('willingnessToPay'), times(2), 'newMrr'),
  // Where a yes is rare the few who can pay much decide: odds are convex.
  up(segment('willingnessSpread'), 1.5, 'newCustomers', {
    with: { [acceptance('firstPurchase')]: -7, [acceptance('worth')]: 2 },
  }),
  up(segment('startingUsage'), times(2), 'arpa', { with: { [ladder('pricing')]: 'usageBased' } }),
  // Where the typical customer is far below the limit, more spread is more customers at it.
  up(segment('usageSpread'), 2, '#wallsMet', {
    with: { [segment('startingUsage')]: 2, [segment('usageGrowth')]: 0 },
  }),
  up(segment('usageGrowth'), 0.08, 'freeToPaid'),
  up(segment('usageVolatility'), 0.4, 'expansionUsage', { with: { [ladder('pricing')]: 'usageBased' } }),
  up(segment('startingSeats'), times(3), 'mrr', { with: perSeat }),
  up(segment('seatGrowth'), 0.05, 'expansionSeats', { with: perSeat }),
  either(
    segment('engagement'),
    0.8,
    'logoChurn',
    'activity, the churn term and acceptance are measured against the segment’s own engagement: only tolerance of offers and health follow its level',
  ),
  up(segment('paymentFailure'), times(4), 'involuntaryChurn'),
  down(segment('accountsPerManager'), times(4), '#successCost', { onlyWith: covered }),
  up(segment('needs/*'), 0.9, 'expansionAddOn'),

  // ---- world: market
  up(market('startingCustomers'), 500, 'payingCustomers'),
  down(market('startingTenure'), 24, '#voluntaryChurn'),
  down(market('costPerSignup'), times(2), '#paidSignups'),
  up(market('referenceSpend'), times(2), '#paidSignups'),
  down(market('acquisitionElasticity'), 1, '#paidSignups', { with: { [market('referenceSpend')]: 8000 } }),
  up(market('organicPerMonth'), 30, '#organicSignups'),
  down(market('freeRoomElasticity'), 1, 'signups', { with: { [atFree('usageLimit')]: 10 } }),
  down(market('referenceFreeUsage'), 120, 'signups'),
  up(market('size'), 50_000, 'signups', { with: { [market('size')]: 800 } }),

  // ---- world: product
  up(product('discoveryRate'), 0.3, 'valueDiscovered'),
  up(product('blockedDiscovery'), 1, 'valueDiscovered'),
  down(product('onboardedAt'), 0.8, 'expansionMrr'),
  down(product('overwhelm'), 0.6, 'valueDiscovered'),
  up(product('milestoneRate'), 1, 'trust', { with: { [offers('milestone')]: false } }),
  up(product('ticketRate'), 0.5, '#supportCost'),
  up(product('contractTicketRatio'), 2, '#supportCost', { with: everybodyAnnual }),
  up(product('ticketResolution'), 1, 'trust'),
  up(product('featureUseRate'), 0.5, 'expansionAddOn', { onlyWith: { [offers('featureUse')]: true } }),
  either(product('macroSpread'), 0.2, 'mrr', 'good and bad years: means may go either way, the spread rises'),
  either(product('macroPersistence'), 0.98, 'mrr', 'the same, over a longer time', {
    onlyWith: { [product('macroSpread')]: 0.2 },
  }),
  // The tie leaves every margin alone and puts needs and willingness where loyalty is.
  up(product('fitCorrelation'), 0.95, 'ltv', { with: { [product('fitCorrelation')]: 0 } }),

  // ---- world: acceptance
  up(acceptance('firstPurchase'), plus(1), 'freeToPaid'),
  up(acceptance('upgrade'), plus(1), 'expansionUpgrade'),
  up(acceptance('addOn'), plus(1), 'expansionAddOn'),
  up(acceptance('bundle'), plus(2), 'expansionBundle'),
  up(acceptance('annual'), plus(2), '#deferred'),
  up(acceptance('multiYear'), plus(2), '#deferred', { onlyWith: multiYear }),
  up(acceptance('discount'), 8, '#deferred'),
  // Newcomers know nothing yet, which is less than half.
  down(acceptance('value'), 4, 'newCustomers', { with: undiscovered }),
  // Who is offered what it needs.
  up(acceptance('need'), 3, 'expansionAddOn', { with: { [segment('needs/*')]: 1 } }),
  up(acceptance('worth'), 3, 'newCustomers', { with: { [segment('willingnessToPay')]: 600 } }),
  down(acceptance('step'), 6, 'expansionUpgrade'),
  up(acceptance('trust'), 5, 'expansionMrr', { with: trustRises }),
  up(acceptance('engagement'), 5, 'expansionMrr', { with: engaged }),
  up(acceptance('moment'), 3, 'acceptance'),
  up(acceptance('limit'), plus(2), 'newCustomers'),
  down(acceptance('onboarding'), 4, 'newCustomers'),
  down(acceptance('ticket'), 5, 'expansionMrr', { with: { [product('ticketRate')]: 0.5 } }),
  down(acceptance('fatigue'), 2, 'expansionMrr'),
  down(acceptance('choiceOverload'), 3, 'expansionAddOn', { onlyWith: severalAtOnce }),
  up(acceptance('bundleSaving'), 10, 'expansionBundle'),
  up(acceptance('manager'), 3, 'expansionMrr', { onlyWith: byManager }),
  up(acceptance('anchoring'), 0.5, 'expansionMrr', { with: { [ladder('dearestFirst')]: 1 } }),
  // Below half of the value a floor raises what is known against what would be typical.
  up(acceptance('valueFloor'), 2, 'newCustomers', { with: undiscovered }),
  // Nobody uses less than is typical, and plans leave room for more.
  up(acceptance('usageWorth'), 1.5, 'newCustomers', {
    with: {
      [segment('usageSpread')]: 0,
      [segment('usageVolatility')]: 0,
      [segment('usageGrowth')]: 0.2,
      [segment('seatGrowth')]: 0,
      [segment('startingSeats')]: 1,
    },
  }),
  up(acceptance('addOnWorth'), 2, 'expansionAddOn'),
  down(acceptance('headroom'), 8, 'expansionUpgrade'),
  up(acceptance('persuasionMild'), 1.7, 'acceptance', { onlyWith: pressing }),
  up(acceptance('persuasionAggressive'), 4, 'acceptance', {
    onlyWith: { [manipulation('nagging')]: 1, [manipulation('confirmShaming')]: 1 },
  }),
  down(acceptance('targetingScale'), 20, 'acceptance', { onlyWith: personal }),

  // ---- world: feelings
  up(feelings('startingTrust'), 0.9, 'trust'),
  up(feelings('trustGain'), 0.09, 'trust', {
    with: { ...trustRises, [feelings('trustGain')]: 0.03 },
  }),
  down(feelings('trustLossRatio'), 10, 'trust'),
  up(feelings('trustDrift'), 0.3, 'trust'),
  up(feelings('trustCeiling'), 1, 'trust', { onlyWith: sneaky }),
  up(feelings('engagementReversion'), 0.9, 'engagement', { with: engaged }),
  either(feelings('engagementSpread'), 2, 'logoChurn', 'more of the engaged and more of the disengaged'),
  up(feelings('productEngagement'), 0.5, 'engagement'),
  up(feelings('coverageEngagement'), 0.5, 'engagement', { onlyWith: covered }),
  up(feelings('coverageDiscovery'), 1, 'valueDiscovered', { onlyWith: covered }),
  up(feelings('coverageResolution'), 1, 'trust', { onlyWith: covered }),
  up(feelings('fatigueCarryOver'), 0.95, 'fatigue'),
  down(feelings('attentionLoss'), 0.5, 'attention'),
  up(feelings('attentionRecovery'), 0.5, 'attention'),
  down(feelings('irrelevance'), 1, 'trust'),
  up(feelings('regretNoticed'), 0.9, 'regrets'),
  up(feelings('billShock'), 5, 'trust', {
    with: { [ladder('pricing')]: 'usageBased', [segment('usageVolatility')]: 0.4 },
  }),
  // A mean: more weight pulls it toward the part, here one that is at its top or its bottom.
  up(feelings('healthTrust'), 1, 'health', {
    with: { ...trustRises, [feelings('startingTrust')]: 1 },
  }),
  down(feelings('healthEngagement'), 1, 'health', { with: { [segment('engagement')]: 0.05 } }),
  up(feelings('healthValue'), 1, 'health', { with: { [product('discoveryRate')]: 0.95 } }),
  up(feelings('healthCalm'), 1, 'health', {
    with: { [offers('capPerQuarter')]: 0, [offers('capInert')]: 0 },
  }),

  // ---- world: leaving
  up(leaving('value'), 3, 'logoChurn', { with: { ...undiscovered, [market('startingCustomers')]: 0 } }),
  down(leaving('engagement'), 3, 'logoChurn', { with: engaged }),
  down(leaving('trust'), 4, 'logoChurn', { with: trustRises }),
  down(leaving('product'), 1, 'logoChurn'),
  down(leaving('integration'), 1, 'logoChurn'),
  down(leaving('household'), 0.6, 'logoChurn'),
  down(leaving('bundle'), 1, 'logoChurn', { with: { [acceptance('bundle')]: 2 } }),
  up(leaving('fatigue'), 1, 'logoChurn'),
  down(leaving('fatigueThreshold'), 6, 'logoChurn', { with: { [leaving('fatigue')]: 1 } }),
  up(leaving('blocked'), 2, '#freeLeavers'),
  up(leaving('ticket'), 3, 'logoChurn'),
  up(leaving('price'), 3, 'logoChurn'),
  up(leaving('referred'), 1, 'payingCustomers', { with: { [talk('referralRate')]: 0.3 } }),
  down(leaving('coverage'), 1, 'logoChurn', { onlyWith: covered }),
  up(leaving('awakening'), 1, 'logoChurn', { with: { [leaving('inertBelow')]: 1 } }),
  up(leaving('earlyMonths'), 2, '#freeLeavers'),
  up(leaving('free'), 3, '#freeLeavers'),
  up(leaving('inertBelow'), 1, 'logoChurn', { with: { [leaving('awakening')]: 1 } }),
  up(leaving('renewalRatio'), 2, 'logoChurn', { with: everybodyAnnual, months: 36 }),
  up(leaving('cancellation'), 1, 'logoChurn'),
  up(leaving('cancellationHidden'), 0.36, 'logoChurn', { onlyWith: obstructive }),
  down(leaving('recoverable'), 1, 'involuntaryChurn', {
    onlyWith: { [success('dunning')]: 1, [segment('paymentFailure')]: 0.03 },
  }),
  up(leaving('downgradeRate'), 0.9, 'contractionMrr', {
    with: { [tier('pricePerMonth')]: times(2), [leaving('price')]: 0, [segment('usageGrowth')]: -0.05 },
  }),
  up(leaving('comeBack'), 0.2, 'returnedMrr'),

  // ---- world: word of mouth
  up(talk('referralRate'), 0.4, 'referrals'),
  down(talk('referralHealth'), 0.9, 'referrals'),
  up(talk('voiceRate'), 2, 'reputation', { with: { [talk('referralHealth')]: 0 } }),
  up(talk('freeVoice'), 1, 'referrals'),
  down(talk('negativeWeight'), 5, 'reputation', {
    with: { [talk('referralHealth')]: 0.7, [talk('voiceRate')]: 1 },
  }),
  up(talk('startingReputation'), 0.8, 'reputation'),
  down(talk('reputationHalfLife'), 60, 'reputation', { with: praised }),
  down(talk('priorVoices'), 2000, 'reputation', { with: praised }),
  up(talk('reputationPower'), 3, 'signups', { with: praised }),
  down(talk('warningsPerGrudge'), 50, 'reputation', { onlyWith: sneaky }),
  down(talk('trappedVoices'), 10, 'reputation', { onlyWith: obstructive }),
  down(talk('deterrence'), 0.9, 'signups', { onlyWith: obstructive }),
  down(talk('recognition'), 2, 'trust', { onlyWith: pressing }),
  up(talk('refundDemanded'), 1, '#refunds', { onlyWith: sneaky }),
  up(talk('leaveOnDiscovery'), 1, 'logoChurn', { onlyWith: sneaky }),
  down(talk('warnOnDiscovery'), 1, 'reputation', {
    onlyWith: { ...sneaky, [talk('warningsPerGrudge')]: 20 },
  }),

  // ---- world: costs
  down(costs('goodsShare'), 0.5, 'contribution'),
  down(costs('freeUser'), 5, 'contribution'),
  down(costs('processingRate'), 0.2, 'contribution'),
  down(costs('processingFixed'), 5, 'contribution'),
  down(costs('ticket'), 50, 'contribution'),
  down(costs('refundHandling'), 200, 'contribution', { onlyWith: sneaky }),
  up(costs('inAppOffer'), 5, '#programCost'),
  up(costs('managerOffer'), 100, '#programCost', { onlyWith: { ...byManager, [costs('managerOffer')]: 25 } }),
  up(costs('managerPerMonth'), 20_000, '#successCost', { onlyWith: covered }),
  up(costs('fineProbability'), 0.99, '#fines', { onlyWith: { ...sneaky, ...obstructive, ...pressing } }),
  up(costs('fineShare'), 3, '#fines', {
    onlyWith: { ...sneaky, ...obstructive, ...pressing, [costs('fineProbability')]: 0.99 },
  }),
  down(costs('discountRate'), 0.8, 'ltv'),

  // ---- strategy: budget
  up(budget('perMonth'), 6000, '#paidSignups'),
  up(budget('shareOfRevenue'), 0.5, '#paidSignups'),
  up(budget('acquisitionUntil'), 600, '#paidSignups', { with: { [budget('acquisitionUntil')]: 6 } }),

  // ---- strategy: ladder
  up(`${ladder('entry')}=planPage`, 'planPage', 'freeToPaid'),
  down(tier('pricePerMonth'), times(3), 'newCustomers'),
  down(tier('usageLimit'), 300, 'newCustomers', { at: atFree('usageLimit'), with: anyFreePlan }),
  down(tier('seatLimit'), 40, 'newCustomers', {
    at: atFree('seatLimit'),
    with: { ...anyFreePlan, [atFree('seatLimit')]: 2 },
  }),
  down(tier('monthsLimit'), 20, 'newCustomers', {
    at: atFree('monthsLimit'),
    with: { ...anyFreePlan, [atFree('monthsLimit')]: 2 },
  }),
  down(tier('featureLimit'), 0.9, 'newCustomers', {
    at: atFree('featureLimit'),
    with: { ...anyFreePlan, [atFree('featureLimit')]: 0.2 },
  }),
  up(tier('appeal'), 2, 'newCustomers'),
  up(`${ladder('pricing')}=perSeat`, 'perSeat', 'expansionSeats'),
  up(`${ladder('pricing')}=usageBased`, 'usageBased', 'expansionUsage'),
  up(`${ladder('pricing')}=hybrid`, 'hybrid', 'expansionUsage'),
  up(ladder('usageRate'), 2, 'expansionUsage', { onlyWith: { [ladder('pricing')]: 'usageBased' } }),
  // The bigger the step, the fewer take it.
  down(ladder('jump'), 1, 'acceptance', {
    with: { ...plansAlone, [offers('limitReached')]: false, [acceptance('step')]: 6 },
  }),
  up(ladder('dearestFirst'), 1, 'expansionUpgrade', { onlyWith: { [acceptance('anchoring')]: 0.5 } }),
  up(ladder('featuresOneByOne'), true, 'valueDiscovered', { with: { [product('overwhelm')]: 0.5 } }),

  // ---- strategy: add-ons and bundle
  down('/strategies/*/addOns/*/pricePerMonth', times(4), 'expansionMrr', {
    with: { [offers('upgrades')]: false, [acceptance('step')]: 6 },
  }),
  up('/strategies/*/bundle/discount', 0.6, '#offersAccepted', {
    with: {
      [offers('upgrades')]: false,
      [offers('addOns')]: false,
      [offers('annual')]: false,
      [offers('limitReached')]: false,
    },
  }),

  // ---- strategy: offers
  down(offers('blastEvery'), 6, 'offersShown', { with: { [offers('blastEvery')]: 1 } }),
  down(offers('limitReached'), false, 'freeToPaid'),
  up(offers('nearLimit'), true, 'expansionUpgrade'),
  up(offers('onboarded'), true, 'offersShown'),
  down(offers('milestone'), false, 'offersShown'),
  up(offers('featureUse'), true, 'expansionAddOn'),
  down(offers('upgrades'), false, 'expansionUpgrade'),
  down(offers('addOns'), false, 'expansionAddOn'),
  up(offers('atOnce'), 3, 'expansionAddOn'),
  down(offers('bundle'), false, 'expansionBundle'),
  down(offers('annual'), false, '#deferred'),
  up(offers('multiYear'), true, '#deferred', { with: everybodyAnnual }),
  down(offers('blackoutOnboarding'), true, 'offersShown'),
  down(offers('blackoutTicket'), 3, 'offersShown', { with: { [product('ticketRate')]: 0.5 } }),
  up(offers('capPerQuarter'), 3, 'offersShown', {
    with: { [offers('capPerQuarter')]: 1, [offers('blastEvery')]: 1 },
  }),
  up(offers('capInert'), 3, 'offersShown', { with: { [offers('capInert')]: 0, [offers('blastEvery')]: 1 } }),
  up(`${offers('targeting')}=segment`, 'segment', 'acceptance', { with: { [offers('annual')]: false } }),
  up(`${offers('targeting')}=personal`, 'personal', 'acceptance', {
    with: { [offers('programSpend')]: 30, [offers('annual')]: false },
  }),
  up(offers('programSpend'), 10, 'acceptance', {
    with: { [offers('targeting')]: 'personal', [offers('annual')]: false },
  }),
  down(offers('campaignCost'), 5, 'contribution'),
  up(`${offers('channel')}=manager`, 'manager', 'acceptance', { onlyWith: covered }),

  // ---- strategy: contracts
  up(contracts('annualAtStart'), true, '#deferred'),
  // Where a discount sways nobody it is only a lower price.
  down(contracts('annualDiscount'), 0.5, 'mrr', { with: { [acceptance('discount')]: 0 } }),
  up(contracts('multiYearYears'), 5, '#deferred', { onlyWith: multiYear }),
  down(contracts('multiYearDiscount'), 0.6, 'mrr', {
    onlyWith: multiYear,
    with: { [acceptance('discount')]: 0 },
  }),

  // ---- strategy: success
  up(success('coverage/*'), 1, '#successCost'),
  down(success('dunning'), 1, 'involuntaryChurn', { with: { [segment('paymentFailure')]: 0.03 } }),
  up(success('dunningCost'), 5, '#successCost', { onlyWith: { [success('dunning')]: 1 } }),

  // ---- strategy: manipulation
  up(manipulation('sneaking'), 1, 'unwantedRevenue'),
  up(manipulation('obstruction'), 1, 'trappedRevenue'),
  up(manipulation('hiddenCost'), 1, 'acceptance'),
  up(manipulation('nagging'), 1, 'acceptance'),
  up(manipulation('confirmShaming'), 1, 'acceptance'),

  // ---- run
  up('/run/months', 30, 'newCustomers'),
  up('/run/ltvMonths', 18, 'ltvRevenue'),
];

/** Declared numbers that no future feels. */
export const notLevers: Readonly<Record<string, string>> = {
  '/run/replications': 'how many futures are lived; each of them is the same however many there are',
};

export const isOfWorld = ({ lever }: Direction): boolean => lever.startsWith('/world/');
