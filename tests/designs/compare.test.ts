import { describe, expect, it } from 'vitest';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { compare } from '../../simulations/designs/compare.ts';
import { fingerprint } from '../../simulations/fingerprint.ts';
import { Ledger } from '../../simulations/ledger.ts';
import type { MonthlyMeasure } from '../../simulations/ledger.ts';
import type { Metric } from '../../simulations/metrics/metric.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { withValueAt } from '../../simulations/parameters/pointer.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { Scene } from '../../simulations/scene.ts';
import { fakeKernel, fakeStudy } from '../support/fake-study.ts';
import { plainDrive } from '../support/plain-drive.ts';
import { smallScenario } from '../support/small-scenario.ts';

const metric = (about: Partial<Metric> & Pick<Metric, 'id'>): Metric => ({
  name: about.id,
  unit: 'money',
  better: 'higher',
  formula: '',
  ...about,
});

const metrics: readonly Metric[] = [
  metric({ id: 'mrr', monthly: (ledger, month) => ledger.total('mrr', month), inSegments: true }),
  metric({ id: 'churn', better: 'lower', monthly: (ledger, month) => ledger.total('voluntaryChurn', month) }),
  metric({ id: 'late', monthly: (ledger, month) => (month < 12 ? NaN : ledger.total('mrrKept', month)) }),
  metric({ id: 'sum', total: (ledger, { run }) => ledger.total('revenue', run.months - 1) + run.months }),
  metric({ id: 'never', monthly: () => NaN }),
  metric({
    id: 'so far',
    monthly: (ledger, month) => ledger.total('mrr', month),
    cumulates: true,
    inSegments: true,
  }),
];

const runOf = (study = fakeStudy()) => plainDrive(compare(study, metrics), fakeKernel);

/** Every number of a difference, at whatever depth. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('compare', () => {
  const { reading, batches, partials } = runOf();

  it('asks for every replication of every strategy once, in pieces of eight at most', () => {
    const long = runOf(fakeStudy({ replications: 200 }));
    const asked = long.batches.flatMap(({ points }) => points);
    for (const name of ['Acquire', 'Expand']) {
      const own = asked.filter(({ strategy }) => strategy.name === name);
      const replications = own.flatMap((point) =>
        Array.from({ length: point.replications }, (_, index) => point.firstReplication + index),
      );
      expect(replications).toEqual(Array.from({ length: 200 }, (_, index) => index));
      expect(Math.max(...own.map((point) => point.replications))).toBe(8);
    }
  });

  it('starts small, grows, and never asks for more than an eighth of a long run', () => {
    const sizes = runOf(fakeStudy({ replications: 1000, months: 1 })).batches.map(
      ({ points }) => points.reduce((sum, { replications }) => sum + replications, 0) / 2,
    );
    expect(sizes[0]).toBe(4);
    expect(sizes[1]).toBe(8);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(125);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1000);
  });

  it('says how far it is', () => {
    expect(batches[0]?.done).toBe(0);
    expect(batches.map(({ done }) => done)).toEqual(
      batches.map(({ done }) => done).toSorted((a, b) => a - b),
    );
    expect(batches[1]?.done).toBe(4 / 40);
  });

  it('gives partial readings that are what a shorter run gives', () => {
    expect(partials.length).toBe(batches.length - 1);
    for (const partial of partials) {
      const shorter = runOf(fakeStudy({ replications: partial.replications })).reading;
      expect({ ...partial, plannedReplications: 0 }).toEqual({ ...shorter, plannedReplications: 0 });
      expect(partial.plannedReplications).toBe(40);
    }
    expect(partials.map(({ fingerprint: hash }) => hash)).not.toContain(reading.fingerprint);
  });

  it('gives the same last reading whether or not anybody looks at the partial ones', () => {
    const unseen = compare(fakeStudy(), metrics);
    let step = unseen.next();
    while (step.done !== true) step = unseen.next(step.value.points.map(fakeKernel));
    expect(step.value).toEqual(reading);
  });

  it('keeps the months of a shorter horizon bit for bit', () => {
    const longer = runOf(fakeStudy({ months: 20 })).reading;
    // The fake kernel numbers its cells by segment and month, so only the first segment of one-segment measures is a prefix:
    // what is tested here is the reading, on a metric that looks at the month alone.
    const byMonth = [metric({ id: 'month', monthly: (_, month) => month / 3 })];
    const short = plainDrive(compare(fakeStudy(), byMonth), fakeKernel).reading.series.month;
    const long = plainDrive(compare(fakeStudy({ months: 20 }), byMonth), fakeKernel).reading.series.month;
    expect(long?.perStrategy[0]?.p50.slice(0, 15)).toEqual(short?.perStrategy[0]?.p50);
    expect(longer.months).toBe(20);
  });

  it('has a difference of exactly 0 everywhere between a strategy and itself', () => {
    const same = runOf(fakeStudy({ names: ['Acquire', 'Acquire'] })).reading;
    for (const { difference } of [...Object.values(same.metrics), ...Object.values(same.series)]) {
      const { futures: _, tiedShare, ...rest } = { futures: 0, tiedShare: null, ...difference };
      for (const number of numbersIn(rest)) expect(number).toBe(0);
      expect([1, null]).toContain(tiedShare);
    }
  });

  it('counts as ahead who is lower where lower is better', () => {
    const { world, strategies, run } = fakeStudy();
    const ledgersOf = strategies.map((strategy) =>
      Array.from({ length: 40 }, (_, future) => {
        const point = { world, strategy, run, firstReplication: future, replications: 1 };
        return new Ledger(layoutOf(point), fakeKernel(point));
      }),
    );
    const shareOf = (measure: MonthlyMeasure, isAhead: (gap: number) => boolean) => {
      const [first = [], second = []] = ledgersOf.map((ledgers) =>
        ledgers.map((ledger) => ledger.total(measure, 3)),
      );
      return first.filter((value, future) => isAhead((second[future] ?? NaN) - value)).length / 40;
    };
    const share = (id: string) => reading.series[id]?.difference.aheadShare[3];
    expect(share('mrr')).toBe(shareOf('mrr', (gap) => gap > 0));
    expect(share('churn')).toBe(shareOf('voluntaryChurn', (gap) => gap < 0));
    expect(share('churn')).not.toBe(0.5);
  });

  it('has who gets there ahead of who never does, where a metric says that this can be', () => {
    const total: Metric['total'] = (_, { strategy }) => (strategy.name === 'Acquire' ? NaN : 3);
    const time = metric({ id: 'time', better: 'lower', total });
    const differenceWith = (one: Metric) =>
      plainDrive(compare(fakeStudy(), [one]), fakeKernel).reading.metrics.time?.difference;
    const { replications } = fakeStudy().run;
    expect(differenceWith({ ...time, orNever: true })).toMatchObject({
      futures: 0,
      compared: replications,
      mean: null,
      aheadShare: 1,
      tiedShare: 0,
    });
    expect(differenceWith(time)).toMatchObject({ futures: 0, aheadShare: null });
  });

  it('counts lifetime values in one unit in all futures, though each draws a price of its own', () => {
    const scenario = smallScenario();
    const pointer = '/strategies/0/ladder/tiers/1/pricePerMonth';
    const study = compareStudy(
      Scenario.parse(withValueAt(scenario, pointer, { p10: 10, p90: 40, shape: 'lognormal' })),
    );
    const asked = compare(study).next().value;
    const points = 'points' in asked ? asked.points : [];
    const own = points.filter(({ strategy }) => strategy.name === scenario.strategies[0]?.name);
    const prices = own.map(({ strategy }) => strategy.ladder.tiers[1]?.pricePerMonth);
    expect(new Set(prices).size).toBeGreaterThan(1);
    const units = [...new Set(own.map((point) => new Scene(point).lifetimeUnit))];
    expect(units).toHaveLength(1);
    expect(units[0]).toBeCloseTo(20, 10);
  });

  it('says null where a value does not exist', () => {
    expect(reading.series.late?.perStrategy[0]?.mean.slice(0, 12)).toEqual(new Array(12).fill(null));
    expect(reading.series.late?.difference.aheadShare[11]).toBeNull();
    expect(reading.series.late?.perStrategy[0]?.mean[12]).toBeTypeOf('number');
    expect(reading.metrics.never?.perStrategy[0]).toMatchObject({ mean: null, p50: null, futures: 0 });
    expect(reading.metrics.never?.difference).toMatchObject({ mean: null, low: null, aheadShare: null });
    expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
  });

  it('takes the last month for a metric without a total, and draws no months of one without', () => {
    expect(reading.metrics.mrr?.perStrategy[0]?.mean).toBe(reading.series.mrr?.perStrategy[0]?.mean[14]);
    expect(reading.series.sum).toBeUndefined();
  });

  it('keeps months by segment of what is kept in segments: added up they are those of everybody', () => {
    const segments = Object.values(reading.segmentSeries);
    expect(Object.keys(reading.segmentSeries)).toEqual(Object.keys(reading.segments));
    expect(segments.length).toBeGreaterThan(1);
    expect(segments.map((series) => Object.keys(series))).toEqual(segments.map(() => ['mrr', 'so far']));
    for (const id of ['mrr', 'so far'])
      for (const strategy of [0, 1])
        for (const month of [0, 7, 14]) {
          const parts = segments.map((series) => series[id]?.perStrategy[strategy]?.mean[month] ?? NaN);
          expect(new Set(parts).size).toBe(parts.length);
          const whole = reading.series[id]?.perStrategy[strategy]?.mean[month] ?? NaN;
          expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(whole, 6);
        }
    for (const series of segments) {
      const monthly = series.mrr?.perStrategy[0]?.mean ?? [];
      const soFar = monthly.reduce<number>((sum, mean) => sum + (mean ?? NaN), 0);
      expect(series['so far']?.perStrategy[0]?.mean[14]).toBeCloseTo(soFar, 6);
    }
    const last = segments.map((_, index) => Object.values(reading.segments)[index]?.metrics.mrr?.difference);
    expect(segments.map(({ mrr }) => mrr?.difference.mean[14])).toEqual(last.map((one) => one?.mean));
  });

  it('shows the first twenty futures as they are', () => {
    const samples = reading.series.mrr?.samples;
    expect(samples?.map((futures) => futures.length)).toEqual([20, 20]);
    expect(samples?.[0]?.[3]).toHaveLength(15);
  });

  it('has the fingerprint of its numbers, also after a way through JSON', () => {
    const {
      months,
      replications,
      metrics: totals,
      series,
      segments,
      tables,
    } = JSON.parse(JSON.stringify(reading)) as typeof reading;
    expect(fingerprint({ months, replications, metrics: totals, series, segments, tables })).toBe(
      reading.fingerprint,
    );
  });

  it('gives another fingerprint for another seed', () => {
    expect(runOf(fakeStudy({ seed: 'other' })).reading.fingerprint).not.toBe(reading.fingerprint);
  });

  it('reports an infinite metric by name', () => {
    const broken = [metric({ id: 'broken', monthly: () => 1 / 0 })];
    expect(() => plainDrive(compare(fakeStudy(), broken), fakeKernel)).toThrow('metric broken');
  });

  it('works for a single future: no interval then', () => {
    const { difference } = runOf(fakeStudy({ replications: 1 })).reading.metrics.mrr ?? {};
    expect(difference?.mean).toBeTypeOf('number');
    expect(difference).toMatchObject({ standardError: null, low: null, high: null, futures: 1 });
  });
});
