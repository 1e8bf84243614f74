/** What a worker does with a point: lives its replications and, where wanted, measures them on the spot. */
import { layoutOf } from './layout-of.ts';
import { Ledger } from './ledger.ts';
import { answerSize, measureInto } from './measure.ts';
import { metrics as allMetrics } from './metrics/registry.ts';
import type { Ledgers, Point } from './point.ts';
import { simulateReplications } from './replication.ts';

/** Answers a point: for each replication its ledger, followed by its row when the point wants to be measured. */
export function answerPoint(point: Point): Ledgers {
  const ledgers = simulateReplications(point);
  if (point.measured !== true) return ledgers;
  const layout = layoutOf(point);
  const size = answerSize(point);
  const answers = new Float64Array(size * point.replications);
  for (let index = 0; index < point.replications; index++) {
    const values = ledgers.subarray(index * layout.size, (index + 1) * layout.size);
    const start = index * size;
    answers.set(values, start);
    measureInto(
      answers.subarray(start + layout.size, start + size),
      allMetrics,
      new Ledger(layout, values),
      point,
    );
  }
  return answers;
}
