import { describe, expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import type { Life } from '../../simulations/life.ts';
import { ANNUAL, EXISTING, MONTHLY, MULTI_YEAR, ORGANIC, REFERRED } from '../../simulations/life.ts';
import {
  leave,
  LEAVES,
  PAYMENT_FAILED,
  pressureToLeave,
  STAYS,
} from '../../simulations/mechanisms/leaving.ts';
import { renew } from '../../simulations/mechanisms/billing.ts';
import { tier } from '../support/neutral-study.ts';
import type { Levers, Script } from './stage.ts';
import { moveTo, near, posted, stage } from './stage.ts';

const loud: NonNullable<Levers['leaving']> = {
  value: 0.8,
  engagement: 0.7,
  trust: 1.1,
  product: 0.07,
  integration: 0.03,
  household: 0.05,
  bundle: 0.051,
  fatigue: 0.04,
  fatigueThreshold: 2,
  blocked: 0.25,
  ticket: 0.693,
  price: 0.9,
  referred: 0.198,
  coverage: 0.163,
  awakening: 0.47,
  free: 1.3,
};
const levers: Levers = {
  segment: { firstMonthChurn: 0.05, willingnessToPay: 100 },
  leaving: loud,
  ladder: { tiers: [tier('Only', 10)] },
  addOns: { a: 0.1, b: 0.1, c: 0.1 },
};

describe('every term of the pressure to leave', () => {
  test('is 0 at the neutral state', () => {
    const { life, scene } = stage(levers, { pays: 0 });
    expect(Math.abs(pressureToLeave(life, scene, 0))).toBe(0);
  });

  const terms: readonly (readonly [string, Partial<Life>, number])[] = [
    ['value discovered keeps', { value: 0.7 }, -0.8 * 0.2],
    ['value missing drives away', { value: 0.2 }, 0.8 * 0.3],
    ['engagement keeps', { engagement: 0.9 }, -0.7 * 0.4],
    ['trust keeps', { trust: 0.8 }, -1.1 * 0.2],
    ['a wall drives away', { blocked: true }, 0.25],
    ['a bad ticket drives away', { ticketUnresolved: true }, 0.693],
    ['an open ticket alone does not', { ticketOpen: true }, 0],
    ['being referred keeps', { channel: REFERRED }, -0.198],
    ['coming by itself does not', { channel: ORGANIC }, 0],
    ['being awakened drives away', { awake: 1 }, 0.47],
    ['fatigue is borne up to the threshold', { fatigue: 2 }, 0],
    ['fatigue above it drives away', { fatigue: 5 }, 0.04 * 3],
    ['a needed product keeps', { owned: 0b001, needs: 0b001 }, -0.07],
    ['an unneeded one does not', { owned: 0b001, needs: 0b010 }, 0],
    ['one that somebody was talked into does not', { owned: 0b001, needs: 0b001, unwanted: 0b001 }, 0],
    ['three needed products make three pairs', { owned: 0b111, needs: 0b111 }, -(3 * 0.07 + 3 * 0.03)],
    ['many seats keep', { logSeats: Math.log(8) }, -0.05 * Math.log(8)],
    ['the bundle keeps', { bundled: true }, -0.051],
    ['a manager keeps', { covered: true }, -0.163],
    ['a price above worth drives away', { logWillingness: Math.log(4) }, 0.9 * Math.log(10 / 4)],
    ['a price below worth does nothing', { logWillingness: Math.log(11) }, 0],
  ];
  test.each(terms)('%s', (_, state, expected) => {
    const { life, scene } = stage(levers, { pays: 0 });
    Object.assign(life, state);
    near(pressureToLeave(life, scene, 0), expected);
  });

  test('a bad year makes the price dear', () => {
    const { life, scene } = stage({ ...levers, segment: { willingnessToPay: 10 } }, { pays: 0 });
    near(pressureToLeave(life, scene, -0.3), 0.9 * 0.3);
    near(pressureToLeave(life, scene, 0.3), 0);
  });

  test('free users have a term of their own and none of what paying brings', () => {
    const { life, scene } = stage(levers);
    near(pressureToLeave(life, scene, 0), 1.3);
    Object.assign(life, {
      owned: 1,
      needs: 1,
      bundled: true,
      covered: true,
      logSeats: 2,
      logWillingness: -5,
    });
    near(pressureToLeave(life, scene, 0), 1.3);
    life.trust = 0.5;
    near(pressureToLeave(life, scene, 0), 1.3 + 0.11);
  });

  test('the first three months from arrival have a term of their own', () => {
    const here = stage({ leaving: { earlyMonths: 0.5 } }, { arrival: 4, pays: 0 });
    for (const [month, expected] of [
      [4, 0.5],
      [5, 0.5],
      [6, 0.5],
      [7, 0],
    ] as const) {
      moveTo(here, month);
      near(pressureToLeave(here.life, here.scene, 0), expected);
    }
  });

  test('who was a customer before the run is past its first three months', () => {
    const here = stage({ leaving: { earlyMonths: 0.5 } }, { arrival: 0, pays: 0 });
    moveTo(here, 0);
    const { life, scene } = here;
    life.paidBefore = 2;
    near(pressureToLeave(life, scene, 0), 0.5);
    life.paidBefore = 3;
    near(pressureToLeave(life, scene, 0), 0);
  });
});

const uniformAt = (u: number) => ({ [decisions.leave]: u });

describe('wanting out', () => {
  test('the clock runs at -ln(1-θ)·exp(x)', () => {
    const { life, scene, luck, ledger } = stage(
      { segment: { firstMonthChurn: 0.05 }, leaving: { value: 0.8 } },
      { pays: 0, script: uniformAt(0.5) },
    );
    life.value = 0.9;
    const before = life.leaveIn;
    near(before, Math.LN2);
    expect(leave(life, scene, luck, ledger, 0)).toBe(STAYS);
    near(before - life.leaveIn, -Math.log(0.95) * Math.exp(-0.8 * 0.4));
  });

  test('a hazard ratio of 2 takes θ = 0.03 to 0.0591 (KA23)', () => {
    const { life, scene, luck, ledger } = stage(
      { segment: { firstMonthChurn: 0.03 }, leaving: { blocked: Math.LN2 } },
      { pays: 0, script: uniformAt(0.0001) },
    );
    life.blocked = true;
    const before = life.leaveIn;
    leave(life, scene, luck, ledger, 0);
    near(1 - Math.exp(life.leaveIn - before), 0.0591);
  });

  test('leaves in the month in which the product of (1-h) falls below the uniform, at once when L is 1', () => {
    const here = stage(
      { segment: { firstMonthChurn: 0.05 } },
      { pays: 0, script: uniformAt(0.95 ** 3 * 0.99) },
    );
    const ended = [0, 1, 2, 3].map(() => leave(here.life, here.scene, here.luck, here.ledger, 0));
    expect(ended).toEqual([STAYS, STAYS, STAYS, LEAVES]);
  });

  test('whoever does not pay leaves with the wish', () => {
    const { life, scene, luck, ledger } = stage(
      { leaving: { cancellation: 0.1 } },
      { script: { ...uniformAt(0.99999), [decisions.cancel]: 1e-9 } },
    );
    expect(leave(life, scene, luck, ledger, 0)).toBe(LEAVES);
  });

  test('without base churn even the worst state keeps everybody, and is a number', () => {
    const { life, scene, luck, ledger } = stage(
      { segment: { firstMonthChurn: 0 }, leaving: { blocked: 5, fatigue: 2 } },
      { pays: 0 },
    );
    Object.assign(life, { blocked: true, fatigue: 1e6 });
    expect(leave(life, scene, luck, ledger, 0)).toBe(STAYS);
    expect(Number.isFinite(life.leaveIn)).toBe(true);
  });

  test('a state so bad that its ratio overflows makes anybody leave who could, at once', () => {
    const infinite = (firstMonthChurn: number) => {
      const here = stage(
        { segment: { firstMonthChurn }, leaving: { fatigue: 2, fatigueThreshold: 0, cancellation: 1 } },
        { pays: 0 },
      );
      here.life.fatigue = 400;
      const ended = leave(here.life, here.scene, here.luck, here.ledger, 0);
      return [ended, Number.isNaN(here.life.leaveIn)] as const;
    };
    expect(infinite(1e-6)).toEqual([LEAVES, false]);
    expect(infinite(0)).toEqual([STAYS, false]);
  });

  test('a customer who was wronged on discovery goes at once', () => {
    const { life, scene, luck, ledger } = stage({ segment: { firstMonthChurn: 0 } }, { pays: 0 });
    life.leavesNow = true;
    expect(leave(life, scene, luck, ledger, 0)).toBe(LEAVES);
  });

  test('awakening lasts three months of risk: those of the contact and two more', () => {
    const { life, scene, luck, ledger } = stage(
      { segment: { firstMonthChurn: 0.05 }, leaving: { awakening: 0.47 } },
      { pays: 0, script: uniformAt(0.001) },
    );
    life.awake = 3;
    const speeds = [0, 1, 2, 3].map(() => {
      const before = life.leaveIn;
      leave(life, scene, luck, ledger, 0);
      return (before - life.leaveIn) / -Math.log(0.95);
    });
    near(speeds[0]!, Math.exp(0.47));
    near(speeds[1]!, Math.exp(0.47));
    near(speeds[2]!, Math.exp(0.47));
    near(speeds[3]!, 1);
  });
});

describe('getting out', () => {
  const cancellation = 0.36;
  const wanting = (changes: Levers, cancelAt: number) => {
    const here = stage(
      { ...changes, leaving: { cancellation, cancellationHidden: 0.15, ...changes.leaving } },
      {
        pays: 0,
        script: { ...uniformAt(0.999999), [decisions.cancel]: cancelAt },
      },
    );
    return here;
  };
  const months = (here: ReturnType<typeof wanting>, most = 12): number => {
    let month = 0;
    while (month < most && leave(here.life, here.scene, here.luck, here.ledger, 0) === STAYS) month++;
    return month;
  };

  test('with probability L a month, the month of the wish included', () => {
    expect(months(wanting({}, 0.65))).toBe(0); // 1 - 0.36 = 0.64 < 0.65
    expect(months(wanting({}, 0.63))).toBe(1);
    expect(months(wanting({}, 0.64 ** 2 * 0.99))).toBe(2);
    expect(months(wanting({}, 0.64 ** 2 * 1.01))).toBe(1);
  });

  test('obstruction goes from L to the hidden one in equal steps of the logarithm', () => {
    const halfway = 0.36 * Math.sqrt(0.15 / 0.36);
    const at = (obstruction: number) =>
      stage({ leaving: { cancellation, cancellationHidden: 0.15 }, manipulation: { obstruction } }).scene;
    near(at(0).cancelHazard, -Math.log(0.64));
    near(at(0.5).cancelHazard, -Math.log(1 - halfway));
    near(at(1).cancelHazard, -Math.log(0.85));
    near(at(1).honestCancelHazard, -Math.log(0.64));
    expect(at(0).cancelHazard).toBe(at(0).honestCancelHazard);
  });

  test('kept only by the ordinary way out, nobody bears a grudge', () => {
    const here = wanting(
      {
        manipulation: { obstruction: 1 },
        wordOfMouth: { trappedVoices: 0.5 },
        feelings: { trustGain: 0.03, trustLossRatio: 5 },
      },
      0.5,
    );
    expect(leave(here.life, here.scene, here.luck, here.ledger, 0)).toBe(STAYS); // 0.64 > 0.5: the honest way would have kept it too
    expect([here.life.grudge, here.life.obstructed, here.life.exposures, here.life.trust]).toEqual([
      false,
      false,
      0,
      0.6,
    ]);
    expect(posted(here, 'warnings')).toBe(0);
  });

  test('kept on purpose: a grudge, trust lost once, a warning and an exposure each month', () => {
    const here = wanting(
      {
        manipulation: { obstruction: 0.8 },
        wordOfMouth: { trappedVoices: 0.5 },
        feelings: { trustGain: 0.03, trustLossRatio: 5 },
      },
      0.63,
    );
    const turn = () => leave(here.life, here.scene, here.luck, here.ledger, 0);
    expect([turn(), turn()]).toEqual([STAYS, STAYS]); // the honest way is open after the second month: 0.64² < 0.63
    expect([here.life.grudge, here.life.obstructed]).toEqual([true, true]);
    near(here.life.trust, 0.6 * 0.85);
    near(here.life.exposures, 0.8);
    expect(posted(here, 'warnings')).toBe(0.5);
    const hidden = 1 - 0.36 * (0.15 / 0.36) ** 0.8;
    expect(hidden ** 2).toBeGreaterThan(0.63);
    expect(hidden ** 3).toBeLessThan(0.63);
    expect(turn()).toBe(LEAVES);
    near(here.life.trust, 0.6 * 0.85);
    near(here.life.exposures, 0.8); // out this month: not kept
  });

  test('trust is lost once however long the trap', () => {
    const here = wanting(
      {
        manipulation: { obstruction: 1 },
        wordOfMouth: { trappedVoices: 0.5 },
        feelings: { trustGain: 0.03, trustLossRatio: 5 },
      },
      0.3,
    );
    for (let month = 0; month < 5; month++)
      expect(leave(here.life, here.scene, here.luck, here.ledger, 0)).toBe(STAYS);
    near(here.life.trust, 0.6 * 0.85);
    expect(posted(here, 'warnings')).toBe(3 * 0.5); // 0.64³ = 0.26: months 3, 4 and 5
    near(here.life.exposures, 3);
  });
});

describe('failed payments', () => {
  test('fail by a clock of one invoice a month, at ln(1-p), less what dunning recovers', () => {
    const { life, scene, luck, ledger } = stage(
      {
        segment: { firstMonthChurn: 0, paymentFailure: 0.1 },
        leaving: { recoverable: 0.4 },
        success: { dunning: 0.5 },
      },
      { pays: 0, script: { [decisions.failedPayment]: 0.92 ** 2 * 0.99 } },
    );
    near(scene.segments[0]!.paymentHazard, -Math.log(1 - 0.1 * (1 - 0.4 * 0.5)));
    expect([0, 1, 2].map(() => leave(life, scene, luck, ledger, 0))).toEqual([STAYS, STAYS, PAYMENT_FAILED]);
  });

  test('without failures the clock never runs out', () => {
    const { life, scene, luck, ledger } = stage({ segment: { firstMonthChurn: 0 } }, { pays: 0 });
    expect(leave(life, scene, luck, ledger, 0)).toBe(STAYS);
    expect(life.paymentIn).toBe(Infinity);
  });

  test('both in one month: whichever clock ran out first', () => {
    // Shares of the month: the wish at -ln(0.96)/-ln(0.9) = 0.39, the payment at -ln(u)/-ln(0.9).
    const of = (failedPayment: number) => {
      const { life, scene, luck, ledger } = stage(
        { segment: { firstMonthChurn: 0.1, paymentFailure: 0.1 } },
        { pays: 0, script: { ...uniformAt(0.96), [decisions.failedPayment]: failedPayment } },
      );
      return leave(life, scene, luck, ledger, 0);
    };
    expect(of(0.97)).toBe(PAYMENT_FAILED);
    expect(of(0.95)).toBe(LEAVES);
    expect(of(0.5)).toBe(LEAVES);
  });

  test('the later part of a month counts from its beginning', () => {
    const { life, scene, luck, ledger } = stage(
      { segment: { firstMonthChurn: 0.1, paymentFailure: 0.1 } },
      { pays: 0, script: { ...uniformAt(0.9 * 0.96), [decisions.failedPayment]: 0.9 * 0.97 } },
    );
    expect(leave(life, scene, luck, ledger, 0)).toBe(STAYS);
    expect(leave(life, scene, luck, ledger, 0)).toBe(PAYMENT_FAILED);
  });

  test('with friction, the way out found early in the month comes before a payment that fails late', () => {
    const of = (cancel: number) => {
      const { life, scene, luck, ledger } = stage(
        { segment: { firstMonthChurn: 0.1, paymentFailure: 0.1 }, leaving: { cancellation: 0.5 } },
        {
          pays: 0,
          script: { ...uniformAt(0.999999), [decisions.cancel]: cancel, [decisions.failedPayment]: 0.95 },
        },
      );
      return leave(life, scene, luck, ledger, 0); // the payment fails at share 0.487
    };
    expect(of(0.5 ** 0.4)).toBe(LEAVES);
    expect(of(0.5 ** 0.6)).toBe(PAYMENT_FAILED);
    expect(of(0.3)).toBe(PAYMENT_FAILED); // not out at all this month
  });
});

describe('contracts', () => {
  const under = (
    contract: number,
    left: number,
    changes: Levers = {},
    script: Script = uniformAt(0.9999),
  ) => {
    const here = stage({ contracts: { multiYearYears: 3 }, ...changes }, { pays: 0, script });
    here.life.contract = contract;
    here.life.contractLeft = left;
    return here;
  };

  test('whoever wants out waits for the end of the term', () => {
    const here = under(ANNUAL, 4);
    const ended: number[] = [];
    for (let month = 0; month < 4; month++) {
      ended.push(leave(here.life, here.scene, here.luck, here.ledger, 0));
      if (ended.at(-1) === STAYS) renew(here.life, here.scene, here.ledger);
    }
    expect(ended).toEqual([STAYS, STAYS, STAYS, LEAVES]);
  });

  test('the wish accumulates over the term, at the renewal ratio', () => {
    const at = (contract: number, renewalRatio: number) => {
      const here = under(
        contract,
        5,
        { segment: { firstMonthChurn: 0.05 }, leaving: { renewalRatio } },
        uniformAt(0.5),
      );
      const before = here.life.leaveIn;
      leave(here.life, here.scene, here.luck, here.ledger, 0);
      return before - here.life.leaveIn;
    };
    near(at(ANNUAL, 0.7), -Math.log(0.95) * 0.7);
    near(at(MULTI_YEAR, 0.7), -Math.log(0.95) * 0.7);
    near(at(MONTHLY, 0.7), -Math.log(0.95));
    expect(at(ANNUAL, 1)).toBe(at(MONTHLY, 1));
  });

  test('payments are collected, and fail, once a term', () => {
    const here = under(
      ANNUAL,
      3,
      { segment: { firstMonthChurn: 0, paymentFailure: 0.5 } },
      { [decisions.leave]: 0.5, [decisions.failedPayment]: 0.9 },
    );
    const ended: number[] = [];
    for (let month = 0; month < 3; month++) {
      ended.push(leave(here.life, here.scene, here.luck, here.ledger, 0));
      if (ended.at(-1) === STAYS) renew(here.life, here.scene, here.ledger);
    }
    expect(ended).toEqual([STAYS, STAYS, PAYMENT_FAILED]);
  });

  test('a cancellation in mid-term holds until the end, whenever its clock ran out', () => {
    const here = under(
      ANNUAL,
      3,
      { leaving: { cancellation: 0.5 } },
      { ...uniformAt(0.9999), [decisions.cancel]: 0.9 },
    );
    expect(leave(here.life, here.scene, here.luck, here.ledger, 0)).toBe(STAYS);
    expect(here.life.cancelled).toBe(true);
    here.life.contractLeft = 1;
    expect(leave(here.life, here.scene, here.luck, here.ledger, 0)).toBe(LEAVES);
  });
});

test('a return after a failed payment of somebody who wanted out has a fresh clock of payments', () => {
  // Driven as a whole in live.test.ts; here only that existing customers have a clock like others.
  const { life } = stage(
    { segment: { paymentFailure: 0.1 } },
    { channel: EXISTING, pays: 0, script: { [decisions.failedPayment]: 0.5 } },
  );
  near(life.paymentIn, Math.LN2);
});

describe('who does not pay yet', () => {
  const levers = { segment: { firstMonthChurn: 0.2, churnHeterogeneity: 0.2 } };
  const wished = (role: Parameters<typeof stage>[1]) => {
    const { life, scene, luck, ledger } = stage(levers, role);
    life.leaveIn = 100;
    life.baseHazard = 0.7;
    leave(life, scene, luck, ledger, 0);
    return 100 - life.leaveIn;
  };

  test('wishes to leave by the mean of its segment, who pays by its own', () => {
    near(wished({}), -Math.log(0.8));
    near(wished({ pays: 0 }), 0.7);
  });
});
