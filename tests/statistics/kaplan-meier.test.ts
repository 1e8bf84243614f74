import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier } from '../../simulations/statistics/kaplan-meier.ts';

/** Counts at risk and events by whole time 0…last, from single lives. */
function lifeTable(events: readonly number[], censored: readonly number[], last: number) {
  const times = Array.from({ length: last + 1 }, (_, time) => time);
  return {
    atRisk: times.map((time) => [...events, ...censored].filter((end) => end >= time).length),
    events: times.map((time) => events.filter((end) => end === time).length),
  };
}

describe('Kaplan-Meier', () => {
  // Remission of leukaemia in weeks under 6-mercaptopurine: Freireich et al., Blood 21 (1963) 699; survival and Greenwood
  // standard errors as in Cox and Oakes, Analysis of Survival Data (1984), and in R: survfit(Surv(time, status) ~ 1).
  const { atRisk, events } = lifeTable(
    [6, 6, 6, 7, 10, 13, 16, 22, 23],
    [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
    35,
  );
  const curve = kaplanMeier(atRisk, events);

  it.each([
    [5, 1, 0],
    [6, 0.8571, 0.0764],
    [7, 0.8067, 0.0869],
    [10, 0.7529, 0.0963],
    [13, 0.6902, 0.1068],
    [16, 0.6275, 0.1141],
    [22, 0.5378, 0.1282],
    [23, 0.4482, 0.1346],
    [35, 0.4482, 0.1346],
  ])('in week %d is %d with standard error %d', (week, survival, error) => {
    expect(curve.survival[week]).toBeCloseTo(survival, 4);
    expect(Math.sqrt(curve.variance[week] ?? NaN)).toBeCloseTo(error, 4);
  });

  it('has its median in week 23, from week 13 on the log-log scale, without an upper end', () => {
    expect(curve.median).toBe(23);
    expect(curve.medianLow).toBe(13);
    expect(curve.medianHigh).toBeNaN();
  });

  // The first time at which at most half are left; R's survfit would say the middle of the flat stretch (0.5, 1.5 and so on).
  it('of an even number of lives that end one by one has its median when exactly half are left', () => {
    for (let lives = 2; lives <= 200; lives += 2) {
      const ends = Array.from({ length: lives }, (_, time) => time);
      const table = lifeTable(ends, [], lives - 1);
      expect(kaplanMeier(table.atRisk, table.events).median, `of ${lives}`).toBe(lives / 2 - 1);
    }
  });

  it('has no median when one more than half are left', () => {
    expect(kaplanMeier([3, 0], [1, 0]).median).toBeNaN();
    expect(kaplanMeier([200_001, 0], [100_000, 0]).median).toBeNaN();
    expect(kaplanMeier([200_000, 0], [100_000, 0]).median).toBe(0);
  });

  it('keeps the censored at risk: dropping them would shorten the median', () => {
    const dropped = lifeTable([6, 6, 6, 7, 10, 13, 16, 22, 23], [], 35);
    expect(kaplanMeier(dropped.atRisk, dropped.events).median).toBe(10);
  });

  it('without censoring is the share still there, with the binomial variance', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 60 }), (ends) => {
        const table = lifeTable(ends, [], 12);
        const { survival, variance, low, high } = kaplanMeier(table.atRisk, table.events);
        survival.forEach((share, time) => {
          const there = ends.filter((end) => end > time).length / ends.length;
          expect(share).toBeCloseTo(there, 10);
          expect(variance[time]).toBeCloseTo((there * (1 - there)) / ends.length, 10);
          expect(low[time]).toBeLessThanOrEqual(share + 1e-12);
          expect(high[time]).toBeGreaterThanOrEqual(share - 1e-12);
        });
      }),
    );
  });

  it('without anybody says that all are there, and knows no median', () => {
    const empty = kaplanMeier([0, 0], [0, 0]);
    expect([...empty.survival]).toEqual([1, 1]);
    expect(empty.median).toBeNaN();
  });

  it('refuses more events than there are at risk', () => {
    expect(() => kaplanMeier([2], [3])).toThrow('got 3');
  });
});
