import { expect, test } from 'vitest';
import { Ledger, monthly, rowOf } from '../../simulations/ledger.ts';
import { enforcementHazard, fineOf } from '../../simulations/mechanisms/enforcement.ts';
import { Scene } from '../../simulations/scene.ts';
import { near, study } from './stage.ts';
import type { Levers } from './stage.ts';

function company(levers: Levers, paying: number, exposed: number, month = 3) {
  const scene = new Scene(study({ segments: [{ id: 'a' }, { id: 'b' }], ...levers }));
  const ledger = new Ledger(scene.layout);
  for (const segment of [0, 1]) {
    ledger.post(monthly.payingCustomers, rowOf(scene.months, segment, month), paying / 2);
    ledger.post(monthly.manipulated, rowOf(scene.months, segment, month), exposed / 2);
  }
  return { scene, ledger };
}

test('the clock runs at the yearly probability’s hazard, by mean intensity and the share of customers exposed', () => {
  const manipulation = {
    sneaking: 0.5,
    obstruction: 0.25,
    hiddenCost: 1,
    nagging: 0.125,
    confirmShaming: 0.625,
  };
  const { scene, ledger } = company({ costs: { fineProbability: 0.3 }, manipulation }, 200, 50);
  near(enforcementHazard(scene, ledger, 3), (-Math.log(0.7) / 12) * 0.5 * 0.25);
});

test('full manipulation of everybody is fined within a year with the stated probability', () => {
  const all = { sneaking: 1, obstruction: 1, hiddenCost: 1, nagging: 1, confirmShaming: 1 };
  const { scene, ledger } = company({ costs: { fineProbability: 0.3 }, manipulation: all }, 100, 100);
  near(1 - Math.exp(-12 * enforcementHazard(scene, ledger, 3)), 0.3);
});

test('off without a probability, without manipulation, without customers', () => {
  const cases = [
    company({ manipulation: { nagging: 1 } }, 100, 100),
    company({ costs: { fineProbability: 0.3 } }, 100, 100),
    company({ costs: { fineProbability: 0.3 }, manipulation: { nagging: 1 } }, 0, 0),
    company({ costs: { fineProbability: 0.3 }, manipulation: { nagging: 1 } }, 100, 0),
  ];
  for (const { scene, ledger } of cases) expect(enforcementHazard(scene, ledger, 3)).toBe(0);
});

test('a fine is a share of the revenue of the last twelve months, each segment’s by what it brought', () => {
  const scene = new Scene(study({ segments: [{ id: 'a' }, { id: 'b' }], costs: { fineShare: 0.1 } }));
  const ledger = new Ledger(scene.layout);
  for (let month = 0; month < 20; month++) {
    ledger.post(monthly.revenue, rowOf(scene.months, 0, month), 2 ** month);
    ledger.post(monthly.revenue, rowOf(scene.months, 1, month), 3);
  }
  near(fineOf(scene, ledger, 0, 15), 0.1 * (2 ** 16 - 2 ** 4));
  near(fineOf(scene, ledger, 0, 2), 0.1 * 7);
  near(fineOf(scene, ledger, 1, 15), 0.1 * 36);
});
