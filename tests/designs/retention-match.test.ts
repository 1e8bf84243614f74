import { describe, expect, it } from 'vitest';
import {
  greatestChurn,
  greatestHeterogeneity,
  leastWatched,
  matchRetention,
} from '../../simulations/designs/retention-match.ts';
import type { MatchQuestion } from '../../simulations/designs/retention-match.ts';
import { declarationOf } from '../../simulations/parameters/declare.ts';
import { Segment } from '../../simulations/parameters/world/segment.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { survival } from '../../simulations/theory/shifted-beta-geometric.ts';
import { neutralSegment, neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const months = 14;
const ages = [1, 2, 3, 4, 6, 9, 12];

/** Sign-ups who pay at once and lose nothing but by their own churn and failed payments. */
function study(paymentFailure: number, signupsPerMonth = 500) {
  const base = neutralWorld();
  return {
    world: neutralWorld({
      segments: [
        neutralSegment({ id: 'one', name: 'One', firstMonthChurn: 0.3, paymentFailure }),
        neutralSegment({ id: 'two', name: 'Two', firstMonthChurn: 0.5, paymentFailure }),
      ],
      market: { ...base.market, startingCustomers: 0, organicPerMonth: signupsPerMonth },
    }),
    strategies: [neutralStrategy()],
    run: { seed: 'match', months, ltvMonths: 12, replications: 2 },
  };
}

/** A table that follows the model of this churn, customers watched into each age as weights. */
function question(firstMonthChurn: number, churnHeterogeneity: number, also: Partial<MatchQuestion> = {}) {
  const concentration = 1 / churnHeterogeneity - 1;
  const model = { alpha: firstMonthChurn * concentration, beta: (1 - firstMonthChurn) * concentration };
  const wanted = ages.map((month) => ({ month, share: survival(model, month), weight: 1 }));
  return { strategy: 0, segments: [0, 1], fitted: { firstMonthChurn, churnHeterogeneity }, wanted, ...also };
}

const reading = (asked: MatchQuestion, paymentFailure = 0, signupsPerMonth = 500) =>
  plainDrive(matchRetention(study(paymentFailure, signupsPerMonth), asked), simulateReplications).reading;

/** Enough where a gap of a tenth is looked for: a share of 2600 customers is known to one point. */
const few = 100;

describe('meeting a table', () => {
  it('leaves a churn alone that the simulation meets as it is', () => {
    const { asFitted, found, compared } = reading(question(0.08, 0.1));
    expect(compared.map(({ month }) => month)).toEqual(ages);
    // Shares of some 13,000 customers: three standard errors at the most.
    expect(asFitted.meanGap).toBeLessThan(0.01);
    expect(found.meanGap).toBeLessThanOrEqual(asFitted.meanGap ?? NaN);
    expect(found.churn.firstMonthChurn).toBeCloseTo(0.08, 2);
  });

  it('takes out of it what failed payments add', () => {
    const { asFitted, found, tries } = reading(question(0.08, 0.02), 0.03);
    expect(asFitted.meanGap).toBeGreaterThan(0.08);
    expect(found.meanGap).toBeLessThan(0.01);
    expect(tries).toBeGreaterThan(8);
    // Hazards add: of (1 - 0.08) stays what the own churn leaves of those whose payments do not fail.
    expect(found.churn.firstMonthChurn).toBeCloseTo(1 - 0.92 / 0.97, 2);
  });

  it('finds how much customers differ, from a wrong beginning', () => {
    const asked = question(0.1, 0.15, { fitted: { firstMonthChurn: 0.05, churnHeterogeneity: 0.01 } });
    const { found } = reading(asked);
    expect(found.churn.firstMonthChurn).toBeCloseTo(0.1, 2);
    expect(found.churn.churnHeterogeneity).toBeCloseTo(0.15, 1);
    expect(found.churn.churnHeterogeneity).toBeGreaterThan(0.1);
  });

  it('comes as near as it can to a table that loses less than failed payments do', () => {
    const { found } = reading(question(0.01, 0.02), 0.03, few);
    expect(found.churn.firstMonthChurn).toBeLessThan(0.001);
    expect(found.meanGap).toBeGreaterThan(0.05);
  });

  it('moves the segments that were asked for, and no others', () => {
    const { reading: alone, batches } = plainDrive(
      matchRetention(study(0), question(0.08, 0.02, { segments: [0] })),
      simulateReplications,
    );
    expect(alone.found.meanGap).toBeLessThan(0.01);
    const churns = batches.flatMap(({ points }) =>
      points.map(({ world }) => world.segments.map(({ firstMonthChurn }) => firstMonthChurn)),
    );
    expect(new Set(churns.map(([, second]) => second))).toEqual(new Set([0.5]));
    expect(new Set(churns.map(([first]) => first)).size).toBeGreaterThan(5);
    const other = reading(question(0.08, 0.02, { segments: [1] }));
    expect(other.found.meanGap).toBeLessThan(0.01);
    expect(other.found.shares).not.toEqual(alone.found.shares);
  });

  it('comes nearer to the ages that more customers tell of', () => {
    // No one churn meets both: few leave by month 1, and half are gone a month later.
    const shares = (first: number, second: number) => ({
      wanted: [
        { month: 1, share: 0.99, weight: first },
        { month: 2, share: 0.5, weight: second },
      ],
    });
    const [early, late] = [shares(1000, 1), shares(1, 1000)].map((wanted) => {
      const { found } = reading(question(0.1, 0.02, wanted), 0, few);
      return [Math.abs((found.shares[1] ?? NaN) - 0.99), Math.abs((found.shares[2] ?? NaN) - 0.5)];
    });
    expect(early?.[0]).toBeLessThan(0.02);
    expect(late?.[1]).toBeLessThan(0.02);
    expect(early?.[1]).toBeGreaterThan(0.3);
    expect(late?.[0]).toBeGreaterThan(0.1);
  });

  it('compares only ages that somebody reaches', () => {
    const share = (month: number) => ({ month, share: 0.9 ** month, weight: 1 });
    const some = reading(
      question(0.1, 0.02, { wanted: [share(6), share(months), share(months + 1)] }),
      0,
      few,
    );
    expect(some.compared.map(({ month }) => month)).toEqual([6, months]);
    expect(some.leftOut).toBe(1);
    const none = reading(question(0.1, 0.02, { wanted: [share(months + 1)] }));
    expect(none.found).toMatchObject({ meanGap: null, churn: { firstMonthChurn: 0.1 } });
    expect(none.tries).toBe(1);
  });

  it('tells no age that too few reach', () => {
    // Four in ten stay each time: fewer and fewer are watched, and none of the last months.
    const asked = question(0.6, 0.001, { segments: [0] });
    const { asFitted } = reading(asked);
    // Half of 500 sign-ups a month are of this segment, in each of two futures.
    const watchedAfter = (age: number) => 2 * 250 * (months - age) * 0.4 ** age;
    const last = asFitted.shares.length - 1;
    expect(watchedAfter(last - 1)).toBeGreaterThan(leastWatched);
    expect(watchedAfter(last)).toBeLessThan(leastWatched);
  });

  it('lets no churn win by leaving nobody to compare', () => {
    // Four in ten leave at once, and three in ten are there a year later: customers differ. Were the last age excused where
    // nobody reaches it, four in ten a month would meet the first alone, and do.
    const wanted = [
      { month: 1, share: 0.6, weight: 1 },
      { month: 12, share: 0.3, weight: 1 },
    ];
    const { compared, found } = reading(question(0.18, 0.02, { wanted }), 0, few);
    expect(compared).toHaveLength(2);
    expect(found.shares[1]).toBeCloseTo(0.6, 1);
    expect(found.shares[12]).toBeCloseTo(0.3, 1);
  });

  it('shows the best so far while it searches', () => {
    const asked = question(0.08, 0.02);
    const { partials, reading: last } = plainDrive(
      matchRetention(study(0.03, few), asked),
      simulateReplications,
    );
    const gaps = partials.map(({ found }) => found.meanGap ?? NaN);
    expect(gaps.length).toBeGreaterThan(5);
    expect(partials[0]?.found).toEqual(last.asFitted);
  });

  it('looks for what a segment may be, and no further', () => {
    const most = (schema: Parameters<typeof declarationOf>[0]) => {
      const about = declarationOf(schema);
      return about?.kind === 'quantity' ? about.max : undefined;
    };
    expect([most(Segment.shape.firstMonthChurn), most(Segment.shape.churnHeterogeneity)]).toEqual([
      greatestChurn,
      greatestHeterogeneity,
    ]);
  });

  it('asks for a strategy and segments that there are', () => {
    expect(() => reading(question(0.1, 0.02, { strategy: 3 }))).toThrow('no strategy number 3');
    expect(() => reading(question(0.1, 0.02, { segments: [] }))).toThrow('got none');
    expect(() => reading(question(0.1, 0.02, { segments: [2] }))).toThrow('got 2');
  });
});
