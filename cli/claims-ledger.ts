/** The file in which findings about claims are kept: written whole after every claim, so that a run that was stopped goes on. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { claimSizes } from '../simulations/designs/claim-study.ts';
import type { Precision } from '../simulations/designs/claim-study.ts';
import type { ClaimStudy } from '../simulations/designs/claim.ts';
import { isGroup } from '../simulations/parameters/pointer.ts';
import { engineVersion } from '../simulations/version.ts';
import type { Outcome } from './command.ts';
import { writeWhole } from './out-file.ts';

/** A finding under the key of what was asked of which model. */
export interface Keyed {
  readonly id: string;
  readonly key: string;
}

/** Rows of a ledger by key; empty where there is no such file, no ledger in it, or one of another model or precision. */
export async function keptRows(
  file: string,
  precision: Precision,
  replications: number | undefined,
): Promise<ReadonlyMap<string, object>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const ledger: unknown = text === undefined ? undefined : parsed(text);
  const isOfThis =
    isGroup(ledger) &&
    ledger.engine === engineVersion &&
    ledger.precision === precisionOf(precision, replications);
  const rows = isOfThis && Array.isArray(ledger.claims) ? ledger.claims : [];
  return new Map(
    rows.flatMap((row: unknown) => (isGroup(row) && typeof row.key === 'string' ? [[row.key, row]] : [])),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A run with futures of one's own is of neither precision. */
function precisionOf(precision: Precision, replications: number | undefined): Precision | 'own' {
  return replications === undefined ? precision : 'own';
}

export async function writeLedger(
  file: string,
  rows: readonly Keyed[],
  precision: Precision,
  replications: number | undefined,
): Promise<Outcome | undefined> {
  const ledger = {
    version: 1,
    engine: engineVersion,
    precision: precisionOf(precision, replications),
    sizes: claimSizes[precision],
    claims: rows.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  };
  return writeWhole(file, `${JSON.stringify(ledger, null, 2)}\n`);
}

/** The claim as it is asked, and the bits that the model gives for a few of its futures: both have to be what they were. */
export function keyOf(study: ClaimStudy, statement: string, canary: string): string {
  const asked = JSON.stringify([engineVersion, statement, study]);
  return `${createHash('sha256').update(asked).digest('hex').slice(0, 32)}-${canary}`;
}

/** The claim in as few futures as show whether the model is the one that made a finding. */
export function canaryOf(study: ClaimStudy): ClaimStudy {
  return {
    ...study,
    run: { ...study.run, replications: 4 },
    sizes: { ...study.sizes, worlds: 2, worldFutures: 1, flipFutures: 0 },
  };
}
