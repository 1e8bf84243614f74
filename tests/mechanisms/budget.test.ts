import { expect, test } from 'vitest';
import { Ledger, monthly, rowOf } from '../../simulations/ledger.ts';
import { leftForAcquisition } from '../../simulations/mechanisms/budget.ts';
import { Scene } from '../../simulations/scene.ts';
import { simulated } from '../support/simulated.ts';
import { study } from './stage.ts';
import type { Levers } from './stage.ts';

function leftOf(
  budget: Levers['budget'],
  month: number,
  post: Readonly<Record<'revenue' | 'successCost' | 'programCost', number>>,
) {
  const scene = new Scene(study({ segments: [{ id: 'a' }, { id: 'b' }], budget: budget ?? {} }));
  const ledger = new Ledger(scene.layout);
  for (const [measure, amount] of Object.entries(post)) {
    for (const segment of [0, 1])
      ledger.post(monthly[measure as 'revenue'], rowOf(scene.months, segment, month - 1), amount / 2);
  }
  return leftForAcquisition(scene, ledger, month);
}

test('policy per account is paid first, acquisition gets the rest', () => {
  const last = { revenue: 5000, successCost: 700, programCost: 300 };
  expect(leftOf({ perMonth: 4000 }, 3, last)).toBe(3000);
  expect(leftOf({ perMonth: 4000, shareOfRevenue: 0.2 }, 3, last)).toBe(4000);
});

test('the first month has no month before it', () => {
  const scene = new Scene(study({ budget: { perMonth: 4000, shareOfRevenue: 0.5 } }));
  expect(leftForAcquisition(scene, new Ledger(scene.layout), 0)).toBe(4000);
});

test('a budget that does not cover its policy is below 0, by what is missing', () => {
  const last = { revenue: 0, successCost: 700, programCost: 300 };
  expect(leftOf({ perMonth: 600 }, 3, last)).toBe(-400);
  expect(leftOf({ perMonth: 1000 }, 3, last)).toBe(0);
});

test('acquisition ends with its month; what it would have had is not spent', () => {
  const [ledger] = simulated(study({ budget: { perMonth: 4000, acquisitionUntil: 6 } }));
  expect(ledger!.total('acquisitionCost', 5)).toBe(4000);
  expect(ledger!.total('acquisitionCost', 6)).toBe(0);
  expect(ledger!.total('overspentBudget', 6)).toBe(0);
});
