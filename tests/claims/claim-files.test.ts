import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { canaryOf, keyOf } from '../../cli/claims-ledger.ts';
import { readClaim } from '../../scenarios/claims.ts';
import type { PlausibleWorlds } from '../../scenarios/claim-file.ts';
import type { Claim, ClaimReading } from '../../scenarios/claims.ts';
import { readPlausibleWorlds } from '../../scenarios/plausible-worlds.ts';
import { readScenario } from '../../scenarios/read.ts';
import { claim } from '../../simulations/designs/claim.ts';
import { jointVerdict, verdictOf } from '../../simulations/designs/claim-effect.ts';
import type { Expectation, Verdict } from '../../simulations/designs/claim-effect.ts';
import { claimStudy } from '../../simulations/designs/claim-study.ts';
import { ledgerLayout } from '../../simulations/ledger.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { engineVersion } from '../../simulations/version.ts';
import { plainDrive } from '../support/plain-drive.ts';

const folder = 'scenarios/claims/';
const names = readdirSync(folder).filter((name) => /^\d\d-.*\.json$/.test(name));
const textOf = (path: string) => readFileSync(path, 'utf8');

function plausibleWorlds(): PlausibleWorlds {
  const reading = readPlausibleWorlds(textOf(`${folder}plausible-worlds.json`));
  if (reading.kind !== 'plausible') throw new Error(JSON.stringify(reading.problems));
  return reading.plausible;
}

function baseScenario(): Scenario {
  const reading = readScenario(textOf('scenarios/default.json'));
  if (reading.kind !== 'scenario') throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}

const { claims: published } = JSON.parse(textOf(`${folder}ledger.json`)) as {
  readonly claims: readonly { readonly number: number; readonly key: string }[];
};
const plausible = plausibleWorlds();
const base = baseScenario();
const read = (text: string): ClaimReading =>
  readClaim(text, (name) => (name === 'default' ? base : undefined), plausible);

describe('the ledger of claims', () => {
  it('has forty, numbered in order', () => {
    expect(names.map((name) => Number(name.slice(0, 2)))).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  describe.each(names)('%s', (name) => {
    let found: Claim | undefined;
    beforeAll(() => {
      const reading = read(textOf(folder + name));
      expect(reading.kind === 'problems' ? reading.problems : []).toEqual([]);
      if (reading.kind === 'claim') found = reading.claim;
    });

    it('is valid, numbered as its file, and asks for metrics that exist', () => {
      expect(found?.file.number).toBe(Number(name.slice(0, 2)));
      if (found === undefined) throw new Error('no claim');
      const study = claimStudy(found, 'quick', 2);
      const small = { ...study, sizes: { ...study.sizes, worlds: 1, flipFutures: 0 } };
      // Ledgers of nothing: every quantity is asked for and every arm is set up, without the work of living them.
      const { reading } = plainDrive(claim(small), (point) => {
        const { size } = ledgerLayout(
          point.run.months,
          point.world.segments.length,
          point.strategy.ladder.tiers.length,
        );
        return new Float64Array(point.replications * size);
      });
      expect(reading.conditions.length).toBeGreaterThan(0);
      expect(reading.verdict).not.toBe('holds');
    });

    it('has arms that differ, unless it is about worlds', () => {
      if (found === undefined) throw new Error('no claim');
      const isOfWorlds = found.conditions.some(({ effect }) =>
        ['correlation', 'agreement'].includes(effect.kind),
      );
      const isOfOneArm = isOfWorlds || found.file.number === 35;
      const texts = found.arms.map(({ world, strategy }) =>
        JSON.stringify({ world, strategy: { ...strategy, name: '' } }),
      );
      expect(new Set(texts).size).toBe(isOfOneArm ? 1 : found.arms.length);
      expect(found.ranges.length).toBeGreaterThan(60);
      if (!isOfWorlds) expect(found.candidates.length).toBeGreaterThan(0);
    });
  });

  it('were asked as the published ledger says: nothing of a file has changed since', () => {
    const asked = names.map((name) => {
      const reading = read(textOf(folder + name));
      if (reading.kind !== 'claim') throw new Error(`${name} is refused`);
      return reading.claim;
    });
    const keys = published.map(({ number, key }) => {
      const [, canary = ''] = key.split('-');
      const found = asked[number - 1]!;
      return keyOf(claimStudy(found, 'publishing'), found.file.statement, canary);
    });
    expect(keys).toEqual(published.map(({ key }) => key));
  });

  it('shows what is caused beside what is observed, where a claim mixes them up', () => {
    for (const number of [6, 7, 27]) {
      const reading = read(textOf(folder + (names[number - 1] ?? '')));
      if (reading.kind !== 'claim') throw new Error('no claim');
      const numbers = [...reading.claim.conditions, ...reading.claim.beside].map(({ name, effect }) => {
        if (effect.kind !== 'formula') throw new Error(`${name} is no formula`);
        const terms = effect.times.flat();
        return {
          name,
          arms: new Set(terms.map(({ arm }) => arm)).size,
          metrics: new Set(terms.map(({ metric }) => metric)).size,
        };
      });
      // Observed: two kinds of customers in one arm. Caused: the same customers in two.
      const observed = numbers.filter(({ name }) => name.startsWith('observed'));
      const caused = numbers.filter(({ name }) => name.startsWith('caused') || number === 6).slice(0, 1);
      expect(observed.length).toBeGreaterThan(0);
      for (const one of observed) expect(one).toMatchObject({ arms: 1, metrics: 2 });
      expect(caused).toMatchObject([{ arms: 2, metrics: 1 }]);
    }
  });

  // A claim of each size of arms and of worlds that are quickly lived; all forty would take a minute.
  it.each([13, 26, 35])(
    'claim %d is still of the model that lived it: a few futures give the bits of the ledger',
    (number) => {
      const row = published.find((one) => one.number === number);
      const reading = read(textOf(folder + (names[number - 1] ?? '')));
      if (reading.kind !== 'claim') throw new Error('no claim');
      const canary = plainDrive(
        claim(canaryOf(claimStudy(reading.claim, 'publishing'))),
        simulateReplications,
      ).reading;
      expect(canary.fingerprint, 'other bits need another engineVersion and another ledger').toBe(
        row?.key.split('-')[1],
      );
    },
  );
});

describe('a claim file', () => {
  const good = JSON.parse(textOf(folder + (names[3] ?? ''))) as Record<string, unknown>;
  const problemsOf = (changes: Record<string, unknown>) => {
    const reading = read(JSON.stringify({ ...good, ...changes }));
    return reading.kind === 'problems' ? reading.problems.map(({ path }) => path) : [];
  };

  it('is refused with the place of what is wrong, never with a throw', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ surprise: 1 })).toEqual(['']);
    expect(problemsOf({ base: 'nowhere' })).toEqual(['/base']);
    expect(problemsOf({ months: 0 })).toEqual(['/months']);
    expect(problemsOf({ flip: ['No such parameter'] })).toEqual(['/flip/0']);
    expect(problemsOf({ arms: [{ name: 'one', set: { '/strategy/nowhere/at/all': 1 } }] })[0]).toContain(
      '/arms/0/set',
    );
    expect(
      problemsOf({ arms: [{ name: 'one', patch: { strategy: { budget: { perMonth: -1 } } } }] })[0],
    ).toContain('/arms/0/strategy/budget/perMonth');
    expect(problemsOf({ sweep: { pointer: '/world/costs/ticket', values: [1, 2] } })).toEqual(['']);
    expect(read('not json').kind).toBe('problems');
    expect(read('[]').kind).toBe('problems');
  });

  it('is refused when an effect asks for an arm, a segment or a month that is not there', () => {
    const effect = { kind: 'difference', metric: 'ltv', from: 0, to: 7, segment: 3, month: 60, as: 'share' };
    const conditions = [{ name: 'x', unit: 'share', effect, expected: { direction: 'higher', by: 0 } }];
    expect(problemsOf({ conditions }).toSorted()).toEqual([
      '/conditions/0/effect/month',
      '/conditions/0/effect/segment',
      '/conditions/0/effect/to',
    ]);
  });
});

describe('plausible worlds', () => {
  interface Evidence {
    readonly id: string;
    readonly low: number | null;
    readonly high: number | null;
    readonly default: number;
  }
  const evidence = JSON.parse(textOf('scenarios/evidence.json')) as readonly Evidence[];

  it('lie inside the ranges of the evidence that they name', () => {
    const named = plausible.ranges.filter((range) => range.evidence !== undefined);
    expect(named.length).toBeGreaterThan(35);
    for (const { name, low, high, evidence: id, from, scale } of named) {
      const found = evidence.find((one) => one.id === id);
      if (typeof found?.low !== 'number' || found.high === null) throw new Error(`no evidence for ${name}`);
      const turned = [found.low, found.high].map((value) => {
        if (from === 'log') return Math.log(value);
        if (from === 'minus log') return -Math.log(value);
        if (from === 'one minus') return 1 - value;
        if (from === 'relative') return value / found.default;
        return from === 'ten times' ? 10 * value : value;
      });
      const [least = NaN, most = NaN] = turned.toSorted((one, other) => one - other);
      expect(low, name).toBeCloseTo(least, 3);
      expect(high, name).toBeCloseTo(most, 3);
      expect(scale, name).toBe(from === 'relative' ? 'factor' : 'value');
    }
  });

  it('have names of their own', () => {
    expect(new Set(plausible.ranges.map(({ name }) => name)).size).toBe(plausible.ranges.length);
  });
});

describe('the ledger that ships', () => {
  interface Row {
    readonly id: string;
    readonly effect: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly verdict: Verdict;
    readonly robustness: { readonly share: number | null; readonly worlds: number };
    readonly conditions: readonly { low: number; high: number; expected: Expectation; verdict: Verdict }[];
  }
  const ledger = JSON.parse(textOf(`${folder}ledger.json`)) as {
    readonly engine: string;
    readonly precision: string;
    readonly claims: readonly Row[];
  };

  it('has every claim, the engine it was made with and how precisely', () => {
    expect(ledger.claims.map(({ id }) => `${id}.json`)).toEqual(names);
    expect(ledger.engine).toBe(engineVersion);
    expect(['quick', 'publishing']).toContain(ledger.precision);
  });

  it('has no verdict but what its numbers say', () => {
    for (const { verdict, conditions, effect, low, high, robustness } of ledger.claims) {
      const again = conditions.map((condition) => verdictOf(condition, condition.expected));
      expect(conditions.map((condition) => condition.verdict)).toEqual(again);
      expect(verdict).toBe(jointVerdict(again));
      expect(low ?? NaN).toBeLessThanOrEqual(effect ?? NaN);
      expect(high ?? NaN).toBeGreaterThanOrEqual(effect ?? NaN);
      expect(robustness.worlds).toBeGreaterThanOrEqual(12);
      expect(robustness.share).not.toBeNull();
    }
  });
});
