import { expect, test } from 'vitest';
import {
  feel,
  lowersCeiling,
  pleases,
  satisfied,
  tolerance,
  wrongs,
} from '../../simulations/mechanisms/feelings.ts';
import { near, stage } from './stage.ts';

const loud = { trustGain: 0.03, trustLossRatio: 5, startingTrust: 0.6 };

test('a good event gives a share of the trust missing to the ceiling', () => {
  const { life, scene } = stage({ feelings: loud });
  pleases(life, scene);
  near(life.trust, 0.6 + 0.03 * 0.4);
  life.trust = 0.6;
  life.ceiling = 0.8;
  pleases(life, scene);
  near(life.trust, 0.6 + 0.03 * 0.2);
});

test('a bad event takes the ratio times as much of what there is, by its weight', () => {
  const { life, scene } = stage({ feelings: loud });
  wrongs(life, scene, 1);
  near(life.trust, 0.6 * (1 - 0.15));
  life.trust = 0.6;
  wrongs(life, scene, 0.2);
  near(life.trust, 0.6 * (1 - 0.03));
});

test('KA20: good and bad events lead to the stationary mean of the published rule', () => {
  // T += g(1-T) with probability p, T -= lT otherwise: E = pg / (pg + (1-p)l), here by the mean map.
  const good = stage({ feelings: { trustGain: 0.05, trustLossRatio: 5, startingTrust: 0.7 } });
  const bad = stage({ feelings: { trustGain: 0.05, trustLossRatio: 5, startingTrust: 0.7 } });
  let expected = 0.7;
  for (let event = 0; event < 12; event++) {
    good.life.trust = expected;
    bad.life.trust = expected;
    pleases(good.life, good.scene);
    wrongs(bad.life, bad.scene, 1);
    expected = 0.9 * good.life.trust + 0.1 * bad.life.trust;
  }
  expect(Math.abs(expected - 0.6667769313)).toBeLessThan(1e-9);
});

test('with no gain and no loss events leave trust as it is, bit for bit', () => {
  const { life, scene } = stage();
  life.trust = 0.1 + 0.2;
  pleases(life, scene);
  wrongs(life, scene, 1);
  expect(life.trust).toBe(0.1 + 0.2);
});

test('a deception lowers the ceiling for good, once, and trust with it', () => {
  const { life, scene } = stage({ feelings: { ...loud, trustCeiling: 0.5 } });
  lowersCeiling(life, scene);
  expect([life.ceiling, life.trust]).toEqual([0.5, 0.5]);
  life.trust = 0.2;
  lowersCeiling(life, scene);
  expect([life.ceiling, life.trust]).toEqual([0.5, 0.2]);
});

test('trust under the new ceiling is left where it is', () => {
  const { life, scene } = stage({ feelings: { ...loud, trustCeiling: 0.8 } });
  lowersCeiling(life, scene);
  expect([life.ceiling, life.trust]).toEqual([0.8, 0.6]);
});

test('trust drifts to its start, or to the ceiling when that is lower', () => {
  const { life, scene } = stage({ feelings: { startingTrust: 0.6, trustDrift: 0.1 } });
  life.trust = 0.3;
  feel(life, scene);
  near(life.trust, 0.3 + 0.1 * 0.3);
  life.trust = 0.9;
  feel(life, scene);
  near(life.trust, 0.9 - 0.1 * 0.3);
  life.trust = 0.3;
  life.ceiling = 0.5;
  feel(life, scene);
  near(life.trust, 0.3 + 0.1 * 0.2);
});

test('engagement reverts to its level, raised by needed products and a manager', () => {
  const { life, scene } = stage({
    segment: { engagement: 0.4 },
    feelings: { engagementReversion: 0.2, productEngagement: 0.06, coverageEngagement: 0.1 },
    addOns: { a: 1, b: 1, c: 1 },
  });
  life.engagement = 0.8;
  feel(life, scene);
  near(life.engagement, 0.8 + 0.2 * (0.4 - 0.8));
  life.engagement = 0.1;
  life.owned = 0b111;
  life.needs = 0b101;
  feel(life, scene);
  near(life.engagement, 0.1 + 0.2 * (1 - 0.6 * 0.94 ** 2 - 0.1));
  life.engagement = 0.1;
  life.covered = true;
  feel(life, scene);
  near(life.engagement, 0.1 + 0.2 * (1 - 0.6 * 0.94 ** 2 * 0.9 - 0.1));
  life.engagement = 0.1;
  life.unwanted = 0b001;
  feel(life, scene);
  near(life.engagement, 0.1 + 0.2 * (1 - 0.6 * 0.94 * 0.9 - 0.1));
});

test('the level is the customer’s own, not the segment’s', () => {
  const { life, scene } = stage({ segment: { engagement: 0.4 }, feelings: { engagementReversion: 1 } });
  life.engagementLevel = 0.7;
  feel(life, scene);
  near(life.engagement, 0.7);
});

test('KA19: fatigue carries over; one offer a month leads to 1/(1-λ)', () => {
  const { life, scene } = stage({ feelings: { fatigueCarryOver: 0.7 } });
  for (let month = 0; month < 6; month++) {
    if (month > 0) feel(life, scene);
    life.fatigue += 1;
  }
  near(life.fatigue, 2.94117);
});

test('attention recovers a share of what is missing', () => {
  const { life, scene } = stage({ feelings: { attentionRecovery: 0.05 } });
  life.attention = 0.4;
  feel(life, scene);
  near(life.attention, 0.4 + 0.05 * 0.6);
});

test('health is the weighted mean of trust, engagement, value and calm', () => {
  const { life, scene } = stage({
    feelings: {
      healthTrust: 0.3,
      healthEngagement: 0.2,
      healthValue: 0.4,
      healthCalm: 0.5,
      fatigueCarryOver: 1,
    },
  });
  Object.assign(life, { trust: 0.6, engagement: 0.9, engagementLevel: 0.9, value: 0.1, fatigue: 3 });
  feel(life, scene);
  near(life.health, (0.3 * 0.6 + 0.2 * 0.9 + 0.4 * 0.1 + 0.5 / 4) / 1.4);
});

test('disengaged customers bear half an offer, engaged ones one and a half', () => {
  const { life } = stage();
  life.engagement = 0;
  expect(tolerance(life)).toBe(0.5);
  life.engagement = 1;
  expect(tolerance(life)).toBe(1.5);
});

test('a met need is owned, needed and wanted', () => {
  const { life } = stage();
  Object.assign(life, { owned: 0b1110, needs: 0b0111, unwanted: 0b0100 });
  expect(satisfied(life)).toBe(0b0010);
});

test('at the neutral state a month changes nothing, bit for bit', () => {
  const { life, scene } = stage({ feelings: { coverageEngagement: 0 } });
  Object.assign(life, { trust: 0.1 + 0.2, engagement: 0.1 + 0.2, attention: 0.7 });
  feel(life, scene);
  expect([life.trust, life.engagement, life.attention, life.fatigue]).toEqual([0.1 + 0.2, 0.1 + 0.2, 0.7, 0]);
});
