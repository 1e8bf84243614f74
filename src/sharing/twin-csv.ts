import { csvText } from '../../scenarios/csv.ts';
import type { Twin } from '../charts/twin.ts';
import type { Origin } from './origin.ts';

/** A chart's numbers with every digit; each row also says where it comes from, so that no row gets lost from it. */
export function twinCsv({ columns, rows }: Twin, origin: Origin): string {
  const { scenario, seed, replications, engine, fingerprint } = origin;
  const from = [scenario, seed, replications, engine, fingerprint];
  return csvText([
    [...columns, 'scenario', 'seed', 'futures', 'engine', 'fingerprint'],
    ...rows.map((row) => [...row.map(({ value }) => value), ...from]),
  ]);
}
