import { describe, expect, test } from 'vitest';
import { placeIntervals } from '../../src/charts/intervals.ts';
import { formatFor } from '../../src/format.ts';
import { entries, factors, fetchLedger, openClaim } from '../../src/rooms/claims/claim-files.ts';
import { armFacts, compareScenario } from '../../src/rooms/claims/claim-scenario.ts';
import {
  effectWords,
  expectedWords,
  flipWords,
  ledgerHeadline,
  robustnessWords,
} from '../../src/rooms/claims/claim-words.ts';
import { estimatesOf, intervalTwin } from '../../src/rooms/claims/findings.ts';
import { countOf, listed, tellingCondition } from '../../src/rooms/claims/ledger.ts';
import type { Finding, ListedClaim } from '../../src/rooms/claims/ledger.ts';
import { plainText } from '../../src/rooms/compare/headline.ts';

const format = formatFor('en-US', 'USD');
const effect = { name: 'MRR', unit: 'share', value: 0.074, low: 0.049, high: 0.1 } as const;
const finding: Finding = {
  verdict: 'holds',
  conditions: [{ ...effect, expected: { direction: 'higher', by: 0.02 }, verdict: 'holds' }],
  beside: [],
  robustness: { share: 0.5, low: 0.25, high: 0.75, of: 'worlds', worlds: 12, futures: 1 },
  flips: [],
  months: 36,
  replications: 24,
  fingerprint: '0123456789abcdef',
};
const claims: readonly ListedClaim[] = entries.map((entry) => ({
  entry,
  finding:
    entry.number === 3 ? finding : entry.number === 4 ? { ...finding, verdict: 'does not hold' } : undefined,
}));

describe('the ledger', () => {
  test('a list shows the condition that decides', () => {
    const [condition] = finding.conditions;
    const failed = { ...condition!, verdict: 'does not hold' } as const;
    expect(tellingCondition(finding)).toBe(0);
    expect(tellingCondition({ verdict: 'does not hold', conditions: [condition!, failed] })).toBe(1);
    expect(tellingCondition({ verdict: 'too close to call', conditions: [condition!, failed] })).toBe(0);
  });

  test('forty claims by number', () => {
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  test('filter and search', () => {
    const numbers = (...question: [Parameters<typeof listed>[1], string]) =>
      listed(claims, ...question).map(({ entry }) => entry.number);
    expect(numbers('holds', '')).toEqual([3]);
    expect(numbers('does not hold', '')).toEqual([4]);
    expect(numbers('too close to call', '')).toEqual([]);
    expect(numbers('all', '13')).toEqual([13]);
    expect(numbers('all', 'BUNDLE cheaper')).toEqual([16]);
    expect(numbers('all', 'bundle dear')).toEqual([18]);
    expect(countOf(claims, 'holds')).toBe(1);
  });

  test('what is published is read whole', async () => {
    const ledger = await fetchLedger();
    expect(ledger?.claims.map(({ number }) => number)).toEqual(entries.map(({ number }) => number));
  });

  test('the headline counts only what is known', () => {
    expect(plainText(ledgerHeadline(claims, undefined, format).answer)).toBe(
      'Of 2 claims run so far 1 hold, 1 do not, and 0 are too close to call.',
    );
    const unknown = claims.map(({ entry }) => ({ entry, finding: undefined }));
    expect(plainText(ledgerHeadline(unknown, undefined, format).answer)).toBe(
      '40 claims, each an experiment.',
    );
  });
});

describe('words', () => {
  test('a relative change wears its sign, an amount its points, a level neither', () => {
    expect(effectWords(effect, 'relative', format)).toEqual({ value: '+7.4%', range: '+4.9% to +10.0%' });
    expect(effectWords(effect, 'amount', format).value).toBe('+7.4\u00a0pts');
    expect(effectWords(effect, 'level', format).value).toBe('7.4%');
    expect(effectWords({ ...effect, value: null, low: null, high: null }, 'level', format)).toEqual({
      value: '–',
      range: '',
    });
  });

  test('an end that clears zero is never printed as zero', () => {
    const clear = { ...effect, value: -0.074, low: -0.1, high: -0.0488 };
    expect(effectWords(clear, 'relative', format).range).toBe('−10.0% to −4.9%');
  });

  test('what is expected', () => {
    const said = (expected: Parameters<typeof expectedWords>[0]) =>
      expectedWords(expected, 'share', 'relative', format);
    expect(said({ direction: 'higher', by: 0.05 })).toBe('at least +5.0%');
    expect(said({ direction: 'lower', by: 0.05 })).toBe('at most −5.0%');
    expect(said({ direction: 'between', low: 0, high: 0.8 })).toBe('between 0.0% and +80.0%');
  });

  test('robustness says how little few worlds tell', () => {
    expect(robustnessWords(finding.robustness, format)).toBe(
      'It holds in 6 of 12 plausible worlds. Among all that are plausible the share may be anywhere from 25% to 75% (95 % interval).',
    );
  });

  test('a factor is said as one, and no turn is an answer', () => {
    const flip = {
      name: 'Referrals',
      pointers: [],
      low: 0.5,
      high: 2,
      now: 1,
      effectAtLow: 1,
      effectAtHigh: -1,
    };
    const turn = { ...flip, at: 1.382, atLow: 1.3, atHigh: 1.45, move: 0.25 };
    expect(flipWords([turn], new Set(['Referrals']), format)).toBe('Referrals at × 1.38');
    expect(flipWords([turn], new Set(), format)).toBe('Referrals at 1.38, now 1');
    const none = { ...flip, at: null, atLow: null, atHigh: null, move: null };
    expect(flipWords([none], new Set(), format)).toBe('No parameter asked turns it');
    expect(factors.has('Churn in the first month')).toBe(true);
  });
});

describe('a claim as an experiment', () => {
  test('its arms become strategies A and B, and what differs is listed in words', async () => {
    const open = await openClaim(3);
    const scenario = compareScenario(open);
    expect(scenario?.strategies.map(({ name }) => name)).toEqual(['acquisition-heavy', 'expansion-heavy']);
    expect(scenario?.description).toBe(open.claim.file.statement);
    const facts = armFacts(open, format);
    expect(facts.columns).toEqual(['Setting', 'acquisition-heavy', 'expansion-heavy']);
    expect(facts.rows).toContainEqual(['Offers: near the limit', 'off', 'on']);
  });

  test('arms that are different worlds cannot be strategies of one', async () => {
    const open = await openClaim(6);
    expect(compareScenario(open)).toBeUndefined();
    expect(armFacts(open, format).rows.length).toBeGreaterThan(0);
  });

  test('every claim opens, and compares or says why not', async () => {
    for (const { number } of entries) {
      const open = await openClaim(number);
      const scenario = compareScenario(open);
      const worlds = new Set(open.claim.arms.map(({ world }) => JSON.stringify(world))).size;
      expect([number, scenario === undefined]).toEqual([number, worlds > 1 || open.claim.arms.length < 2]);
    }
  });
});

describe('the interval chart', () => {
  const [entry] = entries;
  const estimates = estimatesOf(entry!, 0, finding, { ...finding, replications: 8 }, format);

  test('ledger and run one under the other, in the chart as in its table', () => {
    expect(estimates.map(({ name }) => name)).toEqual(['Ledger, 24 futures', 'Here, 8 futures']);
    expect(intervalTwin(entry!, 0, finding, undefined, format).rows[0]?.map(({ value }) => value)).toEqual([
      'Ledger',
      24,
      0.074,
      0.049,
      0.1,
      'Holds',
    ]);
  });

  test('the tinted part is where the claim holds', () => {
    const placed = (expected: Parameters<typeof placeIntervals>[1]) =>
      placeIntervals(estimates, expected, 'share', 600, format, false);
    const above = placed({ direction: 'higher', by: 0.02 });
    const [row] = above.rows;
    expect(row!.from).toBeLessThan(row!.at);
    expect(row!.at).toBeLessThan(row!.to);
    expect(above.expected.from).toBeGreaterThan(above.zero!);
    expect(above.expected.from).toBeLessThan(row!.from);
    expect(above.expected.to).toBeGreaterThan(row!.to);
    const below = placed({ direction: 'lower', by: 0.02 });
    expect(below.expected.to).toBeLessThan(below.zero!);
    const between = placed({ direction: 'between', low: 0.5, high: 0.6 });
    expect(between.expected.from).toBeGreaterThan(between.rows[0]!.to);
  });
});
