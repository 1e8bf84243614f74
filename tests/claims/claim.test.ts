import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { claim } from '../../simulations/designs/claim.ts';
import type { ClaimArm, ClaimStudy } from '../../simulations/designs/claim.ts';
import { effectOf, excess, jointVerdict, verdictOf } from '../../simulations/designs/claim-effect.ts';
import type { Effect } from '../../simulations/designs/claim-effect.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { BootstrapRows } from '../../simulations/statistics/bootstrap.ts';
import { momentsOf, standardError } from '../../simulations/statistics/moments.ts';
import { inlineEngine } from '../../workers/inline.ts';
import { formulaKernel, luckOf } from '../support/formula-kernel.ts';
import { neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const arm = (name: string, pinned: readonly string[] = []): ClaimArm => ({
  name,
  world: { ...neutralWorld(), costs: { ...neutralWorld().costs, ticket: 5 } },
  strategy: neutralStrategy({ name }),
  pinned,
});
const rise: Effect = {
  kind: 'formula',
  times: [
    [
      { metric: 'revenue', arm: 1 },
      { metric: 'revenue', arm: 0, weight: -1 },
    ],
  ],
  over: [[{ metric: 'revenue', arm: 0 }]],
};
const study: ClaimStudy = {
  number: 99,
  title: 'A planted claim',
  arms: [arm('without'), arm('with')],
  run: { seed: 'claim', months: 2, ltvMonths: 2, replications: 24 },
  conditions: [{ name: 'revenue', unit: 'share', effect: rise, expected: { direction: 'higher', by: 0.02 } }],
  beside: [],
  ranges: [{ name: 'ticket', pointers: ['/world/costs/ticket'], low: 0, high: 10, scale: 'value' }],
  candidates: [{ name: 'ticket', pointers: ['/world/costs/ticket'], low: 0, high: 10, scale: 'value' }],
  sizes: { worlds: 40, worldFutures: 1, flipFutures: 8, flipPlaces: 3, flipRounds: 4, flipScreened: 0 },
};
/** The second arm earns (ticket + 1)·1 % more than 1000, give or take 2 %; the first 1000, give or take 10 %: on the same luck. */
const kernel = formulaKernel(({ strategy, world }, future) => {
  const base = 1000 * (1 + 0.2 * luckOf(future));
  return strategy.name === 'without'
    ? base
    : base * (1 + 0.01 * (world.costs.ticket + 1) + 0.04 * luckOf(future + 7));
});
const readingOf = (changes: Partial<ClaimStudy> = {}) =>
  plainDrive(claim({ ...study, ...changes }), kernel).reading;
const expecting = (expected: ClaimStudy['conditions'][number]['expected']) =>
  readingOf({ conditions: [{ name: 'revenue', unit: 'share', effect: rise, expected }], candidates: [] });

describe('a claim', () => {
  const reading = readingOf();

  it('reads what cumulates as the sum up to a month, and a flow as that of the month', () => {
    const at = (metric: string, month: number) => {
      const terms = [
        { metric, month, arm: 1 },
        { metric, month, arm: 0, weight: -1 },
      ];
      const effect: Effect = { kind: 'formula', times: [terms], over: [] };
      const expected = { direction: 'higher', by: 0 } as const;
      return readingOf({
        conditions: [{ name: metric, unit: 'money', effect, expected }],
        candidates: [],
        ranges: [],
      }).conditions[0]?.value;
    };
    // All of it is earned in the first month of two.
    expect(at('contribution', 1)).toBeGreaterThan(30);
    expect(at('contribution', 2)).toBe(0);
    expect(at('cumulativeContribution', 1)).toBe(at('contribution', 1));
    expect(at('cumulativeContribution', 2)).toBe(at('contribution', 1));
  });

  it('holds when its numbers say so', () => {
    expect(reading.verdict).toBe('holds');
    const [condition] = reading.conditions;
    expect(condition?.value).toBeCloseTo(0.06, 1.5);
    expect(condition?.low).toBeGreaterThan(0.02);
  });

  it('does not hold when it is planted false: the other way round, larger than it is, or of nothing', () => {
    expect(expecting({ direction: 'lower', by: 0.02 }).verdict).toBe('does not hold');
    expect(expecting({ direction: 'higher', by: 0.2 }).verdict).toBe('does not hold');
    expect(expecting({ direction: 'between', low: 0.5, high: 0.7 }).verdict).toBe('does not hold');
    const ofNothing = readingOf({ arms: [arm('without'), arm('without')], candidates: [] });
    expect(ofNothing).toMatchObject({
      verdict: 'does not hold',
      conditions: [{ value: 0, low: 0, high: 0 }],
    });
    expect(ofNothing.robustness.share).toBe(0);
  });

  it('is too close to call when the interval holds the smallest effect that matters', () => {
    const { value } = reading.conditions[0] ?? {};
    expect(expecting({ direction: 'higher', by: value ?? NaN }).verdict).toBe('too close to call');
  });

  it('fails when one of its conditions fails', () => {
    const [condition] = study.conditions;
    const conditions = [condition, { ...condition, name: 'false', expected: { direction: 'lower', by: 0 } }];
    expect(readingOf({ conditions: conditions as ClaimStudy['conditions'], candidates: [] }).verdict).toBe(
      'does not hold',
    );
  });

  it('turns where it can be worked out: at a ticket of 1, less the luck of its futures', () => {
    const [flip] = reading.flips;
    const noise = Array.from({ length: 8 }, (_, future) => {
      const base = 1 + 0.2 * luckOf(future);
      return [base, base * 0.04 * luckOf(future + 7)] as const;
    });
    const sum = (place: 0 | 1) => noise.reduce((total, one) => total + one[place], 0);
    expect(flip?.at).toBeCloseTo(1 - (100 * sum(1)) / sum(0), 3);
    expect(flip?.atLow ?? NaN).toBeLessThan(1);
    expect(flip?.atHigh ?? NaN).toBeGreaterThan(1);
    expect(flip?.now).toBe(5);
  });

  it('finds by itself the parameter that turns it: the one that moved it over the worlds', () => {
    const range = (name: string) => ({ name, pointers: [`/world/costs/${name}`], low: 0, high: 10 });
    const ranges = [range('refundHandling'), range('ticket'), range('freeUser')];
    const sizes = { ...study.sizes, flipScreened: 1 };
    const { flips } = readingOf({ ranges, candidates: [], sizes });
    expect(flips.map(({ name }) => name)).toEqual(['ticket']);
    expect(flips[0]?.at).toBeCloseTo(reading.flips[0]?.at ?? NaN, 9);
    // A candidate of the claim's own is not tried twice.
    const both = readingOf({ ranges, candidates: [range('ticket')], sizes: { ...sizes, flipScreened: 3 } });
    expect(both.flips.map(({ name }) => name).filter((name) => name === 'ticket')).toHaveLength(1);
  });

  it('is as robust as the share of worlds above the turn: nine of ten', () => {
    const { share, low, high, worlds, futures } = reading.robustness;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThanOrEqual(1);
    expect(low).toBeLessThan(0.9);
    expect(high).toBeGreaterThan(0.9);
    expect([worlds, futures]).toEqual([40, 1]);
  });

  it('leaves alone what an arm has pinned', () => {
    const pinned = ['/world/costs/ticket'];
    const fixed = readingOf({ arms: [arm('without', pinned), arm('with', pinned)], candidates: [] });
    expect(fixed.robustness.share).toBe(1);
  });

  it('has equal fingerprints however it is driven', async () => {
    const engine = inlineEngine(kernel, setImmediate);
    const driven = await engine.run(claim(study));
    await engine.close();
    expect(driven).toEqual(reading);
  });

  it('about worlds says how they are related, and in how many pairs', () => {
    const ofWorlds: ClaimStudy['conditions'] = [
      {
        name: 'worlds',
        unit: 'correlation',
        effect: { kind: 'correlation', first: { metric: 'revenue' }, second: { metric: 'revenue' } },
        expected: { direction: 'higher', by: 0.2 },
      },
    ];
    const { conditions, robustness, flips } = readingOf({ arms: [arm('with')], conditions: ofWorlds });
    expect(conditions[0]).toMatchObject({ value: 1, verdict: 'holds' });
    expect(robustness).toMatchObject({ share: 1, of: 'pairs of worlds', worlds: 24 });
    expect(flips).toEqual([]);
  });
});

describe('verdicts', () => {
  it('ask for the whole interval beyond what matters', () => {
    const higher = { direction: 'higher', by: 1 } as const;
    expect(verdictOf({ low: 1, high: 2 }, higher)).toBe('holds');
    expect(verdictOf({ low: 0.9, high: 2 }, higher)).toBe('too close to call');
    expect(verdictOf({ low: 0.1, high: 0.9 }, higher)).toBe('does not hold');
    const lower = { direction: 'lower', by: -0.5 } as const;
    expect(verdictOf({ low: -2, high: 0.4 }, lower)).toBe('holds');
    expect(verdictOf({ low: 0.6, high: 0.7 }, lower)).toBe('does not hold');
    const between = { direction: 'between', low: 5, high: 7 } as const;
    expect(verdictOf({ low: 5.5, high: 6.5 }, between)).toBe('holds');
    expect(verdictOf({ low: 4, high: 6 }, between)).toBe('too close to call');
    expect(verdictOf({ low: 1, high: 4 }, between)).toBe('does not hold');
    expect(verdictOf({ low: NaN, high: NaN }, higher)).toBe('too close to call');
  });

  it('of several are the weakest', () => {
    expect(jointVerdict(['holds', 'too close to call'])).toBe('too close to call');
    expect(jointVerdict(['too close to call', 'does not hold', 'holds'])).toBe('does not hold');
    expect(jointVerdict(['holds', 'holds'])).toBe('holds');
  });

  it('measure how far beyond', () => {
    expect(excess(3, { direction: 'higher', by: 1 })).toBe(2);
    expect(excess(-3, { direction: 'lower', by: 1 })).toBe(2);
    expect(excess(6, { direction: 'between', low: 5, high: 8 })).toBe(1);
  });
});

describe('effects over arms', () => {
  const bootstrap = new BootstrapRows(keyFromPhrase('effects'), 1, 200);
  const futures = 40;
  const arms = (worth: readonly number[], noise: number) => (_: unknown, place: number) =>
    Float64Array.from(
      { length: futures },
      (_each, future) => (worth[place] ?? NaN) + noise * luckOf(97 * place + future),
    );

  it('an inner best is a gain over the better end, and none where the best is an end', () => {
    const interior: Effect = { kind: 'interior', quantity: { metric: 'any' }, better: 'higher' };
    expect(effectOf(interior, 4, arms([1, 5, 4, 2], 0), bootstrap)).toMatchObject({
      value: 3,
      low: 3,
      high: 3,
    });
    expect(effectOf(interior, 4, arms([9, 5, 4, 2], 0), bootstrap).value).toBe(-4);
  });

  it('an inner best that is only luck is not praised: its choice and its measure are of different futures', () => {
    const interior: Effect = { kind: 'interior', quantity: { metric: 'any' }, better: 'higher' };
    // Ten inner arms of nothing but luck between two ends of nothing: over many lucks the mean gain is 0.
    const gains = Float64Array.from({ length: 200 }, (_, luck) => {
      const lived = (_quantity: unknown, place: number) =>
        Float64Array.from({ length: futures }, (_each, future) =>
          place === 0 || place === 11 ? 0 : luckOf(2000 * luck + 97 * place + future),
        );
      return effectOf(interior, 12, lived, bootstrap).value;
    });
    const moments = momentsOf(gains);
    const error = standardError(moments);
    expect(Math.abs(moments.mean)).toBeLessThan(5 * error);
    // Praised by the luck that chose it, the best of ten would gain 1.54 standard errors of the mean of an arm.
    expect((1.54 * Math.sqrt(1 / 12)) / Math.sqrt(futures)).toBeGreaterThan(15 * error);
  });

  it('a best is read off another quantity, and ranks compare arms', () => {
    const lived = (quantity: { metric: string }, place: number) =>
      new Float64Array(futures).fill(quantity.metric === 'place' ? place : ([3, 8, 5][place] ?? NaN));
    const best: Effect = { kind: 'best', by: { metric: 'worth' }, better: 'higher', of: { metric: 'place' } };
    expect(effectOf(best, 3, lived, bootstrap)).toMatchObject({ value: 1, low: 1, high: 1 });
    const ranks: Effect = { kind: 'ranks', first: { metric: 'place' }, second: { metric: 'worth' } };
    expect(effectOf(ranks, 3, lived, bootstrap).value).toBe(0.5);
  });
});
