// Customers of the start are the survivors of an older cohort: fewer of the impatient, in every segment and among them.
import { describe, expect, test } from 'vitest';
import { Ledger } from '../../simulations/ledger.ts';
import { begin, EXISTING, Life, ORGANIC } from '../../simulations/life.ts';
import { firstPurchase } from '../../simulations/mechanisms/purchase.ts';
import { Scene } from '../../simulations/scene.ts';
import { survival } from '../../simulations/theory/shifted-beta-geometric.ts';
import { near, ScriptedLuck, study } from './stage.ts';

const impatient = { id: 'impatient', share: 3, firstMonthChurn: 0.2, churnHeterogeneity: 0.2 };
const patient = { id: 'patient', share: 1, firstMonthChurn: 0.05, churnHeterogeneity: 0 };
const segments = [impatient, patient];
// Concentration 1/0.2 - 1 = 4.
const model = { alpha: 0.8, beta: 3.2 };

const sharesAfter = (startingTenure: number) =>
  new Scene(study({ segments, market: { startingTenure } })).segments.map(
    ({ startingShare }) => startingShare,
  );

describe('segments of the customers of the start', () => {
  test('are the segments’ weights when they have only just begun to pay', () => {
    expect(sharesAfter(0)).toEqual([0.75, 0.25]);
  });

  test('are the weights times who is left', () => {
    const [left, rest] = [3 * survival(model, 12), 0.95 ** 12];
    near(sharesAfter(12)[0]!, left / (left + rest));
    near(sharesAfter(12)[1]!, rest / (left + rest));
  });

  test('add up to 1 even when next to nobody could be left', () => {
    const hopeless = segments.map((segment) => ({
      ...segment,
      firstMonthChurn: 0.95,
      churnHeterogeneity: 0,
    }));
    const shares = new Scene(study({ segments: hopeless, market: { startingTenure: 240 } })).segments;
    expect(shares.map(({ startingShare }) => startingShare)).toEqual([0.75, 0.25]);
  });
});

describe('a customer of the start', () => {
  const levers = (startingTenure: number) => ({
    segment: { firstMonthChurn: 0.2, churnHeterogeneity: 0.2 },
    market: { startingTenure },
    product: { discoveryRate: 0.1 },
  });

  function born(channel: number, months: number): Life {
    const scene = new Scene(study(levers(months)));
    const life = new Life(scene);
    begin(life, scene, new ScriptedLuck(), scene.segments[0]!, channel, 0);
    return life;
  }

  test('leaves more slowly the longer it has paid; a newcomer does not care', () => {
    const hazard = (channel: number, months: number) => {
      const scene = new Scene(study(levers(months)));
      const [life, luck] = [new Life(scene), new ScriptedLuck()];
      begin(life, scene, luck, scene.segments[0]!, channel, 0);
      firstPurchase(life, scene, luck, new Ledger(scene.layout), 0, false);
      return life.baseHazard;
    };
    expect(hazard(EXISTING, 12)).toBeLessThan(hazard(EXISTING, 0));
    expect(hazard(EXISTING, 0)).toBe(hazard(ORGANIC, 0));
    expect(hazard(ORGANIC, 12)).toBe(hazard(ORGANIC, 0));
  });

  test('has found half of the value at its first payment, and more since', () => {
    const value = (months: number) => born(EXISTING, months).value;
    expect(value(0)).toBe(0.5);
    near(value(12), 1 - 0.5 * 0.9 ** 12);
    expect(born(ORGANIC, 12).value).toBe(0);
  });
});
