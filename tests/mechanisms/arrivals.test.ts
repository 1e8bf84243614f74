import { describe, expect, test } from 'vitest';
import { PAID, REFERRED } from '../../simulations/life.ts';
import {
  arrivalsOf,
  customerIndex,
  freePlanDraw,
  openness,
  paidSignups,
} from '../../simulations/mechanisms/arrivals.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { Scene } from '../../simulations/scene.ts';
import { tier } from '../support/neutral-study.ts';
import { near, study } from './stage.ts';
import type { Levers } from './stage.ts';

const sceneOf = (levers: Levers) => new Scene(study(levers));

describe('paid sign-ups', () => {
  const market = { costPerSignup: 60, referenceSpend: 2000, acquisitionElasticity: 0.8 };

  test('cost what is stated at the reference spend', () => {
    near(paidSignups(sceneOf({ market }), 2000), 2000 / 60);
  });

  test('grow with the power of spend: dearer above, cheaper below', () => {
    near(paidSignups(sceneOf({ market }), 8000), (2000 / 60) * 4 ** 0.8);
    near(paidSignups(sceneOf({ market }), 500), (2000 / 60) * 0.25 ** 0.8);
    near(paidSignups(sceneOf({ market: { ...market, acquisitionElasticity: 1 } }), 8000), 8000 / 60);
  });

  test('nothing spent, nobody comes', () => {
    expect(paidSignups(sceneOf({ market }), 0)).toBe(0);
    expect(paidSignups(sceneOf({ market }), -5)).toBe(0);
  });
});

describe('what the free plan does to sign-ups', () => {
  const free = (
    gates: Partial<Parameters<typeof tier>[2]> = {},
    market: Levers['market'] = {},
    price = 0,
  ) => {
    const scene = sceneOf({
      segment: { startingUsage: 50, startingSeats: 4 },
      acceptance: { headroom: 2 },
      market: { freeRoomElasticity: 0.3, ...market },
      ladder: { tiers: [tier('First', price, gates), tier('Second', 30)] },
    });
    return freePlanDraw(scene, scene.segments[0]!);
  };

  test('a tight one attracts fewer, by the power of the room it leaves', () => {
    near(free({ usageLimit: 25 }), 0.25 ** 0.3);
    near(free({ usageLimit: 50 }), 0.5 ** 0.3);
    near(free({ seatLimit: 1 }), 0.25 ** 0.3);
    near(free({ featureLimit: 0.4 }), 0.4 ** 0.3);
  });

  test('a reference with room beyond what is wanted is one with all the room there can be', () => {
    near(free({ usageLimit: 25 }, { referenceFreeUsage: 1e6 }), 0.25 ** 0.3);
  });

  test('the tightest gate decides, and room beyond what is wanted attracts nobody', () => {
    near(free({ usageLimit: 50, seatLimit: 3, featureLimit: 0.4 }), 0.4 ** 0.3);
    expect([
      free(),
      free({ usageLimit: 100 }),
      free({ usageLimit: 1e6, seatLimit: 4, featureLimit: 1 }),
    ]).toEqual([1, 1, 1]);
    expect(free({ featureLimit: 0 })).toBe(0);
  });

  test('a trial’s length plays no part', () => {
    expect(free({ monthsLimit: 1 })).toBe(1);
  });

  test('is measured from the plan that the market’s numbers are stated for', () => {
    expect(free({ usageLimit: 20 }, { referenceFreeUsage: 20 })).toBe(1);
    near(free({ usageLimit: 40 }, { referenceFreeUsage: 20 }), 2 ** 0.3);
    near(free({}, { referenceFreeUsage: 20 }), 5 ** 0.3);
  });

  test('without elasticity, or without a free plan, nothing', () => {
    expect(free({ usageLimit: 1 }, { freeRoomElasticity: 0 })).toBe(1);
    expect(free({ featureLimit: 0 }, { freeRoomElasticity: 0 })).toBe(1);
    expect(free({ usageLimit: 1 }, {}, 10)).toBe(1);
  });
});

describe('openness', () => {
  test('a market fills as people sign up, and ends', () => {
    const scene = sceneOf({ market: { size: 1000 } });
    expect(openness(scene, 0)).toBe(1);
    near(openness(scene, 250), 0.75);
    expect(openness(scene, 1000)).toBe(0);
    expect(openness(scene, 2000)).toBe(0);
  });

  test('a market without size never fills', () => {
    expect(openness(sceneOf({}), 1e12)).toBe(1);
  });

  test('obstruction keeps prospects away in proportion', () => {
    const scene = sceneOf({
      market: { size: 1000 },
      wordOfMouth: { deterrence: 0.3 },
      manipulation: { obstruction: 0.5 },
    });
    near(openness(scene, 250), 0.75 * 0.85);
    expect(openness(sceneOf({ wordOfMouth: { deterrence: 0.3 } }), 0)).toBe(1);
  });
});

describe('how many come', () => {
  const luck = new Luck(keyFromPhrase('arrivals'));
  luck.replication(0);
  const { segments } = sceneOf({ segments: [{ id: 'a' }, { id: 'b' }] });
  const [first, second] = [segments[0]!, segments[1]!];

  test('follows a Poisson law: mean and variance within five standard errors', () => {
    const months = 20_000;
    const mean = 3.5;
    let sum = 0;
    let squares = 0;
    for (let month = 0; month < months; month++) {
      const arrived = arrivalsOf(luck, first, PAID, month, mean);
      sum += arrived;
      squares += (arrived - mean) ** 2;
    }
    expect(Math.abs(sum / months - mean)).toBeLessThan(5 * Math.sqrt(mean / months));
    expect(Math.abs(squares / months - mean)).toBeLessThan(5 * Math.sqrt((mean + 2 * mean ** 2) / months));
    // Its power twin: 3 % more would be seen.
    expect(Math.abs((1.03 * sum) / months - mean)).toBeGreaterThan(5 * Math.sqrt(mean / months));
  });

  test('rises with the mean on the same luck', () => {
    for (let month = 0; month < 200; month++) {
      expect(arrivalsOf(luck, first, PAID, month, 5)).toBeGreaterThanOrEqual(
        arrivalsOf(luck, first, PAID, month, 4.9),
      );
    }
  });

  test('is each segment’s and each channel’s own', () => {
    const of = (segment: typeof first, channel: number) =>
      Array.from({ length: 50 }, (_, month) => arrivalsOf(luck, segment, channel, month, 5)).join();
    expect(of(first, PAID)).not.toBe(of(second, PAID));
    expect(of(first, PAID)).not.toBe(of(first, REFERRED));
  });

  test('without a mean nobody comes', () => {
    expect(arrivalsOf(luck, first, PAID, 0, 0)).toBe(0);
    expect(arrivalsOf(luck, first, PAID, 0, -1)).toBe(0);
  });
});

test('no two customers share an address, whatever the channel', () => {
  const seen = new Set<number>();
  for (let channel = 0; channel < 4; channel++)
    for (let index = 0; index < 100; index++) seen.add(customerIndex(channel, index));
  expect(seen.size).toBe(400);
  expect(Math.max(...seen)).toBeLessThan(0x7fff_0000);
});
