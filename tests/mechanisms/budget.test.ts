import { expect, test } from 'vitest';
import { Ledger, monthly, rowOf } from '../../simulations/ledger.ts';
import { monthBudget } from '../../simulations/mechanisms/budget.ts';
import { Scene } from '../../simulations/scene.ts';
import { study } from './stage.ts';
import type { Levers } from './stage.ts';

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
  return monthBudget(scene, ledger, month);
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
  expect(monthBudget(scene, new Ledger(scene.layout), 0)).toEqual({ acquisition: 4000, overspent: 0 });
});

test('a budget that does not cover its policy is reported, never cut', () => {
  expect(budgetOf({ perMonth: 600 }, 3, { revenue: 0, successCost: 700, programCost: 300 })).toEqual({
    acquisition: 0,
    overspent: 400,
  });
  expect(budgetOf({ perMonth: 1000 }, 3, { revenue: 0, successCost: 700, programCost: 300 })).toEqual({
    acquisition: 0,
    overspent: 0,
  });
});

test('acquisition ends with its month; what it would have had is not spent', () => {
  const last = { revenue: 0, successCost: 0, programCost: 0 };
  expect(budgetOf({ perMonth: 4000, acquisitionUntil: 6 }, 5, last).acquisition).toBe(4000);
  expect(budgetOf({ perMonth: 4000, acquisitionUntil: 6 }, 6, last)).toEqual({
    acquisition: 0,
    overspent: 0,
  });
});
