import { describe, expect, test } from 'vitest';
import { monthly } from '../../simulations/ledger.ts';
import { ANNUAL, EXISTING, MONTHLY, MULTI_YEAR, NEVER } from '../../simulations/life.ts';
import { addOnsPrice, bill, planPrice, setAddOns, setPlan } from '../../simulations/mechanisms/money.ts';
import { tier } from '../support/neutral-study.ts';
import { moveTo, near, posted, stage } from './stage.ts';

describe('price of a plan', () => {
  const contracts = { annualDiscount: 0.2, multiYearDiscount: 0.3 };
  const tiers = [tier('Free', 0), tier('Small', 10), tier('Large', 40)];

  test('flat: the list price', () => {
    const { life, scene } = stage({ ladder: { tiers }, contracts });
    Object.assign(life, { seats: 7, logUsage: 5 });
    expect([0, 1, 2].map((index) => planPrice(life, scene, index, MONTHLY))).toEqual([0, 10, 40]);
  });

  test('per seat: the list price for each', () => {
    const { life, scene } = stage({ ladder: { tiers, pricing: 'perSeat' }, contracts });
    life.seats = 7;
    expect(planPrice(life, scene, 2, MONTHLY)).toBe(280);
  });

  test('by usage: the rate for each unit, at least the list price', () => {
    const { life, scene } = stage({ ladder: { tiers, pricing: 'usageBased', usageRate: 0.4 }, contracts });
    life.logUsage = Math.log(200);
    near(planPrice(life, scene, 2, MONTHLY), 80);
    life.logUsage = Math.log(20);
    near(planPrice(life, scene, 2, MONTHLY), 40);
  });

  test('hybrid: the list price of the plan that usage has chosen', () => {
    const { life, scene } = stage({ ladder: { tiers, pricing: 'hybrid', usageRate: 0.4 }, contracts });
    life.logUsage = Math.log(2000);
    expect(planPrice(life, scene, 1, MONTHLY)).toBe(10);
  });

  test('contracts take their own discount off', () => {
    const { life, scene } = stage({ ladder: { tiers }, contracts });
    near(planPrice(life, scene, 2, ANNUAL), 32);
    near(planPrice(life, scene, 2, MULTI_YEAR), 28);
  });
});

describe('price of the add-ons', () => {
  const levers = { addOns: { a: 5, b: 7, c: 11 }, bundle: { addOns: ['a', 'b'], discount: 0.25 } };

  test('is the sum of those owned', () => {
    const { life, scene } = stage(levers);
    expect(addOnsPrice(life, scene)).toBe(0);
    life.owned = 0b101;
    expect(addOnsPrice(life, scene)).toBe(16);
    life.owned = 0b011;
    expect(addOnsPrice(life, scene)).toBe(12);
  });

  test('the bundle counts at its own price, beside what is not in it', () => {
    const { life, scene } = stage(levers);
    life.bundled = true;
    life.owned = 0b111;
    expect(addOnsPrice(life, scene)).toBe(0.75 * 12 + 11);
  });
});

describe('movements of MRR', () => {
  const paying = () => {
    const here = stage({ ladder: { tiers: [tier('Small', 10), tier('Large', 40)] } }, { pays: 0 });
    expect(here.life.planMrr).toBe(10);
    return here;
  };

  test('a rise is posted under its cause and is an expansion', () => {
    const here = paying();
    setPlan(here.life, here.ledger, 40, monthly.expansionUpgrade);
    expect([
      here.life.mrr,
      posted(here, 'expansionUpgrade'),
      posted(here, 'expansions'),
      posted(here, 'contractionMrr'),
    ]).toEqual([40, 30, 1, 0]);
    expect(here.life.firstExpansion).toBe(1);
  });

  test('a fall is contraction, whatever its cause', () => {
    const here = paying();
    setPlan(here.life, here.ledger, 4, monthly.expansionUpgrade);
    expect([
      here.life.mrr,
      posted(here, 'expansionUpgrade'),
      posted(here, 'expansions'),
      posted(here, 'contractionMrr'),
    ]).toEqual([4, 0, 0, 6]);
    expect(here.life.firstExpansion).toBe(NEVER);
  });

  test('no change posts nothing', () => {
    const here = paying();
    setPlan(here.life, here.ledger, 10, monthly.expansionUpgrade);
    setAddOns(here.life, here.ledger, 0, monthly.expansionAddOn);
    expect(here.ledger.values.every((value) => value === 0)).toBe(true);
  });

  test('add-ons move the other part of MRR', () => {
    const here = paying();
    setAddOns(here.life, here.ledger, 6, monthly.expansionAddOn);
    expect([here.life.planMrr, here.life.addOnMrr, here.life.mrr, posted(here, 'expansionAddOn')]).toEqual([
      10, 6, 16, 6,
    ]);
    setAddOns(here.life, here.ledger, 2, monthly.expansionAddOn);
    expect([here.life.mrr, posted(here, 'expansionAddOn'), posted(here, 'contractionMrr')]).toEqual([
      12, 6, 4,
    ]);
  });

  test('growing use is expansion, but no first expansion', () => {
    const here = paying();
    setPlan(here.life, here.ledger, 12, monthly.expansionUsage);
    expect([posted(here, 'expansionUsage'), posted(here, 'expansions'), here.life.firstExpansion]).toEqual([
      2,
      1,
      NEVER,
    ]);
    setPlan(here.life, here.ledger, 13, monthly.expansionSeats);
    expect(here.life.firstExpansion).toBe(1);
  });

  test('the first expansion stays the first', () => {
    const here = paying();
    setPlan(here.life, here.ledger, 12, monthly.expansionUpgrade);
    moveTo(here, 5);
    setPlan(here.life, here.ledger, 15, monthly.expansionUpgrade);
    expect(here.life.firstExpansion).toBe(1);
  });

  test('all that moves in the month of the first payment is new, a fall too', () => {
    const here = stage({}, { arrival: 2 });
    here.life.firstPayment = 2;
    setPlan(here.life, here.ledger, 10, monthly.newMrr);
    setPlan(here.life, here.ledger, 8, monthly.expansionUpgrade);
    setAddOns(here.life, here.ledger, 3, monthly.expansionAddOn);
    expect([
      posted(here, 'newMrr'),
      posted(here, 'contractionMrr'),
      posted(here, 'expansionAddOn'),
      posted(here, 'expansions'),
    ]).toEqual([11, 0, 0, 0]);
    expect(here.life.firstExpansion).toBe(NEVER);
  });

  test('what customers of before bring is their own kind of opening', () => {
    const here = stage({}, { channel: EXISTING });
    setPlan(here.life, here.ledger, 10, monthly.startingMrr);
    expect([posted(here, 'startingMrr'), posted(here, 'newMrr')]).toEqual([10, 0]);
  });

  test('a return is neither new nor an expansion', () => {
    const here = paying();
    here.life.planMrr = 0;
    setPlan(here.life, here.ledger, 10, monthly.returnedMrr);
    expect([posted(here, 'returnedMrr'), posted(here, 'expansions'), here.life.firstExpansion]).toEqual([
      10,
      0,
      NEVER,
    ]);
  });
});

describe('inside a contract', () => {
  const under = (invoiceDue: boolean) => {
    const here = stage({ ladder: { tiers: [tier('Small', 10), tier('Large', 40)] } }, { pays: 0 });
    Object.assign(here.life, { contract: ANNUAL, contractLeft: 5, invoiceDue });
    return here;
  };

  test('the price of the plan cannot fall', () => {
    const here = under(false);
    setPlan(here.life, here.ledger, 4, monthly.expansionUpgrade);
    expect([here.life.planMrr, posted(here, 'contractionMrr'), here.life.owed]).toEqual([10, 0, 0]);
  });

  test('a rise is owed for all the months that are left', () => {
    const here = under(false);
    setPlan(here.life, here.ledger, 16, monthly.expansionUpgrade);
    expect([here.life.planMrr, posted(here, 'expansionUpgrade'), here.life.owed]).toEqual([16, 6, 30]);
  });

  test('at renewal both are free, and nothing is owed besides the new term', () => {
    const here = under(true);
    setPlan(here.life, here.ledger, 4, monthly.expansionUpgrade);
    setPlan(here.life, here.ledger, 7, monthly.expansionUpgrade);
    expect([
      here.life.planMrr,
      posted(here, 'contractionMrr'),
      posted(here, 'expansionUpgrade'),
      here.life.owed,
    ]).toEqual([7, 6, 3, 0]);
  });
});

test('a bill is cash now and unearned until served', () => {
  const here = stage();
  bill(here.life, here.ledger, 120);
  bill(here.life, here.ledger, -20);
  expect([here.life.deferred, posted(here, 'billed')]).toEqual([100, 100]);
});
