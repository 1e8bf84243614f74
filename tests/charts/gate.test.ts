import { describe, expect, test } from 'vitest';
import type { GateReading, GateScope } from '../../simulations/designs/gate.ts';
import type { BestOnAxis } from '../../simulations/designs/sweep-best.ts';
import { formatFor } from '../../src/format.ts';
import { plainText } from '../../src/rooms/compare/headline.ts';
import { settleGateDomains } from '../../src/rooms/gate/gate-domains.ts';
import {
  bestText,
  gateHeadline,
  outcomeReadout,
  scopeSummary,
  scopeTwin,
} from '../../src/rooms/gate/gate-words.ts';
import { endText, limitsTried, limitText } from '../../src/rooms/gate/limits.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { madeUpDifference } from '../support/made-up-reading.ts';
import { smallScenario } from '../support/small-scenario.ts';

const format = formatFor('en-US', 'EUR');
const limits = [10, 60, 150, null];

/** Outcomes at the limits, with a best that the axis tells about. */
function madeUpScope(
  outcomes: readonly number[],
  axis: Partial<BestOnAxis> | null,
  segment: string | null = null,
  pairedError = 1e4,
): GateScope {
  const point = outcomes.indexOf(Math.max(...outcomes));
  return {
    segment,
    points: limits.map((limit, index) => ({
      limit,
      outcome: madeUpDifference(outcomes[index] ?? 0, 1e4, 100, 1),
      conversion: madeUpDifference(0.1 - 0.01 * index, 0.01, 100, 1),
      wallsMet: madeUpDifference(1 - 0.3 * index, 0.01, 100, 1),
      valueAtWall: {
        ...madeUpDifference(0.3, 0.01, 100, 1),
        ...(limit === null ? { mean: null, p10: null } : {}),
      },
    })),
    // Against the third limit, which the made-up strategy has.
    gain: {
      limit: limits[point] ?? null,
      difference: madeUpDifference((outcomes[point] ?? 0) - (outcomes[2] ?? 0), pairedError, 100, 1),
      pairingGain: 1,
    },
    best:
      axis === null
        ? null
        : {
            point,
            mean: outcomes[point] ?? 0,
            axes: [{ at: limits[point] ?? null, low: 10, high: 60, verdict: 'interior', end: null, ...axis }],
            shares: outcomes.map((_, index) => (index === point ? 0.9 : 0.1 / 3)),
            futures: 100,
          },
  };
}

function madeUpGate(scope: GateScope, parts: Partial<GateReading> = {}): GateReading {
  return {
    engine: 'made up',
    seed: 'test',
    months: 60,
    replications: 100,
    plannedReplications: 100,
    currency: 'EUR',
    strategy: 'Honest',
    plan: 'Free',
    gate: 'usageLimit',
    present: 150,
    metric: { id: 'contribution', name: 'Contribution', unit: 'money', better: 'higher', formula: '' },
    scopes: [scope],
    fingerprint: 'none',
    ...parts,
  };
}

const said = (reading: GateReading) => {
  const { answer, detail } = gateHeadline(reading, 0, format);
  return { answer: plainText(answer), detail: plainText(detail) };
};

describe('the headline of a gate', () => {
  test('names the best limit, its interval, and what the present one costs', () => {
    const { answer, detail } = said(madeUpGate(madeUpScope([1e5, 3e5, 2e5, 0], {})));
    expect(answer).toBe('Honest earns most where Free ends at 60\u00a0units.');
    expect(detail).toBe(
      'In 95 of 100 resamples of the luck the best of the 4 limits tried is between 10\u00a0units and 60\u00a0units. Now it ends at 150\u00a0units: €100K less on average.',
    );
  });

  test('as good is only what the same luck does not tell from the best', () => {
    const near = (high: number, pairedError: number) =>
      said(madeUpGate(madeUpScope([1e5, 3e5, 299_900, 0], { high }, null, pairedError))).detail;
    expect(near(60, 10)).toContain('Now it ends at 150\u00a0units: €100 less on average.');
    expect(near(60, 1e4)).toContain('Now it ends at 150\u00a0units: about as good.');
    expect(near(150, 10)).toContain('Now it ends at 150\u00a0units: about as good.');
  });

  test('a limit that is always best is named with those tried next to it', () => {
    const { detail } = said(madeUpGate(madeUpScope([1e5, 3e5, 2e5, 0], { low: 60, high: 60 })));
    expect(detail).toContain('is 60\u00a0units (next to it: 10\u00a0units and 150\u00a0units).');
  });

  test('an end of the range is no best place', () => {
    const { answer, detail } = said(
      madeUpGate(madeUpScope([3e5, 2e5, 1e5, 0], { verdict: 'atEnd', end: 'first', high: 10 })),
    );
    expect(answer).toBe('Honest earns most where Free ends at 10\u00a0units or earlier.');
    expect(detail).toContain(
      'is 10\u00a0units (next to it: 60\u00a0units), at the low end of what was tried: it may lie beyond.',
    );
  });

  test('nothing lies beyond the least that a limit can be', () => {
    const at = { at: 0, low: 0, high: 0, verdict: 'atEnd', end: 'first' } as const;
    const { answer, detail } = said(madeUpGate(madeUpScope([3e5, 2e5, 1e5, 0], at), { gate: 'monthsLimit' }));
    expect(answer).toBe('Honest earns most where Free ends at once.');
    expect(detail).toContain('the least that it can be');
    expect(detail).not.toContain('may lie beyond');
  });

  test('nothing lies beyond never', () => {
    const { answer, detail } = said(
      madeUpGate(madeUpScope([0, 1e5, 2e5, 3e5], { verdict: 'atEnd', end: 'last', low: null, high: null })),
    );
    expect(answer).toBe('Honest earns most where Free never ends.');
    expect(detail).not.toContain('beyond');
  });

  test('what is flat is said to be flat', () => {
    const { answer, detail } = said(madeUpGate(madeUpScope([1e5, 1.001e5, 1e5, 1e5], { verdict: 'flat' })));
    expect(answer).toBe('Where Free ends makes no difference for Honest that shows.');
    expect(detail).toContain('In 100 futures no limit stands out');
  });

  test('no best is no number', () => {
    expect(said(madeUpGate(madeUpScope([1, 2, 3, 4], null))).answer).toBe(
      'There is no best place for this gate yet.',
    );
  });

  test('other metrics are not earned', () => {
    const metric = { id: 'trust', name: 'Trust', unit: 'index', better: 'higher', formula: '' } as const;
    expect(said(madeUpGate(madeUpScope([0.1, 0.3, 0.2, 0], {}), { metric })).answer).toBe(
      'Honest has its best Trust where Free ends at 60\u00a0units.',
    );
  });

  test('the limit in use can be the best', () => {
    expect(said(madeUpGate(madeUpScope([1e5, 3e5, 2e5, 0], {}), { present: 60 })).detail).toContain(
      'That is where it ends now.',
    );
  });
});

describe('limits', () => {
  const { world, strategies } = compareStudy(smallScenario());

  test('run from far too early to never, with the present one among them', () => {
    for (const gate of ['usageLimit', 'seatLimit', 'monthsLimit', 'featureLimit'] as const) {
      const tried = limitsTried({ world, strategies }, gate, 0, 0);
      expect(tried.at(-1)).toBeNull();
      const finite = tried.filter((limit) => limit !== null);
      expect([...finite].sort((a, b) => a - b)).toEqual(finite);
      expect(new Set(tried).size).toBe(tried.length);
      expect(tried).toContain(strategies[0]?.ladder.tiers[0]?.[gate] ?? null);
    }
  });

  test('are said with their unit', () => {
    expect(limitText(1, 'usageLimit', format)).toBe('1 unit');
    expect(limitText(5, 'seatLimit', format)).toBe('5 seats');
    expect(endText(6, 'monthsLimit', format)).toBe('ends after 6 months');
    expect(endText(0, 'monthsLimit', format)).toBe('ends at once');
    expect(endText(0.4, 'featureLimit', format)).toBe('has 40% of the features');
    expect(endText(null, 'featureLimit', format)).toBe('has every feature');
    expect(endText(null, 'seatLimit', format)).toBe('never ends');
  });
});

describe('the figures of a gate', () => {
  const scope = madeUpScope([1e5, 3e5, 2e5, 0], {});
  const reading = madeUpGate(scope);

  test('say in a sentence what they show', () => {
    expect(scopeSummary(scope, reading, format)).toBe(
      'Best at 60\u00a0units, between 10\u00a0units and 60\u00a0units in 95 of 100 resamples.',
    );
    expect(bestText(madeUpScope([1, 1, 1, 1], { verdict: 'flat' }), reading, format)).toBe('');
  });

  test('the tooltip and the table have the same words', () => {
    const { title, lines } = outcomeReadout(scope, 1, reading, format);
    expect(title).toBe('Free ends at 60\u00a0units');
    const row = scopeTwin(scope, reading, format).rows[1]!.map(({ text }) => text);
    expect(row[1]).toBe(lines[0]?.[1]);
    expect(lines[1]?.[1]).toBe(`${row[2] ?? ''} to ${row[3] ?? ''}`);
  });

  test('what does not exist is a dash', () => {
    expect(scopeTwin(scope, reading, format).rows.at(-1)!.at(-1)).toEqual({ text: '–', value: null });
  });

  test('axes only grow within a run', () => {
    const first = settleGateDomains(reading, {}, false);
    const wider = madeUpGate(madeUpScope([1e5, 6e5, 2e5, 0], {}));
    const second = settleGateDomains(wider, first, true);
    expect(second['bands-0']!.high).toBeGreaterThan(first['bands-0']!.high);
    expect(settleGateDomains(reading, second, true)).toEqual(second);
  });
});
