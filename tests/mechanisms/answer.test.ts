import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { ANNUAL, MONTHLY, MULTI_YEAR } from '../../simulations/life.ts';
import { answerAnnualAtStart, answerOffer, answerPlanPage } from '../../simulations/mechanisms/answer.ts';
import {
  ADD_ON,
  BUNDLE,
  JUMP,
  MILESTONE,
  UPGRADE,
  WALL,
  YEAR,
  YEARS,
} from '../../simulations/mechanisms/proposal.ts';
import { hash24 } from '../../simulations/random/hash.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers, Role, Stage } from './stage.ts';
import { logistic, logit, near, posted, stage, threshold } from './stage.ts';

interface Proposed {
  readonly kind: number;
  readonly tier?: number;
  readonly addOn?: number;
}

const everyAnswer = [
  decisions.answerUpgrade,
  decisions.answerAddOn,
  decisions.answerBundle,
  decisions.answerAnnual,
  decisions.answerMultiYear,
];

/** Puts a proposal before a customer whose answers all come from the uniform u. */
function offered(
  u: number,
  proposed: Proposed,
  levers: Levers,
  state: object = {},
  role: Role = { pays: 0 },
  decisionsShown = 1,
): Stage & { readonly accepted: boolean } {
  const script = { ...role.script, ...Object.fromEntries(everyAnswer.map((decision) => [decision, u])) };
  const here = stage(levers, { ...role, script });
  Object.assign(here.life, state);
  Object.assign(here.life.proposal, proposed);
  answerOffer(here.life, here.scene, here.luck, here.ledger, 0, MILESTONE, decisionsShown);
  return { ...here, accepted: posted(here, 'offersAccepted') === 1 };
}

const chanceOf = (
  ...[proposed, levers, state, role, decisionsShown]: [Proposed, Levers, object?, Role?, number?]
): number => threshold((u) => offered(u, proposed, levers, state, role, decisionsShown).accepted);

const small = tier('Small', 10);
const large = tier('Large', 10); // same price: no term of worth or step
const neutral: Levers = {
  ladder: { tiers: [small, large] },
  segment: { willingnessToPay: 10 },
  acceptance: { upgrade: -1 },
};
const terms: NonNullable<Levers['acceptance']> = {
  upgrade: -1,
  value: 1.5,
  trust: 1.1,
  engagement: 0.9,
  moment: 0.47,
  limit: 0.8,
  onboarding: 0.5,
  ticket: 0.69,
  fatigue: 0.25,
  manager: 0.7,
  worth: 1.2,
  step: 2.5,
};

/** The utility behind an upgrade offer, read off its probability. */
const utility = (state: object, changes: Levers = {}) =>
  logit(chanceOf({ kind: UPGRADE, tier: 1 }, { ...neutral, acceptance: terms, ...changes }, state));
const close = (found: number, expected: number) => expect(Math.abs(found - expected)).toBeLessThan(1e-9);

describe('every term of the logit of acceptance', () => {
  test('is 0 at the neutral state: there the base alone decides', () => {
    close(utility({}), -1);
    close(chanceOf({ kind: UPGRADE, tier: 1 }, neutral), logistic(-1));
  });

  const cases: readonly (readonly [string, object, number])[] = [
    ['value discovered', { value: 0.9, logWillingness: Math.log(10) - Math.log(1.4) }, 1.5 * 0.4],
    ['value missing', { value: 0.1, logWillingness: Math.log(10) - Math.log(0.6) }, -1.5 * 0.4],
    ['trust', { trust: 0.9 }, 1.1 * 0.3],
    ['mistrust', { trust: 0.1 }, -1.1 * 0.5],
    ['engagement', { engagement: 0.8 }, 0.9 * 0.3],
    ['a success moment', { milestone: true }, 0.47],
    ['a wall', { blocked: true }, 0.8],
    ['not yet onboarded', { onboarded: false }, -0.5],
    ['an open ticket', { ticketOpen: true }, -0.69],
    ['fatigue', { fatigue: 3 }, -0.25 * 3],
    ['worth above the price', { logWillingness: Math.log(10) + 0.5 }, 1.2 * 0.5],
    ['a price above worth', { logWillingness: Math.log(10) - 0.5 }, -1.2 * 0.5],
  ];
  test.each(cases)('%s', (_, state, expected) => close(utility(state), -1 + expected));

  test('a manager, only as the channel of a covered customer', () => {
    close(utility({ covered: true }), -1);
    close(utility({ covered: true }, { offers: { channel: 'manager' } }), -1 + 0.7);
    close(utility({ covered: false }, { offers: { channel: 'manager' } }), -1);
  });

  test('the appeal of the plan', () => {
    close(utility({}, { ladder: { tiers: [small, tier('Large', 10, { appeal: 0.6 })] } }), -0.4);
  });

  test('attention multiplies the probability', () => {
    near(chanceOf({ kind: UPGRADE, tier: 1 }, neutral, { attention: 0.4 }), 0.4 * logistic(-1));
  });

  test('a shared bad year lowers what plans are worth', () => {
    const chance = threshold((u) => {
      const here = stage(
        { ...neutral, acceptance: { upgrade: -1, worth: 1.2 } },
        { pays: 0, script: { [decisions.answerUpgrade]: u } },
      );
      Object.assign(here.life.proposal, { kind: UPGRADE, tier: 1 });
      answerOffer(here.life, here.scene, here.luck, here.ledger, -0.3, MILESTONE, 1);
      return posted(here, 'offersAccepted') === 1;
    });
    close(logit(chance), -1 - 1.2 * 0.3);
  });
});

describe('the step of a price', () => {
  const step = (price: number, changes: Levers = {}, state: object = {}) =>
    chanceOf(
      { kind: UPGRADE, tier: 1 },
      {
        ladder: { tiers: [small, tier('Large', price)] },
        acceptance: { upgrade: -1.5, step: 4 },
        ...changes,
      },
      state,
    );

  test('KA18: acceptance of steps of 1.1, 1.25, 1.5 and 2', () => {
    close(step(11), 0.132246427);
    close(step(12.5), 0.083740706);
    close(step(15), 0.04221448595);
    close(step(20), 0.01375382913);
  });

  test('a price that is lower is no step', () => {
    close(logit(step(8)), -1.5);
  });

  test('is measured against all that is paid, add-ons included', () => {
    close(logit(step(20, { addOns: { a: 30 } }, { owned: 1, addOnMrr: 30 })), -1.5 - 4 * Math.log(50 / 40));
  });

  test('anchoring moves the reference toward the highest price shown, as far as the dearest is shown first', () => {
    const anchored = (anchoring: number, dearestFirst: number) => ({
      ladder: { tiers: [small, tier('Large', 30), tier('Vast', 100)], dearestFirst },
      acceptance: { upgrade: -1.5, step: 4, anchoring },
    });
    close(logit(step(0, anchored(0.1, 1))), -1.5 - 4 * Math.log(30 / (0.9 * 10 + 0.1 * 100)));
    close(logit(step(0, anchored(0.1, 0.5))), -1.5 - 4 * Math.log(30 / (0.95 * 10 + 0.05 * 100)));
    close(logit(step(0, anchored(0.5, 1))), -1.5); // reference 55 above the price: no step at all
    close(logit(step(0, anchored(0.5, 0))), -1.5 - 4 * Math.log(3));
  });

  test('a higher reference never comes from a lower highest price', () => {
    const levers: Levers = {
      ladder: { tiers: [tier('Dear', 30), tier('Cheap', 10)], dearestFirst: 1 },
      acceptance: { upgrade: -1.5, step: 4, anchoring: 0.5 },
    };
    close(logit(chanceOf({ kind: UPGRADE, tier: 1 }, levers)), -1.5);
  });
});

describe('add-ons', () => {
  const levers: Levers = {
    ladder: { tiers: [small] },
    segment: { willingnessToPay: 10 },
    addOns: { a: 2.5, b: 5, c: 40 },
    acceptance: { addOn: -2, need: 1.2, worth: 1.5, step: 2, addOnWorth: 0.3 },
  };
  const add = (addOn: number, state: object, changes: Levers = {}, decisionsShown = 1) =>
    logit(chanceOf({ kind: ADD_ON, addOn }, { ...levers, ...changes }, state, { pays: 0 }, decisionsShown));

  test('a need speaks for it, none against it', () => {
    const price = -1.5 * Math.log(12.5 / 10) - 2 * Math.log(12.5 / 10);
    close(add(0, { needs: 0b001 }), -2 + 1.2 + 1.5 * Math.log(1.3) + price);
    close(add(0, { needs: 0b110 }), -2 - 1.2 + price);
  });

  test('worth counts it as owned, and the customer is left as it was', () => {
    const here = offered(0.999999, { kind: ADD_ON, addOn: 0 }, levers, { needs: 0b001 });
    expect([here.accepted, here.life.owned, here.life.addOnMrr, here.life.mrr]).toEqual([false, 0, 0, 10]);
  });

  test('many decisions at once weigh on each, where that is switched on', () => {
    const overloaded = { ...levers, acceptance: { ...levers.acceptance, choiceOverload: 0.4 } };
    close(add(0, {}, overloaded, 3), add(0, {}) - 0.4 * Math.log(3));
    close(add(0, {}, overloaded, 1), add(0, {}));
    expect(add(0, {}, {}, 3)).toBe(add(0, {}));
  });

  test('beside a dear bundle its parts seem cheap, other add-ons do not', () => {
    const anchoring = 0.5;
    const bundled: Levers = {
      ...levers,
      acceptance: { ...levers.acceptance, anchoring },
      bundle: { addOns: ['a', 'c'], discount: 0.2 },
    };
    const base = (total: number) => -2 - 1.2 - 1.5 * Math.log(total / 10);
    close(add(0, { needs: 0 }, bundled), base(12.5)); // reference ½·10 + ½·(10 + 34): above the price
    close(add(1, { needs: 0 }, bundled), base(15) - 2 * Math.log(15 / (0.5 * 10 + 0.5 * 15)));
    // A part dearer than the bundle itself is the highest price shown.
    const cheap: Levers = { ...bundled, bundle: { addOns: ['a', 'c'], discount: 0.9 } };
    close(add(2, { needs: 0 }, cheap), base(50) - 2 * Math.log(50 / 30));
  });

  test('each add-on has answers of its own, by occurrence', () => {
    const asked: (readonly [number, number])[] = [];
    const here = stage(levers, {
      pays: 0,
      script: { [decisions.answerAddOn]: (occurrence, name) => (asked.push([name, occurrence]), 0.999999) },
    });
    for (const addOn of [0, 1, 0]) {
      Object.assign(here.life.proposal, { kind: ADD_ON, addOn });
      answerOffer(here.life, here.scene, here.luck, here.ledger, 0, MILESTONE, 1);
    }
    expect(asked).toEqual([
      [hash24('a'), 0],
      [hash24('b'), 0],
      [hash24('a'), 1],
    ]);
    expect(here.life.offeredNow).toBe(0b011);
  });
});

test('the bundle: its own base, perceived saving, one need enough, its price and worth as a whole', () => {
  const levers: Levers = {
    ladder: { tiers: [small] },
    segment: { willingnessToPay: 10 },
    addOns: { a: 5, b: 7, c: 40 },
    bundle: { addOns: ['a', 'b'], discount: 0.25 },
    acceptance: { bundle: -1.7, bundleSaving: 2, need: 1.2, worth: 1.5, step: 2, addOnWorth: 0.3 },
  };
  const price = -1.5 * Math.log(1.9) - 2 * Math.log(1.9);
  const bundle = (state: object) => logit(chanceOf({ kind: BUNDLE }, levers, state));
  close(bundle({ needs: 0b100 }), -1.7 + 2 * 0.25 - 1.2 + price);
  close(bundle({ needs: 0b001 }), -1.7 + 2 * 0.25 + 1.2 + 1.5 * Math.log(1.3) + price);
  close(bundle({ needs: 0b011 }), -1.7 + 2 * 0.25 + 1.2 + 1.5 * Math.log(1.6) + price);
  // A needed part that is owned already is no reason to buy the other, and its price goes into the bundle's.
  const owned = -1.7 + 0.5 - 1.2 + 1.5 * Math.log(1.3) - 1.5 * Math.log(1.9) - 2 * Math.log(19 / 15);
  close(bundle({ needs: 0b001, owned: 0b001, addOnMrr: 5 }), owned);
  const declined = offered(0.999999, { kind: BUNDLE }, levers, { needs: 0b001 });
  expect([declined.life.owned, declined.life.bundled]).toEqual([0, false]);
});

test('contracts: their own base and the discount, of several years beyond that of one', () => {
  const levers: Levers = {
    acceptance: { annual: -1.8, multiYear: -3, discount: 3 },
    contracts: { annualDiscount: 0.167, multiYearDiscount: 0.22 },
  };
  close(logit(chanceOf({ kind: YEAR }, levers)), -1.8 + 3 * 0.167);
  close(
    logit(chanceOf({ kind: YEARS }, levers, { contract: ANNUAL, contractLeft: 5 })),
    -3 + 3 * (0.22 - 0.167),
  );
});

describe('a yes', () => {
  const levers: Levers = {
    ladder: { tiers: [small, large, tier('Vast', 10)] },
    addOns: { a: 5, b: 7 },
    bundle: { addOns: ['a', 'b'], discount: 0.5 },
    acceptance: { upgrade: 5, addOn: 5, bundle: 5, annual: 5, multiYear: 5 },
  };
  const bought = (proposed: Proposed, state = {}) => offered(0.01, proposed, levers, state).life;

  test('gives what was proposed', () => {
    expect(bought({ kind: UPGRADE, tier: 1 }).tier).toBe(1);
    expect(bought({ kind: JUMP, tier: 2 }).tier).toBe(2);
    expect([bought({ kind: ADD_ON, addOn: 1 }).owned, bought({ kind: ADD_ON, addOn: 1 }).bundled]).toEqual([
      0b10,
      false,
    ]);
    expect([bought({ kind: BUNDLE }).owned, bought({ kind: BUNDLE }).bundled]).toEqual([0b11, true]);
    expect(bought({ kind: YEAR }).contract).toBe(ANNUAL);
    expect(bought({ kind: YEARS }).contract).toBe(MULTI_YEAR);
  });

  test('to an upgrade by whoever does not pay is a first purchase, at its own base', () => {
    const free: Levers = {
      ladder: { tiers: [tier('Free', 0), tier('Small', 10)] },
      segment: { willingnessToPay: 10 },
      acceptance: { upgrade: 5, firstPurchase: -0.7 },
    };
    close(logit(chanceOf({ kind: UPGRADE, tier: 1 }, free, {}, {})), -0.7);
    const here = offered(0.01, { kind: UPGRADE, tier: 1 }, free, {}, {});
    expect([here.life.paying, posted(here, 'newCustomers'), posted(here, 'newMrr')]).toEqual([true, 1, 10]);
  });

  test('whoever has never paid measures the step against worth', () => {
    const free: Levers = {
      ladder: { tiers: [tier('Free', 0), tier('Small', 10)] },
      segment: { willingnessToPay: 4 },
      acceptance: { firstPurchase: -0.7, step: 1.5 },
    };
    close(logit(chanceOf({ kind: UPGRADE, tier: 1 }, free, {}, {})), -0.7 - 1.5 * Math.log(10 / 4));
    close(
      logit(chanceOf({ kind: UPGRADE, tier: 1 }, { ...free, segment: { willingnessToPay: 40 } }, {}, {})),
      -0.7,
    );
  });
});

describe('what an offer leaves behind, whatever the answer', () => {
  const levers: Levers = {
    ladder: { tiers: [small] },
    addOns: { a: 5, b: 7 },
    acceptance: { addOn: -1 },
    feelings: {
      trustGain: 0.03,
      trustLossRatio: 5,
      irrelevance: 0.2,
      attentionLoss: 0.06,
      attentionRecovery: 0.05,
    },
  };
  const after = (state: object, changes: Levers = {}) =>
    offered(0.9999, { kind: ADD_ON, addOn: 0 }, { ...levers, ...changes }, { attention: 0.8, ...state });

  test('a relevant one brings attention back and costs no trust', () => {
    const { life } = after({ needs: 0b01 });
    near(life.attention, 0.8 + 0.05 * 0.2);
    expect(life.trust).toBe(0.6);
  });

  test('an irrelevant one trains to ignore and costs some trust', () => {
    const { life } = after({ needs: 0b10 });
    near(life.attention, 0.8 * 0.94);
    near(life.trust, 0.6 * (1 - 0.15 * 0.2));
  });

  test('an ill-timed one costs trust, but is noticed as relevant', () => {
    for (const state of [{ onboarded: false }, { ticketOpen: true }]) {
      const { life } = after({ needs: 0b01, ...state });
      near(life.trust, 0.6 * (1 - 0.15 * 0.2));
      near(life.attention, 0.8 + 0.05 * 0.2);
    }
  });

  test('is counted: shown, noticed by its attention, accepted, and regretted when there was no need', () => {
    const count = (here: Stage) =>
      (['shown', 'noticed', 'accepted', 'regretted'] as const).map((outcome) =>
        here.ledger.offerAt(outcome, 'addOn', 'milestone', 0, 0),
      );
    expect(count(after({ needs: 0b01 }))).toEqual([1, 0.8, 0, 0]);
    expect(count(offered(0.0001, { kind: ADD_ON, addOn: 0 }, levers, { needs: 0b01 }))).toEqual([1, 1, 1, 0]);
    const unneeded = offered(0.0001, { kind: ADD_ON, addOn: 0 }, levers, { needs: 0b10 });
    expect(count(unneeded)).toEqual([1, 1, 1, 1]);
    expect([posted(unneeded, 'offersShown'), posted(unneeded, 'offersAccepted')]).toEqual([1, 1]);
  });

  test('is counted by how long the customer has paid', () => {
    const here = after({ firstPayment: -2 }); // month 1: three months ago
    expect(here.ledger.offerAt('shown', 'addOn', 'milestone', 0, 1)).toBe(1);
    const ofBefore = after({ firstPayment: 1, paidBefore: 12 });
    expect(ofBefore.ledger.offerAt('shown', 'addOn', 'milestone', 0, 2)).toBe(1);
  });
});

/** Probabilities of the plans on the page, cheapest first, and of staying, read off the thresholds of one uniform. */
function menu(
  levers: Levers,
  state: object = {},
  role: Role = { pays: 0 },
  trigger = WALL,
): { readonly chosen: readonly number[]; readonly stays: number } {
  const plans = levers.ladder?.tiers?.length ?? 0;
  const boughtAt = (u: number) => {
    const here = stage(levers, { ...role, script: { ...role.script, [decisions.answerUpgrade]: u } });
    Object.assign(here.life, state);
    answerPlanPage(here.life, here.scene, here.luck, here.ledger, 0, trigger);
    return posted(here, 'offersAccepted') === 1 ? here.life.tier : -1;
  };
  // Dearest first: plan k or a dearer one below the k-th threshold.
  const atLeast = Array.from({ length: plans + 1 }, (_, plan) =>
    plan === plans ? 0 : threshold((u) => boughtAt(u) >= plan),
  );
  const chosen = Array.from({ length: plans }, (_, plan) => atLeast[plan]! - atLeast[plan + 1]!);
  return { chosen, stays: 1 - atLeast[0]! };
}

describe('the plan page', () => {
  const priced = (...appeals: readonly number[]): Levers => ({
    ladder: { tiers: [tier('Now', 10), ...appeals.map((appeal) => tier('Other', 10, { appeal }))] },
    acceptance: { upgrade: 0 },
  });

  test('KA18: plans of utility 1 and ½ beside staying at 0', () => {
    const { chosen, stays } = menu(priced(1, 0.5));
    close(stays, 0.1863237232);
    close(chosen[1]!, 0.5064803911);
    close(chosen[2]!, 0.3071958857);
    expect(chosen[0]!).toBeLessThan(1e-12);
  });

  test('KA18: a clone takes from all in proportion', () => {
    const { chosen, stays } = menu(priced(1, 0.5, 0.5));
    close(stays, 0.1425369566);
    close(chosen[1]!, 0.387455619);
    close(chosen[2]!, 0.2350037122);
    close(chosen[3]!, 0.2350037122);
  });

  test('shares the mood of the month with single offers; attention plays no part', () => {
    const levers = { ...priced(0), acceptance: { upgrade: -1, limit: 0.8 } };
    close(logit(1 - menu(levers, { blocked: true, attention: 0.1 }).stays), -0.2);
  });

  test('for whoever pays shows higher plans only; for newcomers all that cost', () => {
    const tiers = [tier('Small', 10), tier('Large', 10)];
    const acceptance = { upgrade: 0, firstPurchase: 0 };
    close(menu({ ladder: { tiers }, acceptance }).chosen[0]!, 0);
    const newcomer = menu({ ladder: { tiers }, acceptance }, {}, {});
    close(newcomer.chosen[0]!, 1 / 3);
    close(newcomer.chosen[1]!, 1 / 3);
    const free = menu({ ladder: { tiers: [tier('Free', 0), ...tiers] }, acceptance }, {}, {});
    close(free.chosen[0]!, 0);
    close(free.stays, 1 / 3);
  });

  test('plans that are too small already are no choice; the largest is for everybody', () => {
    const tiers = [
      tier('Now', 10),
      tier('Little', 10, { usageLimit: 50 }),
      tier('Few', 10, { seatLimit: 2 }),
      tier('Large', 10, { usageLimit: 80 }),
    ];
    const levers: Levers = { ladder: { tiers }, acceptance: { upgrade: 0 } };
    const crowded = menu(levers, { logUsage: Math.log(100), seats: 3 });
    close(crowded.chosen[1]!, 0);
    close(crowded.chosen[2]!, 0);
    close(crowded.chosen[3]!, 1 / 2);
    const modest = menu(levers, { logUsage: Math.log(50), seats: 2 });
    close(modest.chosen[1]!, 1 / 4);
    close(modest.chosen[2]!, 1 / 4);
  });

  test('with nothing higher to show asks nothing', () => {
    const here = stage({ ladder: { tiers: [small] } }, { pays: 0 });
    answerPlanPage(here.life, here.scene, here.luck, here.ledger, 0, WALL);
    expect([posted(here, 'offersShown'), here.life.answers[UPGRADE]]).toEqual([0, 0]);
  });

  test('utilities beyond all measure still make a choice among numbers', () => {
    const levers: Levers = { ...priced(10, 10), acceptance: { upgrade: 10, value: 1e6 } };
    const { chosen, stays } = menu(levers, { value: 1 });
    close(chosen[1]!, 0.5);
    close(chosen[2]!, 0.5);
    close(stays, 0);
  });

  test('and between two of them by the difference, as between any others', () => {
    const { chosen, stays } = menu(priced(800, 801));
    close(chosen[1]!, 1 / (1 + Math.E));
    close(chosen[2]!, Math.E / (1 + Math.E));
    close(stays, 0);
  });

  test('is recorded as an upgrade offer that everybody notices', () => {
    const here = stage(
      { ...priced(9), acceptance: { upgrade: 9 } },
      { pays: 0, script: { [decisions.answerUpgrade]: 0.5 } },
    );
    here.life.attention = 0.3;
    answerPlanPage(here.life, here.scene, here.luck, here.ledger, 0, WALL);
    expect(
      (['shown', 'noticed', 'accepted', 'regretted'] as const).map((outcome) =>
        here.ledger.offerAt(outcome, 'upgrade', 'wall', 0, 0),
      ),
    ).toEqual([1, 1, 1, 0]);
    expect([posted(here, 'offersShown'), posted(here, 'offersAccepted'), here.life.attention]).toEqual([
      1, 1, 0.3,
    ]);
  });
});

describe('pressing', () => {
  const pressed = (manipulation: Levers['manipulation'], changes: Levers = {}): Levers => ({
    ...neutral,
    acceptance: { upgrade: -1, persuasionMild: 1, persuasionAggressive: 1.73 },
    feelings: { trustGain: 0.03, trustLossRatio: 5 },
    manipulation: manipulation ?? {},
    ...changes,
  });
  const upgrade = { kind: UPGRADE, tier: 1 };

  test('gains the mild log odds with one pattern, and saturates at the aggressive', () => {
    const lift = (manipulation: Levers['manipulation']) =>
      logit(chanceOf(upgrade, pressed(manipulation))) + 1;
    close(lift({ nagging: 1 }), 1);
    close(lift({ confirmShaming: 1 }), 1);
    close(lift({ hiddenCost: 1 }), 1);
    close(lift({ nagging: 0.5 }), 1.73 * (1 - Math.sqrt(0.73 / 1.73)));
    close(lift({ nagging: 1, confirmShaming: 1 }), 1.73 * (1 - (0.73 / 1.73) ** 2));
    close(lift({ sneaking: 1, obstruction: 1 }), 0);
    expect(lift({ nagging: 1, confirmShaming: 1, hiddenCost: 1 })).toBeLessThan(1.73);
  });

  test('where mild gains as much as aggressive, the smaller bounds it', () => {
    const lift = (nagging: number, confirmShaming = 0) => {
      const acceptance = { upgrade: -1, persuasionMild: 3, persuasionAggressive: 2 };
      return logit(chanceOf(upgrade, pressed({ nagging, confirmShaming }, { acceptance }))) + 1;
    };
    close(lift(0.5), 1);
    close(lift(1), 2);
    close(lift(1, 1), 2);
    const none = { upgrade: -1, persuasionMild: 1, persuasionAggressive: 0 };
    close(logit(chanceOf(upgrade, pressed({ nagging: 1 }, { acceptance: none }))), -1);
  });

  test('what only persuasion made a yes is marked; what would have been one anyway is not', () => {
    const lifted = logistic(-1 + 1);
    const honest = logistic(-1);
    const at = (u: number) => offered(u, upgrade, pressed({ nagging: 1 }));
    expect([at(lifted - 0.001).accepted, at(lifted + 0.001).accepted]).toEqual([true, false]);
    expect(at(honest + 0.001).life.regretsUpgradeFrom).toBe(0);
    expect(at(honest + 0.001).ledger.offerAt('regretted', 'upgrade', 'milestone', 0, 0)).toBe(1);
    expect(at(honest - 0.001).life.regretsUpgradeFrom).toBe(-1);
    expect(at(honest - 0.001).ledger.offerAt('regretted', 'upgrade', 'milestone', 0, 0)).toBe(0);
  });

  test('attention bounds the honest yes as well', () => {
    const at = (u: number) => offered(u, upgrade, pressed({ nagging: 1 }), { attention: 0.5 });
    expect(at(0.5 * logistic(-1) + 0.001).life.regretsUpgradeFrom).toBe(0);
    expect(at(0.5 * logistic(-1) - 0.001).life.regretsUpgradeFrom).toBe(-1);
  });

  test('on the plan page lifts the odds of every plan alike, and marks alike', () => {
    const levers = pressed(
      { nagging: 1 },
      { ladder: { tiers: [small, tier('A', 10, { appeal: 1 }), tier('B', 10, { appeal: 0.5 })] } },
    );
    const { chosen, stays } = menu(levers);
    const [a, b] = [Math.exp(1 - 1 + 1), Math.exp(1 - 1 + 0.5)];
    close(stays, 1 / (1 + a + b));
    close(chosen[1]! / chosen[2]!, Math.exp(0.5));
    const honest = 1 - 1 / (1 + (a + b) / Math.E);
    const from = (u: number) => {
      const here = stage(levers, { pays: 0, script: { [decisions.answerUpgrade]: u } });
      answerPlanPage(here.life, here.scene, here.luck, here.ledger, 0, WALL);
      return [here.life.regretsUpgradeFrom, here.ledger.offerAt('regretted', 'upgrade', 'wall', 0, 0)];
    };
    expect(from(honest + 0.001)).toEqual([0, 1]);
    expect(from(honest - 0.001)).toEqual([-1, 0]);
  });

  test('every show is remembered, and hurts at once when it has been seen through', () => {
    const before = offered(0.9999, upgrade, pressed({ nagging: 0.5, hiddenCost: 0.2 }));
    near(before.life.exposures, 0.7);
    expect(before.life.trust).toBe(0.6);
    const known = offered(0.9999, upgrade, pressed({ nagging: 0.5, hiddenCost: 0.2 }), { recognised: true });
    near(known.life.trust, 0.6 * (1 - 0.15 * 0.7));
    const loud = offered(0.9999, upgrade, pressed({ nagging: 1, hiddenCost: 1 }), { recognised: true });
    near(loud.life.trust, 0.6 * 0.85); // one bad event at most
    const page = stage(pressed({ nagging: 0.5 }), { pays: 0, script: { [decisions.answerUpgrade]: 0.9999 } });
    answerPlanPage(page.life, page.scene, page.luck, page.ledger, 0, WALL);
    expect(page.life.exposures).toBe(0.5);
  });

  test('hiding the price leaves a bill to come as a shock; honest prices do not', () => {
    const bought = (levers: Levers, proposed: Proposed = upgrade) =>
      offered(0.0001, proposed, levers).life.hiddenBill;
    expect(bought(pressed({ hiddenCost: 0.2 }))).toBe(true);
    expect(bought(pressed({ nagging: 1 }))).toBe(false);
    const shop: Levers = {
      addOns: { a: 1 },
      acceptance: { addOn: 5, persuasionMild: 1, persuasionAggressive: 2 },
    };
    expect(bought(pressed({ hiddenCost: 0.2 }, shop), { kind: ADD_ON, addOn: 0 })).toBe(true);
    expect(bought(pressed({ nagging: 1 }, shop), { kind: ADD_ON, addOn: 0 })).toBe(false);
  });

  test('an add-on or a bundle that was talked into will be regretted, needed or not', () => {
    const shop: Levers = pressed(
      { nagging: 1 },
      {
        addOns: { a: 0.001, b: 0.001 },
        bundle: { addOns: ['a', 'b'], discount: 0.5 },
        acceptance: { addOn: -1, bundle: -1, persuasionMild: 1, persuasionAggressive: 1.73 },
      },
    );
    const at = (proposed: Proposed) => offered(logistic(-0.5), proposed, shop, { needs: 0b11 }).life.unwanted;
    expect(at({ kind: ADD_ON, addOn: 1 })).toBe(0b10);
    expect(at({ kind: BUNDLE })).toBe(0b11);
  });
});

describe('the annual price at the first payment', () => {
  const levers: Levers = {
    ladder: { tiers: [tier('Free', 0), small] },
    acceptance: { firstPurchase: 20, annual: -1.8, discount: 3, trust: 1 },
    contracts: { annualAtStart: true, annualDiscount: 0.2 },
  };
  const signed = (u: number, changes: Levers = {}, state: object = {}) => {
    const here = stage(
      { ...levers, ...changes },
      { script: { [decisions.annualAtStart]: u, [decisions.answerUpgrade]: 0.5 } },
    );
    Object.assign(here.life, state);
    answerPlanPage(here.life, here.scene, here.luck, here.ledger, 0, WALL);
    expect(here.life.paying).toBe(true);
    return here.life.contract;
  };

  test('is taken with the probability of an annual offer', () => {
    const chance = threshold((u) => signed(u) === ANNUAL);
    close(logit(chance), -1.8 + 0.6);
    close(logit(threshold((u) => signed(u, {}, { trust: 0.8 }) === ANNUAL)), -1.8 + 0.6 + 0.2);
  });

  test('is shown only where the strategy shows it', () => {
    expect(signed(1e-9, { contracts: { annualDiscount: 0.2 } })).toBe(MONTHLY);
  });

  test('also to whoever enters on a paid plan', () => {
    const here = stage(
      { ...levers, ladder: { tiers: [small] } },
      { pays: 0, script: { [decisions.annualAtStart]: 0.0001 } },
    );
    answerAnnualAtStart(here.life, here.scene, here.luck, here.ledger);
    expect(here.life.contract).toBe(ANNUAL);
  });
});

describe('the luck of an answer', () => {
  const levers: Levers = {
    ladder: { tiers: [small, large, tier('Vast', 10)] },
    addOns: { a: 5, b: 7 },
    bundle: { addOns: ['a', 'b'], discount: 0.5 },
  };

  /** Decision and occurrence of every answer asked for. */
  function asked(proposals: readonly Proposed[]): (readonly [number, number])[] {
    const found: (readonly [number, number])[] = [];
    const note = (decision: number) => (occurrence: number) => {
      found.push([decision, occurrence]);
      return 0.999999;
    };
    const here = stage(levers, {
      pays: 0,
      script: Object.fromEntries(everyAnswer.map((decision) => [decision, note(decision)])),
    });
    for (const proposed of proposals) {
      Object.assign(here.life.proposal, proposed);
      answerOffer(here.life, here.scene, here.luck, here.ledger, 0, MILESTONE, 1);
    }
    return found;
  }

  test('is keyed by kind and occurrence', () => {
    const { answerUpgrade, answerBundle, answerAnnual, answerMultiYear } = decisions;
    expect(
      asked([
        { kind: BUNDLE },
        { kind: YEAR },
        { kind: YEARS },
        { kind: BUNDLE },
        { kind: YEAR },
        { kind: YEARS },
      ]),
    ).toEqual([
      [answerBundle, 0],
      [answerAnnual, 0],
      [answerMultiYear, 0],
      [answerBundle, 1],
      [answerAnnual, 1],
      [answerMultiYear, 1],
    ]);
    // A jump is an upgrade, and so is the plan page.
    expect(
      asked([
        { kind: UPGRADE, tier: 1 },
        { kind: JUMP, tier: 2 },
        { kind: UPGRADE, tier: 1 },
      ]),
    ).toEqual([
      [answerUpgrade, 0],
      [answerUpgrade, 1],
      [answerUpgrade, 2],
    ]);
  });

  test('on the plan page goes on from where single offers were', () => {
    const found: number[] = [];
    const here = stage(levers, {
      pays: 0,
      script: { [decisions.answerUpgrade]: (occurrence) => (found.push(occurrence), 0.999999) },
    });
    Object.assign(here.life.proposal, { kind: JUMP, tier: 2 });
    answerOffer(here.life, here.scene, here.luck, here.ledger, 0, MILESTONE, 1);
    answerPlanPage(here.life, here.scene, here.luck, here.ledger, 0, WALL);
    expect(found).toEqual([0, 1]);
  });

  test('a jump is weighed as the plan it goes to', () => {
    const appealing: Levers = {
      ladder: { tiers: [small, large, tier('Vast', 10, { appeal: 0.7 })] },
      acceptance: { upgrade: -1, addOn: 3, annual: 3, bundle: 3, multiYear: 3 },
    };
    close(logit(chanceOf({ kind: JUMP, tier: 2 }, appealing)), -0.3);
  });
});

describe('reference prices in detail', () => {
  const at = (levers: Levers, state: object = {}) =>
    logit(chanceOf({ kind: UPGRADE, tier: 1 }, levers, state));

  test('the highest price shown never lowers what is paid now', () => {
    // Paid 30, proposed 28, dearest shown 20: the reference stays 30, and 28 is no step up.
    const tiers = [tier('Dear', 30), tier('Less', 28), tier('Least', 20)];
    close(
      at({ ladder: { tiers, dearestFirst: 1 }, acceptance: { upgrade: -1.5, step: 4, anchoring: 0.5 } }),
      -1.5,
    );
  });

  test('the highest price shown holds the add-ons that would stay', () => {
    const levers: Levers = {
      ladder: { tiers: [small, tier('Large', 30), tier('Vast', 100)], dearestFirst: 1 },
      addOns: { a: 20 },
      acceptance: { upgrade: -1.5, step: 4, anchoring: 0.1 },
    };
    close(at(levers, { owned: 1, addOnMrr: 20 }), -1.5 - 4 * Math.log(50 / (0.9 * 30 + 0.1 * 120)));
  });

  test('a bundle that follows an add-on is measured by its own price', () => {
    const levers: Levers = {
      ladder: { tiers: [small] },
      addOns: { a: 5, b: 7 },
      bundle: { addOns: ['a', 'b'], discount: 0 },
      acceptance: { bundle: -1, step: 2, anchoring: 0.5 },
    };
    // Whatever add-on was proposed before; with one part owned, the whole is 22 and adds 7.
    const chance = chanceOf({ kind: BUNDLE, addOn: 0 }, levers, { owned: 1, addOnMrr: 5 });
    close(logit(chance), -1 - 2 * Math.log(22 / (0.5 * 15 + 0.5 * 22)));
  });
});
