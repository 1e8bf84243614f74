import { expect, test } from 'vitest';
import { discover } from '../../simulations/mechanisms/discovery.ts';
import { near, stage } from './stage.ts';

test('at speed 1 the part not yet seen shrinks by δ', () => {
  const { life, scene } = stage({ product: { discoveryRate: 0.12 } });
  life.value = 0.3;
  discover(life, scene);
  near(life.value, 0.3 + 0.7 * 0.12);
});

test('activity, a wall and a manager multiply the speed: 1-v shrinks by (1-δ)^speed', () => {
  const { life, scene } = stage({
    segment: { engagement: 0.5 },
    product: { discoveryRate: 0.12, blockedDiscovery: 0.4 },
    feelings: { coverageDiscovery: 0.466 },
  });
  life.value = 0;
  life.engagement = 0.75;
  discover(life, scene);
  near(life.value, 1 - 0.88 ** 1.5);
  life.value = 0;
  life.blocked = true;
  discover(life, scene);
  near(life.value, 1 - 0.88 ** (1.5 * 0.4));
  life.value = 0;
  life.covered = true;
  discover(life, scene);
  near(life.value, 1 - 0.88 ** (1.5 * 0.4 * 1.466));
  life.value = 0;
  life.blocked = false;
  discover(life, scene);
  near(life.value, 1 - 0.88 ** (1.5 * 1.466));
});

test('at rate 0 value stays as it is, bit for bit', () => {
  const { life, scene } = stage({ feelings: { coverageDiscovery: 1 } });
  life.value = 0.1 + 0.2;
  life.covered = true;
  discover(life, scene);
  expect(life.value).toBe(0.1 + 0.2);
});

test('onboarded once, in the month in which value reaches the level', () => {
  const { life, scene } = stage({ product: { discoveryRate: 0.2, onboardedAt: 0.3 } });
  life.value = 0;
  life.onboarded = false;
  discover(life, scene);
  expect([life.onboarded, life.justOnboarded]).toEqual([false, false]);
  discover(life, scene); // 0.36
  expect([life.onboarded, life.justOnboarded]).toEqual([true, true]);
  discover(life, scene);
  expect([life.onboarded, life.justOnboarded]).toEqual([true, false]);
  life.value = 0.01; // buried again: onboarding is not undone
  discover(life, scene);
  expect([life.onboarded, life.justOnboarded]).toEqual([true, false]);
});

test('value exactly at the level counts as onboarded', () => {
  const { life, scene } = stage({ product: { onboardedAt: 0.5 } });
  life.onboarded = false;
  discover(life, scene);
  expect(life.justOnboarded).toBe(true);
});
