import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
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
  'one life': () => oneLife(study, { find: { who: 'leftUnderFirstOnly', direction: 'next' } }),
};

function* told(design: ReturnType<typeof compareUntilPrecise>): Design<Told> {
  let step = design.next();
  while (step.done !== true) step = design.next(yield { points: step.value.points, done: step.value.done });
  return { fingerprint: `${step.value.reading.fingerprint} ${step.value.precision.standardError}` };
}

const plain = inlineEngine(simulateReplications, setImmediate);
const pools = [1, 3].map((workers) => threadPool({ workers }));
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
