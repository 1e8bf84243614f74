import { describe, expect, test } from 'vitest';
import { reputationAfter, reputationMultiplier, talk } from '../../simulations/mechanisms/word-of-mouth.ts';
import type { Levers } from './stage.ts';
import { near, posted, stage, study } from './stage.ts';

describe('talk', () => {
  const said = (health: number) => {
    const here = stage(
      { wordOfMouth: { referralRate: 0.02, referralHealth: 0.4, voiceRate: 0.1 } },
      { pays: 0 },
    );
    here.life.health = health;
    talk(here.life, here.scene, here.ledger);
    return [posted(here, 'referralLeads'), posted(here, 'praise'), posted(here, 'warnings')] as const;
  };

  test('the healthy refer and praise, by how far they are above the threshold', () => {
    const [leads, praise, warnings] = said(0.9);
    near(leads, 0.02 * 0.5);
    near(praise, 0.1 * 0.5);
    expect(warnings).toBe(0);
  });

  test('the unhealthy warn, by how far they are below, and refer nobody', () => {
    const [leads, praise, warnings] = said(0.1);
    expect([leads, praise]).toEqual([0, 0]);
    near(warnings, 0.1 * 0.3);
  });

  test('a free user says its share of what a customer who pays would say, and brings its share of leads', () => {
    const free = (health: number, freeVoice: number) => {
      const here = stage({
        wordOfMouth: { referralRate: 0.02, referralHealth: 0.4, voiceRate: 0.1, freeVoice },
      });
      here.life.health = health;
      talk(here.life, here.scene, here.ledger);
      return [posted(here, 'referralLeads'), posted(here, 'praise'), posted(here, 'warnings')] as const;
    };
    const [leads, praise] = free(0.9, 0.25);
    near(leads, 0.25 * 0.02 * 0.5);
    near(praise, 0.25 * 0.1 * 0.5);
    near(free(0.1, 0.25)[2], 0.25 * 0.1 * 0.3);
    expect(free(0.9, 0)).toEqual([0, 0, 0]);
  });

  test('at the threshold nobody says anything', () => {
    expect(said(0.4).map(Math.abs)).toEqual([0, 0, 0]);
  });
});

describe('reputation', () => {
  const world = (wordOfMouth: Levers['wordOfMouth']) => study({ wordOfMouth: wordOfMouth ?? {} }).world;
  const usual = {
    startingReputation: 0.6,
    priorVoices: 20,
    negativeWeight: 2,
    reputationHalfLife: 9,
    reputationPower: 0.5,
  };

  test('goes half of the way to the balance of voices in a half-life', () => {
    const target = (0.6 * 20 + 50) / (20 + 50 + 2 * 10);
    let reputation = 0.6;
    for (let month = 0; month < 9; month++) reputation = reputationAfter(world(usual), reputation, 50, 10);
    near(reputation, (0.6 + target) / 2);
    near(reputationAfter(world(usual), 0.6, 50, 10), 0.6 + (1 - 2 ** (-1 / 9)) * (target - 0.6));
  });

  test('praise raises it, warnings lower it, by their weight', () => {
    expect(reputationAfter(world(usual), 0.6, 5, 0)).toBeGreaterThan(0.6);
    expect(reputationAfter(world(usual), 0.6, 0, 5)).toBeLessThan(0.6);
    expect(reputationAfter(world({ ...usual, negativeWeight: 0 }), 0.6, 0, 5)).toBe(0.6);
  });

  test('silence leaves it at its start, bit for bit, and brings it back there', () => {
    expect(reputationAfter(world(usual), 0.6, 0, 0)).toBe(0.6);
    expect(reputationAfter(world(usual), 0.3, 0, 0)).toBeGreaterThan(0.3);
  });

  test('multiplies arrivals by a power of itself over its start', () => {
    near(reputationMultiplier(world(usual), 0.3), Math.sqrt(0.5));
    near(reputationMultiplier(world(usual), 0.9), Math.sqrt(1.5));
    expect(reputationMultiplier(world(usual), 0.6)).toBe(1);
    expect(reputationMultiplier(world({ ...usual, reputationPower: 0 }), 0.1)).toBe(1);
  });
});
