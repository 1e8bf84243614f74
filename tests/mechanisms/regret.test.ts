import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { ANNUAL, MONTHLY, MULTI_YEAR, NEVER } from '../../simulations/life.ts';
import { renew } from '../../simulations/mechanisms/billing.ts';
import { firstPurchase, signContract } from '../../simulations/mechanisms/purchase.ts';
import { OUTSIDE, regret, startRegret } from '../../simulations/mechanisms/regret.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers, Role } from './stage.ts';
import { near, posted, stage } from './stage.ts';

const levers: Levers = {
  ladder: { tiers: [tier('Free', 0), tier('Small', 10), tier('Large', 40)] },
  feelings: { trustGain: 0.03, trustLossRatio: 5, trustCeiling: 0.5, regretNoticed: 0.25 },
  addOns: { a: 5, b: 7, c: 11 },
  bundle: { addOns: ['a', 'b'], discount: 0.25 },
  wordOfMouth: { refundDemanded: 0.2, leaveOnDiscovery: 0.7, warnOnDiscovery: 0.4, warningsPerGrudge: 3 },
  costs: { refundHandling: 15 },
};

/** A customer on the small plan with this state, at the end of its clock of regret. */
function noticed(state: object, changes: Levers = {}, role: Role = {}) {
  const here = stage({ ...levers, ...changes }, { pays: 1, ...role });
  Object.assign(here.life, { regretIn: 0.01, ...state });
  regret(here.life, here.scene, here.luck, here.ledger);
  return here;
}

test('noticed by a clock at -ln(1-p), which runs only while there is something to regret', () => {
  const here = stage(levers, { pays: 1, script: { [decisions.regret]: 0.5 } });
  regret(here.life, here.scene, here.luck, here.ledger);
  expect([here.life.regretIn, here.life.regrets, here.life.trust]).toEqual([Infinity, 0, 0.6]);
  startRegret(here.life, here.luck);
  near(here.life.regretIn, Math.LN2);
  regret(here.life, here.scene, here.luck, here.ledger);
  near(here.life.regretIn, Math.LN2 + Math.log(0.75));
  startRegret(here.life, here.luck); // a second purchase does not start it anew
  near(here.life.regretIn, Math.LN2 + Math.log(0.75));
  regret(here.life, here.scene, here.luck, here.ledger);
  expect(here.life.regrets).toBe(0);
  regret(here.life, here.scene, here.luck, here.ledger);
  expect([here.life.regrets, here.life.regretIn, posted(here, 'regrets')]).toEqual([1, Infinity, 1]);
  near(here.life.trust, 0.6 * 0.85);
});

test('each occurrence has a clock of its own', () => {
  const here = noticed({}, {}, { script: { [decisions.regret]: (occurrence) => [0.5, 0.25][occurrence]! } });
  startRegret(here.life, here.luck);
  near(here.life.regretIn, 2 * Math.LN2);
});

describe('unwanted add-ons', () => {
  test('are cancelled: contraction', () => {
    const here = noticed({ owned: 0b101, unwanted: 0b100, addOnMrr: 16 });
    expect([
      here.life.owned,
      here.life.unwanted,
      here.life.addOnMrr,
      posted(here, 'contractionMrr'),
      here.life.agreedBill,
    ]).toEqual([0b001, 0, 5, 11, 15]);
    expect([here.life.grudge, here.life.recognised, posted(here, 'refunds')]).toEqual([false, false, 0]);
  });

  test('make nobody want out, and leave the plan alone', () => {
    const here = noticed({ owned: 0b100, unwanted: 0b100, addOnMrr: 11, leaveIn: 0.7 });
    expect([here.life.leaveIn, here.life.tier, here.life.mrr]).toEqual([0.7, 1, 10]);
  });

  test('bought singly are no bundle, however cheap the bundle would be', () => {
    const here = noticed(
      { owned: 0b011, unwanted: 0b010, addOnMrr: 12 },
      { bundle: { addOns: ['a', 'b'], discount: 0.7 } },
    );
    expect([here.life.owned, here.life.addOnMrr]).toEqual([0b001, 5]);
  });

  test('in a bundle: it is the needed parts that are compared with its price', () => {
    // The bundle costs 6; needed alone is 5 of the one part and not 7 of the other.
    const here = noticed(
      { owned: 0b011, unwanted: 0b010, bundled: true, addOnMrr: 6 },
      { bundle: { addOns: ['a', 'b'], discount: 0.5 } },
    );
    expect([here.life.owned, here.life.bundled, here.life.addOnMrr]).toEqual([0b001, false, 5]);
  });

  test('in a bundle: what is needed is bought alone where that is cheaper', () => {
    const here = noticed({ owned: 0b011, unwanted: 0b010, bundled: true, addOnMrr: 9 });
    expect([here.life.owned, here.life.bundled, here.life.addOnMrr]).toEqual([0b001, false, 5]);
  });

  test('in a bundle: it is kept where the needed parts alone cost as much', () => {
    const here = noticed(
      { owned: 0b011, unwanted: 0b001, bundled: true, addOnMrr: 3.6 },
      { bundle: { addOns: ['a', 'b'], discount: 0.7 } },
    );
    expect([here.life.owned, here.life.bundled, here.life.unwanted]).toEqual([0b011, true, 0]);
    near(here.life.addOnMrr, 3.6);
  });

  test('in a bundle: exactly as much keeps it', () => {
    // Parts 5 and 7 at 12 · (1 - 5/12) = 7 and the 7 is needed; the discount is chosen so that rounding stays below.
    const here = noticed(
      { owned: 0b011, unwanted: 0b001, bundled: true, addOnMrr: 6 },
      { bundle: { addOns: ['a', 'b'], discount: 0.5 }, addOns: { a: 6, b: 6, c: 1 } },
    );
    expect(here.life.bundled).toBe(true);
  });

  test('beside a kept bundle are still cancelled', () => {
    const here = noticed(
      { owned: 0b111, unwanted: 0b101, bundled: true, addOnMrr: 14.6 },
      { bundle: { addOns: ['a', 'b'], discount: 0.7 } },
    );
    expect([here.life.owned, here.life.bundled]).toEqual([0b011, true]);
  });

  test('outside a wanted bundle leave it alone', () => {
    const here = noticed({ owned: 0b111, unwanted: 0b100, bundled: true, addOnMrr: 20 });
    expect([here.life.owned, here.life.bundled, here.life.addOnMrr]).toEqual([0b011, true, 9]);
  });
});

describe('an upgrade that was talked into', () => {
  test('is undone', () => {
    const here = noticed({ tier: 2, planMrr: 40, regretsUpgradeFrom: 1 });
    expect([
      here.life.tier,
      here.life.mrr,
      here.life.regretsUpgradeFrom,
      posted(here, 'contractionMrr'),
      here.life.agreedBill,
      here.life.tierSince,
    ]).toEqual([1, 10, NEVER, 30, 10, 1]);
    expect(here.ledger.flowAt(2, 1)).toBe(1);
  });

  test('stands until renewal under a contract', () => {
    const here = noticed({ tier: 2, planMrr: 40, regretsUpgradeFrom: 1, contract: ANNUAL, contractLeft: 5 });
    expect([here.life.tier, here.life.mrr]).toEqual([2, 40]);
  });

  test('is forgotten by whoever has gone down since', () => {
    const here = noticed({ tier: 1, regretsUpgradeFrom: 1 });
    expect([here.life.tier, here.life.regretsUpgradeFrom, here.ledger.flowAt(1, 1)]).toEqual([1, NEVER, 0]);
  });

  test('into paying at all makes the customer want out', () => {
    for (const from of [0, OUTSIDE]) {
      const here = noticed({ regretsUpgradeFrom: from });
      expect([here.life.leaveIn, here.life.tier, here.life.regretsUpgradeFrom]).toEqual([0, 1, NEVER]);
    }
  });

  test('into paying at all, also where there is no free plan', () => {
    const here = stage(
      { ...levers, ladder: { tiers: [tier('Small', 10), tier('Large', 40)] } },
      { script: { [decisions.regret]: 0.99 } },
    );
    firstPurchase(here.life, here.scene, here.luck, here.ledger, 1, true);
    regret(here.life, here.scene, here.luck, here.ledger);
    expect([here.life.leaveIn, here.life.tier]).toEqual([0, 1]);
  });
});

describe('a contract that was talked into', () => {
  const contract = { contract: ANNUAL, contractLeft: 2, planMrr: 8, talkedIntoContract: true };
  const annual: Levers = { contracts: { annualDiscount: 0.2 } };

  test('costs trust when noticed, and is not renewed: the monthly price again', () => {
    const here = noticed(contract, annual);
    near(here.life.trust, 0.6 * 0.85);
    expect([here.life.contract, here.life.contractLeft, here.life.endsAtRenewal]).toEqual([ANNUAL, 2, true]);
    expect(here.life.talkedIntoContract).toBe(false);
    renew(here.life, here.scene, here.ledger);
    expect([here.life.contract, here.life.planMrr]).toEqual([ANNUAL, 8]);
    renew(here.life, here.scene, here.ledger);
    expect([here.life.contract, here.life.endsAtRenewal, here.life.planMrr, here.life.agreedBill]).toEqual([
      MONTHLY,
      false,
      10,
      10,
    ]);
    expect(posted(here, 'expansionUpgrade')).toBe(2);
  });

  test('is renewed as long as nobody has noticed, and when a later one is wanted', () => {
    const here = stage({ ...levers, ...annual }, { pays: 1 });
    Object.assign(here.life, { ...contract, contractLeft: 1 });
    renew(here.life, here.scene, here.ledger);
    expect([here.life.contract, here.life.contractLeft]).toEqual([ANNUAL, 12]);
    const wanted = noticed(contract, annual);
    signContract(wanted.life, wanted.scene, wanted.ledger, MULTI_YEAR);
    expect([wanted.life.endsAtRenewal, wanted.life.talkedIntoContract]).toEqual([false, false]);
  });

  test('an honest one leaves no regret behind', () => {
    const here = noticed({ ...contract, talkedIntoContract: false }, annual);
    expect(here.life.endsAtRenewal).toBe(false);
  });
});

describe('what was slipped in', () => {
  const state = { owned: 0b110, unwanted: 0b110, slipped: 0b010, addOnMrr: 18 };
  const rolls = (refund: number, leave: number, warn: number) => ({
    script: {
      [decisions.refund]: refund,
      [decisions.leaveOnDiscovery]: leave,
      [decisions.warnOnDiscovery]: warn,
    },
  });

  test('is a deception seen through: the ceiling of trust sinks', () => {
    const here = noticed(state, {}, rolls(0.99, 0.99, 0.99));
    expect([
      here.life.recognised,
      here.life.ceiling,
      here.life.slipped,
      here.life.discoveries,
      here.life.owned,
    ]).toEqual([true, 0.5, 0, 1, 0]);
    expect(here.life.trust).toBe(0.5);
    expect([
      posted(here, 'refunds'),
      posted(here, 'warnings'),
      here.life.leavesNow,
      here.life.grudge,
    ]).toEqual([0, 0, false, false]);
  });

  test('is refunded with its probability: the month’s price of what was slipped in, and handling', () => {
    const here = noticed(state, {}, rolls(0.19, 0.99, 0.99));
    expect([posted(here, 'refunds'), posted(here, 'supportCost'), here.life.monthCost]).toEqual([7, 15, 22]);
    expect(posted(noticed(state, {}, rolls(0.21, 0.99, 0.99)), 'refunds')).toBe(0);
  });

  test('makes leave at once with its probability, with a grudge', () => {
    const here = noticed(state, {}, rolls(0.99, 0.69, 0.99));
    expect([here.life.leavesNow, here.life.grudge]).toEqual([true, true]);
    expect(noticed(state, {}, rolls(0.99, 0.71, 0.99)).life.leavesNow).toBe(false);
  });

  test('is told to others with its probability', () => {
    expect(posted(noticed(state, {}, rolls(0.99, 0.99, 0.39)), 'warnings')).toBe(3);
    expect(posted(noticed(state, {}, rolls(0.99, 0.99, 0.41)), 'warnings')).toBe(0);
  });
});
