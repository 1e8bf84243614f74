import { expect, test } from 'vitest';
import type { AttributionReading } from '../../simulations/designs/attribution.ts';
import type { FlipReading } from '../../simulations/designs/flip.ts';
import type { SensitivityReading } from '../../simulations/designs/sensitivity.ts';
import type { TornadoReading } from '../../simulations/designs/tornado.ts';
import { placeGapRows } from '../../src/charts/gap-rows.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { formatFor } from '../../src/format.ts';
import { plainText } from '../../src/rooms/compare/headline.ts';
import { factors, rangesOf } from '../../src/rooms/why/ranges.ts';
import {
  gapSizes,
  waterfallRows,
  waterfallTwin,
  whyHeadline,
  whyStatus,
} from '../../src/rooms/why/why-words.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'USD');
const part = (name: string, value: number) => ({
  name,
  pointers: [],
  value,
  low: value - 100,
  high: value + 100,
  alone: value,
  last: value,
});
const reading: AttributionReading = {
  engine: '0',
  seed: 'seed',
  months: 12,
  metric: 'contribution',
  unit: 'money',
  strategies: ['A', 'B'],
  replications: 8,
  plannedReplications: 8,
  method: 'all mixtures',
  mixtures: 8,
  first: 0,
  second: 1500,
  gap: 1500,
  gapLow: 1200,
  gapHigh: 1800,
  gapError: 127,
  gapFutures: 8,
  pairingGain: null,
  parts: [part('Offers', -500), part('Budget', 2000)],
  fingerprint: '',
};

test('ranges in one list are told apart: a term goes by its group', () => {
  const names = rangesOf(compareStudy(smallScenario()).world).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('Success moments');
  expect(names).toContain('Acceptance: success moment');
  expect(names).toContain('Leaving: covered by a manager');
  expect(names).toContain('Acceptance: Real need');
});

test('each step of the waterfall begins where the last one ended, and the last ends at the gap', () => {
  const rows = waterfallRows(reading, format);
  expect(rows.map(({ name }) => name)).toEqual(['Budget', 'Offers', 'The gap']);
  expect(rows.flatMap(({ bars }) => bars.map(({ from, to }) => [from, to]))).toEqual([
    [0, 2000],
    [2000, 1500],
    [0, 1500],
  ]);
  const placed = placeGapRows(rows, 'money', 500, format);
  const [first, second, sum] = placed.rows.map(({ bars }) => bars[0]!);
  expect(second!.x + second!.width).toBeCloseTo(first!.x + first!.width, 6);
  expect(sum!.x).toBeCloseTo(placed.zero, 6);
  expect(second!.x).toBeCloseTo(sum!.x + sum!.width, 6);
});

test('the table has the parts and their sum with every digit', () => {
  const values = waterfallTwin(reading, format).rows.map((row) => row[1]?.value);
  expect(values).toEqual([2000, -500, 1500]);
});

test('the headline names the weightiest lever, and says when luck alone could be the gap', () => {
  const said = whyHeadline(reading, 'Contribution', format);
  expect(plainText(said.answer)).toBe('Most of the gap between A and B comes from budget.');
  const unclear = whyHeadline({ ...reading, gapLow: -10 }, 'Contribution', format);
  expect(plainText(unclear.detail)).toContain('which luck alone could be');
  const alike = whyHeadline({ ...reading, parts: [] }, 'Contribution', format);
  expect(plainText(alike.answer)).toBe('A and B are set alike.');
});

test('most of a gap comes from a lever only where its part is larger than the others beyond their errors', () => {
  const answer = (parts: Partial<AttributionReading>) =>
    plainText(whyHeadline({ ...reading, ...parts }, 'Contribution', format).answer);
  // 2000 ± 100 and 1900 ± 100 overlap.
  const close = [part('Offers', -1900), part('Budget', 2000)];
  expect(answer({ parts: close })).toBe(
    'What moves most between A and B is budget or offers: their intervals overlap.',
  );
  const three = [part('Offers', 1900), part('Budget', 2000), part('Contracts', 1950)];
  expect(answer({ parts: three })).toMatch(/ is budget, contracts or offers: /);
  expect(answer({ parts: [...three, part('Ladder', 1930)] })).toMatch(
    / is budget, contracts or one of 2 more: /,
  );
  // The largest part goes against the gap: no part of the gap comes from it.
  const against = [part('Offers', -2000), part('Budget', 1500), part('Contracts', 1700)];
  expect(answer({ parts: against, gap: 1200, gapLow: 1000, gapHigh: 1400 })).toBe(
    'What moves most between A and B is offers.',
  );
});

test('an end of an interval that clears 0 does not seem to touch it', () => {
  const parts = [{ ...part('Offers', 1000), low: 30, high: 1970 }];
  expect(waterfallRows({ ...reading, parts }, format)[0]?.text).toContain('(+$30 to ');
});

test('the sizes of the one gap are told side by side, as soon as there are two', () => {
  expect(gapSizes({ attribution: reading }, format)).toBeUndefined();
  const now = { gap: 1700, gapLow: 1100, gapHigh: 2300 };
  const sizes = gapSizes(
    {
      attribution: { ...reading, replications: 32 },
      tornado: { replications: 8, now } as unknown as TornadoReading,
      sensitivity: {
        rows: 64,
        gap: { mean: 900, standardDeviation: 800, inputs: [] },
      } as unknown as SensitivityReading,
    },
    format,
  );
  expect(sizes).toContain('+$1.5K ± $200 in 32 futures (lever by lever)');
  expect(sizes).toContain('+$1.7K ± $300 in the first 8 futures (what moves it)');
  expect(sizes).toContain('+$900 ± $100 on average over 64 drawn worlds');
  // As many futures are the same ones, and have the same gap.
  const same = { replications: 32, now } as unknown as TornadoReading;
  expect(gapSizes({ attribution: { ...reading, replications: 32 }, tornado: same }, format)).toBeUndefined();
});

test('while more is asked than the split, the status line says what and how much is left', () => {
  const running = { phase: 'running', current: true, isRefining: false } as const;
  expect(whyStatus(running, undefined, true, format)).toBe('Living the first futures');
  expect(whyStatus(running, { attribution: { ...reading, replications: 4 } }, true, format)).toBe(
    '4 of 8 futures',
  );
  expect(whyStatus(running, { attribution: reading }, true, format)).toBe(
    '8 futures under each of 8 mixtures; now what moves the gap, part 2 of 5',
  );
  const tornado = {} as TornadoReading;
  expect(whyStatus({ ...running, phase: 'stopped' }, { attribution: reading, tornado }, false, format)).toBe(
    '8 futures under each of 8 mixtures; stopped during where it turns, part 3 of 4',
  );
  // Without anything uncertain nothing comes after the whole ranges.
  const all = {
    attribution: reading,
    tornado,
    flips: {} as FlipReading,
    sensitivity: {} as SensitivityReading,
  };
  expect(whyStatus(running, all, false, format)).toBe('8 futures under each of 8 mixtures');
  expect(whyStatus(running, all, true, format)).toContain('now luck or ignorance, part 5 of 5');
  expect(whyStatus({ ...running, phase: 'complete' }, { attribution: reading }, false, format)).toBe(
    '8 futures under each of 8 mixtures',
  );
});

test('the ranges are those of the claims, as far as the world has the parameters', () => {
  expect(rangesOf(smallScenario().world).length).toBeGreaterThan(50);
  expect(factors.has('Churn in the first month')).toBe(true);
});
