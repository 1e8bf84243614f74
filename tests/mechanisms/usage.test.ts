import { expect, test } from 'vitest';
import { decisions } from '../../simulations/decisions.ts';
import { activity, grow } from '../../simulations/mechanisms/usage.ts';
import { moveTo, near, stage } from './stage.ts';

/** Normal score 1.2815515655446004 at 0.9, from the published table of the inverse normal. */
const SCORE_AT_90 = 1.2815515655446004;

test('activity is engagement against the typical customer of the segment', () => {
  const { life } = stage({ segment: { engagement: 0.4 } });
  near(activity(life), 1);
  life.engagement = 0.6;
  near(activity(life), 1.5);
});

test('usage grows by g · activity + σ · z + macro in the logarithm', () => {
  const { life, luck } = stage(
    { segment: { engagement: 0.4, startingUsage: 50, usageGrowth: 0.03, usageVolatility: 0.2 } },
    { script: { [decisions.usageChange]: 0.9 } },
  );
  life.engagement = 0.6;
  near(life.logUsage, Math.log(50));
  grow(life, luck, 0.01);
  near(life.logUsage, Math.log(50) + 0.03 * 1.5 + 0.2 * SCORE_AT_90 + 0.01);
});

test('usage can fall, by negative growth and by bad luck', () => {
  const falling = stage({ segment: { usageGrowth: -0.1 } });
  grow(falling.life, falling.luck, 0);
  near(falling.life.logUsage, -0.1);
  const unlucky = stage({ segment: { usageVolatility: 0.2 } }, { script: { [decisions.usageChange]: 0.1 } });
  grow(unlucky.life, unlucky.luck, 0);
  near(unlucky.life.logUsage, -0.2 * SCORE_AT_90);
});

// The first four are drawn at birth, with the traits.
test.each([0, 1, 2, 3, 4, 5, 11])('the score of a month is that of the month since arrival: %i', (since) => {
  const here = stage(
    { segment: { usageVolatility: 0.2 } },
    { arrival: 3, script: { [decisions.usageChange]: (occurrence) => (occurrence === since ? 0.9 : 0.5) } },
  );
  const before = here.life.logUsage;
  moveTo(here, 3 + since);
  grow(here.life, here.luck, 0);
  near(here.life.logUsage, before + 0.2 * SCORE_AT_90);
});

test('without growth, volatility and shock nothing moves, bit for bit', () => {
  const { life, luck } = stage({ segment: { startingUsage: 37 } });
  const before = life.logUsage;
  grow(life, luck, 0);
  expect(life.logUsage).toBe(before);
  expect(life.seats).toBe(1);
  expect(life.logSeats).toBe(0);
});

test('seats come one at a time, when the clock of |growth| · seats a month has run out', () => {
  const { life, luck } = stage(
    { segment: { startingSeats: 10, seatGrowth: 0.1 } },
    {
      script: {
        [decisions.trait]: 0.5,
        [decisions.seatChange]: (occurrence) => Math.exp(-[0.9, 1.2, 5][occurrence]!),
      },
    },
  );
  const before = life.seats;
  expect(before).toBeGreaterThan(5);
  life.seats = 10;
  near(life.seatChangeIn, 0.9);
  grow(life, luck, 0);
  expect(life.seats).toBe(11); // 1 of 10 · 0.1 spends 0.9; 0.1 is left over for the next 1.2
  near(life.logSeats, Math.log(11));
  near(life.seatChangeIn, 1.1);
  grow(life, luck, 0);
  expect(life.seats).toBe(12); // 1.1 of 11 · 0.1
  near(life.seatChangeIn, 5);
  expect(life.seatChanges).toBe(2);
});

test('several seats may come in one month', () => {
  const { life, luck } = stage(
    { segment: { seatGrowth: 0.2 } },
    { script: { [decisions.seatChange]: Math.exp(-0.06) } },
  );
  grow(life, luck, 0);
  expect(life.seats).toBe(1 + Math.floor(0.2 / 0.06));
});

test('many seats at once are one draw of the same law', () => {
  const asked: number[] = [];
  const half = (occurrence: number) => (asked.push(occurrence), 0.5);
  const here = stage(
    { segment: { seatGrowth: 0.1 } },
    { arrival: 3, script: { [decisions.seatsChanged]: half, [decisions.seatChange]: 0.9999 } },
  );
  Object.assign(here.life, { seats: 1000, seatChangeIn: 1e-4 });
  moveTo(here, 8);
  grow(here.life, here.luck, 0);
  expect(here.life.seats).toBe(1100); // the median of a Poisson law of mean 100 is 100
  near(here.life.logSeats, Math.log(1100));
  expect([asked, here.life.seatChanges, here.life.seatChangeIn]).toEqual([[5], 0, 1e-4]);
});

test('a draw for many is made only above twenty changes a month', () => {
  const of = (seats: number) => {
    const here = stage(
      { segment: { seatGrowth: 0.2 } },
      { script: { [decisions.seatsChanged]: 0.5, [decisions.seatChange]: Math.exp(-1e9) } },
    );
    Object.assign(here.life, { seats, seatChangeIn: 1e9 });
    grow(here.life, here.luck, 0);
    return here.life.seats;
  };
  expect(of(100)).toBe(100); // a mean of 20 is left to the clock
  expect(of(101)).toBe(121);
});

test('many seats may be given up or gained at once', () => {
  const of = (seatGrowth: number, seats: number, u: number) => {
    const here = stage({ segment: { seatGrowth } }, { script: { [decisions.seatsChanged]: u } });
    here.life.seats = seats;
    grow(here.life, here.luck, 0);
    return here.life.seats;
  };
  expect(of(-0.1, 1000, 0.5)).toBe(900);
  expect(of(0.2, 999_999, 0.5)).toBe(1_199_999);
});

test('nothing holds usage or seats at a ceiling', () => {
  const at = (logUsage: number, usageGrowth: number) => {
    const { life, luck } = stage({ segment: { usageGrowth } });
    life.logUsage = logUsage;
    grow(life, luck, 0);
    return life.logUsage;
  };
  near(at(299, 0.5), 299.5);
  near(at(-299, -0.5), -299.5);
});

test('negative growth gives seats up, never the last', () => {
  const { life, luck } = stage(
    { segment: { seatGrowth: -0.2 } },
    { script: { [decisions.seatChange]: Math.exp(-0.3) } },
  );
  life.seats = 3;
  grow(life, luck, 0);
  expect(life.seats).toBe(1);
  near(life.seatChangeIn, 0.3);
  expect(life.logSeats).toBe(0);
  grow(life, luck, 0);
  grow(life, luck, 0);
  expect(life.seats).toBe(1);
});
