import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { Ledger } from '../../simulations/ledger.ts';
import type { MonthlyMeasure } from '../../simulations/ledger.ts';
import { EXISTING, Life, PAID } from '../../simulations/life.ts';
import { live } from '../../simulations/live.ts';
import { Scene } from '../../simulations/scene.ts';
import { tier } from '../support/neutral-study.ts';
import { simulated } from '../support/simulated.ts';
import type { Levers, Script } from './stage.ts';
import { near, ScriptedLuck, study } from './stage.ts';

/** A whole life in an empty ledger. */
function lived(
  levers: Levers,
  script: Script,
  role: { readonly channel?: number; readonly arrival?: number } = {},
) {
  const { channel = PAID, arrival = 0 } = role;
  const scene = new Scene(study(levers));
  const life = new Life(scene);
  const ledger = new Ledger(scene.layout);
  live(
    life,
    scene,
    new ScriptedLuck(script),
    ledger,
    new Float64Array(scene.months),
    scene.segments[0]!,
    channel,
    arrival,
  );
  const when = (measure: MonthlyMeasure) =>
    Array.from({ length: scene.months }, (_, month) => month).filter(
      (month) => ledger.total(measure, month) !== 0,
    );
  return { scene, life, ledger, when };
}
const tiers = [
  tier('Free', 0, { usageLimit: 100 }),
  tier('Small', 10, { usageLimit: 1000 }),
  tier('Large', 40),
];
const never = { [decisions.leave]: 1e-15 };

describe('the door', () => {
  test('newcomers begin on the first plan, free or paid', () => {
    const free = lived({ ladder: { tiers }, run: { months: 5 } }, never);
    expect(free.when('freeUsers')).toEqual([0, 1, 2, 3, 4]);
    expect(free.when('newCustomers')).toEqual([]);
    const paid = lived({ ladder: { tiers: tiers.slice(1) }, run: { months: 5 } }, never, { arrival: 2 });
    expect(paid.when('newCustomers')).toEqual([2]);
    expect(paid.when('mrr')).toEqual([2, 3, 4]);
    expect(paid.ledger.total('mrr', 4)).toBe(10);
  });

  test('at the plan page they choose or, without a free plan, go', () => {
    const page = (u: number, kept: typeof tiers, firstPurchase = 0) =>
      lived(
        { ladder: { tiers: kept, entry: 'planPage' }, acceptance: { firstPurchase }, run: { months: 4 } },
        { ...never, [decisions.answerUpgrade]: u },
      );
    expect(page(0.01, tiers.slice(1)).ledger.total('mrr', 3)).toBe(40);
    expect(page(0.5, tiers.slice(1)).ledger.total('mrr', 3)).toBe(10);
    const declined = page(0.9, tiers.slice(1));
    expect([declined.when('mrr'), declined.when('freeUsers')]).toEqual([[], []]);
    expect(page(0.9, tiers).when('freeUsers')).toEqual([0, 1, 2, 3]);
    expect(page(0.01, tiers).ledger.offerAt('shown', 'upgrade', 'planPage', 0, 0)).toBe(1);
  });

  test('entry on a paid plan shows the annual price too', () => {
    const levers: Levers = {
      ladder: { tiers: tiers.slice(1) },
      contracts: { annualAtStart: true, annualDiscount: 0.2 },
      acceptance: { annual: 0 },
      run: { months: 3 },
    };
    const taken = lived(levers, { ...never, [decisions.annualAtStart]: 0.01 });
    expect([
      taken.ledger.total('newMrr', 0),
      taken.ledger.total('contractionMrr', 0),
      taken.ledger.total('billed', 0),
    ]).toEqual([8, 0, 96]);
    expect(lived(levers, { ...never, [decisions.annualAtStart]: 0.99 }).ledger.total('newMrr', 0)).toBe(10);
  });

  test('customers of before are on the smallest paid plan with room, and half of the value is seen', () => {
    const at = (startingUsage: number, changes: Levers = {}) =>
      lived({ ladder: { tiers }, segment: { startingUsage }, run: { months: 3 }, ...changes }, never, {
        channel: EXISTING,
      });
    expect(at(50).ledger.total('startingMrr', 0)).toBe(10);
    expect(at(1001).ledger.total('startingMrr', 0)).toBe(40);
    expect(at(1e6, { ladder: { tiers: [tiers[0]!, tiers[1]!] } }).ledger.total('startingMrr', 0)).toBe(10);
    expect(at(50).ledger.total('value', 0)).toBe(0.5);
    expect([at(50).when('startingCustomers'), at(50).when('newCustomers')]).toEqual([[0], []]);
    const page = at(50, {
      ladder: { tiers, entry: 'planPage' },
      contracts: { annualAtStart: true },
      acceptance: { annual: 20 },
    });
    expect(page.ledger.total('startingMrr', 0)).toBe(10);
  });
});

describe('leaving and coming back', () => {
  const leavesIn = (month: number) => 0.95 ** (month + 0.5);
  const levers: Levers = {
    segment: { firstMonthChurn: 0.05 },
    ladder: { tiers: tiers.slice(1) },
    leaving: { comeBack: 0.1 },
    run: { months: 30 },
  };

  test('after a geometric while, on the plan of before, without add-ons, neither new nor expansion', () => {
    const { when, ledger } = lived(levers, {
      [decisions.leave]: (occurrence) => (occurrence === 0 ? leavesIn(3) : 1e-15),
      [decisions.comeBack]: 0.9 ** 4.5,
    });
    expect(when('voluntaryChurn')).toEqual([3]);
    expect(when('returnedCustomers')).toEqual([8]); // gone in 4 to 7, back in the fifth month after
    expect(when('newCustomers')).toEqual([0]);
    expect([
      ledger.total('returnedMrr', 8),
      ledger.total('mrr', 7),
      ledger.total('mrr', 8),
      ledger.sum('newMrr'),
      ledger.sum('expansionUpgrade'),
    ]).toEqual([10, 0, 10, 10, 0]);
    expect([ledger.flowAt(0, 2), ledger.flowAt(2, 0)]).toEqual([1, 2]);
  });

  test('time goes by for who is away: offers of before are forgotten, fatigue and inattention fade, trust drifts home', () => {
    const back = (comesBackAfter: number) => {
      const scene = new Scene(
        study({
          ...levers,
          feelings: { startingTrust: 0.6, trustDrift: 0.5, fatigueCarryOver: 0.5, attentionRecovery: 0.5 },
        }),
      );
      const life = new Life(scene);
      const ledger = new Ledger(scene.layout);
      const script = {
        [decisions.leave]: (occurrence: number) => (occurrence === 0 ? leavesIn(3) : 1e-15),
        [decisions.comeBack]: 0.9 ** (comesBackAfter - 0.5),
      };
      const seen: [number, number, number, number][] = [];
      live(
        life,
        scene,
        new ScriptedLuck(script),
        ledger,
        new Float64Array(30),
        scene.segments[0]!,
        PAID,
        0,
        () => {
          // As if much had been asked of it until it left.
          if (life.month === 3)
            Object.assign(life, { fatigue: 8, attention: 0.2, trust: 0.2, recentOffers: 0b11 });
          seen[life.month] = [life.fatigue, life.attention, life.trust, life.recentOffers];
        },
      );
      return seen;
    };
    // Back in the month after: one month of its own. Three months later: two away and one of its own.
    const [fatigue, attention, trust, offers] = back(1)[4]!;
    near(fatigue, 4);
    near(attention, 0.6);
    near(trust, 0.4);
    expect(offers).toBe(0b110);
    const later = back(3)[6]!;
    near(later[0], 1);
    near(later[1], 0.9);
    near(later[2], 0.55);
    expect(later[3]).toBe(0);
  });

  test('the next month at the earliest', () => {
    const { when } = lived(levers, {
      [decisions.leave]: (occurrence) => (occurrence === 0 ? leavesIn(3) : 1e-15),
      [decisions.comeBack]: 0.95,
    });
    expect(when('returnedCustomers')).toEqual([4]);
  });

  test('never with a grudge, and with warnings', () => {
    const script = {
      ...never,
      [decisions.comeBack]: 0.999,
      [decisions.sneaked]: 0,
      [decisions.regret]: 0.99,
      [decisions.leaveOnDiscovery]: 0,
      [decisions.warnOnDiscovery]: 0.999,
      [decisions.refund]: 0.999,
    };
    const wronged = lived(
      {
        ...levers,
        addOns: { a: 5 },
        feelings: { regretNoticed: 0.5 },
        wordOfMouth: { leaveOnDiscovery: 0.5, warningsPerGrudge: 3 },
        manipulation: { sneaking: 1 },
      },
      script,
    );
    expect([
      wronged.when('voluntaryChurn'),
      wronged.when('grudges'),
      wronged.when('returnedCustomers'),
    ]).toEqual([[0], [0], []]);
    expect(wronged.ledger.total('warnings', 0)).toBe(3);
  });

  test('at rate 0 nobody does', () => {
    expect(
      lived(
        { ...levers, leaving: { comeBack: 0 } },
        { [decisions.leave]: leavesIn(3), [decisions.comeBack]: 0.999 },
      ).when('returnedCustomers'),
    ).toEqual([]);
  });

  test('free users who leave do not', () => {
    const { when } = lived(
      { ...levers, ladder: { tiers } },
      { [decisions.leave]: leavesIn(3), [decisions.comeBack]: 0.999 },
    );
    expect([when('freeLeavers'), when('returnedCustomers'), when('freeUsers')]).toEqual([[3], [], [0, 1, 2]]);
  });

  test('after a failed payment the wish to leave runs on where it was', () => {
    const { when } = lived(
      { ...levers, segment: { firstMonthChurn: 0.05, paymentFailure: 0.05 } },
      {
        [decisions.leave]: leavesIn(5),
        [decisions.failedPayment]: (occurrence) => (occurrence === 0 ? leavesIn(2) : 1e-15),
        [decisions.comeBack]: 0.999,
      },
    );
    expect(when('involuntaryChurn')).toEqual([2]);
    expect(when('returnedCustomers')[0]).toBe(3);
    expect(when('voluntaryChurn')[0]).toBe(5);
  });

  test('who wanted out when a payment failed has a fresh clock of payments after the return', () => {
    const { when } = lived(
      {
        ...levers,
        segment: { firstMonthChurn: 0.05, paymentFailure: 0.05 },
        leaving: { comeBack: 0.1, cancellation: 0.36 },
      },
      {
        [decisions.leave]: (occurrence) => (occurrence === 0 ? leavesIn(1) : 1e-15),
        [decisions.cancel]: 1e-9,
        [decisions.failedPayment]: (occurrence) => (occurrence === 0 ? leavesIn(3) : 1e-15),
        [decisions.comeBack]: 0.999,
      },
    );
    expect([when('involuntaryChurn'), when('returnedCustomers')]).toEqual([[3], [4]]);
    expect(when('payingCustomers')).toEqual([
      0,
      1,
      2,
      ...Array.from({ length: 26 }, (_, index) => index + 4),
    ]);
  });

  test('leaving in mid-term gives back what was not used', () => {
    const script = {
      ...never,
      [decisions.annualAtStart]: 0,
      [decisions.sneaked]: 0,
      [decisions.regret]: 0.6 ** 3.5,
      [decisions.leaveOnDiscovery]: 0,
      [decisions.refund]: 0.999,
      [decisions.warnOnDiscovery]: 0.999,
    };
    const { ledger, when } = lived(
      {
        ...levers,
        addOns: { a: 5 },
        feelings: { regretNoticed: 0.4 },
        acceptance: { annual: 0 },
        contracts: { annualAtStart: true },
        wordOfMouth: { leaveOnDiscovery: 0.5 },
        manipulation: { sneaking: 1 },
      },
      script,
    );
    expect(when('voluntaryChurn')).toEqual([3]);
    near(ledger.sum('billed'), ledger.sum('revenue'));
    near(ledger.total('billed', 3), -80); // 12 months of 10 prepaid, four used
  });
});

describe('retention against a year ago, by customer', () => {
  test('who left and came back within the year is out; who came back before it is in, however often', () => {
    // Away in months 3 and 20: gaps of one month each.
    const { ledger } = lived(
      {
        segment: { firstMonthChurn: 0.05 },
        ladder: { tiers: tiers.slice(1) },
        leaving: { comeBack: 0.1 },
        run: { months: 36 },
      },
      {
        [decisions.leave]: (occurrence) => [0.95 ** 3.5, 0.95 ** 15.5][occurrence] ?? 1e-15,
        [decisions.comeBack]: 0.95,
      },
    );
    const away = Array.from({ length: 36 }, (_, month) => month).filter(
      (month) => ledger.total('mrr', month) === 0,
    );
    expect(away).toEqual([3, 19]);
    const kept = (month: number) => [
      ledger.total('mrrYearAgo', month),
      ledger.total('mrrKept', month),
      ledger.total('mrrKeptWithReturned', month),
    ];
    expect(kept(12)).toEqual([10, 0, 10]); // month 3 lies between 0 and 12
    expect(kept(14)).toEqual([10, 0, 10]);
    expect(kept(15)).toEqual([0, 0, 0]); // not paying a year ago
    expect(kept(16)).toEqual([10, 10, 10]);
    expect(kept(19)).toEqual([10, 0, 0]);
    expect(kept(20)).toEqual([10, 0, 10]);
    expect(kept(32)).toEqual([10, 10, 10]);
    expect(ledger.total('mrrKeptCapped', 32)).toBe(10);
  });
});

test('what is lived does not depend on who lived before, whatever state the last life ended in', () => {
  const levers: Levers = {
    segment: {
      firstMonthChurn: 0.05,
      usageVolatility: 0.3,
      usageSpread: 0.8,
      startingUsage: 80,
      paymentFailure: 0.02,
    },
    ladder: { tiers, entry: 'planPage' },
    product: {
      discoveryRate: 0.1,
      blockedDiscovery: 0.3,
      milestoneRate: 0.5,
      ticketRate: 0.4,
      ticketResolution: 0.5,
      onboardedAt: 0.2,
    },
    acceptance: { firstPurchase: -1, upgrade: -1, limit: 1, moment: 1, ticket: 1, value: 1, onboarding: 1 },
    leaving: { value: 1, blocked: 1, cancellation: 0.4, comeBack: 0.05 },
    run: { months: 24 },
  };
  const scene = new Scene(study(levers));
  const reused = new Life(scene);
  const shared = new ScriptedLuck();
  for (let index = 0; index < 60; index++) {
    const one = new Ledger(scene.layout);
    const other = new Ledger(scene.layout);
    shared.entity(index, 1, 0);
    live(reused, scene, shared, one, new Float64Array(24), scene.segments[0]!, PAID, 0);
    live(new Life(scene), scene, shared, other, new Float64Array(24), scene.segments[0]!, PAID, 0);
    expect(one.values).toEqual(other.values);
  }
});

describe('a month’s revenue that nobody wanted', () => {
  const levers: Levers = { ladder: { tiers: tiers.slice(1) }, addOns: { a: 5, b: 7 }, run: { months: 4 } };

  test('what was slipped in', () => {
    const { ledger } = lived(
      { ...levers, manipulation: { sneaking: 1 } },
      { ...never, [decisions.sneaked]: 0, [decisions.regret]: 1e-15 },
    );
    const price = ledger.total('mrr', 0) - 10;
    expect([5, 7]).toContain(price);
    expect([0, 1, 2, 3].map((month) => ledger.total('unwantedRevenue', month))).toEqual([
      price,
      price,
      price,
      price,
    ]);
    expect(ledger.total('manipulated', 2)).toBe(1);
  });

  test('what somebody was talked into: a first purchase whole, a higher plan beyond the one before', () => {
    const talked: Levers = {
      ladder: { tiers },
      acceptance: { firstPurchase: -1, upgrade: -1, persuasionMild: 1, persuasionAggressive: 2 },
      manipulation: { nagging: 1 },
      run: { months: 4 },
    };
    const first = lived(
      { ...talked, ladder: { tiers: tiers.slice(0, 2), entry: 'planPage' } },
      { ...never, [decisions.answerUpgrade]: 0.4, [decisions.regret]: 1e-15 },
    );
    expect([0, 1, 3].map((month) => first.ledger.total('unwantedRevenue', month))).toEqual([10, 10, 10]);
    const higher = lived(
      { ...talked, ladder: { tiers: tiers.slice(1) }, offers: { blastEvery: 1 } },
      { ...never, [decisions.answerUpgrade]: 0.4, [decisions.regret]: 1e-15 },
    );
    expect([0, 1, 3].map((month) => higher.ledger.total('unwantedRevenue', month))).toEqual([0, 30, 30]);
  });

  test('months in which somebody wanted out already', () => {
    const { ledger } = lived(
      { ...levers, leaving: { cancellation: 0.36 } },
      { [decisions.leave]: 0.95 ** 1.5, [decisions.cancel]: 1e-12 },
    );
    expect([0, 1, 2, 3].map((month) => ledger.total('trappedRevenue', month))).toEqual([0, 0, 10, 10]);
    expect(ledger.total('wantingOut', 1)).toBe(1);
  });
});

describe('a replication', () => {
  test('starts with the customers of before, shared by weight, and lets nobody else in without a reason', () => {
    const [ledger] = simulated(
      study({
        segments: [
          { id: 'a', share: 3 },
          { id: 'b', share: 1 },
        ],
        market: { startingCustomers: 400 },
        run: { months: 3 },
      }),
    );
    expect([ledger!.at('startingCustomers', 0, 0), ledger!.at('startingCustomers', 1, 0)]).toEqual([
      300, 100,
    ]);
    expect(ledger!.sum('organicSignups') + ledger!.sum('paidSignups') + ledger!.sum('referredSignups')).toBe(
      0,
    );
  });

  test('posts what the budget left and what it overspent, and the cost of goods and free users', () => {
    const [ledger] = simulated(
      study({
        market: { startingCustomers: 10, organicPerMonth: 20 },
        ladder: { tiers },
        budget: { perMonth: 100 },
        offers: { programSpend: 30 },
        costs: { goodsShare: 0.2, freeUser: 0.5 },
        run: { months: 3 },
      }),
    );
    const spent = ledger!.total('programCost', 0);
    expect(ledger!.total('acquisitionCost', 0)).toBe(100);
    expect(spent).toBe(300);
    expect([ledger!.total('acquisitionCost', 1), ledger!.total('overspentBudget', 1)]).toEqual([0, 200]);
    near(
      ledger!.total('goodsCost', 1),
      0.2 * ledger!.total('revenue', 1) + 0.5 * ledger!.total('freeUsers', 1),
    );
  });
});

test('a lifetime is the months of its horizon and no more, each discounted by its age', () => {
  const horizon = 18;
  const [ledger] = simulated(
    study({
      market: { startingCustomers: 0, organicPerMonth: 5 },
      ladder: { tiers: [tier('Only', 10)] },
      segment: { firstMonthChurn: 0 },
      costs: { goodsShare: 0.25, discountRate: 0.21 },
      run: { months: 24, ltvMonths: horizon },
    }),
  );
  const { count, contribution, revenue, undiscounted } = ledger!.lifetimes();
  expect(count).toBeGreaterThan(10);
  near(undiscounted / count, 10 * horizon);
  const discounted = Array.from({ length: horizon }, (_, age) => 10 / 1.21 ** (age / 12)).reduce(
    (a, b) => a + b,
  );
  near(revenue / count, discounted);
  near(contribution / count, 0.75 * discounted);
});

test('a ladder without a plan that costs something is refused, by the name of the strategy', () => {
  const { strategy, ...others } = study({ ladder: { tiers: [tier('Free', 0)] } });
  expect(() => new Scene({ ...others, strategy: { ...strategy, name: 'All free' } })).toThrow(
    'the ladder of "All free" has no plan that costs something',
  );
});
