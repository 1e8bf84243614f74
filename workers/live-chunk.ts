import { Ledger } from '../simulations/ledger.ts';
import type { Point } from '../simulations/point.ts';
import { layoutOf } from '../simulations/layout-of.ts';
import type { LivedChunk, Simulate } from './engine.ts';

/** One turn of the event loop: what has arrived meanwhile is heard. */
export type Turn = () => Promise<unknown>;

/**
 * Simulates a point replication by replication and lets the event loop turn in between, so that a cancellation is heard
 * within one replication. Undefined when `isCancelled` said so.
 */
export async function liveChunk(
  simulate: Simulate,
  point: Point,
  isCancelled: () => boolean,
  turn: Turn,
): Promise<LivedChunk | undefined> {
  let ledgers = new Float64Array();
  for (let index = 0; index < point.replications; index++) {
    await turn();
    if (isCancelled()) return undefined;
    const one = simulate({ ...point, firstReplication: point.firstReplication + index, replications: 1 });
    if (index === 0) ledgers = new Float64Array(one.length * point.replications);
    ledgers.set(one, one.length * index);
  }
  return { ledgers, customerMonths: customerMonths(point, ledgers) };
}

/** Paying customers and free users, summed over months and replications. An answer may hold more behind each ledger. */
function customerMonths(point: Point, answers: Float64Array): number {
  const layout = layoutOf(point);
  const size = answers.length / point.replications;
  let sum = 0;
  for (let start = 0; start < answers.length; start += size) {
    const ledger = new Ledger(layout, answers.subarray(start, start + layout.size));
    sum += ledger.sum('payingCustomers') + ledger.sum('freeUsers');
  }
  return sum;
}
