/** How large a run of a claim is, and a claim made ready to run. Publishing takes some ten times as long as a quick run. */
import type { ClaimSizes, ClaimStudy } from './claim.ts';

export type Precision = 'quick' | 'publishing';

/** What a claim file says, read and checked (scenarios/claims.ts). */
export interface ReadClaim extends Omit<ClaimStudy, 'number' | 'title' | 'sizes'> {
  readonly file: Pick<ClaimStudy, 'number' | 'title'>;
}

const sizes: Readonly<Record<Precision, ClaimSizes & { readonly timesFutures: number }>> = {
  quick: { timesFutures: 1, worlds: 12, worldFutures: 1, flipFutures: 4, flipPlaces: 2, flipRounds: 2 },
  publishing: {
    timesFutures: 8,
    worlds: 100,
    worldFutures: 2,
    flipFutures: 24,
    flipPlaces: 4,
    flipRounds: 4,
  },
};

/** `replications` overrides the futures of the precision. */
export function claimStudy(claim: ReadClaim, precision: Precision, replications?: number): ClaimStudy {
  const { file, arms, run, conditions, beside, ranges, candidates } = claim;
  const { timesFutures, ...rest } = sizes[precision];
  return {
    number: file.number,
    title: file.title,
    arms,
    run: { ...run, replications: replications ?? run.replications * timesFutures },
    conditions,
    beside,
    ranges,
    candidates,
    sizes: rest,
  };
}
