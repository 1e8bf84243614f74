/** Lives the replications of a point, one future after another. */
import { liveFuture } from './future.ts';
import type { Ledgers, Point } from './point.ts';
import { Stage } from './stage.ts';

/**
 * Ledgers of a point's replications, one after another. A replication's numbers depend on its own index only, so any cut of
 * the replications into points gives the same numbers.
 */
export function simulateReplications(point: Point): Ledgers {
  const stage = stageOf(point);
  const { ledger } = stage;
  const { size } = ledger.layout;
  const ledgers = new Float64Array(point.replications * size);
  for (let index = 0; index < point.replications; index++) {
    ledger.values.fill(0);
    liveFuture(stage, point.firstReplication + index);
    ledgers.set(ledger.values, index * size);
  }
  return ledgers;
}

/**
 * What the replications of a point share. A worker lives a chunk one replication at a time, so the last stage is kept for as
 * long as the same world, strategy and run come again; they are never changed in place.
 */
function stageOf(point: Point): Stage {
  const { world, strategy, run } = point;
  const asked = last?.point;
  if (last !== undefined && asked?.world === world && asked.strategy === strategy && asked.run === run)
    return last.stage;
  last = { point, stage: new Stage(point) };
  return last.stage;
}

let last: { readonly point: Point; readonly stage: Stage } | undefined;
