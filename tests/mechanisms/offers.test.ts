import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { offerKinds, offerTriggers, tenureClasses } from '../../simulations/ledger.ts';
import { ANNUAL, begin, MULTI_YEAR, PAID } from '../../simulations/life.ts';
import { nextTier, offer } from '../../simulations/mechanisms/offers.ts';
import { hash24 } from '../../simulations/random/hash.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers, Role, Stage } from './stage.ts';
import { moveTo, near, posted, stage, ScriptedLuck } from './stage.ts';

const turn = ({ life, scene, luck, ledger }: Stage) => offer(life, scene, luck, ledger, 0);

/** What was shown so far, as "kind at trigger". */
function shown({ ledger, life }: Stage): string[] {
  const found: string[] = [];
  for (const kind of offerKinds)
    for (const trigger of offerTriggers)
      tenureClasses.forEach((_, tenure) => {
        const times = ledger.offerAt('shown', kind, trigger, life.segment.index, tenure);
        for (let time = 0; time < times; time++) found.push(`${kind} at ${trigger}`);
      });
  return found;
}

const everything: Levers = {
  ladder: {
    tiers: [
      tier('Small', 10, { usageLimit: 100 }),
      tier('Large', 40, { usageLimit: 1000 }),
      tier('Vast', 90),
    ],
  },
  addOns: { a: 5, b: 7 },
  offers: {
    limitReached: true,
    nearLimit: true,
    onboarded: true,
    milestone: true,
    featureUse: true,
    blastEvery: 1,
  },
};
const allTriggers = {
  blocked: true,
  nearLimit: true,
  needShown: true,
  justOnboarded: true,
  milestone: true,
  needs: 0b11,
};

function shownWith(state: object, changes: Levers = {}, role: Role = { pays: 0 }): string[] {
  const here = stage({ ...everything, ...changes }, role);
  Object.assign(here.life, state);
  turn(here);
  return shown(here);
}

describe('triggers: the first that applies', () => {
  const trigger = (state: object) =>
    shownWith({ ...allTriggers, ...state }).map((offered) => offered.split(' at ')[1]);

  test('in their order', () => {
    expect(trigger({})).toEqual(['wall']);
    expect(trigger({ blocked: false })).toEqual(['nearLimit']);
    expect(trigger({ blocked: false, nearLimit: false })).toEqual(['featureUse']);
    expect(trigger({ blocked: false, nearLimit: false, needShown: false })).toEqual(['onboarded']);
    expect(trigger({ blocked: false, nearLimit: false, needShown: false, justOnboarded: false })).toEqual([
      'milestone',
    ]);
    expect(
      trigger({ blocked: false, nearLimit: false, needShown: false, justOnboarded: false, milestone: false }),
    ).toEqual(['blast']);
  });

  test('each only where it is switched on', () => {
    const off = (name: string, state: object) =>
      shownWith(
        { needs: 0b11, ...state },
        { offers: { ...everything.offers, blastEvery: 0, [name]: false } },
      );
    expect(off('limitReached', { blocked: true })).toEqual([]);
    expect(off('nearLimit', { nearLimit: true })).toEqual([]);
    expect(off('featureUse', { needShown: true })).toEqual([]);
    expect(off('onboarded', { justOnboarded: true })).toEqual([]);
    expect(off('milestone', { milestone: true })).toEqual([]);
    expect(off('', {})).toEqual([]);
  });

  test('a blast comes every so many months', () => {
    const here = stage({ ...everything, offers: { blastEvery: 3 } }, { pays: 0 });
    const months: number[] = [];
    for (let month = 1; month <= 9; month++) {
      moveTo(here, month);
      const before = shown(here).length;
      turn(here);
      if (shown(here).length > before) months.push(month);
    }
    expect(months).toEqual([3, 6, 9]);
  });

  test('near a limit that no offer can lift, the next trigger has its turn', () => {
    expect(shownWith({ tier: 2, nearLimit: true, milestone: true })[0]).toMatch(/at milestone$/);
    expect(
      shownWith(
        { nearLimit: true, milestone: true },
        { offers: { ...everything.offers, upgrades: false } },
      )[0],
    ).toMatch(/at milestone$/);
  });

  test('near a limit the offer is the next plan, whatever targeting would choose', () => {
    for (const targeting of ['none', 'segment'] as const) {
      const here = stage(
        { ...everything, segment: { needs: { a: 0.9 } }, offers: { nearLimit: true, targeting } },
        { pays: 0, script: { [decisions.pick]: (_, hash) => (hash === hash24('a') ? 0.9 : 0.1) } },
      );
      here.life.nearLimit = true;
      turn(here);
      expect(shown(here)).toEqual(['upgrade at nearLimit']);
    }
  });

  test('behind a wall that no plan can lift, likewise', () => {
    expect(shownWith({ tier: 2, blocked: true, milestone: true })[0]).toMatch(/at milestone$/);
  });

  test('use that reveals a need speaks of customers who pay', () => {
    expect(shownWith({ needShown: true, paying: false }, { offers: { featureUse: true } })).toEqual([]);
  });

  test('nobody is asked in the month of arrival, or once wanting out', () => {
    const here = stage(everything, { pays: 0 });
    Object.assign(here.life, allTriggers);
    moveTo(here, 0);
    turn(here);
    here.life.wantsOut = true;
    moveTo(here, 1);
    turn(here);
    expect(shown(here)).toEqual([]);
  });
});

describe('quiet', () => {
  const blast = { ...everything, offers: { blastEvery: 1 } };
  const asked = (state: object, offers: Levers['offers'] = {}, levers: Levers = {}) =>
    shownWith(state, { ...levers, offers: { blastEvery: 1, ...offers } }).length;

  test('during onboarding, where the strategy says so', () => {
    expect(asked({ onboarded: false }, { blackoutOnboarding: true })).toBe(0);
    expect(asked({ onboarded: false })).toBe(1);
    expect(asked({ onboarded: true }, { blackoutOnboarding: true })).toBe(1);
  });

  test('after a ticket, until its month is over', () => {
    expect(asked({ quietUntil: 2 })).toBe(0);
    expect(asked({ quietUntil: 1 })).toBe(1);
  });

  test('the wall knows no quiet', () => {
    expect(
      shownWith(
        { ...allTriggers, onboarded: false, quietUntil: 9 },
        { offers: { ...everything.offers, blackoutOnboarding: true, capPerQuarter: 0 } },
      ),
    ).toEqual(['upgrade at wall']);
  });

  test.each([
    [0, []],
    [1, [1, 4, 7]],
    [2, [1, 2, 4, 5, 7, 8]],
    [3, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ])('at most %i in any three months', (capPerQuarter, expected) => {
    const here = stage({ ...blast, offers: { blastEvery: 1, capPerQuarter } }, { pays: 0 });
    const months: number[] = [];
    for (let month = 1; month <= 9; month++) {
      moveTo(here, month);
      const before = shown(here).length;
      turn(here);
      if (shown(here).length > before) months.push(month);
    }
    expect(months).toEqual(expected);
  });

  test('the disengaged have a cap of their own', () => {
    const caps = { capPerQuarter: 3, capInert: 0 };
    const leaving = { inertBelow: 0.3 };
    expect(asked({ engagement: 0.29 }, caps, { leaving })).toBe(0);
    expect(asked({ engagement: 0.3 }, caps, { leaving })).toBe(1);
    expect(asked({ engagement: 0.29 }, { capPerQuarter: 0, capInert: 3 }, { leaving })).toBe(1);
  });

  test('the wall tires nobody and counts for no cap', () => {
    const here = stage(everything, { pays: 0, script: { [decisions.answerUpgrade]: 0.999999 } });
    here.life.blocked = true;
    turn(here);
    expect([here.life.fatigue, here.life.recentOffers, here.life.picks]).toEqual([0, 0, 0]);
  });

  test('one contact a month, however many triggers', () => {
    const here = stage({ ...everything, costs: { inAppOffer: 1 } }, { pays: 0 });
    Object.assign(here.life, { ...allTriggers, blocked: false });
    turn(here);
    expect([shown(here).length, posted(here, 'programCost'), here.life.picks]).toEqual([1, 1, 1]);
  });

  test('nothing to offer is no contact', () => {
    const here = stage({ offers: { blastEvery: 1 } }, { pays: 0 });
    turn(here);
    expect([here.life.fatigue, here.life.recentOffers, here.life.picks]).toEqual([0, 0, 0]);
  });
});

test('the next tier: none at the top, none for payers of plans that follow usage', () => {
  const { life, scene } = stage(everything, { pays: 1 });
  expect(nextTier(life, scene)).toBe(2);
  life.tier = 2;
  expect(nextTier(life, scene)).toBe(-1);
  const hybrid = stage({ ladder: { ...everything.ladder, pricing: 'hybrid' } });
  expect(nextTier(hybrid.life, hybrid.scene)).toBe(1);
  hybrid.life.paying = true;
  expect(nextTier(hybrid.life, hybrid.scene)).toBe(-1);
});

describe('jumps', () => {
  const proposed = (jump: number, roll: number, target: number) => {
    const here = stage(
      {
        ladder: { tiers: [tier('1', 1), tier('2', 2), tier('3', 3), tier('4', 4)], jump },
        offers: { blastEvery: 1 },
      },
      { pays: 0, script: { [decisions.jump]: roll, [decisions.jumpTarget]: target } },
    );
    turn(here);
    return [shown(here)[0], here.life.proposal.tier];
  };
  test('a share of upgrade offers goes to any higher plan', () => {
    expect(proposed(0.3, 0.31, 0.9)).toEqual(['upgrade at blast', 1]);
    expect(proposed(0.3, 0.29, 0.1)).toEqual(['jump at blast', 1]);
    expect(proposed(0.3, 0.29, 0.5)).toEqual(['jump at blast', 2]);
    expect(proposed(0.3, 0.29, 0.9)).toEqual(['jump at blast', 3]);
    expect(proposed(0, 0, 0.9)).toEqual(['upgrade at blast', 1]);
  });

  test('are drawn anew for every upgrade offer', () => {
    const asked: number[] = [];
    const here = stage(
      { ladder: { tiers: [tier('1', 1), tier('2', 2), tier('3', 3)], jump: 0.5 }, offers: { blastEvery: 1 } },
      {
        pays: 0,
        script: {
          [decisions.jump]: (occurrence) => (asked.push(occurrence), 0.9),
          [decisions.answerUpgrade]: 0.999999,
        },
      },
    );
    for (let month = 1; month <= 3; month++) {
      moveTo(here, month);
      turn(here);
    }
    expect([...new Set(asked)]).toEqual([0, 1, 2]);
  });

  test('with one plan left there is no jump', () => {
    const here = stage(
      { ladder: { tiers: [tier('1', 1), tier('2', 2)], jump: 1 }, offers: { blastEvery: 1 } },
      { pays: 0 },
    );
    turn(here);
    expect(shown(here)).toEqual(['upgrade at blast']);
  });
});

describe('no targeting: any offer that could be made', () => {
  const blast = (changes: Levers, state: object, name: string | number) => {
    const wanted = typeof name === 'string' ? hash24(name) : name;
    const here = stage(
      {
        ...everything,
        bundle: { addOns: ['a', 'b'], discount: 0.1 },
        offers: { blastEvery: 1, annual: true, multiYear: true },
        ...changes,
      },
      {
        pays: 0,
        script: { [decisions.pick]: (_, hash) => (hash === wanted ? 0.9 : 0.1) },
      },
    );
    Object.assign(here.life, state);
    turn(here);
    return [shown(here)[0]?.split(' at ')[0], here.life.proposal.addOn] as const;
  };

  test('the one with the highest draw', () => {
    expect(blast({}, {}, offerKinds.indexOf('upgrade'))[0]).toBe('upgrade');
    expect(blast({}, {}, 'a')).toEqual(['addOn', 0]);
    expect(blast({}, {}, 'b')).toEqual(['addOn', 1]);
    expect(blast({}, {}, offerKinds.indexOf('bundle'))[0]).toBe('bundle');
    expect(blast({}, {}, offerKinds.indexOf('annual'))[0]).toBe('annual');
    expect(blast({}, { contract: ANNUAL, contractLeft: 5 }, offerKinds.indexOf('multiYear'))[0]).toBe(
      'multiYear',
    );
  });

  test('never what is owned, sold out, switched off or out of place', () => {
    const bundle = offerKinds.indexOf('bundle');
    const annual = offerKinds.indexOf('annual');
    const multiYear = offerKinds.indexOf('multiYear');
    expect(blast({}, { owned: 0b01 }, 'a')[0]).not.toBe('addOn at 0');
    expect(blast({}, { owned: 0b01 }, 'a')[1]).not.toBe(0);
    expect(blast({}, { owned: 0b11 }, bundle)[0]).not.toBe('bundle');
    expect(blast({}, { bundled: true }, bundle)[0]).not.toBe('bundle');
    expect(blast({ bundle: null }, {}, bundle)[0]).not.toBe('bundle');
    expect(blast({ offers: { blastEvery: 1, bundle: false } }, {}, bundle)[0]).not.toBe('bundle');
    expect(blast({ offers: { blastEvery: 1 } }, {}, annual)[0]).not.toBe('annual');
    expect(blast({}, { contract: ANNUAL }, annual)[0]).not.toBe('annual');
    expect(blast({}, {}, multiYear)[0]).not.toBe('multiYear');
    expect(blast({}, { contract: MULTI_YEAR }, multiYear)[0]).not.toBe('multiYear');
    expect(blast({ offers: { blastEvery: 1 } }, { contract: ANNUAL }, multiYear)[0]).not.toBe('multiYear');
    expect(blast({ offers: { blastEvery: 1, addOns: false } }, {}, 'a')[0]).not.toBe('addOn');
    expect(
      blast({ offers: { blastEvery: 1, upgrades: false } }, {}, offerKinds.indexOf('upgrade'))[0],
    ).not.toBe('upgrade');
    expect(blast({}, { tier: 2 }, offerKinds.indexOf('upgrade'))[0]).not.toBe('upgrade');
  });

  test('to whoever does not pay only plans', () => {
    for (const name of ['a', offerKinds.indexOf('bundle'), offerKinds.indexOf('annual')])
      expect(blast({}, { paying: false }, name)[0]).toBe('upgrade');
  });

  test('each as likely as any other, whatever the order of the add-ons', () => {
    const counts = new Map<string, number>();
    const picks = (ids: readonly string[]) => {
      const here = stage(
        { addOns: Object.fromEntries(ids.map((id) => [id, 1])), offers: { blastEvery: 1 } },
        { pays: 0, script: { [decisions.answerAddOn]: 0.9999999999 } },
      );
      return Array.from({ length: 3000 }, () => {
        here.life.recentOffers = 0;
        turn(here);
        return ids[here.life.proposal.addOn]!;
      });
    };
    const first = picks(['a', 'b', 'c']);
    expect(picks(['c', 'a', 'b'])).toEqual(first);
    for (const id of first) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const id of ['a', 'b', 'c'])
      expect(Math.abs((counts.get(id) ?? 0) - 1000)).toBeLessThan(5 * Math.sqrt((3000 * 2) / 9));
  });
});

describe('segment targeting', () => {
  const targeted = (
    needs: Readonly<Record<string, number>>,
    state: object = {},
    offers: Levers['offers'] = {},
    changes: Levers = {},
  ) => {
    const here = stage(
      {
        ...everything,
        addOns: { a: 5, b: 7, c: 9 },
        segment: { needs },
        offers: { blastEvery: 1, targeting: 'segment', ...offers },
        ...changes,
      },
      { pays: 0, script: { [decisions.answerAddOn]: 0.999999 } },
    );
    Object.assign(here.life, state);
    turn(here);
    return [shown(here)[0]?.split(' at ')[0], here.life.proposal.addOn] as const;
  };

  test('offers what the segment needs most, if it is likely at all', () => {
    expect(targeted({ a: 0.6, b: 0.8, c: 0.7 })).toEqual(['addOn', 1]);
    expect(targeted({ a: 0.6, b: 0.8, c: 0.7 }, { owned: 0b010 })).toEqual(['addOn', 2]);
    expect(targeted({ a: 0.5 })).toEqual(['addOn', 0]);
    expect(targeted({ a: 0.49, b: 0.2 })[0]).not.toBe('addOn');
  });

  test('else a larger plan where there is use for it, else a contract, else nothing', () => {
    const contracts = { annual: true, multiYear: true };
    expect(targeted({}, { logUsage: Math.log(60) }, contracts)[0]).toBe('upgrade');
    expect(targeted({}, { logUsage: 0 }, contracts)[0]).toBe('annual');
    expect(targeted({}, { logUsage: 0, contract: ANNUAL, contractLeft: 4 }, contracts)[0]).toBe('multiYear');
    expect(targeted({}, { logUsage: 0, contract: MULTI_YEAR, contractLeft: 4 }, contracts)[0]).toBe(
      undefined,
    );
    expect(targeted({}, { logUsage: 0 })[0]).toBe(undefined);
    expect(targeted({}, { logUsage: 0, contract: ANNUAL, contractLeft: 4 }, { annual: true })[0]).toBe(
      undefined,
    );
    expect(targeted({ a: 0.9 }, { logUsage: Math.log(60) }, { addOns: false })[0]).toBe('upgrade');
    expect(targeted({}, { logUsage: Math.log(60) }, { upgrades: false, annual: true })[0]).toBe('annual');
  });

  test('to whoever does not pay the next plan', () => {
    expect(targeted({ a: 0.9 }, { paying: false, logUsage: 0 }, { annual: true })[0]).toBe('upgrade');
  });

  test('two likely needs of the bundle make it the bundle', () => {
    const bundle = { addOns: ['a', 'b'], discount: 0.1 };
    expect(targeted({ a: 0.6, b: 0.8 }, {}, {}, { bundle })[0]).toBe('bundle');
    expect(targeted({ a: 0.5, b: 0.5 }, {}, {}, { bundle })[0]).toBe('bundle');
    expect(targeted({ a: 0.6, c: 0.8 }, {}, {}, { bundle })).toEqual(['addOn', 2]);
    expect(targeted({ a: 0.6, b: 0.8 }, {}, { bundle: false }, { bundle })).toEqual(['addOn', 1]);
    expect(targeted({ a: 0.6, b: 0.8 }, { bundled: true }, {}, { bundle })).toEqual(['addOn', 1]);
    expect(targeted({ a: 0.6, b: 0.8 }, {}, { addOns: false }, { bundle })[0]).toBe('bundle');
    expect(targeted({ a: 0.6 }, { logUsage: Math.log(60) }, { addOns: false }, { bundle })[0]).toBe(
      'upgrade',
    );
  });
});

describe('personal targeting', () => {
  test('spend buys accuracy from chance to perfect, 63 % of the way at its scale', () => {
    const accuracy = (programSpend: number) =>
      stage({ offers: { programSpend }, acceptance: { targetingScale: 1.5 } }).scene.accuracy;
    expect(accuracy(0)).toBe(0.5);
    near(accuracy(1.5), 0.5 + 0.5 * (1 - Math.exp(-1)));
    near(accuracy(6), 0.5 + 0.5 * (1 - Math.exp(-4)));
  });

  const levers = (programSpend: number): Levers => ({
    addOns: { a: 5 },
    acceptance: { targetingScale: 1.5 },
    offers: { blastEvery: 1, targeting: 'personal', programSpend },
  });
  const seen = (needs: number, roll: number) => {
    const here = stage(levers(1.5), {
      pays: 0,
      script: { [decisions.perceivedNeed]: roll, [decisions.answerAddOn]: 0.999999 },
    });
    here.life.needs = needs;
    turn(here);
    return shown(here).length === 1;
  };

  test('a need is seen rightly with the accuracy, and wrongly without', () => {
    const accuracy = 0.5 + 0.5 * (1 - Math.exp(-1));
    expect([seen(1, accuracy - 0.001), seen(1, accuracy + 0.001)]).toEqual([true, false]);
    expect([seen(0, accuracy - 0.001), seen(0, accuracy + 0.001)]).toEqual([false, true]);
  });

  test.each([
    [0, 0.5],
    [1.5, 0.5 + 0.5 * (1 - Math.exp(-1))],
    [30, 1],
  ])('at a spend of %d the stated share of offers meets its customer', (spend, accuracy) => {
    const contacts = 4000;
    const here = stage(levers(spend), { pays: 0, script: { [decisions.answerAddOn]: 0.9999999999 } });
    here.life.needs = 1;
    let offered = 0;
    for (let contact = 0; contact < contacts; contact++) {
      here.life.picks = contact;
      here.life.recentOffers = 0;
      const before = here.life.addOnAnswers[0]!;
      turn(here);
      if (here.life.addOnAnswers[0]! > before) offered++;
    }
    const error = Math.sqrt((accuracy * (1 - accuracy)) / contacts);
    expect(Math.abs(offered / contacts - accuracy)).toBeLessThanOrEqual(5 * error);
  });
});

describe('use that reveals a need', () => {
  test('offers an add-on that is needed and open, and no other', () => {
    expect(shownWith({ needShown: true, needs: 0b10 }, { offers: { featureUse: true } })).toEqual([
      'addOn at featureUse',
    ]);
    expect(
      shownWith({ needShown: true, needs: 0b10, owned: 0b10 }, { offers: { featureUse: true } }),
    ).toEqual([]);
    expect(shownWith({ needShown: true, needs: 0 }, { offers: { featureUse: true } })).toEqual([]);
    const here = stage(
      { ...everything, offers: { featureUse: true } },
      { pays: 0, script: { [decisions.pick]: 0.5 } },
    );
    Object.assign(here.life, { needShown: true, needs: 0b10 });
    turn(here);
    expect(here.life.proposal.addOn).toBe(1);
  });

  test('equals are parted by a draw, so that order plays no part', () => {
    const offeredFirst = (ids: readonly string[]) => {
      const here = stage(
        { addOns: Object.fromEntries(ids.map((id) => [id, 1])), offers: { featureUse: true } },
        { pays: 0, script: { [decisions.answerAddOn]: 0.9999999999 } },
      );
      return Array.from({ length: 60 }, () => {
        Object.assign(here.life, { needShown: true, needs: 0b111, recentOffers: 0 });
        turn(here);
        return ids[here.life.proposal.addOn];
      });
    };
    const first = offeredFirst(['a', 'b', 'c']);
    expect(new Set(first).size).toBe(3);
    expect(offeredFirst(['b', 'c', 'a'])).toEqual(first);
    expect(offeredFirst(['c', 'b', 'a'])).toEqual(first);
  });
});

describe('several add-ons at once', () => {
  const levers: Levers = {
    addOns: { a: 5, b: 7, c: 9 },
    offers: { blastEvery: 1, atOnce: 2 },
    costs: { inAppOffer: 1 },
  };
  const closed = { [decisions.answerAddOn]: 0.9999999999 };

  test('are one contact and as many decisions', () => {
    const here = stage(levers, { pays: 0, script: closed });
    turn(here);
    expect(shown(here)).toEqual(['addOn at blast', 'addOn at blast']);
    expect([
      here.life.offeredNow === 0b011 || here.life.offeredNow === 0b101 || here.life.offeredNow === 0b110,
      posted(here, 'programCost'),
      here.life.picks,
    ]).toEqual([true, 1, 1]);
    near(here.life.fatigue, 1);
  });

  test('never the same twice, never more than there are', () => {
    const here = stage({ ...levers, offers: { blastEvery: 1, atOnce: 10 } }, { pays: 0, script: closed });
    turn(here);
    expect([shown(here).length, here.life.offeredNow]).toEqual([3, 0b111]);
  });

  test('overload counts the decisions that are shown, not those that might be', () => {
    const accepts = (changes: Levers, state: object) => {
      // Log odds -1 - 2·ln(decisions) beside neutral prices: 0.27 alone, 0.084 with two, 0.039 with three.
      const here = stage(
        {
          addOns: { a: 5, b: 5, c: 5 },
          acceptance: { addOn: -1, upgrade: -1, choiceOverload: 2 },
          offers: { blastEvery: 1, atOnce: 3 },
          ...changes,
        },
        {
          pays: 0,
          script: { [decisions.answerAddOn]: 0.06, [decisions.answerUpgrade]: 0.2, [decisions.regret]: 0.5 },
        },
      );
      Object.assign(here.life, state);
      turn(here);
      return posted(here, 'offersAccepted');
    };
    expect(accepts({}, {})).toBe(0);
    expect(accepts({}, { owned: 0b001 })).toBe(2);
    // An upgrade asks for one decision, whatever the contact could hold.
    expect(accepts({ addOns: {}, ladder: { tiers: [tier('1', 10), tier('2', 10)] } }, {})).toBe(1);
  });

  test('another kind of offer stands alone', () => {
    const here = stage(
      { ...levers, ladder: { tiers: [tier('1', 10), tier('2', 10)] } },
      { pays: 0, script: { ...closed, [decisions.pick]: (_, hash) => (hash === 0 ? 0.9 : 0.1) } },
    );
    turn(here);
    expect(shown(here)).toEqual(['upgrade at blast']);
  });

  test('holds nothing but add-ons, however the draws fall', () => {
    const ranks = new Map<number, number>([
      [hash24('a'), 0.9],
      [0, 0.8],
      [offerKinds.indexOf('bundle'), 0.7],
      [hash24('b'), 0.1],
    ]);
    const here = stage(
      {
        ...levers,
        ladder: { tiers: [tier('1', 10), tier('2', 10)] },
        bundle: { addOns: ['b', 'c'], discount: 0.1 },
        addOns: { a: 5, b: 7, c: 9 },
      },
      { pays: 0, script: { ...closed, [decisions.pick]: (_, hash) => ranks.get(hash) ?? 0.01 } },
    );
    turn(here);
    expect([shown(here), here.life.offeredNow]).toEqual([['addOn at blast', 'addOn at blast'], 0b011]);
  });

  test('with targeting, no larger plan comes beside an add-on', () => {
    const here = stage(
      {
        ...levers,
        ladder: { tiers: [tier('1', 10, { usageLimit: 1 }), tier('2', 10)] },
        segment: { needs: { a: 0.9 } },
        offers: { blastEvery: 1, atOnce: 3, targeting: 'segment' },
      },
      { pays: 0, script: closed },
    );
    here.life.nearLimit = true;
    turn(here);
    expect(shown(here)).toEqual(['addOn at blast']);
  });

  test('at use that reveals a need there is one', () => {
    const here = stage({ ...levers, offers: { featureUse: true, atOnce: 3 } }, { pays: 0, script: closed });
    Object.assign(here.life, { needShown: true, needs: 0b111 });
    turn(here);
    expect(shown(here)).toEqual(['addOn at featureUse']);
  });

  test('with targeting, only those that seem needed', () => {
    const here = stage(
      {
        ...levers,
        segment: { needs: { a: 0.9, c: 0.6 } },
        offers: { blastEvery: 1, atOnce: 3, targeting: 'segment' },
      },
      { pays: 0, script: closed },
    );
    turn(here);
    expect([shown(here).length, here.life.offeredNow]).toEqual([2, 0b101]);
  });
});

test('one life leaves nothing of this month to the next one', () => {
  const here = stage(everything, { pays: 0 });
  Object.assign(here.life, { ...allTriggers, ticketOpen: true, ticketUnresolved: true });
  begin(here.life, here.scene, new ScriptedLuck(), here.scene.segments[0]!, PAID, 0);
  const { blocked, nearLimit, needShown, justOnboarded, milestone, ticketOpen, ticketUnresolved } = here.life;
  expect([blocked, nearLimit, needShown, justOnboarded, milestone, ticketOpen, ticketUnresolved]).toEqual(
    Array(7).fill(false),
  );
});
