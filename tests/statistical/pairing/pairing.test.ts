// The same luck for both strategies: the variance of a small lever's difference falls at least 8 times for LTV and 4 times for
// NRR against independent luck. The twin breaks the pairing (the second strategy lives under another seed) and must not pass.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pairingGains } from '../../../bench/pairing.ts';
import { readScenario } from '../../../scenarios/read.ts';
import { compareStudy } from '../../../simulations/designs/compare-study.ts';
import type { ResolvedStrategy } from '../../../simulations/parameters/strategy/strategy.ts';

const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (reading.kind !== 'scenario') throw new Error('the default scenario is refused');
const { world, strategies, run } = compareStudy(reading.scenario);
const [strategy] = strategies;
if (strategy === undefined) throw new Error('a strategy');
const study = { world, strategy, run: { ...run, months: 42 } };
const futures = 40;

const levers: Readonly<Record<string, ResolvedStrategy>> = {
  'a fifth of the dunning effort': { ...strategy, success: { ...strategy.success, dunning: 0.2 } },
  'quiet in the month of a ticket': { ...strategy, offers: { ...strategy.offers, blackoutTicket: 1 } },
  'an annual discount two points higher': {
    ...strategy,
    contracts: { ...strategy.contracts, annualDiscount: strategy.contracts.annualDiscount + 0.02 },
  },
  'a budget two percent higher': {
    ...strategy,
    budget: { ...strategy.budget, perMonth: 1.02 * strategy.budget.perMonth },
  },
};

describe('the same luck cuts the variance of a difference', () => {
  test.each(Object.entries(levers))('%s', (_, moved) => {
    const other = { ...study, strategy: moved };
    const [ltv, nrr] = pairingGains(study, other, ['ltv', 'nrr'], futures);
    expect(ltv).toBeGreaterThan(8);
    expect(nrr).toBeGreaterThan(4);
  });

  test('under another seed there is nothing to gain', () => {
    const other = { ...study, run: { ...study.run, seed: 'another' } };
    // Two variances of independent differences: their ratio has a spread of about 2/√futures around 1.
    const [ltv, nrr] = pairingGains(study, other, ['ltv', 'nrr'], futures);
    expect(ltv).toBeLessThan(2);
    expect(nrr).toBeLessThan(2);
  });
});
