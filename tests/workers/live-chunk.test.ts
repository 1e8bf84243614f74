import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Ledger } from '../../simulations/ledger.ts';
import { answerPoint } from '../../simulations/answer-point.ts';
import { answerSize } from '../../simulations/measure.ts';
import type { Point } from '../../simulations/point.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { liveChunk } from '../../workers/live-chunk.ts';
import { smallScenario } from '../support/small-scenario.ts';

it.each([false, true])(
  'counts customers times months, with metrics behind the ledgers or not',
  async (measured) => {
    const { world, strategies, run } = compareStudy(smallScenario({ months: 5 }));
    const point: Point = {
      world,
      strategy: strategies[0]!,
      run,
      firstReplication: 3,
      replications: 2,
      measured,
    };
    const chunk = await liveChunk(answerPoint, point, () => false, setImmediate);
    const layout = layoutOf(point);
    let counted = 0;
    for (const start of [0, answerSize(point)]) {
      const ledger = new Ledger(layout, chunk!.ledgers.subarray(start, start + layout.size));
      for (let month = 0; month < 5; month++)
        counted += ledger.total('payingCustomers', month) + ledger.total('freeUsers', month);
    }
    expect(counted).toBeGreaterThan(1000);
    expect(chunk!.customerMonths).toBe(counted);
  },
);
