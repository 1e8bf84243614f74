import { describe, expect, test } from 'vitest';
import { decisions, traits } from '../../simulations/decisions.ts';
import { ANNUAL, EXISTING, MULTI_YEAR, NEVER, PAID } from '../../simulations/life.ts';
import {
  buyAddOn,
  buyBundle,
  firstPurchase,
  regretsContract,
  signContract,
  startPaying,
  upgrade,
} from '../../simulations/mechanisms/purchase.ts';
import { monthly } from '../../simulations/ledger.ts';
import { hash24 } from '../../simulations/random/hash.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers } from './stage.ts';
import { near, posted, stage } from './stage.ts';

const tiers = [tier('Free', 0), tier('Small', 10), tier('Large', 40)];
const levers: Levers = {
  ladder: { tiers },
  product: { overwhelm: 0.1 },
  feelings: { trustGain: 0.05, trustLossRatio: 4, regretNoticed: 0.25 },
  addOns: { a: 5, b: 7, c: 11 },
  bundle: { addOns: ['a', 'b'], discount: 0.25 },
  contracts: { annualDiscount: 0.2, multiYearDiscount: 0.3, multiYearYears: 2 },
};

describe('a first purchase', () => {
  test('is new MRR and a new customer, and begins the clock of tenure', () => {
    const here = stage(levers, { arrival: 3 });
    here.life.blocked = true;
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 1, false);
    const { life } = here;
    expect([
      life.paying,
      life.tier,
      life.mrr,
      life.firstPayment,
      life.tierSince,
      life.agreedBill,
      life.blocked,
    ]).toEqual([true, 1, 10, 3, 3, 10, false]);
    expect([
      posted(here, 'newMrr'),
      posted(here, 'newCustomers'),
      posted(here, 'startingCustomers'),
      posted(here, 'expansions'),
    ]).toEqual([10, 1, 0, 0]);
    expect(here.ledger.flowAt(3, 1)).toBe(1);
    expect(life.regretIn).toBe(Infinity);
  });

  test('of the plan that the customer stands on shows nothing new, and buries nothing', () => {
    const here = stage({ ...levers, ladder: { tiers: tiers.slice(1) } });
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 0, false);
    expect(here.life.value).toBe(0.5);
  });

  test('of a customer of before is neither new nor overwhelming', () => {
    const here = stage({ ...levers, manipulation: { sneaking: 1 } }, { channel: EXISTING });
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 2, false);
    expect([
      posted(here, 'newMrr'),
      posted(here, 'startingMrr'),
      posted(here, 'startingCustomers'),
      posted(here, 'newCustomers'),
    ]).toEqual([0, 40, 1, 0]);
    expect(here.life.value).toBe(0.5);
    expect(here.life.owned).toBe(0); // nothing was slipped into a purchase before the strategy
  });

  test('talked into: will be regretted, back to not paying at all', () => {
    const here = stage(levers, { script: { [decisions.regret]: 0.5 } });
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 1, true);
    expect(here.life.regretsUpgradeFrom).toBeLessThan(0);
    expect(here.life.regretsUpgradeFrom).not.toBe(NEVER);
    near(here.life.regretIn, Math.LN2);
  });

  test('finds a manager for the covered share', () => {
    for (const [lot, covered] of [
      [0.39, true],
      [0.41, false],
    ] as const) {
      const { life } = stage(
        { ...levers, success: { coverage: { all: 0.4 } } },
        { pays: 1, script: { [decisions.trait]: (trait) => (trait === traits.coverage ? lot : 0.5) } },
      );
      expect(life.covered).toBe(covered);
    }
    expect(stage(levers, { pays: 1 }).life.covered).toBe(false);
    expect(stage({ ...levers, success: { coverage: { all: 1 } } }, { pays: 1 }).life.covered).toBe(true);
  });
});

test('a return starts paying under its own cause', () => {
  const here = stage(levers, { pays: 1 });
  Object.assign(here.life, { planMrr: 0, paying: false });
  startPaying(here.life, here.scene, here.ledger, monthly.returnedMrr);
  expect([
    here.life.paying,
    here.life.mrr,
    posted(here, 'returnedMrr'),
    posted(here, 'newCustomers'),
  ]).toEqual([true, 10, 10, 0]);
});

describe('an upgrade', () => {
  test('is expansion, agreed to, and buries some of the value known', () => {
    const here = stage(levers, { pays: 1 });
    here.life.value = 0.5;
    upgrade(here.life, here.scene, here.luck, here.ledger, 2, false);
    expect([
      here.life.tier,
      here.life.mrr,
      here.life.agreedBill,
      posted(here, 'expansionUpgrade'),
      here.ledger.flowAt(1, 2),
    ]).toEqual([2, 40, 40, 30, 1]);
    near(here.life.value, 0.45);
    expect(here.life.regretsUpgradeFrom).toBe(NEVER);
  });

  test('of an existing customer buries value like any other', () => {
    const here = stage(levers, { channel: EXISTING, pays: 1 });
    upgrade(here.life, here.scene, here.luck, here.ledger, 2, false);
    near(here.life.value, 0.45);
  });

  test('with features one by one buries nothing, bit for bit', () => {
    const here = stage({ ...levers, ladder: { tiers, featuresOneByOne: true } }, { pays: 1 });
    upgrade(here.life, here.scene, here.luck, here.ledger, 2, false);
    expect(here.life.value).toBe(0.5);
  });

  test('talked into: remembers the plan of before, the first of several', () => {
    const here = stage({ ...levers, ladder: { tiers: [...tiers, tier('Vast', 90)] } }, { pays: 1 });
    upgrade(here.life, here.scene, here.luck, here.ledger, 2, true);
    expect(here.life.regretsUpgradeFrom).toBe(1);
    upgrade(here.life, here.scene, here.luck, here.ledger, 3, true);
    expect(here.life.regretsUpgradeFrom).toBe(1);
  });
});

describe('an add-on', () => {
  const buy = (needs: number, regretted: boolean) => {
    const here = stage(levers, { pays: 1, script: { [decisions.regret]: 0.5 } });
    here.life.needs = needs;
    const [chosen] = here.scene.addOns;
    buyAddOn(here.life, here.scene, here.luck, here.ledger, chosen!, regretted);
    return here;
  };

  test('that is needed pleases', () => {
    const here = buy(0b001, false);
    near(here.life.trust, 0.6 + 0.05 * 0.4);
    expect([
      here.life.owned,
      here.life.unwanted,
      here.life.mrr,
      here.life.agreedBill,
      posted(here, 'expansionAddOn'),
      here.life.regretIn,
    ]).toEqual([1, 0, 15, 15, 5, Infinity]);
  });

  test('that is not will be regretted', () => {
    const here = buy(0b110, false);
    expect([here.life.trust, here.life.unwanted, here.life.slipped]).toEqual([0.6, 1, 0]);
    near(here.life.regretIn, Math.LN2);
  });

  test('that somebody was talked into does not please, needed or not', () => {
    const here = buy(0b001, true);
    expect([here.life.trust, here.life.unwanted]).toEqual([0.6, 1]);
  });
});

describe('the bundle', () => {
  const buy = (needs: number, owned: number, regretted: boolean) => {
    const here = stage(levers, { pays: 1 });
    Object.assign(here.life, { needs, owned });
    buyBundle(here.life, here.scene, here.luck, here.ledger, regretted);
    return here;
  };

  test('brings all its parts at its price, and pleases with one that is needed', () => {
    const here = buy(0b001, 0, false);
    expect([
      here.life.owned,
      here.life.bundled,
      here.life.addOnMrr,
      here.life.agreedBill,
      posted(here, 'expansionBundle'),
      posted(here, 'expansionAddOn'),
    ]).toEqual([0b011, true, 9, 19, 9, 0]);
    near(here.life.trust, 0.62);
    expect(here.life.unwanted).toBe(0b010);
  });

  test('with all parts needed leaves nothing to regret', () => {
    const here = buy(0b111, 0, false);
    expect([here.life.unwanted, here.life.regretIn]).toEqual([0, Infinity]);
  });

  test('whose only needed part is owned already pleases nobody', () => {
    const here = buy(0b001, 0b001, false);
    expect([here.life.trust, here.life.unwanted]).toEqual([0.6, 0b010]);
  });

  test('talked into: every part it brings will be regretted, and none pleases', () => {
    const here = buy(0b011, 0b001, true);
    expect([here.life.trust, here.life.unwanted]).toEqual([0.6, 0b010]);
  });
});

describe('a contract', () => {
  test('runs for a year at its discount; a fall of price is contraction', () => {
    const here = stage(levers, { pays: 2 });
    signContract(here.life, here.scene, here.ledger, ANNUAL);
    expect([
      here.life.contract,
      here.life.contractLeft,
      here.life.invoiceDue,
      here.life.mrr,
      here.life.agreedBill,
    ]).toEqual([ANNUAL, 12, true, 32, 32]);
    expect([posted(here, 'contractionMrr'), posted(here, 'billed')]).toEqual([8, 0]);
  });

  test('or for years', () => {
    const here = stage(levers, { pays: 2 });
    signContract(here.life, here.scene, here.ledger, MULTI_YEAR);
    expect([here.life.contract, here.life.contractLeft]).toEqual([MULTI_YEAR, 24]);
    near(here.life.mrr, 28);
  });

  test('signed with the first payment lowers what is new', () => {
    const here = stage(levers);
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 2, false);
    signContract(here.life, here.scene, here.ledger, ANNUAL);
    expect([posted(here, 'newMrr'), posted(here, 'contractionMrr'), posted(here, 'expansions')]).toEqual([
      32, 0, 0,
    ]);
  });
});

describe('sneaking', () => {
  const buy = (sneaking: number, roll: number, state: object = {}, role: { channel?: number } = {}) => {
    const here = stage(
      { ...levers, manipulation: { sneaking } },
      {
        ...role,
        script: {
          [decisions.sneaked]: roll,
          [decisions.sneakedWhat]: (_, name) => (name === hash24('b') ? 0.9 : 0.1),
        },
      },
    );
    Object.assign(here.life, state);
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 1, false);
    return here;
  };

  test('slips in an add-on with its probability, as part of the purchase', () => {
    const here = buy(0.4, 0.39, {}, { channel: PAID });
    expect([
      here.life.owned,
      here.life.slipped,
      here.life.unwanted,
      here.life.mrr,
      here.life.agreedBill,
      posted(here, 'newMrr'),
    ]).toEqual([0b010, 0b010, 0b010, 17, 17, 17]);
    expect([here.life.exposures, here.life.purchases]).toEqual([0.4, 1]);
    expect(here.life.regretIn).toBeLessThan(Infinity);
    expect(buy(0.4, 0.41).life.owned).toBe(0);
    expect(buy(0.4, 0.41).life.exposures).toBe(0);
  });

  test('takes what is neither owned nor needed, or nothing', () => {
    const here = stage(
      { ...levers, segment: { needs: { b: 1 } }, manipulation: { sneaking: 1 } },
      {
        script: {
          [decisions.sneakedWhat]: (_, name) =>
            name === hash24('b') ? 0.9 : name === hash24('c') ? 0.5 : 0.1,
        },
      },
    );
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 1, false);
    expect(here.life.slipped).toBe(0b100);
    upgrade(here.life, here.scene, here.luck, here.ledger, 2, false);
    expect(here.life.slipped).toBe(0b101);
    buyAddOn(here.life, here.scene, here.luck, here.ledger, here.scene.addOns[1]!, false);
    expect([here.life.slipped, here.life.owned]).toEqual([0b101, 0b111]);
    near(here.life.exposures, 2);
  });

  test('rides on upgrades and add-ons too, as expansion', () => {
    const here = stage(
      { ...levers, manipulation: { sneaking: 1 } },
      { channel: EXISTING, pays: 1, script: { [decisions.sneaked]: 0.5 } },
    );
    upgrade(here.life, here.scene, here.luck, here.ledger, 2, false);
    expect(posted(here, 'expansionAddOn')).toBe(here.life.addOnMrr);
    expect(here.life.agreedBill).toBe(here.life.mrr);
    expect(here.life.slipped).not.toBe(0);
  });

  test('the order in which add-ons are listed plays no part', () => {
    const slipped = (order: readonly string[]) => {
      const here = stage(
        {
          ...levers,
          bundle: null,
          addOns: Object.fromEntries(order.map((id) => [id, 5])),
          manipulation: { sneaking: 1 },
        },
        { script: { [decisions.sneaked]: 0.5 } },
      );
      const names: (string | undefined)[] = [];
      for (let month = 0; month < 3; month++) {
        here.life.owned = 0;
        here.life.slipped = 0;
        if (here.life.paying) upgrade(here.life, here.scene, here.luck, here.ledger, 2, false);
        else firstPurchase(here.life, here.scene, here.luck, here.ledger, 1, false);
        names.push(order[Math.log2(here.life.slipped)]);
      }
      return names;
    };
    expect(slipped(['a', 'b', 'c'])).toEqual(slipped(['c', 'a', 'b']));
    expect(slipped(['a', 'b', 'c'])).toEqual(slipped(['b', 'c', 'a']));
  });

  test('at 0 changes nothing, not even a count', () => {
    const here = buy(0, 0);
    expect([here.life.owned, here.life.purchases, here.life.exposures]).toEqual([0, 0, 0]);
  });
});

test('a contract that was talked into is remembered as one, and will be regretted', () => {
  const here = stage(levers, { pays: 0, script: { [decisions.regret]: 0.5 } });
  signContract(here.life, here.scene, here.ledger, ANNUAL);
  expect(here.life.talkedIntoContract).toBe(false);
  regretsContract(here.life, here.luck);
  expect(here.life.talkedIntoContract).toBe(true);
  near(here.life.regretIn, Math.LN2);
});
