import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parameterAt, parameters } from '../../simulations/parameters/registry.ts';
import type { Parameter } from '../../simulations/parameters/registry.ts';

interface Evidence {
  readonly id: string;
  readonly default: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const file = readFileSync(new URL('../../scenarios/evidence.json', import.meta.url), 'utf8');
const evidence = new Map((JSON.parse(file) as Evidence[]).map((entry) => [entry.id, entry]));

/**
 * How a parameter's default reads in the units of its evidence, where the two differ. Log hazard ratios of effects that
 * keep customers count downward, so their evidence is e^-x.
 */
const inUnitsOfEvidence: Readonly<Record<string, (value: number) => number>> = {
  // Polarisation 1/(α+β+1) at the default first-month churn c: β = (1-c) (1/polarisation - 1).
  '/world/segments/*/churnHeterogeneity': (value) =>
    (1 - defaultAt('/world/segments/*/firstMonthChurn')) * (1 / value - 1),
  '/world/costs/goodsShare': (value) => 1 - value, // evidence: gross margin
  '/world/acceptance/moment': Math.exp,
  '/world/acceptance/ticket': (value) => Math.exp(-value),
  '/world/acceptance/persuasionMild': Math.exp,
  '/world/acceptance/persuasionAggressive': Math.exp,
  '/world/leaving/trust': (value) => value / 10, // evidence: per tenth of trust
  '/world/leaving/product': (value) => Math.exp(-value),
  '/world/leaving/bundle': (value) => Math.exp(-value),
  '/world/leaving/referred': (value) => Math.exp(-value),
  '/world/leaving/coverage': (value) => Math.exp(-value),
  '/world/leaving/fatigue': Math.exp,
  '/world/leaving/ticket': Math.exp,
  '/world/leaving/awakening': Math.exp,
  '/world/leaving/earlyMonths': Math.exp,
};

/** Evidence that speaks of something the model lets emerge, or in units that no single parameter has: named, not compared. */
const onlyNamed: Readonly<Record<string, string>> = {
  '/world/market/organicPerMonth':
    'evidence is a share of all sign-ups, which depends on what a strategy spends',
  '/world/acceptance/annual':
    'evidence is odds against the same purchase without a promise, not of moving at all',
  '/world/acceptance/multiYear': 'evidence is the share of contracts that comes of it',
  '/world/leaving/fatigueThreshold': 'the threshold is in the wording of the evidence: "above 2"',
  '/world/costs/managerPerMonth': 'evidence is a share of what the covered accounts pay',
};

function defaultAt(pattern: string): number {
  const about = parameterAt(pattern)?.about;
  if (about?.kind !== 'quantity') throw new RangeError(`no quantity: ${pattern}`);
  return about.default;
}

function outside({ pattern, about }: Parameter): string | undefined {
  if (!('evidence' in about) || typeof about.default !== 'number') return undefined;
  const entry = evidence.get(about.evidence);
  if (entry === undefined) return `${pattern}: no evidence ${about.evidence}`;
  if (entry.low === null || entry.high === null || pattern in onlyNamed) return undefined;
  const value = (inUnitsOfEvidence[pattern] ?? ((same: number) => same))(about.default);
  const within =
    value >= entry.low - 1e-3 * Math.abs(entry.low) && value <= entry.high + 1e-3 * Math.abs(entry.high);
  return within ? undefined : `${pattern}: ${value} is outside ${entry.low} to ${entry.high} of ${entry.id}`;
}

describe('evidence', () => {
  const behind = parameters().filter(({ about }) => 'evidence' in about);

  test('every id that a declaration names exists', () => {
    expect(behind.length).toBeGreaterThan(30);
    for (const { about } of behind)
      expect([...evidence.keys()]).toContain('evidence' in about ? about.evidence : '');
  });

  test('every default lies between low and high', () => {
    expect(behind.map(outside).filter((text) => text !== undefined)).toEqual([]);
  });

  test('exceptions name parameters that exist', () => {
    const patterns = behind.map(({ pattern }) => pattern);
    for (const pattern of [...Object.keys(inUnitsOfEvidence), ...Object.keys(onlyNamed)])
      expect(patterns).toContain(pattern);
  });

  test('the comparison sees a default that is off', () => {
    const [first] = behind.filter(({ about }) => about.kind === 'quantity');
    if (first?.about.kind !== 'quantity') throw new Error('no quantity has evidence');
    expect(outside({ ...first, about: { ...first.about, default: 1e6 } })).toContain('is outside');
    expect(outside({ ...first, about: { ...first.about, evidence: 'XX00' } })).toContain('no evidence XX00');
  });
});
