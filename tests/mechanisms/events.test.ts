import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { ANNUAL } from '../../simulations/life.ts';
import { happen } from '../../simulations/mechanisms/events.ts';
import { tier } from '../support/neutral-study.ts';
import { moveTo, near, posted, stage } from './stage.ts';
import type { Stage } from './stage.ts';

const turn = ({ life, scene, luck, ledger }: Stage) => happen(life, scene, luck, ledger);
/** Uniforms whose unit exponentials are these, then never again. */
const exponentials =
  (...times: readonly number[]) =>
  (occurrence: number) =>
    Math.exp(-(times[occurrence] ?? 700));

describe('success moments', () => {
  test('come by a clock of rate · activity and please', () => {
    const here = stage(
      { segment: { engagement: 0.4 }, product: { milestoneRate: 0.2 }, feelings: { trustGain: 0.05 } },
      { script: { [decisions.milestone]: exponentials(0.5) } },
    );
    here.life.engagement = 0.6;
    turn(here);
    near(here.life.milestoneIn, 0.5 - 0.2 * 1.5);
    expect(here.life.milestone).toBe(false);
    expect(here.life.trust).toBe(0.6);
    turn(here);
    expect(here.life.milestone).toBe(true);
    near(here.life.trust, 0.6 + 0.05 * 0.4);
    near(here.life.milestoneIn, 700 - 0.1);
    turn(here);
    expect(here.life.milestone).toBe(false);
  });

  test('two in a month please twice', () => {
    const here = stage(
      { product: { milestoneRate: 1 }, feelings: { trustGain: 0.05 } },
      { script: { [decisions.milestone]: exponentials(0.4, 0.5) } },
    );
    turn(here);
    expect(here.life.milestones).toBe(2);
    near(1 - here.life.trust, 0.4 * 0.95 ** 2);
  });

  test('at rate 0 none ever comes', () => {
    const here = stage({ feelings: { trustGain: 0.05 } }, { script: { [decisions.milestone]: 0.9999 } });
    turn(here);
    expect([here.life.milestone, here.life.milestoneIn, here.life.trust]).toEqual([false, Infinity, 0.6]);
  });
});

describe('support tickets', () => {
  const levers = {
    product: { ticketRate: 0.3, ticketResolution: 0.7, contractTicketRatio: 0.5 },
    feelings: { trustGain: 0.03, trustLossRatio: 5, coverageResolution: 0.5 },
    costs: { ticket: 12 },
    offers: { blackoutTicket: 2 },
  };
  const now = (resolved: number) => ({
    [decisions.ticket]: exponentials(0.2),
    [decisions.ticketResolved]: resolved,
  });

  test('resolved well with probability r: pleases', () => {
    const here = stage(levers, { script: now(0.31) });
    turn(here);
    expect([here.life.ticketOpen, here.life.ticketUnresolved]).toEqual([true, false]);
    near(here.life.trust, 0.6 + 0.03 * 0.4);
  });

  test('otherwise it wrongs', () => {
    const here = stage(levers, { script: now(0.29) });
    turn(here);
    expect([here.life.ticketOpen, here.life.ticketUnresolved]).toEqual([true, true]);
    near(here.life.trust, 0.6 * 0.85);
  });

  test('a manager turns a share of the bad ones', () => {
    for (const [roll, unresolved] of [
      [0.16, false],
      [0.14, true],
    ] as const) {
      const here = stage(levers, { script: now(roll) });
      here.life.covered = true;
      turn(here);
      expect(here.life.ticketUnresolved).toBe(unresolved);
    }
  });

  test('costs money and asks for quiet', () => {
    const here = stage(levers, { script: now(0.5) });
    moveTo(here, 5);
    turn(here);
    expect([posted(here, 'supportCost'), here.life.monthCost, here.life.quietUntil]).toEqual([12, 12, 7]);
    turn(here);
    expect([here.life.ticketOpen, here.life.tickets, here.life.monthCost]).toEqual([false, 1, 12]);
  });

  test('a long contract changes the rate', () => {
    const here = stage(levers, { script: { [decisions.ticket]: exponentials(0.5) } });
    turn(here);
    near(here.life.ticketIn, 0.2);
    here.life.contract = ANNUAL;
    turn(here);
    near(here.life.ticketIn, 0.05);
  });
});

describe('use that reveals a need', () => {
  test('comes by a clock of rate · activity, where somebody looks', () => {
    const here = stage(
      { product: { featureUseRate: 0.2 }, offers: { featureUse: true } },
      { pays: 0, script: { [decisions.featureUse]: exponentials(0.3) } },
    );
    here.life.engagement = 0.75;
    turn(here);
    expect(here.life.needShown).toBe(true); // 0.2 · 1.5 = 0.3
    turn(here);
    expect(here.life.needShown).toBe(false);
  });

  test('nobody looks unless the strategy does', () => {
    const here = stage(
      { product: { featureUseRate: 5 } },
      { pays: 0, script: { [decisions.featureUse]: 0.9999 } },
    );
    turn(here);
    expect(here.life.needShown).toBe(false);
  });
});

describe('limits', () => {
  const at = (limits: Parameters<typeof tier>[2], state: object, month = 0) => {
    const here = stage({ ladder: { tiers: [tier('Small', 0, limits), tier('Large', 30)] } });
    moveTo(here, month);
    Object.assign(here.life, state);
    turn(here);
    return here.life.blocked ? 'blocked' : here.life.nearLimit ? 'near' : 'free';
  };

  test('of usage', () => {
    expect(at({ usageLimit: 100 }, { logUsage: Math.log(101) })).toBe('blocked');
    expect(at({ usageLimit: 100 }, { logUsage: Math.log(99) })).toBe('near');
    expect(at({ usageLimit: 100 }, { logUsage: Math.log(81) })).toBe('near');
    expect(at({ usageLimit: 100 }, { logUsage: Math.log(79) })).toBe('free');
  });

  test('of seats: as many as the limit are welcome', () => {
    expect(at({ seatLimit: 10 }, { seats: 11 })).toBe('blocked');
    expect(at({ seatLimit: 10 }, { seats: 10 })).toBe('near');
    expect(at({ seatLimit: 10 }, { seats: 9 })).toBe('near');
    expect(at({ seatLimit: 10 }, { seats: 8 })).toBe('free');
  });

  test('of months on the plan', () => {
    expect(at({ monthsLimit: 5 }, { tierSince: 2 }, 7)).toBe('blocked');
    expect(at({ monthsLimit: 5 }, { tierSince: 2 }, 6)).toBe('near');
    expect(at({ monthsLimit: 5 }, { tierSince: 2 }, 5)).toBe('free');
  });

  test('of value discovered', () => {
    expect(at({ featureLimit: 0.5 }, { value: 0.51 })).toBe('blocked');
    expect(at({ featureLimit: 0.5 }, { value: 0.5 })).toBe('near');
    expect(at({ featureLimit: 0.5 }, { value: 0.41 })).toBe('near');
    expect(at({ featureLimit: 0.5 }, { value: 0.39 })).toBe('free');
  });

  test('several hold at once, and without any nothing blocks', () => {
    expect(at({ usageLimit: 100, seatLimit: 2 }, { logUsage: 0, seats: 3 })).toBe('blocked');
    expect(at({}, { logUsage: 50, seats: 1000, value: 1 }, 30)).toBe('free');
  });
});

describe('a wall that a free user meets', () => {
  const meet = (pays?: number) => {
    const here = stage(
      { ladder: { tiers: [tier('Free', 0, { usageLimit: 100 }), tier('Small', 10, { usageLimit: 100 })] } },
      pays === undefined ? {} : { pays },
    );
    here.life.value = 0.3;
    const month = (usage: number) => {
      here.life.logUsage = Math.log(usage);
      turn(here);
      return [posted(here, 'wallsMet'), posted(here, 'valueAtWall')];
    };
    return month;
  };

  test('is counted with the value seen so far, once for as long as it stands', () => {
    const month = meet();
    expect(month(50)).toEqual([0, 0]);
    expect(month(150)).toEqual([1, 0.3]);
    expect(month(150)).toEqual([1, 0.3]);
    expect(month(50)).toEqual([1, 0.3]);
    expect(month(150)).toEqual([2, 0.6]);
  });

  test('is not counted for whoever pays', () => {
    expect(meet(1)(150)).toEqual([0, 0]);
  });
});

test('each use that reveals a need has a clock of its own', () => {
  const here = stage(
    { product: { featureUseRate: 1 }, offers: { featureUse: true } },
    { pays: 0, script: { [decisions.featureUse]: exponentials(0.5, 0.2, 5, 9) } },
  );
  turn(here); // 1 spends 0.5 and 0.2; 0.3 of the next 5 are gone
  near(here.life.featureUseIn, 4.7);
  expect(here.life.featureUses).toBe(2);
});
