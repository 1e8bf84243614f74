// What becomes of a run when the machine cannot: the model's own error in its own words, JavaScript where there is no machine.
import { afterEach, expect, test, vi } from 'vitest';
import { compiled } from '../../simulations/machine/compiled.ts';
import { Machine, startMachine } from '../../simulations/machine/machine.ts';
import {
  simulateInJavaScript,
  simulateOn,
  simulateReplications,
  theMachine,
} from '../../simulations/replication.ts';
import { livelyStudy } from '../statistical/directions/lively-study.ts';
import type { Study } from '../support/neutral-study.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pointOf = (study: Study) => ({ ...study, firstReplication: 0, replications: 1 });
const lively = livelyStudy();
/** More arrivals than a count can be drawn for. */
const failing: Study = {
  ...lively,
  world: { ...lively.world, market: { ...lively.world.market, organicPerMonth: 1e12, size: null } },
};

test('a machine starts where there is WebAssembly, and lives what is asked for', () => {
  const live = vi.spyOn(theMachine()!, 'live');
  simulateReplications({ ...pointOf(lively), replications: 3 });
  expect(live).toHaveReturnedTimes(3);
  expect(live).toHaveLastReturnedWith('lived');
});

test('a study that fails says what it says in JavaScript, and the next one is lived as ever', () => {
  expect(() => simulateInJavaScript(pointOf(failing))).toThrow(/^poisson mean must be from 0 to 1e9: /);
  expect(() => simulateReplications(pointOf(failing))).toThrow(/^poisson mean must be from 0 to 1e9: /);
  expect(simulateReplications(pointOf(lively))).toEqual(simulateInJavaScript(pointOf(lively)));
});

test('a machine that gives up where JavaScript does not is an error, not a slower answer', () => {
  const machine = new Machine(compiled!);
  vi.spyOn(machine, 'live').mockReturnValue('threw');
  expect(() => simulateOn(machine, pointOf(lively))).toThrow(
    'replication 0 fails as machine code and succeeds in JavaScript',
  );
});

test('no machine without WebAssembly or without code', () => {
  expect(startMachine(compiled)).toBeInstanceOf(Machine);
  expect(startMachine(undefined)).toBeUndefined();
  vi.stubGlobal('WebAssembly', undefined);
  expect(startMachine(compiled)).toBeUndefined();
});

/** All of WebAssembly is no enumerable property of it. */
function stubWebAssembly(changes: object): void {
  const { Module, Instance, CompileError, RuntimeError } = WebAssembly;
  vi.stubGlobal('WebAssembly', { Module, Instance, CompileError, RuntimeError, ...changes });
}

test.each([
  new WebAssembly.CompileError('refused by the policy'),
  new EvalError('refused by the policy, in Safari'),
  new RangeError('no memory left'),
])('no machine where its code is refused: %o', (error) => {
  const refuse = vi.fn(function () {
    throw error;
  });
  stubWebAssembly({ Module: refuse });
  expect(startMachine(compiled)).toBeUndefined();
  expect(refuse).toHaveBeenCalledOnce();
});

test('code that is not the model, or wants what there is none of, is an error', () => {
  const refuse = vi.fn(function () {
    throw new WebAssembly.LinkError('no such import');
  });
  const { LinkError } = WebAssembly;
  stubWebAssembly({ LinkError, Instance: refuse });
  expect(() => startMachine(compiled)).toThrow('no such import');
  vi.unstubAllGlobals();
  const empty = { ...compiled!, code: '0061736d01000000' };
  expect(() => startMachine(empty)).toThrow('this module is not the compiled model');
});

test('a replication for whose stage the host has no memory is lived in JavaScript, the next one by the machine', () => {
  const machine = new Machine(compiled!);
  const live = vi.spyOn(machine, 'live');
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementationOnce(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
  });
  const point = { ...pointOf(lively), replications: 2 };
  expect(simulateOn(machine, point)).toEqual(simulateInJavaScript(point));
  expect(live).toHaveNthReturnedWith(1, 'noRoom');
  expect(live).toHaveNthReturnedWith(2, 'lived');
});

test('a stage that does not fit its structures is an error', () => {
  const machine = new Machine({ ...compiled!, structures: { Stage: [['nothing', 'f64']] } });
  expect(() => simulateOn(machine, pointOf(lively))).toThrow('Stage.nothing is no "f64"');
});

test('without a machine a point is lived in JavaScript', () => {
  expect(simulateOn(undefined, pointOf(lively))).toEqual(simulateOn(new Machine(compiled!), pointOf(lively)));
});
