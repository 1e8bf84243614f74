// The model written twice: the plain version (bench/plain) shares no equation with the kernel, and every monthly measure of
// both agrees but for the rounding of sums and of Math.exp.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ladderStudy } from '../../bench/ladder-study.ts';
import { simulatePlainly } from '../../bench/plain/plain-model.ts';
import type { PlainStudy } from '../../bench/plain/plain-world.ts';
import { readScenario } from '../../scenarios/read.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { Ledger, monthlyMeasures } from '../../simulations/ledger.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { simulateReplications } from '../../simulations/replication.ts';

const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (reading.kind !== 'scenario') throw new Error('the default scenario is refused');
const { world, strategies, run } = compareStudy(reading.scenario);
const [first, second] = strategies;
if (first === undefined || second === undefined) throw new Error('two strategies');
const shorter = { ...run, months: 30 };

const studies: Readonly<Record<string, PlainStudy>> = {
  'the acquisition-heavy default': { world, strategy: first, run },
  'the expansion-heavy default': { world, strategy: second, run },
  'manipulation at full intensity': {
    world: { ...world, costs: { ...world.costs, fineProbability: 0.3 } },
    strategy: {
      ...first,
      manipulation: { sneaking: 0.6, obstruction: 1, hiddenCost: 0.7, nagging: 1, confirmShaming: 0.5 },
    },
    run: shorter,
  },
  'a plan page at the door, prices by seat, jumps': {
    world,
    strategy: { ...second, ladder: { ...second.ladder, entry: 'planPage', pricing: 'perSeat', jump: 0.4 } },
    run: shorter,
  },
  'hybrid pricing in a shared business cycle': {
    world: { ...world, product: { ...world.product, macroSpread: 0.05 } },
    strategy: {
      ...first,
      ladder: { ...first.ladder, pricing: 'hybrid' },
      contracts: { ...first.contracts, annualAtStart: true },
    },
    run: shorter,
  },
  'prices by use, a contract that grows longer, targeting by segment, three at once': {
    world: { ...world, market: { ...world.market, size: 3000 } },
    strategy: {
      ...second,
      ladder: { ...second.ladder, pricing: 'usageBased' },
      offers: {
        ...second.offers,
        annual: true,
        multiYear: true,
        targeting: 'segment',
        atOnce: 3,
        blastEvery: 2,
      },
    },
    run: shorter,
  },
  'the small task S36': ladderStudy(500),
};

describe('the plain version gives what the kernel gives', () => {
  test.each(Object.entries(studies))('%s', (_, study) => {
    for (const replication of [0, 1]) {
      const ledger = new Ledger(
        layoutOf(study),
        simulateReplications({ ...study, firstReplication: replication, replications: 1 }),
      );
      const plain = simulatePlainly(study, replication);
      expect(ledger.sum('payingCustomers')).toBeGreaterThan(0);
      for (let month = 0; month < study.run.months; month++) {
        for (const measure of monthlyMeasures) {
          for (let segment = 0; segment < study.world.segments.length; segment++) {
            const kernel = ledger.at(measure, segment, month);
            const difference = Math.abs(kernel - plain.at(measure, segment, month));
            // Sums of a few hundred customers, each a chain of some hundred roundings.
            if (!(difference <= 1e-9 * Math.max(1, Math.abs(kernel)))) {
              expect.fail(
                `${measure} of segment ${segment} in month ${month}: ${kernel} against ${plain.at(measure, segment, month)}`,
              );
            }
          }
        }
      }
    }
  });
});
