import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { isGroup } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { compare } from '../../simulations/designs/compare.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { plainDrive } from '../support/plain-drive.ts';

const folder = 'scenarios/cases/';
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const companies = [
  ...['Amazon', 'Spotify', 'Notion', 'Dropbox', 'HubSpot', 'Adobe', 'Slack', 'Netflix', 'AWS', 'Mailchimp'],
  ...['seat-based', 'Zapier', 'Salesforce', 'Intercom'],
];

function scenarioOf(path: string): Scenario {
  const reading = readScenario(readFileSync(path, 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`${path}: ${JSON.stringify(reading.problems)}`);
  return reading.scenario;
}

/** Pointers of the numbers in which two values differ. */
function changed(before: unknown, after: unknown, pointer = ''): readonly string[] {
  if (Array.isArray(after))
    return after.flatMap((item, index) =>
      changed(Array.isArray(before) ? (before[index] as unknown) : undefined, item, `${pointer}/${index}`),
    );
  if (isGroup(after))
    return Object.entries(after).flatMap(([field, item]) =>
      changed(isGroup(before) ? before[field] : undefined, item, `${pointer}/${field}`),
    );
  return typeof after === 'number' && before !== after ? [pointer] : [];
}

/** The patterns that a scenario's sources name in brackets. */
function sourced({ sources = [] }: Scenario): readonly string[] {
  return sources.flatMap(({ what }) => /\((\/[^)]*)\)$/.exec(what)?.[1]?.split(', ') ?? []);
}

function isUnder(pointer: string, pattern: string): boolean {
  const [steps, wanted] = [pointer.split('/'), pattern.split('/')];
  return (
    wanted.length <= steps.length && wanted.every((step, index) => step === '*' || step === steps[index])
  );
}

const base = scenarioOf('scenarios/default.json');

function unsourced(scenario: Scenario): readonly string[] {
  const [, expansion] = base.strategies;
  const before = { world: base.world, run: base.run, strategies: scenario.strategies.map(() => expansion) };
  const { world, run, strategies } = scenario;
  const patterns = sourced(scenario);
  return changed(before, { world, run, strategies }).filter(
    (pointer) => !patterns.some((pattern) => isUnder(pointer, pattern)),
  );
}

const evidence = JSON.parse(readFileSync('scenarios/evidence.json', 'utf8')) as readonly {
  readonly id: string;
  readonly low: number;
  readonly high: number;
}[];

describe('the cases', () => {
  it('are fourteen, each of another company', () => {
    const descriptions = names.map((name) => scenarioOf(folder + name).description);
    expect(descriptions).toHaveLength(14);
    for (const company of companies) {
      expect(
        descriptions.filter((text) => text.includes(company)),
        company,
      ).toHaveLength(1);
    }
  });

  it.each(names)('%s is valid, without warnings, and has a counterfactual', (name) => {
    const reading = readScenario(readFileSync(folder + name, 'utf8'));
    expect(reading).toMatchObject({ kind: 'scenario', warnings: [] });
    const { strategies, description } = scenarioOf(folder + name);
    const [first, second] = strategies.map((strategy) => JSON.stringify({ ...strategy, name: '' }));
    expect(first).not.toBe(second);
    expect(description).toContain('Counterfactual');
    expect(description).toContain('All figures are assumptions');
  });

  it.each(names)('%s says where every number that it changes comes from', (name) => {
    const scenario = scenarioOf(folder + name);
    expect(unsourced(scenario)).toEqual([]);
    for (const { source, confidence } of scenario.sources ?? []) {
      expect(source.length).toBeGreaterThan(5);
      expect(confidence).toBeDefined();
    }
  });

  it.each(names)('%s names evidence that there is, and numbers that it has', (name) => {
    const scenario = scenarioOf(folder + name);
    const ids = evidence.map(({ id }) => id);
    for (const { source } of scenario.sources ?? [])
      for (const [id] of source.matchAll(/\b[A-Z]{2}[0-9]{2}[a-z]?\b/g)) expect(ids).toContain(id);
    const { world, run, strategies } = scenario;
    const all = changed(undefined, { world, run, strategies });
    expect(sourced(scenario).filter((pattern) => !all.some((pointer) => isUnder(pointer, pattern)))).toEqual(
      [],
    );
  });

  it('keep churn inside the range of consumers wherever that is named as its source', () => {
    const { low, high } = evidence.find(({ id }) => id === 'CH02')!;
    let named = 0;
    for (const scenario of names.map((name) => scenarioOf(folder + name)))
      for (const { what, source } of scenario.sources ?? []) {
        if (!source.startsWith('evidence CH02')) continue;
        const place = /segments\/([0-9*]+)\/firstMonthChurn/.exec(what)?.[1];
        scenario.world.segments.forEach(({ firstMonthChurn }, segment) => {
          if (place !== '*' && place !== String(segment)) return;
          named++;
          expect(firstMonthChurn, `${scenario.name}, ${segment}`).toBeGreaterThanOrEqual(low);
          expect(firstMonthChurn, `${scenario.name}, ${segment}`).toBeLessThanOrEqual(high);
        });
      }
    expect(named).toBeGreaterThan(3);
  });

  it('would be found out with a number of no source', () => {
    const scenario = scenarioOf(folder + (names[0] ?? ''));
    const { leaving } = scenario.world;
    const planted = { ...scenario, world: { ...scenario.world, leaving: { ...leaving, trust: 0.123 } } };
    expect(unsourced(planted)).toEqual(['/world/leaving/trust']);
  });

  it.each(names)('%s runs, and its strategies part', (name) => {
    const scenario = scenarioOf(folder + name);
    const run = { ...scenario.run, months: 14, replications: 2, ltvMonths: 6 };
    const { reading } = plainDrive(compare(compareStudy({ ...scenario, run })), simulateReplications);
    expect(reading.metrics.mrr?.perStrategy[0]?.mean ?? 0).toBeGreaterThan(0);
    expect(reading.metrics.contribution?.difference.mean).not.toBe(0);
  });
});
