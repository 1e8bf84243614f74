import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { attribution } from '../../simulations/designs/attribution.ts';
import { claim } from '../../simulations/designs/claim.ts';
import type { ClaimStudy } from '../../simulations/designs/claim.ts';
import { flip } from '../../simulations/designs/flip.ts';
import { marginalCost } from '../../simulations/designs/marginal-cost.ts';
import { observedCausal } from '../../simulations/designs/observed-causal.ts';
import { sensitivity } from '../../simulations/designs/sensitivity.ts';
import { evenly, sensitivityStudy } from '../../simulations/designs/sensitivity-study.ts';
import { tornado } from '../../simulations/designs/tornado.ts';
import { why } from '../../simulations/designs/why.ts';
import type { CompareStudy } from '../../simulations/designs/compare.ts';
import { gate } from '../../simulations/designs/gate.ts';
import { line } from '../../simulations/designs/line.ts';
import { oneLife } from '../../simulations/designs/one-life.ts';
import { compareUntilPrecise } from '../../simulations/designs/precision.ts';
import { find } from '../../simulations/designs/search.ts';
import { surface } from '../../simulations/designs/surface.ts';
import { sweep } from '../../simulations/designs/sweep.ts';
import { splitSpread } from '../../simulations/designs/uncertainty.ts';
import { drawParameters } from '../../simulations/designs/uncertainty-draws.ts';
import type { Design } from '../../simulations/point.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { inlineEngine } from '../../workers/inline.ts';
import { threadPool } from '../../workers/node-threads.ts';
import { smallScenario } from '../support/small-scenario.ts';
import { threadModule } from '../support/thread-module.ts';

/** The real model, with few customers. */
function smallStudy(): CompareStudy {
  const study = compareStudy(smallScenario({ months: 14, replications: 18, seed: 'designs' }));
  return {
    ...study,
    strategies: study.strategies.slice(0, 2).map((strategy) => ({
      ...strategy,
      budget: { ...strategy.budget, perMonth: 400 },
    })),
    world: { ...study.world, market: { ...study.world.market, startingCustomers: 30, organicPerMonth: 4 } },
  };
}

const study = smallStudy();
const uncertain = {
  ...study,
  draws: drawParameters([{ pointer: '/world/leaving/trust', quantiles: (u) => 2 * u }], study.run).draws,
};
const price = { name: 'price', pointers: ['/strategies/0/ladder/tiers/1/pricePerMonth'] };
const churn = { name: 'cost of goods', pointers: ['/world/costs/goodsShare'] };

const [first, second] = [study.strategies[0], study.strategies[1]];
if (first === undefined || second === undefined) throw new Error('two strategies are compared');
const gap = { world: study.world, strategies: [first, second], run: study.run, metric: 'contribution' };
const ranges = [
  { name: 'goods', pointers: ['/world/costs/goodsShare'], low: 0.05, high: 0.6 },
  { name: 'trust', pointers: ['/world/leaving/trust'], low: 0, high: 2 },
];
const planted: ClaimStudy = {
  number: 99,
  title: 'Planted',
  arms: [first, second].map((strategy) => ({
    name: strategy.name,
    world: study.world,
    strategy,
    pinned: [],
  })),
  run: study.run,
  conditions: [
    {
      name: 'revenue',
      unit: 'money',
      effect: {
        kind: 'formula',
        times: [
          [
            { metric: 'revenue', arm: 1 },
            { metric: 'revenue', arm: 0, weight: -1 },
          ],
        ],
        over: [],
      },
      expected: { direction: 'higher', by: 1 },
    },
  ],
  beside: [],
  ranges,
  candidates: ranges.slice(0, 1),
  sizes: {
    worlds: 6,
    worldFutures: 2,
    flipFutures: 4,
    flipPlaces: 2,
    flipRounds: 1,
    flipScreened: 1,
  },
};

interface Told {
  readonly fingerprint: string;
}
const designs: Readonly<Record<string, () => Design<Told>>> = {
  sweep: () => sweep(study, { axes: [price], points: [[20], [29], [40]] }),
  'sweep of an uncertain study': () => sweep(uncertain, { axes: [price], points: [[20], [40]] }),
  surface: () =>
    surface(study, {
      axes: [
        { ...price, values: [20, 40] },
        { ...churn, values: [0.1, 0.3] },
      ],
    }),
  gate: () => gate(study, { gate: 'usageLimit', limits: [5, 60, null] }),
  line: () => line(study, { intensities: [0, 1] }),
  precision: () => told(compareUntilPrecise(study, { tolerance: { kind: 'ofMean', share: 0.5 } })),
  'luck and ignorance': () => splitSpread(uncertain),
  find: () =>
    find(study, {
      levers: [{ ...price, low: 10, high: 60 }],
      candidates: 6,
      searchFutures: 16,
      refinements: 4,
    }),
  attribution: () => attribution(gap),
  tornado: () => tornado({ ...gap, ranges }),
  flip: () => flip({ ...gap, ranges, places: 3, rounds: 2 }),
  sensitivity: () => sensitivity(sensitivityStudy(gap, ranges.map(evenly), 4)),
  why: () => why({ ...gap, ranges, rows: 8, rowFutures: 1, probeFutures: 4 }),
  claim: () => claim(planted),
  'marginal cost': () => marginalCost({ world: study.world, strategy: second, run: study.run }),
  'observed against causal': () => observedCausal({ world: study.world, strategy: second, run: study.run }),
  'one life': () => oneLife(study, { find: { who: 'leftUnderFirstOnly', direction: 'next' } }),
};

function* told(design: ReturnType<typeof compareUntilPrecise>): Design<Told> {
  let step = design.next();
  while (step.done !== true) step = design.next(yield { points: step.value.points, done: step.value.done });
  return { fingerprint: `${step.value.reading.fingerprint} ${String(step.value.precision.standardError)}` };
}

const plain = inlineEngine(simulateReplications, setImmediate);
const pools = [1, 3].map((workers) => threadPool({ module: threadModule('chunk'), workers }));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

// Threads that start while everything else is tested take their time.
describe.each(Object.entries(designs))('%s', { timeout: 120_000 }, (_, design) => {
  it('comes to the same bits on any number of workers', async () => {
    const inline = await plain.run(design());
    for (const pool of pools) expect((await pool.run(design())).fingerprint).toBe(inline.fingerprint);
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const run = plain.run(design(), {
      signal: stop.signal,
      onProgress: () => {
        stop.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
  });
});
