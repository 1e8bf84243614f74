import { describe, expect, test } from 'vitest';
import { ANNUAL, MONTHLY, MULTI_YEAR } from '../../simulations/life.ts';
import { invoice, renew } from '../../simulations/mechanisms/billing.ts';
import { signContract, upgrade } from '../../simulations/mechanisms/purchase.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers, Stage } from './stage.ts';
import { moveTo, near, posted, stage } from './stage.ts';

const turn = ({ life, scene, ledger }: Stage) => invoice(life, scene, ledger);
const tiers = [
  tier('Small', 10, { usageLimit: 100 }),
  tier('Large', 40, { usageLimit: 1000 }),
  tier('Vast', 90, { usageLimit: 5000 }),
];

test('a monthly customer is billed what it pays a month, and all of it is earned', () => {
  const here = stage({ ladder: { tiers } }, { pays: 0 });
  here.life.addOnMrr = 7;
  turn(here);
  expect([posted(here, 'billed'), posted(here, 'revenue'), here.life.deferred, here.life.earned]).toEqual([
    17, 17, 0, 17,
  ]);
});

test('each invoice costs a fixed fee and a rate; the month’s cost holds fees, care, program and goods', () => {
  const here = stage(
    {
      segment: { accountsPerManager: 50 },
      ladder: { tiers },
      costs: { processingFixed: 0.3, processingRate: 0.03, managerPerMonth: 6000, goodsShare: 0.2 },
      success: { dunning: 0.5, dunningCost: 2, coverage: { all: 1 } },
      offers: { programSpend: 1.5 },
    },
    { pays: 1 },
  );
  expect(here.life.covered).toBe(true);
  turn(here);
  near(posted(here, 'processingCost'), 0.3 + 0.03 * 40);
  near(posted(here, 'successCost'), 0.5 * 2 + 6000 / 50);
  near(posted(here, 'programCost'), 1.5);
  near(here.life.monthCost, 1.5 + 121 + 1.5 + 0.2 * 40);
  expect(posted(here, 'goodsCost')).toBe(0); // posted once for everybody at the close
});

test('nobody but the covered has a manager to pay for', () => {
  const here = stage({ costs: { managerPerMonth: 6000 } }, { pays: 0 });
  turn(here);
  expect([posted(here, 'successCost'), posted(here, 'programCost'), here.life.monthCost]).toEqual([0, 0, 0]);
});

describe('a contract', () => {
  const levers: Levers = {
    ladder: { tiers },
    contracts: { annualDiscount: 0.1, multiYearDiscount: 0.25, multiYearYears: 3 },
    costs: { processingFixed: 0.3, processingRate: 0.03 },
  };

  test('is invoiced for its whole term at once and earned month by month; one fee', () => {
    const here = stage(levers, { pays: 0 });
    signContract(here.life, here.scene, here.ledger, ANNUAL);
    for (let month = 1; month <= 12; month++) {
      moveTo(here, month);
      turn(here);
      near(posted(here, 'revenue'), 9);
      near(posted(here, 'billed'), month === 1 ? 108 : 0);
      near(posted(here, 'processingCost'), month === 1 ? 0.3 + 0.03 * 108 : 0);
      near(here.life.deferred + 1, 108 - 9 * month + 1);
      renew(here.life, here.scene, here.ledger);
    }
    expect([here.life.contractLeft, here.life.invoiceDue]).toEqual([12, true]);
    moveTo(here, 13);
    turn(here);
    near(posted(here, 'billed'), 108);
  });

  test('of several years runs and is invoiced for all of them', () => {
    const here = stage(levers, { pays: 0 });
    signContract(here.life, here.scene, here.ledger, MULTI_YEAR);
    expect(here.life.contractLeft).toBe(36);
    turn(here);
    near(posted(here, 'billed'), 7.5 * 36);
    here.life.contractLeft = 1;
    renew(here.life, here.scene, here.ledger);
    expect([here.life.contractLeft, here.life.invoiceDue]).toEqual([36, true]);
  });

  test('covers the plan; add-ons go on month by month', () => {
    const here = stage(levers, { pays: 0 });
    signContract(here.life, here.scene, here.ledger, ANNUAL);
    here.life.addOnMrr = 5;
    turn(here);
    near(posted(here, 'billed'), 108 + 5);
    moveTo(here, 2);
    turn(here);
    near(posted(here, 'billed'), 5);
    near(posted(here, 'revenue'), 14);
  });

  test('an upgrade in mid-term is invoiced for the months left, with a fee', () => {
    const here = stage(levers, { pays: 0 });
    signContract(here.life, here.scene, here.ledger, ANNUAL);
    turn(here);
    renew(here.life, here.scene, here.ledger);
    moveTo(here, 2);
    upgrade(here.life, here.scene, here.luck, here.ledger, 1, false);
    turn(here);
    near(posted(here, 'billed'), (36 - 9) * 11);
    near(posted(here, 'processingCost'), 0.3 + 0.03 * 27 * 11);
    near(here.life.deferred, 99 + 27 * 11 - 36);
    renew(here.life, here.scene, here.ledger);
    moveTo(here, 3);
    turn(here);
    near(posted(here, 'billed'), 0);
  });

  test('signed under another credits what was prepaid', () => {
    const here = stage(levers, { pays: 0 });
    signContract(here.life, here.scene, here.ledger, ANNUAL);
    turn(here);
    renew(here.life, here.scene, here.ledger);
    moveTo(here, 2);
    signContract(here.life, here.scene, here.ledger, MULTI_YEAR);
    turn(here);
    near(posted(here, 'billed'), 7.5 * 36 - 9 * 11);
    near(here.life.deferred, 7.5 * 35);
  });

  test('monthly customers never renew', () => {
    const here = stage(levers, { pays: 0 });
    renew(here.life, here.scene, here.ledger);
    expect([here.life.contract, here.life.contractLeft, here.life.invoiceDue]).toEqual([MONTHLY, 0, false]);
  });
});

describe('bills that follow use', () => {
  test('per seat: more seats are expansion by seats, fewer are contraction', () => {
    const here = stage({ ladder: { tiers, pricing: 'perSeat' } }, { pays: 0 });
    here.life.seats = 3;
    turn(here);
    expect([here.life.mrr, posted(here, 'expansionSeats'), posted(here, 'expansionUsage')]).toEqual([
      30, 20, 0,
    ]);
    here.life.seats = 2;
    turn(here);
    expect([here.life.mrr, posted(here, 'contractionMrr')]).toEqual([20, 10]);
  });

  test('by usage', () => {
    const here = stage({ ladder: { tiers, pricing: 'usageBased', usageRate: 0.5 } }, { pays: 0 });
    here.life.logUsage = Math.log(60);
    turn(here);
    near(here.life.mrr, 30);
    near(posted(here, 'expansionUsage'), 20);
    expect(posted(here, 'expansionSeats')).toBe(0);
  });

  test('only hybrid plans follow usage', () => {
    for (const pricing of ['flat', 'perSeat', 'usageBased'] as const) {
      const here = stage({ ladder: { tiers, pricing, usageRate: 0.01 } }, { pays: 0 });
      here.life.logUsage = Math.log(900);
      turn(here);
      expect([pricing, here.life.tier, here.life.mrr]).toEqual([pricing, 0, 10]);
    }
  });

  test('flat prices follow nothing', () => {
    const here = stage({ ladder: { tiers } }, { pays: 0 });
    Object.assign(here.life, { seats: 9, logUsage: 20 });
    turn(here);
    expect(here.life.mrr).toBe(10);
  });

  test('hybrid: the smallest plan with room, up and down, and no wall stays', () => {
    const here = stage({ ladder: { tiers, pricing: 'hybrid' } }, { pays: 0 });
    const at = (usage: number) => {
      here.life.logUsage = Math.log(usage);
      here.life.blocked = true;
      turn(here);
      return [here.life.tier, here.life.mrr, here.life.blocked];
    };
    expect(at(101)).toEqual([1, 40, false]);
    expect(here.life.tierSince).toBe(1);
    expect([posted(here, 'expansionUsage'), here.ledger.flowAt(0, 1)]).toEqual([30, 1]);
    expect(at(900)).toEqual([1, 40, true]);
    expect(at(1001)).toEqual([2, 90, false]);
    expect(at(99999)).toEqual([2, 90, true]);
    expect(at(50)).toEqual([0, 10, false]);
    expect([posted(here, 'contractionMrr'), here.ledger.flowAt(2, 0)]).toEqual([80, 1]);
  });

  test('hybrid: a free plan is never fallen back to', () => {
    const here = stage(
      { ladder: { tiers: [tier('Free', 0, { usageLimit: 1000 }), ...tiers], pricing: 'hybrid' } },
      { pays: 2 },
    );
    here.life.logUsage = 0;
    turn(here);
    expect(here.life.tier).toBe(1);
  });

  test('hybrid: inside a contract only upward; at renewal also down', () => {
    const here = stage({ ladder: { tiers, pricing: 'hybrid' } }, { pays: 1 });
    Object.assign(here.life, { contract: ANNUAL, contractLeft: 6 });
    here.life.logUsage = Math.log(50);
    turn(here);
    expect([here.life.tier, here.life.mrr]).toEqual([1, 40]);
    here.life.logUsage = Math.log(2000);
    turn(here);
    expect([here.life.tier, here.life.mrr]).toEqual([2, 90]);
    near(posted(here, 'billed'), 50 * 6);
    here.life.logUsage = Math.log(50);
    Object.assign(here.life, { contractLeft: 12, invoiceDue: true });
    moveTo(here, 2);
    turn(here);
    expect([here.life.tier, here.life.mrr, here.life.invoiceDue]).toEqual([0, 10, false]);
    near(posted(here, 'billed'), 120);
  });
});

describe('bill shock', () => {
  const levers: Levers = {
    ladder: { tiers, pricing: 'perSeat' },
    feelings: { billShock: 0.25, trustGain: 0.03, trustLossRatio: 5 },
  };

  test('a rise beyond the threshold costs trust, once', () => {
    const here = stage(levers, { pays: 0 });
    here.life.seats = 2;
    turn(here);
    near(here.life.trust, 0.6 * 0.85);
    turn(here);
    near(here.life.trust, 0.6 * 0.85);
  });

  test('a rise up to the threshold does not', () => {
    const here = stage(levers, { pays: 0 });
    here.life.seats = 4;
    here.life.agreedBill = 32;
    turn(here);
    expect(here.life.trust).toBe(0.6);
    expect(here.life.agreedBill).toBe(40);
  });

  test('an agreed rise does not', () => {
    const here = stage({ ...levers, ladder: { tiers } }, { pays: 0 });
    upgrade(here.life, here.scene, here.luck, here.ledger, 1, false);
    turn(here);
    expect(here.life.trust).toBe(0.6);
  });

  test('a price that was buried is felt with the first bill, by its intensity', () => {
    const here = stage({ ...levers, ladder: { tiers }, manipulation: { hiddenCost: 0.4 } }, { pays: 0 });
    here.life.hiddenBill = true;
    turn(here);
    near(here.life.trust, 0.6 * (1 - 0.15 * 0.4));
    turn(here);
    near(here.life.trust, 0.6 * (1 - 0.15 * 0.4));
  });
});
