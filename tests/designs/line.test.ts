import { describe, expect, it } from 'vitest';
import { line, monthOfRegret } from '../../simulations/designs/line.ts';
import type { LineQuestion, LineReading } from '../../simulations/designs/line.ts';
import type { CompareStudy } from '../../simulations/designs/compare.ts';
import type { Simulate } from '../../workers/engine.ts';
import { curveKernel, curveStudy, normalOf } from '../support/curve-study.ts';
import type { Place } from '../support/curve-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const question: LineQuestion = { intensities: [0, 0.5, 1] };
const nagging = ({ strategy }: Place) => strategy.manipulation.nagging;
const inFirst = (formula: (place: Place) => number): Simulate =>
  curveKernel((place) => (place.segment === 0 ? formula(place) : 0));

/** 10 a month ahead for a year, 19 a month behind after, times the intensity. */
const regretted = inFirst((place) => 100 + 30 * place.luck + nagging(place) * (place.month < 12 ? 10 : -19));

const run = (
  kernel: Simulate,
  months = 36,
  asked: LineQuestion = question,
  study?: CompareStudy,
): LineReading => plainDrive(line(study ?? curveStudy({ months, replications: 40 }), asked), kernel).reading;

describe('the line', () => {
  const reading = run(regretted);

  it('has the difference by intensity and month, against the same strategy without', () => {
    expect(reading.rows.map(({ intensity }) => intensity)).toEqual([0, 0.5, 1]);
    const full = reading.rows[2]?.mean ?? [];
    expect(full[0]).toBeCloseTo(10, 9);
    expect(full[11]).toBeCloseTo(120, 9);
    expect(full[35]).toBeCloseTo(120 - 24 * 19, 9);
    expect(reading.rows[1]?.mean[11]).toBeCloseTo(60, 9);
    expect(reading.rows[2]?.ahead[11]).toBe(1);
    expect(reading.rows[2]?.ahead[35]).toBe(0);
  });

  it('is exactly 0 everywhere where nothing is manipulated', () => {
    const [none] = reading.rows;
    expect(none?.mean).toEqual(new Array(36).fill(0));
    expect(none?.low).toEqual(new Array(36).fill(0));
    expect(none?.ahead).toEqual(new Array(36).fill(0.5));
    expect(none?.regret).toEqual({ kind: 'notWithinHorizon', low: null, withinHorizonShare: 0 });
  });

  it('says how well the difference at the horizon is known, and what pairing saves', () => {
    const noisy = inFirst((place) => 3 * place.luck + normalOf(`${nagging(place)} ${place.replication}`));
    const rows = plainDrive(line(curveStudy({ months: 4, replications: 400 }), question), noisy).reading.rows;
    const { standardError, futures, pairingGain } = rows[2]?.atHorizon ?? {};
    expect(futures).toBe(400);
    // Four months alike: own luck 4 · √2 a future, over √400; (10 + 10) / 2 times the futures without the shared 3.
    expect(standardError).toBeCloseTo((4 * Math.SQRT2) / 20, 1);
    expect(pairingGain).toBeGreaterThan(7.5);
    expect(pairingGain).toBeLessThan(12.5);
    expect(rows[0]?.atHorizon).toEqual({ standardError: 0, futures: 400, pairingGain: null });
  });

  it('names the month of regret', () => {
    // 120 - 19 k < 0 from k = 7 on: the nineteenth month.
    for (const intensity of [1, 2]) {
      expect(reading.rows[intensity]?.regret).toEqual({
        kind: 'regretted',
        month: 19,
        low: 19,
        high: 19,
        withinHorizonShare: 1,
      });
    }
  });

  it('says when regret lies beyond the horizon', () => {
    const short = run(regretted, 18);
    expect(short.rows[2]?.regret).toEqual({ kind: 'notWithinHorizon', low: null, withinHorizonShare: 0 });
  });

  it('gives regret an interval where it is uncertain', () => {
    // What manipulating costs later is drawn for each future: the mean is known to about a sixth of it.
    const uncertain = inFirst((place) => nagging(place) * (place.month < 12 ? 10 : -20 - 20 * place.luck));
    const { regret } = run(uncertain, 60).rows[2] ?? {};
    expect(regret?.kind).toBe('regretted');
    if (regret?.kind !== 'regretted') return;
    expect(regret.low).toBeLessThan(regret.month);
    expect(regret.high).toBeGreaterThan(regret.month);
    expect(regret.low).toBeGreaterThan(12);
  });

  it('draws the line where the difference is 0', () => {
    // Quadratic in the intensity: ahead by i (1 - i) - 0.2 i.
    const bent = inFirst((place) => nagging(place) * (0.8 - nagging(place)) + place.luck);
    const asked = { intensities: [0, 0.25, 0.5, 0.75, 1] };
    const { contour } = run(bent, 2, asked);
    const height = (i: number) => i * (0.8 - i);
    const expected = 0.75 + (0.25 * height(0.75)) / (height(0.75) - height(1));
    expect(contour[1]).toHaveLength(1);
    expect(contour[1]?.[0]?.between).toEqual([0.75, 1]);
    expect(contour[1]?.[0]?.at).toBeCloseTo(expected, 9);
  });

  it('scales what the strategy does already, and the chosen patterns alone', () => {
    const study = curveStudy({ replications: 8 });
    const own = { ...study.strategies[0]!.manipulation, sneaking: 0.4, nagging: 0.8 };
    const used = {
      ...study,
      strategies: [{ ...study.strategies[0]!, manipulation: own }, study.strategies[1]!],
    };
    const intensitiesOf = (asked: LineQuestion) =>
      plainDrive(line(used, asked), regretted).batches[0]?.points.map(
        ({ strategy }) => strategy.manipulation,
      );
    const none = { sneaking: 0, obstruction: 0, hiddenCost: 0, nagging: 0, confirmShaming: 0 };
    expect(intensitiesOf(question)).toEqual([
      none,
      none,
      { ...none, sneaking: 0.2, nagging: 0.4 },
      { ...none, sneaking: 0.4, nagging: 0.8 },
      own,
      none,
    ]);
    expect(intensitiesOf({ ...question, patterns: ['obstruction'] })?.slice(0, 4)).toEqual([
      none,
      none,
      { ...none, obstruction: 0.5 },
      { ...none, obstruction: 1 },
    ]);
    expect(run(regretted, 2).full).toEqual({
      sneaking: 1,
      obstruction: 1,
      hiddenCost: 1,
      nagging: 1,
      confirmShaming: 1,
    });
  });

  it('ranks by the short term beside the long', () => {
    expect(reading.shortTerm).toEqual({ metric: 'revenue', name: 'Revenue', month: 3 });
    expect(reading.intensities.map(({ shortTermRank }) => shortTermRank)).toEqual([3, 2, 1]);
    expect(reading.intensities.map(({ longTermRank }) => longTermRank)).toEqual([1, 2, 3]);
    expect(reading.strategies.map(({ name, longTermRank }) => [name, longTermRank])).toEqual([
      ['First', 1],
      ['Second', 1],
    ]);
  });

  it('tells how sure a rank is: all resamples agree where luck plays no part, and not where it decides', () => {
    for (const { longTermRank, longTermRanks } of reading.intensities)
      expect(longTermRanks).toEqual({ low: longTermRank, high: longTermRank });
    // What an intensity brings is drawn for each future and each intensity, so that none is better on average.
    const drawn = run(
      inFirst((place) => Math.sin(1e4 * place.luck * (1 + nagging(place)))),
      2,
    );
    for (const { longTermRanks, longTermError } of drawn.intensities) {
      expect(longTermRanks!.high).toBeGreaterThan(longTermRanks!.low);
      expect(longTermError).toBeGreaterThan(0);
    }
    // One future has nothing to resample: its ranks are not called sure.
    const alone = run(regretted, 36, question, curveStudy({ months: 36, replications: 1 }));
    for (const { longTermRank, longTermRanks } of alone.intensities) {
      expect(longTermRank).not.toBeNull();
      expect(longTermRanks).toBeNull();
    }
  });
});

describe('the month of regret', () => {
  it('is the first of those from which a curve stays below 0', () => {
    expect(monthOfRegret([1, 1, -1, -1])).toBe(3);
    expect(monthOfRegret([1, -1, 1, -1])).toBe(4);
    expect(monthOfRegret([-1, -1])).toBe(1);
    expect(monthOfRegret([-1, 1])).toBe(Infinity);
    expect(monthOfRegret([0, 0])).toBe(Infinity);
  });
});
