import { describe, expect, it } from 'vitest';
import { leastPrecise, untilPrecise } from '../../simulations/designs/precision.ts';
import { find } from '../../simulations/designs/search.ts';
import type { FindQuestion, FindReading, Lever } from '../../simulations/designs/search-reading.ts';
import type { Simulate } from '../../workers/engine.ts';
import { curveKernel, curveStudy, normalOf, X, Y } from '../support/curve-study.ts';
import type { CurveSettings, Place } from '../support/curve-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const levers: readonly Lever[] = [
  { ...X, low: 0, high: 10 },
  { ...Y, low: 0, high: 4 },
];
const question: FindQuestion = { levers };
const once = (
  formula: (place: Place) => number,
  more: Readonly<Record<string, (place: Place) => number>> = {},
) => curveKernel((place) => (place.month === 0 && place.segment === 0 ? formula(place) : 0), more);
const run = (kernel: Simulate, asked: FindQuestion = question, settings: CurveSettings = {}) =>
  plainDrive(find(curveStudy({ replications: 200, ...settings }), asked), kernel);

const bowl = ({ x, y, luck }: Place) => 50 - (x - 7) ** 2 - 3 * (y - 1) ** 2 + 10 * luck;

describe('the search', () => {
  const { reading, batches, partials } = run(once(bowl));
  const fresh = reading.fresh!;

  it('finds the top of a hill', () => {
    const [x, y] = reading.levers;
    expect(x?.found).toBeCloseTo(7, 1);
    expect(y?.found).toBeCloseTo(1, 1);
    expect(x?.present).toBe(0);
    expect(reading.search.mean).toBeGreaterThan(fresh.finalists.at(-1)!.outcome.mean!);
  });

  it('judges the winner in futures that the search never saw', () => {
    const points = batches.flatMap((batch) => batch.points);
    const winner = points.filter(({ world }) => world.costs.ticket === reading.levers[0]?.found);
    const search = winner.filter(({ firstReplication }) => firstReplication < 64);
    const later = winner.filter(({ firstReplication }) => firstReplication >= 64);
    expect(search.reduce((sum, { replications }) => sum + replications, 0)).toBe(64);
    expect(later.reduce((sum, { replications }) => sum + replications, 0)).toBe(200);
    expect(fresh.futures).toBe(200);
  });

  it('lives all candidates of a round on the same futures', () => {
    const first = batches[0]!.points;
    expect(first).toHaveLength(32);
    expect(
      new Set(first.map(({ firstReplication, replications }) => `${firstReplication} ${replications}`)),
    ).toEqual(new Set(['0 8']));
    const futures = batches
      .slice(0, 4)
      .map(({ points }) => new Set(points.map(({ world }) => world.costs.ticket)).size);
    expect(futures).toEqual([32, 16, 8, 4]);
  });

  it('compares with the strategy as it is, future by future', () => {
    // At x = 0, y = 0 the hill is 49 + 3 lower, whatever the luck.
    expect(fresh.difference.mean).toBeCloseTo(52, 1);
    expect(fresh.difference.standardError).toBeLessThan(1e-9);
    expect(fresh.difference.aheadShare).toBe(1);
    expect(fresh.finalists.map(({ name }) => name)).toEqual([
      'found',
      'found 2',
      'found 3',
      'found 4',
      'First',
      'Second',
    ]);
  });

  it('has no regret where luck is common, and tells the worst tenth', () => {
    expect(fresh.regret).toEqual({ mean: 0, p90: 0, noneShare: 1 });
    const [winner] = fresh.finalists;
    expect(winner?.worstDecile).toBeLessThan(winner!.outcome.p10!);
  });

  it('tells how far it is, and what is best so far', () => {
    const done = batches.map((batch) => batch.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBeLessThan(1);
    expect(partials.some(({ fresh: settled }) => settled === undefined)).toBe(true);
    expect(partials.at(-1)?.fresh?.futures).toBeLessThan(200);
  });

  it('keeps the trail of its tries, today’s values first, each with the futures that judged it', () => {
    const { tries, search } = reading;
    expect(tries).toHaveLength(search.points);
    expect(tries[0]?.values).toEqual([0, 0]);
    const byFutures = (futures: number) =>
      tries.slice(0, 32).filter((tried) => tried.futures === futures).length;
    expect([8, 16, 32, 64].map(byFutures)).toEqual([16, 8, 4, 4]);
    expect(tries.slice(32).every(({ futures }) => futures === 64)).toBe(true);
    const whole = tries.filter(({ futures }) => futures === 64).map(({ mean }) => mean!);
    expect(Math.max(...whole)).toBe(search.mean);
    expect(partials[0]?.tries.length ?? 0).toBeLessThan(tries.length);
  });

  it('gives the same again', () => {
    expect(run(once(bowl)).reading.fingerprint).toBe(reading.fingerprint);
    expect(run(once(bowl), question, { seed: 'other' }).reading.fingerprint).not.toBe(reading.fingerprint);
  });
});

describe('the winner’s curse', () => {
  /** Every candidate is as good as any other; what differs is luck of its own. */
  const luckOnly = once(({ x, replication }) => 10 * normalOf(`${x} ${replication}`));
  const { reading } = run(luckOnly, { levers: [levers[0]!], refinements: 20 }, { replications: 400 });

  it('is seen where candidates differ by nothing but luck', () => {
    const { curse } = reading.fresh!;
    // Best of some fifty means of 64 futures: about 2.2 standard errors of 1.25 above the truth.
    expect(curse.mean).toBeGreaterThan(1);
    expect(curse.mean / curse.standardError).toBeGreaterThan(1.2);
    expect(Math.abs(reading.fresh!.finalists[0]!.outcome.mean!)).toBeLessThan(5 * 0.5);
  });

  it('shows as regret: in most futures another would have been better', () => {
    const { regret } = reading.fresh!;
    expect(regret.noneShare).toBeLessThan(0.5);
    expect(regret.mean).toBeGreaterThan(5);
    expect(regret.p90).toBeGreaterThan(regret.mean!);
  });

  it('is absent where luck is common', () => {
    const { curse } = run(once(({ x }) => -((x - 3) ** 2))).reading.fresh!;
    expect(curse.mean).toBe(0);
  });
});

describe('the fresh look', () => {
  it('can end when the gain is precise; the search itself lives what it would', () => {
    const noisy = once((place) => bowl(place) + normalOf(`own ${place.x} ${place.y} ${place.replication}`));
    const gain = ({ fresh }: FindReading) => (fresh === undefined ? null : leastPrecise([fresh.difference]));
    const few = { levers, candidates: 8, refinements: 4 };
    const study = (replications: number) => curveStudy({ replications });
    const wanted = { kind: 'absolute', error: 0.3 } as const;
    const { precision, reading } = plainDrive(
      untilPrecise(find(study(600), few), gain, wanted),
      noisy,
    ).reading;
    expect(precision).toMatchObject({ verdict: 'precise', futures: reading.fresh?.futures });
    expect(precision.futures).toBeGreaterThanOrEqual(64);
    expect(precision.futures).toBeLessThan(600);
    const whole = plainDrive(find(study(precision.futures), few), noisy).reading;
    expect(reading.fingerprint).toBe(whole.fingerprint);
  });
});

describe('constraints', () => {
  /** More x earns more and digs a deeper trough: 5 a unit. */
  const kernel = curveKernel(
    ({ month, segment, x, luck }) => (month === 1 && segment === 0 ? 100 + 20 * x + luck : 0),
    { supportCost: ({ month, segment, x }) => (month === 0 && segment === 0 ? 5 * x : 0) },
  );
  const asked: FindQuestion = {
    levers: [levers[0]!],
    constraints: [{ metric: 'cashTrough', kind: 'atMost', limit: 20 }],
  };

  it('hold back what would be better', () => {
    // Nothing in the cash of month 1, then -5 x: at most 20, so x = 4.
    const { reading } = run(kernel, asked);
    expect(reading.levers[0]?.found).toBeLessThanOrEqual(4);
    expect(reading.levers[0]?.found).toBeCloseTo(4, 1);
    expect(reading.search.verdict).toBe('met');
    expect(reading.fresh?.finalists[0]?.constraints).toMatchObject([
      { metric: 'cashTrough', verdict: 'met' },
    ]);
    expect(run(kernel, { levers: asked.levers }).reading.levers[0]?.found).toBeCloseTo(10, 5);
  });

  it('that nobody can meet are missed by as little as possible, and it is said', () => {
    const { reading } = run(kernel, {
      ...asked,
      constraints: [{ metric: 'revenue', kind: 'atLeast', limit: 1000 }],
    });
    expect(reading.levers[0]?.found).toBeCloseTo(10, 5);
    expect(reading.search.verdict).toBe('notMet');
    expect(new Set(reading.tries.map(({ verdict }) => verdict))).toEqual(new Set(['notMet']));
    expect(reading.fresh?.finalists[0]?.constraints[0]?.verdict).toBe('notMet');
  });

  it('may rule out manipulation', () => {
    const study = curveStudy({ replications: 16 });
    const [first, second] = study.strategies;
    const pushy = { ...first!, manipulation: { ...first!.manipulation, nagging: 1 } };
    const manipulating = { ...study, strategies: [pushy, second!] };
    const candidates = (noManipulation: boolean) =>
      plainDrive(
        find(manipulating, { ...question, noManipulation, refinements: 0 }),
        once(bowl),
      ).batches[0]!.points.map(({ strategy }) => strategy.manipulation.nagging);
    expect(new Set(candidates(true))).toEqual(new Set([0]));
    expect(new Set(candidates(false))).toEqual(new Set([1]));
  });
});

describe('levers', () => {
  it('may be whole, or spread by their logarithm', () => {
    const { reading } = run(
      once(({ x, y }) => -((x - 6.4) ** 2) - (Math.log10(Math.max(y, 0.01)) - 1) ** 2),
      {
        levers: [
          { ...X, low: 0, high: 10, isWhole: true },
          { ...Y, low: 0.01, high: 1000, scale: 'logarithmic' },
        ],
      },
    );
    expect(reading.levers[0]?.found).toBe(6);
    expect(Math.log10(reading.levers[1]!.found)).toBeCloseTo(1, 1);
  });

  it('are needed, and so is a metric of which more is better', () => {
    expect(() => run(once(bowl), { levers: [] })).toThrow('needs a lever');
    expect(() => run(once(bowl), { ...question, metric: 'freeUsers' })).toThrow('freeUsers');
  });
});
