import type { Batch, Design } from '../../simulations/point.ts';
import type { Simulate } from '../../workers/engine.ts';

/** Drives a design the plainest way, and keeps what it asked for. */
export function plainDrive<Reading>(
  design: Design<Reading>,
  simulate: Simulate,
): {
  readonly reading: Reading;
  readonly batches: readonly Batch<Reading>[];
  readonly partials: readonly Reading[];
} {
  const batches: Batch<Reading>[] = [];
  const partials: Reading[] = [];
  let step = design.next();
  while (step.done !== true) {
    const batch = step.value;
    batches.push(batch);
    if (batch.partial !== undefined) partials.push(batch.partial);
    step = design.next(batch.points.map(simulate));
  }
  return { reading: step.value, batches, partials };
}
