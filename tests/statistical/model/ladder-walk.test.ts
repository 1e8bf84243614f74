// The small task of the bench (S36) as a scenario of the full model: churn c ~ Beta(2, 58) drawn once per customer, plans at
// 29, 79 and 199, everybody on the first; each of 36 months: pay, then leave with c, else go up with 0.02 or 0.015. Published
// with it: mean revenue 1021 ± 1, 5 % quantile 58, 95 % 2744, NRR after 36 months 0.93, survival 0.383.
// The lab asks for an upgrade at the start of a month, which is the end of the month before but for the last one: revenue of
// months 0 to 35 is the task's, and what the 37th month bills is what the task ends with. NRR there is that over the first
// bill of all, in one number for the cohort.
import { describe, expect, test } from 'vitest';
import { Ledger, lifetimeValueBinEnds } from '../../../simulations/ledger.ts';
import type { Lifetimes } from '../../../simulations/ledger.ts';
import { Life, PAID } from '../../../simulations/life.ts';
import { live } from '../../../simulations/live.ts';
import { metrics } from '../../../simulations/metrics/registry.ts';
import { keyFromPhrase } from '../../../simulations/random/key.ts';
import { Luck } from '../../../simulations/random/luck.ts';
import { Scene } from '../../../simulations/scene.ts';
import { mrrAfter, revenueWithin } from '../../../simulations/theory/ladder-walk.ts';
import { survival } from '../../../simulations/theory/shifted-beta-geometric.ts';
import type { Levers } from '../../mechanisms/stage.ts';
import { logit, study } from '../../mechanisms/stage.ts';
import { disagreements, meanClaim, shareClaim } from '../../support/agreement.ts';
import { tier } from '../../support/neutral-study.ts';
import { simulated } from '../../support/simulated.ts';

const CUSTOMERS = 60_000;
const churn = { alpha: 2, beta: 58 };
const walk = { churn, prices: [29, 79, 199], climbs: [0.02, 0.015] };

const scenario = (climbs: readonly number[]): Levers => ({
  segment: { firstMonthChurn: 2 / 60, churnHeterogeneity: 1 / 61 },
  market: { startingCustomers: CUSTOMERS },
  acceptance: { upgrade: 0 },
  offers: { blastEvery: 1 },
  ladder: {
    tiers: [
      tier('First', 29),
      tier('Second', 79, { appeal: logit(climbs[0] ?? NaN) }),
      tier('Third', 199, { appeal: logit(climbs[1] ?? NaN) }),
    ],
  },
  run: { months: 37, ltvMonths: 36, seed: 'S36' },
});

/** Revenue of each of 36 months' lives, one by one. */
function revenues(levers: Levers): { readonly each: Float64Array; readonly lifetimes: Lifetimes } {
  const scene = new Scene(study(levers));
  const [segment] = scene.segments;
  if (segment === undefined) throw new Error('no segment');
  const luck = new Luck(keyFromPhrase('S36 one by one'));
  const life = new Life(scene);
  const ledger = new Ledger(scene.layout);
  const calm = new Float64Array(scene.months);
  const each = new Float64Array(CUSTOMERS);
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    luck.entity(customer, segment.hash, 0);
    live(life, scene, luck, ledger, calm, segment, PAID, 0);
    each[customer] = life.lifetimeUndiscounted;
  }
  return { each, lifetimes: ledger.lifetimes() };
}

describe('theory meets the published numbers', () => {
  test('mean revenue, NRR, survival', () => {
    expect(Math.abs(revenueWithin(walk, 36) - 1021)).toBeLessThan(1);
    expect(mrrAfter(walk, 36) / 29).toBeCloseTo(0.93, 2);
    expect(survival(churn, 36)).toBeCloseTo(0.383, 3);
  });
});

describe('the simulator meets them', () => {
  const { each, lifetimes } = revenues(scenario(walk.climbs));
  const sorted = each.slice().sort();

  test('mean revenue', () => {
    expect(disagreements([meanClaim('revenue', each, revenueWithin(walk, 36))])).toEqual([]);
    expect(lifetimes.count).toBe(CUSTOMERS);
    expect(lifetimes.undiscounted / CUSTOMERS).toBeCloseTo(
      each.reduce((sum, value) => sum + value, 0) / CUSTOMERS,
      6,
    );
    // Nothing costs anything and later money counts in full: all three sums are the same.
    expect(lifetimes.contribution).toBe(lifetimes.undiscounted);
    expect(lifetimes.revenue).toBe(lifetimes.undiscounted);
  });

  test('quantiles, one by one and from the ledger’s bins', () => {
    for (const [share, published] of [
      [0.05, 58],
      [0.95, 2744],
    ] as const) {
      const error = 5 * Math.sqrt((share * (1 - share)) / CUSTOMERS);
      expect(sorted[Math.floor((share - error) * CUSTOMERS)]).toBeLessThanOrEqual(published + 0.5);
      expect(sorted[Math.ceil((share + error) * CUSTOMERS)]).toBeGreaterThanOrEqual(published - 0.5);
      let counted = 0;
      const bin = lifetimes.bins.findIndex((count) => (counted += count) >= share * CUSTOMERS);
      const { low, high } = lifetimeValueBinEnds(bin, 29);
      expect(low).toBeLessThanOrEqual(published);
      expect(high).toBeGreaterThanOrEqual(published);
    }
  });

  test('twin: climbing 15 % likelier is another mean', () => {
    const { each: wrong } = revenues(scenario(walk.climbs.map((climb) => climb * 1.15)));
    expect(disagreements([meanClaim('revenue', wrong, revenueWithin(walk, 36))])).toHaveLength(1);
  });

  const [ledger] = simulated(study(scenario(walk.climbs)));
  if (ledger === undefined) throw new Error('no ledger');

  test('survival, and the MRR of month 36 over that of month 0', () => {
    expect(
      disagreements([
        shareClaim(
          'survival',
          ledger.total('payingCustomers', 35) / CUSTOMERS,
          survival(churn, 36),
          CUSTOMERS,
        ),
      ]),
    ).toEqual([]);
    // Spread of one customer's last bill: 0 or a price of the ladder.
    const there = survival(churn, 36);
    const last = mrrAfter(walk, 36);
    const error = Math.sqrt((there * 199 * 199 - last * last) / CUSTOMERS);
    const found = ledger.total('revenue', 36) / CUSTOMERS;
    expect(disagreements([{ what: 'last bill', found, expected: last, error }])).toEqual([]);
    expect(found / 29).toBeCloseTo(0.93, 1);
    expect(ledger.total('revenue', 0)).toBe(29 * CUSTOMERS);
  });

  test('NRR of twelve months; counting survivors only, the twin, fails', () => {
    const metric = metrics.find(({ id }) => id === 'nrr');
    const found = metric?.monthly?.(ledger, 12) ?? NaN;
    // At the close of month 0 one month of leaving is over, at that of month 12 thirteen, after twelve climbs.
    const kept = survival(churn, 13) / survival(churn, 1);
    const price = mrrAfter(walk, 12) / survival(churn, 12) / 29;
    const error = (kept * 199) / 29 / Math.sqrt(CUSTOMERS);
    const claim = (value: number) => [{ what: 'NRR', found: value, expected: kept * price, error }];
    expect(disagreements(claim(found))).toEqual([]);
    const survivorsOnly = (found * ledger.total('payingCustomers', 0)) / ledger.total('payingCustomers', 12);
    expect(disagreements(claim(survivorsOnly))).toHaveLength(1);
  });
});
