/** Lives the replications of a point, one future after another: as machine code where there is WebAssembly. */
import { liveFuture } from './future.ts';
import { compiled } from './machine/compiled.ts';
import { startMachine } from './machine/machine.ts';
import type { Machine } from './machine/machine.ts';
import type { Ledgers, Point } from './point.ts';
import { Stage } from './stage.ts';

/**
 * Ledgers of a point's replications, one after another. A replication's numbers depend on its own index only, so any cut of
 * the replications into points gives the same numbers.
 */
export function simulateReplications(point: Point): Ledgers {
  return simulateOn(theMachine(), point);
}

/** The machine of whoever asks, which the first who asks starts; undefined where there is none. */
export function theMachine(): Machine | undefined {
  started ??= { machine: startMachine(compiled) };
  return started.machine;
}

/** One for everything that a worker, a thread or a process ever lives. */
let started: { readonly machine: Machine | undefined } | undefined;

/** The same bits by the same source, without the machine. */
export function simulateInJavaScript(point: Point): Ledgers {
  return simulateOn(undefined, point);
}

/** Lives on a certain machine, or in JavaScript when there is none. */
export function simulateOn(machine: Machine | undefined, point: Point): Ledgers {
  const stage = stageOf(point);
  const { ledger } = stage;
  const { size } = ledger.layout;
  const ledgers = new Float64Array(point.replications * size);
  for (let index = 0; index < point.replications; index++) {
    const replication = point.firstReplication + index;
    const values = ledgers.subarray(index * size, (index + 1) * size);
    const ended = machine?.live(stage, replication, values);
    if (ended === 'lived') continue;
    ledger.values.fill(0);
    liveFuture(stage, replication);
    values.set(ledger.values);
    // The machine gave up, and here is the error that says why: unless there is none.
    if (ended === 'threw')
      throw new Error(`replication ${replication} fails as machine code and succeeds in JavaScript`);
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
