// The rules that hold whatever the equations (model page): what must change nothing changes nothing, bit for bit, and what
// may change only the rounding or the scale changes only that.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { compare } from '../../simulations/designs/compare.ts';
import type { Ledger, MonthlyMeasure } from '../../simulations/ledger.ts';
import { monthlyMeasures } from '../../simulations/ledger.ts';
import { declarationOf } from '../../simulations/parameters/declare.ts';
import { schemaOfChild } from '../../simulations/parameters/registry.ts';
import type { Schema } from '../../simulations/parameters/registry.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import type { ResolvedStrategy } from '../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../simulations/parameters/world/world.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { simulateInJavaScript, simulateReplications, theMachine } from '../../simulations/replication.ts';
import type { Study } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';
import { simulated } from '../support/simulated.ts';
import {
  allSeries,
  arbitraryStudy,
  runs,
  series,
  valuesOf,
  withStrategy,
  withWorld,
} from './random-studies.ts';

const one = (study: Study): Ledger => {
  const [ledger] = simulated(study);
  if (ledger === undefined) throw new Error('no ledger');
  return ledger;
};

/** Bits, so that 0 and -0, or two values that print alike, are told apart. */
const bits = (values: Float64Array): BigUint64Array => new BigUint64Array(values.slice().buffer);

describe('bit for bit', () => {
  /**
   * Stable under a longer horizon: every monthly measure, those included that a life writes at its end (mrrYearAgo and what
   * was kept of it look back only). Not stable, and rightly: tenure tables (who was still there at the shorter horizon is
   * watched for longer), cohorts and lifetime values (more of them are complete).
   */
  test('a longer horizon keeps the months of a shorter one', () => {
    fc.assert(
      fc.property(arbitraryStudy, fc.integer({ min: 1, max: 14 }), (study, more) => {
        const { months } = study.run;
        const [short, long] = [study, { ...study, run: { ...study.run, months: months + more } }].map(one);
        if (short === undefined || long === undefined) return;
        for (const segment of study.world.segments.keys())
          expect(allSeries(long, segment, months)).toEqual(allSeries(short, segment));
      }),
      runs(25),
    );
  });

  test('futures do not depend on how many there are, nor on how they are cut into pieces', () => {
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        const whole = valuesOf(study, 3);
        const { size } = layoutOf(study);
        expect(bits(valuesOf(study, 2))).toEqual(bits(whole.subarray(0, 2 * size)));
        expect(bits(valuesOf(study, 2, 1))).toEqual(bits(whole.subarray(size)));
      }),
      runs(20),
    );
  });

  test('as machine code or in JavaScript: the same bits', () => {
    const live = vi.spyOn(theMachine()!, 'live');
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        const point = { ...study, firstReplication: 0, replications: 2 };
        expect(bits(simulateReplications(point))).toEqual(bits(simulateInJavaScript(point)));
      }),
      runs(25),
    );
    const others = live.mock.results.filter(({ value }) => value !== 'lived');
    expect(live).toHaveBeenCalled();
    live.mockRestore();
    expect(others).toEqual([]);
  });

  test('a strategy against itself: every difference is exactly 0', () => {
    fc.assert(
      fc.property(arbitraryStudy, ({ world, strategy, run }) => {
        const twins = [strategy, { ...strategy, name: 'The same by another name' }];
        const reading = plainDrive(
          compare({ world, strategies: twins, run: { ...run, replications: 3 } }),
          simulateReplications,
        ).reading;
        for (const { difference, perStrategy } of Object.values(reading.metrics)) {
          expect(perStrategy[0]).toEqual(perStrategy[1]);
          for (const number of [
            difference.mean,
            difference.standardError,
            difference.p5,
            difference.p95,
            difference.low,
            difference.high,
          ])
            expect(number === null || number === 0 || Number.isNaN(number)).toBe(true);
        }
      }),
      runs(25),
    );
  });

  test('labels change nothing', () => {
    fc.assert(
      fc.property(arbitraryStudy, fc.string({ minLength: 1 }), (study, name) => {
        const { world, strategy } = study;
        const renamed: Study = {
          ...study,
          world: {
            ...world,
            currency: 'JPY',
            segments: world.segments.map((segment, index) => ({ ...segment, name: `${name} ${index}` })),
            product: {
              ...world.product,
              addOns: world.product.addOns.map((addOn, index) => ({ ...addOn, name: `${name} ${index}` })),
            },
          },
          strategy: {
            ...strategy,
            name,
            ladder: {
              ...strategy.ladder,
              tiers: strategy.ladder.tiers.map((tier, index) => ({ ...tier, name: `${name} ${index}` })),
            },
          },
        };
        expect(bits(valuesOf(renamed))).toEqual(bits(valuesOf(study)));
      }),
      runs(25),
    );
  });

  test('a segment with no share in arrivals changes nothing for the others', () => {
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        const { segments } = study.world;
        const [first] = segments;
        if (first === undefined) return;
        const nobody = { ...first, id: 'nobody-of-this-kind', share: 0 };
        const more = withStrategy(withWorld(study, { segments: [...segments, nobody] }), {
          success: {
            ...study.strategy.success,
            coverage: { ...study.strategy.success.coverage, [nobody.id]: 1 },
          },
        });
        const [before, after] = [one(study), one(more)];
        for (const segment of segments.keys())
          expect(allSeries(after, segment)).toEqual(allSeries(before, segment));
        for (const measure of monthlyMeasures) {
          if (measure !== 'reputation') expect(Math.max(...series(after, measure, segments.length))).toBe(0);
        }
      }),
      runs(20),
    );
  });

  test('an add-on that nobody needs and nobody sells changes nothing, wherever it stands in the list', () => {
    fc.assert(
      fc.property(arbitraryStudy, fc.nat(), (study, place) => {
        const { product, segments } = study.world;
        const at = place % (product.addOns.length + 1);
        const addOns = [
          ...product.addOns.slice(0, at),
          { id: 'never-sold', name: 'Never sold' },
          ...product.addOns.slice(at),
        ];
        const more = withWorld(study, {
          product: { ...product, addOns },
          segments: segments.map((segment) => ({ ...segment, needs: { ...segment.needs, 'never-sold': 0 } })),
        });
        expect(bits(valuesOf(more))).toEqual(bits(valuesOf(study)));
      }),
      runs(20),
    );
  });
});

describe('a mechanism whose strength is 0 changes nothing, bit for bit, whatever else is said about it', () => {
  type Change = (study: Study) => Study;
  type WorldPart = 'market' | 'product' | 'acceptance' | 'feelings' | 'leaving' | 'wordOfMouth' | 'costs';
  const world =
    <Name extends WorldPart>(name: Name, changes: Partial<ResolvedWorld[Name]>): Change =>
    (study) => ({ ...study, world: { ...study.world, [name]: { ...study.world[name], ...changes } } });
  type Part = 'budget' | 'ladder' | 'offers' | 'contracts' | 'success' | 'manipulation';
  const strategy =
    <Name extends Part>(name: Name, changes: Partial<ResolvedStrategy[Name]>): Change =>
    (study) => ({
      ...study,
      strategy: { ...study.strategy, [name]: Object.assign({}, study.strategy[name], changes) },
    });
  const honest = strategy('manipulation', {
    sneaking: 0,
    obstruction: 0,
    hiddenCost: 0,
    nagging: 0,
    confirmShaming: 0,
  });
  const nobodyCovered: Change = (study) =>
    withStrategy(study, {
      success: {
        ...study.strategy.success,
        coverage: Object.fromEntries(study.world.segments.map(({ id }) => [id, 0])),
      },
    });

  const cases: readonly (readonly [string, readonly Change[], readonly Change[]])[] = [
    [
      'manipulation',
      [honest],
      [
        world('wordOfMouth', {
          recognition: 2,
          refundDemanded: 1,
          leaveOnDiscovery: 1,
          warnOnDiscovery: 1,
          deterrence: 0.9,
          trappedVoices: 9,
        }),
        world('acceptance', { persuasionMild: 3, persuasionAggressive: 4 }),
        world('leaving', { cancellationHidden: 0.01 }),
        world('costs', { fineProbability: 0.99, fineShare: 5, refundHandling: 1e5 }),
      ],
    ],
    ['shared shock', [world('product', { macroSpread: 0 })], [world('product', { macroPersistence: 0.7 })]],
    [
      'contracts',
      [
        strategy('offers', { annual: false, multiYear: false }),
        strategy('contracts', { annualAtStart: false }),
      ],
      [
        strategy('contracts', { annualDiscount: 0.7, multiYearDiscount: 0.1, multiYearYears: 5 }),
        world('acceptance', { annual: 9, multiYear: 9, discount: 9 }),
        world('leaving', { renewalRatio: 0.5 }),
        world('product', { contractTicketRatio: 2 }),
      ],
    ],
    [
      'customer success',
      [nobodyCovered],
      [
        world('costs', { managerPerMonth: 1e6, managerOffer: 1e4 }),
        world('feelings', { coverageEngagement: 0.5, coverageDiscovery: 1, coverageResolution: 1 }),
        world('leaving', { coverage: 1 }),
        world('acceptance', { manager: 9 }),
        strategy('offers', { channel: 'manager' }),
        (study) =>
          withWorld(study, {
            segments: study.world.segments.map((segment) => ({ ...segment, accountsPerManager: 1 })),
          }),
      ],
    ],
    [
      'support tickets',
      [world('product', { ticketRate: 0 })],
      [
        world('product', { ticketResolution: 0.1, contractTicketRatio: 0.3 }),
        world('costs', { ticket: 1e5 }),
        world('leaving', { ticket: 5 }),
        world('acceptance', { ticket: 9 }),
        strategy('offers', { blackoutTicket: 12 }),
      ],
    ],
    [
      'success moments',
      [world('product', { milestoneRate: 0 })],
      [world('acceptance', { moment: 9 }), strategy('offers', { milestone: true })],
    ],
    [
      'dunning',
      [strategy('success', { dunning: 0 })],
      [world('leaving', { recoverable: 1 }), strategy('success', { dunningCost: 900 })],
    ],
    [
      'bundle',
      [(study) => withStrategy(study, { bundle: null })],
      [
        world('acceptance', { bundle: 9, bundleSaving: 9 }),
        world('leaving', { bundle: 1 }),
        strategy('offers', { bundle: true }),
      ],
    ],
    ['price by usage', [strategy('ladder', { pricing: 'flat' })], [strategy('ladder', { usageRate: 1e4 })]],
    ['anchoring', [world('acceptance', { anchoring: 0 })], [strategy('ladder', { dearestFirst: 0.9 })]],
    [
      'personal targeting',
      [strategy('offers', { targeting: 'segment' })],
      [world('acceptance', { targetingScale: 77 })],
    ],
    [
      'blasts',
      [strategy('offers', { blastEvery: 0 })],
      [strategy('offers', { campaignCost: 1e4 }), world('leaving', { awakening: 1 })],
    ],
    [
      'one decision at a time',
      [strategy('offers', { atOnce: 1 })],
      [world('acceptance', { choiceOverload: 9 })],
    ],
    [
      'power of reputation',
      [world('wordOfMouth', { reputationPower: 0 })],
      [world('wordOfMouth', { reputationHalfLife: 99, negativeWeight: 4 })],
    ],
    [
      'features one by one',
      [strategy('ladder', { featuresOneByOne: true })],
      [world('product', { overwhelm: 0.9 })],
    ],
    [
      'fatigue',
      [world('acceptance', { fatigue: 0 }), world('leaving', { fatigue: 0 })],
      [world('leaving', { fatigueThreshold: 40 })],
    ],
    [
      'a budget that is 0',
      [strategy('budget', { perMonth: 0, shareOfRevenue: 0 })],
      [
        world('market', { costPerSignup: 3, referenceSpend: 7, acquisitionElasticity: 0.3 }),
        strategy('budget', { acquisitionUntil: 3 }),
      ],
    ],
  ];
  /** What anybody says of the vendor changes these alone when reputation has no power. */
  const ofReputation: readonly MonthlyMeasure[] = ['reputation'];

  test.each(cases)('%s', (_, off, changes) => {
    const applied = (study: Study, list: readonly Change[]): Study =>
      list.reduce((so, change) => change(so), study);
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        const without = applied(study, off);
        const [before, after] = [one(without), one(applied(without, changes))];
        for (const measure of monthlyMeasures) {
          if (ofReputation.includes(measure)) continue;
          for (const segment of study.world.segments.keys())
            expect(series(after, measure, segment), measure).toEqual(series(before, measure, segment));
        }
      }),
      runs(6),
    );
  });

  test('the comparison sees a strength that is not 0', () => {
    const changed = fc.sample(arbitraryStudy, { numRuns: 20, seed: 3 }).filter((study) => {
      const pressed = strategy('manipulation', {
        sneaking: 1,
        obstruction: 1,
        hiddenCost: 1,
        nagging: 1,
        confirmShaming: 1,
      })(study);
      const [before, after] = [bits(valuesOf(honest(study))), bits(valuesOf(pressed))];
      return after.some((word, index) => word !== before[index]);
    });
    expect(changed.length).toBeGreaterThan(8);
  });
});

describe('but for rounding', () => {
  /** Whether two series differ by more than the rounding of sums of this size. */
  function apart(left: readonly number[], right: readonly number[], size = 1): boolean {
    return left.some((value, index) => {
      const other = right[index] ?? NaN;
      return !(Math.abs(value - other) <= 1e-9 * Math.max(size, Math.abs(value), Math.abs(other)));
    });
  }

  test('the order of segments and of add-ons changes nothing', () => {
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        const { segments, product } = study.world;
        const turned = withWorld(study, {
          segments: segments.toReversed(),
          product: { ...product, addOns: product.addOns.toReversed() },
        });
        const sold = withStrategy(turned, {
          addOns: study.strategy.addOns.toReversed(),
          bundle:
            study.strategy.bundle === null
              ? null
              : { ...study.strategy.bundle, addOns: study.strategy.bundle.addOns.toReversed() },
        });
        const [before, after] = [one(study), one(sold)];
        for (const measure of monthlyMeasures) {
          for (const segment of segments.keys()) {
            const there = series(after, measure, segments.length - 1 - segment);
            expect(
              apart(there, series(before, measure, segment)),
              `${measure}: ${there.join()} / ${series(before, measure, segment).join()}`,
            ).toBe(false);
          }
        }
      }),
      runs(20),
    );
  });

  /** Below it numbers have fewer digits, and a factor costs some of them. */
  const whole = (value: number): number => (Math.abs(value) < 1e-280 ? 0 : value);

  const money: readonly MonthlyMeasure[] = [
    ...([
      'mrr',
      'startingMrr',
      'newMrr',
      'returnedMrr',
      'contractionMrr',
      'churnedMrr',
      'mrrBeyondFirst',
    ] as const),
    ...([
      'expansionUpgrade',
      'expansionAddOn',
      'expansionBundle',
      'expansionSeats',
      'expansionUsage',
    ] as const),
    ...([
      'revenue',
      'billed',
      'refunds',
      'deferred',
      'unwantedRevenue',
      'trappedRevenue',
      'overspentBudget',
    ] as const),
    ...([
      'goodsCost',
      'processingCost',
      'supportCost',
      'successCost',
      'programCost',
      'acquisitionCost',
      'fines',
    ] as const),
    ...(['mrrYearAgo', 'mrrKept', 'mrrKeptCapped', 'mrrKeptWithReturned'] as const),
  ];

  /** Every parameter whose unit is money, times a factor: read off the declarations, so that a new one is in it. */
  function scaled(value: unknown, schema: Schema, factor: number): unknown {
    const about = declarationOf(schema);
    if (typeof value === 'number')
      return about?.kind === 'quantity' && about.unit.startsWith('money') ? value * factor : value;
    if (typeof value !== 'object' || value === null) return value;
    const inside = (child: unknown, step: string | number): unknown => {
      const inner = schemaOfChild(schema, step);
      return inner === undefined ? child : scaled(child, inner, factor);
    };
    if (Array.isArray(value)) return value.map((child, index) => inside(child, index));
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, inside(child, name)]));
  }

  function inOtherMoney(study: Study, factor: number): Study {
    const part = (name: 'world' | 'strategies', value: unknown): unknown => {
      const schema = schemaOfChild(Scenario, name);
      if (schema === undefined) throw new Error(`no ${name} in a scenario`);
      return scaled(value, schema, factor);
    };
    const worldInOther = part('world', study.world) as ResolvedWorld;
    const [strategyInOther] = part('strategies', [study.strategy]) as ResolvedStrategy[];
    if (strategyInOther === undefined) throw new Error('no strategy');
    return { ...study, world: worldInOther, strategy: strategyInOther };
  }

  test.each([8, 1 / 4, 3])('all money times %s: money results scale, nothing else moves', (factor) => {
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        const [before, after] = [one(study), one(inOtherMoney(study, factor))];
        for (const measure of monthlyMeasures) {
          const scale = money.includes(measure) ? factor : 1;
          for (const segment of study.world.segments.keys()) {
            const expected = series(before, measure, segment).map((value) => whole(value * scale));
            const found = series(after, measure, segment).map(whole);
            // Times a power of two no sum or product of money is rounded otherwise.
            if (factor !== 3) expect(found, measure).toEqual(expected);
            else
              expect(
                apart(found, expected, factor * before.sum('revenue')),
                `${measure}: ${found.join()} / ${expected.join()}`,
              ).toBe(false);
          }
        }
      }),
      runs(25),
    );
  });
});
