import { Ledger } from '../../simulations/ledger.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import type { Study } from './neutral-study.ts';

/** Ledgers of the first replications of a study, one object each. */
export function simulated(study: Study, replications = 1, firstReplication = 0): Ledger[] {
  const layout = layoutOf(study);
  const values = simulateReplications({ ...study, firstReplication, replications });
  return Array.from(
    { length: replications },
    (_, index) => new Ledger(layout, values.subarray(index * layout.size, (index + 1) * layout.size)),
  );
}
