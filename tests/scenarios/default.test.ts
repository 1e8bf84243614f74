import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';

const reading = readScenario(readFileSync(new URL('../../scenarios/default.json', import.meta.url), 'utf8'));

test('the default scenario is valid, without a warning', () => {
  expect(reading).toMatchObject({ kind: 'scenario', warnings: [] });
});

test('its first two strategies spend the same, on opposite ends', () => {
  if (reading.kind !== 'scenario') throw new Error('refused');
  const [acquisition, expansion] = reading.scenario.strategies;
  expect([acquisition?.name, expansion?.name]).toEqual(['Acquisition-heavy', 'Expansion-heavy']);
  expect(acquisition?.budget).toEqual(expansion?.budget);
  expect(acquisition?.ladder.tiers).toEqual(expansion?.ladder.tiers);
  expect(Object.values(acquisition?.success.coverage ?? {}).every((share) => share === 0)).toBe(true);
  expect(Object.values(expansion?.success.coverage ?? {}).some((share) => share !== 0)).toBe(true);
  expect(acquisition?.offers.programSpend).toBe(0);
  expect(expansion?.offers.programSpend).not.toBe(0);
  for (const strategy of [acquisition, expansion]) {
    expect(Object.values(strategy?.manipulation ?? { none: 1 }).every((intensity) => intensity === 0)).toBe(
      true,
    );
  }
});
