import { describe, expect, test } from 'vitest';
import { byManager, makesContact } from '../../simulations/mechanisms/contact.ts';
import { BLAST, MILESTONE } from '../../simulations/mechanisms/proposal.ts';
import type { Levers } from './stage.ts';
import { near, posted, stage } from './stage.ts';

const levers: Levers = {
  leaving: { inertBelow: 0.3 },
  costs: { inAppOffer: 0.05, managerOffer: 25 },
  offers: { campaignCost: 2 },
};

test('a contact tires by one over what the customer bears; nagging adds to it', () => {
  const { life, scene, ledger } = stage(levers, { pays: 0 });
  life.engagement = 0.7;
  makesContact(life, scene, ledger, MILESTONE);
  near(life.fatigue, 1 / 1.2);
  const nagged = stage({ ...levers, manipulation: { nagging: 0.5 } }, { pays: 0 });
  nagged.life.engagement = 0;
  makesContact(nagged.life, nagged.scene, nagged.ledger, MILESTONE);
  near(nagged.life.fatigue, 1.5 / 0.5);
});

test('it is remembered for the cap and opens a new list of what was offered', () => {
  const { life, scene, ledger } = stage(levers, { pays: 0 });
  Object.assign(life, { recentOffers: 0b110, offeredNow: 0b11 });
  makesContact(life, scene, ledger, MILESTONE);
  expect([life.recentOffers, life.offeredNow]).toEqual([0b111, 0]);
});

describe('cost', () => {
  const cost = (changes: Levers, covered: boolean, trigger: number) => {
    const here = stage({ ...levers, ...changes }, { pays: 0 });
    here.life.covered = covered;
    makesContact(here.life, here.scene, here.ledger, trigger);
    near(posted(here, 'programCost'), here.life.monthCost);
    return here.life.monthCost;
  };

  test('in the app, a blast with its campaign', () => {
    near(cost({}, true, MILESTONE), 0.05);
    near(cost({}, true, BLAST), 2.05);
  });

  test('by a manager, for covered customers only', () => {
    const offers = { ...levers.offers, channel: 'manager' as const };
    near(cost({ offers }, true, MILESTONE), 25);
    near(cost({ offers }, false, MILESTONE), 0.05);
    near(cost({ offers }, true, BLAST), 27);
  });
});

test('a manager brings offers to the covered, where that is the channel', () => {
  const personal = stage({ offers: { channel: 'manager' } });
  expect(byManager(personal.life, personal.scene)).toBe(false);
  personal.life.covered = true;
  expect(byManager(personal.life, personal.scene)).toBe(true);
  const digital = stage();
  digital.life.covered = true;
  expect(byManager(digital.life, digital.scene)).toBe(false);
});

test('only an unsolicited blast wakes, and only the inert, for three months', () => {
  const awakened = (engagement: number, trigger: number) => {
    const { life, scene, ledger } = stage(levers, { pays: 0 });
    life.engagement = engagement;
    makesContact(life, scene, ledger, trigger);
    return life.awake;
  };
  expect(awakened(0.29, BLAST)).toBe(3);
  expect(awakened(0.3, BLAST)).toBe(0);
  expect(awakened(0.29, MILESTONE)).toBe(0);
});
