import { expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { recognise } from '../../simulations/mechanisms/recognition.ts';
import { near, stage } from './stage.ts';

const levers = {
  feelings: { trustGain: 0.03, trustLossRatio: 5, trustCeiling: 0.55 },
  wordOfMouth: { recognition: 0.05 },
  manipulation: { nagging: 1 },
};
const at = (exposures: number, u = 0.5, changes = {}) => {
  const here = stage({ ...levers, ...changes }, { script: { [decisions.recognition]: u } });
  here.life.exposures = exposures;
  recognise(here.life, here.scene);
  return here.life;
};

test('the clock runs at r · exposures; before it runs out a pattern costs nothing', () => {
  const life = at(4);
  near(life.recognitionIn, Math.LN2 - 0.05 * 4);
  expect([life.recognised, life.trust, life.ceiling]).toEqual([false, 0.6, 1]);
});

test('seen through: the past is read again and the ceiling sinks', () => {
  const life = at(20);
  expect(life.recognised).toBe(true);
  near(life.trust, 0.6 * 0.85 ** 20);
  expect(life.ceiling).toBe(0.55);
});

test('trust left above the ceiling comes down to it', () => {
  const life = at(0.1, 0.999);
  near(0.6 * 0.85 ** 0.1, 0.6 * Math.exp(0.1 * Math.log(0.85)));
  expect([life.recognised, life.trust]).toEqual([true, 0.55]);
});

test('once only', () => {
  const here = stage(levers, { script: { [decisions.recognition]: 0.5 } });
  here.life.exposures = 20;
  recognise(here.life, here.scene);
  const after = here.life.trust;
  recognise(here.life, here.scene);
  expect(here.life.trust).toBe(after);
});

test('nothing to see without exposures or where nobody ever looks', () => {
  expect(at(0, 0.999999).recognised).toBe(false);
  expect(at(1000, 0.999999, { wordOfMouth: { recognition: 0 } }).recognised).toBe(false);
});
