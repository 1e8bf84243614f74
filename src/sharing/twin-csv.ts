import { csvText } from '../../scenarios/csv.ts';
import type { Twin } from '../charts/twin.ts';
import type { AnyOrigin, TableOrigin } from './origin.ts';

/** A chart's numbers with every digit; each row also says where it comes from, so that no row gets lost from it. */
export function twinCsv({ columns, rows }: Twin, origin: AnyOrigin): string {
  const { scenario, engine, fingerprint } = origin;
  const from =
    'seed' in origin
      ? { scenario, seed: origin.seed, futures: origin.replications, engine, fingerprint }
      : { table: scenario, rows: origin.rows, engine, fingerprint, ...simulatedOf(origin) };
  return csvText([
    [...columns, ...Object.keys(from)],
    ...rows.map((row) => [...row.map(({ value }) => value), ...Object.values(from)]),
  ]);
}

/** Whose curves are laid over a table, where some are. */
function simulatedOf({ simulated }: TableOrigin) {
  return simulated === undefined
    ? {}
    : {
        'simulated scenario': simulated.scenario,
        'simulated strategy': simulated.strategies.join(', '),
        'simulated seed': simulated.seed,
        'simulated futures': simulated.replications,
        'simulated fingerprint': simulated.fingerprint,
      };
}
