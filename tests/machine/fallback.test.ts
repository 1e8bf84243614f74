// What becomes of a run when the machine cannot: the model's own error in its own words, JavaScript where there is no machine.
import { afterEach, expect, test, vi } from 'vitest';
import { compiled } from '../../simulations/machine/compiled.ts';
import { Machine, startMachine } from '../../simulations/machine/machine.ts';
import { simulateInJavaScript, simulateOn, simulateReplications } from '../../simulations/replication.ts';
import { livelyStudy } from '../statistical/directions/lively-study.ts';
import type { Study } from '../support/neutral-study.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const pointOf = (study: Study) => ({ ...study, firstReplication: 0, replications: 1 });
const lively = livelyStudy();
/** More arrivals than a count can be drawn for. */
const failing: Study = {
  ...lively,
  world: { ...lively.world, market: { ...lively.world.market, organicPerMonth: 1e12, size: null } },
};

test('a study that fails says what it says in JavaScript, and the next one is lived as ever', () => {
  expect(() => simulateInJavaScript(pointOf(failing))).toThrow(/^poisson mean must be from 0 to 1e9: /);
  expect(() => simulateReplications(pointOf(failing))).toThrow(/^poisson mean must be from 0 to 1e9: /);
  expect(simulateReplications(pointOf(lively))).toEqual(simulateInJavaScript(pointOf(lively)));
});

test('a machine that gives up where JavaScript does not is an error, not a slower answer', () => {
  const machine = new Machine(compiled!);
  vi.spyOn(machine, 'live').mockReturnValue(false);
  expect(() => simulateOn(machine, pointOf(lively))).toThrow(
    'replication 0 fails as machine code and succeeds in JavaScript',
  );
});

test('no machine without WebAssembly, without code, or where a policy refuses it', () => {
  expect(startMachine(compiled)).toBeInstanceOf(Machine);
  expect(startMachine(undefined)).toBeUndefined();
  vi.stubGlobal('WebAssembly', {
    ...WebAssembly,
    Module: vi.fn(function () {
      throw new Error('refused by the policy');
    }),
  });
  expect(startMachine(compiled)).toBeUndefined();
  vi.stubGlobal('WebAssembly', undefined);
  expect(startMachine(compiled)).toBeUndefined();
});

test('without a machine a point is lived in JavaScript', () => {
  expect(simulateOn(undefined, pointOf(lively))).toEqual(simulateOn(new Machine(compiled!), pointOf(lively)));
});
