import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { ANNUAL } from '../../simulations/life.ts';
import { shrink } from '../../simulations/mechanisms/contraction.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers } from './stage.ts';
import { near, posted, stage } from './stage.ts';

const levers: Levers = {
  segment: { willingnessToPay: 30, startingUsage: 50 },
  leaving: { downgradeRate: 0.5 },
  ladder: {
    tiers: [
      tier('Free', 0),
      tier('Small', 10, { usageLimit: 100, seatLimit: 5, featureLimit: 0.9 }),
      tier('Large', 40),
    ],
  },
};
const soon = { [decisions.downgrade]: 0.9 };

function shrunk(state: object, changes: Levers = {}, pays = 2) {
  const here = stage({ ...levers, ...changes }, { pays, script: soon });
  Object.assign(here.life, state);
  const before = here.life.tier;
  shrink(here.life, here.scene, here.luck, here.ledger, 0);
  return { ...here, went: here.life.tier < before };
}

test('who fits the lower plan and pays more than the plan is worth goes down one step', () => {
  const here = shrunk({});
  expect(here.went).toBe(true);
  expect([
    here.life.tier,
    here.life.mrr,
    here.life.agreedBill,
    here.life.tierSince,
    posted(here, 'contractionMrr'),
    here.ledger.flowAt(2, 1),
  ]).toEqual([1, 10, 10, 1, 30, 1]);
  expect(here.life.downgrades).toBe(1);
  near(here.life.downgradeIn, -Math.log(0.9));
});

describe('each condition alone keeps the plan', () => {
  test('worth at least the price', () => {
    expect(shrunk({ logWillingness: Math.log(40.1) }).went).toBe(false);
    expect(shrunk({ logWillingness: Math.log(39.9) }).went).toBe(true);
  });
  test('usage above 80 % of the lower limit', () => {
    expect(shrunk({ logUsage: Math.log(81) }).went).toBe(false);
    expect(shrunk({ logUsage: Math.log(79) }).went).toBe(true);
  });
  test('more seats than the lower limit', () => {
    expect(shrunk({ seats: 6 }).went).toBe(false);
    expect(shrunk({ seats: 5 }).went).toBe(true);
  });
  test('more value than the lower plan shows', () => {
    expect(shrunk({ value: 0.91, logWillingness: 1 }).went).toBe(false);
    expect(shrunk({ value: 0.89, logWillingness: 1 }).went).toBe(true);
  });
  test('a contract', () => {
    expect(shrunk({ contract: ANNUAL, contractLeft: 3 }).went).toBe(false);
  });
  test('a plan that follows use by itself', () => {
    expect(shrunk({}, { ladder: { ...levers.ladder, pricing: 'hybrid' } }).went).toBe(false);
  });
  test('no paid plan below', () => {
    expect(shrunk({ logWillingness: -5 }, {}, 1).went).toBe(false);
  });
});

test('the clock runs at -ln(1-p), only while the conditions hold', () => {
  const here = stage(
    { ...levers, leaving: { downgradeRate: 0.08 } },
    { pays: 2, script: { [decisions.downgrade]: 0.5 } },
  );
  shrink(here.life, here.scene, here.luck, here.ledger, 0);
  near(here.life.downgradeIn, Math.LN2 + Math.log(0.92));
  here.life.seats = 6;
  shrink(here.life, here.scene, here.luck, here.ledger, 0);
  near(here.life.downgradeIn, Math.LN2 + Math.log(0.92));
});

test('a bad year makes plans dear', () => {
  const here = stage(
    { ...levers, segment: { ...levers.segment, willingnessToPay: 50 } },
    { pays: 2, script: soon },
  );
  shrink(here.life, here.scene, here.luck, here.ledger, 0);
  expect(here.life.tier).toBe(2);
  shrink(here.life, here.scene, here.luck, here.ledger, -0.5);
  expect(here.life.tier).toBe(1);
});

test('at rate 0 nobody ever goes down', () => {
  const here = stage(
    { ...levers, leaving: { downgradeRate: 0 } },
    { pays: 2, script: { [decisions.downgrade]: 0.9999999 } },
  );
  shrink(here.life, here.scene, here.luck, here.ledger, 0);
  expect([here.life.tier, here.life.downgradeIn]).toEqual([2, Infinity]);
});
