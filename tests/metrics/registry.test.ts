import { expect, test } from 'vitest';
import { metrics } from '../../simulations/metrics/registry.ts';
import { simulated } from '../support/simulated.ts';
import { study } from '../mechanisms/stage.ts';
import { context, written } from './book.ts';

test('every metric has an id of its own, a name, a formula, and a value in a month or over the run', () => {
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
  for (const { id, formula, monthly, total } of metrics) {
    expect([id, formula.length > 10, monthly !== undefined || total !== undefined]).toEqual([id, true, true]);
  }
});

test('what may never be reached within the run says so, or failing would count as being ahead', () => {
  expect(metrics.filter(({ orNever }) => orNever === true).map(({ id }) => id)).toEqual([
    'breakEven',
    'timeToExpansion',
    'paybackAdjusted',
  ]);
});

test('on an empty ledger, a value that does not exist is NaN and none is infinite', () => {
  const empty = written(40, {});
  for (const { id, monthly, total } of metrics) {
    for (const value of [
      monthly?.(empty, 0),
      monthly?.(empty, 39),
      total?.(empty, context({ ltvMonths: 36 })),
    ]) {
      expect([id, value === undefined || Number.isNaN(value) || value === 0]).toEqual([id, true]);
    }
  }
});

test('a segment’s view of flows and stocks adds up to the whole', () => {
  const [ledger] = simulated(
    study({
      segments: [
        { id: 'a', share: 2 },
        { id: 'b', share: 1, firstMonthChurn: 0.1 },
      ],
      market: { startingCustomers: 60, organicPerMonth: 20 },
      costs: { goodsShare: 0.2, ticket: 5 },
      product: { ticketRate: 0.1 },
      wordOfMouth: { referralRate: 0.05, voiceRate: 0.1 },
      run: { months: 18 },
    }),
  );
  const additive = metrics.filter(
    ({ unit, id, monthly }) =>
      monthly !== undefined && (unit === 'money' || unit === 'count') && id !== 'arpa',
  );
  expect(additive.length).toBeGreaterThan(15);
  for (const { id, monthly } of additive) {
    const whole = monthly!(ledger!, 17);
    const parts = monthly!(ledger!.ofSegment(0), 17) + monthly!(ledger!.ofSegment(1), 17);
    expect(Math.abs(whole - parts), id).toBeLessThan(1e-6 * Math.max(1, Math.abs(whole)));
  }
});
