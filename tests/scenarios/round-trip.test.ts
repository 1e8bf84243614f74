import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { printCounts, suiteRuns } from '../support/suite-runs.ts';

const runs = suiteRuns(1000);

/** Written, read and written again a scenario is the same field for field, and the same text. */
function survives(scenario: Scenario, write: (scenario: Scenario) => string): boolean {
  const text = write(scenario);
  const reading = readScenario(text);
  if (reading.kind !== 'scenario') return false;
  return isDeepStrictEqual(reading.scenario, scenario) && write(reading.scenario) === text;
}

function holds(
  write: (scenario: Scenario) => string,
  options: { uncertain: boolean },
  numRuns: number,
): number {
  let count = 0;
  fc.assert(
    fc.property(arbitraryScenario(options), (scenario) => {
      count += 1;
      return survives(scenario, write);
    }),
    { numRuns, seed: 2, endOnFailure: true },
  );
  return count;
}

describe('a scenario survives its file', () => {
  test('any valid scenario, field for field', { timeout: 40 * runs + 120_000 }, () => {
    const numbers = holds(writeScenario, { uncertain: false }, Math.ceil(0.8 * runs));
    const distributions = holds(writeScenario, { uncertain: true }, Math.ceil(0.2 * runs));
    printCounts('scenario round trip', { 'of numbers': numbers, 'with distributions': distributions });
    expect(numbers).toBeGreaterThan(0);
    expect(distributions).toBeGreaterThan(0);
  });

  test('the suite sees a writer that rounds', () => {
    const rounding = (scenario: Scenario) =>
      JSON.stringify(scenario, (_, value: unknown) =>
        typeof value === 'number' ? Number(value.toPrecision(12)) : value,
      );
    expect(() => holds(rounding, { uncertain: false }, 200)).toThrow();
  });

  test('the suite sees a writer that forgets notes', () => {
    const forgetful = (scenario: Scenario) => writeScenario({ ...scenario, notes: undefined });
    expect(() => holds(forgetful, { uncertain: false }, 200)).toThrow();
  });

  test('text does not depend on the order in which fields were set', () => {
    fc.assert(
      fc.property(arbitraryScenario({ uncertain: true }), (scenario) => {
        expect(writeScenario(backwards(scenario))).toBe(writeScenario(scenario));
      }),
      { numRuns: 50, seed: 3 },
    );
  });
});

function backwards<Value>(value: Value): Value {
  const turned: unknown = JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).reverse())
        : inner,
    ),
  );
  return turned as Value;
}
