import { expect, test } from 'vitest';
import { fitRetention } from '../../simulations/calibration/retention-fit.ts';
import type { MatchReading } from '../../simulations/designs/retention-match.ts';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { placeRetention, retentionSaid, retentionTwin } from '../../src/charts/retention.ts';
import { formatFor } from '../../src/format.ts';
import { corrected, withFit } from '../../src/rooms/numbers/into-world.ts';
import { matchQuestion } from '../../src/rooms/numbers/match-state.svelte.ts';
import {
  agreementSaid,
  isCorrection,
  leftOutSaid,
  matchStatus,
} from '../../src/rooms/numbers/match-words.ts';
import { originLine } from '../../src/sharing/origin.ts';
import { twinCsv } from '../../src/sharing/twin-csv.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'USD');
const size = { width: 600, height: 300 };
/** Quarters: 100, 80, 70, 65 of a hundred, then nobody watched. */
const fit = (() => {
  const reading = fitRetention({
    cohorts: [{ name: 'A', survivors: [1000, 800, 700, 650] }],
    periodMonths: 3,
  });
  if (reading.kind !== 'fit') throw new Error(reading.reason);
  return reading;
})();
const asked = (() => {
  const question = matchQuestion(fit, 0, [0, 1]);
  if (question === undefined) throw new Error('a fit asks a question');
  return question;
})();

interface Lived {
  readonly as?: number;
  readonly found?: number;
  readonly churn?: number;
  readonly gaps?: readonly [number, number];
  readonly months?: number;
}

function lived({ as = 0.7, found = 0.65, churn = 0.04, gaps = [0.05, 0.004], months = 12 }: Lived = {}) {
  const shares = (last: number) =>
    Array.from({ length: 10 }, (_, month) => Number((1 - ((1 - last) * month) / 9).toFixed(4)));
  const reading: MatchReading = {
    engine: '0',
    seed: 's',
    months,
    replications: 8,
    strategy: 'Plain',
    compared: asked.wanted,
    leftOut: 0,
    asFitted: { churn: fit.segment!.values, shares: shares(as), meanGap: gaps[0] },
    found: {
      churn: { firstMonthChurn: churn, churnHeterogeneity: 0.1 },
      shares: shares(found),
      meanGap: gaps[1],
    },
    tries: 31,
    fingerprint: '',
  };
  return reading;
}

test('the table is to be met in months, by those who were watched', () => {
  expect(asked.wanted).toEqual([
    { month: 3, share: 0.8, weight: 1000 },
    { month: 6, share: expect.closeTo(0.7, 12) as number, weight: 800 },
    { month: 9, share: expect.closeTo(0.65, 12) as number, weight: 700 },
  ]);
  expect(asked.fitted).toEqual(fit.segment?.values);
  expect(matchQuestion({ ...fit, segment: null }, 0, [0])).toBeUndefined();
});

test('simulated curves run month by month along ages of any length, and are said and listed beside them', () => {
  const reading = lived();
  const { frame, asFitted, found } = placeRetention(fit, size, format, reading);
  const ends = asFitted.match(/[\d.]+,[\d.]+/g)!;
  expect(ends).toHaveLength(10);
  expect(Number(ends.at(-1)?.split(',')[0])).toBeCloseTo(frame.x(3), 1);
  expect(Number(ends.at(-1)?.split(',')[1])).toBeCloseTo(frame.y(0.7), 1);
  expect(Number(/[\d.]+$/.exec(found)?.[0])).toBeCloseTo(frame.y(0.65), 1);
  expect(placeRetention(fit, size, format)).toMatchObject({ asFitted: '', found: '' });
  expect(retentionSaid(fit, 3, format, reading)).toMatch(
    /70.* simulated, 65.* simulated with the churn found$/,
  );
  expect(retentionSaid(fit, 4, format, reading)).not.toContain('simulated');
  const { columns, rows } = retentionTwin(fit, 'quarter', format, reading);
  expect(columns.slice(-2)).toEqual(['Simulated', 'With the churn found']);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  expect(rows[3]?.slice(-2)).toMatchObject([{ value: 0.7 }, { value: 0.65 }]);
  expect(rows[4]?.slice(-2)).toMatchObject([{ value: null }, { value: null }]);
});

test('whether the simulation agrees is said: sooner, longer, near enough, out of reach, beyond the run', () => {
  const longer = agreementSaid(lived(), format);
  expect(longer.asFitted).toContain('stay longer than the table says: after 9 months 70%');
  expect(longer.asFitted).toContain('not 65%');
  expect(longer.instead).toContain('meets the table (mean gap 0.4 points)');
  const sooner = agreementSaid(lived({ as: 0.5 }), format);
  expect(sooner.asFitted).toContain('leave sooner than the table says: after 9 months 50%');
  expect(agreementSaid(lived({ gaps: [0.009, 0.004] }), format)).toMatchObject({ instead: '' });
  const beyond = agreementSaid(lived({ as: 0.5, churn: 0.0002, gaps: [0.2, 0.1] }), format);
  expect(beyond.instead).toContain('nearest it comes is 10');
  expect(beyond.instead).toContain('Even customers who never want out by themselves');
  const none = { ...lived(), compared: [], asFitted: { ...lived().asFitted, meanGap: null } };
  expect(agreementSaid(none, format).asFitted).toContain('nothing can be compared');
  expect(leftOutSaid({ ...lived({ months: 8 }), leftOut: 1 }, format)).toMatch(/fewer than 30 .*8 months/);
  expect(leftOutSaid(lived(), format)).toBe('');
});

test('only what comes nearer is a correction', () => {
  expect(isCorrection(lived())).toBe(true);
  expect(isCorrection(lived({ gaps: [0.009, 0.001] }))).toBe(false);
  expect(isCorrection(lived({ gaps: [0.05, 0.05] }))).toBe(false);
});

test('a search says how far it is and when it was stopped', () => {
  const run = { phase: 'complete', current: true, isRefining: false } as const;
  expect(matchStatus(run, lived(), format)).toBe('31 tries of 8 futures each');
  expect(matchStatus({ ...run, phase: 'stopped' }, lived(), format)).toBe(
    'Stopped after 31 tries of 8 futures each',
  );
  expect(matchStatus({ ...run, phase: 'running', current: false }, lived(), format)).toContain(
    'new question',
  );
});

test('a corrected fit moves its ranges along, by hazard, and goes into a scenario with what was done to it', () => {
  const { values, uncertain } = fit.segment!;
  const half = {
    firstMonthChurn: 1 - Math.sqrt(1 - values.firstMonthChurn),
    churnHeterogeneity: values.churnHeterogeneity / 2,
  };
  const moved = corrected(fit.segment!, half);
  expect(moved.values).toEqual(half);
  expect(moved.uncertain?.firstMonthChurn.p90).toBeCloseTo(
    1 - Math.sqrt(1 - uncertain!.firstMonthChurn.p90),
    10,
  );
  expect(moved.uncertain?.churnHeterogeneity?.p10).toBeCloseTo(uncertain!.churnHeterogeneity!.p10 / 2, 10);
  const next = withFit(smallScenario(), [0], moved, { asRanges: true, table: 'mine.csv', isCorrected: true });
  expect(checkScenario(Scenario.parse(next)).problems).toEqual([]);
  expect(next.sources?.at(-1)?.source).toContain('until the simulation came nearest to it');
  // What has no width left is a number.
  const none = corrected(fit.segment!, { firstMonthChurn: 1e-5, churnHeterogeneity: 0 });
  expect(none.uncertain).toBeNull();
  const alike = corrected(fit.segment!, { ...values, churnHeterogeneity: 0 });
  expect(alike.uncertain).toEqual({ firstMonthChurn: expect.anything() as unknown });
  const put = withFit(smallScenario(), [0], alike, { asRanges: true, table: 'mine.csv' });
  expect(checkScenario(Scenario.parse(put)).problems).toEqual([]);
});

test('what is downloaded says whose simulation lies over the table', () => {
  const table = { scenario: 'mine.csv', rows: 2, engine: '1', fingerprint: 'aa' };
  const simulated = {
    scenario: 'A company',
    strategies: ['Plain'],
    seed: 's',
    months: 12,
    replications: 8,
    fingerprint: 'bb',
  };
  expect(originLine(table)).not.toContain('simulated');
  expect(originLine({ ...table, simulated })).toBe(
    'mine.csv · 2 rows · Cohort Lab 1 · fingerprint aa · simulated: A company · seed “s” · 12 months, 8 futures · fingerprint bb',
  );
  const csv = twinCsv(retentionTwin(fit, 'quarter', format, lived()), { ...table, simulated });
  expect(csv.split('\n')[0]).toContain('simulated strategy');
  expect(csv.split('\n')[2]).toContain('A company,Plain,s,8,bb');
});
