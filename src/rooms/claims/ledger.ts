import { z } from 'zod';
import type { Verdict } from '../../../simulations/designs/claim-effect.ts';
import type { ClaimReading } from '../../../simulations/designs/claim.ts';

/** What the ledger of the claims says, as the command line writes it; more than is shown is let through unread. */
const nullable = z.number().nullable();
const unit = z.enum(['money', 'share', 'count', 'months', 'ratio', 'index', 'correlation']);
const verdict = z.enum(['holds', 'does not hold', 'too close to call']);
const effect = { name: z.string(), unit, value: nullable, low: nullable, high: nullable };
const expected = z.union([
  z.object({ direction: z.enum(['higher', 'lower']), by: z.number() }),
  z.object({ direction: z.literal('between'), low: z.number(), high: z.number() }),
]);
const flip = z.object({
  name: z.string(),
  pointers: z.array(z.string()),
  low: z.number(),
  high: z.number(),
  now: nullable,
  at: nullable,
  atLow: nullable,
  atHigh: nullable,
  effectAtLow: nullable,
  effectAtHigh: nullable,
  move: nullable,
});
const Row = z.object({
  number: z.int(),
  verdict,
  conditions: z.array(z.object({ ...effect, expected, verdict })).min(1),
  beside: z.array(z.object(effect)),
  robustness: z.object({
    share: nullable,
    low: nullable,
    high: nullable,
    of: z.enum(['worlds', 'pairs of worlds']),
    worlds: z.number(),
    futures: z.number(),
  }),
  flips: z.array(flip),
  months: z.number(),
  replications: z.number(),
  fingerprint: z.string(),
});
const Ledger = z.object({
  version: z.literal(1),
  engine: z.string(),
  precision: z.enum(['quick', 'publishing', 'own']),
  claims: z.array(Row),
});
export type Ledger = z.infer<typeof Ledger>;

/** What is known of a claim: from the ledger, or from a run on this page. */
export type Finding = Pick<
  ClaimReading,
  'verdict' | 'conditions' | 'beside' | 'robustness' | 'flips' | 'months' | 'replications' | 'fingerprint'
>;

/** A claim as the list names it, before anything of it is worked out. */
const Entry = z.object({
  number: z.int(),
  title: z.string(),
  statement: z.string(),
  note: z.string().optional(),
  conditions: z.array(z.object({ effect: z.object({ kind: z.string(), as: z.string().optional() }) })),
  beside: z.array(z.object({ effect: z.object({ kind: z.string(), as: z.string().optional() }) })).optional(),
  flip: z.array(z.union([z.string(), z.object({ name: z.string(), scale: z.enum(['value', 'factor']) })])),
});
export type Entry = z.infer<typeof Entry>;

const Ranges = z.object({
  ranges: z.array(z.object({ name: z.string(), scale: z.enum(['value', 'factor']) })),
});

/** Undefined for a text that is no ledger: then the claims stand without findings. */
export function readLedger(text: string): Ledger | undefined {
  return Ledger.safeParse(JSON.parse(text)).data;
}

export function readEntry(text: string): Entry {
  return Entry.parse(JSON.parse(text));
}

/** Names of the ranges that are factors on what stands there. */
export function factorsOf(plausible: string, entries: readonly Entry[]): ReadonlySet<string> {
  const own = entries.flatMap(({ flip: candidates }) => candidates.filter((one) => typeof one !== 'string'));
  const all = [...Ranges.parse(JSON.parse(plausible)).ranges, ...own];
  return new Set(all.filter(({ scale }) => scale === 'factor').map(({ name }) => name));
}

export interface ListedClaim {
  readonly entry: Entry;
  readonly finding: Finding | undefined;
}

export type VerdictFilter = 'all' | Verdict;

/** The claims with this verdict in which every word of the search occurs; a number finds the claim of that number. */
export function listed(
  claims: readonly ListedClaim[],
  filter: VerdictFilter,
  search: string,
): readonly ListedClaim[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return claims.filter(({ entry, finding }) => {
    if (filter !== 'all' && finding?.verdict !== filter) return false;
    const said = `${entry.title} ${entry.statement}`.toLowerCase();
    return words.every((word) => (/^\d+$/.test(word) ? entry.number === Number(word) : said.includes(word)));
  });
}

export function countOf(claims: readonly ListedClaim[], verdict: Verdict): number {
  return claims.filter(({ finding }) => finding?.verdict === verdict).length;
}

/** The condition that a list shows: the first that decides against the claim, or the first of all. */
export function tellingCondition({ verdict, conditions }: Pick<Finding, 'verdict' | 'conditions'>): number {
  return Math.max(
    0,
    conditions.findIndex((condition) => condition.verdict === verdict),
  );
}
