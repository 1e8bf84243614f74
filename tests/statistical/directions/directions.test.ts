import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../simulations/ledger.ts';
import { parameters } from '../../../simulations/parameters/registry.ts';
import { simulated } from '../../support/simulated.ts';
import { difference, testDirections, Z } from './difference.ts';
import { directions, isOfWorld, notLevers } from './directions.ts';
import { livelyStudy } from './lively-study.ts';
import { moved } from './moved.ts';

const sameBits = (one: readonly Ledger[], other: readonly Ledger[]) =>
  one.every((ledger, index) =>
    ledger.values.every((value, at) => Object.is(value, other[index]?.values[at])),
  );

test('every lever has a row and every row a lever, each word of a choice its own', () => {
  const levers = parameters().flatMap(({ pattern, about }) => {
    if (about.kind === 'text') return [];
    if (about.kind !== 'choice') return [pattern];
    return Object.keys(about.choices)
      .filter((word) => word !== about.default)
      .map((word) => `${pattern}=${word}`);
  });
  expect(levers.length).toBeGreaterThan(150);
  expect([...directions.map(({ lever }) => lever), ...Object.keys(notLevers)].sort()).toEqual(
    [...new Set(levers)].sort(),
  );
});

test('hardly a lever may go either way', () => {
  expect(directions.filter(({ moves }) => moves === 'either').map(({ lever }) => lever)).toEqual([
    '/world/segments/*/share',
    '/world/segments/*/engagement',
    '/world/product/macroSpread',
    '/world/product/macroPersistence',
    '/world/feelings/engagementSpread',
  ]);
});

test('a row that may go either way, or nowhere, says why', () => {
  for (const { lever, moves, why } of directions) {
    expect([lever, why !== undefined]).toEqual([lever, moves === 'either' || moves === 'nothing']);
  }
});

testDirections(directions.filter(isOfWorld));

test('a lever that is not moved, and one moved the wrong way, are seen as such', () => {
  const churn = { lever: '/world/segments/*/firstMonthChurn', metric: 'logoChurn', moves: 'up' } as const;
  expect(difference({ ...churn, to: (old) => old })).toEqual({ mean: 0, error: 0 });
  const { mean, error } = difference({ ...churn, to: (old) => old / 2 });
  expect(mean + Z * error).toBeLessThan(0);
});

describe('a lever of something that is off does nothing, bit for bit', () => {
  const bound = directions.filter(({ onlyWith }) => onlyWith !== undefined);
  test.each(bound.map((direction) => [direction.lever, direction] as const))(
    '%s',
    (_, { lever, to, with: beside, onlyWith, months = 24 }) => {
      const levers = Object.keys(onlyWith ?? {});
      // Whatever only sets the stage for the lever stays; what switches its mechanism on is left out.
      const off = Object.fromEntries(levers.map((name) => [name, offValue(name)]));
      const lively = livelyStudy();
      const study = moved({ ...lively, run: { ...lively.run, months } }, { ...beside, ...off });
      expect(sameBits(simulated(study, 2), simulated(moved(study, { [lever]: to }), 2))).toBe(true);
    },
  );
});

/** What switches a mechanism off, where the lively study has it on. */
function offValue(lever: string) {
  if (lever === '/strategies/*/success/coverage/*') return 0;
  const steps = lever.split('/');
  const declared = parameters().find(({ pattern }) => pattern === lever)?.about;
  if (declared === undefined || !('default' in declared)) throw new Error(`no lever ${steps.join('/')}`);
  return declared.default;
}
