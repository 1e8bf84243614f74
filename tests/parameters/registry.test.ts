import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { declarationOf, group, quantity } from '../../simulations/parameters/declare.ts';
import { defaultOf, parameterAt, parameters } from '../../simulations/parameters/registry.ts';
import { Run } from '../../simulations/parameters/run.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { Tier } from '../../simulations/parameters/strategy/ladder.ts';
import { Segment } from '../../simulations/parameters/world/segment.ts';

describe('the registry', () => {
  test('lists every declared number of the declarations, once', () => {
    const patterns = parameters().map(({ pattern }) => pattern);
    expect(new Set(patterns).size).toBe(patterns.length);
    for (const pattern of [
      '/name',
      '/world/segments/*/firstMonthChurn',
      '/world/segments/*/needs/*',
      '/world/market/size',
      '/strategies/*/ladder/tiers/*/pricePerMonth',
      '/strategies/*/bundle/discount',
      '/strategies/*/success/coverage/*',
      '/run/months',
    ]) {
      expect(patterns).toContain(pattern);
    }
    expect(patterns.length).toBeGreaterThan(150);
  });

  test('knows the groups a parameter stands in', () => {
    expect(parameterAt('/strategies/*/ladder/tiers/*/pricePerMonth')?.groups).toEqual([
      'Scenario',
      'Strategy',
      'Ladder and gate',
      'Plan',
    ]);
  });

  test('finds a parameter by a place of any scenario', () => {
    const found = parameterAt('/world/segments/11/needs/reports');
    expect(found?.pattern).toBe('/world/segments/*/needs/*');
    expect(found?.about).toMatchObject({ kind: 'quantity', min: 0, max: 1 });
    expect(found && declarationOf(found.schema)).toBe(found?.about);
  });

  test.each([
    '',
    '/world',
    '/world/segments',
    '/world/segments/0',
    '/world/segments/0/firstMonthChurn/p10',
    '/nothing',
    '/toString',
    'world',
    '/world/market/toString',
  ])('finds no parameter at "%s"', (pointer) => expect(parameterAt(pointer)).toBeUndefined());

  test('every default lies in its range, every text says something', () => {
    for (const { pattern, about } of parameters()) {
      expect([pattern, about.label.length > 0, about.help.endsWith('.')]).toEqual([pattern, true, true]);
      if (about.kind === 'quantity' || about.kind === 'whole' || about.kind === 'limit') {
        expect([pattern, about.min < about.max]).toEqual([pattern, true]);
        expect([pattern, about.default >= about.min && about.default <= about.max]).toEqual([pattern, true]);
      }
      if (about.kind === 'choice') expect(Object.keys(about.choices)).toContain(about.default);
    }
  });
});

describe('defaults', () => {
  test('of a group are those of its parameters', () => {
    expect(defaultOf(Run)).toEqual({ seed: 'untitled', months: 60, replications: 1000, ltvMonths: 36 });
    expect(defaultOf(Tier)).toMatchObject({ usageLimit: null, seatLimit: null, appeal: 0 });
    expect(defaultOf(Segment)).toMatchObject({ needs: {}, firstMonthChurn: 0.05 });
  });

  test('of a scenario fill lists as far as they must be, and leave optional fields out', () => {
    const scenario = defaultOf(Scenario);
    expect([scenario.version, scenario.world.segments.length, scenario.strategies.length]).toEqual([1, 1, 2]);
    expect(scenario).not.toHaveProperty('notes');
  });

  test('out of range are found out when used', () => {
    const share = { label: '', unit: 'share', help: '', min: 0, max: 1 } as const;
    expect(() => defaultOf(group('', '', { wrong: quantity({ ...share, default: 2 }) }))).toThrow();
    expect(defaultOf(group('', '', { right: quantity({ ...share, default: 1 }) }))).toEqual({ right: 1 });
  });
});

test('zod never compiles with eval, which the page forbids', () => {
  expect(z.config().jitless).toBe(true);
});
