import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logMrr } from '../../simulations/life.ts';
import { isSurelyWorth, logWorth } from '../../simulations/mechanisms/worth.ts';
import { near, stage } from './stage.ts';
import { tier } from '../support/neutral-study.ts';

const levers = {
  segment: { willingnessToPay: 60, startingUsage: 50, startingSeats: 4 },
  acceptance: { usageWorth: 0.5, valueFloor: 0.5, addOnWorth: 0.3, headroom: 2 },
  ladder: { tiers: [tier('Small', 10, { usageLimit: 80 }), tier('Large', 30)] },
  addOns: { a: 5, b: 6, c: 7 },
};
const typical = () => {
  const here = stage(levers);
  here.life.seats = 4;
  here.life.logSeats = Math.log(4);
  return here;
};

test('with typical usage and seats and half of the value seen, a plan with room is worth w', () => {
  const { life, scene } = typical();
  near(Math.exp(logWorth(life, scene, 1, 0)), 60);
});

test('room is own usage, but no more than the limit over the headroom', () => {
  const { life, scene } = typical();
  near(Math.exp(logWorth(life, scene, 0, 0)), 60 * Math.sqrt(40 / 50));
  life.logUsage = Math.log(20);
  near(Math.exp(logWorth(life, scene, 0, 0)), 60 * Math.sqrt(20 / 50));
  life.logUsage = Math.log(5000);
  near(Math.exp(logWorth(life, scene, 0, 0)), 60 * Math.sqrt(40 / 50));
  near(Math.exp(logWorth(life, scene, 1, 0)), 60 * Math.sqrt(5000 / 50));
});

test('seats count like usage, against typical seats', () => {
  const { life, scene } = typical();
  life.logSeats = Math.log(9);
  near(Math.exp(logWorth(life, scene, 1, 0)), 60 * Math.sqrt(9 / 4));
  const alone = stage({ ...levers, segment: { ...levers.segment, startingSeats: 1 } });
  alone.life.logSeats = Math.log(9);
  near(Math.exp(logWorth(alone.life, alone.scene, 1, 0)), 60 * 3);
});

test('value seen counts in proportion, above the floor', () => {
  const { life, scene } = typical();
  life.value = 0.9;
  near(Math.exp(logWorth(life, scene, 1, 0)), (60 * 1.4) / 1);
  life.value = 0;
  near(Math.exp(logWorth(life, scene, 1, 0)), 60 * 0.5);
});

test('the floor counts against what is typical with it', () => {
  const { life, scene } = stage({ ...levers, acceptance: { ...levers.acceptance, valueFloor: 1.5 } });
  life.value = 1;
  life.seats = 4;
  life.logSeats = Math.log(4);
  near(Math.exp(logWorth(life, scene, 1, 0)), (60 * 2.5) / 2);
});

test('at the least floor and without value worth is what the equation says', () => {
  const { life, scene } = stage({ ...levers, acceptance: { ...levers.acceptance, valueFloor: 0.01 } });
  Object.assign(life, { value: 0, seats: 4, logSeats: Math.log(4) });
  near(Math.exp(logWorth(life, scene, 1, 0)), (60 * 0.01) / 0.51);
});

test('each add-on owned and needed adds its share; owned alone, needed alone or talked into adds nothing', () => {
  const { life, scene } = typical();
  life.needs = 0b011;
  near(Math.exp(logWorth(life, scene, 1, 0)), 60);
  life.owned = 0b001;
  near(Math.exp(logWorth(life, scene, 1, 0)), 60 * 1.3);
  life.owned = 0b111;
  near(Math.exp(logWorth(life, scene, 1, 0)), 60 * 1.6);
  life.unwanted = 0b101;
  near(Math.exp(logWorth(life, scene, 1, 0)), 60 * 1.3);
});

test('the shared shock moves worth one for one', () => {
  const { life, scene } = typical();
  near(logWorth(life, scene, 1, -0.2), Math.log(60) - 0.2);
});

test('surely worth it is only what is worth it by the equation, and who pays little for much is told so', () => {
  const { life, scene } = typical();
  let sure = 0;
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const state = fc.record({
    value: unit,
    owned: fc.integer({ min: 0, max: 7 }),
    needs: fc.integer({ min: 0, max: 7 }),
    logUsage: fc.double({ min: 0, max: 8, noNaN: true }),
    planMrr: fc.double({ min: 1, max: 200, noNaN: true }),
  });
  fc.assert(
    fc.property(state, unit, fc.double({ min: -1, max: 1, noNaN: true }), (now, before, macro) => {
      // What was known when worth was last asked for may be more or less than is known now.
      Object.assign(life, now, { tier: 1, value: before });
      logWorth(life, scene, 1, macro);
      life.value = now.value;
      if (!isSurelyWorth(life, scene, macro)) return true;
      sure += 1;
      return logMrr(life) < logWorth(life, scene, 1, macro);
    }),
    { numRuns: 2000, seed: 5 },
  );
  expect(sure).toBeGreaterThan(200);
});
