/** A design in another's words: the same batches, every reading told anew, and unread until somebody looks. */
import type { Batch, Design } from '../point.ts';

export function* retold<From, To>(design: Design<From>, tell: (reading: From) => To): Design<To> {
  let step = design.next();
  while (step.done !== true) step = design.next(yield retoldBatch(step.value, tell));
  return tell(step.value);
}

function retoldBatch<From, To>(batch: Batch<From>, tell: (reading: From) => To): Batch<To> {
  const { points, done } = batch;
  if (!('partial' in batch)) return { points, done };
  return {
    points,
    done,
    get partial() {
      if (batch.partial === undefined) throw new Error('a partial reading went missing');
      return tell(batch.partial);
    },
  };
}
