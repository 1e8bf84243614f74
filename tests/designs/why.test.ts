import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { why, whyInParts, whyUntilPrecise } from '../../simulations/designs/why.ts';
import type { ToldFlip } from '../../simulations/designs/flip.ts';
import type { WhyStudy } from '../../simulations/designs/why.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { inlineEngine } from '../../workers/inline.ts';
import { threadPool } from '../../workers/node-threads.ts';
import { threadModule } from '../support/thread-module.ts';
import type { Engine } from '../../workers/engine.ts';
import { neutralSegment, neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const first = neutralStrategy({ name: 'Plain' });
const second = neutralStrategy({
  name: 'Looked after',
  ladder: { ...first.ladder, tiers: first.ladder.tiers.map((tier) => ({ ...tier, pricePerMonth: 12 })) },
  success: { ...first.success, coverage: { all: 1 } },
});
const world = neutralWorld({ segments: [neutralSegment({ firstMonthChurn: 0.03 })] });
const study: WhyStudy = {
  world: {
    ...world,
    market: { ...world.market, startingCustomers: 20 },
    costs: { ...world.costs, managerPerMonth: 150 },
  },
  strategies: [first, second],
  run: { seed: 'why', months: 4, ltvMonths: 4, replications: 6 },
  metric: 'contribution',
  ranges: [
    { name: 'manager', pointers: ['/world/costs/managerPerMonth'], low: 0, high: 500 },
    { name: 'churn', pointers: ['/world/segments/0/firstMonthChurn'], low: 0.5, high: 1.5, scale: 'factor' },
    { name: 'fee', pointers: ['/world/costs/processingFixed'], low: 0, high: 1 },
  ],
  closely: 2,
  rows: 16,
};
const { reading, batches } = plainDrive(why(study), simulateReplications);

describe('why', () => {
  it('splits the gap, finds what moves it and where it turns, and values knowing that', () => {
    const { attribution, tornado, flips, sensitivity, information } = reading;
    expect(attribution.parts.map(({ name }) => name)).toEqual(['Ladder and prices', 'Customer success']);
    expect(attribution.parts.reduce((sum, { value }) => sum + value, 0)).toBe(attribution.gap);
    expect(tornado.bars[0]?.name).toBe('manager');
    expect(sensitivity.gap.inputs.map(({ name }) => name)).toEqual(['manager', 'churn']);
    // A customer brings 2 more and costs managerPerMonth / 100 more, however many stay.
    expect(flips.flips[0]).toMatchObject({ name: 'manager' });
    expect(flips.flips[0]?.at).toBeCloseTo(200, 6);
    expect(information?.perInput[0]?.worth.value).toBeGreaterThan(
      information?.perInput[1]?.worth.value ?? NaN,
    );
    // On average over its range a manager costs 250, more than the 200 at which it pays.
    expect(information?.choice).toBe('first');
  });

  it('says of a parameter that does not turn the gap why not', () => {
    const [manager, churn] = flipsByName(reading.flips.flips, 'manager', 'churn');
    expect(manager).toMatchObject({ reason: null });
    expect(churn?.at).toBeNull();
    expect(churn?.reason).toMatch(/^the gap stays above 0 from 0.5 to 1.5$/);
  });

  it('ends the futures of the gap when it is precise, and says how many it took', () => {
    const many = { ...study, closely: 1, rows: 8, run: { ...study.run, months: 2, replications: 400 } };
    const wanted = { kind: 'absolute', error: 20 } as const;
    const { reading: precise } = plainDrive(whyUntilPrecise(many, wanted), simulateReplications);
    const { precision, reading: told } = precise;
    expect(precision).toMatchObject({ verdict: 'precise', tolerance: 20 });
    expect(precision.standardError).toBe(told.attribution.gapError);
    expect(precision.futures).toBe(told.attribution.replications);
    expect(precision.futures).toBeGreaterThanOrEqual(64);
    expect(precision.futures).toBeLessThan(400);
    expect(told.attribution.pairingGain).toBeGreaterThan(1);
    const whole = { ...many, run: { ...many.run, replications: precision.futures } };
    expect(plainDrive(why(whole), simulateReplications).reading.fingerprint).toBe(told.fingerprint);
  });

  it('tells each part as soon as it is known, and the same in the end', () => {
    const longer = { ...study, closely: 1, rows: 8, run: { ...study.run, months: 2, replications: 200 } };
    const driven = plainDrive(whyInParts(longer), simulateReplications);
    const whole = driven.reading;
    expect(whole).toEqual(plainDrive(why(longer), simulateReplications).reading);
    const known = driven.batches.flatMap(({ partial }) => (partial === undefined ? [] : [partial]));
    expect([...new Set(known.map((part) => Object.keys(part).join(' ')))]).toEqual([
      'attribution',
      'attribution tornado',
      'attribution tornado flips',
    ]);
    expect(known.at(-1)).toEqual({
      attribution: whole.attribution,
      tornado: whole.tornado,
      flips: whole.flips,
    });
    expect(known[0]?.attribution.replications).toBeLessThan(200);
  });

  it('says how far it is, never backward', () => {
    const done = batches.map((batch) => batch.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(done[0]).toBe(0);
    expect(done.at(-1)).toBeLessThan(1);
  });
});

function flipsByName(flips: readonly ToldFlip[], ...names: readonly string[]) {
  return names.map((each) => flips.find(({ name }) => name === each));
}

describe('fingerprints', () => {
  const engines: readonly (readonly [string, Engine])[] = [
    ['inline', inlineEngine(simulateReplications, setImmediate)],
    ['one thread', threadPool({ module: threadModule('chunk'), workers: 1 })],
    ['three threads', threadPool({ module: threadModule('chunk'), workers: 3 })],
  ];
  afterAll(() => Promise.all(engines.map(([, engine]) => engine.close())));

  it.each(engines)('are equal on any number of workers: %s', { timeout: 60_000 }, async (_, engine) => {
    const driven = await engine.run(why(study));
    expect(driven.fingerprint).toBe(reading.fingerprint);
    expect(driven).toEqual(reading);
  });
});
