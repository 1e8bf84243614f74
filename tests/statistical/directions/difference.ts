import type { Ledger } from '../../../simulations/ledger.ts';
import { describe, expect, test } from 'vitest';
import type { Study } from '../../support/neutral-study.ts';
import { simulated } from '../../support/simulated.ts';
import type { Direction, Settings } from './directions.ts';
import { livelyStudy } from './lively-study.ts';
import { moved, paired, read } from './moved.ts';

const REPLICATIONS = 12;
/** Standard errors by which a difference must be on the stated side. */
export const Z = 4;

const bases = new Map<string, { readonly study: Study; readonly ledgers: readonly Ledger[] }>();

/** The row's base and its futures, lived once for all rows that share it. */
function baseOf(settings: Settings, months: number) {
  const key = JSON.stringify([settings, months]);
  let base = bases.get(key);
  if (base === undefined) {
    const lively = livelyStudy();
    const study = moved({ ...lively, run: { ...lively.run, months } }, settings);
    base = { study, ledgers: simulated(study, REPLICATIONS) };
    bases.set(key, base);
  }
  return base;
}

/** What moving a row's lever does to its metric, on the same luck. */
export function difference({
  lever,
  at = lever,
  to,
  metric,
  with: beside,
  onlyWith,
  months = 24,
}: Direction) {
  const { study, ledgers } = baseOf({ ...beside, ...onlyWith }, months);
  const other = moved(study, { [at]: to });
  const values = (futures: readonly Ledger[], of: Study) => futures.map((ledger) => read(metric, ledger, of));
  return paired(values(ledgers, study), values(simulated(other, REPLICATIONS), other));
}

/** Rows as tests: two files share them, so that two cores do. */
export function testDirections(rows: readonly Direction[]): void {
  const named = rows.map((row) => [`${row.lever}: ${row.metric} ${row.moves}`, row] as const);
  describe('when a lever goes up', () => {
    test.each(named)('%s', (_, row) => {
      const { mean, error } = difference(row);
      if (row.moves === 'up') expect(mean - Z * error).toBeGreaterThan(0);
      else if (row.moves === 'down') expect(mean + Z * error).toBeLessThan(0);
      else if (row.moves === 'either') expect(Math.abs(mean)).toBeGreaterThan(0);
      else expect([mean, error]).toEqual([0, 0]);
    });
  });
}
