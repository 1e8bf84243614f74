import { expect, test } from 'vitest';
import { Ledger, monthly, rowOf } from '../../simulations/ledger.ts';
import { acquisitionSpend, leftForAcquisition, overspentBy } from '../../simulations/mechanisms/budget.ts';
import { Scene } from '../../simulations/scene.ts';
import { simulated } from '../support/simulated.ts';
import { study } from './stage.ts';
import type { Levers } from './stage.ts';

/** What a month has for acquisition, and by what its policy is beyond its budget. */
function spent(scene: Scene, ledger: Ledger, month: number) {
  const left = leftForAcquisition(scene, ledger, month);
  return { acquisition: acquisitionSpend(scene, left, month), overspent: overspentBy(left) };
}

function budgetOf(
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
  return spent(scene, ledger, month);
}

test('policy per account is paid first, acquisition gets the rest', () => {
  const last = { revenue: 5000, successCost: 700, programCost: 300 };
  expect(budgetOf({ perMonth: 4000 }, 3, last)).toEqual({ acquisition: 3000, overspent: 0 });
  expect(budgetOf({ perMonth: 4000, shareOfRevenue: 0.2 }, 3, last)).toEqual({
    acquisition: 4000,
    overspent: 0,
  });
});

test('the first month has no month before it', () => {
  const scene = new Scene(study({ budget: { perMonth: 4000, shareOfRevenue: 0.5 } }));
  expect(spent(scene, new Ledger(scene.layout), 0)).toEqual({ acquisition: 4000, overspent: 0 });
});

test('a budget that does not cover its policy is reported, never cut', () => {
  const last = { revenue: 0, successCost: 700, programCost: 300 };
  expect(budgetOf({ perMonth: 600 }, 3, last)).toEqual({ acquisition: 0, overspent: 400 });
  expect(budgetOf({ perMonth: 1000 }, 3, last)).toEqual({ acquisition: 0, overspent: 0 });
});

test('acquisition ends with its month; what it would have had is not spent', () => {
  const last = { revenue: 0, successCost: 0, programCost: 0 };
  expect(budgetOf({ perMonth: 4000, acquisitionUntil: 6 }, 5, last).acquisition).toBe(4000);
  expect(budgetOf({ perMonth: 4000, acquisitionUntil: 6 }, 6, last)).toEqual({
    acquisition: 0,
    overspent: 0,
  });
  const [ledger] = simulated(study({ budget: { perMonth: 4000, acquisitionUntil: 6 } }));
  expect(ledger!.total('acquisitionCost', 5)).toBe(4000);
  expect(ledger!.total('acquisitionCost', 6)).toBe(0);
  expect(ledger!.total('overspentBudget', 6)).toBe(0);
});
